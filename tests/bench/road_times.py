"""Times on stored roads: a whole city, what one more facility changes, and two million nodes."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from geo.roads.graph import RoadGraph
from geo.roads.speeds import load_speeds
from geo.roads.store import load_network, save_network
from geo.travel.model import TravelMode
from geo.travel.road_times import RoadSource
from tests.bench.child import measured_in_child
from tests.bench.clock import Run, timed
from tests.bench.drawn_roads import road_like

NODES = int(os.environ.get("BENCH_ROAD_NODES", "200000"))
LARGE_NODES = int(os.environ.get("BENCH_LARGE_ROAD_NODES", "2000000"))
CELLS, TYPES, FACILITIES_OF_A_TYPE = 10_000, 4, 50
LARGE_CELLS = 25_000
LIMIT_MIN = 60.0
CITY_AIM_S, WHAT_IF_AIM_S, LOAD_AIM_S, LARGE_AIM_MB = 3.0, 1.0, 1.0, 4_000
RUNS = 3


def measure() -> Iterator[str]:
    """The city, then the large network; each in a process of its own, roads from a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "city.npz"
        save_network(road_like(NODES), path)
        for _ in range(RUNS):
            yield measured_in_child(partial(measure_city, str(path)))
        path = Path(folder) / "large.npz"
        yield measured_in_child(partial(_draw, str(path)))
        yield measured_in_child(partial(measure_large, str(path)))


def measure_city(path: str) -> str:
    """From the stored roads to the times to four types of facilities; then one more facility."""
    began, cpu = time.perf_counter(), time.process_time()
    (load,), network = timed(lambda: load_network(Path(path)), 1)
    (make,), graph = timed(lambda: RoadGraph.of(network, TravelMode.DRIVING, load_speeds()), 1)
    source = RoadSource.default(graph)
    people = _points("c", CELLS, network.bounds, 1)
    (put,), _ = timed(lambda: source.snapped(people), 1)
    of_type = [_points("f", FACILITIES_OF_A_TYPE, network.bounds, 2 + t) for t in range(TYPES)]
    (near,), nearest = timed(lambda: [source.nearest(people, f) for f in of_type], 1)
    (pair,), pairs = timed(lambda: [source.times(people, f, LIMIT_MIN) for f in of_type], 1)
    took, cpu_s = time.perf_counter() - began, time.process_time() - cpu
    for frame, times in zip(nearest, pairs, strict=True):
        least = times.frame.groupby("from_id")["minutes"].min()
        within = frame["minutes"][frame["minutes"] <= LIMIT_MIN]
        if not np.array_equal(within.to_numpy(), least.to_numpy()):
            raise AssertionError("the nearest is none of the pairs")
    one = _points("n", 1, network.bounds, 99)
    (more,), _ = timed(
        lambda: (source.nearest(people, one), source.times(people, one, LIMIT_MIN)), 1
    )
    return (
        f"city, {network.node_count:,} nodes, {CELLS:,} cells,"
        f" {TYPES} x {FACILITIES_OF_A_TYPE} facilities: {took:.2f} s (processor {cpu_s:.2f}),"
        f" aim {CITY_AIM_S:g} s; load {_both(load)}, aim {LOAD_AIM_S:g} s; graph {_both(make)},"
        f" cells on roads {_both(put)}, nearest {_both(near)},"
        f" {sum(len(t.minutes) for t in pairs):,} pairs within {LIMIT_MIN:g} min {_both(pair)}\n"
        f"  one more facility: {more.wall_s:.2f} s (processor {more.cpu_s:.2f}), aim"
        f" {WHAT_IF_AIM_S:g} s"
    )


def _draw(path: str) -> str:
    network = road_like(LARGE_NODES)
    save_network(network, Path(path))
    return f"drawing {network.node_count:,} nodes, {network.link_count:,} links"


def measure_large(path: str) -> str:
    """The same steps on two million nodes."""
    (load,), network = timed(lambda: load_network(Path(path)), 1)
    (make,), graph = timed(lambda: RoadGraph.of(network, TravelMode.DRIVING, load_speeds()), 1)
    source = RoadSource.default(graph)
    people = _points("c", LARGE_CELLS, network.bounds, 1)
    facilities = _points("f", FACILITIES_OF_A_TYPE, network.bounds, 2)
    (put,), _ = timed(lambda: source.snapped(people), 1)
    (near,), _ = timed(lambda: source.nearest(people, facilities), 1)
    (pair,), times = timed(lambda: source.times(people, facilities, LIMIT_MIN), 1)
    runs = (("load", load), ("graph", make), ("points on roads", put), ("nearest", near))
    steps = ", ".join(f"{name} {_both(run)}" for name, run in runs)
    return (
        f"{network.node_count:,} nodes, {LARGE_CELLS:,} cells, {FACILITIES_OF_A_TYPE} facilities"
        f" (clock, processor): {steps}, {len(times.minutes):,} pairs {_both(pair)};"
        f" aim {LARGE_AIM_MB:,} MB"
    )


def _both(run: Run) -> str:
    return f"{run.wall_s:.2f} s ({run.cpu_s:.2f})"


def _points(
    letter: str, count: int, bounds: tuple[float, float, float, float], seed: int
) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    west, south, east, north = bounds
    ids = pd.Index([f"{letter}{number:06d}" for number in range(count)], dtype="str")
    lon, lat = rng.uniform(west, east, count), rng.uniform(south, north, count)
    return pd.DataFrame({"lon": lon, "lat": lat}, index=ids)
