"""Any objective and what earlier steps reached, by cuts on the sites alone: for large problems.

No capacity binds. What is kept is a ceiling of its own projected cost, cut where a y breaks it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.planning.siting.branch_and_cut import least_projected
from analysis.planning.siting.exchanges import Ceiling, LimitRows
from analysis.planning.siting.instance import INFEASIBLE, Found, Instance
from analysis.planning.siting.kept import keeps_values
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.projected import Cuts, Projected, Reach
from analysis.planning.siting.projected_times import Times
from analysis.planning.siting.rows import Rows, add_limits, merged
from analysis.planning.siting.solver import Clock, Outcome, SolverError
from analysis.planning.siting.starting import time_start
from analysis.planning.siting.worth import value_of

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
Tell = Callable[[float | None, float | None], bool]

_BUNDLES = 200
_MOST_PAIRS = 20_000
"""With more pairs in all, cuts on the sites alone are quicker than columns for each."""


def too_many_pairs(instance: Instance) -> bool:
    """Whether one programme with what is kept would be too large, and no capacity binds."""
    parts = (instance, *(kept.instance for kept in instance.blocks))
    if any(part.capacitated for part in parts):
        return False
    return sum(len(part.row) for part in parts) > _MOST_PAIRS


def best_on_sites(
    instance: Instance,
    objective: Objective,
    clock: Clock,
    *,
    target: float | None = None,
    tell: Tell | None = None,
) -> Found:
    """The best new sites by an objective that keep every limit and value; p_center is not taken.

    ``least_cost`` is told without the sites that are open already. ``target``: any plan this
    good will do (FEASIBLE then).
    """
    if instance.everyone and (np.diff(instance.starts) == 0).any():
        return INFEASIBLE
    free = instance.free
    columns = np.full(instance.sites, -1, dtype=np.int64)
    columns[free] = np.arange(len(free))
    rows = Rows()
    if not add_limits(rows, instance, columns):
        return INFEASIBLE
    if objective is Objective.LEAST_COST and instance.everyone:
        unserved = merged(instance, np.flatnonzero(~instance.served_now), by_minutes=False)
        for group in unserved:
            at = slice(instance.starts[group[0]], instance.starts[group[0] + 1])
            rows.add(columns[instance.site[at]], 1.0, 1.0, np.inf)

    starts = _starts(instance, objective, clock)
    known = None if not starts else starts[0].objective
    hear = tell or clock.tell

    def proceed() -> None:
        if clock.over or not hear(known, None):
            raise TimeoutError

    try:
        projected, most = _projected(instance, objective, columns, proceed)
        ceilings = []
        for kept in instance.blocks:
            part, reachable = _projected(kept.instance, kept.objective, columns, proceed)
            covers = kept.objective is Objective.MCLP
            ceilings.append(Ceiling(part, reachable - kept.value if covers else kept.value))
    except TimeoutError:
        return starts[0] if starts else Found(Outcome.NOTHING_FOUND)
    limits = LimitRows(*rows.matrix(len(free)), tuple(ceilings))

    def told(cost: float | None, bound: float | None) -> bool:
        if objective is Objective.MCLP:
            cost, bound = (None if v is None else most - v for v in (cost, bound))
        going_on = hear(cost, bound)
        reached = target is not None and cost is not None and cost <= target
        return going_on and not reached

    begin = [np.isin(free, start.sites or ()) for start in starts]
    found = least_projected(projected, limits, clock, starts=begin, tell=told)
    if found.is_open is None:
        if found.outcome is Outcome.INFEASIBLE:
            return INFEASIBLE
        return Found(found.outcome, bound=_value(found.bound, objective, most))
    sites = _needed(instance, free[found.is_open].tolist())
    value = _worth(instance, objective, sites)
    if value is None:
        raise SolverError("the plan found leaves out somebody who must be served")
    if found.outcome is Outcome.OPTIMAL:
        return Found(found.outcome, tuple(sites), value, value)
    bound = _value(found.bound, objective, most)
    bound = max(bound, value) if objective is Objective.MCLP else min(bound, value)
    return Found(found.outcome, tuple(sites), value, bound)


def _value(cost: float, objective: Objective, most: float) -> float:
    return most - cost if objective is Objective.MCLP else cost


def _worth(instance: Instance, objective: Objective, sites: list[int]) -> float | None:
    if objective is Objective.LEAST_COST:
        return float(instance.value[sites].sum())
    return value_of(instance, objective, sites)


def _starts(instance: Instance, objective: Objective, clock: Clock) -> list[Found]:
    """Plans to begin from, known at once: that of the step before, or a quick one."""
    plans = [list(instance.begun)] if instance.begun else []
    if not instance.blocks and not plans and (quick := time_start(instance, clock)) is not None:
        plans = [quick]
    found = []
    for plan in plans:
        value = _worth(instance, objective, plan)
        if value is None or instance.is_cut(plan):
            continue
        if instance.allows(plan) and keeps_values(instance, plan):
            found.append(Found(Outcome.FEASIBLE, tuple(plan), value))
    return found


def _needed(instance: Instance, sites: list[int]) -> list[int]:
    """The sites without those that nobody goes to and nothing needs, dearest first."""
    if instance.blocks:
        return instance.keeping(sites)
    used = set(np.unique(instance.nearest(sites)[0]).tolist())
    for j in sorted(set(sites) - used, key=lambda s: (-instance.cost[s], -s)):
        if instance.follows_rules(set(sites) - {j}):
            sites.remove(j)
    return sites


def _projected(
    instance: Instance, objective: Objective, columns: Places, proceed: Callable[[], object]
) -> tuple[Projected, float]:
    """What the free sites cost everybody, by column; with mclp what all could reach at most."""
    proceed()
    if objective is Objective.P_MEDIAN:
        return _times(instance, columns, proceed), 0.0
    if objective is Objective.MCLP:
        return _reach(instance, columns)
    return _Spent(instance.value[columns >= 0]), 0.0


def _reach(instance: Instance, columns: Places) -> tuple[Reach, float]:
    asked = ~instance.served_now & (np.diff(instance.starts) > 0) & (instance.weight > 0)
    groups = merged(instance, np.flatnonzero(asked), by_minutes=False)
    first = np.array([group[0] for group in groups], dtype=np.int64)
    sizes = np.diff(instance.starts)
    chosen = np.repeat(np.isin(np.arange(len(sizes)), first), sizes)
    group_of = np.full(len(instance.people), -1, dtype=np.int64)
    group_of[first] = np.arange(len(first))
    row, site = group_of[instance.row[chosen]], columns[instance.site[chosen]]
    shape = (len(groups), int(columns.max(initial=-1)) + 1)
    matrix = sparse.csr_array((np.ones(len(row)), (row, site)), shape=shape)
    weight = np.array([instance.weight[group].sum() for group in groups])
    served = float(instance.weight[instance.served_now].sum())
    return Reach(matrix, weight), served + float(weight.sum())


def _times(instance: Instance, columns: Places, proceed: Callable[[], object]) -> Times:
    # Who has an existing site would never go farther.
    nearest_now = instance.nearest(())[1]
    if instance.open_now.any():
        instance = instance.of_pairs(
            (instance.minutes < nearest_now[instance.row]) | instance.open_now[instance.site]
        )
    proceed()
    groups = merged(instance, range(len(instance.people)), by_minutes=True)
    proceed()
    first = np.array([group[0] for group in groups], dtype=np.int64)
    group_of = np.empty(len(instance.people), dtype=np.int64)
    for k, group in enumerate(groups):
        group_of[group] = k
    weight = np.bincount(group_of, weights=instance.weight)
    head = np.isin(np.arange(len(instance.people)), first)
    kept = head[instance.row] & (columns[instance.site] >= 0)
    # By people, groups come in the order of their heads: so pairs stay sorted.
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(first), dtype=np.int64)
    rank[order] = np.arange(len(first))
    row = rank[group_of[instance.row[kept]]]
    weight, now = weight[order], nearest_now[first[order]]
    # Whoever weighs nothing must be served all the same.
    base = np.where(np.isfinite(now), weight * np.where(np.isfinite(now), now, 0.0), np.inf)
    value = weight[row] * instance.minutes[kept]
    sites = int(columns.max(initial=-1)) + 1
    return Times(row, columns[instance.site[kept]], value, base, sites, _BUNDLES, proceed=proceed)


class _Spent:
    """Σ value of the open sites, as a projected cost."""

    def __init__(self, value: Floats) -> None:
        self.sites = len(value)
        self.most = np.array([value.sum()])
        self.whole = bool((value == np.round(value)).all()) and value.sum() < 1e9
        self._value = value

    def cost(self, is_open: Flags) -> float:
        """What the sites are worth."""
        return float(self._value[is_open].sum())

    def cuts(self, y: Floats) -> Cuts:
        """θ is no less than the sites' value, at any y."""
        slope = sparse.csr_array(-self._value[None, :])
        return Cuts(slope, np.zeros(1), sparse.csr_array((0, len(y))))

    def exchanges(self, inside: Places) -> tuple[Floats, Floats]:
        """As Projected says."""
        profit = self._value[inside][None, :] - self._value[:, None]
        return profit, -self._value
