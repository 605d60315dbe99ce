"""What changes when a facility is switched off or a point is tried out, against a base study."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.accessibility.question import Question
from analysis.accessibility.study import AccessStudy
from geo.layers import LayerSet
from geo.text import Text
from geo.travel.source import TravelSource


@dataclass(frozen=True, slots=True)
class AreaChange:
    """What changes in one county, or in the city.

    ``gained_persons`` come within the limit, ``lost_persons`` fall out of it; both are counted cell
    by cell. ``mean_change_min``: the mean minutes after less before, None where either is not
    known; who is connected may differ between the two, see ``not_connected_change_persons``.
    """

    area_code: str
    name: Text
    gained_persons: float
    lost_persons: float
    mean_change_min: float | None
    not_connected_change_persons: float

    @property
    def reached_change_persons(self) -> float:
        """Gained less lost."""
        return self.gained_persons - self.lost_persons


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The study before and after, and the change of each area (counties in code order, city last).

    ``moved_persons``: those whose nearest facility is another one.
    """

    before: AccessStudy
    after: AccessStudy
    areas: tuple[AreaChange, ...]
    moved_persons: float

    @property
    def city(self) -> AreaChange:
        """The change of the whole city."""
        return self.areas[-1]


def what_if(
    before: AccessStudy, question: Question, layers: LayerSet, travel: TravelSource
) -> WhatIf:
    """The change when the question's facilities are others than those of the study before."""
    raise NotImplementedError
