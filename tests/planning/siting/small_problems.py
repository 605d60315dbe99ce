"""Small siting problems, drawn at random, and what trying every set of sites finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt

from analysis.planning.siting.plan import SitingPlan
from analysis.planning.siting.problem import (
    AtMost,
    Objective,
    Requirement,
    Resource,
    SitingProblem,
    SitingRequest,
)
from geo.text import Text
from geo.travel.model import ModelKind, TravelModel
from geo.travel.times import TravelTimes

MODEL = TravelModel(ModelKind.IMPORTED, None, Text("试算", "a trial"), "trial")
INF = float("inf")
Floats = npt.NDArray[np.float64]


def problem_of(
    minutes: Iterable[Iterable[float]],
    persons: Iterable[float],
    cost: Iterable[float] | None = None,
    capacity: Iterable[float] | None = None,
    existing: Iterable[int] = (),
) -> SitingProblem:
    """A problem of people d00, d01 … and sites s00, s01 …; inf is no pair."""
    matrix = np.array([list(row) for row in minutes], dtype=np.float64)
    count, sites = matrix.shape
    demand_ids = tuple(f"d{i:03}" for i in range(count))
    site_ids = tuple(f"s{j:03}" for j in range(sites))
    nothing = np.full(sites, np.nan)
    return SitingProblem(
        demand_ids,
        np.array(list(persons), dtype=np.float64),
        site_ids,
        nothing if cost is None else np.array(list(cost), dtype=np.float64),
        nothing if capacity is None else np.array(list(capacity), dtype=np.float64),
        np.isin(np.arange(sites), list(existing)),
        TravelTimes.of_matrix(demand_ids, site_ids, matrix, MODEL),
    )


def matrix_of(problem: SitingProblem) -> Floats:
    """Minutes, person × site, inf where there is no pair."""
    matrix = np.full((len(problem.demand_ids), len(problem.site_ids)), INF)
    matrix[problem.times.origin, problem.times.destination] = problem.times.minutes
    return matrix


def random_problem(
    random: np.random.Generator, most_people: int = 12, most_sites: int = 9
) -> SitingProblem:
    """People of whom some count none, sites of which some are open, pairs of which some lack."""
    people = int(random.integers(1, most_people + 1))
    sites = int(random.integers(1, most_sites + 1))
    minutes = random.integers(0, 40, (people, sites)).astype(float)
    minutes[random.random((people, sites)) < random.choice([0.0, 0.1, 0.4])] = INF
    persons = random.integers(0, 20, people) * random.choice([1.0, 1.0, 0.37])
    cost = random.integers(0, 12, sites) * random.choice([1.0, 250_000.0])
    existing = np.flatnonzero(random.random(sites) < random.choice([0.0, 0.2]))
    return problem_of(minutes, persons, cost, existing=existing)


def random_request(
    random: np.random.Generator, problem: SitingProblem, objective: Objective
) -> SitingRequest:
    """A request with limits that often bind and now and then conflict."""
    sites = len(problem.site_ids)
    total = float(problem.cost_yuan.sum())
    chooses = objective in (Objective.MCLP, Objective.P_MEDIAN, Objective.P_CENTER)
    p = int(random.integers(0, sites + 2)) if random.random() < (0.7 if chooses else 0.2) else None
    money = random.random() < 0.3 or (chooses and p is None)
    needs_cutoff = objective in (Objective.MCLP, Objective.LSCP)
    required = ()
    if random.random() < 0.3:
        required = tuple(
            requirement(
                random.choice(sites, int(random.integers(1, sites + 1)), replace=False),
                int(random.integers(0, 3)),
            )
            for _ in range(int(random.integers(1, 3)))
        )
    weights = {}
    if random.random() < 0.2:
        weights = {name: float(random.integers(0, 4)) for name in problem.demand_ids[::2]}
    return SitingRequest(
        objective,
        p,
        round(random.random() * total) if money else None,
        float(random.integers(5, 40)) if needs_cutoff or random.random() < 0.5 else None,
        required=required,
        weights=weights,
    )


def with_more_limits(
    random: np.random.Generator, problem: SitingProblem, request: SitingRequest
) -> tuple[SitingProblem, SitingRequest]:
    """The same where some sites are not counted, and some stand in at most or use a resource."""
    sites = len(problem.site_ids)
    counted = random.random(sites) >= random.choice([0.0, 0.3])
    cost = np.where(counted, problem.cost_yuan, 0.0)
    groups = random.choice([0, 1, 2], p=[0.3, 0.4, 0.3])
    at_most = tuple(
        AtMost(
            names(random.choice(sites, int(random.integers(1, sites + 1)), replace=False)),
            int(random.choice([0, 1, 1, 2])),
            Text("演示上限", "a demonstration limit"),
        )
        for _ in range(groups)
    )
    resources = []
    for k in range(random.choice([0, 1, 2], p=[0.3, 0.4, 0.3])):
        use = np.round(random.integers(0, 9, sites) * random.choice([1.0, 0.1, 1e5]), 1)
        limit = round(float(use.sum() * random.random()), 1)
        # Now and then exactly what some set uses.
        if random.random() < 0.4:
            limit = float(use[random.random(sites) < 0.5].sum())
        said = Text(f"演示用量 {k}", f"demonstration use {k}")
        resources.append(Resource(dict(zip(problem.site_ids, use, strict=True)), limit, said))
    value = None
    if random.random() < 0.2:
        value = dict(zip(problem.site_ids, random.integers(0, 6, sites).astype(float), strict=True))
    return (
        replace(problem, counted=counted, cost_yuan=cost),
        replace(request, at_most=at_most, resources=tuple(resources), site_value=value),
    )


def names(sites: Iterable[int]) -> frozenset[str]:
    """The ids of sites by number."""
    return frozenset(f"s{int(j):03}" for j in sites)


def requirement(sites: Iterable[int], at_least: int) -> Requirement:
    """A requirement among sites by number."""
    return Requirement(names(sites), at_least, Text("演示要求", "a demonstration rule"))


@dataclass(frozen=True)
class Tried:
    """Every set of new sites that keeps the limits, and its objective."""

    objective: dict[frozenset[str], float]
    best: float | None

    def ties_with(self, chosen: tuple[str, ...]) -> bool:
        """Whether a set that leaves out one of the chosen is as good."""
        return any(
            abs(value - self.best) <= 1e-9 * max(1.0, abs(self.best or 0.0))
            for sites, value in self.objective.items()
            if self.best is not None and not set(chosen) <= sites
        )


def try_all(problem: SitingProblem, request: SitingRequest) -> Tried:
    """Every set of sites, tried; people of one place stay together where capacity binds."""
    free = np.flatnonzero(~problem.existing)
    values = {}
    for bits in product((False, True), repeat=len(free)):
        is_open = problem.existing.copy()
        is_open[free] = bits
        value = value_of_set(problem, request, is_open)
        if value is not None:
            values[frozenset(problem.site_ids[j] for j in free[list(bits)])] = value
    best = max if request.objective is Objective.MCLP else min
    return Tried(values, best(values.values(), default=None))


def value_of_set(
    problem: SitingProblem, request: SitingRequest, is_open: npt.NDArray[np.bool_]
) -> float | None:
    """The objective with these sites open; None where they break a limit."""
    if not _limits_hold(problem, request, is_open):
        return None
    value = _value(problem, request, is_open)
    return value if value is not None and np.isfinite(value) else None


def _limits_hold(
    problem: SitingProblem, request: SitingRequest, is_open: npt.NDArray[np.bool_]
) -> bool:
    new = is_open & ~problem.existing
    there = {problem.site_ids[j] for j in np.flatnonzero(is_open)}
    if request.p is not None and (new & problem.counts).sum() > request.p:
        return False
    if request.budget_yuan is not None and problem.cost_yuan[new].sum() > request.budget_yuan:
        return False
    for resource in request.resources:
        used = sum(resource.use.get(name, 0.0) for name in sorted(there))
        if used > resource.limit + 1e-9 * max(1.0, resource.limit):
            return False
    if any(len(there & most.one_of) > most.at_most for most in request.at_most):
        return False
    return all(len(there & r.one_of) >= r.at_least for r in request.required)


def _value(
    problem: SitingProblem, request: SitingRequest, is_open: npt.NDArray[np.bool_]
) -> float | None:
    counted = problem.persons > 0
    persons = problem.persons[counted]
    weight = persons * np.array(
        [request.weights.get(name, 1.0) for name in np.array(problem.demand_ids)[counted]]
    )
    minutes = np.where(is_open, matrix_of(problem)[counted], INF)
    if request.cutoff_min is not None:
        minutes = np.where(minutes <= request.cutoff_min, minutes, INF)
    new = is_open & ~problem.existing
    of_sites = {
        Objective.LEAST_COST: _site_value(problem, request, new),
        Objective.LSCP: float((new & problem.counts).sum()),
    }
    values = [
        of_sites.get(request.objective, of_minutes)
        for of_minutes in _assignments(problem, request, persons, weight, minutes)
    ]
    best = max if request.objective is Objective.MCLP else min
    return best(values, default=None)


def _site_value(
    problem: SitingProblem, request: SitingRequest, new: npt.NDArray[np.bool_]
) -> float:
    if request.site_value is None:
        return float(problem.cost_yuan[new].sum())
    return sum(request.site_value[problem.site_ids[j]] for j in np.flatnonzero(new))


def _assignments(
    problem: SitingProblem,
    request: SitingRequest,
    persons: Floats,
    weight: Floats,
    minutes: Floats,
) -> Iterable[float]:
    """What each way to send people to open sites comes to; the nearest alone without capacity."""
    if np.isnan(problem.capacity).all():
        ways: Iterable[tuple[int, ...]] = [tuple(minutes.argmin(axis=1))]
    else:
        ways = product(range(-1, minutes.shape[1]), repeat=len(persons))
    room = np.where(np.isnan(problem.capacity), INF, problem.capacity)
    for way in ways:
        to = np.array(way, dtype=np.int64)
        there = to >= 0
        at = np.where(there, minutes[np.arange(len(to)), to], INF) if len(to) else np.empty(0)
        there = np.isfinite(at)
        load = np.bincount(to[there], weights=persons[there], minlength=len(room))
        if (load > room + 1e-9).any():
            continue
        if request.objective is Objective.MCLP:
            yield float(weight[there].sum())
        elif request.serves_everyone and not there.all():
            continue
        elif request.objective is Objective.P_MEDIAN:
            yield float((weight * at).sum()) if there.all() else INF
        else:
            yield float(at.max(initial=0.0)) if there.all() else 0.0


def evaluated(problem: SitingProblem, request: SitingRequest, plan: SitingPlan) -> float:
    """The plan's objective, reckoned from its chosen sites and its assignment alone."""
    counted = problem.persons > 0
    weight = problem.persons * np.array(
        [request.weights.get(name, 1.0) for name in problem.demand_ids]
    )
    minutes = plan.assignment["minutes"].to_numpy()
    served = counted & plan.assignment["site_id"].notna().to_numpy()
    opened = np.isin(problem.site_ids, plan.chosen + plan.kept_open)
    if request.objective is Objective.LEAST_COST:
        return _site_value(problem, request, opened)
    if request.objective is Objective.LSCP:
        return float(len(plan.chosen))
    if request.objective is Objective.MCLP:
        return float(weight[served].sum())
    if request.objective is Objective.P_MEDIAN:
        return float((weight[served] * minutes[served]).sum())
    return float(minutes[served].max(initial=0.0))


def with_rows_in_another_order(problem: SitingProblem) -> SitingProblem:
    """The same people and sites under ids that sort the other way round."""
    people, sites = len(problem.demand_ids), len(problem.site_ids)
    return (
        problem_of(
            matrix_of(problem)[::-1, ::-1],
            problem.persons[::-1],
            problem.cost_yuan[::-1],
            problem.capacity[::-1],
            [sites - 1 - j for j in np.flatnonzero(problem.existing)],
        )
        if people
        else replace(problem)
    )
