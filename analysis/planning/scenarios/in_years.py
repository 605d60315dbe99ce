"""What the engine chooses when each year has money of its own.

First the years are left aside: an option stands in the programme once, which is small and gives the
bound. Where what it chooses fits into the years, it is the best there is. Where not, every option
stands there once for each year it can begin in; that is exact, but large. Where time ends it before
it is proven, the first way is tried again with ever less money, until its choice fits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from analysis.planning.scenarios.calendar_asked import begun_early, begun_somehow
from analysis.planning.scenarios.hearing import Heard
from analysis.planning.scenarios.limits_asked import rules_asked
from analysis.planning.scenarios.once_a_year import once_a_year, too_many_pairs
from analysis.planning.scenarios.plan_words import FORCED
from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.scenarios.site_words import site_words
from analysis.planning.scenarios.sites_asked import SitesAsked
from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.in_order import Step, choose_in_order
from analysis.planning.siting.plan import SitingPlan
from analysis.planning.siting.problem import AtMost, Objective, Requirement
from analysis.planning.siting.solver import Clock, Outcome, Watch
from geo.layers import LayerSet
from geo.text import Text

Plans = tuple[SitingPlan, ...]
_AT_LEAST_S = 1.0
"""What a search gets when the time is used up: a start is better than nothing."""
_EXACT_SHARE = 0.6
"""Of the time that is left, what the exact programme may take before less money is tried."""
_FREE_SHARE = 0.6
"""Of the time there is, what the search without years may take."""
_LESS, _TIMES = 0.04, 12
"""Each try spends so much less of the money, so often at most. Ours."""
_WHEN_OVER = (3, 6, 9, 12)
"""Once the time is used up only these tries are made, for a plan that fits at all."""
_PROVEN = 1e-9


@dataclass
class _Search:
    """One search over several programmes: its clock, and whether the watcher goes on."""

    listen: Heard
    clock: Clock

    @property
    def going_on(self) -> bool:
        return self.listen.going_on

    def time_s(self, share: float = 1.0) -> float | None:
        """A share of the time that is left; None without a limit."""
        left_s = self.clock.left_s
        return None if np.isinf(left_s) else max(left_s * share, _AT_LEAST_S)


def chosen_in_years(
    question: PlanQuestion, layers: LayerSet, asked: SitesAsked, watch: Watch | None
) -> Plans:
    """The engine's plans, wish by wish; what they choose are options, and fits into the years."""
    steps = [Step(asked.request(question, w.objective), w.core) for w in question.wishes]
    if not asked.resources:
        return choose_in_order(asked.problem, steps, watch)
    search = _Search(Heard(watch), Clock(question.time_limit_s))
    limit_s = search.time_s(_FREE_SHARE)
    freely = choose_in_order(
        asked.problem,
        [Step(replace(s.request, time_limit_s=limit_s), s.core) for s in steps],
        search.listen,
    )
    best = last_found(freely)
    if best is None or _fits(question, asked, best):
        # What is impossible, or not found, without the years is so with them all the more.
        return freely
    exactly: Plans = ()
    if not too_many_pairs(asked):
        exactly = _year_by_year(question, layers, asked, steps, search)
    # A cancelled search may not have begun with the exact programme.
    if exactly and all(p.status in (Outcome.OPTIMAL, Outcome.INFEASIBLE) for p in exactly):
        return exactly
    finished = len(freely) == len(steps) and freely[-1].objective is not None
    if finished:
        exactly = _better(_with_less(question, asked, steps, freely, search), exactly, freely)
    impossible = any(p.status is Outcome.INFEASIBLE for p in exactly)
    if impossible or last_found(exactly) is not None:
        return exactly
    if (some := _some_of(question, asked, steps, freely)) is not None:
        return some
    return _that_fit(question, asked, freely)


def last_found(plans: Plans) -> SitingPlan | None:
    """The plan of the last wish that has one; None where a wish is impossible, or none has one."""
    if any(p.status is Outcome.INFEASIBLE for p in plans):
        return None
    return next((p for p in reversed(plans) if p.objective is not None), None)


def _that_fit(question: PlanQuestion, asked: SitesAsked, freely: Plans) -> Plans:
    """The plans of the first wishes, as many as fit into the years; of the next only the bound."""
    for k in range(len(freely) - 1, 0, -1):
        if freely[k - 1].objective is not None and _fits(question, asked, freely[k - 1]):
            return (*freely[:k], _nothing(freely[k]))
    return tuple(_nothing(p) for p in freely[:1])


def _some_of(
    question: PlanQuestion, asked: SitesAsked, steps: list[Step], freely: Plans
) -> Plans | None:
    """The last wish's projects as far as the years have room, after those of the core; None: none.

    One short try for a search that was ended, which hears no watcher any more. Where leaving out
    the others breaks what must be met there is no such plan.
    """
    k = max(k for k, plan in enumerate(freely) if plan.objective is not None)
    if not all(s.core for s in steps[:k]):
        return None
    taken = list(freely[k - 1].chosen) if k else []
    for name in freely[k].chosen:
        if name not in taken and begun_somehow(asked, [*taken, name]) is not None:
            taken.append(name)
    if not taken or not _fits(question, asked, replace(freely[k], chosen=tuple(sorted(taken)))):
        return None
    sites = {name: [name] for name in asked.available.options}
    others = frozenset(set(sites) - set(taken))
    left_out = (AtMost(others, 0, Text("", "")),) if others else ()
    request = steps[k].request
    request = replace(
        request,
        required=(*request.required, *_kept(asked, sorted(taken), sites)),
        at_most=(*request.at_most, *left_out),
        time_limit_s=_AT_LEAST_S,
    )
    plan = choose_sites(asked.problem, request, look_for_ties=False)
    if plan.objective is None:
        return None
    found = replace(plan, status=Outcome.FEASIBLE, bound=freely[k].bound)
    return (*freely[:k], found, *map(_nothing, freely[k + 1 :]))


