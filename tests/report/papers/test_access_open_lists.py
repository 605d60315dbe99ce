"""What a paper's reach says of counties whose list of facilities may not be whole."""

from __future__ import annotations

from dataclasses import replace

from analysis.report.papers.said.access_said import access_said
from geo.records import Completeness
from tests.report.papers.examples import LIUZHOU, city_materials

SAID = "只按台账登记的设施测算"


def last(*, declared: bool) -> str:
    """The last sentence, where no county's list was declared complete or each was."""
    materials = city_materials(LIUZHOU, True)
    access = materials.access
    assert access is not None
    asked = access.question
    lists = tuple(
        Completeness(c.code, c.code, asked.facility_type, asked.as_of, "县残联")
        for c in materials.layers.counties_of(LIUZHOU)
        if declared
    )
    return access_said(access, replace(materials.layers, completeness=lists))[-1].zh


def test_where_no_list_is_whole_the_reach_says_it_may_be_more() -> None:
    assert last(declared=False).startswith(f"{SAID}；全部县（市、区）的")


def test_where_every_list_is_whole_nothing_is_said_of_it() -> None:
    assert SAID not in last(declared=True)
