"""Time to the nearest facility."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.accessibility.nearest import nearest
from tests.accessibility.small_times import of_rows, times_of
from tests.accessibility.strategies import PEOPLE, PLACES, World, worlds

GOLDEN = """
a x 12
a y 7
b x 30
"""


def test_the_fewest_minutes_are_found() -> None:
    found = nearest(times_of(GOLDEN))
    assert list(found.minutes) == [7, 30]
    assert list(found.to_id) == ["y", "x"]
    assert list(found.frame.index) == ["a", "b"]


def test_of_two_equally_near_the_smaller_id_is_named() -> None:
    assert nearest(times_of("a y 7\na x 7\na w 9")).to_id["a"] == "x"


def test_who_reaches_nothing_has_no_facility_and_no_minutes() -> None:
    found = nearest(times_of(GOLDEN, from_ids=["c"])).frame
    assert found.loc["c"].isna().all()


def test_ids_that_the_times_do_not_know_are_answered_too() -> None:
    found = nearest(times_of(GOLDEN), ["z", "a"]).frame
    assert list(found.index) == ["a", "b", "z"]
    assert found.loc["z"].isna().all()


def test_without_any_pair_nobody_reaches_anything() -> None:
    assert nearest(times_of("", from_ids=["a", "b"])).minutes.isna().all()


def test_a_trip_of_no_minutes_is_reached() -> None:
    assert nearest(times_of("a x 0")).minutes["a"] == 0


def test_the_limit_of_the_times_is_kept() -> None:
    assert nearest(times_of(GOLDEN, limit_min=45)).limit_min == 45


@given(worlds())
def test_the_result_is_that_of_looking_at_every_pair(world: World) -> None:
    found = nearest(world.times).frame
    for person in PEOPLE:
        trips = sorted((t, j) for i, j, t in world.rows if i == person)
        if trips:
            assert (found.minutes[person], found.to_id[person]) == trips[0]
        else:
            assert found.loc[person].isna().all()


@given(worlds(), st.sampled_from(PLACES))
def test_one_facility_more_never_raises_anyones_time(world: World, added: str) -> None:
    fewer = nearest(world.times.to_only(set(PLACES) - {added})).minutes.fillna(float("inf"))
    assert (nearest(world.times).minutes.fillna(float("inf")) <= fewer).all()


@given(worlds(), st.randoms())
def test_the_order_of_the_rows_changes_nothing(world: World, random) -> None:
    rows = list(world.rows)
    random.shuffle(rows)
    shuffled = nearest(of_rows(rows, from_ids=PEOPLE, to_ids=PLACES))
    pd.testing.assert_frame_equal(shuffled.frame, nearest(world.times).frame)
