"""Speeds by class: every number has its source, and a change leaves the others as they are."""

from __future__ import annotations

import pytest

from geo.roads.speeds import USER, load_speeds
from geo.travel.model import TravelMode

DRIVING, WALKING = TravelMode.DRIVING, TravelMode.WALKING
SPEEDS = load_speeds()


def test_every_speed_says_what_it_rests_on_in_both_languages():
    stated = [*SPEEDS.driving.values(), SPEEDS.driving_other, SPEEDS.walking, SPEEDS.ferry]
    for one in stated:
        for text in (one.source, one.taken_for):
            assert text.zh
            assert text.en


def test_expressways_are_driven_at_the_lowest_design_speed():
    assert SPEEDS.kmh("motorway", DRIVING) == 80
    assert "JTG B01-2014" in SPEEDS.driving["motorway"].source.zh


def test_no_class_is_driven_above_the_lowest_design_speed_of_an_expressway():
    assert max(one.value for one in SPEEDS.driving.values()) == 80


def test_a_ramp_is_not_quicker_than_its_road():
    for name in SPEEDS.driving:
        if name.endswith("_link"):
            road = name.removesuffix("_link")
            assert SPEEDS.kmh(name, DRIVING) <= SPEEDS.kmh(road, DRIVING)


def test_a_class_that_is_not_listed_has_the_stated_default():
    assert SPEEDS.kmh("road", DRIVING) == SPEEDS.driving_other.value == 20


def test_walking_is_one_speed_and_two_paces_are_on_offer():
    assert SPEEDS.kmh("motorway", WALKING) == SPEEDS.kmh("steps", WALKING) == 5
    assert [(name, pace.value) for name, pace in SPEEDS.paces] == [("general", 5), ("slow", 3.29)]


def test_the_slow_pace_is_three_feet_a_second():
    assert dict(SPEEDS.paces)["slow"].value == pytest.approx(3 * 0.3048 * 3.6, abs=0.005)


def test_a_ferry_goes_at_its_own_speed_in_both_modes():
    assert SPEEDS.kmh("ferry", DRIVING) == SPEEDS.kmh("ferry", WALKING) == SPEEDS.ferry.value


def test_the_way_to_the_road_is_walked_in_both_modes():
    assert SPEEDS.access_kmh == 5


def test_a_changed_class_leaves_the_others_and_is_marked_as_the_users():
    changed = SPEEDS.with_changed({"primary": 45, "ferry": 8})
    assert changed.kmh("primary", DRIVING) == 45
    assert changed.kmh("ferry", WALKING) == 8
    assert changed.kmh("trunk", DRIVING) == SPEEDS.kmh("trunk", DRIVING)
    assert changed.driving["primary"].source == USER
    assert SPEEDS.kmh("primary", DRIVING) == 60


def test_a_pace_on_offer_keeps_its_source_another_is_the_users():
    assert "MUTCD" in SPEEDS.with_walking(3.29).walking.source.en
    assert SPEEDS.with_walking(4.4).walking.source == USER


def test_scaled_speeds_are_all_multiplied():
    slower = SPEEDS.scaled(0.8)
    assert slower.kmh("motorway", DRIVING) == pytest.approx(64)
    assert slower.kmh("ferry", DRIVING) == pytest.approx(4)
    assert slower.access_kmh == pytest.approx(4)
    assert slower.scaled(1.25).factor == pytest.approx(1)


@pytest.mark.parametrize(
    "changed",
    [
        SPEEDS.scaled(1.2),
        SPEEDS.with_changed({"primary": 59}),
        SPEEDS.with_changed({"ferry": 6}),
        SPEEDS.with_walking(3.29),
    ],
)
def test_any_change_changes_the_fingerprint(changed):
    assert changed.fingerprint != SPEEDS.fingerprint


@pytest.mark.parametrize("kmh", [0, -1, float("nan"), float("inf")])
def test_a_speed_that_is_none_is_refused(kmh):
    with pytest.raises(ValueError, match="above 0"):
        SPEEDS.with_changed({"primary": kmh})
    with pytest.raises(ValueError, match="above 0"):
        SPEEDS.scaled(kmh)


def test_what_is_said_of_the_speeds_names_the_range_and_the_walk():
    said = SPEEDS.scaled(1.2).said(DRIVING)
    assert "20—80 km/h" in said.zh
    assert "步行 5 km/h" in said.zh
    assert "× 1.2" in said.zh
    assert "walking at 5 km/h" in SPEEDS.said(WALKING).en
