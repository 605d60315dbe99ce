"""How far the figures move when speeds and the detour factor are others, and what flips.

The parameters are assumptions: all speeds ± 20 % and, for a straight line, the detour factor at the
ends of its range, one at a time. A statement that is true for some of them and false for others is
named: it can't be relied on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from analysis.accessibility.question import Question
from analysis.accessibility.roll_up import AreaAccess, roll_up
from analysis.accessibility.study import AccessStudy
from geo.text import Text, join
from geo.travel.source import TravelSource


class About(StrEnum):
    """The figure a statement is about."""

    SHARE = "share"
    MEAN = "mean"


class Vary(StrEnum):
    """What is varied, one at a time."""

    BASE = "base"
    SLOWER = "slower"
    FASTER = "faster"
    DETOUR_LOW = "detour_low"
    DETOUR_HIGH = "detour_high"


SPEED_CHANGE_SHARE = 0.2
"""Ours, no measured error: what a range of plausible speeds does to the answer."""
VARY_WORDS: dict[Vary, Text] = {
    Vary.BASE: Text("所用参数", "Parameters used"),
    Vary.SLOWER: Text("速度 −20%", "Speeds −20%"),
    Vary.FASTER: Text("速度 +20%", "Speeds +20%"),
    Vary.DETOUR_LOW: Text("绕行系数取低值", "Low detour factor"),
    Vary.DETOUR_HIGH: Text("绕行系数取高值", "High detour factor"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A figure as it is and the lowest and highest it takes; None where it is not known."""

    base: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class AreaRange:
    """The headlines of one county, or of the city: shares 0 to 1, minutes."""

    area_code: str
    name: Text
    reached_share: Span
    mean_min: Span


@dataclass(frozen=True, slots=True)
class Flip:
    """A statement whose truth depends on the parameters.

    ``holds``: whether it is true under the parameters used; ``changes_under``: what makes it the
    opposite.
    """

    area_code: str
    about: About
    statement: Text
    holds: bool
    changes_under: tuple[Vary, ...]

    @property
    def said(self) -> Text:
        """The statement, whether it holds, and what makes it the opposite, in one sentence."""
        under = join([VARY_WORDS[v] for v in self.changes_under], "或", " or ")
        under = Text(f"{under.zh} ", under.en) if under.zh.endswith("%") else under
        now, then = (_HOLDS, _FAILS) if self.holds else (_FAILS, _HOLDS)
        return Text(
            f"{self.statement.zh}，按所用参数{now.zh}，{under.zh}时{then.zh}",
            f"{self.statement.en}: {now.en} under the parameters used, {then.en} with: {under.en}",
        )


_HOLDS, _FAILS = Text("成立", "holds"), Text("不成立", "does not hold")


@dataclass(frozen=True, slots=True)
class Undecided:
    """A statement that can't be told even under the parameters used; ``said``: which, and why."""

    area_code: str
    said: Text


@dataclass(frozen=True, slots=True)
class Ranges:
    """The headlines of each area (counties in code order, the city last) and what flips.

    ``undecided``: what can't be told of an area, who is not connected being unknown and not far.
    ``tried``: what was varied; empty, with a note, where the times rest on no parameter.
    """

    tried: tuple[Vary, ...]
    areas: tuple[AreaRange, ...]
    flips: tuple[Flip, ...]
    notes: tuple[Text, ...] = ()
    undecided: tuple[Undecided, ...] = ()


def ranges(study: AccessStudy, travel: TravelSource) -> Ranges:
    """The ranges of a study whose times ``travel`` made.

    Only the headlines vary: the share within the limit and the mean minutes. Which facility is the
    nearest does not depend on a factor on all times.
    """
    sources = _varied(travel)
    if not sources:
        fixed = tuple(_fixed(row) for row in study.areas.all_rows)
        return Ranges((), fixed, (), (NOTHING_VARIES,), undecided(study))
    rows = {Vary.BASE: study.areas.all_rows}
    for vary, source in sources.items():
        found = source.nearest(study.demand.frame, study.facilities.frame)
        cells = study.cells.assign(minutes=found["minutes"].reindex(study.cells.index))
        city, counties = study.city, study.counties
        unknown = study.counties_unknown
        rolled = roll_up(cells, study.facilities, study.question, city, counties, unknown)
        rows[vary] = rolled.all_rows
    areas, flips = [], []
    for place, base in enumerate(rows[Vary.BASE]):
        varied = {vary: all_rows[place] for vary, all_rows in rows.items()}
        shares = [row.reached_share for row in varied.values()]
        means = [row.mean_min for row in varied.values()]
        areas.append(AreaRange(base.area_code, base.name, _span(shares), _span(means)))
        flips += _flips(varied, study.question)
    tried = (_tried(travel),)
    return Ranges(tuple(sources), tuple(areas), tuple(flips), tried, undecided(study))


