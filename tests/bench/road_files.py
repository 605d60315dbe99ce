"""A generated .osm.pbf of 100 MB to a stored network; pyrosm to its nodes and edges beside it."""

from __future__ import annotations

import math
import os
import tempfile
import time
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from geo.roads.reading import read_roads
from geo.roads.rules import DRIVE
from geo.roads.store import save_network
from tests.bench.child import measured_in_child
from tests.roads.generated import write_extract

MEGABYTES = float(os.environ.get("BENCH_ROAD_FILE_MB", "100"))
AIM_MB = 4_000
SAME_KM = 0.005  # pyrosm measures on a sphere
_JUNCTIONS_PER_MB = 5_750
RUNS = 3


def measure() -> Iterator[str]:
    """The file, ours and pyrosm by turns, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "town.osm.pbf"
        yield measured_in_child(partial(_write, str(path)))
        for _ in range(RUNS):
            yield measured_in_child(partial(measure_ours, str(path)))
            yield measured_in_child(partial(measure_pyrosm, str(path)))


def _write(path: str) -> str:
    nodes, ways = write_extract(Path(path), math.isqrt(int(MEGABYTES * _JUNCTIONS_PER_MB)))
    size = Path(path).stat().st_size / 1e6
    return f"extract of {size:.0f} MB: {nodes:,} nodes, {ways:,} ways"


def measure_ours(path: str) -> str:
    """Read, made a network for cars and walkers, stored."""
    size = Path(path).stat().st_size / 1e6
    began, cpu = time.perf_counter(), time.process_time()
    network = read_roads(Path(path), "town.osm.pbf").network
    if network is None:
        raise AssertionError("no network")
    read = time.perf_counter() - began
    save_network(network, Path(path).with_suffix(".npz"))
    took, cpu_s = time.perf_counter() - began, time.process_time() - cpu
    driven_km = network.link_length_m[(network.link_modes & DRIVE) > 0].sum() / 1000
    Path(path).with_suffix(".km").write_text(str(driven_km))
    return (
        f"ours, roads for cars and walkers, stored: {took:.1f} s (processor {cpu_s:.1f}),"
        f" {size / took:.1f} MB/s ({size / cpu_s:.1f} of the processor), aim {AIM_MB} MB; reading"
        f" {read:.1f} s\n  {network.node_count:,} nodes, {network.link_count:,} links,"
        f" {driven_km:,.0f} km for cars"
    )


def measure_pyrosm(path: str) -> str:
    """Nodes and edges of the roads for cars; nothing for walkers, nothing stored."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pyrosm

        size = Path(path).stat().st_size / 1e6
        began, cpu = time.perf_counter(), time.process_time()
        nodes, edges = pyrosm.OSM(path).get_network("driving+service", nodes=True)
        took, cpu_s = time.perf_counter() - began, time.process_time() - cpu
    km = float(edges["length"].sum()) / 1000
    ours_km = float(Path(path).with_suffix(".km").read_text())
    if abs(km - ours_km) > SAME_KM * ours_km:
        raise AssertionError(f"pyrosm has {km:,.0f} km, ours {ours_km:,.0f}")
    return (
        f"  pyrosm, roads for cars: {took:.1f} s (processor {cpu_s:.1f}), {size / took:.1f} MB/s"
        f" ({size / cpu_s:.1f} of the processor)\n"
        f"  {len(nodes):,} nodes, {len(edges):,} edges, {km:,.0f} km"
    )
