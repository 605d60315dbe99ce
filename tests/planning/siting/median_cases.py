"""p-medians small enough to count out, and ones made as Beasley made his."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import shortest_path

Costs = NDArray[np.float64]


def plans(cost: Costs, p: int, fixed: NDArray[np.bool_]) -> dict[tuple[int, ...], float]:
    """The objective of every plan, by the sites open in it."""
    free = np.flatnonzero(~fixed).tolist()
    always = np.flatnonzero(fixed).tolist()
    return {
        (opened := tuple(sorted((*always, *more)))): float(
            cost[:, list(opened)].min(axis=1, initial=np.inf).sum()
        )
        for more in combinations(free, p)
    }


def best(cost: Costs, p: int, fixed: NDArray[np.bool_]) -> float:
    """The least objective, inf if no plan serves everyone."""
    return min(plans(cost, p, fixed).values(), default=np.inf)


def drawn(seed: int) -> tuple[Costs, int, NDArray[np.bool_]]:
    """A table of up to 12 persons and sites with everything that may be odd about one."""
    rng = np.random.default_rng(seed)
    persons, sites = int(rng.integers(1, 13)), int(rng.integers(1, 13))
    kind = seed % 4
    if kind == 0:
        # Few values: many ties.
        cost = rng.integers(0, 4, (persons, sites)).astype(float)
    elif kind == 1:
        cost = rng.integers(0, 1000, (persons, sites)).astype(float)
    elif kind == 2:
        here, there = rng.uniform(0, 100, (persons, 2)), rng.uniform(0, 100, (sites, 2))
        cost = np.hypot(*(here[:, None] - there[None]).transpose(2, 0, 1))
    else:
        cost = rng.lognormal(0, 3, (persons, sites))
    if rng.random() < 0.5:
        cost *= rng.integers(0, 5, persons)[:, None].astype(float)
    if rng.random() < 0.4:
        cost = cost[:, rng.integers(0, sites, sites)]
    if rng.random() < 0.3:
        cost = cost[rng.integers(0, persons, persons)]
    if rng.random() < 0.4:
        cost = np.where(rng.random(cost.shape) < rng.choice([0.1, 0.5, 0.8]), np.inf, cost)
    fixed = rng.random(sites) < rng.choice([0.0, 0.0, 0.2, 0.5])
    p = int(rng.integers(0, sites - int(fixed.sum()) + 1))
    return cost, p, fixed


def network(nodes: int, seed: int) -> Costs:
    """Shortest ways between all nodes of a random graph, whole numbers.

    As the p-medians of the OR-Library were made (Beasley 1985, European Journal of Operational
    Research 21, 270-273): n²/50 edges of length 1 to 100, enough of them to hold it together.
    """
    rng = np.random.default_rng(seed)
    edges = nodes * nodes // 50
    order = rng.permutation(nodes)
    heads = np.concatenate([rng.integers(0, nodes, edges), order[:-1]])
    tails = np.concatenate([rng.integers(0, nodes, edges), order[1:]])
    length = np.full((nodes, nodes), np.inf)
    np.minimum.at(length, (heads, tails), rng.integers(1, 101, len(heads)).astype(float))
    length = np.minimum(length, length.T)
    np.fill_diagonal(length, 0.0)
    return np.asarray(shortest_path(np.where(np.isinf(length), 0.0, length), directed=False))


def town(persons: int, sites: int, seed: int) -> Costs:
    """Straight-line kilometres times people, in a square of 100 km."""
    rng = np.random.default_rng(seed)
    here, there = rng.uniform(0, 100, (persons, 2)), rng.uniform(0, 100, (sites, 2))
    away = np.hypot(*(here[:, None] - there[None]).transpose(2, 0, 1))
    return np.asarray(away * rng.integers(1, 500, persons)[:, None])
