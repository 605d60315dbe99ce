"""Why there is no plan: a smallest set of limits that conflict, and what would have to give.

Deletion filter (Chinneck & Dravnieks 1991, ORSA Journal on Computing 3: 157-168): each limit is
left out in turn; when there is still no plan it stays out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from analysis.planning.siting import amounts
from analysis.planning.siting.instance import Found, Instance
from analysis.planning.siting.kept import Settled, instance_of, repaired
from analysis.planning.siting.least_cost import cheapest_sites
from analysis.planning.siting.lscp import fewest_sites
from analysis.planning.siting.p_center import least_worst_time
from analysis.planning.siting.plan import Conflict, Limit, LimitKind
from analysis.planning.siting.problem import Objective, SitingProblem, SitingRequest
from analysis.planning.siting.solver import Clock, Outcome, SolverError
from geo.text import Text, join

Floats = npt.NDArray[np.float64]

_AT_LEAST_S = 10.0
"""What the search for the conflict may take even where the time limit is used up."""
_Key = tuple[LimitKind, int]
_One = TypeVar("_One")


def conflict_of(
    problem: SitingProblem, request: SitingRequest, settled: Settled, clock: Clock
) -> Conflict:
    """The conflict of a request that was proven to have no plan after what was settled."""
    instance = instance_of(problem, request, settled)
    clock = clock.part(max(clock.left_s, _AT_LEAST_S), (None, None))
    lonely = np.flatnonzero((np.diff(instance.starts) == 0) & instance.everyone)
    unreachable = tuple(problem.demand_ids[instance.people[i]] for i in lonely)
    persons = float(instance.persons[lonely].sum()) if unreachable else 0.0
    smallest = True
    kept: list[_Key] = [(LimitKind.EVERYONE, 0)]
    if not unreachable:
        kept, smallest = _filtered(instance, clock)
    limits = tuple(_limit(key, problem, request, settled, instance, clock) for key in kept)
    said = _said(limits, unreachable, persons, in_wan=request.in_wan)
    return Conflict(limits, smallest, unreachable, persons, said)


def _filtered(instance: Instance, clock: Clock) -> tuple[list[_Key], bool]:
    kept, smallest = _limits(instance), True
    for key in list(kept):
        others = [k for k in kept if k != key]
        possible = is_possible(_only(instance, others), clock)
        if possible is None:
            smallest = False
        elif not possible:
            kept = others
    return kept, smallest


def _limits(instance: Instance) -> list[_Key]:
    """Those there are; the ones tried first are the first to be found needless."""
    found: list[_Key] = [(LimitKind.REQUIREMENT, k) for k in range(len(instance.rules))]
    found += [(LimitKind.AT_MOST, k) for k in range(len(instance.at_most))]
    found += [(LimitKind.KEPT, k) for k in range(len(instance.kept))]
    found += [(LimitKind.RESOURCE, k) for k in range(len(instance.resources))]
    there = (
        (LimitKind.CAPACITY, instance.everyone and instance.capacitated),
        (LimitKind.EVERYONE, instance.everyone),
        (LimitKind.P, instance.p is not None),
        (LimitKind.BUDGET, instance.budget is not None),
    )
    return [*found, *((kind, 0) for kind, is_there in there if is_there)]


def _only(instance: Instance, keys: list[_Key]) -> Instance:
    kinds = {kind for kind, _ in keys}
    unlimited = np.full(instance.sites, np.inf)
    return replace(
        instance,
        p=instance.p if LimitKind.P in kinds else None,
        budget=instance.budget if LimitKind.BUDGET in kinds else None,
        capacity=instance.capacity if LimitKind.CAPACITY in kinds else unlimited,
        everyone=LimitKind.EVERYONE in kinds,
        rules=tuple(instance.rules[k] for kind, k in keys if kind is LimitKind.REQUIREMENT),
        at_most=tuple(instance.at_most[k] for kind, k in keys if kind is LimitKind.AT_MOST),
        kept=tuple(instance.kept[k] for kind, k in keys if kind is LimitKind.KEPT),
        resources=tuple(instance.resources[k] for kind, k in keys if kind is LimitKind.RESOURCE),
    )


def is_possible(instance: Instance, clock: Clock) -> bool | None:
    """Whether any plan keeps the limits; None: no time, or the solver failed."""
    any_plan = float(instance.sites)
    try:
        found = _sound(lambda i: fewest_sites(i, clock, target=any_plan), instance)
    except SolverError:
        return None
    if found.sites is not None:
        return True
    return False if found.outcome is Outcome.INFEASIBLE else None


def _sound(model: Callable[[Instance], Found], instance: Instance) -> Found:
    found = model(instance)
    while found.sites is not None and (next_try := repaired(instance, found.sites)) is not None:
        instance = next_try
        found = model(instance)
    return found


def _limit(
    key: _Key,
    problem: SitingProblem,
    request: SitingRequest,
    settled: Settled,
    instance: Instance,
    clock: Clock,
) -> Limit:
    kind, place = key
    if kind in (LimitKind.REQUIREMENT, LimitKind.CAPACITY, LimitKind.KEPT):
        return _given(key, request, settled, instance)
    if kind is LimitKind.AT_MOST:
        at_most = request.at_most[place]
        groups = _without(instance.at_most, place)
        one_each = np.isin(np.arange(instance.sites), instance.at_most[place].sites).astype(float)
        least = _least_use(replace(instance, at_most=groups), one_each, clock)
        return Limit(kind, at_most.said, least, at_most=at_most)
    if kind is LimitKind.RESOURCE:
        resource = request.resources[place]
        others = _without(instance.resources, place)
        use = instance.resources[place].use
        least = _least_use(replace(instance, resources=others), use, clock)
        return Limit(kind, resource.said, least, resource=resource)
    if kind is LimitKind.P:
        free = replace(instance, p=None)
        least = _least(lambda i: fewest_sites(i, clock), free)
        return Limit(kind, _P.fill(p=request.p), least)
    if kind is LimitKind.BUDGET:
        least = _least_use(replace(instance, budget=None), instance.cost, clock)
        words = _BUDGET_OF_PLAN if request.in_wan else _BUDGET
        yuan = amounts.money(request.budget_yuan or 0.0, in_wan=request.in_wan)
        return Limit(kind, words.fill(yuan=yuan), least)
    if request.cutoff_min is None:
        return Limit(kind, _EVERYONE)
    least = None
    if problem.times.limit_min is None:
        anywhere = instance_of(problem, request, settled, anywhere=True)
        least = _least(lambda i: least_worst_time(i, clock), anywhere)
    return Limit(kind, _EVERYONE_WITHIN.fill(cutoff=amounts.minutes(request.cutoff_min)), least)


def _given(key: _Key, request: SitingRequest, settled: Settled, instance: Instance) -> Limit:
    """A limit of which no least value is asked."""
    kind, place = key
    if kind is LimitKind.REQUIREMENT:
        return Limit(kind, request.required[place].said, None, request.required[place])
    if kind is LimitKind.CAPACITY:
        return Limit(kind, _CAPACITY)
    kept = instance.kept[place]
    asked, _ = settled.values[place]
    value: Text | str = amounts.number(kept.value)
    if kept.objective is Objective.LEAST_COST and asked.site_value is None:
        value = amounts.money(kept.value, in_wan=request.in_wan)
    return Limit(kind, _KEPT.fill(value=_KEPT_VALUES[kept.objective].fill(value=value)))


def _without(limits: tuple[_One, ...], place: int) -> tuple[_One, ...]:
    return tuple(limit for k, limit in enumerate(limits) if k != place)


def _least_use(instance: Instance, use: Floats, clock: Clock) -> float | None:
    """The least Σ use of open sites, those open already with it, that any plan needs."""
    return _least(lambda i: cheapest_sites(i, clock), replace(instance, value=use))


def _least(model: Callable[[Instance], Found], instance: Instance) -> float | None:
    try:
        found = _sound(model, instance)
    except SolverError:
        return None
    return found.objective if found.outcome is Outcome.OPTIMAL else None


def _said(
    limits: tuple[Limit, ...], unreachable: tuple[str, ...], persons: float, *, in_wan: bool
) -> Text:
    listed = join([limit.said for limit in limits], "；", "; ")
    said = (_ALONE if len(limits) == 1 else _TOGETHER).fill(limits=listed)
    parts = [said]
    if unreachable:
        people = amounts.number(round(persons))
        parts.append(_UNREACHABLE.fill(count=len(unreachable), persons=people))
    gives = [what for limit in limits if (what := would_do(limit, in_wan=in_wan)) is not None]
    if gives:
        parts.append(_WOULD_DO.fill(gives=join(gives, "；或", "; or ")))
    return Text("".join(p.zh for p in parts), " ".join(p.en for p in parts))


def would_do(limit: Limit, *, in_wan: bool) -> Text | None:
    """What of one limit would do while the others stay; None where nothing is known to."""
    if limit.least is None:
        return None
    least: Text | str = amounts.number(limit.least, at_least=True)
    of_money = limit.resource is not None and limit.resource.money
    if limit.kind is LimitKind.BUDGET or of_money:
        least = amounts.money(limit.least, in_wan=in_wan, at_least=True)
    elif limit.kind is LimitKind.EVERYONE:
        least = amounts.minutes(limit.least, at_least=True)
    return _GIVES[limit.kind].fill(said=limit.said, least=least)


_EVERYONE = Text("每个有人的居住地都能到达一处设施", "everybody reaches a facility")
_EVERYONE_WITHIN = Text(
    "每个有人的居住地都在 {cutoff}内到达一处设施",
    "everybody reaches a facility within {cutoff}",
)
_P = Text("新设不超过 {p} 处", "no more than {p} new sites")
_BUDGET = Text("费用不超过 {yuan}", "no more than {yuan}")
_BUDGET_OF_PLAN = Text("设施投资合计不超过 {yuan}", "no more than {yuan} for facilities")
_CAPACITY = Text(
    "各处接纳人数不超过其服务能力（同一居住地不拆分）",
    "no site takes more persons than its capacity (people of one place stay together)",
)
_KEPT = Text(
    "前面步骤已达到的结果不变差（{value}）", "what an earlier step reached stays ({value})"
)
_KEPT_VALUES: dict[Objective, Text] = {
    Objective.LEAST_COST: Text("合计不超过 {value}", "no more than {value} in all"),
    Objective.LSCP: Text("新设不超过 {value} 处", "no more than {value} new sites"),
    Objective.MCLP: Text("覆盖不少于 {value} 人", "no fewer than {value} persons within reach"),
    Objective.P_MEDIAN: Text("出行不超过 {value} 人·分钟", "no more than {value} person-minutes"),
    Objective.P_CENTER: Text("最远不超过 {value} 分钟", "nobody farther than {value} minutes"),
}
_ALONE = Text("做不到：{limits}。", "This can't be met: {limits}.")
_TOGETHER = Text("以下几项不能同时满足：{limits}。", "These can't be met together: {limits}.")
_UNREACHABLE = Text(
    "有 {count} 处居住地（{persons} 人）任何备选点、现有设施都到不了。",
    "No site, new or existing, is within reach of {count} places ({persons} persons).",
)
_WOULD_DO = Text("其他不变时，{gives}，即可做到。", "All else as it is, this would do: {gives}.")
_GIVES: dict[LimitKind, Text] = {
    LimitKind.EVERYONE: Text("时间上限放宽到 {least}", "a cutoff of {least}"),
    LimitKind.P: Text("新设 {least} 处", "{least} new sites"),
    LimitKind.BUDGET: Text("预算增加到 {least}", "a budget of {least}"),
    LimitKind.AT_MOST: Text("“{said}”放宽到 {least} 处", "{least} sites where it says “{said}”"),
    LimitKind.RESOURCE: Text("“{said}”放宽到 {least}", "{least} where it says “{said}”"),
}
