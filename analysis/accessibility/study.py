"""One study of access: everything the screen and every export show about one question."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.accessibility.amounts import numbers
from analysis.accessibility.bands import Band, band_codes, bands, histogram_ends
from analysis.accessibility.e2sfca import FloatingCatchment, e2sfca
from analysis.accessibility.facilities_asked import (
    CountedFacility,
    FacilitiesAsked,
    facilities_asked,
)
from analysis.accessibility.inequality import (
    UNDEFINED_WORDS,
    Inequality,
    Undefined,
    inequality,
)
from analysis.accessibility.nearest import Nearest
from analysis.accessibility.question import Question
from analysis.accessibility.roll_up import RollUp, roll_up
from analysis.accessibility.study_notes import public_notes, study_notes
from analysis.accessibility.study_warnings import study_warnings
from analysis.accessibility.worst_served import WorstServed, worst_served
from geo.layers import City, County, LayerSet
from geo.people.demand import Demand
from geo.text import Text, join
from geo.travel.model import TravelModel
from geo.travel.source import TravelSource
from geo.travel.times import TravelTimes

NO_CAPACITY = Text(
    "没有一所设施的服务能力已知，服务能力与需求的匹配（E2SFCA）无从计算",
    "No facility’s capacity is known, so capacity can’t be set against need (E2SFCA)",
)


class NoFacilityError(ValueError):
    """No facility of the kind asked for was operating and has a point: nothing can be reached.

    A table in which everybody is not connected would be no finding about people, but about records.
    """

    def __init__(self, facilities: FacilitiesAsked) -> None:
        self.text = _nothing_to_reach(facilities)
        self.facilities = facilities
        super().__init__(self.text.en)


@dataclass(frozen=True, eq=False)
class AccessStudy:
    """The answer to one question.

    ``cells``: index id (that of the demand); columns county_code, lon, lat, persons, minutes (NaN:
    not connected), nearest_id (missing: not connected), band (code of ``bands``), access (E2SFCA
    score in capacity per person; NaN where no capacity is known). ``times``: every pair within the
    last cutoff and the catchments. ``bands`` go by the cutoffs, ``histogram`` by 5 minutes.
    ``catchment`` None: for the reason in ``capacity_missing``. ``inequality`` is of the scores of
    the whole city, None for the reason in ``inequality_missing``. ``worst``: the tenth of the
    people who need longest.
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
    catchment: FloatingCatchment | None
    capacity_missing: Text | None
    inequality: Inequality | None
    inequality_missing: Text | None
    worst: WorstServed | None
    facilities_off_network: tuple[CountedFacility, ...]
    """Those that count and nobody reaches: off the roads, or in no table of times."""
    warnings: tuple[Text, ...]
    """What makes the headlines say less than they seem to; also the first of ``notes``."""
    public_warnings: tuple[Text, ...]
    notes: tuple[Text, ...]
    public_notes: tuple[Text, ...]
    """The notes of the public edition: without names of what does not count, without counts."""
    demonstration: bool
    fingerprint: str
    """SHA-256 over the question, the demand, the facilities and the travel model."""

    @property
    def counties_unknown(self) -> tuple[str, ...]:
        """Codes, in order, of the counties whose persons are not known: not 0, to be reported."""
        return self.demand.unknown_counties

    @property
    def census_share(self) -> float | None:
        """The residents the people are made of, of the city's in the census; None: not compared."""
        return self.demand.census_share

    @property
    def run_id(self) -> str:
        """The first twelve digits of the fingerprint, as papers print it."""
        return self.fingerprint[:12]


def study(
    question: Question, demand: Demand, layers: LayerSet, travel: TravelSource
) -> AccessStudy:
    """The answer to a question.

    Raises NoFacilityError when no facility counts, ValueError when the demand is of another group
    than the question, or the times of another mode. KeyError when the city is none of the layers'.
    """
    if demand.group is not question.group:
        raise ValueError(f"demand of {demand.group}, the question is about {question.group}")
    if travel.model.mode not in (question.mode, None):
        raise ValueError(f"times by {travel.model.mode}, the question is about {question.mode}")
    facilities = facilities_asked(question, layers)
    if not facilities.counted:
        raise NoFacilityError(facilities)
    nearest = travel.nearest(demand.frame, facilities.frame)
    times = travel.times(demand.frame, facilities.frame, reach_min(question))
    return assemble(question, demand, layers, facilities, nearest, times, travel)


def reach_min(question: Question) -> float:
    """How far pairs are looked for: the last cutoff, or the decay where it reaches farther."""
    return max(question.cutoffs_min[-1], question.decay_used.limit_min)


