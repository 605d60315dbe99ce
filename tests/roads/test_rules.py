from __future__ import annotations

import math

import pytest

from geo.roads.network import DRIVE_BACKWARD, DRIVE_FORWARD, WALK_BACKWARD, WALK_FORWARD
from geo.roads.passages import NONE, OsmPassages, PassageTable
from geo.roads.rules import (
    CLASSES,
    DRIVE,
    NO_ROAD,
    NODE_KEYS,
    WALK,
    WAY_KEYS,
    Passage,
    duration_min,
    passage,
    posted_kmh,
    speed_kmh,
    stops,
)


def modes(**tags: str) -> int:
    told = passage({key.replace("__", ":"): value for key, value in tags.items()})
    return 0 if told is None else told.modes


@pytest.mark.parametrize("highway", ["trunk", "primary_link", "residential", "service", "track"])
def test_streets_are_open_to_cars_and_walkers(highway: str) -> None:
    assert modes(highway=highway) == DRIVE | WALK


@pytest.mark.parametrize("highway", ["footway", "path", "steps", "pedestrian", "corridor"])
def test_footways_are_for_walkers_only(highway: str) -> None:
    assert modes(highway=highway) == WALK


def test_nobody_walks_on_a_motorway_or_its_ramps() -> None:
    assert modes(highway="motorway_link") == DRIVE
    assert modes(highway="motorway") & WALK == 0


def test_a_motorway_runs_one_way_unless_it_says_otherwise() -> None:
    assert modes(highway="motorway") == DRIVE_FORWARD
    assert modes(highway="motorway", oneway="no") == DRIVE
    assert modes(highway="motorway_link") == DRIVE


@pytest.mark.parametrize("highway", ["construction", "proposed", "abandoned", "razed", "raceway"])
def test_roads_that_are_none_yet_or_no_more_are_left_out(highway: str) -> None:
    assert highway in NO_ROAD
    assert passage({"highway": highway, "access": "yes"}) is None


def test_an_abandoned_road_is_left_out_whatever_its_class() -> None:
    assert passage({"highway": "residential", "abandoned": "yes"}) is None


def test_a_way_that_is_no_road_says_nothing() -> None:
    assert passage({"building": "yes"}) is None
    assert passage({"highway": "trail"}) is None
    assert passage({"route": "bus"}) is None


@pytest.mark.parametrize(
    ("tags", "bits"),
    [
        ({"oneway": "yes"}, DRIVE_FORWARD | WALK),
        ({"oneway": "1"}, DRIVE_FORWARD | WALK),
        ({"oneway": "-1"}, DRIVE_BACKWARD | WALK),
        ({"oneway": "no"}, DRIVE | WALK),
        ({"oneway": "alternating"}, DRIVE | WALK),
        ({"oneway": "reversible"}, WALK),
        ({"junction": "roundabout"}, DRIVE_FORWARD | WALK),
        ({"junction": "circular", "oneway": "no"}, DRIVE | WALK),
        ({"oneway": "yes", "oneway:motor_vehicle": "no"}, DRIVE | WALK),
        ({"oneway:bicycle": "yes"}, DRIVE | WALK),
        ({"oneway:foot": "yes"}, DRIVE | WALK_FORWARD),
        ({"motor_vehicle:backward": "no"}, DRIVE_FORWARD | WALK),
        ({"foot:forward": "no"}, DRIVE | WALK_BACKWARD),
    ],
)
def test_the_directions_of_a_street(tags: dict[str, str], bits: int) -> None:
    assert passage({"highway": "residential", **tags}) == Passage(
        "residential",
        bits,
        pytest.approx(math.nan, nan_ok=True),
        pytest.approx(math.nan, nan_ok=True),
    )


def test_walkers_go_both_ways_on_a_path_meant_one_way_for_bicycles() -> None:
    assert modes(highway="path", oneway="yes") == WALK


def test_walkers_go_one_way_on_a_footway_that_says_so() -> None:
    assert modes(highway="footway", oneway="yes") == WALK_FORWARD
    assert modes(highway="steps", conveying="backward") == WALK_BACKWARD


@pytest.mark.parametrize(
    ("tags", "bits"),
    [
        ({"access": "no"}, 0),
        ({"access": "private"}, 0),
        ({"access": "private", "foot": "yes"}, WALK),
        ({"access": "no", "motor_vehicle": "yes"}, DRIVE),
        ({"access": "permissive"}, DRIVE | WALK),
        ({"access": "destination"}, DRIVE | WALK),
        ({"motor_vehicle": "no"}, WALK),
        ({"vehicle": "no", "motorcar": "yes"}, DRIVE | WALK),
        ({"motor_vehicle": "agricultural;forestry"}, WALK),
        ({"motor_vehicle": "no;destination"}, DRIVE | WALK),
        ({"foot": "no"}, DRIVE),
        ({"foot": "use_sidepath"}, DRIVE),
        ({"motorroad": "yes"}, DRIVE),
        ({"motorroad": "yes", "foot": "yes"}, DRIVE | WALK),
    ],
)
def test_the_most_special_access_tag_decides(tags: dict[str, str], bits: int) -> None:
    assert modes(highway="residential", **tags) == bits


def test_access_alone_lets_no_car_on_a_footway_but_a_tag_about_cars_does() -> None:
    assert modes(highway="footway", access="yes") == WALK
    assert modes(highway="pedestrian", motor_vehicle="yes") == DRIVE | WALK


