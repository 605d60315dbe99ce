"""Location set covering: the fewest new sites so that everybody is within reach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from analysis.planning.siting.instance import Found, Instance
from analysis.planning.siting.least_cost import cheapest_sites
from analysis.planning.siting.solver import Clock


def fewest_sites(
    instance: Instance,
    clock: Clock,
    target: float | None = None,
    *,
    tell: Callable[[float | None, float | None], bool] | None = None,
) -> Found:
    """The fewest new sites, counting those chosen for good; ``target``: so few will do.

    ``tell`` is told instead of the clock's watcher, where this is a step of another search.
    """
    ones = instance.counted.astype(np.float64)
    return cheapest_sites(replace(instance, value=ones), clock, target=target, tell=tell)
