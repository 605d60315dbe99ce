"""The report of one assessment: format-neutral tables that every export and preview reads.

Built once (``analysis.report.build``), so no two papers can disagree about a number.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from analysis.report.cells import Cell
from analysis.report.matrix import Matrix
from analysis.report.symbols import Symbol
from geo.layers import City, County
from geo.records import Facility
from geo.safe_text import safe_text
from geo.text import Text

MAP_NOTICE = Text(
    "内部工作底图，未经地图审核，不得公开",
    "Internal working map, not reviewed for publication, not to be made public",
)
INTERNAL_MARK = Text("内部资料", "Internal")
PUBLIC_MARK = Text("公开版", "Public edition")
DEMONSTRATION_MARK = Text("演示", "Demonstration")
DEMONSTRATION_NOTICE = Text(
    "演示数据：设施、需求与结论均为虚构，不反映任何县的实际情况，不与真实数据混用",
    "Demonstration data: facilities, needs and findings are invented, say nothing of any real "
    "county and are never mixed with real data",
)


class ReportState(StrEnum):
    """How far the assessment has come on its way to a decision."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"


STATE_WORDS: dict[ReportState, Text] = {
    ReportState.DRAFT: Text("征求意见稿", "Draft for comment"),
    ReportState.SUBMITTED: Text("送审稿", "Draft for approval"),
    ReportState.APPROVED: Text("审定稿", "Approved"),
}


def state_words(state: ReportState, revision: int | None = None) -> Text:
    """送审稿, or 送审稿（修订版 1） of a revision."""
    words = STATE_WORDS[state]
    if revision is None:
        return words
    return Text(f"{words.zh}（修订版 {revision}）", f"{words.en} (revision {revision})")


class TrialResultError(ValueError):
    """A finding tried on screen (试算) was about to leave as the result."""


class ColumnKind(StrEnum):
    """How the values of a column are written."""

    TEXT = "text"
    CODE = "code"
    """Text that looks like a number and is none: division codes, ids."""
    NUMBER = "number"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``unit`` as printed in the head; ``width_chars`` in Latin characters.

    Columns not ``printed`` stand last: on screen and in files, outside a sheet's print area.
    """

    id: str
    title: Text
    kind: ColumnKind = ColumnKind.TEXT
    unit: Text | None = None
    width_chars: float = 14
    printed: bool = True


@dataclass(frozen=True, slots=True)
class VerdictValue:
    """A verdict as a cell shows it: symbol, word, and a small addition (在建)."""

    symbol: Symbol
    word: Text
    sub: Text | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A share, 0 to 1; percent only where it is shown."""

    value: float


Value = str | Text | int | float | Share | VerdictValue | None
"""``None`` is not known or not asked; never zero. A date is text, as ISO writes it."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: every row has one value per column; ``total`` is the city's row, shown last."""

    id: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[Text, ...] = ()
    total: tuple[Value, ...] | None = None
    frozen_columns: int = 0

    def __post_init__(self) -> None:
        for row in self.all_rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{self.id}: {len(row)} values for {len(self.columns)} columns")
        object.__setattr__(self, "rows", tuple(map(_safe_row, self.rows)))
        if self.total is not None:
            object.__setattr__(self, "total", _safe_row(self.total))

    @property
    def all_rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows with the city's row last."""
        return self.rows if self.total is None else (*self.rows, self.total)

    def column(self, column_id: str) -> tuple[Value, ...]:
        """The values of one column. KeyError if there is none."""
        for place, column in enumerate(self.columns):
            if column.id == column_id:
                return tuple(row[place] for row in self.all_rows)
        raise KeyError(column_id)


def _safe_row(row: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(safe_text(v) if isinstance(v, str) else v for v in row)


@dataclass(frozen=True, slots=True)
class Vintage:
    """One source of data: what it is and as of when."""

    name: Text
    vintage: Text


class Paper(Protocol):
    """What every sheet and file carries, whatever it is about: a ``Report`` is one."""

    @property
    def title(self) -> Text: ...  # noqa: D102
    @property
    def city(self) -> City: ...  # noqa: D102
    @property
    def as_of(self) -> date: ...  # noqa: D102
    @property
    def known_on(self) -> date | None: ...  # noqa: D102
    @property
    def state(self) -> ReportState: ...  # noqa: D102
    @property
    def revision(self) -> int | None: ...  # noqa: D102
    @property
    def run_id(self) -> str: ...  # noqa: D102
    @property
    def catalogue_version(self) -> str:
        """Empty for a paper that rests on no rules."""

    @property
    def demonstration(self) -> bool: ...  # noqa: D102
    @property
    def vintages(self) -> tuple[Vintage, ...]: ...  # noqa: D102
    @property
    def map_notice(self) -> Text: ...  # noqa: D102
    @property
    def marks(self) -> tuple[Text, ...]: ...  # noqa: D102


CLAUSES = Text("规划条文", "clauses of the plan")


@dataclass(frozen=True)
class Report:
    """Everything a paper on one assessment says.

    ``facilities`` are the city's records on which it rests; ``matrix`` is the overview and
    ``overall`` each county's worst binding verdict, both for the map. ``internal`` is true
    unless the public edition is asked for. ``revision`` is the number of a
    revision 修订版 of a frozen assessment. ``evidence`` is what the findings rest on.
    """

    title: Text
    city: City
    counties: tuple[County, ...]
    as_of: date
    known_on: date | None
    state: ReportState
    internal: bool
    demonstration: bool
    run_id: str
    catalogue_version: str
    vintages: tuple[Vintage, ...]
    matrix: Matrix
    overall: tuple[Cell, ...]
    facilities: tuple[Facility, ...]
    tables: tuple[Table, ...]
    map_notice: Text = MAP_NOTICE
    revision: int | None = None
    evidence: Text = CLAUSES

    def __post_init__(self) -> None:
        # A register may hold records that were read before such signs were dropped.
        for name in ("facilities", "counties"):
            object.__setattr__(self, name, tuple(map(_safe_record, getattr(self, name))))
        object.__setattr__(self, "city", _safe_record(self.city))

    def table(self, table_id: str) -> Table:
        """The table with this id. KeyError if there is none."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)

    def has(self, table_id: str) -> bool:
        """Whether there is such a table: some only one city has, or only when there is data."""
        return any(table.id == table_id for table in self.tables)

    @property
    def marks(self) -> tuple[Text, ...]:
        """What every page carries: 内部资料, or 公开版 after a state short of 审定稿; 演示."""
        marks = [INTERNAL_MARK]
        if not self.internal:
            approved = self.state is ReportState.APPROVED
            words = [] if approved else [state_words(self.state, self.revision)]
            marks = [*words, PUBLIC_MARK]
        return tuple(marks + ([DEMONSTRATION_MARK] if self.demonstration else []))


_Record = TypeVar("_Record")


def _safe_record(record: _Record) -> _Record:
    """The record with safe texts; the record itself where they are."""
    given: Any = record
    texts = {f.name: getattr(given, f.name) for f in fields(given)}
    unsafe = {
        name: safe_text(text)
        for name, text in texts.items()
        if isinstance(text, str) and not text.isprintable() and not isinstance(text, StrEnum)
    }
    return replace(given, **unsafe) if unsafe else record
