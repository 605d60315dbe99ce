"""What travel times the page goes by: the stored roads of the city, else the straight line."""

from __future__ import annotations

from geo.travel.model import TravelMode
from geo.travel.source import TravelSource
from geo.travel.straight_line import StraightLine


def travel_of(city_code: str, mode: TravelMode) -> TravelSource:
    """The travel times of a city."""
    del city_code
    return StraightLine.default(mode)