def test_a_cycleway_is_walked_on_only_where_it_says_so() -> None:
    assert modes(highway="cycleway") == 0
    assert modes(highway="cycleway", foot="designated") == WALK


def test_cars_do_not_go_along_the_edge_of_a_square() -> None:
    assert modes(highway="service", area="yes") == WALK


@pytest.mark.parametrize(
    ("tags", "bits"),
    [
        ({}, DRIVE | WALK),
        ({"foot": "yes"}, WALK),
        ({"foot": "yes", "motor_vehicle": "yes"}, DRIVE | WALK),
        ({"motorcar": "no"}, WALK),
        ({"access": "private"}, 0),
        ({"oneway": "yes"}, DRIVE_FORWARD | WALK),
    ],
)
def test_who_a_ferry_takes(tags: dict[str, str], bits: int) -> None:
    assert modes(route="ferry", **tags) == bits


def test_a_ferry_has_a_class_and_a_duration_of_its_own() -> None:
    told = passage({"route": "ferry", "duration": "00:15", "highway": "residential"})
    assert told is not None
    assert (told.road_class, told.duration_min) == ("ferry", 15)


def test_a_duration_on_a_street_is_no_travel_time() -> None:
    told = passage({"highway": "residential", "duration": "00:15"})
    assert told is not None
    assert math.isnan(told.duration_min)


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("15", 15), ("00:15", 15), ("1:05", 65), ("PT15M", 15), ("PT1H30M", 90), ("00:07:30", 7.5)],
)
def test_durations_are_read(said: str, minutes: float) -> None:
    assert duration_min(said) == minutes


@pytest.mark.parametrize("said", ["", "soon", "0", "00:00", "-5", "15 minutes", "P1Y"])
def test_durations_that_say_nothing_are_unknown(said: str) -> None:
    assert math.isnan(duration_min(said))


@pytest.mark.parametrize(
    ("said", "kmh"),
    [("60", 60), ("60 km/h", 60), ("40 mph", 64.37376), ("60;80", 60), ("10 knots", 18.52)],
)
def test_limits_are_read(said: str, kmh: float) -> None:
    assert speed_kmh(said) == pytest.approx(kmh)


@pytest.mark.parametrize("said", ["", "CN:urban", "none", "signals", "walk", "0", "600", "60;x"])
def test_limits_that_are_no_number_are_unknown(said: str) -> None:
    assert math.isnan(speed_kmh(said))


def test_of_two_directions_limits_the_lower_counts() -> None:
    assert posted_kmh({"maxspeed:forward": "60", "maxspeed:backward": "40"}) == 40
    assert posted_kmh({"maxspeed": "50", "maxspeed:forward": "60"}) == 50


@pytest.mark.parametrize(
    ("tags", "bits"),
    [
        ({"barrier": "bollard"}, DRIVE),
        ({"barrier": "bollard", "bollard": "rising"}, 0),
        ({"barrier": "bollard", "motor_vehicle": "yes"}, 0),
        ({"barrier": "block"}, DRIVE),
        ({"barrier": "block", "foot": "no"}, DRIVE | WALK),
        ({"barrier": "wall"}, DRIVE | WALK),
        ({"barrier": "fence", "foot": "yes"}, DRIVE),
        ({"barrier": "gate"}, 0),
        ({"barrier": "gate", "access": "private"}, DRIVE | WALK),
        ({"barrier": "gate", "access": "private", "foot": "yes"}, DRIVE),
        ({"barrier": "gate", "locked": "yes"}, DRIVE | WALK),
        ({"barrier": "gate", "motor_vehicle": "no"}, DRIVE),
        ({"barrier": "lift_gate"}, 0),
        ({"barrier": "lift_gate", "motor_vehicle": "private"}, DRIVE),
        ({"barrier": "toll_booth"}, 0),
        ({"barrier": "kerb"}, 0),
        ({"barrier": "no", "access": "no"}, 0),
        ({"access": "no"}, 0),
    ],
)
def test_whom_a_barrier_stops(tags: dict[str, str], bits: int) -> None:
    assert stops(tags) == bits


def test_keys_that_are_not_looked_at_change_nothing() -> None:
    class Watched(dict[str, str]):
        def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
            asked.add(key)
            return super().get(key, default)

        def __contains__(self, key: object) -> bool:
            asked.add(str(key))
            return super().__contains__(key)

    asked: set[str] = set()
    for tags in ({"highway": "residential"}, {"route": "ferry"}, {"highway": "steps"}):
        passage(Watched(tags))
    assert asked <= WAY_KEYS
    asked.clear()
    stops(Watched({"barrier": "bollard"}))
    assert asked <= NODE_KEYS


def test_equal_passages_have_one_number_though_their_limits_are_unknown() -> None:
    table = PassageTable()
    assert table.place(Passage("service", DRIVE)) == table.place(Passage("service", DRIVE))
    assert table.place(Passage("service", DRIVE, 30)) == 1


def test_unknown_values_of_highway_are_counted_by_way_and_what_is_no_road_is_not() -> None:
    told = OsmPassages()
    for tags in ((("highway", "trail"),), (("highway", "trail"),), (("highway", "proposed"),)):
        assert told.place(tags) == NONE
    assert told.unknown == {"trail": 2}


def test_every_class_has_a_number_a_link_can_hold() -> None:
    assert len(set(CLASSES)) == len(CLASSES) < 256
