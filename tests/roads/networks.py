"""Small road networks, drawn in kilometres on the equator, so that tests can be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from geo.metric import MetricPlane
from geo.roads.graph import RoadGraph
from geo.roads.network import (
    DRIVE_BACKWARD,
    DRIVE_FORWARD,
    WALK_BACKWARD,
    WALK_FORWARD,
    RoadNetwork,
)
from geo.roads.speeds import Speeds, load_speeds
from geo.travel.model import TravelMode

EVERYBODY = DRIVE_FORWARD | DRIVE_BACKWARD | WALK_FORWARD | WALK_BACKWARD
ONE_WAY = DRIVE_FORWARD | WALK_FORWARD | WALK_BACKWARD
PLANE = MetricPlane(0.0, 0.0)


@dataclass(frozen=True)
class Road:
    """A straight road over some places, one link from each to the next; "a b c"."""

    over: str
    road_class: str = "primary"
    modes: int = EVERYBODY
    max_kmh: float = np.nan
    duration_min: float = np.nan
    length_m: float | None = None


def drawn(places: dict[str, tuple[float, float]], *roads: Road) -> RoadNetwork:
    """The network of these roads; ``places`` in km east and north, nodes in their order."""
    at = {name: number for number, name in enumerate(places)}
    east = np.array([x for x, _ in places.values()]) * 1000
    north = np.array([y for _, y in places.values()]) * 1000
    lon, lat = PLANE.to_degrees(east, north)
    links = []
    for way, road in enumerate(roads):
        names = road.over.split()
        links += [(at[a], at[b], road, way) for a, b in pairwise(names)]
    start = np.array([a for a, _, _, _ in links], dtype=np.int32)
    end = np.array([b for _, b, _, _ in links], dtype=np.int32)
    straight = np.hypot(east[start] - east[end], north[start] - north[end])
    given = [road.length_m for _, _, road, _ in links]
    classes = tuple(dict.fromkeys(road.road_class for road in roads))
    course = np.stack([start, end], axis=1).ravel()
    return RoadNetwork(
        node_lon=lon,
        node_lat=lat,
        link_from=start,
        link_to=end,
        link_length_m=np.array(
            [s if g is None else g for s, g in zip(straight, given, strict=True)]
        ),
        link_class=np.array([classes.index(r.road_class) for _, _, r, _ in links], np.uint8),
        link_modes=np.array([r.modes for _, _, r, _ in links], np.uint8),
        link_max_kmh=np.array([r.max_kmh for _, _, r, _ in links], np.float32),
        link_duration_min=np.array([r.duration_min for _, _, r, _ in links], np.float32),
        link_way=np.array([way for _, _, _, way in links], np.int64),
        shape_start=np.arange(0, 2 * len(links) + 1, 2),
        shape_lon=lon[course],
        shape_lat=lat[course],
        classes=classes,
        source="drawn for a test",
        vintage="2025-12-31",
    )


def closed(network: RoadNetwork, *links: int) -> RoadNetwork:
    """The same with nobody allowed on some links."""
    modes = network.link_modes.copy()
    modes[list(links)] = 0
    return replace(network, link_modes=modes)


def at_60_kmh() -> Speeds:
    """A kilometre of any road in a minute by car, access on foot at 6 km/h: ten times as long."""
    speeds = load_speeds().with_walking(6.0)
    classes = [*speeds.driving, "road", "ferry"]
    return speeds.with_changed(dict.fromkeys(classes, 60.0))


def driving(network: RoadNetwork, island_km: float = 0.0) -> RoadGraph:
    """By car at a kilometre a minute; every separate network is kept."""
    return RoadGraph.of(network, TravelMode.DRIVING, at_60_kmh(), island_km)


def degrees(*km: tuple[float, float]) -> tuple[list[float], list[float]]:
    """Longitudes and latitudes of places in km east and north."""
    lon, lat = PLANE.to_degrees([x * 1000 for x, _ in km], [y * 1000 for _, y in km])
    return list(lon), list(lat)
