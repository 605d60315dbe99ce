"""Targets set by hand beside those a plan gives: kept with the scenario, marked wherever shown."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.planning.scenarios.targets import counted_entries
from analysis.report.cell_text import shown
from analysis.report.report import Share, Table, Value
from analysis.requirements.catalogue import Catalogue
from geo.text import Text, join

COVERAGE, RETROFIT = "coverage", "retrofit"
"""The lines of the table that are about no requirement; the others go by requirement id."""
TARGET, GOAL, NOTE = "target", "goal", "note"
LONGEST_TYPED = 200


@dataclass(frozen=True, slots=True)
class OwnTarget:
    """One value set by hand: the line of the table, the column (y2027, target, goal), as typed."""

    line: str
    column: str
    typed: str


def target_lines(catalogue: Catalogue, city_code: str) -> tuple[str, ...]:
    """What each row of ``targets_table`` is about, in its order."""
    return (*(e.id for e in counted_entries(catalogue, city_code)), COVERAGE, RETROFIT)


def editable(table: Table) -> tuple[str, ...]:
    """The columns that can be set by hand: the years but for the last, the target, the goal.

    The last year's value is the target.
    """
    years = _years(table)
    return (*years[:-1], TARGET, GOAL)


def with_own(table: Table, lines: Sequence[str], own: Sequence[OwnTarget]) -> Table:
    """The table with the values set by hand; the remark says what the plan gives in their place.

    ``lines``: what each row is about. A value of a line or column that is not there is left out.
    """
    typed: dict[str, dict[str, str]] = {}
    for one in own:
        if one.typed.strip() and one.column in editable(table):
            typed.setdefault(one.line, {})[one.column] = one.typed.strip()
    rows = tuple(
        _row(table, row, typed.get(line, {})) for line, row in zip(lines, table.rows, strict=True)
    )
    return replace(table, rows=rows)


def _row(table: Table, row: tuple[Value, ...], typed: Mapping[str, str]) -> tuple[Value, ...]:
    at = {c.id: i for i, c in enumerate(table.columns)}
    cells = list(row)
    for name, value in typed.items():
        cells[at[name]] = value_of(value)
    if TARGET in typed and (years := _years(table)):
        cells[at[years[-1]]] = cells[at[TARGET]]
    said = [r for r in (row[at[NOTE]],) if isinstance(r, Text)]
    if TARGET in typed:
        was = row[at[TARGET]]
        plan = Text(shown(was, "zh") or "—", shown(was, "en") or "—")
        said.append(_SET.fill(plan=plan))
    if by_hand := [name[1:] for name in _years(table) if name in typed]:
        said.append(_YEARS.fill(years=Text("、".join(by_hand), ", ".join(by_hand))))
    cells[at[NOTE]] = join(said, "；", "; ") if said else row[at[NOTE]]
    return tuple(cells)


def value_of(typed: str) -> Value:
    """What was typed: a number, a share where it is a percentage, else the words as they are."""
    plain = typed.strip().replace(",", "").replace("，", "").replace(" ", "")
    try:
        if plain.endswith(("%", "％")):
            share = float(plain[:-1]) / 100
            return Share(share) if math.isfinite(share) else Text(typed, typed)
        number = float(plain)
    except ValueError:
        return Text(typed, typed) if typed else None
    if not math.isfinite(number):
        return Text(typed, typed)
    return int(number) if number.is_integer() else number


def _years(table: Table) -> tuple[str, ...]:
    return tuple(c.id for c in table.columns if c.id[:1] == "y" and c.id[1:].isdigit())


_SET = Text("目标为自定，方案测算 {plan}", "target set by hand; the plan gives {plan}")
_YEARS = Text("{years} 年的值为自定", "{years} set by hand")
