"""A study of the small city: every figure as worked out by hand from its table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis.accessibility.bands import NOT_CONNECTED
from analysis.accessibility.facilities_asked import Aside
from analysis.accessibility.persons_per_place import Places
from analysis.accessibility.question import AddedPoint, Question
from analysis.accessibility.study import NO_CAPACITY, NoFacilityError, study
from geo.people.demand import PeopleGroup
from geo.travel.model import TravelMode
from geo.vocabulary import CapacityUnit, FacilityType, Function
from tests.accessibility.small_city import (
    BEING_BUILT,
    CITY,
    FIRST,
    LAYERS,
    QUESTION,
    SECOND,
    WITHOUT_POINT,
    A,
    B,
    TableSource,
    demand,
    facility,
    special_education,
    with_facilities,
)

BASE = study(QUESTION, demand(), LAYERS, TableSource())


def test_each_cell_has_its_nearest_facility_and_minutes() -> None:
    assert BASE.cells["nearest_id"].fillna("").to_dict() == {
        "a1": "A",
        "a2": "A",
        "a3": "B",
        "b1": "B",
        "b2": "B",
        "b3": "",
    }
    assert BASE.cells["minutes"].fillna(-1).tolist() == [10, 20, 35, 15, 65, -1]


def test_the_city_splits_into_reached_beyond_and_not_connected() -> None:
    city = BASE.areas.city
    parts = (city.reached_persons, city.beyond_persons, city.not_connected_persons)
    assert parts == (600, 300, 100)
    assert city.persons == 1000


def test_counties_come_in_code_order_and_add_up_to_the_city() -> None:
    assert [row.area_code for row in BASE.areas.rows] == [FIRST.code, SECOND.code]
    parts = [
        (r.reached_persons, r.beyond_persons, r.not_connected_persons) for r in BASE.areas.rows
    ]
    assert parts == [(300, 100, 0), (300, 200, 100)]


def test_shares_are_of_all_persons_within_each_cutoff_inclusive() -> None:
    assert BASE.areas.city.within_persons == (400, 600, 700)
    assert BASE.areas.city.within_shares == (0.4, 0.6, 0.7)


def test_mean_and_median_are_of_connected_people() -> None:
    first, second = BASE.areas.counties
    assert (first.mean_min, first.median_min) == (21.25, 20)
    assert (second.mean_min, second.median_min) == (35, 15)
    assert BASE.areas.city.mean_min == pytest.approx(26_000 / 900)
    assert BASE.areas.city.median_min == 20


def test_scores_are_capacity_over_the_people_within_the_limit() -> None:
    expected = {"a1": 0.1, "a2": 0.22, "a3": 0, "b1": 0.12, "b2": 0, "b3": 0}
    assert BASE.cells["access"].to_dict() == pytest.approx(expected)
    assert BASE.areas.area(FIRST.code).access_mean == pytest.approx(0.135)
    assert BASE.areas.area(SECOND.code).access_mean == pytest.approx(0.06)


def test_people_per_place_are_of_the_county_the_places_are_in() -> None:
    first, second = BASE.areas.counties
    assert first.persons_per_place == pytest.approx(400 / 30)
    assert second.persons_per_place == 10
    assert BASE.areas.city.persons_per_place == pytest.approx(1000 / 90)


def test_the_bands_go_by_the_cutoffs_and_hold_everybody() -> None:
    assert [(b.code, b.to_min, b.persons) for b in BASE.bands] == [
        (0, 15, 400),
        (1, 30, 200),
        (2, 60, 100),
        (3, None, 200),
        (NOT_CONNECTED, None, 100),
    ]
    assert BASE.cells["band"].tolist() == [0, 1, 2, 0, 3, NOT_CONNECTED]


def test_the_histogram_holds_everybody_once() -> None:
    assert len(BASE.histogram) == 14  # twelve classes of 5 minutes, beyond, not connected
    assert sum(b.persons for b in BASE.histogram) == 1000
    assert {(b.from_min, b.to_min) for b in BASE.histogram if b.persons == 300} == {(10, 15)}


def test_the_worst_tenth_is_those_not_connected() -> None:
    assert BASE.worst is not None
    assert BASE.worst.persons.to_dict() == {"b3": 100}
    assert BASE.worst.unreached_persons == 100


def test_gini_is_that_of_the_scores_over_persons() -> None:
    # 400 persons at 0, 100 at 0.1, 300 at 0.12, 200 at 0.22; Σ P A = 90.
    assert BASE.inequality is not None
    assert BASE.inequality.gini == pytest.approx(
        1 - (0.1 * (10 / 90) + 0.3 * (10 / 90 + 46 / 90) + 0.2 * (46 / 90 + 1))
    )


def test_facilities_that_do_not_count_are_named_with_their_reason() -> None:
    assert BASE.facilities.ids == ("A", "B")
    assert [(f.facility_id, f.reason) for f in BASE.facilities.aside] == [
        ("C", Aside.NO_POINT),
        ("D", Aside.NOT_OPERATING),
        ("E", Aside.STANDING_UNKNOWN),
    ]
    for name in ("演示C学校", "演示D学校", "演示E学校"):
        assert any(name in note.zh and name in note.en for note in BASE.notes)


def test_the_notes_say_what_the_cutoffs_are_and_carry_those_of_the_demand() -> None:
    said = [note.zh for note in BASE.notes]
    assert said[0] == "时间上限 15、30、60 分钟：研究惯例，非规划指标"
    assert "演示人口说明" in said


def test_people_off_the_network_are_counted_in_a_note() -> None:
    assert any("1 处共约 100 人" in note.zh for note in BASE.notes)


def test_a_county_whose_list_is_not_declared_complete_is_named() -> None:
    (note,) = [n.zh for n in BASE.notes if "无遗漏确认" in n.zh]
    assert "乙县" in note
    assert "甲县" not in note


def test_a_facility_of_unknown_capacity_is_named_and_not_taken_as_zero() -> None:
    layers = with_facilities(A, replace(B, capacity=None, capacity_unit=None))
    result = study(QUESTION, demand(), layers, TableSource())
    assert result.cells["access"].to_dict()["b1"] == 0
    assert result.catchment is not None
    assert result.catchment.unknown_capacity == ("B",)
    assert any("服务能力不详 1 所" in n.zh and B.name in n.zh for n in result.notes)
    assert result.areas.city.places is Places.UNKNOWN
    assert result.areas.city.persons_per_place is None


def test_units_of_capacity_are_never_mixed() -> None:
    beds = replace(B, capacity_unit=CapacityUnit.BEDS)
    result = study(QUESTION, demand(), with_facilities(A, facility("F"), beds), TableSource())
    assert result.facilities.unit is CapacityUnit.PLACES
    assert [f.facility_id for f in result.facilities.unknown_capacity] == ["B"]
    assert any("60 床位" in n.zh for n in result.notes)


def test_without_any_capacity_there_is_no_gini_but_a_reason() -> None:
    layers = with_facilities(replace(A, capacity=None), replace(B, capacity=None))
    result = study(QUESTION, demand(), layers, TableSource())
    assert result.inequality is None
    assert result.inequality_missing == NO_CAPACITY
    assert result.cells["access"].isna().all()
    assert result.areas.city.access_mean is None


def test_no_facility_that_can_be_placed_is_an_error_that_names_them() -> None:
    with pytest.raises(NoFacilityError) as caught:
        study(QUESTION, demand(), with_facilities(WITHOUT_POINT, BEING_BUILT), TableSource())
    assert "无可定位设施" in caught.value.text.zh
    assert "演示C学校" in caught.value.text.zh


def test_a_facility_counts_by_a_function_of_the_name_asked_for() -> None:
    asked = replace(QUESTION, facility_type=FacilityType.CARE)
    centre = replace(
        A, facility_type=FacilityType.COMPREHENSIVE, functions=frozenset({Function.CARE})
    )
    result = study(asked, demand(), with_facilities(centre, special_education("B")), TableSource())
    assert result.facilities.ids == ("A",)


def test_facilities_of_another_city_do_not_count() -> None:
    layers = with_facilities(A, replace(B, city_code="990800"))
    assert study(QUESTION, demand(), layers, TableSource()).facilities.ids == ("A",)


def test_a_facility_opened_after_the_day_does_not_count() -> None:
    early = replace(QUESTION, as_of=date(2014, 12, 31))
    with pytest.raises(NoFacilityError):
        study(early, demand(), LAYERS, TableSource())


def test_people_of_no_known_county_have_a_row_of_their_own() -> None:
    result = study(QUESTION, demand(b3=""), LAYERS, TableSource())
    assert result.areas.unplaced is not None
    assert result.areas.unplaced.persons == 100
    assert sum(r.persons for r in result.areas.rows) == result.areas.city.persons


def test_the_fingerprint_changes_with_the_question_the_people_and_the_model() -> None:
    others = [
        study(replace(QUESTION, limit_min=15.0), demand(), LAYERS, TableSource()),
        study(QUESTION, demand(b3=""), LAYERS, TableSource()),
        study(QUESTION, demand(), LAYERS, TableSource(factor=1.2)),
        study(QUESTION, demand(), with_facilities(A), TableSource()),
    ]
    assert len({BASE.fingerprint, *(o.fingerprint for o in others)}) == 5
    assert study(QUESTION, demand(), LAYERS, TableSource()).fingerprint == BASE.fingerprint


def test_people_of_another_group_than_asked_are_refused() -> None:
    with pytest.raises(ValueError, match="the question is about"):
        study(QUESTION, demand(PeopleGroup.AGED_65_PLUS), LAYERS, TableSource())


def test_times_of_another_mode_than_asked_are_refused() -> None:
    with pytest.raises(ValueError, match="the question is about walking"):
        study(replace(QUESTION, mode=TravelMode.WALKING), demand(), LAYERS, TableSource())


@pytest.mark.parametrize(
    "wrong",
    [
        {"cutoffs_min": ()},
        {"cutoffs_min": (30.0, 15.0)},
        {"cutoffs_min": (0.0, 30.0)},
        {"limit_min": 20.0},
        {"majority_share": 0.0},
        {"added": (AddedPoint("P", 110, 22), AddedPoint("P", 111, 22))},
    ],
)
def test_a_question_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"cutoffs|limit|majority|twice"):
        replace(QUESTION, **wrong)  # type: ignore[arg-type]


def test_a_question_asks_by_default_at_the_cutoffs_of_the_parameters() -> None:
    asked = Question(CITY.code, FacilityType.CARE, QUESTION.as_of)
    assert (asked.cutoffs_min, asked.limit_min) == ((15, 30, 45, 60), 30)
    assert asked.decay_used.limit_min == 30
