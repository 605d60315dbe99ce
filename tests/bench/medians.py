"""p-medians proven on generated instances, and spopt with CBC and with HiGHS on the small ones."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np
import pulp
from spopt.locate import PMedian

from analysis.planning.siting.median import MedianResult, solve_p_median
from tests.bench.clock import Run, timed
from tests.planning.siting.median_cases import Costs, network, town

NODES = tuple(int(n) for n in os.environ.get("BENCH_MEDIAN_NODES", "100,200,400,900").split(","))
# spopt's programme has n² columns: minutes at 200, and no end in sight at 900.
PEER_NODES = int(os.environ.get("BENCH_MEDIAN_PEER_NODES", "100"))
AIM_S, LIMIT_S, SEED = 10.0, 120.0, 7


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to make a table of [persons, sites]."""

    name: str
    table: Callable[[int], Costs]


KINDS = (
    Kind("network", lambda n: network(n, SEED)),
    Kind("town", lambda n: town(n, n, SEED)),
)
PEERS: tuple[tuple[str, Callable[[], pulp.LpSolver]], ...] = (
    ("spopt, its default CBC", lambda: pulp.PULP_CBC_CMD(msg=False)),
    ("spopt, HiGHS", lambda: pulp.HiGHS(msg=False)),
)


def measure() -> Iterator[str]:
    """A line for each table and p; the peers solve the small ones, to the same optimum."""
    taken: list[Run] = []
    ratios: dict[str, list[float]] = {name: [] for name, _ in PEERS}
    for nodes in NODES:
        for kind in KINDS:
            cost = kind.table(nodes)
            for p in sorted({5, 10, nodes // 10, nodes // 5, nodes // 3}):
                (run,), found = timed(lambda c=cost, p=p: solve_p_median(c, p, None, LIMIT_S), 1)
                taken.append(run)
                yield f"p-median, {kind.name}, n = {nodes}, p = {p}: {_said(run, found)}"
                if nodes > PEER_NODES:
                    continue
                for name, solver in PEERS:
                    (peer,), value = timed(lambda c=cost, p=p, s=solver: _spopt(c, p, s()), 1)
                    if not np.isclose(value, found.objective, rtol=1e-6, atol=0):
                        raise AssertionError(f"{name} finds {value}, not {found.objective}")
                    ratios[name].append(peer.wall_s / run.wall_s)
                    yield f"  {name}, same optimum: {peer.wall_s:.2f} s = {ratios[name][-1]:.0f} x"
    slowest = max(taken, key=lambda run: run.cpu_s)
    yield (
        f"p-median, {len(taken)} instances: {sum(run.wall_s for run in taken):.1f} s (processor"
        f" {sum(run.cpu_s for run in taken):.1f}), the slowest {slowest.wall_s:.2f} s (processor"
        f" {slowest.cpu_s:.2f}), aim {AIM_S:g} s each"
    )
    for name, times in ratios.items():
        if times:
            yield f"  {name}: {median(times):.0f} x the time in the median of {len(times)}"


def _said(run: Run, found: MedianResult) -> str:
    gap = (found.objective - found.bound) / found.objective
    proof = "proven" if found.status == "optimal" else f"gap {gap:.2%}"
    return f"{run.wall_s:.2f} s (processor {run.cpu_s:.2f}), {proof}, {found.nodes} nodes"


def _spopt(cost: Costs, p: int, solver: pulp.LpSolver) -> float:
    model = PMedian.from_cost_matrix(cost, np.ones(len(cost)), p_facilities=p)
    return float(model.solve(solver).problem.objective.value())
