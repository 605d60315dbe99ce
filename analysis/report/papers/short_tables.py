"""Which columns of a wide table stand in the text of a brief, and on a slide."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.planning.scenarios.project_words import OPEN
from analysis.report.report import Table, Value, VerdictValue
from analysis.report.symbols import Symbol
from geo.layers import County
from geo.text import Text

DETAILED = ("access_counties", "projects", "yearly", "retrofit", "targets")
"""Tables worked out beside the findings, in the order of the sections."""
_IN_THE_TEXT: dict[str, tuple[str, ...]] = {
    "access_counties": ("area_name", "persons", "mean_min"),
    "projects": ("number", "name", "county", "building", "cost", "years"),
    "yearly": ("year", "begun", "in_use", "money", "unknown", "households", "all_money", "budget"),
    "targets": ("indicator", "base", "base_as_of", "open", "target", "goal"),
    "retrofit": ("county", "eligible", "done", "left", "before", "after"),
}
EXPLAINED = ("indicator", "definition", "trend", "basis")
"""Columns of the targets that say what the numbers are: a table of their own in the text."""
_ON_A_SLIDE: dict[str, tuple[str, ...]] = {
    "projects": ("number", "name", "county", "building", "scale", "cost", "years", "responsible"),
    "targets": ("indicator", "base", "open", "definition", "target"),
}
_NOT_ON_A_SLIDE: dict[str, frozenset[str]] = {
    "gaps": frozenset({"county_code", "to_verify", "lead", "current", "note"}),
    "retrofit": frozenset({"county_code"}),
    "access_counties": frozenset({"area_code"}),
}
"""Nobody can read them from a seat in the room; the brief and the workbook have them."""
_UNASKED = (Symbol.NONE, Symbol.NOT_DUE)
_IN_A_ROW = {"retrofit": "task_", "access_counties": "within_"}
"""Columns of the text that come by year or limit, by how their ids begin."""


def short_columns(table: Table) -> tuple[str, ...]:
    """The ids of the columns shown in the text; none: all of them are."""
    short = _IN_THE_TEXT.get(table.id)
    if short is None:
        return ()
    begin = _IN_A_ROW.get(table.id, "\0")
    return tuple(c.id for c in table.columns if c.id in short or c.id.startswith(begin))


def slide_columns(table: Table) -> tuple[str, ...]:
    """The ids of the columns shown on a slide."""
    chosen = _ON_A_SLIDE.get(table.id)
    if chosen is not None:
        return chosen
    left_out = _NOT_ON_A_SLIDE.get(table.id, frozenset())
    return tuple(
        c.id
        for c in table.columns
        if c.printed and c.id not in left_out and not _unasked(table.column(c.id))
    )


def _unasked(values: tuple[Value, ...]) -> bool:
    """Whether it is of a requirement the plan does not have, or to which nobody is due yet."""
    said = [v for v in values if v is not None]
    return bool(said) and all(isinstance(v, VerdictValue) and v.symbol in _UNASKED for v in said)


def undecided(table: Table) -> bool:
    """Whether it is of targets for which no plan is chosen yet: every year of it is 待定."""
    years = [c.id for c in table.columns if re.fullmatch(r"y\d{4}", c.id)]
    return bool(years) and all(set(table.column(y)) == {OPEN} for y in years)


def short_named(table: Table, counties: tuple[County, ...]) -> Table:
    """The table with the counties' short names where it has their full ones."""
    short = {c.name_zh: Text(c.short_zh, c.short_en) for c in counties}
    rows = tuple(
        tuple(short.get(v.zh, v) if isinstance(v, Text) else v for v in row) for row in table.rows
    )
    return replace(table, rows=rows)
