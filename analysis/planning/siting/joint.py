"""One programme for what is wanted and what earlier steps reached, each with columns of its own.

Whether the open sites y keep a value is asked of the best that y can do by that step's objective:

- mclp ≥ v: Σ w_i z_i ≥ v, z_i ≤ Σ_{j ∈ N_i} y_j, 0 ≤ z ≤ 1;
- p_median ≤ v, and whatever capacity limits: Σ_j x_ij = 1 (≤ 1 with mclp), x_ij ≤ y_j,
  Σ_i a_i x_ij ≤ k_j y_j, Σ v_ij x_ij ≤ v (≥ v with mclp).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.planning.siting.assignment_rows import add_assignment
from analysis.planning.siting.instance import INFEASIBLE, Found, Instance
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.rows import Rows, add_limits, merged
from analysis.planning.siting.solver import Clock, Outcome, Programme, solve
from analysis.planning.siting.worth import no_worse, value_of, value_of_plan

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Block:
    """Columns for who is served, from ``first`` on, their worth, and what holds without them."""

    instance: Instance
    objective: Objective
    first: int
    worth: Floats
    whole: bool
    anyway: float = 0.0

    @property
    def columns(self) -> Places:
        return self.first + np.arange(len(self.worth))

    def assigned(self, x: Floats) -> Places:
        """The site of each row, −1 nobody; where capacity decides it."""
        taken = x[self.columns] > 0.5
        site = np.full(len(self.instance.people), -1, dtype=np.int64)
        site[self.instance.row[taken]] = self.instance.site[taken]
        return site

    def keeps(self, sites: list[int], x: Floats, value: float) -> bool:
        """Whether the block is as good with these of the open sites."""
        if self.instance.capacitated:
            used = self.assigned(x)
            return bool(self.instance.opened(sites)[used[used >= 0]].all())
        without = value_of(self.instance, self.objective, sites)
        return without is not None and no_worse(self.objective, without, value)


def best_jointly(
    instance: Instance,
    objective: Objective,
    clock: Clock,
    *,
    target: float | None = None,
    tell: Callable[[float | None, float | None], bool] | None = None,
) -> Found:
    """The best new sites by an objective that keep every value; p_center is not taken.

    ``least_cost`` is told without the sites that are open already.
    """
    rows, free = Rows(), instance.free
    columns = np.full(instance.sites, -1, dtype=np.int64)
    columns[free] = np.arange(len(free))
    if not add_limits(rows, instance, columns):
        return INFEASIBLE
    own = _block(rows, instance, objective, columns, len(free))
    if own is None:
        return INFEASIBLE
    total = len(free) + len(own.worth)
    blocks = []
    for kept in instance.blocks:
        block = _block(rows, kept.instance, kept.objective, columns, total)
        if block is None:
            return INFEASIBLE
        total += len(block.worth)
        _bind(rows, block, kept.value)
        blocks.append(block)
    most = objective is Objective.MCLP
    cost, whole = np.zeros(total), np.zeros(total, dtype=bool)
    whole[: len(free)] = True
    if objective is Objective.LEAST_COST:
        cost[: len(free)] = instance.value[free]
    cost[own.columns] = own.worth
    for block in (own, *blocks):
        whole[block.columns] = block.whole
    programme = Programme(cost, np.ones(total), whole, *rows.matrix(total), maximise=most)
    hear = tell or clock.tell

    def tell_all(incumbent: float | None, bound: float | None) -> bool:
        return hear(*(None if v is None else v + own.anyway for v in (incumbent, bound)))

    solved = solve(programme, clock, target=target, tell=tell_all)
    bound = None if solved.bound is None else solved.bound + own.anyway
    if solved.x is None:
        return Found(solved.outcome, bound=bound)
    sites = _needed(instance, own, blocks, free[solved.x[: len(free)] > 0.5].tolist(), solved.x)
    assigned = own.assigned(solved.x) if instance.capacitated and _assigns(own) else None
    if assigned is not None and objective is not Objective.LEAST_COST:
        value = float(own.worth @ (solved.x[own.columns] > 0.5))
    elif objective is Objective.LEAST_COST:
        value = float(instance.value[sites].sum())
    else:
        value = value_of_plan(instance, objective, sites)
    proven = value if solved.outcome is Outcome.OPTIMAL else bound
    return Found(solved.outcome, tuple(sites), value, proven, assigned)


def _assigns(block: _Block) -> bool:
    return len(block.worth) == len(block.instance.row)


def _bind(rows: Rows, block: _Block, value: float) -> None:
    # Exactly: with a slack of about its tolerance HiGHS 1.15 once denied that there was a plan.
    if block.objective is Objective.MCLP:
        rows.add(block.columns, block.worth, value - block.anyway, np.inf)
    elif block.objective is Objective.P_MEDIAN:
        rows.add(block.columns, block.worth, -np.inf, value)


def _block(
    rows: Rows, instance: Instance, objective: Objective, columns: Places, first: int
) -> _Block | None:
    """The columns and rows of who is served; None where somebody can't be who must."""
    if instance.everyone and (np.diff(instance.starts) == 0).any():
        return None
    serves = instance.everyone or objective is Objective.MCLP
    if objective is Objective.P_MEDIAN or (serves and instance.capacitated):
        return _assignment(rows, instance, objective, columns, first)
    if objective is Objective.MCLP:
        return _coverage(rows, instance, columns, first)
    if instance.everyone:
        unserved = np.flatnonzero(~instance.served_now)
        groups = merged(instance, unserved, by_minutes=False)
        row, sites = _entries(instance, groups)
        rows.add_many(row, columns[sites], 1.0, 1.0, np.inf, len(groups))
    return _Block(instance, objective, first, np.empty(0), whole=False)


