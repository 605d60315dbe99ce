"""What a set of open sites is worth by each objective, everybody going to the nearest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from analysis.planning.siting.instance import Instance
from analysis.planning.siting.median_start import profits
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import SolverError

_EQUAL = 1e-9
"""Objectives this close, as a share, are the same but for adding up."""


_MOST_CELLS = 5_000_000


def no_worse(objective: Objective, value: float, kept: float) -> bool:
    """Whether a value is as good as the one kept, but for adding up."""
    slack = _EQUAL * max(1.0, abs(kept))
    return value >= kept - slack if objective is Objective.MCLP else value <= kept + slack


def exchange_ties(instance: Instance, chosen: Sequence[int], total: float) -> bool:
    """Whether a p-median is as good with one of the chosen sites closed and another one open.

    False where other limits than p, or capacity, decide, and for tables too large to look at.
    """
    if not instance.only_p or instance.capacitated:
        return False
    free, people = instance.free, len(instance.people)
    if len(free) * people > _MOST_CELLS:
        return False
    column = np.full(instance.sites, -1, dtype=np.int64)
    column[free] = np.arange(len(free))
    now = instance.nearest(())[1]
    # Whoever reaches nothing makes any exchange worse than what is known.
    beyond = 2.0 * total + 1.0
    d = np.full((len(free), people), beyond)
    kept = column[instance.site] >= 0
    row = instance.row[kept]
    d[column[instance.site[kept]], row] = instance.weight[row] * instance.minutes[kept]
    there = np.isfinite(now)
    base = np.where(there, instance.weight * np.where(there, now, 0.0), beyond)
    profit = profits(d, base, column[list(chosen)])
    return bool((profit >= -_EQUAL * max(1.0, total)).any())


def value_of_plan(instance: Instance, objective: Objective, sites: Iterable[int]) -> float:
    """As ``value_of``, of sites a programme answered with. Raises SolverError for no plan."""
    value = value_of(instance, objective, sites)
    if value is None:
        raise SolverError("the solver's plan leaves out somebody who must be served")
    return value


def value_of(instance: Instance, objective: Objective, sites: Iterable[int]) -> float | None:
    """The objective with these new sites; None where somebody is left out who must be served.

    Where capacity binds the nearest may have no room: not for such instances.
    """
    is_open = instance.opened(sites)
    minutes = instance.nearest(np.flatnonzero(is_open))[1]
    served = np.isfinite(minutes)
    if objective is Objective.MCLP:
        return float(instance.weight[served].sum())
    if instance.everyone and not served.all():
        return None
    if objective is Objective.P_MEDIAN:
        return float(instance.weight @ minutes)
    if objective is Objective.P_CENTER:
        return float(minutes.max(initial=0.0))
    each = instance.value if objective is Objective.LEAST_COST else instance.counted
    return float(each[is_open].sum())
