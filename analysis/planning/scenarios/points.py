"""The points a plan's travel times lead to, and minutes to them that are asked for only once.

A point is known by its facility's id, or by the id of a site where no facility stands: those are
the names an imported table of times goes by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.accessibility.facilities_asked import FacilitiesAsked, facilities_asked
from analysis.accessibility.question import Question
from analysis.planning.scenarios.facility_of import serves
from analysis.planning.scenarios.options import Option, Site
from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.scenarios.today_asked import with_awaited
from geo.layers import LayerSet
from geo.people.demand import Demand
from geo.travel.source import TravelSource

Floats = npt.NDArray[np.float64]
Place = tuple[float, float]
Points = dict[str, Place]
"""Longitude and latitude by id, degrees, WGS-84."""


def existing_facilities(question: PlanQuestion, layers: LayerSet) -> FacilitiesAsked:
    """The facilities of the service as the study of access sees them on the question's day.

    With what is under way where the question has it count in times.
    """
    asked = Question(
        question.city_code,
        question.service,
        question.as_of,
        mode=question.mode,
        group=question.group,
        cutoffs_min=(question.cutoff_min,),
        limit_min=question.cutoff_min,
    )
    return facilities_asked(asked, with_awaited(question, layers))


def point_id(site: Site) -> str:
    """The id its times go by."""
    return site.facility_id or site.site_id


def points_of_facilities(facilities: FacilitiesAsked) -> Points:
    """The points of the facilities that count."""
    return {f.facility_id: (f.lon, f.lat) for f in facilities.counted}


def points_of_options(options: Iterable[Option], question: PlanQuestion, known: Points) -> Points:
    """The points of those that serve; a facility on record stands where the record says."""
    points: Points = {}
    for option in options:
        place = place_of(option, question)
        if place is not None:
            points[point_id(option.site)] = known.get(point_id(option.site), place)
    return points


def place_of(option: Option, question: PlanQuestion) -> Place | None:
    """Where people would go for the service; None where it does not serve or has no point."""
    site = option.site
    if not serves(option, question.service) or site.lon is None or site.lat is None:
        return None
    return site.lon, site.lat


def frame_of(points: Mapping[str, Place]) -> pd.DataFrame:
    """The points as a travel source takes them: index id; columns lon, lat."""
    names = sorted(points)
    return pd.DataFrame(
        {
            "lon": pd.Series([points[n][0] for n in names], dtype="float64", index=names),
            "lat": pd.Series([points[n][1] for n in names], dtype="float64", index=names),
        },
        index=pd.Index(names, dtype=object, name="id"),
    )


MOST_COLUMNS = 64
"""Points whose minutes are kept: of every cell of a city half a megabyte each. Ours."""


class PointTimes:
    """Minutes from every person's place to points, kept once they were asked for.

    For one demand and one travel source; a page keeps it, so that a plan changed by hand is shown
    at once. ``people``: the demand's frame. Of points not asked for lately the minutes are let go.
    """

    def __init__(self, demand: Demand, travel: TravelSource) -> None:
        self.people = demand.frame
        self.travel = travel
        self._columns: dict[tuple[str, Place], Floats] = {}  # the longest unasked first

    def nearest_min(self, points: Mapping[str, Place]) -> Floats:
        """Minutes to the nearest of the points, in the order of the people; inf: none reached."""
        self._ask({n: p for n, p in points.items() if (n, p) not in self._columns})
        nearest = np.full(len(self.people), np.inf)
        for name, place in points.items():
            minutes = self._columns.pop((name, place))
            self._columns[name, place] = minutes
            np.minimum(nearest, minutes, out=nearest)
        for old in list(self._columns)[: -max(MOST_COLUMNS, len(points))]:
            del self._columns[old]
        return nearest

    def _ask(self, points: dict[str, Place]) -> None:
        if not points:
            return
        times = self.travel.times(self.people, frame_of(points))
        at = {name: k for k, name in enumerate(self.people.index)}
        row_of = np.array([at[name] for name in times.from_ids], dtype=np.int64)
        matrix = np.full((len(times.to_ids), len(self.people)), np.inf)
        matrix[times.destination, row_of[times.origin]] = times.minutes
        for k, name in enumerate(times.to_ids):
            self._columns[name, points[name]] = matrix[k]
