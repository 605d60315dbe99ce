"""One year's purses against what counties cost: worked cases, and the most that can be paid."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from analysis.planning.fund_year import Purse, pay_year

Case = tuple[dict[str, int], list[Purse]]


def open_purse(amount: int, codes: str) -> Purse:
    return Purse(amount, dict.fromkeys(codes, amount))


def paid_in_all(case: Case) -> int:
    return sum(sum(paid.values()) for paid in pay_year(*case))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    codes = draw(st.sampled_from(["a", "ab", "abc"]))
    cost = {code: draw(st.integers(0, 6)) for code in codes}
    purses = []
    for _ in range(draw(st.integers(0, 3))):
        may = draw(st.sets(st.sampled_from(codes)))
        most = {code: draw(st.integers(0, 6)) for code in sorted(may)}
        purses.append(Purse(draw(st.integers(0, 9)), most))
    return cost, purses


def most_payable(case: Case) -> int:
    """By minimum cut: over every set of counties left unpaid, what must still be payable."""
    cost, purses = case
    bounds = []
    for cut in product((True, False), repeat=len(cost)):
        kept = [code for code, out in zip(cost, cut, strict=True) if not out]
        paid_for = sum(cost[code] for code, out in zip(cost, cut, strict=True) if out)
        reach = sum(min(p.amount_fen, sum(p.most_fen.get(c, 0) for c in kept)) for p in purses)
        bounds.append(paid_for + reach)
    return min(bounds)


def test_a_purse_pays_in_proportion_to_the_cost() -> None:
    assert pay_year({"a": 20, "b": 10}, [open_purse(15, "ab")]) == [{"a": 10, "b": 5}]


def test_the_second_purse_pays_what_the_first_left() -> None:
    paid = pay_year({"a": 20, "b": 10}, [open_purse(15, "ab"), open_purse(99, "ab")])
    assert paid[1] == {"a": 10, "b": 5}


def test_a_fen_left_over_goes_to_the_largest_remainder_then_by_code() -> None:
    assert pay_year({"a": 1, "b": 1}, [open_purse(1, "ab")]) == [{"a": 1, "b": 0}]


def test_a_purse_pays_only_its_counties() -> None:
    assert pay_year({"a": 20, "b": 10}, [open_purse(30, "b")]) == [{"b": 10}]


def test_a_purse_pays_no_more_than_its_limit_in_a_county() -> None:
    assert pay_year({"a": 20, "b": 10}, [Purse(30, {"a": 4, "b": 10})]) == [{"a": 4, "b": 10}]


def test_money_moves_where_another_purse_can_take_its_place() -> None:
    # The free purse first pays 5 + 5; b's own purse has 5 too many, so the free one goes to a.
    paid = pay_year({"a": 10, "b": 10}, [open_purse(10, "ab"), open_purse(10, "b")])
    assert paid == [{"a": 10, "b": 0}, {"b": 10}]


def test_money_moves_over_two_purses() -> None:
    # c's purse frees the second of c, which frees the first of b, which pays a.
    cost = {"a": 6, "b": 6, "c": 6}
    purses = [open_purse(6, "ab"), open_purse(6, "bc"), open_purse(6, "c")]
    assert paid_in_all((cost, purses)) == 18


def test_without_purses_nothing_is_paid() -> None:
    assert pay_year({"a": 5}, []) == []


@given(cases())
def test_no_purse_pays_more_than_it_holds_or_may(case: Case) -> None:
    for purse, paid in zip(case[1], pay_year(*case), strict=True):
        assert sum(paid.values()) <= purse.amount_fen
        assert all(0 <= fen <= purse.most_fen[code] for code, fen in paid.items() if fen)
        assert all(fen >= 0 for fen in paid.values())


@given(cases())
def test_no_county_is_paid_more_than_it_costs(case: Case) -> None:
    paid = pay_year(*case)
    assert all(sum(p.get(code, 0) for p in paid) <= fen for code, fen in case[0].items())


@given(cases())
def test_what_is_paid_is_the_most_that_can_be(case: Case) -> None:
    assert paid_in_all(case) == most_payable(case)


@given(cases())
def test_the_order_of_counties_changes_nothing(case: Case) -> None:
    cost, purses = case
    turned = [Purse(p.amount_fen, dict(reversed(p.most_fen.items()))) for p in purses]
    assert pay_year(dict(reversed(cost.items())), turned) == pay_year(cost, purses)