def undecided(study: AccessStudy) -> tuple[Undecided, ...]:
    """The areas of which it can't be told whether most people are within the limit."""
    share, limit = study.question.majority_share, study.question.limit_min
    found = []
    for row in study.areas.all_rows:
        why = row.undecided_said(share)
        if why is not None:
            said = _majority(row, share, limit)
            found.append(Undecided(row.area_code, join([said, why], "，", ": ")))
    return tuple(found)


def _majority(row: AreaAccess, share: float, limit_min: float) -> Text:
    return Text(
        f"{row.name.zh}：{share:.0%} 以上（含）的人在 {limit_min:g} 分钟内",
        f"{row.name.en}: {share:.0%} or more of the people are within {limit_min:g} min",
    )


NOTHING_VARIES = Text(
    "出行时间来自导入的时间表，没有可变动的速度或绕行系数，不给区间",
    "Times come from an imported table: no speed or detour factor to vary, so no range",
)


def _varied(travel: TravelSource) -> dict[Vary, TravelSource]:
    """What can be varied, in the order it is shown."""
    sources: dict[Vary, TravelSource | None] = {
        Vary.SLOWER: travel.scaled(1 - SPEED_CHANGE_SHARE),
        Vary.FASTER: travel.scaled(1 + SPEED_CHANGE_SHARE),
    }
    if travel.detour_range is not None:
        low, high = travel.detour_range
        sources[Vary.DETOUR_LOW] = travel.with_detour(low)
        sources[Vary.DETOUR_HIGH] = travel.with_detour(high)
    return {vary: source for vary, source in sources.items() if source is not None}


def _tried(travel: TravelSource) -> Text:
    speeds = Text(
        "所有速度 ±20%（本工具的假设，不是实测误差）",
        "all speeds ±20 % (this tool’s assumption, no measured error)",
    )
    if travel.detour_range is None:
        return Text(f"区间：{speeds.zh}", f"Range: {speeds.en}")
    low, high = travel.detour_range
    return Text(
        f"区间：{speeds.zh}；绕行系数 {low:g}—{high:g}；每次只变一项",
        f"Range: {speeds.en}; detour factor {low:g}–{high:g}; one at a time",
    )


def _fixed(row: AreaAccess) -> AreaRange:
    return AreaRange(row.area_code, row.name, _span([row.reached_share]), _span([row.mean_min]))


def _span(values: list[float | None]) -> Span:
    """The first is the base."""
    known = [v for v in values if v is not None]
    return Span(values[0], min(known, default=None), max(known, default=None))


def _flips(varied: dict[Vary, AreaAccess], question: Question) -> list[Flip]:
    """The statements about one area whose truth is not the same throughout."""
    limit, share = question.limit_min, question.majority_share
    base = varied[Vary.BASE]
    statements: list[tuple[About, Text, Callable[[AreaAccess], bool | None]]] = [
        (
            About.SHARE,
            _majority(base, share, limit),
            lambda row: row.mostly_reached(share),
        ),
        (
            About.MEAN,
            Text(
                f"{base.name.zh}：已连通的人平均用时不超过 {limit:g} 分钟",
                f"{base.name.en}: the mean time of those connected is at most {limit:g} min",
            ),
            lambda row: None if row.mean_min is None else row.mean_min <= limit,
        ),
    ]
    flips = []
    for about, statement, holds in statements:
        truth = {vary: holds(row) for vary, row in varied.items()}
        now = truth[Vary.BASE]
        changed = tuple(v for v, is_so in truth.items() if is_so is not None and is_so is not now)
        if now is not None and changed:
            flips.append(Flip(base.area_code, about, statement, now, changed))
    return flips
