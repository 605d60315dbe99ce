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
    start = None if instance.capacitated or instance.rules or instance.cuts else greedy(instance)
    return best_assignment(instance, np.zeros(instance.sites), value, clock, start=start)


def greedy(instance: Instance) -> list[int]:
    """Sites one by one, each saving the most time (for its cost, under a budget) that still fits.

    Who reaches nothing yet counts twice the longest time there is.
    """
    beyond = 2.0 * float(instance.minutes.max(initial=0.0)) + 1.0
    minutes = np.full((len(instance.people), instance.sites), beyond)
    minutes[instance.row, instance.site] = instance.minutes
    now = np.minimum(instance.nearest(())[1], beyond)
    limited = instance.budget is not None
    price = np.maximum(instance.cost, 1e-9) if limited else np.ones(instance.sites)
    chosen: list[int] = []
    while len(chosen) < instance.sites:
        saved = instance.weight @ np.maximum(now[:, None] - minutes, 0.0)
        saved = np.where(instance.may_add(chosen), saved, 0.0)
        best = int(np.argmax(saved / price))
        if saved[best] <= 0:
            break
        chosen.append(best)
        now = np.minimum(now, minutes[:, best])
    return sorted(chosen)
