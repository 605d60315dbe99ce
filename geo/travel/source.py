"""What travel times are asked of: for any people and facilities, and for other speeds.

Points are frames: index id (str, sorted, unique), columns lon and lat (degrees, WGS-84); further
columns are not looked at. The frame of a ``Demand`` is one.
"""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from geo.travel.model import TravelModel
from geo.travel.times import TravelTimes


class TravelSource(Protocol):
    """Straight line, roads, or an imported table: who needs how long to get where."""

    @property
    def model(self) -> TravelModel:
        """How the times are made."""

    def times(
        self, people: pd.DataFrame, facilities: pd.DataFrame, limit_min: float | None = None
    ) -> TravelTimes:
        """Minutes of every pair up to ``limit_min`` (inclusive; None: of every pair there is)."""

    def nearest(self, people: pd.DataFrame, facilities: pd.DataFrame) -> pd.DataFrame:
        """Index id of ``people`` (str, sorted); columns to_id (str, missing) and minutes (NaN).

        Without a limit: what is missing is not connected. Of two equally near, the lower id.
        """

    def off_network(self, points: pd.DataFrame) -> tuple[str, ...]:
        """The ids that the times can't begin or end at: too far from any road, or in no table."""

    def scaled(self, speed_factor: float) -> TravelSource | None:
        """The same with all speeds multiplied; None where times rest on no speeds known here."""

    def with_detour(self, factor: float) -> TravelSource | None:
        """The same with another detour factor; None where there is none."""

    @property
    def detour_range(self) -> tuple[float, float] | None:
        """The low and the high detour factor to try; None where there is none."""
