"""Households shared among counties: worked cases by hand, and laws that hold for every case."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.planning.apportion import Bounds, equal_coverage, largest_remainder

Case = tuple[int, dict[str, Fraction], dict[str, Bounds]]


def fractions(**weights: int) -> dict[str, Fraction]:
    return {code: Fraction(weight) for code, weight in weights.items()}


def up_to(**most: int) -> dict[str, Bounds]:
    return {code: Bounds(0, high) for code, high in most.items()}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A total that fits, with weights (some zero) and bounds."""
    codes = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1))
    weights, bounds = {}, {}
    for code in codes:
        weights[code] = Fraction(draw(st.integers(0, 60)), draw(st.integers(1, 7)))
        low = draw(st.integers(0, 20))
        bounds[code] = Bounds(low, low + draw(st.integers(0, 60)))
    least, most = sum(b.low for b in bounds.values()), sum(b.high for b in bounds.values())
    return draw(st.integers(least, most)), weights, bounds


@st.composite
def coverages(draw: st.DrawFn) -> tuple[int, dict[str, int], dict[str, int], dict[str, Bounds]]:
    """A total that fits, with households done and eligible, and floors."""
    codes = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1))
    done, eligible, bounds = {}, {}, {}
    for code in codes:
        eligible[code] = draw(st.integers(0, 40))
        done[code] = draw(st.integers(0, eligible[code]))
        left = eligible[code] - done[code]
        bounds[code] = Bounds(draw(st.integers(0, left)), left)
    least, most = sum(b.low for b in bounds.values()), sum(b.high for b in bounds.values())
    return draw(st.integers(least, most)), done, eligible, bounds


def hamilton(total: int, weights: Mapping[str, Fraction]) -> dict[str, int]:
    """Hamilton's method as textbooks have it, without bounds."""
    whole = sum(weights.values(), Fraction(0))
    quotas = {code: total * weight / whole for code, weight in weights.items()}
    seats = {code: floor(quota) for code, quota in quotas.items()}
    ranked = sorted(quotas, key=lambda c: (-(quotas[c] - floor(quotas[c])), c))
    for code in ranked[: total - sum(seats.values())]:
        seats[code] += 1
    return seats


def one_at_a_time(
    total: int,
    done: Mapping[str, int],
    eligible: Mapping[str, int],
    bounds: Mapping[str, Bounds],
) -> dict[str, int]:
    """The rule of equal coverage as the plan words it: the next household to the lowest."""
    given_to = {code: b.low for code, b in bounds.items()}
    for _ in range(total - sum(given_to.values())):
        code = min(
            (c for c in bounds if given_to[c] < bounds[c].high),
            key=lambda c: (Fraction(done[c] + given_to[c], eligible[c]), c),
        )
        given_to[code] += 1
    return given_to


def bounded_quotas(case: Case) -> dict[str, Fraction]:
    """The continuous shares, found by fixing one group of bounds after another."""
    total, weights, bounds = case
    fixed: dict[str, Fraction] = {}
    while True:
        free = [c for c in bounds if c not in fixed]
        weight = sum((weights[c] for c in free), Fraction(0))
        left = total - sum(fixed.values(), Fraction(0))
        if not free:
            return fixed
        share = {c: left * weights[c] / weight for c in free}
        over = {c: Fraction(bounds[c].high) for c in free if share[c] > bounds[c].high}
        under = {c: Fraction(bounds[c].low) for c in free if share[c] < bounds[c].low}
        if not over and not under:
            return fixed | share
        too_much = sum((share[c] - high for c, high in over.items()), Fraction(0))
        too_little = sum((low - share[c] for c, low in under.items()), Fraction(0))
        # The side that moves more is settled for good; of equal sides both are.
        fixed |= over if too_much >= too_little else {}
        fixed |= under if too_little >= too_much else {}


