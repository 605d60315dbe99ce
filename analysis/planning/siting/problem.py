"""What is asked of siting: people, sites, times; what is wanted and what must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from geo.text import Text
from geo.travel.times import TravelTimes

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class SitingError(ValueError):
    """A problem or a request that can't be taken; ``text`` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Objective(StrEnum):
    """What is wanted."""

    LEAST_COST = "least_cost"
    LSCP = "lscp"
    MCLP = "mclp"
    P_MEDIAN = "p_median"
    P_CENTER = "p_center"


OBJECTIVE_WORDS: dict[Objective, Text] = {
    Objective.LEAST_COST: Text("费用最少", "Least cost"),
    Objective.LSCP: Text("设施最少而人人在时限内（集合覆盖）", "Fewest sites, all within reach"),
    Objective.MCLP: Text("时限内人数最多（最大覆盖）", "Most people within reach"),
    Objective.P_MEDIAN: Text("总出行时间最少（p-中位）", "Least total travel time (p-median)"),
    Objective.P_CENTER: Text("最远者出行时间最少（p-中心）", "Least worst time (p-center)"),
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """A binding rule: of these sites, at least so many are open; existing ones count."""

    one_of: frozenset[str]
    at_least: int
    said: Text


@dataclass(frozen=True, slots=True)
class AtMost:
    """Of these sites, at most so many are open; existing ones count (one measure per site)."""

    one_of: frozenset[str]
    at_most: int
    said: Text


@dataclass(frozen=True, slots=True)
class Resource:
    """Σ ``use`` of the open sites is at most ``limit`` (money of a year); existing ones count.

    A site that is not named uses nothing. ``money``: it is yuan, and said so.
    """

    use: Mapping[str, float]
    limit: float
    said: Text
    money: bool = False


@dataclass(frozen=True, eq=False)
class SitingProblem:
    """People, the sites that could serve them, and the minutes between.

    ``demand_ids`` and ``site_ids`` are sorted and are those of ``times``; a pair without a time
    is unreachable. ``cost_yuan`` NaN: not known; ``capacity`` (persons) NaN: no limit known.
    ``existing``: open already and fixed; costs nothing and does not count towards p.
    ``counted``: which of the other sites count towards p, ``lscp`` and ``chosen`` (None: all). One
    that is not counted is a facility of today that may be closed: it costs nothing to keep, and is
    kept wherever the limits let it.
    """

    demand_ids: tuple[str, ...]
    persons: Floats
    site_ids: tuple[str, ...]
    cost_yuan: Floats
    capacity: Floats
    existing: Flags
    times: TravelTimes
    counted: Flags | None = None

    def __post_init__(self) -> None:
        for ids in (self.demand_ids, self.site_ids):
            if any(a >= b for a, b in pairwise(ids)):
                raise ValueError("ids must be sorted and unique")
        if (self.times.from_ids, self.times.to_ids) != (self.demand_ids, self.site_ids):
            raise ValueError("the times must be between these people and these sites")
        if len(self.persons) != len(self.demand_ids):
            raise ValueError("persons must have a value for each demand id")
        for column in (self.cost_yuan, self.capacity, self.existing, self.counts):
            if len(column) != len(self.site_ids):
                raise ValueError("cost, capacity and flags must have a value for each site")
        if not (np.isfinite(self.persons).all() and (self.persons >= 0).all()):
            raise SitingError(_PERSONS)
        for amounts, text in ((self.cost_yuan, _COST), (self.capacity, _CAPACITY)):
            if (np.isinf(amounts) | (amounts < 0)).any():
                raise SitingError(text)

    @property
    def counts(self) -> Flags:
        """Which sites count towards p and ``chosen``: no existing one does."""
        return ~self.existing if self.counted is None else self.counted & ~self.existing


@dataclass(frozen=True, eq=False)
class SitingRequest:
    """What is wanted and what must hold.

    ``p``: at most so many new sites; ``budget_yuan``: at most so much for them; ``cutoff_min``:
    within reach is at most so many minutes, inclusive (None: wherever there is a time).
    ``weights`` by demand id multiply the persons of mclp and p_median (1 where not named).
    ``site_value`` by site id (of every site that may be opened) is what least_cost makes least
    instead of the cost; the budget goes by the cost all the same.
    ``in_wan``: sentences say money in 万元 (in English in units of 10,000 yuan).
    Raises SitingError when something needed is missing or makes no sense.
    """

    objective: Objective
    p: int | None = None
    budget_yuan: float | None = None
    cutoff_min: float | None = None
    time_limit_s: float | None = None
    required: tuple[Requirement, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    at_most: tuple[AtMost, ...] = ()
    resources: tuple[Resource, ...] = ()
    site_value: Mapping[str, float] | None = None
    in_wan: bool = False

    def __post_init__(self) -> None:
        if self.cutoff_min is None and self.objective in (Objective.LSCP, Objective.MCLP):
            raise SitingError(_NEEDS_CUTOFF.fill(objective=OBJECTIVE_WORDS[self.objective]))
        chooses = (Objective.MCLP, Objective.P_MEDIAN, Objective.P_CENTER)
        limits = (self.p is not None, self.budget_yuan is not None, self.at_most, self.resources)
        if self.objective in chooses and not any(limits):
            raise SitingError(_NEEDS_LIMIT.fill(objective=OBJECTIVE_WORDS[self.objective]))
        if self.p is not None and self.p < 0:
            raise SitingError(_P)
        for value, text in ((self.budget_yuan, _BUDGET), (self.cutoff_min, _CUTOFF)):
            if value is not None and not (np.isfinite(value) and value >= 0):
                raise SitingError(text)
        if self.time_limit_s is not None and not self.time_limit_s > 0:
            raise SitingError(_TIME_LIMIT)
        if any(not (np.isfinite(w) and w >= 0) for w in self.weights.values()):
            raise SitingError(_WEIGHTS)
        for resource in self.resources:
            amounts = [*resource.use.values(), resource.limit]
            if any(not (np.isfinite(a) and a >= 0) for a in amounts):
                raise SitingError(_RESOURCE)
        values = () if self.site_value is None else self.site_value.values()
        if any(not (np.isfinite(v) and v >= 0) for v in values):
            raise SitingError(_VALUE)

    @property
    def needs_cost(self) -> bool:
        """Whether the cost of every site must be known."""
        by_cost = self.objective is Objective.LEAST_COST and self.site_value is None
        return by_cost or self.budget_yuan is not None

    @property
    def serves_everyone(self) -> bool:
        """Whether everybody must have an open site within reach.

        Not with mclp, which reaches as many as it can, nor for the least cost of requirements,
        or of values given by site, when no cutoff is given.
        """
        if self.objective is Objective.LEAST_COST:
            nothing_else = not self.required and self.site_value is None
            return self.cutoff_min is not None or nothing_else
        return self.objective is not Objective.MCLP


def check(problem: SitingProblem, request: SitingRequest) -> None:
    """Nothing; raises SitingError when the request does not fit the problem."""
    if request.needs_cost:
        unknown = np.flatnonzero(np.isnan(problem.cost_yuan) & ~problem.existing)
        if len(unknown):
            named = [problem.site_ids[j] for j in unknown[:_NAMED]]
            raise SitingError(
                _COST_UNKNOWN.fill(count=len(unknown), ids=Text("、".join(named), ", ".join(named)))
            )
    sites, people = set(problem.site_ids), set(problem.demand_ids)
    groups = [r.one_of for r in request.required] + [r.one_of for r in request.at_most]
    groups += [frozenset(r.use) for r in request.resources]
    values = sites if request.site_value is None else set(request.site_value)
    strangers = sorted(values.union(*groups) - sites) + sorted(set(request.weights) - people)
    if strangers:
        raise SitingError(_STRANGER.fill(id=strangers[0]))
    free = (
        name for name, fixed in zip(problem.site_ids, problem.existing, strict=True) if not fixed
    )
    without = [name for name in free if name not in values]
    if without:
        raise SitingError(_NO_VALUE.fill(id=without[0]))


_NAMED = 5
_PERSONS = Text("人数应为 0 或以上的数。", "Persons must be numbers of 0 or more.")
_COST = Text("费用应为 0 或以上的数。", "Costs must be numbers of 0 or more.")
_CAPACITY = Text("服务能力应为 0 或以上的数。", "Capacities must be numbers of 0 or more.")
_P = Text("新设数量 p 不能小于 0。", "The number of sites p can't be below 0.")
_BUDGET = Text("预算应为 0 或以上的数。", "The budget must be a number of 0 or more.")
_CUTOFF = Text("时间上限应为 0 或以上的分钟数。", "The cutoff must be minutes of 0 or more.")
_TIME_LIMIT = Text("计算时限应大于 0 秒。", "The time limit must be above 0 seconds.")
_WEIGHTS = Text("权重应为 0 或以上的数。", "Weights must be numbers of 0 or more.")
_RESOURCE = Text("用量和上限应为 0 或以上的数。", "Uses and limits must be numbers of 0 or more.")
_VALUE = Text("备选点的取值应为 0 或以上的数。", "Values of sites must be numbers of 0 or more.")
_NO_VALUE = Text("备选点“{id}”没有取值。", "The site “{id}” has no value.")
_NEEDS_CUTOFF = Text(
    "“{objective}”需要时间上限（分钟）。", "“{objective}” needs a cutoff in minutes."
)
_NEEDS_LIMIT = Text(
    "“{objective}”需要新设数量 p 或预算，至少给一个。",
    "“{objective}” needs the number of sites p, or a budget, or both.",
)
_COST_UNKNOWN = Text(
    "{count} 处备选点没有费用（{ids}），无法按费用选址。请补填费用列。",
    "{count} sites have no cost ({ids}), so cost can't be reckoned. Fill in the column cost.",
)
_STRANGER = Text("没有编号为“{id}”的备选点或服务对象。", "No site or demand has the id “{id}”.")