def assemble(
    question: Question,
    demand: Demand,
    layers: LayerSet,
    facilities: FacilitiesAsked,
    nearest: pd.DataFrame,
    times: TravelTimes,
    travel: TravelSource,
) -> AccessStudy:
    """The study made of times already known; ``nearest`` as ``TravelSource.nearest`` returns it."""
    city = next((c for c in layers.cities if c.code == question.city_code), None)
    if city is None:
        raise KeyError(question.city_code)
    counties = layers.counties_of(city.code)
    persons = demand.persons
    catchment, lacking = None, _capacity_missing(facilities, demand, counties)
    if lacking is None:
        catchment = e2sfca(times, persons, facilities.frame["capacity"], question.decay_used)
    cells = _cells(question, demand, nearest, catchment)
    minutes, weights = numbers(cells["minutes"]), numbers(cells["persons"])
    found = Nearest(cells[["nearest_id", "minutes"]].rename(columns={"nearest_id": "to_id"}))
    spread, missing = (None, lacking) if catchment is None else _inequality(catchment, persons)
    people_off = travel.off_network(demand.frame)
    off = tuple(facilities.named(i) for i in travel.off_network(facilities.frame))
    warnings = study_warnings(demand, travel.model, off, counties)
    for_public = study_warnings(demand, travel.model, off, counties, public=True)
    return AccessStudy(
        question=question,
        city=city,
        counties=counties,
        demand=demand,
        facilities=facilities,
        model=travel.model,
        cells=cells,
        times=times,
        areas=roll_up(cells, facilities, question, city, counties, demand.unknown_counties),
        bands=bands(minutes, weights, question.cutoffs_min),
        histogram=bands(minutes, weights, histogram_ends(question.cutoffs_min[-1])),
        catchment=catchment,
        capacity_missing=lacking,
        inequality=spread,
        inequality_missing=missing,
        worst=worst_served(found, persons),
        facilities_off_network=off,
        warnings=warnings,
        public_warnings=for_public,
        notes=study_notes(question, demand, facilities, layers, warnings, people_off),
        public_notes=public_notes(question, demand, facilities, layers, for_public),
        demonstration=layers.demonstration,
        fingerprint=_fingerprint(question, demand, facilities, travel.model),
    )


def _cells(
    question: Question,
    demand: Demand,
    nearest: pd.DataFrame,
    catchment: FloatingCatchment | None,
) -> pd.DataFrame:
    cells = demand.frame.copy()
    cells["minutes"] = nearest["minutes"].reindex(cells.index)
    to_id = nearest["to_id"].reindex(cells.index).astype("str")
    cells["nearest_id"] = to_id.where(cells["minutes"].notna())
    cells["band"] = band_codes(numbers(cells["minutes"]), question.cutoffs_min)
    cells["access"] = catchment.access.reindex(cells.index) if catchment is not None else np.nan
    return cells


def _capacity_missing(
    facilities: FacilitiesAsked, demand: Demand, counties: tuple[County, ...]
) -> Text | None:
    """Why capacity can't be set against need; None where it can."""
    if not facilities.known_capacity:
        return NO_CAPACITY
    if not demand.unknown_counties:
        return None
    unknown = [c for c in counties if c.code in demand.unknown_counties]
    unknown.sort(key=lambda c: c.code)
    listed = join([Text(c.short_zh, c.short_en) for c in unknown])
    # Their people share the places too: without them everybody's score would be too high.
    return Text(
        f"{listed.zh}人数待报，设施要服务多少人不清楚，"
        "服务能力与需求的匹配（E2SFCA）和基尼系数暂不计算",
        f"Persons of {listed.en} not reported: how many share the places is not known, so capacity"
        " is not set against need (E2SFCA, Gini)",
    )


def _inequality(
    catchment: FloatingCatchment, persons: pd.Series[float]
) -> tuple[Inequality | None, Text | None]:
    """The inequality of the scores, or why there is none."""
    spread = inequality(catchment.access, persons)
    if isinstance(spread, Undefined):
        return None, UNDEFINED_WORDS[spread]
    return spread, None


def _fingerprint(
    question: Question, demand: Demand, facilities: FacilitiesAsked, model: TravelModel
) -> str:
    asked = (
        question.city_code,
        str(question.facility_type),
        question.as_of.isoformat(),
        str(question.mode),
        str(question.group),
        question.cutoffs_min,
        question.limit_min,
        repr(question.decay_used),
        question.majority_share,
        sorted(question.switched_off),
    )
    parts = (asked, demand.fingerprint, repr(facilities), model.fingerprint)
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _nothing_to_reach(facilities: FacilitiesAsked) -> Text:
    total = len(facilities.aside)
    if not total:
        return Text(
            "本市没有这一类型（或具有该功能）的设施记录，无可定位设施，未计算出行时间。"
            "请先录入设施及坐标。",
            "The city has no record of a facility of this type or function, so no travel times were"
            " computed. Enter facilities with their coordinates first.",
        )
    listed = "；".join(f"{f.name}（{f.why.zh}）" for f in facilities.aside)
    listed_en = "; ".join(f"{f.name} ({f.why.en})" for f in facilities.aside)
    return Text(
        f"无可定位设施，未计算出行时间；登记的 {total} 所均未计入：{listed}。",
        f"No facility can be placed, so no travel times were computed; on record but not counted:"
        f" {listed_en}.",
    )
