"""Least cost: the cheapest new sites so that everybody is within reach and every rule holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from analysis.planning.siting.assigned import best_assignment
from analysis.planning.siting.covering import cheapest_cover
from analysis.planning.siting.instance import Found, Instance
from analysis.planning.siting.joint import best_jointly
from analysis.planning.siting.on_sites_alone import best_on_sites, too_many_pairs
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import Clock


def cheapest_sites(
    instance: Instance,
    clock: Clock,
    *,
    target: float | None = None,
    tell: Callable[[float | None, float | None], bool] | None = None,
) -> Found:
    """The new sites of least Σ value (yuan, unless told otherwise).

    ``objective`` has what was chosen for good with it. ``target``: any plan this cheap will do.
    ``tell`` is told instead of the clock's watcher.
    """
    spent = float(instance.value[instance.open_now].sum())
    hear = tell or clock.tell

    def tell_all(incumbent: float | None, bound: float | None) -> bool:
        return hear(*(None if v is None else v + spent for v in (incumbent, bound)))

    rest = None if target is None else target - spent
    if instance.blocks:
        wanted = Objective.LEAST_COST
        best = best_on_sites if too_many_pairs(instance) else best_jointly
        found = best(instance, wanted, clock, target=rest, tell=tell_all)
    elif instance.everyone and instance.capacitated:
        nothing = np.zeros(len(instance.row))
        found = best_assignment(
            instance, instance.value, nothing, clock, target=rest, tell=tell_all
        )
    else:
        found = cheapest_cover(instance, instance.value, clock, target=rest, tell=tell_all)
    objective, bound = (None if v is None else v + spent for v in (found.objective, found.bound))
    return replace(found, objective=objective, bound=bound)
