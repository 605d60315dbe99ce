"""One study of access: everything the screen and every export show about one question."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.accessibility.facilities_asked import FacilitiesAsked, facilities_asked
from analysis.accessibility.question import Question
from analysis.accessibility.roll_up import RollUp, roll_up
from geo.layers import City, County, LayerSet
from geo.people.demand import Demand
from geo.text import Text
from geo.travel.model import TravelModel
from geo.travel.source import TravelSource
from geo.travel.times import TravelTimes

NOT_CONNECTED = -1
"""The band of people no time is known for."""


class NoFacilityError(ValueError):
    """No facility of the kind asked for has a point and was operating: there is nothing to reach."""

    def __init__(self, facilities: FacilitiesAsked) -> None:
        super().__init__("no facility that counts")
        self.facilities = facilities


@dataclass(frozen=True, slots=True)
class Band:
    """A class of minutes: above ``from_min`` up to ``to_min`` (inclusive; None: no upper end)."""

    code: int
    from_min: float
    to_min: float | None
    title: Text
    persons: float


@dataclass(frozen=True, slots=True)
class Inequality:
    """How unequally the E2SFCA scores fall on persons: Gini, and the Lorenz curve's points.

    ``lorenz``: (share of persons, share of access), from (0, 0) to (1, 1), the worst served first.
    """

    gini: float
    lorenz: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class WorstTenth:
    """The tenth of the people who need longest: their cells, and from how many minutes on.

    People not connected come before all others. ``from_min`` None: not connected people alone are
    more than a tenth. ``county_persons``: (county code, persons) in code order.
    """

    persons: float
    share: float
    cell_ids: tuple[str, ...]
    from_min: float | None
    mean_min: float | None
    not_connected_persons: float
    county_persons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, eq=False)
class AccessStudy:
    """The answer to one question.

    ``cells``: index id (that of the demand); columns county_code, lon, lat, persons, minutes (NaN:
    not connected), nearest_id (missing: not connected), band (code of ``bands``), access (E2SFCA
    score in capacity per person, NaN where no capacity is known). ``times``: the pairs within reach
    of the catchments. ``inequality`` is None for the reason in ``inequality_missing``.
    """

    question: Question
    city: City
    counties: tuple[County, ...]
    demand: Demand
    facilities: FacilitiesAsked
    model: TravelModel
    cells: pd.DataFrame
    times: TravelTimes
    areas: RollUp
    bands: tuple[Band, ...]
    histogram: tuple[Band, ...]
    inequality: Inequality | None
    inequality_missing: Text | None
    worst: WorstTenth | None
    notes: tuple[Text, ...]
    demonstration: bool
    fingerprint: str
    """SHA-256 over the question, the demand, the facilities and the travel model."""

    @property
    def run_id(self) -> str:
        """The first sixteen digits of the fingerprint, as papers print it."""
        return self.fingerprint[:16]


def study(
    question: Question, demand: Demand, layers: LayerSet, travel: TravelSource
) -> AccessStudy:
    """The answer to a question. Raises NoFacilityError when nothing of the kind can be reached."""
    raise NotImplementedError
