"""The public edition of a study: counts by county and class of minutes with small ones suppressed.

One table of persons is published and no other: a second one with other classes of minutes, persons
of single cells or of single facilities would give suppressed counts back.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.accessibility.access_paper import AccessPaper
from analysis.accessibility.bands import NOT_CONNECTED, Band
from analysis.accessibility.facility_table import facility_table
from analysis.accessibility.method_table import method_table
from analysis.accessibility.range_table import ranges_table
from analysis.accessibility.ranges import About, Ranges
from analysis.accessibility.roll_up import AreaAccess
from analysis.accessibility.study import AccessStudy
from analysis.accessibility.study_notes import made_of
from analysis.accessibility.supply_table import capacity_value
from analysis.accessibility.suppression import TOTAL, WITHHELD_WORDS, Suppressed, suppress
from analysis.accessibility.table_columns import (
    CODE,
    CONNECTED_ONLY,
    MEAN,
    MEDIAN,
    NAME,
    NONE_HERE,
    NUMBER_OF,
    PENDING,
    PERSONS,
    ROUNDED,
    known_or,
    minutes,
    number,
    share,
    unit_words,
)
from analysis.report.report import Column, Table, Value
from geo.text import Text


def band_id(band: Band) -> str:
    """The name of a class's column: to_15, 15_to_30, over_60, not_connected."""
    if band.code == NOT_CONNECTED:
        return "not_connected"
    if band.to_min is None:
        return f"over_{band.from_min:g}"
    return f"to_{band.to_min:g}" if not band.from_min else f"{band.from_min:g}_to_{band.to_min:g}"


def public_counts(study: AccessStudy) -> Suppressed:
    """Persons by area (the people of no known county under "") and class of minutes.

    A county whose persons are not known has no row: it is not one where nobody lives.
    """
    known = {c.code for c in study.counties}
    areas = study.cells["county_code"].astype(object)
    areas = areas.where(areas.isin(known), "")
    rows = [row for row in study.areas.rows if row.persons_known]
    persons = study.cells["persons"].groupby([areas, study.cells["band"]]).sum()
    return suppress(
        pd.DataFrame(
            {
                band_id(band): [float(persons.get((row.area_code, band.code), 0.0)) for row in rows]
                for band in study.bands
            },
            index=[row.area_code for row in rows],
            dtype="float64",
        )
    )


def key_of(area: AreaAccess, study: AccessStudy) -> str:
    """The row of an area in the counts."""
    return TOTAL if area.area_code == study.city.code else area.area_code


def within_limit_share(area: AreaAccess, study: AccessStudy, counts: Suppressed) -> float | None:
    """The share within the limit, where everything it is made of is printed."""
    if not area.persons_known:
        return None
    key, limit = key_of(area, study), study.question.limit_min
    parts = [band_id(b) for b in study.bands if b.to_min is not None and b.to_min <= limit]
    printed = all(counts.is_printed(key, name) for name in (*parts, TOTAL))
    return area.reached_share if printed else None


def is_whole(area: AreaAccess, study: AccessStudy, counts: Suppressed) -> bool:
    """Whether every count of an area is printed, so that figures computed of it may be."""
    key = key_of(area, study)
    return area.persons_known and all(
        counts.is_printed(key, name) for name in counts.counts.columns
    )


def public_county_table(study: AccessStudy) -> Table:
    """By county and class of minutes; what is small, or would give it back, is not printed."""
    counts = public_counts(study)
    limit = f"{study.question.limit_min:g}"
    columns: tuple[Column, ...] = (
        CODE,
        NAME,
        *(number(band_id(band), band.title, PERSONS, 10) for band in study.bands),
        number("persons", Text("合计", "Total"), PERSONS, 11),
        number(
            "within_limit_share", Text(f"{limit} 分钟内占比", f"Share within {limit} min"), None, 8
        ),
        MEAN,
        replace(MEDIAN, printed=False),
        number("facilities", Text("县内设施", "Facilities in it"), NUMBER_OF, 10),
        number(
            "capacity", Text("已知服务能力", "Known capacity"), unit_words(study.facilities.unit)
        ),
    )
    # Outside the print area, so that the rest can be read on A4.
    columns = (*columns[:-3], *(replace(c, printed=False) for c in columns[-3:]))

    def row(area: AreaAccess) -> tuple[Value, ...]:
        key, within = key_of(area, study), within_limit_share(area, study, counts)
        counted: tuple[Value, ...]
        if not area.persons_known:
            counted = (PENDING,) * (len(counts.counts.columns) + 3)
        else:
            means = (minutes(area.mean_min), minutes(area.median_min))
            whole = is_whole(area, study, counts)
            unprinted = NONE_HERE if area.persons <= 0 else WITHHELD_WORDS
            counted = (
                *(_count(counts, key, name) for name in counts.counts.columns),
                unprinted if within is None else share(within),
                *((known_or(m, known=True) for m in means) if whole else (unprinted, unprinted)),
            )
        return (area.area_code, area.name, *counted, area.facilities, capacity_value(area))

    return Table(
        "access_counties",
        Text("各县（市、区）可达性", "Access by county"),
        columns,
        tuple(row(area) for area in study.areas.rows),
        (
            *study.public_warnings,
            *made_of(study.question, study.demand, study.model),
            counts.rule,
            CONNECTED_ONLY,
            ROUNDED,
        ),
        row(study.areas.city),
        frozen_columns=2,
    )


def _count(counts: Suppressed, key: str, name: str) -> Value:
    if counts.is_printed(key, name):
        persons: int = counts.counts.loc[key].to_dict()[name]
        return persons
    return counts.text(key, name)


def printed_statements(found: Ranges, study: AccessStudy) -> Ranges:
    """The ranges with only the statements about figures that the public edition prints."""
    counts = public_counts(study)
    shares, means = set(), set()
    for row in study.areas.all_rows:
        if within_limit_share(row, study, counts) is not None:
            shares.add(row.area_code)
        if is_whole(row, study, counts):
            means.add(row.area_code)
    printed = {About.SHARE: shares, About.MEAN: means}
    return replace(
        found,
        flips=tuple(f for f in found.flips if f.area_code in printed[f.about]),
        # Why one can't be told is said with the share not connected, which is made of counts.
        undecided=tuple(u for u in found.undecided if u.area_code in means),
    )


def public_tables(paper: AccessPaper) -> tuple[Table, ...]:
    """Counties, the facilities that count, the city's range, and the method."""
    study = paper.study
    ranges: tuple[Table, ...] = ()
    if paper.ranges is not None and is_whole(study.areas.city, study, public_counts(study)):
        ranges = (ranges_table(printed_statements(paper.ranges, study), study, of_city_only=True),)
    return (
        public_county_table(study),
        facility_table(study, public=True),
        *ranges,
        method_table(study, public=True),
    )
