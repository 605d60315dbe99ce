"""Outlines and patterns of polygons as matplotlib paths, in millimetres.

Patterns are lines and dots cut to the polygon, not a backend's own hatching: they are the same in a
picture and in a PDF, at any size of paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

_STRIPE_MM = 1.7
_DOT_MM, _DOT_RADIUS_MM = 1.5, 0.28


def path_of(geometry: BaseGeometry) -> Path:
    """The outlines of a polygon or several as one path; holes stay holes."""
    rings = [
        np.asarray(ring.coords)[:, :2]
        for part in shapely.get_parts(geometry)
        for ring in _rings(part)
    ]
    return _joined(rings, closed=True)


def _rings(part: Any) -> Iterable[Any]:
    if part.geom_type != "Polygon":
        return ()
    part = shapely.orient_polygons(part)
    return (part.exterior, *part.interiors)


def _joined(lines: Sequence[np.ndarray], *, closed: bool) -> Path:
    if not lines:
        return Path(np.empty((0, 2)))
    codes = []
    for line in lines:
        code = np.full(len(line), Path.LINETO, dtype=np.uint8)
        code[0] = Path.MOVETO
        if closed:
            code[-1] = Path.CLOSEPOLY
        codes.append(code)
    return Path(np.concatenate(lines), np.concatenate(codes))


def stripes(geometry: BaseGeometry, *, slanted: bool) -> Path:
    """Parallel lines over the geometry; they run on from one area into the next."""
    x0, y0, x1, y1 = geometry.bounds
    height = y1 - y0
    if slanted:
        step = _STRIPE_MM * 2**0.5
        first = np.floor((x0 + y0) / step) * step
        starts = np.arange(first, x1 + y1 + step, step)
        ends = [((s - y0, y0), (s - y1, y1)) for s in starts]
    else:
        starts = np.arange(
            np.floor(y0 / _STRIPE_MM) * _STRIPE_MM, y0 + height + _STRIPE_MM, _STRIPE_MM
        )
        ends = [((x0, s), (x1, s)) for s in starts]
    cut = shapely.intersection(shapely.linestrings(ends), geometry)
    lines = [p for p in shapely.get_parts(cut, return_index=False) if p.geom_type == "LineString"]
    more = [q for p in shapely.get_parts(cut) if p.geom_type == "MultiLineString" for q in p.geoms]
    return _joined([np.asarray(p.coords) for p in (*lines, *more) if not p.is_empty], closed=False)


def dots(geometry: BaseGeometry) -> Path:
    """Dots on a slanted grid whose discs lie inside the geometry."""
    x0, y0, x1, y1 = geometry.bounds
    step = _DOT_MM
    columns = np.arange(np.floor(x0 / step), np.ceil(x1 / step) + 1)
    rows = np.arange(np.floor(y0 / step / 0.87), np.ceil(y1 / step / 0.87) + 1)
    grid = np.array(
        [(c * step + (r % 2) * step / 2, r * step * 0.87) for r in rows for c in columns]
    )
    room = geometry.buffer(-_DOT_RADIUS_MM)
    inside = grid[shapely.contains_xy(room, grid[:, 0], grid[:, 1])]
    angles = np.linspace(0, 2 * np.pi, 11)
    disc = np.column_stack((np.cos(angles), np.sin(angles))) * _DOT_RADIUS_MM
    return _joined([disc + centre for centre in inside], closed=True)
