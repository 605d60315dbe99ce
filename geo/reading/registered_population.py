"""Reading 户籍人口: the registered population of counties, as their bodies report it."""

from __future__ import annotations

from pathlib import Path

from geo.issues import Severity
from geo.reading.collect import read_each_once, read_form
from geo.reading.form import Column, Form
from geo.reading.intake import FormTable
from geo.reading.result import Reading
from geo.reading.row import RowReader
from geo.reading.shared_columns import as_of_column, county_column, source_column
from geo.records import RegisteredPopulation
from geo.text import Text

MAX_PERSONS = 5_000_000
"""No county of the country has so many registered residents."""

REGISTERED_POPULATION = Form(
    form_id="registered_population",
    title=Text("户籍人口", "Registered population"),
    purpose=Text(
        "各县(市、区)户籍人口，单位：人。", "Registered residents per county, in persons."
    ),
    sheet_names=("户籍人口数", "registered"),
    columns=(
        county_column(sample="陆川县"),
        Column(
            "persons",
            "户籍人口",
            Text("人数，单位：人。", "In persons."),
            required=True,
            synonyms=("户籍人口数", "户籍总人口", "人口", "人数", "人口数", "registered_persons"),
            sample="1100000",
            why=Text(
                "它决定按户籍口径是否达到人口条件。",
                "It decides whether the population condition holds on the registered basis.",
            ),
        ),
        as_of_column(
            Text("截至哪一天；只写年的按年末。", "The day it stands for; a year means its end."),
            synonyms=("年份", "年度"),
            sample="2024-12-31",
        ),
        source_column(
            Text("公安户籍统计、统计年鉴等。", "Police register, yearbook."), sample="统计年鉴"
        ),
    ),
)


def read_registered_population(
    source: Path | bytes, filename: str
) -> Reading[RegisteredPopulation]:
    """The registered populations of a file, one per county."""
    return read_form(source, filename, REGISTERED_POPULATION, registered_population_of)


def registered_population_of(table: FormTable) -> Reading[RegisteredPopulation]:
    """The registered populations of a table already opened."""
    return read_each_once(
        table,
        _population,
        lambda p: p.county_code,
        Text("同一个县", "the same county"),
    )


def _population(row: RowReader) -> tuple[RegisteredPopulation, ...]:
    county_code = row.required_county()
    persons = row.whole("persons", MAX_PERSONS)
    if not row.failed and not persons:
        row.add(
            "population_empty",
            Severity.ERROR,
            Text("没有填人数，或填了 0。", "No persons, or 0."),
            Text(
                "请填户籍人口数，单位：人；未掌握的删去这一行。",
                "Fill in persons, or delete the row if not known.",
            ),
            "persons",
        )
    as_of = row.day("as_of", last=True)
    if row.failed or not persons:
        return ()
    return (RegisteredPopulation(county_code, persons, as_of, row.text("source")),)
