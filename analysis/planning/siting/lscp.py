"""Location set covering: the fewest new sites so that everybody is within reach."""

from __future__ import annotations

import numpy as np

from analysis.planning.siting.assigned import best_assignment
from analysis.planning.siting.covering import cheapest_cover
from analysis.planning.siting.instance import Found, Instance
from analysis.planning.siting.solver import Clock


def fewest_sites(
    instance: Instance, clock: Clock, target: float | None = None, *, quietly: bool = False
) -> Found:
    """The fewest new sites; ``target``: any plan of so few will do.

    ``quietly``: a step of another search, whose watcher is not told this one's count.
    """
    tell = (lambda _incumbent, _bound: clock.tell(None, None)) if quietly else None
    ones = instance.counted.astype(np.float64)
    if instance.everyone and instance.capacitated:
        nothing = np.zeros(len(instance.row))
        return best_assignment(instance, ones, nothing, clock, target=target, tell=tell)
    return cheapest_cover(instance, ones, clock, target=target, tell=tell)
