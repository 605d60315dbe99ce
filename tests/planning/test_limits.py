"""Which limit a retrofit target does not fit in, and how far one could go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.planning.apportion import Bounds
from analysis.planning.limits import Exceeded, Limit, exceeded_limits, largest_floor


def found(exceeded: tuple[Exceeded, ...]) -> list[tuple[Limit, int]]:
    return [(e.limit, e.feasible_households) for e in exceeded]


def test_a_target_that_fits_exceeds_nothing() -> None:
    assert exceeded_limits(30, [Bounds(5, 20), Bounds(5, 20)], 3, 10) == ()


def test_a_target_of_all_the_need_left_still_fits() -> None:
    assert exceeded_limits(40, [Bounds(0, 20), Bounds(0, 20)], 1, None) == ()


def test_one_household_more_than_the_need_left_does_not_fit() -> None:
    exceeded = exceeded_limits(41, [Bounds(0, 20), Bounds(0, 20)], 1, None)
    assert found(exceeded) == [(Limit.NEED_LEFT, 40)]


def test_one_household_more_than_the_budgets_of_all_years_does_not_fit() -> None:
    exceeded = exceeded_limits(31, [Bounds(0, 99)], 3, 10)
    assert found(exceeded) == [(Limit.YEARLY_BUDGET, 30)]


def test_floors_above_the_target_name_the_smallest_target_that_fits() -> None:
    exceeded = exceeded_limits(9, [Bounds(5, 20), Bounds(5, 20)], 1, None)
    assert found(exceeded) == [(Limit.FLOOR, 10)]


def test_floors_above_the_target_say_which_floor_fits() -> None:
    message = exceeded_limits(9, [Bounds(5, 20), Bounds(5, 20)], 1, None)[0].message
    assert "降到 4 户" in message.zh
    assert "Lower the floor to 4" in message.en


@pytest.mark.parametrize(
    ("yearly", "order"),
    [
        (10, [(Limit.YEARLY_BUDGET, 20), (Limit.NEED_LEFT, 30)]),
        (20, [(Limit.NEED_LEFT, 30), (Limit.YEARLY_BUDGET, 40)]),
        (15, [(Limit.NEED_LEFT, 30), (Limit.YEARLY_BUDGET, 30)]),
    ],
)
def test_of_need_and_budget_the_one_that_allows_fewer_binds(
    yearly: int, order: list[tuple[Limit, int]]
) -> None:
    assert found(exceeded_limits(50, [Bounds(0, 30)], 2, yearly)) == order


def test_a_budget_too_small_and_floors_too_high_are_both_named() -> None:
    exceeded = exceeded_limits(9, [Bounds(10, 30)], 1, 0)
    assert found(exceeded) == [(Limit.YEARLY_BUDGET, 0), (Limit.FLOOR, 10)]


def test_counties_with_less_need_than_the_floor_leave_more_for_the_others() -> None:
    # 1 + 2 + 2 = 5
    assert largest_floor(5, [9, 1, 9]) == 2


def test_a_target_smaller_than_the_number_of_counties_allows_no_floor() -> None:
    assert largest_floor(2, [5, 5, 5]) == 0


def test_a_target_that_holds_all_need_allows_any_floor() -> None:
    assert largest_floor(20, [5, 7]) == 7


@given(st.lists(st.integers(0, 30), min_size=1), st.data())
def test_the_largest_floor_fits_and_the_next_does_not(
    needs_left: list[int], data: st.DataObject
) -> None:
    target = data.draw(st.integers(0, sum(needs_left)))
    floor = largest_floor(target, needs_left)
    assert sum(min(floor, n) for n in needs_left) <= target
    if target < sum(needs_left):
        assert sum(min(floor + 1, n) for n in needs_left) > target