def _nothing(plan: SitingPlan) -> SitingPlan:
    return replace(
        plan,
        status=Outcome.NOTHING_FOUND,
        objective=None,
        chosen=(),
        assignment=plan.assignment.assign(site_id=None, minutes=np.nan),
        other_plans_tie=None,
        kept_open=(),
    )


def _fits(question: PlanQuestion, asked: SitesAsked, plan: SitingPlan) -> bool:
    return begun_early(question, asked, plan.chosen) is not None


def _year_by_year(
    question: PlanQuestion,
    layers: LayerSet,
    asked: SitesAsked,
    steps: list[Step],
    search: _Search,
) -> Plans:
    """The plans of the exact programme.

    A core wish keeps its options, not its years: fixed years would stand in the way of what comes
    after. Whether other plans tie is not looked at: a project begun in another year would be one.
    """
    sites: dict[str, list[str]] = {name: [] for name in asked.available.options}
    for name, (option, _) in asked.begun.items():
        sites[option].append(name)
    required, at_most = rules_asked(question, layers, asked.available, asked.held, sites)
    problem = once_a_year(asked, sites)
    left = [
        Step(
            replace(
                step.request,
                required=required or step.request.required,
                at_most=at_most,
                resources=asked.resources,
            ),
            step.core,
        )
        for step in steps
    ]
    plans: list[SitingPlan] = []
    kept: tuple[Requirement, ...] = ()
    while left and search.going_on:
        # Steps up to a core one are one search; what comes after keeps its options.
        upto = 1 + next((k for k, s in enumerate(left) if s.core), len(left) - 1)
        now, left = left[:upto], left[upto:]
        share_s = search.time_s(_EXACT_SHARE * len(now) / (len(now) + len(left)))
        asks = [
            replace(s.request, required=(*s.request.required, *kept), time_limit_s=share_s)
            for s in now
        ]
        plans += choose_in_order(
            problem,
            [Step(r, s.core) for r, s in zip(asks, now, strict=True)],
            search.listen,
            look_for_ties=False,
        )
        if plans[-1].objective is None:
            break
        chosen = sorted({asked.begun[name][0] for name in plans[-1].chosen})
        kept = _kept(asked, chosen, sites)
    return tuple(
        replace(p, chosen=tuple(sorted({asked.begun[n][0] for n in p.chosen}))) for p in plans
    )


def _kept(
    asked: SitesAsked, chosen: list[str], sites: dict[str, list[str]]
) -> tuple[Requirement, ...]:
    """That each of these options is taken, whenever it begins."""
    names = {option: site_words(asked.available.options[option].site) for option in chosen}
    return tuple(Requirement(frozenset(sites[o]), 1, FORCED.fill(name=names[o])) for o in chosen)


def _with_less(
    question: PlanQuestion,
    asked: SitesAsked,
    steps: list[Step],
    freely: Plans,
    search: _Search,
) -> Plans | None:
    """The plans without years whose last one spends less until it fits; None where none did.

    Only where all wishes before the last are core: the others' values would have to be kept.
    """
    if not all(s.core for s in steps[:-1]):
        return None
    core = freely[-2].chosen if len(freely) > 1 else ()
    sites = {name: [name] for name in asked.available.options}
    kept = _kept(asked, sorted(core), sites)
    cost = {name: o.cost_yuan or 0.0 for name, o in asked.available.options.items()}
    spent = sum(cost[name] for name in freely[-1].chosen)
    for k in range(1, _TIMES + 1):
        if not search.going_on:
            return None
        if search.clock.over and k not in _WHEN_OVER:
            continue
        budget = spent * (1 - _LESS * k)
        request = replace(
            steps[-1].request,
            budget_yuan=budget,
            required=(*steps[-1].request.required, *kept),
            time_limit_s=search.time_s(0.5),
        )
        plan = choose_sites(asked.problem, request, search.listen, look_for_ties=False)
        if plan.objective is None:
            return None
        if _fits(question, asked, plan):
            found = replace(plan, status=Outcome.FEASIBLE, bound=freely[-1].bound)
            return (*freely[:-1], found)
    return None


def _better(less: Plans | None, exactly: Plans, freely: Plans) -> Plans:
    """The better of the two ways' plans, with the stronger bound where it holds for both."""
    if exactly and exactly[-1].objective is not None and len(exactly) == len(freely):
        same_core = [p.chosen for p in exactly[:-1]] == [p.chosen for p in freely[:-1]]
        if same_core:
            exactly = (*exactly[:-1], _bounded(exactly[-1], freely[-1].bound))
            if less is not None:
                less = (*less[:-1], _bounded(less[-1], exactly[-1].bound))
        if less is None or not _beats(less[-1], exactly[-1]):
            return exactly
    return exactly if less is None else less


def _beats(one: SitingPlan, other: SitingPlan) -> bool:
    a, b = one.objective or 0.0, other.objective or 0.0
    return a > b if one.wanted is Objective.MCLP else a < b


def _bounded(plan: SitingPlan, bound: float | None) -> SitingPlan:
    """The plan with the stronger of its own bound and another that holds for it."""
    if bound is None or plan.objective is None:
        return plan
    best = bound
    if plan.bound is not None:
        best = min(bound, plan.bound) if plan.wanted is Objective.MCLP else max(bound, plan.bound)
    proven = abs(plan.objective - best) <= _PROVEN * max(1.0, abs(plan.objective))
    return replace(plan, bound=best, status=Outcome.OPTIMAL if proven else plan.status)
