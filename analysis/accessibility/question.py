"""One question of access: which people, to which kind of facility, how, within which times."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from analysis.accessibility.decay import Decay, Gaussian
from geo.people.demand import PeopleGroup
from geo.travel.model import TravelMode
from geo.travel.parameters import load_travel_parameters
from geo.vocabulary import FacilityType

MAJORITY_SHARE = 0.5


def _cutoffs_min() -> tuple[float, ...]:
    return load_travel_parameters().cutoffs.minutes


def _limit_min() -> float:
    return load_travel_parameters().cutoffs.limit_min


def default_group(facility_type: FacilityType) -> PeopleGroup:
    """Whose travel is asked about where nobody says: of special schools, children of school age."""
    if facility_type is FacilityType.SPECIAL_SCHOOL:
        return PeopleGroup.AGED_5_14
    return PeopleGroup.ALL


@dataclass(frozen=True, slots=True)
class AddedPoint:
    """A facility tried out at a place: degrees, WGS-84; ``capacity`` None is not known.

    ``capacity`` is in the unit of the facilities asked. ``county_code``: where it lies, empty where
    nobody looked.
    """

    facility_id: str
    lon: float
    lat: float
    capacity: float | None = None
    county_code: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Everything the answer depends on beside the data.

    ``cutoffs_min``: minutes, ascending, each inclusive; ``limit_min``, one of them, is that of the
    headline and the isochrones. ``decay`` None: the Gaussian that falls to 0 at the limit.
    ``majority_share``: what "most people" means in the statements that are tried against the range.
    ``switched_off``: ids of facilities left out; ``added``: points tried out, in id order.
    ValueError when the cutoffs are not ascending and positive, or the limit is none of them.
    """

    city_code: str
    facility_type: FacilityType
    as_of: date
    mode: TravelMode = TravelMode.DRIVING
    group: PeopleGroup = PeopleGroup.ALL
    cutoffs_min: tuple[float, ...] = field(default_factory=_cutoffs_min)
    limit_min: float = field(default_factory=_limit_min)
    decay: Decay | None = None
    majority_share: float = MAJORITY_SHARE
    switched_off: frozenset[str] = frozenset()
    added: tuple[AddedPoint, ...] = ()

    def __post_init__(self) -> None:
        cutoffs = self.cutoffs_min
        if not cutoffs or not all(math.isfinite(c) and c > 0 for c in cutoffs):
            raise ValueError(f"cutoffs must be positive minutes: {cutoffs}")
        if any(a >= b for a, b in pairwise(cutoffs)):
            raise ValueError(f"cutoffs must ascend: {cutoffs}")
        if self.limit_min not in cutoffs:
            raise ValueError(f"the limit {self.limit_min} is none of the cutoffs {cutoffs}")
        if not 0 < self.majority_share <= 1:
            raise ValueError(f"a majority is a share above 0, up to 1: {self.majority_share}")
        ids = [p.facility_id for p in self.added]
        if len(set(ids)) != len(ids):
            raise ValueError("a point is added twice")

    @property
    def decay_used(self) -> Decay:
        """The decay asked for; else the Gaussian that falls to 0 at the limit."""
        return self.decay if self.decay is not None else Gaussian(self.limit_min)

    def without(self, facility_id: str) -> Question:
        """The same question with one more facility switched off."""
        return replace(self, switched_off=self.switched_off | {facility_id})

    def with_point(self, point: AddedPoint) -> Question:
        """The same question with one more point; one with its id is replaced."""
        others = tuple(p for p in self.added if p.facility_id != point.facility_id)
        added = tuple(sorted((*others, point), key=lambda p: p.facility_id))
        return replace(self, added=added)
