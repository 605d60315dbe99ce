"""Writes OSM extracts of any size that look like a city's: for throughput, not for looks."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import osmium

SPACING = 0.0012
"""Degrees between junctions, about 130 m."""
BENDS = 3
"""Points of the drawing between two junctions."""
CLASSES = ("residential", "residential", "unclassified", "tertiary", "secondary", "primary")

_AT_ONCE = 200_000

Way = tuple[list[int], dict[str, str]]


def write_extract(path: Path, side: int, *, seed: int = 1) -> tuple[int, int]:
    """Writes a town of ``side`` × ``side`` junctions; the numbers of nodes and of ways written.

    Streets run along its rows and columns, each of several ways: named, some with a limit, some
    one-way, with a bollard here and there; footways cross a third of the blocks, and every block
    has a house. Every object has a version, a time and a changeset, as extracts have. The path's
    ending says which kind of file; it is overwritten.
    """
    rng = np.random.default_rng(seed)
    spots = _spots(rng, side)
    barred = rng.random(len(spots)) < 0.001
    ways = 0
    with tempfile.TemporaryDirectory() as folder:
        # Text that osmium turns into the file takes a fifth of the time of writing objects.
        text = Path(folder) / "town.opl"
        with text.open("w", encoding="utf-8") as file:
            for begin in range(0, len(spots), _AT_ONCE):
                part = slice(begin, begin + _AT_ONCE)
                rows = zip(
                    _edits(rng, len(spots[part])),
                    spots[part].tolist(),
                    barred[part].tolist(),
                    strict=True,
                )
                file.writelines(
                    f"n{number} {edit} T{'barrier=bollard' if bar else ''} x{x} y{y}\n"
                    for number, (edit, (x, y), bar) in enumerate(rows, start=begin + 1)
                )
            edits = _edits(rng, _AT_ONCE)
            for ways, (refs, tags) in enumerate(_ways(rng, side), start=1):
                said = ",".join(f"{key}={value}" for key, value in tags.items())
                nodes = ",".join(f"n{ref}" for ref in refs)
                file.write(f"w{ways} {edits[ways % _AT_ONCE]} T{said} N{nodes}\n")
        with osmium.SimpleWriter(str(path), overwrite=True) as writer:
            osmium.apply(str(text), writer)
    return len(spots), ways


def _edits(rng: np.random.Generator, count: int) -> list[str]:
    """When each of so many objects was last changed."""
    version, change = rng.integers(1, 9, count), rng.integers(10**6, 10**8, count)
    time = np.datetime64("2010-01-01T00:00:00") + rng.integers(0, 4 * 10**8, count)
    return [
        f"v{v} dV c{c} t{t}Z i0 u"
        for v, c, t in zip(version.tolist(), change.tolist(), time.astype(str), strict=True)
    ]


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
