"""Persons within a limit, beyond it, and not connected."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.accessibility.coverage import LimitedSplit, Split, coverage, split
from analysis.accessibility.nearest import nearest
from tests.accessibility.small_times import series, times_of
from tests.accessibility.strategies import World, worlds

# Nearest: a 10, b 15, c 40, d nothing.
TIMES = """
a x 10
b x 15
b y 20
c y 40
"""
PERSONS = series(a=100, b=50, c=30, d=20)


def test_persons_and_share_within_each_limit() -> None:
    found = coverage(nearest(times_of(TIMES)), PERSONS, [30, 60])
    assert list(found.index) == [30, 60]
    assert list(found["persons"]) == [150, 180]
    assert list(found["share"]) == [0.75, 0.9]


def test_exactly_at_the_limit_is_within() -> None:
    found = nearest(times_of(TIMES))
    assert coverage(found, PERSONS, [15])["persons"][15] == 150
    assert coverage(found, PERSONS, [math.nextafter(15, 0)])["persons"].iloc[0] == 100


def test_limits_come_ascending_and_once() -> None:
    found = coverage(nearest(times_of(TIMES)), PERSONS, [60, 15, 60])
    assert list(found.index) == [15, 60]


def test_everyone_is_reached_beyond_or_not_connected() -> None:
    assert split(nearest(times_of(TIMES)), PERSONS, 15) == Split(15, 150, 30, 20)


def test_with_a_search_limit_beyond_and_not_connected_are_one() -> None:
    limited = nearest(times_of(TIMES, limit_min=40))
    assert split(limited, PERSONS, 15) == LimitedSplit(15, 150, 50)


def test_a_cutoff_beyond_the_search_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="up to 40 min only"):
        coverage(nearest(times_of(TIMES, limit_min=40)), PERSONS, [41])


@pytest.mark.parametrize("cutoff", [-1, math.nan, math.inf])
def test_a_cutoff_is_a_number_of_minutes(cutoff: float) -> None:
    with pytest.raises(ValueError, match="cutoff"):
        coverage(nearest(times_of(TIMES)), PERSONS, [cutoff])


def test_who_has_no_count_of_persons_is_not_counted() -> None:
    assert split(nearest(times_of(TIMES)), series(a=100), 15) == Split(15, 100, 0, 0)


def test_without_persons_there_is_no_share() -> None:
    found = coverage(nearest(times_of(TIMES)), series(a=0), [30])
    assert found["persons"][30] == 0
    assert math.isnan(found["share"][30])
    assert split(nearest(times_of(TIMES)), series(a=0), 30).reached_share is None


@pytest.mark.parametrize("bad", [-1, math.nan, math.inf])
def test_persons_must_be_known_and_not_negative(bad: float) -> None:
    with pytest.raises(ValueError, match="persons of 'b'"):
        coverage(nearest(times_of(TIMES)), series(a=1, b=bad), [30])


@given(worlds(), st.floats(0, 100))
def test_the_three_add_up_to_the_total(world: World, cutoff: float) -> None:
    parts = split(nearest(world.times), world.persons, cutoff)
    assert isinstance(parts, Split)
    three = (parts.reached_persons, parts.beyond_persons, parts.not_connected_persons)
    assert sum(three) == parts.total_persons == world.persons.sum()


@given(worlds(), st.floats(0, 100), st.floats(0, 100))
def test_a_longer_limit_never_reaches_fewer(world: World, one: float, other: float) -> None:
    found = coverage(nearest(world.times), world.persons, [one, other])["persons"]
    assert found.is_monotonic_increasing
