"""What a set of open sites is worth by each objective, everybody going to the nearest."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from analysis.planning.siting.instance import Instance
from analysis.planning.siting.problem import Objective


def value_of(instance: Instance, objective: Objective, sites: Iterable[int]) -> float | None:
    """The objective with these new sites; None where somebody is left out who must be served.

    Where capacity binds the nearest may have no room: not for such instances.
    """
    sites = list(sites)
    minutes = instance.nearest(sites)[1]
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
    return float(each[sites].sum())
