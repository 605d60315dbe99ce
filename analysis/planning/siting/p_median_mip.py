"""The p-median as one programme: where capacity, a budget, rules or a closed site enter."""

from __future__ import annotations

import numpy as np

from analysis.planning.siting.assigned import best_assignment
from analysis.planning.siting.instance import Found, Instance
from analysis.planning.siting.solver import Clock


def least_time_mip(instance: Instance, clock: Clock) -> Found:
    """The sites with the least Σ weighted persons × minutes, everybody served."""
    if not instance.capacitated:
        # Who has an existing site would never go farther.
        nearest_now = instance.nearest(())[1][instance.row]
        instance = instance.of_pairs(
            (instance.minutes < nearest_now) | instance.open_now[instance.site]
        )
    value = instance.weight[instance.row] * instance.minutes
    return best_assignment(instance, np.zeros(instance.sites), value, clock)
