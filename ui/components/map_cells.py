"""What lies under the county borders of a map: cells by class, and outlines over them.

Twenty thousand cells travel as packed integers (some 10 bytes each) and are drawn on a canvas, so
that a click which changes every cell's class is answered at once.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import h3
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Ring = tuple[tuple[float, float], ...]

_STEPS = 65_535
"""Places, tenths of minutes and persons are two bytes each; of minutes the last is "none"."""
_SAMPLE = 60
_CORNERS = 6


@dataclass(frozen=True, slots=True)
class CellWords:
    """What the map says of a cell under the pointer, in the reader's language."""

    minutes: str
    """Holds {minutes}."""
    unreached: str
    persons: str
    """Holds {persons}."""
    fewest: str
    """In place of a number below one."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where cells (or villages) are, packed once and drawn many times.

    ``corners``: of each corner's place from the cell's centre, in degrees, the constant and the
    slopes along the bounds; None: the places are points and drawn as dots.
    """

    count: int
    bounds: tuple[float, float, float, float]
    packed: str
    corners: tuple[tuple[float, float, float], ...] | None
    stamp: str


@dataclass(frozen=True, slots=True)
class CellLayer:
    """The class of every place: ``bands[i]`` counts in ``fills`` (#RRGGBB or ``unknown``).

    ``minutes``: NaN where not connected.
    """

    places: Places
    bands: Ints
    minutes: Floats
    persons: Floats
    fills: tuple[str, ...]
    words: CellWords
    packed: dict[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not len(self.bands) == len(self.minutes) == len(self.persons) == self.places.count:
            raise ValueError("places, bands, minutes and persons must be of one length")
        if self.places.count and not 0 <= self.bands.min() <= self.bands.max() < len(self.fills):
            raise ValueError("a band has no fill")
        tenths = np.where(np.isfinite(self.minutes), np.minimum(self.minutes * 10, _STEPS - 1), 0)
        written = np.where(np.isfinite(self.minutes), np.round(tenths), _STEPS)
        object.__setattr__(
            self,
            "packed",
            {
                "bands": b64encode(self.bands.astype("<u1").tobytes()).decode(),
                "minutes": _two_bytes(written),
                "persons": _two_bytes(np.clip(np.round(self.persons), 0, _STEPS)),
            },
        )


@dataclass(frozen=True, slots=True)
class Outline:
    """A line round an area: polygons of rings of (lon, lat), the outer ring first."""

    polygons: tuple[tuple[Ring, ...], ...]
    dashed: bool = False


def pack_places(ids: tuple[str, ...], lon: Floats, lat: Floats, *, cells: bool) -> Places:
    """The places packed; of H3 cells with the shape of their corners.

    The corners of neighbours meet within a metre or two: of cells of one size their shape changes
    evenly over a city, so it is fitted on a sample and not sent for each.
    """
    bounds = _bounds(lon, lat)
    west, south, east, north = bounds
    u, v = (lon - west) / (east - west), (lat - south) / (north - south)
    pairs = np.round(np.column_stack([u, v]) * _STEPS)
    packed = _two_bytes(pairs)
    corners = _corners(ids, lon, lat, u, v) if cells and ids else None
    stamp = sha256(f"{bounds} {corners} {packed}".encode()).hexdigest()[:16]
    return Places(len(ids), bounds, packed, corners, stamp)


def cells_data(layer: CellLayer) -> dict[str, Any]:
    """The layer as the map's script reads it."""
    words = layer.words
    return layer.packed | {
        "count": layer.places.count,
        "bounds": layer.places.bounds,
        "places": layer.places.packed,
        "corners": layer.places.corners,
        "stamp": layer.places.stamp,
        "fills": layer.fills,
        "words": {
            "minutes": words.minutes,
            "unreached": words.unreached,
            "persons": words.persons,
            "fewest": words.fewest,
        },
    }


def outline_data(outline: Outline) -> dict[str, Any]:
    """The outline as the map's script reads it; five decimals are a metre."""
    return {
        "polygons": [
            [[(round(x, 5), round(y, 5)) for x, y in ring] for ring in rings]
            for rings in outline.polygons
        ],
        "dashed": outline.dashed,
    }


def _two_bytes(values: npt.NDArray[Any]) -> str:
    return b64encode(values.astype("<u2").tobytes()).decode()


def _bounds(lon: Floats, lat: Floats) -> tuple[float, float, float, float]:
    """West, south, east, north; never without width or height."""
    if not len(lon):
        return 0.0, 0.0, 1.0, 1.0
    west, south = float(lon.min()), float(lat.min())
    return west, south, max(float(lon.max()), west + 1e-4), max(float(lat.max()), south + 1e-4)


def _corners(
    ids: tuple[str, ...], lon: Floats, lat: Floats, u: Floats, v: Floats
) -> tuple[tuple[float, float, float], ...]:
    """Of each corner, east then north: constant and slopes, by least squares on a sample."""
    taken = np.linspace(0, len(ids) - 1, min(_SAMPLE, len(ids))).astype(int)
    shapes: list[Floats] = []
    kept: list[int] = []
    for i in taken:
        boundary = h3.cell_to_boundary(ids[i])
        if len(boundary) != _CORNERS:
            continue  # where two faces of the globe's solid meet, a cell has more
        shape = np.array([(y - lon[i], x - lat[i]) for x, y in boundary])
        if shapes:
            shape = _turned(shape, shapes[0])
        shapes.append(shape)
        kept.append(i)
    if not shapes:
        raise ValueError("none of the ids is a cell of six corners")
    known = np.column_stack([np.ones(len(kept)), u[kept], v[kept]])
    fitted, *_ = np.linalg.lstsq(known, np.array(shapes).reshape(len(kept), -1), rcond=None)
    return tuple((float(a), float(b), float(c)) for a, b, c in fitted.T)


def _turned(shape: Floats, first: Floats) -> Floats:
    """The corners counted from the one that lies as the first cell's first corner does."""
    start = int(np.argmin(((shape - first[0]) ** 2).sum(axis=1)))
    return np.roll(shape, -start, axis=0)
