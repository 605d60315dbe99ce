"""What must be entered before a plan can be sought."""

from __future__ import annotations

import pytest

from analysis.planning.scenarios.question import Absent, UnderWay
from geo.people.demand import PeopleGroup
from geo.travel.model import TravelMode
from geo.vocabulary import FacilityType
from ui.siting.siting_form import Asked
from ui.siting.siting_presets import Preset


def asked(
    p: int | None = None,
    budget_yuan: float | None = None,
    by_year: tuple[tuple[int, float], ...] = (),
) -> Asked:
    """People within reach, with these limits."""
    return Asked(
        preset=Preset.REACH,
        county="",
        absent=Absent.NOT_PLANNED,
        under_way=UnderWay.COUNTED,
        held=(),
        service=FacilityType.CARE,
        group=next(iter(PeopleGroup)),
        mode=next(iter(TravelMode)),
        cutoff_min=30.0,
        p=p,
        budget_yuan=budget_yuan,
        budget_by_year_yuan=by_year,
        carry_over=True,
        priority=(),
        priority_weight=2.0,
        use_capacity=False,
        closing=(),
        reach_under_way=False,
        strict=False,
        time_limit_s=60.0,
    )


def test_without_any_limit_one_is_asked_for() -> None:
    assert asked().missing is not None


@pytest.mark.parametrize(
    "enough", [asked(p=3), asked(budget_yuan=1e7), asked(by_year=((2026, 1e7),))]
)
def test_one_limit_is_enough_be_it_of_the_years_alone(enough: Asked) -> None:
    assert enough.missing is None
