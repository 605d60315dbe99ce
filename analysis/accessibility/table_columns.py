"""The columns and numbers the tables of a study share, as they are written."""

from __future__ import annotations

from analysis.report.report import Column, ColumnKind, Share, Value
from geo.text import Text
from geo.vocabulary import WORDS, CapacityUnit

PERSONS = Text("人", "persons")
MINUTES = Text("分钟", "min")
NUMBER_OF = Text("所", "number")
PER_THOUSAND = 1000
CODE = Column("area_code", Text("区划代码", "Code"), ColumnKind.CODE, width_chars=8.5)
NAME = Column("area_name", Text("县（市、区）", "County"), width_chars=15)
PENDING = Text("待报", "to be reported")
"""Not known: never 0, and not “none”."""
NONE_HERE = Text("—", "—")
"""There is none: nobody lives there, nobody is connected, no place. A share of 0 reads 0.0%."""
ROUNDED = Text(
    "人数取整，各项之和与合计可能差几人；按区划代码排列，不作排名",
    "Persons are rounded: sums may be a few off; in code order, no ranking",
)


CONNECTED_ONLY = Text(
    "平均、中位用时只算已连通的人；未连通的人用时不明，不作 0，也不作最长",
    "Mean and median are of connected people only; the time of the others is not known, neither 0"
    " nor the longest",
)


def number(column_id: str, title: Text, unit: Text | None = None, width: float = 12) -> Column:
    """A column of numbers."""
    return Column(column_id, title, ColumnKind.NUMBER, unit, width)


MEAN = number("mean_min", Text("已连通的人平均用时", "Mean time of those connected"), MINUTES, 9.5)
MEDIAN = number(
    "median_min", Text("已连通的人中位用时", "Median time of those connected"), MINUTES, 9.5
)


def whole(persons: float | None) -> int | None:
    """Persons as written: whole."""
    return None if persons is None else round(persons)


def minutes(value: float | None) -> float | None:
    """Minutes as written: one decimal."""
    return None if value is None else round(value, 1)


def share(value: float | None) -> Share | None:
    """A share, or nothing where it is not known."""
    return None if value is None else Share(value)


def known_or(value: Value, *, known: bool) -> Value:
    """The value, 待报 where it is not known, a dash where there is none to state."""
    if not known:
        return PENDING
    return NONE_HERE if value is None else value


def unit_words(unit: CapacityUnit | None) -> Text:
    """The unit of capacity, or that none is known."""
    return WORDS[unit] if unit is not None else Text("单位不详", "unit not known")
