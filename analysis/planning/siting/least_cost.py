"""Least cost: the cheapest new sites so that everybody is within reach and every rule holds."""

from __future__ import annotations

import numpy as np

from analysis.planning.siting.assigned import best_assignment
from analysis.planning.siting.covering import cheapest_cover
from analysis.planning.siting.instance import Found, Instance
from analysis.planning.siting.solver import Clock


def cheapest_sites(instance: Instance, clock: Clock) -> Found:
    """The new sites of least cost in yuan."""
    if instance.everyone and instance.capacitated:
        return best_assignment(instance, instance.value, np.zeros(len(instance.row)), clock)
    return cheapest_cover(instance, instance.value, clock)