def test_the_household_left_over_goes_to_the_largest_remainder() -> None:
    # quotas 10 × 47/100 = 4.7, 3.2, 2.1: 4 + 3 + 2 leaves one, for .7
    weights = fractions(a=47, b=32, c=21)
    assert largest_remainder(10, weights, up_to(a=47, b=32, c=21)) == {"a": 5, "b": 3, "c": 2}


def test_equal_remainders_go_by_code() -> None:
    # quotas 5/3 each: 1 + 1 + 1 leaves two, for the first two codes
    weights = fractions(c=9, a=9, b=9)
    assert largest_remainder(5, weights, up_to(c=9, a=9, b=9)) == {"a": 2, "b": 2, "c": 1}


def test_what_a_full_county_can_not_take_goes_to_the_others() -> None:
    # 60 of weights 3:2:1 is 30, 20, 10; a takes 12, and 48 of 2:1 is 32, 16
    weights = fractions(a=3, b=2, c=1)
    assert largest_remainder(60, weights, up_to(a=12, b=50, c=50)) == {"a": 12, "b": 32, "c": 16}


def test_excess_may_fill_a_second_county() -> None:
    # a takes 12; of the 48 left b would get 32 and takes 25; c gets 23
    weights = fractions(a=3, b=2, c=1)
    assert largest_remainder(60, weights, up_to(a=12, b=25, c=50)) == {"a": 12, "b": 25, "c": 23}


def test_a_floor_is_taken_from_the_others() -> None:
    # c is raised from 10 to 20; 40 of 3:2 is 24, 16
    bounds = {"a": Bounds(0, 60), "b": Bounds(0, 60), "c": Bounds(20, 60)}
    weights = fractions(a=3, b=2, c=1)
    assert largest_remainder(60, weights, bounds) == {"a": 24, "b": 16, "c": 20}


def test_a_county_without_weight_gets_nothing_while_others_have_room() -> None:
    assert largest_remainder(5, fractions(a=1, b=0), up_to(a=5, b=5)) == {"a": 5, "b": 0}


def test_counties_without_weight_share_what_the_others_can_not_take_by_their_room() -> None:
    # a takes 3; the 9 left are shared 4:2
    weights = fractions(a=1, b=0, c=0)
    assert largest_remainder(9, weights, up_to(a=3, b=8, c=4)) == {"a": 3, "b": 4, "c": 2}


def test_nothing_shared_is_nothing_for_each() -> None:
    assert largest_remainder(0, fractions(a=1, b=2), up_to(a=5, b=5)) == {"a": 0, "b": 0}


def test_one_county_gets_all() -> None:
    assert largest_remainder(7, fractions(a=3), up_to(a=9)) == {"a": 7}


def test_no_county_shares_nothing() -> None:
    assert largest_remainder(0, {}, {}) == {}


@pytest.mark.parametrize("total", [3, 21])
def test_a_total_outside_the_bounds_is_an_error(total: int) -> None:
    bounds = {"a": Bounds(4, 10), "b": Bounds(0, 10)}
    with pytest.raises(ValueError, match="outside the bounds, 4 to 20"):
        largest_remainder(total, fractions(a=1, b=1), bounds)
    with pytest.raises(ValueError, match="outside the bounds, 4 to 20"):
        equal_coverage(total, {"a": 0, "b": 0}, {"a": 10, "b": 10}, bounds)


def test_the_next_household_goes_to_the_lowest_coverage() -> None:
    # a 2/10, b 1/4, c 0/5: c to 1/5; a equals c, by code a to 3/10; c to 2/5; b to 2/4; a to 4/10
    done, eligible = {"a": 2, "b": 1, "c": 0}, {"a": 10, "b": 4, "c": 5}
    bounds = up_to(a=8, b=3, c=5)
    assert equal_coverage(1, done, eligible, bounds) == {"a": 0, "b": 0, "c": 1}
    assert equal_coverage(2, done, eligible, bounds) == {"a": 1, "b": 0, "c": 1}
    assert equal_coverage(3, done, eligible, bounds) == {"a": 1, "b": 0, "c": 2}
    assert equal_coverage(4, done, eligible, bounds) == {"a": 1, "b": 1, "c": 2}
    assert equal_coverage(5, done, eligible, bounds) == {"a": 2, "b": 1, "c": 2}


