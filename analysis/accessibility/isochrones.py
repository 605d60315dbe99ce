"""Isochrones: what is reached within so many minutes, as smooth areas, by facility and merged.

Made from the road network by ``reach_field`` (which places are reached) and ``outlines`` (the line
around them). Everybody reached within the limit lies inside, by a small disk where the line would
pass the person by; nobody inside is later than the limit by more than the walk that the field
gives for free, by a small hole where one would be; a shorter limit's area lies in a longer one's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.spatial import KDTree
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from analysis.accessibility.outlines import outline, polygons_of
from analysis.accessibility.reach_field import ReachField, Sources
from geo.roads.shortest import minutes_at_nodes, nearest_at_nodes
from geo.roads.snapping import Snapped, snap
from geo.text import Text

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_SIMPLER = 1 / 20
"""Vertices are left out where the line moves by less than this share of the spacing."""
_DISK = 1 / 4
"""The radius of a disk for a person on the wrong side of the line, in spacings."""
_OVER = 1 / 40
"""A disk at the line reaches so much beyond the person, in spacings."""
_BARE = 0.0005
"""Less land without roads than this share, which prints as 0.0 %, is not spoken of."""
_SMALL_CELLS = 4.0
"""Holes nobody unreached lives in, and specks nobody lives in, are dropped up to so many cells."""


@dataclass(frozen=True, eq=False)
class Isochrone:
    """The area reached within ``limit_min`` (inclusive): degrees, WGS-84, valid; may be empty.

    ``disks``: people reached whom the line passed by, each given a small disk; ``cuts``: people
    beyond whom it took in, each given a small hole. ``late_inside``: people left inside who are
    beyond the limit, by ``late_most_min`` at most. ``at_edge``: reached where the roads of the
    file end, so the true area may be larger. ``bare_share``: of the land of the study, what has no
    road within ``snap_max_m`` and is left out.
    """

    limit_min: float
    area: MultiPolygon
    disks: int = 0
    cuts: int = 0
    late_inside: int = 0
    late_most_min: float = 0.0
    at_edge: bool = False
    bare_share: float = 0.0
    snap_max_m: float = 0.0

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
        if self.late_inside:
            notes.append(
                Text(
                    f"圈内有 {self.late_inside} 个居住点略超时限，最多超 {self.late_most_min:.1f}"
                    " 分钟（绘图精度所限）；人数统计不受影响。",
                    f"{self.late_inside} places inside are beyond the limit, by"
                    f" {self.late_most_min:.1f} minutes at most (precision of the drawing); counts"
                    " of people are not affected.",
                )
            )
        if self.bare_share >= _BARE:
            km = f"{self.snap_max_m / 1000:g}"
            notes.append(
                Text(
                    f"区域内有 {self.bare_share:.1%} 的面积 {km} 公里以内没有可用道路，"
                    "等时圈不覆盖这些地方。",
                    f"{self.bare_share:.1%} of the area has no usable road within {km} km;"
                    " isochrones leave it out.",
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
        area, disks, cuts = _area(field, sources, minutes, people_min, limit_min, inner)
        inner = area
        late = _inside(field, area, people_min > limit_min)
        most = float((people_min[late] - limit_min).max()) if len(late) else 0.0
        edge = bool((sources.at_nodes_min[field.at_edge] <= limit_min).any())
        found.append(
            Isochrone(
                limit_min,
                _degrees(field, area),
                disks,
                cuts,
                len(late),
                most,
                edge,
                1 - field.covered_share,
                field.snap_max_m,
            )
        )
    return tuple(found)


def _area(
    field: ReachField,
    sources: Sources,
    minutes: Floats,
    people_min: Floats,
    limit_min: float,
    inner: BaseGeometry,
) -> tuple[MultiPolygon, int, int]:
    """The area of one limit in the metric plane, with ``inner`` in it; disks added and cut out."""

    def ask(column: Floats, row: Floats) -> Flags:
        return field.minutes_at(*field.position(column, row), sources) <= limit_min

    shapes = outline(minutes <= limit_min, ask)
    placed = shapely.transform(shapes, lambda xy: np.column_stack(field.position(*xy.T)))
    simple = shapely.simplify(placed, field.spacing_m * _SIMPLER)
    reached = people_min <= limit_min
    area = _tidied(field, shapely.union_all([polygons_of(s) for s in simple]), inner, reached)
    late = np.flatnonzero(people_min > limit_min + field.free_min)
    cut = late[_contains(field, area, late)]
    if len(cut):
        area = area.difference(shapely.union_all(_disks(field, area, cut, np.flatnonzero(reached))))
    area = polygons_of(shapely.union(area, inner))
    missed = _outside(field, area, reached)
    if len(missed):
        area = polygons_of(shapely.union_all([area, *_disks(field, area, missed, late)]))
    return area, len(missed), len(cut)


def _tidied(
    field: ReachField, area: BaseGeometry, inner: BaseGeometry, reached: Flags
) -> BaseGeometry:
    """The area without small holes that hold nobody unreached, and small specks with nobody."""
    small_m2 = _SMALL_CELLS * field.spacing_m**2
    kept = []
    for part in polygons_of(area).geoms:
        holes = [
            hole
            for hole in part.interiors
            if (filled := Polygon(hole)).area > small_m2 or len(_inside(field, filled, ~reached))
        ]
        whole = Polygon(part.exterior, holes)
        speck = whole.area <= small_m2 and not whole.intersects(inner)
        if not speck or len(_inside(field, whole, reached)):
            kept.append(whole)
    return shapely.union_all(kept)


def _inside(field: ReachField, area: BaseGeometry, people: Flags) -> Places:
    """Which of the people live in an area."""
    who = np.flatnonzero(people)
    return who[_contains(field, area, who)]


def _outside(field: ReachField, area: BaseGeometry, people: Flags) -> Places:
    """Which of the people do not."""
    who = np.flatnonzero(people)
    return who[~_contains(field, area, who)]


def _contains(field: ReachField, area: BaseGeometry, who: Places) -> Flags:
    if not len(who):
        return np.zeros(0, dtype=bool)
    shapely.prepare(area)
    inside: Flags = shapely.intersects_xy(area, *_places_of(field, who))
    return inside


def _disks(
    field: ReachField, area: BaseGeometry, who: Places, others: Places
) -> npt.NDArray[np.object_]:
    """Around each of some people a small disk, no larger than it takes to reach over the line.

    At most half-way to the nearest of the others.
    """
    here = np.column_stack(_places_of(field, who))
    points = shapely.points(here)
    over_m = shapely.distance(shapely.boundary(area), points) * 1.2 + field.spacing_m * _OVER
    radius_m = np.fmin(over_m, field.spacing_m * _DISK)
    if len(others):
        tree = KDTree(np.column_stack(_places_of(field, others)))
        radius_m = np.minimum(radius_m, tree.query(here)[0] / 2)
    disks: npt.NDArray[np.object_] = shapely.buffer(points, radius_m, quad_segs=6)
    return disks


def _places_of(field: ReachField, who: Places) -> tuple[Floats, Floats]:
    people = field.people
    if people is None:
        return np.zeros(0), np.zeros(0)
    return people.east_m[who], people.north_m[who]


def _degrees(field: ReachField, area: MultiPolygon) -> MultiPolygon:
    return polygons_of(
        shapely.transform(area, lambda xy: np.column_stack(field.plane.to_degrees(*xy.T)))
    )
