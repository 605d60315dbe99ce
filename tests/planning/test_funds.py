"""Sources of funds against a plan's cost: nothing is lost, nothing is paid twice."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.planning.funds import (
    Fund,
    by_county,
    fund_plan,
)
from analysis.planning.retrofit import CountyPlan, RetrofitPlan, RetrofitRequest, Rule
from geo.vocabulary import FundKind

A, B, C = "450202", "450203", "450225"
ZERO = Fraction(0)


def plan_of(unit_cost: str | None, **by_year: tuple[int, ...]) -> RetrofitPlan:
    """A plan with these households by county (``c450202=(3, 2)``) and year."""
    years = tuple(range(2026, 2026 + len(next(iter(by_year.values())))))
    total = sum(sum(n) for n in by_year.values())
    unit = None if unit_cost is None else Fraction(unit_cost)
    request = RetrofitRequest((), total, years, Rule.PROPORTIONAL, unit_cost_yuan=unit)
    counties = tuple(CountyPlan(name[1:], sum(n) + 10, 5, n) for name, n in sorted(by_year.items()))
    return RetrofitPlan(request, counties, ())


def yuan(*amounts: int | str) -> tuple[Fraction, ...]:
    return tuple(Fraction(amount) for amount in amounts)


TWO_YEARS = plan_of("1000", c450202=(3, 2), c450203=(1, 2))


@st.composite
def plans_and_funds(draw: st.DrawFn) -> tuple[RetrofitPlan, tuple[Fund, ...]]:
    years = draw(st.integers(1, 3))
    codes = draw(st.lists(st.sampled_from([A, B, C]), unique=True, min_size=1))
    by_year = {f"c{code}": tuple(draw(st.integers(0, 9)) for _ in range(years)) for code in codes}
    unit = Fraction(draw(st.integers(1, 900_000)), 100)
    plan = plan_of(str(unit), **by_year)
    fen = st.integers(0, 2_000_000).map(lambda n: Fraction(n, 100))
    funds = tuple(
        Fund(
            kind,
            tuple(draw(fen) for _ in range(years)),
            "",
            draw(st.none() | st.frozensets(st.sampled_from([A, B, C]))),
            draw(st.none() | fen),
        )
        for kind in draw(st.lists(st.sampled_from(FundKind), max_size=4))
    )
    return plan, funds


def test_sources_are_used_in_their_order_up_to_the_cost_of_the_year() -> None:
    # 4 000 yuan a year: the first source pays 3 000 and 1 000, the second what is left of it
    funds = (Fund(FundKind.LOTTERY, yuan(3000, 1000)), Fund(FundKind.CITY, yuan(5000, 2000)))
    funding = fund_plan(TWO_YEARS, funds)
    assert [use.used_yuan for use in funding.uses] == [yuan(3000, 1000), yuan(1000, 2000)]
    assert [use.left_yuan for use in funding.uses] == [yuan(0, 0), yuan(4000, 0)]
    assert funding.missing_yuan == yuan(0, 1000)


def test_what_a_year_leaves_is_not_carried_into_the_next() -> None:
    funding = fund_plan(TWO_YEARS, (Fund(FundKind.CITY, yuan(8000, 0)),))
    assert funding.missing_yuan == yuan(0, 4000)


def test_without_sources_all_cost_is_missing() -> None:
    funding = fund_plan(TWO_YEARS, ())
    assert funding.missing_yuan == funding.cost_yuan == yuan(4000, 4000)
    assert by_county(TWO_YEARS, funding) == {A: (), B: ()}


def test_money_follows_the_households_of_its_year() -> None:
    # 2 000 of 3:1 is 1 500, 500; 1 000 of 2:2 is 500, 500
    funding = fund_plan(TWO_YEARS, (Fund(FundKind.CITY, yuan(2000, 1000)),))
    assert by_county(TWO_YEARS, funding) == {A: yuan(2000), B: yuan(1000)}


def test_money_is_parted_to_the_fen_the_remainder_by_county_code() -> None:
    plan = plan_of("100", c450202=(1,), c450203=(1,), c450225=(1,))
    funding = fund_plan(plan, (Fund(FundKind.CITY, yuan(100)),))
    assert by_county(plan, funding) == {A: yuan("33.34"), B: yuan("33.33"), C: yuan("33.33")}


def test_two_sources_never_pay_a_county_more_than_it_costs() -> None:
    # a third of 1 yuan and a third of 2 yuan each round up in the first county: 1.01 of 1.00
    plan = plan_of("1", c450202=(1,), c450203=(1,), c450225=(1,))
    funds = (Fund(FundKind.LOTTERY, yuan(1)), Fund(FundKind.CITY, yuan(2)))
    parts = by_county(plan, fund_plan(plan, funds))
    assert [sum(parts[code]) for code in (A, B, C)] == [1, 1, 1]


def test_a_source_for_some_counties_pays_only_there() -> None:
    fund = Fund(FundKind.REGION, yuan(9000, 9000), county_codes=frozenset({B}))
    funding = fund_plan(TWO_YEARS, (fund,))
    assert by_county(TWO_YEARS, funding) == {A: yuan(0), B: yuan(3000)}


def test_a_source_pays_no_more_than_its_limit_a_household() -> None:
    fund = Fund(FundKind.LOTTERY, yuan(9000, 9000), most_yuan_per_household=Fraction(350))
    funding = fund_plan(TWO_YEARS, (fund,))
    assert funding.uses[0].used_yuan == yuan(1400, 1400)
    assert funding.missing_yuan == yuan(2600, 2600)


def test_open_money_makes_way_for_money_bound_to_one_county() -> None:
    # the open 4 000 goes to A, because the 1 000 bound to B can pay for B only
    plan = plan_of("1000", c450202=(4,), c450203=(1,))
    bound = Fund(FundKind.COUNTY, yuan(1000), county_codes=frozenset({B}))
    funding = fund_plan(plan, (Fund(FundKind.CITY, yuan(4000)), bound))
    assert funding.missing_yuan == yuan(0)
    assert by_county(plan, funding) == {A: yuan(4000, 0), B: yuan(0, 1000)}


def test_a_plan_without_a_unit_cost_can_not_be_funded() -> None:
    with pytest.raises(ValueError, match="unit cost"):
        fund_plan(plan_of(None, c450202=(1,)), ())


@pytest.mark.parametrize("amounts", [(1,), (1, 1, 1), (1, -1)])
def test_a_source_of_other_years_or_below_zero_is_an_error(amounts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="zero or more for each year"):
        fund_plan(TWO_YEARS, (Fund(FundKind.CITY, yuan(*amounts)),))


def test_a_part_of_a_fen_is_an_error() -> None:
    with pytest.raises(ValueError, match="whole number of fen"):
        fund_plan(TWO_YEARS, (Fund(FundKind.CITY, yuan("0.001", 0)),))


@given(plans_and_funds())
def test_every_yuan_of_the_cost_is_paid_or_missing(
    case: tuple[RetrofitPlan, tuple[Fund, ...]],
) -> None:
    plan, funds = case
    funding = fund_plan(plan, funds)
    for i, cost in enumerate(funding.cost_yuan):
        assert sum((u.used_yuan[i] for u in funding.uses), ZERO) + funding.missing_yuan[i] == cost
        assert funding.missing_yuan[i] >= 0


@given(plans_and_funds())
def test_no_source_pays_more_than_its_amount(
    case: tuple[RetrofitPlan, tuple[Fund, ...]],
) -> None:
    for use in fund_plan(*case).uses:
        pairs = zip(use.used_yuan, use.fund.yuan_by_year, strict=True)
        assert all(0 <= used <= amount for used, amount in pairs)


@given(plans_and_funds())
def test_the_counties_parts_add_up_to_what_each_source_paid(
    case: tuple[RetrofitPlan, tuple[Fund, ...]],
) -> None:
    plan, funds = case
    funding = fund_plan(plan, funds)
    parts = by_county(plan, funding)
    for j, use in enumerate(funding.uses):
        assert sum((parts[code][j] for code in parts), ZERO) == sum(use.used_yuan, ZERO)


@given(plans_and_funds())
def test_no_county_is_paid_more_than_it_costs_nor_beyond_a_sources_limits(
    case: tuple[RetrofitPlan, tuple[Fund, ...]],
) -> None:
    plan, funds = case
    funding = fund_plan(plan, funds)
    unit = plan.request.unit_cost_yuan or ZERO
    for county in plan.counties:
        code = county.county_code
        for i, households in enumerate(county.by_year):
            paid = [use.county_yuan[code][i] for use in funding.uses]
            assert min(paid, default=ZERO) >= 0
            assert sum(paid, ZERO) <= households * unit
            for use, part in zip(funding.uses, paid, strict=True):
                most = use.fund.most_yuan_per_household
                assert most is None or part <= households * most
                assert not part or use.fund.county_codes is None or code in use.fund.county_codes
