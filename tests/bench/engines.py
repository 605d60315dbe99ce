"""Shortest times on one road network: this tool beside the engines others use, results equal.

Two questions: from every node the time to the nearest of 50 facilities, and for each of the 50 the
nodes from which it is within an hour. All get the same links, turned round, in minutes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from geo.roads.graph import RoadGraph
from geo.roads.shortest import minutes_at_nodes, nearest_at_nodes
from geo.roads.snapping import Snapped
from geo.roads.speeds import load_speeds
from geo.travel.model import TravelMode
from tests.bench.clock import Run, said, timed
from tests.bench.drawn_roads import road_like

NODES = int(os.environ.get("BENCH_ROAD_NODES", "200000"))
FACILITIES = 50
LIMIT_MIN = 60.0
RUNS = 3
_SEED = 50


@dataclass(frozen=True)
class Links:
    """The links from head to tail, in minutes, and the facilities' nodes."""

    nodes: int
    heads: np.ndarray
    tails: np.ndarray
    minutes: np.ndarray
    facilities: np.ndarray
    lon: np.ndarray
    lat: np.ndarray


@dataclass(frozen=True)
class Engine:
    """One engine: how it builds its graph, answers, and how its answers become arrays."""

    name: str
    build: Callable[[Links], Any]
    nearest: Callable[[Any, Links], Any]
    nearest_array: Callable[[Any, Links], np.ndarray]
    within: Callable[[Any, Links], Any]
    within_array: Callable[[Any, Links], np.ndarray]
    exact: bool = True


def measure() -> Iterator[str]:
    """One line per engine and question, then how many times as long each took."""
    network = road_like(NODES)

    def build() -> RoadGraph:
        graph = RoadGraph.of(network, TravelMode.DRIVING, load_speeds(), 0.0)
        if not len(graph.core.nodes):
            raise AssertionError("nothing to search")
        return graph

    (made,), graph = timed(build, 1)
    facilities = facilities_at_nodes(graph)
    back = graph.reversed.tocoo()
    links = Links(
        network.node_count, back.row, back.col, back.data,
        network.link_from[facilities.link], network.node_lon, network.node_lat,
    )  # fmt: skip
    yield (
        f"engines, {links.nodes:,} nodes, {len(links.heads):,} links one way,"
        f" {FACILITIES} facilities"
    )
    nearest_runs, nearest = timed(lambda: nearest_at_nodes(graph, facilities), RUNS)
    within_runs, within = timed(lambda: minutes_at_nodes(graph, facilities, LIMIT_MIN), RUNS)
    yield (
        f"  this tool: build {made.wall_s:.2f} s; nearest, with its id {said(nearest_runs)};"
        f" {FACILITIES} within {LIMIT_MIN:g} min {said(within_runs)}"
    )
    for engine in engines():
        yield _measured(engine, links, nearest.minutes, within, nearest_runs, within_runs)


def facilities_at_nodes(graph: RoadGraph, count: int = FACILITIES) -> Snapped:
    """So many facilities at the starts of links, anywhere."""
    kept = np.flatnonzero(graph.kept & (graph.network.link_from != graph.network.link_to))
    link = np.random.default_rng(_SEED).choice(kept, count, replace=False).astype(np.int32)
    return Snapped(
        tuple(f"f{number:03d}" for number in range(count)), link, np.zeros(count), np.zeros(count)
    )


def _measured(
    engine: Engine,
    links: Links,
    nearest: np.ndarray,
    within: np.ndarray,
    nearest_own: list[Run],
    within_own: list[Run],
) -> str:
    (made,), built = timed(lambda: engine.build(links), 1)
    nearest_runs, answer = timed(lambda: engine.nearest(built, links), RUNS)
    _assert_equal(engine, engine.nearest_array(answer, links), nearest)
    within_runs, answer = timed(lambda: engine.within(built, links), RUNS)
    _assert_equal(engine, engine.within_array(answer, links), within)
    return (
        f"  {engine.name}: build {made.wall_s:.2f} s; nearest {said(nearest_runs)}"
        f" = {_ratio(nearest_runs, nearest_own):.1f} x;"
        f" within {said(within_runs)} = {_ratio(within_runs, within_own):.1f} x"
    )


def _ratio(theirs: list[Run], own: list[Run]) -> float:
    """Of the processor's time, which others' work leaves alone."""
    return median(run.cpu_s for run in theirs) / median(run.cpu_s for run in own)


def _assert_equal(engine: Engine, theirs: np.ndarray, own: np.ndarray) -> None:
    # pandana counts in thousandths: a minute here or there is on another side of the limit.
    tolerance = 1e-9 if engine.exact else 0.5
    differs = ~np.isclose(theirs, own, rtol=tolerance if engine.exact else 0, atol=tolerance)
    edge = np.minimum(theirs, own) > LIMIT_MIN - tolerance
    if (differs & ~edge if not engine.exact else differs).any():
        raise AssertionError(f"{engine.name} gives other times")


def engines() -> Iterator[Engine]:
    """The engines that are installed."""
    from tests.bench import peers  # their packages are not all there outside the benchmark

    named = os.environ.get("BENCH_ROAD_ENGINES", "")
    yield from (e for e in peers.ENGINES if not named or e.name in named.split(","))
