"""Weights of counties for the priority rule: a file of county and weight."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from geo.issues import DataIssue
from geo.reading.collect import read_each_once, read_form
from geo.reading.form import Column, Form
from geo.reading.intake import FormTable
from geo.reading.result import Reading
from geo.reading.row import RowReader
from geo.reading.shared_columns import county_column
from geo.text import Text

MAX_WEIGHT = 1_000.0

WEIGHTS = Form(
    form_id="weights",
    title=Text("权重", "Weights"),
    purpose=Text("按权重分配时各县的权重。", "The weight of each county for the priority rule."),
    columns=(
        county_column(sample="融水县"),
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
    reading = read_form(source, filename, WEIGHTS, _weights_of)
    return {w.county_code: w.weight for w in reading.records}, reading.issues


def _weights_of(table: FormTable) -> Reading[_Weight]:
    return read_each_once(
        table, _weight, lambda w: w.county_code, Text("同一个县", "the same county")
    )


def _weight(row: RowReader) -> tuple[_Weight, ...]:
    code = row.required_county()
    value = row.number_in("weight", MAX_WEIGHT)
    if value is None and not row.failed:
        row.missing("weight")
    if row.failed or value is None:
        return ()
    return (_Weight(code, Fraction(str(value))),)
