"""Isochrones: what is reached within so many minutes, as smooth areas, by facility and merged.

Made from the road network by ``reach_field`` (which places are reached) and ``outlines`` (the line
around them). Every person reached within the limit lies inside, by a small disk where the line
would pass the person by; the area of a shorter limit lies inside that of a longer one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from analysis.accessibility.outlines import outline, polygons_of
from analysis.accessibility.reach_field import ReachField, Sources
from geo.roads.shortest import minutes_at_nodes, nearest_at_nodes
from geo.roads.snapping import Snapped, snap
from geo.text import Text

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_SIMPLER = 1 / 40
"""Vertices are left out where the line moves by less than this share of the spacing."""
_DISK = 1 / 4
"""The radius of a disk around a person the line passes by, in spacings."""
_SMALL_CELLS = 4.0
"""Holes nobody unreached lives in, and specks nobody lives in, are dropped up to so many cells."""


@dataclass(frozen=True, eq=False)
class Isochrone:
    """The area reached within ``limit_min`` (inclusive): degrees, WGS-84, valid; may be empty.

    ``disks``: people reached whom the line passed by, each given a small disk. ``beyond_inside``:
    people inside who are beyond the limit or not connected, at most ``beyond_depth_m`` inside.
    ``at_edge``: reached where the roads of the file end, so the true area may be larger.
    """

    limit_min: float
    area: MultiPolygon
    disks: int = 0
    beyond_inside: int = 0
    beyond_depth_m: float = 0.0
    at_edge: bool = False

    @property
    def notes(self) -> tuple[Text, ...]:
        """What a reader of the map should know of this area."""
        notes = []
        if self.at_edge:
            notes.append(
                Text(
                    "等时圈到达了路网数据的边缘，实际范围可能更大。",
                    "The area reaches the edge of the road data; it may be larger in truth.",
                )
            )
        if self.beyond_inside:
            notes.append(
                Text(
                    f"圈内有 {self.beyond_inside} 个居住点实际超过时限，"
                    f"距边线不超过 {self.beyond_depth_m:.0f} 米（绘图精度所限）。",
                    f"{self.beyond_inside} places inside are beyond the limit, at most"
                    f" {self.beyond_depth_m:.0f} m from the line (precision of the drawing).",
                )
            )
        return tuple(notes)


def merged_isochrones(
    field: ReachField, facilities: pd.DataFrame, cutoffs_min: Sequence[float]
) -> tuple[Isochrone, ...]:
    """What is within each cutoff of any of the facilities (index id; columns lon, lat).

    In ascending order of the cutoffs. A facility with no road near is in none.
    """
    cutoffs = sorted(cutoffs_min)
    joined = _join(field, facilities)
    nearest = nearest_at_nodes(field.graph, joined, cutoffs[-1]).minutes
    return _nested(field, Sources(joined, nearest), cutoffs)


def facility_isochrones(
    field: ReachField, facilities: pd.DataFrame, cutoffs_min: Sequence[float]
) -> dict[str, tuple[Isochrone, ...]]:
    """For each facility with a road near (index id; columns lon, lat), what is within each cutoff.

    By id, in ascending order of the cutoffs.
    """
    cutoffs = sorted(cutoffs_min)
    joined = _join(field, facilities)
    found = {}
    for k, name in enumerate(joined.ids):
        one = Snapped(
            (name,), joined.link[k : k + 1], joined.fraction[k : k + 1], joined.access_m[k : k + 1]
        )
        at_nodes = minutes_at_nodes(field.graph, one, cutoffs[-1])[0]
        found[name] = _nested(field, Sources(one, at_nodes), cutoffs)
    return found


def coverage_note(field: ReachField) -> Text | None:
    """How much of the area has no road within the snapping distance; None when all of it has."""
    bare_share = 1 - field.covered_share
    if bare_share < 0.0005:
        return None
    km = f"{field.snap_max_m / 1000:g}"
    return Text(
        f"区域内有 {bare_share:.1%} 的面积 {km} 公里以内没有可用道路，等时圈不覆盖这些地方。",
        f"{bare_share:.1%} of the area has no usable road within {km} km; isochrones leave it out.",
    )


def _join(field: ReachField, facilities: pd.DataFrame) -> Snapped:
    lon, lat = (facilities[c].to_numpy(np.float64) for c in ("lon", "lat"))
    return snap(field.graph, list(facilities.index), lon, lat, field.snap_max_m)


def _nested(
    field: ReachField, sources: Sources, cutoffs_min: Sequence[float]
) -> tuple[Isochrone, ...]:
    minutes = field.minutes(sources)
    people_min = field.people_minutes(sources)
    inner: BaseGeometry = MultiPolygon()
    found = []
    for limit_min in cutoffs_min:
        area, disks = _area(field, sources, minutes, people_min, limit_min, inner)
        inner = area
        beyond, depth_m = _beyond_inside(field, area, people_min > limit_min)
        edge = bool((sources.at_nodes_min[field.at_edge] <= limit_min).any())
        found.append(Isochrone(limit_min, _degrees(field, area), disks, beyond, depth_m, edge))
    return tuple(found)


def _area(
    field: ReachField,
    sources: Sources,
    minutes: Floats,
    people_min: Floats,
    limit_min: float,
    inner: BaseGeometry,
) -> tuple[MultiPolygon, int]:
    """The area of one limit in the metric plane, with ``inner`` in it, and the disks added."""

    def ask(column: Floats, row: Floats) -> Flags:
        return field.minutes_at(*field.position(column, row), sources) <= limit_min

    shapes, _ = outline(minutes <= limit_min, ask)
    placed = shapely.transform(shapes, lambda xy: np.column_stack(field.position(*xy.T)))
    simple = shapely.simplify(placed, field.spacing_m * _SIMPLER)
    area = polygons_of(shapely.union_all([*(polygons_of(s) for s in simple), inner]))
    reached = people_min <= limit_min
    area = _tidied(field, area, inner, reached)
    missed = np.flatnonzero(reached)
    missed = missed[~_contains(field, area, missed)]
    if len(missed):
        disks = shapely.buffer(_points(field, missed), field.spacing_m * _DISK, quad_segs=6)
        area = polygons_of(shapely.union_all([area, *disks]))
    return area, len(missed)


def _tidied(
    field: ReachField, area: MultiPolygon, inner: BaseGeometry, reached: Flags
) -> MultiPolygon:
    """Without small holes that hold nobody unreached, and without small specks that hold nobody."""
    small_m2 = _SMALL_CELLS * field.spacing_m**2
    kept = []
    for part in area.geoms:
        holes = [
            hole
            for hole in part.interiors
            if (filled := Polygon(hole)).area > small_m2 or _holds(field, filled, ~reached)
        ]
        whole = Polygon(part.exterior, holes)
        speck = whole.area <= small_m2 and not whole.intersects(inner)
        if not speck or _holds(field, whole, reached):
            kept.append(whole)
    return polygons_of(shapely.union_all(kept)) if kept else MultiPolygon()


def _holds(field: ReachField, area: BaseGeometry, people: Flags) -> bool:
    """Whether any of the people lives in an area."""
    who = np.flatnonzero(people)
    return bool(_contains(field, area, who).any())


def _beyond_inside(field: ReachField, area: MultiPolygon, beyond: Flags) -> tuple[int, float]:
    """How many of the people beyond the limit lie inside, and how deep the deepest of them."""
    who = np.flatnonzero(beyond)
    who = who[_contains(field, area, who)]
    if not len(who):
        return 0, 0.0
    depth = shapely.distance(shapely.boundary(area), _points(field, who))
    return len(who), float(depth.max())


def _contains(field: ReachField, area: BaseGeometry, who: npt.NDArray[np.int64]) -> Flags:
    if field.people is None or not len(who):
        return np.zeros(len(who), dtype=bool)
    shapely.prepare(area)
    inside: Flags = shapely.intersects_xy(area, field.people.east_m[who], field.people.north_m[who])
    return inside


def _points(field: ReachField, who: npt.NDArray[np.int64]) -> npt.NDArray[np.object_]:
    if field.people is None:
        return np.array([], dtype=object)
    points: npt.NDArray[np.object_] = shapely.points(
        field.people.east_m[who], field.people.north_m[who]
    )
    return points


def _degrees(field: ReachField, area: MultiPolygon) -> MultiPolygon:
    return polygons_of(
        shapely.transform(area, lambda xy: np.column_stack(field.plane.to_degrees(*xy.T)))
    )
