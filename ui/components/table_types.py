"""What a table on screen is made of: columns, rows, and the kinds of cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from analysis.report.symbols import Symbol
from geo.text import Text
from geo.vocabulary import FacilityType
from ui.components.tag import Tag


class Kind(StrEnum):
    """How a column's cells are drawn."""

    TEXT = "text"
    NUMBER = "number"
    BAR = "bar"
    """The number and a bar from the axis' minimum."""
    CHANGE = "change"
    """○ before and ● after on one axis, which stands in the head."""
    SYMBOL = "symbol"
    BUTTON = "button"
    """The text is a button; pressing it reports the row's id."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale of a BAR or CHANGE column, in the column's unit."""

    minimum: float
    maximum: float
    ticks: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if not self.minimum < self.maximum:
            raise ValueError(f"axis from {self.minimum} to {self.maximum}")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``title`` may hold line breaks and names the unit: 常住人口\\n（人）."""

    id: str
    title: Text
    kind: Kind = Kind.TEXT
    align: Literal["start", "end", "center"] | None = None
    """None: numbers at the end, all else at the start."""
    width_px: int | None = None
    decimals: int = 0
    group: str = ""
    """The id of the ``Group`` it stands under; columns of a group stand side by side."""
    strong: bool = False
    zeros: bool = False
    """True: zero is written out (0.0), as a share among persons there are is a finding."""
    axis: Axis | None = None
    """None: from 0 to the largest value."""

    @property
    def alignment(self) -> str:
        """Where the cells' content stands."""
        return self.align or ("end" if self.kind is Kind.NUMBER else "start")


@dataclass(frozen=True, slots=True)
class Group:
    """A head over several columns."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with a bar; ``colour`` is the map's class colour (#RRGGBB), or the plain one."""

    value: float | None
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A value before and after."""

    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Said:
    """A symbol with its word."""

    symbol: Symbol
    word: Text
    sub: Text | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A facility's mark and its name; ``dashed`` when it is not operating."""

    facility_type: FacilityType
    text: str
    dashed: bool = False


Cell = Text | str | float | int | Bar | Change | Said | Mark | None
"""``None`` is a value nobody has reported (待报); an empty text is a cell with nothing to say."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a cell per column. ``merged`` puts one text over a column or a whole group."""

    id: str
    cells: tuple[Cell, ...]
    hatched: bool = False
    """True: something about it is not known."""
    merged: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``label`` says to a screen reader what it holds."""

    label: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    groups: tuple[Group, ...] = ()
    heading: Text | None = None
    hint: Text | None = None
    tag: Tag | None = None
    """A word in a frame behind the heading."""
    note: Text | None = None
    empty: Text | None = None
    """What stands there when no row does."""
    before: Text | None = None
    after: Text | None = None
    """What ○ and ● mean."""
    max_height_px: int | None = None
    """Taller tables scroll in their own box, the head staying in sight."""
    stacks: bool = False
    """True: on a phone each row becomes a block, for tables of sentences."""
