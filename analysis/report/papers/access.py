"""What a paper says of access: a study, or only where people live and why nothing was reckoned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from analysis.accessibility.question import Question
from analysis.accessibility.study import AccessStudy, NoFacilityError, study
from analysis.report.maps.facility_marks import CORE_TYPES
from geo.layers import LayerSet
from geo.people.demand import Demand
from geo.text import Text
from geo.travel.source import TravelSource
from geo.vocabulary import FacilityType


@dataclass(frozen=True, eq=False)
class PeopleOnly:
    """Where people live, in place of a study: ``why`` nothing could be reckoned of the service."""

    question: Question
    demand: Demand
    why: Text


Access = AccessStudy | PeopleOnly


def access_of(question: Question, demand: Demand, layers: LayerSet, travel: TravelSource) -> Access:
    """The study of a question; the people alone where no facility of the kind counts.

    Raises as ``study`` does, but for NoFacilityError.
    """
    try:
        return study(question, demand, layers, travel)
    except NoFacilityError as error:
        return PeopleOnly(question, demand, error.text)


def default_service(layers: LayerSet, city_code: str) -> FacilityType:
    """The type with most facilities with a point; else with most on record; else the first core.

    Of equals the first in the order of the core types, then of the vocabulary.
    """
    here = [f for f in layers.facilities if f.city_code == city_code]
    order = (*CORE_TYPES, *(t for t in FacilityType if t not in CORE_TYPES))
    for some in ([f for f in here if f.point is not None], here):
        count = Counter(f.facility_type for f in some)
        if count:
            return max(order, key=lambda t: (count[t], -order.index(t)))
    return order[0]
