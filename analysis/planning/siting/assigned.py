"""Everybody assigned to one open site, within its capacity: the general programme.

min Σ_j c_j y_j + Σ_ij v_ij x_ij  s.t.  Σ_j x_ij = 1 (≤ 1 where not all are served), x_ij ≤ y_j,
Σ_i a_i x_ij ≤ k_j y_j, x and y binary (y alone where no capacity binds); a_i persons, k_j capacity.
The people of a row stay together. It also serves what the special solvers don't take.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from analysis.planning.siting.assignment_rows import add_assignment
from analysis.planning.siting.capacity_start import capacity_start
from analysis.planning.siting.instance import INFEASIBLE, Found, Instance
from analysis.planning.siting.rows import Rows, add_limits
from analysis.planning.siting.solver import Clock, Outcome, Programme, SolverError, solve

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_ROUNDING = 1e-9
_FEW_PAIRS = 300
"""With so few pairs the programme is solved as soon as a start is made."""


def best_assignment(  # noqa: PLR0913 (each is a thing of its own)
    instance: Instance,
    site_value: Floats,
    pair_value: Floats,
    clock: Clock,
    *,
    maximise: bool = False,
    target: float | None = None,
    start: Sequence[int] | None = None,
    start_assigned: Places | None = None,
    tell: Callable[[float | None, float | None], bool] | None = None,
) -> Found:
    """The sites and who goes where with the least (or most) value.

    ``site_value`` by site, ``pair_value`` by pair of the instance. ``objective`` is their sum.
    ``start``: sites to begin from, everybody with the nearest or as ``start_assigned`` says.
    """
    if instance.everyone and (np.diff(instance.starts) == 0).any():
        return INFEASIBLE
    wanted = start is None and target is None and instance.capacitated
    if wanted and len(instance.row) > _FEW_PAIRS:
        begun = capacity_start(instance, pair_value, clock, maximise=maximise)
        if begun is not None:
            start, start_assigned = begun.sites, begun.assigned
    free = instance.free
    columns = np.full(instance.sites, -1, dtype=np.int64)
    columns[free] = np.arange(len(free))
    rows = Rows()
    if not add_limits(rows, instance, columns):
        return INFEASIBLE
    pairs = add_assignment(rows, instance, columns, len(free))
    total = len(free) + len(pairs)
    whole = np.full(total, instance.capacitated)
    whole[: len(free)] = True
    programme = Programme(
        np.concatenate((site_value[free], pair_value)),
        np.ones(total),
        whole,
        *rows.matrix(total),
        maximise=maximise,
    )
    begin = None
    if start is not None:
        begin = np.zeros(total)
        begin[columns[list(start)]] = 1.0
        to = instance.nearest(start)[0] if start_assigned is None else start_assigned
        begin[pairs] = to[instance.row] == instance.site
    solved = solve(programme, clock, start=begin, target=target, tell=tell)
    if solved.x is None:
        return Found(solved.outcome, bound=solved.bound)
    return _read(instance, programme, solved.x, solved.bound, solved.outcome)


def _read(
    instance: Instance, programme: Programme, x: Floats, bound: float | None, outcome: Outcome
) -> Found:
    free = instance.free
    is_open = x[: len(free)] > 0.5
    sites = free[is_open].tolist()
    taken = x[len(free) :] > 0.5
    if instance.capacitated:
        assigned = np.full(len(instance.people), -1, dtype=np.int64)
        assigned[instance.row[taken]] = instance.site[taken]
        _check_capacity(instance, assigned)
        used = np.unique(assigned[assigned >= 0])
    else:
        assigned = instance.nearest(sites)[0]
        used = np.unique(assigned[assigned >= 0])
    for j in sorted(set(sites) - set(used.tolist()), key=lambda s: (-instance.cost[s], -s)):
        if instance.follows_rules(set(sites) - {j}):
            sites.remove(j)
    at = np.flatnonzero(assigned[instance.row] == instance.site)
    site_value = programme.cost[: len(free)][np.isin(free, sites)].sum()
    objective = float(site_value + programme.cost[len(free) + at].sum())
    if outcome is Outcome.OPTIMAL:
        bound = objective
    return Found(
        outcome, tuple(sites), objective, bound, assigned if instance.capacitated else None
    )


def _check_capacity(instance: Instance, assigned: Places) -> None:
    """Nothing; the solver's tolerance must not have let more people in than there is room for."""
    at = assigned >= 0
    load = np.bincount(assigned[at], weights=instance.persons[at], minlength=instance.sites)
    if (load > instance.capacity * (1 + _ROUNDING) + _ROUNDING).any():
        raise SolverError("the solver's tolerance exceeded a capacity")