def test_equal_coverage_counts_a_floor_first() -> None:
    # the floor lifts b to 5/10; the 4 left go to a
    bounds = {"a": Bounds(0, 10), "b": Bounds(5, 10)}
    shared = equal_coverage(9, {"a": 0, "b": 0}, {"a": 10, "b": 10}, bounds)
    assert shared == {"a": 4, "b": 5}


def test_a_county_with_nobody_eligible_gets_nothing() -> None:
    assert equal_coverage(3, {"a": 0, "b": 0}, {"a": 0, "b": 3}, up_to(a=0, b=3)) == {
        "a": 0,
        "b": 3,
    }


def test_all_need_left_is_met_when_the_total_is_all_of_it() -> None:
    done, eligible = {"a": 1, "b": 2}, {"a": 4, "b": 9}
    assert equal_coverage(10, done, eligible, up_to(a=3, b=7)) == {"a": 3, "b": 7}


def test_a_million_households_take_no_more_steps_than_a_few() -> None:
    codes = [f"{n:03d}" for n in range(200)]
    eligible = {code: 10_000 + 7 * i for i, code in enumerate(codes)}
    done = {code: 13 * i for i, code in enumerate(codes)}
    bounds = {code: Bounds(0, eligible[code] - done[code]) for code in codes}
    shared = equal_coverage(1_000_000, done, eligible, bounds)
    after = [Fraction(done[c] + shared[c], eligible[c]) for c in codes if shared[c]]
    assert sum(shared.values()) == 1_000_000
    assert max(after) - min(after) <= Fraction(1, 10_000)


@given(cases())
def test_shares_add_up_within_their_bounds(case: Case) -> None:
    shared = largest_remainder(*case)
    assert sum(shared.values()) == case[0]
    assert all(b.low <= shared[code] <= b.high for code, b in case[2].items())


@given(cases(), st.randoms())
def test_the_order_of_counties_changes_no_share(case: Case, random: object) -> None:
    total, weights, bounds = case
    codes = sorted(bounds, key=lambda _: random.random())  # type: ignore[attr-defined]
    mixed = {code: weights[code] for code in codes}, {code: bounds[code] for code in codes}
    assert largest_remainder(total, *mixed) == largest_remainder(total, weights, bounds)


@given(cases(), st.integers(1, 9))
def test_only_the_ratio_of_weights_counts(case: Case, factor: int) -> None:
    total, weights, bounds = case
    larger = {code: weight * factor for code, weight in weights.items()}
    assert largest_remainder(total, larger, bounds) == largest_remainder(total, weights, bounds)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 99), min_size=1), st.data())
def test_without_binding_bounds_it_is_hamiltons_method(
    weights: dict[str, int], data: st.DataObject
) -> None:
    total = data.draw(st.integers(0, 500))
    shares = {code: Fraction(weight) for code, weight in weights.items()}
    free = {code: Bounds(0, total) for code in weights}
    assert largest_remainder(total, shares, free) == hamilton(total, shares)


@given(cases().filter(lambda case: all(w > 0 for w in case[1].values())))
def test_no_share_is_a_household_off_its_bounded_quota(case: Case) -> None:
    shared, quotas = largest_remainder(*case), bounded_quotas(case)
    assert all(abs(shared[code] - quotas[code]) < 1 for code in shared)


@given(coverages())
def test_equal_coverage_is_the_loop_of_one_household_at_a_time(
    case: tuple[int, dict[str, int], dict[str, int], dict[str, Bounds]],
) -> None:
    assert equal_coverage(*case) == one_at_a_time(*case)
