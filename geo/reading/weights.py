"""Weights of counties for the priority rule: a file of county and weight."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from geo.issues import DataIssue
from geo.reading.collect import read_rows, reading_of, refuse_repeats
from geo.reading.form import Column, Form
from geo.reading.intake import open_form
from geo.reading.row import RowReader
from geo.text import Text

MAX_WEIGHT = 1_000.0

WEIGHTS = Form(
    form_id="weights",
    title=Text("权重", "Weights"),
    purpose=Text("按权重分配时各县的权重。", "The weight of each county for the priority rule."),
    columns=(
        Column(
            "county",
            "所在县",
            Text("县(市、区)。", "The county."),
            required=True,
            synonyms=("县", "县区", "县(市、区)", "县（区）", "county_code"),
            sample="融水县",
        ),
        Column(
            "weight",
            "权重",
            Text("0 到 1000 的数；1 为不加权。", "A number from 0 to 1000; 1 is no weight."),
            required=True,
            synonyms=("系数", "优先系数"),
            sample="1.5",
            why=Text("权重决定优先规则的分配。", "Weights decide the priority rule."),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Weight:
    county_code: str
    weight: Fraction


def read_weights(
    source: Path | bytes, filename: str
) -> tuple[dict[str, Fraction], tuple[DataIssue, ...]]:
    """The weights by county code, and every issue of the file."""
    opened = open_form(source, filename, WEIGHTS)
    if isinstance(opened, tuple):
        return {}, opened
    rows = read_rows(opened, _weight)
    refuse_repeats(rows, lambda w: w.county_code, Text("同一个县", "the same county"))
    reading = reading_of(opened, rows, lambda w: w.county_code)
    return {w.county_code: w.weight for w in reading.records}, reading.issues


def _weight(row: RowReader) -> tuple[_Weight, ...]:
    code = row.required_county()
    value = row.number_in("weight", MAX_WEIGHT)
    if value is None and not row.failed:
        row.missing("weight")
    if row.failed or value is None:
        return ()
    return (_Weight(code, Fraction(str(value))),)
