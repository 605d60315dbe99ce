"""Counties whose persons nobody has reported: unknown in every figure and file, never 0."""

from __future__ import annotations

from dataclasses import replace

from analysis.accessibility.persons_per_place import Places
from analysis.accessibility.study import study
from geo.people.demand import Demand, PeopleGroup
from tests.accessibility.small_city import FIRST, LAYERS, QUESTION, SECOND, TableSource, demand

ASKED = replace(QUESTION, group=PeopleGroup.DISABLED_REGISTERED)


def first_only() -> Demand:
    """The people of the first county; the second has reported nobody."""
    people = demand(PeopleGroup.DISABLED_REGISTERED)
    frame = people.frame[people.frame["county_code"] == FIRST.code]
    return replace(people, frame=frame, unknown_counties=(SECOND.code,))


FOUND = study(ASKED, first_only(), LAYERS, TableSource())


def test_persons_of_some_counties_are_not_divided_by_the_places_of_all() -> None:
    # 400 persons of the first county over the 90 places of both was 4.4.
    assert FOUND.areas.city.persons_per_place is None
    assert FOUND.areas.city.places is Places.PERSONS_UNKNOWN


def test_a_county_that_reported_keeps_its_ratio_and_the_other_has_none() -> None:
    first, second = FOUND.areas.counties
    assert first.persons_per_place == 400 / 30
    assert (second.persons_per_place, second.places) == (None, Places.PERSONS_UNKNOWN)


def test_capacity_is_not_set_against_the_need_of_some_counties_only() -> None:
    assert FOUND.catchment is None
    assert FOUND.cells["access"].isna().all()
    assert FOUND.areas.area(FIRST.code).access_mean is None


def test_why_there_is_no_score_and_no_gini_names_the_county() -> None:
    assert FOUND.inequality is None
    assert FOUND.inequality_missing == FOUND.capacity_missing is not None
    assert "乙县人数待报" in FOUND.capacity_missing.zh


def test_the_study_tells_the_counties_and_the_citys_name_of_whom_its_figures_are() -> None:
    assert FOUND.counties_unknown == (SECOND.code,)
    assert [row.persons_known for row in FOUND.areas.all_rows] == [True, False, True]
    assert FOUND.areas.city.name.zh == "全市（仅甲县已报）"
