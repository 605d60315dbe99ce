"""Problems with capacity too large for a programme with every pair: a plan, and a true bound.

The bound is that of the same problem without capacities. Where its plan keeps them, it is the best.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from analysis.planning.siting.capacity_start import capacity_start
from analysis.planning.siting.instance import Found, Instance
from analysis.planning.siting.solver import Clock, Outcome

Floats = npt.NDArray[np.float64]

_MOST_PAIRS = 300_000
_SHARE = 0.7
"""Of the time, what the search without capacities may take."""


def too_large(instance: Instance) -> bool:
    """Whether one programme of all pairs would take more room and time than there is."""
    return instance.capacitated and not instance.blocks and len(instance.row) > _MOST_PAIRS


def within_large_capacity(
    instance: Instance,
    pair_value: Floats,
    clock: Clock,
    without: Callable[[Instance, Clock], Found],
    *,
    maximise: bool = False,
) -> Found:
    """The best plan found, with the bound of ``without``: the model where capacity is no matter."""
    start = capacity_start(instance, pair_value, clock, maximise=maximise)
    value = None if start is None else start.value

    part = clock.part(_SHARE * clock.left_s, (value, None))
    free = replace(instance, capacity=np.full(instance.sites, np.inf))
    found = without(free, part)
    if found.outcome is Outcome.INFEASIBLE:
        return found
    if found.sites is not None and found.outcome is Outcome.OPTIMAL:
        to = instance.nearest(found.sites)[0]
        there = to >= 0
        load = np.bincount(to[there], instance.persons[there], minlength=instance.sites)
        if (load <= instance.capacity).all():
            return replace(found, assigned=to)
    if start is None:
        return Found(Outcome.NOTHING_FOUND, bound=found.bound)
    return Found(Outcome.FEASIBLE, start.sites, start.value, found.bound, start.assigned)
