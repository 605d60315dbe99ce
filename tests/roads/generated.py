"""Writes OSM extracts of any size that look like a city's: for throughput, not for looks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import osmium
from osmium.osm import mutable

SPACING = 0.0012
"""Degrees between junctions, about 130 m."""
BENDS = 3
"""Points of the drawing between two junctions."""
CLASSES = ("residential", "residential", "unclassified", "tertiary", "secondary", "primary")

Way = tuple[list[int], dict[str, str]]


def write_extract(path: Path, side: int, *, seed: int = 1) -> tuple[int, int]:
    """Writes a town of ``side`` × ``side`` junctions; the numbers of nodes and of ways written.

    Streets run along its rows and columns, each of several ways: named, some with a limit, some
    one-way, with a bollard here and there; footways cross a third of the blocks, and every block
    has a house. Half of the nodes, as in a city's extract, or more are of roads.
    """
    rng = np.random.default_rng(seed)
    spots = _spots(rng, side)
    barred = set((np.flatnonzero(rng.random(len(spots)) < 0.001) + 1).tolist())
    bollard = {"barrier": "bollard"}
    path.unlink(missing_ok=True)
    number = 0
    with osmium.SimpleWriter(str(path)) as writer:
        for number, spot in enumerate(spots.tolist(), start=1):
            tags = bollard if number in barred else None
            writer.add_node(mutable.Node(id=number, version=1, location=spot, tags=tags))
        nodes = number
        for number, (refs, kind) in enumerate(_ways(rng, side), start=1):
            writer.add_way(mutable.Way(id=number, version=1, nodes=refs, tags=kind))
    return nodes, number


def _spots(rng: np.random.Generator, side: int) -> npt.NDArray[np.float64]:
    """Junctions, bends of rows, bends of columns, and five points for each block, in this order."""
    at = np.arange(side) * SPACING
    junction = np.stack(np.broadcast_arrays(at[None, :], at[:, None]), axis=-1)
    junction = junction + rng.normal(0, SPACING / 12, junction.shape)
    share = (np.arange(1, BENDS + 1) / (BENDS + 1))[:, None]

    def bends(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        a, b = a.reshape(-1, 1, 2), b.reshape(-1, 1, 2)
        spots = a + share * (b - a)
        return (spots + rng.normal(0, SPACING / 40, spots.shape)).reshape(-1, 2)

    block = (junction[:-1, :-1] + SPACING / 2).reshape(-1, 1, 2)
    house = np.array([[0, 0], [0.1, 0.1], [0.3, 0.1], [0.3, 0.3], [0.1, 0.3]]) * SPACING
    parts = [
        junction.reshape(-1, 2),
        bends(junction[:, :-1], junction[:, 1:]),
        bends(junction[:-1].swapaxes(0, 1), junction[1:].swapaxes(0, 1)),
        (block + house).reshape(-1, 2),
    ]
    return np.round(np.concatenate(parts) + np.array([108.0, 22.0]), 7)


def _ways(rng: np.random.Generator, side: int) -> Iterator[Way]:
    junction = np.arange(side * side).reshape(side, side) + 1
    bends = side * (side - 1) * BENDS
    along_row = side * side + 1 + np.arange(bends).reshape(side, side - 1, BENDS)
    along_column = along_row + bends
    for name, corners, drawn in (("东", junction, along_row), ("北", junction.T, along_column)):
        for line in range(side):
            kind = CLASSES[int(rng.integers(len(CLASSES)))]
            tags = {"highway": kind, "name": f"演示{name}{line}路"}
            if kind in ("primary", "secondary"):
                tags |= {"maxspeed": "60", "lanes": "4", "surface": "asphalt"}
            elif rng.random() < 0.2:
                tags |= {"oneway": "yes"}
            refs = np.concatenate([corners[line, :-1, None], drawn[line]], axis=1).reshape(-1)
            refs = np.append(refs, corners[line, -1])
            cuts = np.flatnonzero(rng.random(side - 1) < 0.2) * (BENDS + 1)
            for begin, end in zip([0, *cuts], [*cuts, len(refs) - 1], strict=True):
                if end > begin:
                    yield refs[begin : end + 1].tolist(), tags
    first = side * side + 2 * bends + 1 + 5 * np.arange((side - 1) ** 2)
    walked = rng.random(len(first)) < 0.3
    one, other = junction[:-1, :-1].reshape(-1), junction[1:, 1:].reshape(-1)
    for k, (middle, footway) in enumerate(zip(first.tolist(), walked.tolist(), strict=True)):
        if footway:
            yield [int(one[k]), middle, int(other[k])], {"highway": "footway"}
        yield [*range(middle + 1, middle + 5), middle + 1], {"building": "yes"}
