"""A study by county: who is served within which time, and how long people need.

Counties come in code order, the city's row last; nothing is ranked. Persons are rounded where they
are written, never before.
"""

from __future__ import annotations

from dataclasses import replace

from analysis.accessibility.roll_up import AreaAccess
from analysis.accessibility.study import AccessStudy
from analysis.accessibility.study_notes import made_of
from analysis.accessibility.table_columns import (
    CODE,
    CONNECTED_ONLY,
    MEAN,
    MEDIAN,
    NAME,
    PERSONS,
    ROUNDED,
    known_or,
    minutes,
    number,
    share,
    whole,
)
from analysis.report.report import Table, Value
from geo.text import Text


def county_table(study: AccessStudy) -> Table:
    """By county: who is served within which time, how long people need."""
    question = study.question
    limit = f"{question.limit_min:g}"
    whole_people = (
        ("persons", Text("服务对象", "People")),
        ("reached_persons", Text(f"{limit} 分钟内", f"Within {limit} min")),
        ("beyond_persons", Text(f"超过 {limit} 分钟", f"Over {limit} min")),
        ("not_connected_persons", Text("未连通", "Not connected")),
    )
    shares = [
        (f"within_{c:g}_share", Text(f"{c:g} 分钟内占比", f"Share within {c:g} min"))
        for c in question.cutoffs_min
    ]
    return Table(
        "access_counties",
        Text("各县（市、区）可达性", "Access by county"),
        (
            CODE,
            NAME,
            *(number(name, title, PERSONS, 10) for name, title in whole_people),
            *(number(name, title, width=7.3) for name, title in shares),
            MEAN,
            MEDIAN,
            replace(
                number("reached_share", Text(f"{limit} 分钟内占比", f"Share within {limit} min")),
                printed=False,
            ),
        ),
        tuple(_area_row(row) for row in study.areas.rows),
        (
            *study.warnings,
            *made_of(study.question, study.demand, study.model),
            CONNECTED_ONLY,
            ROUNDED,
        ),
        _area_row(study.areas.city),
        frozen_columns=2,
    )


def _area_row(area: AreaAccess) -> tuple[Value, ...]:
    of_people: tuple[Value, ...] = (
        whole(area.persons),
        whole(area.reached_persons),
        whole(area.beyond_persons),
        whole(area.not_connected_persons),
        *(share(part) for part in area.within_shares),
        minutes(area.mean_min),
        minutes(area.median_min),
        share(area.reached_share),
    )
    known = area.persons_known
    return (area.area_code, area.name, *(known_or(value, known=known) for value in of_people))
