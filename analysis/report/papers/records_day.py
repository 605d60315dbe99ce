"""The day a paper's records are of, for pictures on which nobody says when they were made."""

from __future__ import annotations

from datetime import date

from analysis.frozen import FrozenAssessment
from analysis.requirements.catalogue import Catalogue
from geo.layers import LayerSet
from geo.register.changes import OFFICE_TIME


def frozen_day(frozen: FrozenAssessment) -> date:
    """The day an assessment was frozen, where the office is."""
    return frozen.frozen_at.astimezone(OFFICE_TIME).date()


def records_day(
    frozen: FrozenAssessment | None,
    recorded_on: date | None,
    layers: LayerSet,
    catalogue: Catalogue,
    city_code: str,
) -> date:
    """The day of the freezing, else of the register's latest change the records hold.

    Without a register the newest day on which a facility of the city was checked; at the least
    the day the city's plan was issued. No clock: the same inputs give the same day.
    """
    if frozen is not None:
        return frozen_day(frozen)
    if recorded_on is not None:
        return recorded_on
    own = (f for f in layers.facilities if f.city_code == city_code)
    checked = [f.checked_on for f in own if f.checked_on is not None]
    return max((*checked, catalogue.plan_of(city_code).issued))