def _entries(instance: Instance, groups: list[Places]) -> tuple[Places, Places]:
    starts = instance.starts
    reach = [instance.site[starts[g[0]] : starts[g[0] + 1]] for g in groups]
    row = np.repeat(np.arange(len(groups)), [len(sites) for sites in reach])
    return row, np.concatenate([np.empty(0, dtype=np.int64), *reach])


def _coverage(rows: Rows, instance: Instance, columns: Places, first: int) -> _Block:
    asked = ~instance.served_now & (np.diff(instance.starts) > 0) & (instance.weight > 0)
    groups = merged(instance, np.flatnonzero(asked), by_minutes=False)
    row, sites = _entries(instance, groups)
    each = np.arange(len(groups))
    rows.add_many(
        np.concatenate((row, each)),
        np.concatenate((columns[sites], first + each)),
        np.concatenate((np.ones(len(row)), -np.ones(len(groups)))),
        0.0,
        np.inf,
        len(groups),
    )
    worth = np.array([instance.weight[g].sum() for g in groups])
    served = float(instance.weight[instance.served_now].sum())
    return _Block(instance, Objective.MCLP, first, worth, whole=False, anyway=served)


def _assignment(
    rows: Rows, instance: Instance, objective: Objective, columns: Places, first: int
) -> _Block:
    add_assignment(rows, instance, columns, first)
    weight = instance.weight[instance.row]
    worth = {Objective.P_MEDIAN: weight * instance.minutes, Objective.MCLP: weight}
    nothing = np.zeros(len(instance.row))
    whole = instance.capacitated
    return _Block(instance, objective, first, worth.get(objective, nothing), whole)


def _needed(
    instance: Instance, own: _Block, blocks: Iterable[_Block], sites: list[int], x: Floats
) -> list[int]:
    """The sites without those nothing needs, dearest first; those not counted stay open."""
    sites = instance.keeping(sites)
    values = [(b, value_of_plan(b.instance, b.objective, sites)) for b in (own, *blocks)]
    for j in sorted(sites, key=lambda s: (-instance.cost[s], -s)):
        others = [s for s in sites if s != j]
        if not instance.counted[j] and instance.value[j] == 0:
            continue
        if instance.follows_rules(others) and all(b.keeps(others, x, v) for b, v in values):
            sites = others
    return sites
