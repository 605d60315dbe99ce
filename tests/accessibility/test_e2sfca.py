"""E2SFCA: capacity shared among those who reach it."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.accessibility.decay import Decay, Gaussian, Stepped
from analysis.accessibility.e2sfca import e2sfca
from tests.accessibility.small_times import of_rows, series, times_of
from tests.accessibility.strategies import PEOPLE, PLACES, World, worlds

LUO_QI = Stepped(((10, 1.0), (20, 0.68), (30, 0.22)))
DECAYS = st.sampled_from([LUO_QI, Stepped(((30, 1.0),)), Gaussian(60), Gaussian(20)])

# x: 30 places; a (100 persons) in zone 1, b (50) in zone 2 (20 min stands on its edge).
# y: 10 places; b in zone 1, c (40) in zone 3.
TIMES = """
a x 5
b x 20
b y 10
c y 25
"""
PERSONS = series(a=100, b=50, c=40, d=7)
CAPACITY = series(x=30, y=10)
R_X = 30 / (100 * 1 + 50 * 0.68)
R_Y = 10 / (50 * 1 + 40 * 0.22)


def test_step_1_shares_each_capacity_among_the_weighted_persons() -> None:
    found = e2sfca(times_of(TIMES), PERSONS, CAPACITY, LUO_QI).facilities
    assert list(found["weighted_persons"]) == [134, 58.8]
    assert list(found["places_per_person"]) == [R_X, R_Y]


def test_step_2_adds_up_the_weighted_shares_in_reach() -> None:
    found = e2sfca(times_of(TIMES), PERSONS, CAPACITY, LUO_QI).access
    assert dict(found) == pytest.approx(
        {"a": R_X, "b": 0.68 * R_X + R_Y, "c": 0.22 * R_Y, "d": 0}, rel=1e-15
    )


def test_who_is_in_no_pair_has_nothing_in_reach() -> None:
    assert e2sfca(times_of(TIMES), PERSONS, CAPACITY, LUO_QI).access["d"] == 0


def test_unknown_capacity_is_left_out_and_named() -> None:
    found = e2sfca(times_of(TIMES), PERSONS, series(x=30, y=math.nan), LUO_QI)
    assert found.unknown_capacity == ("y",)
    assert found.access["c"] == 0
    assert found.access["b"] == pytest.approx(0.68 * R_X)
    assert math.isnan(found.facilities["places_per_person"]["y"])


def test_capacity_that_nobody_reaches_is_named_and_reaches_nobody() -> None:
    capacity = series(x=30, y=10, z=5)
    found = e2sfca(times_of(TIMES + "a z 30.1"), PERSONS, capacity, LUO_QI)
    assert found.reached_by_nobody == ("z",)
    assert math.isnan(found.facilities["places_per_person"]["z"])
    assert (PERSONS * found.access).sum() == pytest.approx(40)


def test_a_facility_that_the_times_do_not_know_is_reached_by_nobody() -> None:
    found = e2sfca(times_of(TIMES), PERSONS, series(x=30, y=10, z=5), LUO_QI)
    assert found.reached_by_nobody == ("z",)
    assert found.facilities["weighted_persons"]["z"] == 0


def test_capacity_among_cells_where_nobody_lives_reaches_nobody() -> None:
    found = e2sfca(times_of("a x 5"), series(a=0), series(x=30), LUO_QI)
    assert found.reached_by_nobody == ("x",)
    assert found.access["a"] == 0


def test_a_capacity_of_zero_is_known() -> None:
    found = e2sfca(times_of("a x 5"), series(a=3), series(x=0), LUO_QI)
    assert found.facilities["places_per_person"]["x"] == 0
    assert (found.unknown_capacity, found.reached_by_nobody) == ((), ())


def test_pairs_with_strangers_count_nothing() -> None:
    with_strangers = times_of(TIMES + "s x 1\na t 1")
    pd.testing.assert_series_equal(
        e2sfca(with_strangers, PERSONS, CAPACITY, LUO_QI).access,
        e2sfca(times_of(TIMES), PERSONS, CAPACITY, LUO_QI).access,
    )


def test_times_looked_for_less_far_than_the_decay_reaches_are_refused() -> None:
    with pytest.raises(ValueError, match="the decay reaches 30"):
        e2sfca(times_of(TIMES, limit_min=29), PERSONS, CAPACITY, LUO_QI)


@given(worlds(), DECAYS)
def test_the_places_handed_out_are_the_places_there_are(world: World, decay: Decay) -> None:
    found = e2sfca(world.times, world.persons, world.capacity, decay)
    handed_out = (world.persons * found.access).sum()
    lost = world.capacity[list(found.reached_by_nobody)].sum()
    assert handed_out + lost == pytest.approx(world.capacity.sum())


@given(worlds(), DECAYS, st.randoms())
def test_the_order_of_rows_changes_nothing(world: World, decay: Decay, random) -> None:
    rows, people, places = list(world.rows), list(PEOPLE), list(PLACES)
    for order in (rows, people, places):
        random.shuffle(order)
    pd.testing.assert_series_equal(
        e2sfca(of_rows(rows), world.persons[people], world.capacity[places], decay).access,
        e2sfca(world.times, world.persons, world.capacity, decay).access,
        check_exact=True,
    )
