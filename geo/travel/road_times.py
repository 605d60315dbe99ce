"""Travel times on roads: points joined to a network, and the shortest ways between them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from threading import Lock

import numpy as np
import pandas as pd

from geo.roads.graph import RoadGraph
from geo.roads.shortest import nearest_minutes, times_within
from geo.roads.snapping import Snapped, snap
from geo.text import Text
from geo.travel.model import ModelKind, TravelModel
from geo.travel.parameters import load_travel_parameters
from geo.travel.times import TravelTimes

_KEPT = 32
"""So many sets of points are remembered, snapped; the oldest is forgotten first."""


class _Remembered:
    """The points snapped last; sessions share it, in threads of their own."""

    def __init__(self) -> None:
        self._found: dict[bytes, Snapped] = {}
        self._lock = Lock()

    def get(self, key: bytes) -> Snapped | None:
        with self._lock:
            return self._found.get(key)

    def keep(self, key: bytes, found: Snapped) -> None:
        with self._lock:
            while len(self._found) >= _KEPT:
                del self._found[next(iter(self._found))]
            self._found[key] = found


@dataclass(frozen=True, eq=False)
class RoadSource:
    """Times over one graph; a ``TravelSource``. ``RoadSource.default(graph)`` makes the usual one.

    ``snap_max_m``: points further from every road are not connected.
    """

    graph: RoadGraph
    snap_max_m: float
    _known: _Remembered = field(default_factory=_Remembered, repr=False)

    def __post_init__(self) -> None:
        if not (np.isfinite(self.snap_max_m) and self.snap_max_m >= 0):
            raise ValueError(f"a distance is 0 or more: {self.snap_max_m}")

    @classmethod
    def default(cls, graph: RoadGraph) -> RoadSource:
        """The distance to the road of ``data/travel/parameters.toml``."""
        return cls(graph, load_travel_parameters().snap_max_m.of(graph.mode))

    @property
    def model(self) -> TravelModel:
        """The roads, their day, the speeds, and how points were joined to them."""
        graph, network = self.graph, self.graph.network
        speeds = graph.speeds.said(graph.mode)
        day = Text(network.vintage or "日期不详", network.vintage or "of an unknown day")
        far = f"{self.snap_max_m / 1000:g}"
        key = f"roads {graph.fingerprint} {self.snap_max_m!r}"
        return TravelModel(
            ModelKind.ROADS,
            graph.mode,
            Text(
                f"路网（{network.source}，{day.zh}），{speeds.zh}；"
                f"距道路超过 {far} 公里的记为未连通",
                f"Roads ({network.source}, {day.en}), {speeds.en};"
                f" further than {far} km from a road is not connected",
            ),
            hashlib.sha256(key.encode()).hexdigest(),
            network.notes,
        )

    def snapped(self, points: pd.DataFrame) -> Snapped:
        """The points (index id; columns lon, lat) on the roads."""
        key = hashlib.sha256("\n".join((repr(self.snap_max_m), *points.index)).encode())
        for column in ("lon", "lat"):
            key.update(points[column].to_numpy(dtype=np.float64).tobytes())
        found = self._known.get(key.digest())
        if found is None:
            ids, lon, lat = list(points.index), points["lon"], points["lat"]
            found = snap(self.graph, ids, lon.to_numpy(), lat.to_numpy(), self.snap_max_m)
            self._known.keep(key.digest(), found)
        return found

    def times(
        self, people: pd.DataFrame, facilities: pd.DataFrame, limit_min: float | None = None
    ) -> TravelTimes:
        """Minutes of every pair up to ``limit_min`` (inclusive); without it, of every pair."""
        return times_within(
            self.graph, self.snapped(people), self.snapped(facilities), self.model, limit_min
        )

    def nearest(self, people: pd.DataFrame, facilities: pd.DataFrame) -> pd.DataFrame:
        """Index id of ``people``; columns to_id and minutes, both missing where none is reached."""
        origins, places = self.snapped(people), self.snapped(facilities)
        found = nearest_minutes(self.graph, origins, places)
        reached = found.place >= 0
        names = np.array([*places.ids, None], dtype=object)
        frame = pd.DataFrame(
            {
                "to_id": pd.array(names[found.place], dtype="str"),
                "minutes": np.where(reached, found.minutes, np.nan),
            },
            index=pd.Index(origins.ids, dtype="str"),
        )
        return frame.reindex(people.index)

    def off_network(self, points: pd.DataFrame) -> tuple[str, ...]:
        """The ids with no road near enough."""
        return self.snapped(points).unsnapped

    def scaled(self, speed_factor: float) -> RoadSource:
        """All speeds multiplied; the points stay where they are on the roads."""
        speeds = self.graph.speeds.scaled(speed_factor)
        return replace(self, graph=self.graph.with_speeds(speeds))

    def with_detour(self, factor: float) -> None:
        """None: a road's length is known."""
        del factor

    @property
    def detour_range(self) -> None:
        """None: a road's length is known."""
        return None


@dataclass(frozen=True, eq=False)
class RoadTimes:
    """Times on roads, who is not on any, and how far the others are from theirs.

    ``people_access_m``, ``facility_access_m``: metres to the road by id, of those who are.
    """

    times: TravelTimes
    unsnapped_people: tuple[str, ...]
    unsnapped_facilities: tuple[str, ...]
    people_access_m: pd.Series[float]
    facility_access_m: pd.Series[float]
    said: Text
    """Who is not connected, and the part of the roads that was used."""


def road_times(
    source: RoadSource,
    people: pd.DataFrame,
    facilities: pd.DataFrame,
    limit_min: float | None = None,
) -> RoadTimes:
    """Times from people to facilities (index id; columns lon, lat in degrees, WGS-84)."""
    origins, places = source.snapped(people), source.snapped(facilities)
    parts = source.graph.parts.said
    lost = (len(origins.unsnapped), len(people), len(places.unsnapped), len(facilities))
    return RoadTimes(
        source.times(people, facilities, limit_min),
        origins.unsnapped,
        places.unsnapped,
        _access_m(origins),
        _access_m(places),
        Text(
            "附近没有道路的：起点 {}/{} 个，设施 {}/{} 处。".format(*lost) + parts.zh,
            "No road near {} of {} origins and {} of {} facilities. ".format(*lost) + parts.en,
        ),
    )


def _access_m(points: Snapped) -> pd.Series[float]:
    return pd.Series(points.access_m, index=pd.Index(points.ids, dtype="str"), name="access_m")
