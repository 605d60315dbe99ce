"""Which places are reached: a grid of points joined to the roads as people are, and their minutes.

A point belongs to its nearest road, as a person does (``geo.roads.snapping``), so the far bank of a
river belongs to the far bank's road. Whether any place is reached can be asked exactly; the grid
only says where to look.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from geo.metric import MetricPlane
from geo.roads.graph import RoadGraph
from geo.roads.shortest import minutes_between
from geo.roads.snapping import Snapped, snap
from geo.travel.parameters import load_travel_parameters

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Bounds = tuple[float, float, float, float]

POINTS = 200_000
"""About so many points are sampled: a field of a city of 12 000 km² has a spacing of 250 m."""
FINEST_M = 25.0
MOST_POINTS = 4_000_000


@dataclass(frozen=True, eq=False)
class Sources:
    """Facilities asked about together, and the minutes from every node to the nearest of them."""

    facilities: Snapped
    at_nodes_min: Floats


@dataclass(frozen=True, eq=False)
class PeopleOnRoads:
    """People joined to the roads: their ids in order, their places, who is on which link."""

    ids: tuple[str, ...]
    east_m: Floats
    north_m: Floats
    snapped: Snapped
    place: npt.NDArray[np.int64]
    """Of each of ``snapped``, the place among ``ids``."""


@dataclass(frozen=True, eq=False)
class ReachField:
    """A grid over an area: rows from south to north, columns from west to east, in a metric plane.

    ``snapped`` holds the points with a road within ``snap_max_m``, ``place`` their flat places in
    the grid. Walking up to ``free_m`` (half the spacing) to the road costs no time here, so that no
    road falls between two points: what is drawn is what is at most ``free_m`` off a place reached.
    """

    graph: RoadGraph
    plane: MetricPlane
    west_m: float
    south_m: float
    spacing_m: float
    rows: int
    columns: int
    snap_max_m: float
    snapped: Snapped
    place: npt.NDArray[np.int64]
    sampled: int
    people: PeopleOnRoads | None = None

    @classmethod
    def of(
        cls,
        graph: RoadGraph,
        area: BaseGeometry | Bounds | None = None,
        spacing_m: float | None = None,
        snap_max_m: float | None = None,
        people: pd.DataFrame | None = None,
    ) -> ReachField:
        """The field over an area (degrees; a shape, or west, south, east, north).

        Without an area: where the roads are. Without a spacing: one that gives about ``POINTS``
        points. ``people``: index id, columns lon and lat. ValueError when the area is empty or the
        grid would have more than ``MOST_POINTS`` points.
        """
        shape = _shape(graph, area)
        if shape.is_empty:
            raise ValueError("the area of a field is empty")
        limit_m = snap_max_m or load_travel_parameters().snap_max_m.of(graph.mode)
        middle = shapely.box(*shape.bounds).centroid
        plane = MetricPlane(middle.x, middle.y)
        flat = shapely.transform(shape, lambda xy: np.column_stack(plane.to_plane(*xy.T)))
        step = spacing_m or max(FINEST_M, math.sqrt(max(flat.area, 1.0) / POINTS))
        west, south, east, north = flat.bounds
        # One more row and column all around, so that every outline closes.
        columns, rows = (math.ceil((b - a) / step) + 3 for a, b in ((west, east), (south, north)))
        if rows * columns > MOST_POINTS:
            raise ValueError(f"{rows} × {columns} points at {step:g} m are too many")
        field = cls(
            graph, plane, west - step, south - step, step, rows, columns, limit_m,
            Snapped((), np.zeros(0, np.int32), np.zeros(0), np.zeros(0)), np.zeros(0, np.int64), 0,
        )  # fmt: skip
        inside = _within(flat, field)
        snapped = field.snap(*field.position(inside % columns, inside // columns))
        place = inside[_numbers(snapped)]
        field = replace(field, snapped=snapped, place=place, sampled=len(inside))
        return field if people is None else field.with_people(people)

    def with_people(self, people: pd.DataFrame) -> ReachField:
        """The same field for these people (index id, columns lon and lat), those with a place."""
        ordered = people.dropna(subset=["lon", "lat"]).sort_index()
        lon, lat = (ordered[c].to_numpy(np.float64) for c in ("lon", "lat"))
        snapped = snap(self.graph, list(ordered.index), lon, lat, self.snap_max_m)
        east, north = self.plane.to_plane(lon, lat)
        known = {name: place for place, name in enumerate(ordered.index)}
        place = np.array([known[name] for name in snapped.ids], dtype=np.int64)
        return replace(
            self, people=PeopleOnRoads(tuple(ordered.index), east, north, snapped, place)
        )

    @property
    def free_m(self) -> float:
        """So far a walk to the road costs no time here."""
        return self.spacing_m / 2

    @property
    def free_min(self) -> float:
        """The minutes that walk would take."""
        return self.free_m / 1000 / self.graph.speeds.access_kmh * 60

    @property
    def covered_share(self) -> float:
        """Of the points sampled, those with a road near enough."""
        return len(self.place) / self.sampled if self.sampled else 0.0

    def position(self, column: npt.ArrayLike, row: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Metres east and north of places on the grid, fractions included."""
        east = self.west_m + np.asarray(column, dtype=np.float64) * self.spacing_m
        return east, self.south_m + np.asarray(row, dtype=np.float64) * self.spacing_m

    def snap(self, east_m: Floats, north_m: Floats) -> Snapped:
        """Points of the plane on the roads; ids number them from 0."""
        lon, lat = self.plane.to_degrees(east_m, north_m)
        return snap(self.graph, [f"{k:09}" for k in range(len(lon))], lon, lat, self.snap_max_m)

    def minutes(self, sources: Sources) -> Floats:
        """Minutes at every point of the grid (rows × columns), inf where none is known."""
        found = np.full(self.rows * self.columns, np.inf)
        found[self.place] = self._on_roads(self.snapped, sources, self.free_m)
        return found.reshape(self.rows, self.columns)

    def minutes_at(self, east_m: Floats, north_m: Floats, sources: Sources) -> Floats:
        """The same at any points of the plane, exactly."""
        snapped = self.snap(east_m, north_m)
        found = np.full(len(east_m), np.inf)
        found[_numbers(snapped)] = self._on_roads(snapped, sources, self.free_m)
        return found

    def people_minutes(self, sources: Sources) -> Floats:
        """Minutes of the field's people in the order of their ids, every metre's walk counted."""
        people = self.people
        if people is None:
            return np.zeros(0)
        found = np.full(len(people.ids), np.inf)
        found[people.place] = self._on_roads(people.snapped, sources, 0.0)
        return found

    def _on_roads(self, points: Snapped, sources: Sources, free_m: float) -> Floats:
        near = replace(points, access_m=np.maximum(points.access_m - free_m, 0.0), unsnapped=())
        row = sources.at_nodes_min[None, :]
        minutes = minutes_between(self.graph, near, _some(sources.facilities, []), row)[:, 0]
        # Trips that stay on one link pass no node.
        beside = np.flatnonzero(np.isin(near.link, sources.facilities.link))
        if len(beside):
            nowhere = np.broadcast_to(np.inf, (len(sources.facilities.ids), row.shape[1]))
            along = minutes_between(self.graph, _some(near, beside), sources.facilities, nowhere)
            minutes[beside] = np.minimum(minutes[beside], along.min(axis=1))
        return minutes

    @cached_property
    def at_edge(self) -> Flags:
        """The nodes where the roads of the file end: within a spacing of their convex hull."""
        network = self.graph.network
        east, north = self.plane.to_plane(network.node_lon, network.node_lat)
        nodes = shapely.points(east, north)
        hull = shapely.convex_hull(shapely.multipoints(nodes))
        edge: Flags = shapely.distance(shapely.boundary(hull), nodes) <= self.spacing_m
        return edge


def _shape(graph: RoadGraph, area: BaseGeometry | Bounds | None) -> BaseGeometry:
    if area is None:
        area = graph.network.bounds if graph.network.node_count else Polygon()
    return shapely.box(*area) if isinstance(area, tuple) else area


def _within(flat: BaseGeometry, field: ReachField) -> npt.NDArray[np.int64]:
    """The flat places of the grid in an area or at most a spacing off it, the margin left out."""
    wide = flat.buffer(field.spacing_m)
    shapely.prepare(wide)
    column, row = np.meshgrid(np.arange(1, field.columns - 1), np.arange(1, field.rows - 1))
    east, north = field.position(column.ravel(), row.ravel())
    inside = shapely.contains_xy(wide, east, north)
    places: npt.NDArray[np.int64] = (row.ravel() * field.columns + column.ravel())[inside]
    return places


def _numbers(snapped: Snapped) -> npt.NDArray[np.int64]:
    return np.array(snapped.ids, dtype=object).astype(np.int64)


def _some(points: Snapped, which: npt.ArrayLike) -> Snapped:
    places = np.asarray(which, dtype=np.int64)
    ids = tuple(points.ids[k] for k in places)
    return Snapped(ids, points.link[places], points.fraction[places], points.access_m[places])
