"""What a set of open sites is worth by each objective, everybody going to the nearest."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from analysis.planning.siting.instance import Instance
from analysis.planning.siting.problem import Objective

_EQUAL = 1e-9
"""Objectives this close, as a share, are the same but for adding up."""


def no_worse(objective: Objective, value: float, kept: float) -> bool:
    """Whether a value is as good as the one kept, but for adding up."""
    slack = _EQUAL * max(1.0, abs(kept))
    return value >= kept - slack if objective is Objective.MCLP else value <= kept + slack


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
