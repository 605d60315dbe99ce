"""From a grid of yes and no to smooth outlines whose every vertex lies where yes turns to no."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import cast

import contourpy
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_Filled = tuple[list[Floats], list[npt.NDArray[np.uint32]]]
_HALVINGS = 4
"""A crossing is found to a 16th of the spacing."""
_KEPT_OFF = 0.02
"""No vertex comes nearer to a point of the grid than this share of the spacing, so that an outline
never touches itself there."""
_CORNER_CUTS = 2


def outline(reached: Flags, ask: Callable[[Floats, Floats], Flags]) -> npt.NDArray[np.object_]:
    """The polygons around the reached points of a grid, in columns and rows.

    ``reached`` (rows × columns) has no reached point in its outermost rows and columns. ``ask``
    says of any places (columns, rows; fractions) whether they are reached. Between a reached and an
    unreached neighbour the outline passes where the answer turns, found by halving.
    """
    rings, polygons = _rings(reached)
    if not len(rings):
        return np.array([], dtype=object)
    crossings = _crossings(reached, rings, ask)
    shapes = []
    for parts in polygons:
        shell, *holes = (_smooth(crossings[a:b]) for a, b in parts)
        shapes.append(Polygon(shell, holes))
    return np.array(shapes, dtype=object)


def polygons_of(shape: BaseGeometry) -> MultiPolygon:
    """The areas of a shape, made valid; lines and points left out."""
    valid = shape if shape.is_valid else shapely.make_valid(shape, method="structure")
    parts = shapely.get_parts(valid)
    nested = [p for part in parts for p in shapely.get_parts(part)]
    return MultiPolygon([p for p in nested if isinstance(p, Polygon) and not p.is_empty])


def _rings(reached: Flags) -> tuple[Floats, list[list[tuple[int, int]]]]:
    """All vertices (column, row), half-way between two points; for each polygon, from-to of its
    rings, the shell first."""
    generator = contourpy.contour_generator(
        z=reached.astype(np.float64), name="serial", fill_type=contourpy.FillType.OuterOffset
    )
    points, offsets = cast("_Filled", generator.filled(0.5, 2.0))
    polygons, start = [], 0
    for offset in offsets:
        bounds = [start + int(o) for o in offset]
        polygons.append(list(pairwise(bounds)))
        start = bounds[-1]
    return (np.concatenate(points) if points else np.zeros((0, 2))), polygons


def _crossings(reached: Flags, rings: Floats, ask: Callable[[Floats, Floats], Flags]) -> Floats:
    """The vertices moved along their edges of the grid to where the answer turns."""
    edges, of_ring = np.unique(rings, axis=0, return_inverse=True)
    low, high = np.floor(edges), np.ceil(edges)
    low_reached = reached[low[:, 1].astype(int), low[:, 0].astype(int)]
    inside = np.where(low_reached[:, None], low, high)
    outside = np.where(low_reached[:, None], high, low)
    yes, no = np.zeros(len(edges)), np.ones(len(edges))
    for _ in range(_HALVINGS):
        middle = (yes + no) / 2
        place = inside + (outside - inside) * middle[:, None]
        answer = ask(place[:, 0], place[:, 1])
        yes, no = np.where(answer, middle, yes), np.where(answer, no, middle)
    share = np.clip(yes, _KEPT_OFF, 1 - _KEPT_OFF)
    found: Floats = inside + (outside - inside) * share[:, None]
    return found[of_ring.ravel()]


def _smooth(ring: Floats) -> Floats:
    """A closed ring with its corners cut (Chaikin): each by a quarter of the sides beside it.

    The corner moves by less than a quarter of the spacing.
    """
    open_ring = ring[:-1]
    for _ in range(_CORNER_CUTS):
        following = np.roll(open_ring, -1, axis=0)
        cut = np.empty((2 * len(open_ring), 2))
        cut[0::2] = 0.75 * open_ring + 0.25 * following
        cut[1::2] = 0.25 * open_ring + 0.75 * following
        open_ring = cut
    return np.vstack([open_ring, open_ring[:1]])
