"""What earlier steps settled, as limits of a later one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.planning.siting.instance import Instance, Kept
from analysis.planning.siting.limits import Rule, Use, new_covers
from analysis.planning.siting.problem import Objective, SitingProblem, SitingRequest
from analysis.planning.siting.rows import merged
from analysis.planning.siting.worth import no_worse, value_of


@dataclass(frozen=True, eq=False)
class Settled:
    """The sites earlier steps chose for good, and the values (request, objective) they reached."""

    for_good: tuple[str, ...] = ()
    values: tuple[tuple[SitingRequest, float], ...] = ()


NOTHING_SETTLED = Settled()


def instance_of(
    problem: SitingProblem,
    request: SitingRequest,
    settled: Settled = NOTHING_SETTLED,
    *,
    anywhere: bool = False,
) -> Instance:
    """The arrays of a step after those that settled something."""
    instance = Instance.of(problem, request, anywhere=anywhere, for_good=settled.for_good)
    kept = tuple(_kept(problem, *value, settled.for_good) for value in settled.values)
    return replace(instance, kept=kept)


def _kept(
    problem: SitingProblem, request: SitingRequest, value: float, for_good: tuple[str, ...]
) -> Kept:
    """An objective's value, and that whoever it must serve is served and its rules are met."""
    wanted = request.objective
    instance = Instance.of(problem, request, for_good=for_good)
    if wanted is Objective.P_CENTER:
        instance = instance.within(value)
    uses: tuple[Use, ...] = ()
    if wanted in (Objective.LEAST_COST, Objective.LSCP):
        by_cost = wanted is Objective.LEAST_COST
        each = instance.value if by_cost else instance.counted.astype(np.float64)
        uses = (Use(each, value),)
    by_person = wanted in (Objective.MCLP, Objective.P_MEDIAN)
    in_block = by_person or (instance.everyone and instance.capacitated)
    rules = instance.rules
    if instance.everyone and not instance.capacitated:
        rules += _everyone_served(instance)
    return Kept(wanted, value, instance, uses, rules, in_block)


def _everyone_served(instance: Instance) -> tuple[Rule, ...]:
    groups = merged(instance, np.flatnonzero(~instance.served_now), by_minutes=False)
    starts = instance.starts
    return tuple(Rule(instance.site[starts[g[0]] : starts[g[0] + 1]], 1) for g in groups)


def keeps_values(instance: Instance, sites: Sequence[int]) -> bool:
    """Whether what is kept holds with these sites, where no capacity decides who goes where."""
    for kept in instance.blocks:
        if not kept.instance.capacitated:
            value = value_of(kept.instance, kept.objective, sites)
            if value is None or not no_worse(kept.objective, value, kept.value):
                return False
    return True


def repaired(instance: Instance, sites: Sequence[int]) -> Instance | None:
    """The same without a plan that the solver's tolerance let through; None if it is sound."""
    covers = new_covers(instance.uses, instance.opened(sites), instance.open_now)
    if covers:
        # Of many sites that cost alike no set is refused alone.
        return replace(instance, at_most=(*instance.at_most, *covers))
    if not keeps_values(instance, sites):
        # Fewer sites would reach no more: one of the others has to open.
        others = np.setdiff1d(instance.free, sites)
        return replace(instance, rules=(*instance.rules, Rule(others, 1)))
    return None
