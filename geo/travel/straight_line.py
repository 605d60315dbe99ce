"""Travel times without roads: geodesic distance × detour factor at one speed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyproj import Geod, Transformer

from geo.text import Text
from geo.travel.model import MODE_WORDS, ModelKind, TravelMode, TravelModel
from geo.travel.parameters import load_travel_parameters
from geo.travel.times import TravelTimes

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

GEOD = Geod(ellps="WGS84")
_AT_ONCE = 2_000_000
"""Pairs looked at together, to bound the memory."""
_ROUNDING_M = 1e-3
"""Added to a radius before pairs are left out by their chord; chords are exact to a nanometre."""


@dataclass(frozen=True, slots=True)
class StraightLine:
    """Times as geodesic distance × ``factor`` at ``kmh``; a ``TravelSource``.

    minutes = d [m] × factor / (kmh × 1000 / 60). ``factor_range``: the low and the high factor
    tried beside it. ValueError for a factor below 1 or a speed that is not positive.
    """

    mode: TravelMode
    factor: float
    kmh: float
    factor_range: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if not (np.isfinite(self.factor) and self.factor >= 1):
            raise ValueError(f"a detour factor is 1 or more: {self.factor}")
        if not (np.isfinite(self.kmh) and self.kmh > 0):
            raise ValueError(f"a speed is above zero: {self.kmh}")

    @classmethod
    def default(cls, mode: TravelMode) -> StraightLine:
        """The factor, range and speed of ``data/travel/parameters.toml``."""
        parameters = load_travel_parameters()
        detour = parameters.detour
        return cls(
            mode, detour.factor, parameters.straight_line_kmh.of(mode), (detour.low, detour.high)
        )

    @property
    def minutes_per_m(self) -> float:
        """Minutes for one metre of geodesic distance."""
        return self.factor / (self.kmh * 1000 / 60)

    @property
    def model(self) -> TravelModel:
        """How the times are made, in one sentence."""
        key = f"straight_line WGS84 {self.mode} {self.factor!r} {self.kmh!r}"
        words, number, speed = MODE_WORDS[self.mode], f"{self.factor:g}", f"{self.kmh:g}"
        return TravelModel(
            ModelKind.STRAIGHT_LINE,
            self.mode,
            Text(
                f"{words.zh}，直线距离（WGS-84 椭球面）× 绕行系数 {number}，"
                f"按 {speed} 公里/小时计；未考虑道路和河流",
                f"{words.en}, straight line (geodesic, WGS-84) × detour factor {number}"
                f" at {speed} km/h; knows no roads and no rivers",
            ),
            hashlib.sha256(key.encode()).hexdigest(),
        )

    def times(
        self, people: pd.DataFrame, facilities: pd.DataFrame, limit_min: float | None = None
    ) -> TravelTimes:
        """Minutes of every pair up to ``limit_min`` (inclusive); without it, of every pair."""
        people, facilities = people.sort_index(), facilities.sort_index()
        reach_m = np.inf if limit_min is None else limit_min / self.minutes_per_m
        parts: list[tuple[Places, Places, Floats]] = []
        for first, chord_m in _chords(people, facilities):
            # A chord is never longer than the geodesic above it: what it leaves out is beyond.
            near, to = np.nonzero(chord_m <= reach_m + _ROUNDING_M)
            parts.append((near + first, to, self._minutes(people, facilities, near + first, to)))
        origin, destination, minutes = _joined(parts)
        if limit_min is not None:
            kept = minutes <= limit_min
            origin, destination, minutes = origin[kept], destination[kept], minutes[kept]
        return TravelTimes(
            tuple(people.index),
            tuple(facilities.index),
            origin.astype(np.int32),
            destination.astype(np.int32),
            minutes,
            self.model,
            limit_min,
        )

    def nearest(self, people: pd.DataFrame, facilities: pd.DataFrame) -> pd.DataFrame:
        """Index id of ``people``; columns to_id and minutes, missing where there is no facility.

        Of two facilities equally near the one with the lower id.
        """
        asked, facilities = people.sort_index(), facilities.sort_index()
        to_id = np.full(len(asked), None, dtype=object)
        nearest_min = np.full(len(asked), np.nan)
        for first, chord_m in _chords(asked, facilities):
            if not len(facilities):
                break
            rows = np.arange(len(chord_m))
            best = chord_m.argmin(axis=1)
            best_m = _geodesics(asked, facilities, rows + first, best)
            # Nobody with a chord longer than the best geodesic can be nearer than it.
            row, to = np.nonzero(chord_m <= best_m[:, None] + _ROUNDING_M)
            minutes = self._minutes(asked, facilities, row + first, to)
            order = np.lexsort((to, minutes, row))
            heads = order[np.unique(row[order], return_index=True)[1]]
            to_id[row[heads] + first] = facilities.index.to_numpy()[to[heads]]
            nearest_min[row[heads] + first] = minutes[heads]
        found = pd.DataFrame(
            {"to_id": pd.array(to_id, dtype="str"), "minutes": nearest_min},
            index=asked.index,
        )
        return found.loc[people.index]

    def off_network(self, points: pd.DataFrame) -> tuple[str, ...]:
        """None: a straight line leads everywhere."""
        del points
        return ()

    def scaled(self, speed_factor: float) -> StraightLine:
        """The same at another speed."""
        return replace(self, kmh=self.kmh * speed_factor)

    def with_detour(self, factor: float) -> StraightLine:
        """The same with another detour factor."""
        return replace(self, factor=factor)

    @property
    def detour_range(self) -> tuple[float, float] | None:
        """The low and the high detour factor to try."""
        return self.factor_range

    def _minutes(
        self, people: pd.DataFrame, facilities: pd.DataFrame, origin: Places, to: Places
    ) -> Floats:
        return _geodesics(people, facilities, origin, to) * self.factor / (self.kmh * 1000 / 60)


def _chords(people: pd.DataFrame, facilities: pd.DataFrame) -> Iterator[tuple[int, Floats]]:
    """The straight distances through the Earth in metres, by blocks of people: first row, block."""
    block = max(1, _AT_ONCE // max(1, len(facilities)))
    there = _earth_centred(facilities)
    for first in range(0, len(people), block):
        here = _earth_centred(people.iloc[first : first + block])
        squares = np.zeros((len(here), len(there)))
        for axis in range(3):
            squares += (here[:, axis, None] - there[None, :, axis]) ** 2
        yield first, np.sqrt(squares)


def _earth_centred(points: pd.DataFrame) -> Floats:
    """x, y, z in metres from the centre of the Earth, on the ellipsoid."""
    lon, lat = _degrees(points)
    x, y, z = _TO_CENTRED.transform(lon, lat, np.zeros(len(lon)))
    return np.column_stack([x, y, z])


def _geodesics(
    people: pd.DataFrame, facilities: pd.DataFrame, origin: Places, to: Places
) -> Floats:
    """The geodesic distances of pairs given by their places, in metres."""
    (lon, lat), (to_lon, to_lat) = _degrees(people), _degrees(facilities)
    _, _, metres = GEOD.inv(lon[origin], lat[origin], to_lon[to], to_lat[to])
    return np.asarray(metres, dtype=np.float64)


def _degrees(points: pd.DataFrame) -> tuple[Floats, Floats]:
    return points["lon"].to_numpy(np.float64), points["lat"].to_numpy(np.float64)


def _joined(parts: list[tuple[Places, Places, Floats]]) -> tuple[Places, Places, Floats]:
    if not parts:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    origins, destinations, minutes = zip(*parts, strict=True)
    return np.concatenate(origins), np.concatenate(destinations), np.concatenate(minutes)


_TO_CENTRED = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)
