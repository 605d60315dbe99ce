"""Household retrofits over counties and years: worked cases by hand, and laws of every plan."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.planning.limits import Limit
from analysis.planning.retrofit import (
    CountyNeed,
    InfeasiblePlanError,
    RetrofitPlan,
    RetrofitRequest,
    Rule,
    allocate,
    needs_of,
    split_years,
)
from geo.records import RetrofitNeed

YEARS = (2026, 2027, 2028, 2029, 2030)
A, B, C = "450202", "450203", "450225"
# need left 600, 400, 200
NEEDS = (CountyNeed(A, 1000, 400), CountyNeed(B, 800, 400), CountyNeed(C, 500, 300))


def plan(
    target: int,
    rule: Rule = Rule.PROPORTIONAL,
    needs: tuple[CountyNeed, ...] = NEEDS,
    years: tuple[int, ...] = YEARS,
    floor: int = 0,
    unit_cost: Fraction | None = None,
    budget: Fraction | None = None,
    weights: dict[str, Fraction] | None = None,
) -> RetrofitPlan:
    request = RetrofitRequest(
        needs, target, years, rule, floor, unit_cost, budget, dict(weights or {})
    )
    return allocate(request)


def households(made: RetrofitPlan) -> dict[str, int]:
    return {c.county_code: c.households for c in made.counties}


def limit_of(*args: object, **kwargs: object) -> InfeasiblePlanError:
    with pytest.raises(InfeasiblePlanError) as caught:
        plan(*args, **kwargs)  # type: ignore[arg-type]
    return caught.value


@st.composite
def requests(draw: st.DrawFn) -> RetrofitRequest:
    """A request that can be met: some counties not reported, floors, weights, a budget or none."""
    codes = draw(st.lists(st.sampled_from([f"45020{n}" for n in range(9)]), unique=True))
    needs = []
    for code in codes:
        eligible = draw(st.integers(0, 60))
        done = draw(st.none() | st.integers(0, eligible))
        needs.append(CountyNeed(code, eligible, done))
    left = [n.need_left for n in needs if n.need_left is not None]
    floor = draw(st.integers(0, 20))
    target = draw(st.integers(sum(min(floor, n) for n in left), sum(left)))
    years = tuple(range(2026, 2026 + draw(st.integers(1, 6))))
    unit = draw(st.none() | st.integers(1, 9_000).map(Fraction))
    each_year = -(-target // len(years))
    budget = None if unit is None else unit * each_year + draw(st.integers(0, 20_000))
    weights = {
        code: Fraction(draw(st.integers(0, 30)), 10) for code in codes if draw(st.booleans())
    }
    rule = draw(st.sampled_from(Rule))
    return RetrofitRequest(tuple(needs), target, years, rule, floor, unit, budget, weights)


def test_proportional_goes_by_need_left() -> None:
    # 100 of 600:400:200 is 50, 33.3, 16.7: the household left over goes to the .7
    assert households(plan(100)) == {A: 50, B: 33, C: 17}


def test_equal_remainders_go_by_county_code() -> None:
    needs = (CountyNeed(B, 10, 0), CountyNeed(A, 10, 0))
    assert households(plan(5, needs=needs)) == {A: 3, B: 2}


def test_equal_coverage_lifts_the_lowest_first() -> None:
    # covered 40 %, 50 %, 60 %: 100 households take A to 50 %; 180 more take A and B to 60 %
    assert households(plan(100, Rule.EQUAL_COVERAGE)) == {A: 100, B: 0, C: 0}
    assert households(plan(280, Rule.EQUAL_COVERAGE)) == {A: 200, B: 80, C: 0}


def test_priority_goes_by_need_left_times_weight() -> None:
    # 600 × 1, 400 × 1, 200 × 5 = 600:400:1000 of 100
    shared = households(plan(100, Rule.PRIORITY, weights={C: Fraction(5)}))
    assert shared == {A: 30, B: 20, C: 50}


def test_priority_stops_at_the_need_left_and_passes_the_rest_on() -> None:
    # 600:400:2000 of 600 would give C 400; it has 200 left to do, and 400 of 600:400 is 240, 160
    shared = households(plan(600, Rule.PRIORITY, weights={C: Fraction(10)}))
    assert shared == {A: 240, B: 160, C: 200}


def test_a_weight_of_zero_comes_last() -> None:
    weights = {A: Fraction(0)}
    assert households(plan(600, Rule.PRIORITY, weights=weights)) == {A: 0, B: 400, C: 200}
    assert households(plan(650, Rule.PRIORITY, weights=weights)) == {A: 50, B: 400, C: 200}


@pytest.mark.parametrize("rule", [Rule.PROPORTIONAL, Rule.EQUAL_COVERAGE])
def test_weights_count_for_the_priority_rule_only(rule: Rule) -> None:
    assert households(plan(100, rule, weights={C: Fraction(9)})) == households(plan(100, rule))


def test_a_floor_is_kept_where_the_need_allows() -> None:
    # of 300, A and B would get 214 and 86 by 600:240; C only has 10 left and B is raised to 100
    needs = (CountyNeed(A, 600, 0), CountyNeed(B, 240, 0), CountyNeed(C, 10, 0))
    assert households(plan(300, needs=needs, floor=100)) == {A: 190, B: 100, C: 10}


@pytest.mark.parametrize("rule", Rule)
def test_a_target_of_zero_gives_nothing_to_anyone(rule: Rule) -> None:
    assert households(plan(0, rule)) == {A: 0, B: 0, C: 0}


@pytest.mark.parametrize("rule", Rule)
def test_one_county_takes_the_whole_target(rule: Rule) -> None:
    assert plan(7, rule, needs=NEEDS[:1]).counties[0].by_year == (2, 2, 1, 1, 1)


@pytest.mark.parametrize("rule", Rule)
def test_a_target_of_all_need_left_meets_all_of_it(rule: Rule) -> None:
    made = plan(1200, rule)
    assert households(made) == {A: 600, B: 400, C: 200}
    assert [c.after_share for c in made.counties] == [1.0, 1.0, 1.0]


def test_years_are_even() -> None:
    assert plan(3000, needs=(CountyNeed(A, 5000, 0),)).by_year == (600, 600, 600, 600, 600)


def test_what_does_not_divide_falls_to_the_earlier_years() -> None:
    assert plan(3001, needs=(CountyNeed(A, 5000, 0),)).by_year == (601, 600, 600, 600, 600)
    assert plan(1003).by_year == (201, 201, 201, 200, 200)


def test_households_are_dealt_to_the_years_in_turn() -> None:
    # seven and three households in a line, dealt to three years: 1231231 | 231
    assert split_years({B: 3, A: 7}, 3) == {A: (3, 2, 2), B: (1, 1, 1)}


def test_counties_and_years_both_add_up() -> None:
    made = plan(1003, Rule.EQUAL_COVERAGE)
    assert sum(households(made).values()) == sum(made.by_year) == 1003


def test_coverage_rises_year_by_year() -> None:
    made = plan(500, needs=(CountyNeed(A, 1000, 400),))
    assert made.before_share == 0.4
    assert made.counties[0].share_by_year == made.share_by_year == (0.5, 0.6, 0.7, 0.8, 0.9)


def test_coverage_of_a_county_where_nobody_is_eligible_is_not_known() -> None:
    county = plan(0, needs=(CountyNeed(A, 0, 0),)).counties[0]
    assert (county.before_share, county.after_share) == (None, None)


@pytest.mark.parametrize("need", [CountyNeed(C, None, 30), CountyNeed(C, 500, None)])
def test_a_county_that_has_not_reported_is_named_and_gets_no_row(need: CountyNeed) -> None:
    made = plan(100, needs=(*NEEDS[:2], need))
    assert made.unreported == (C,)
    assert households(made) == {A: 60, B: 40}


def test_an_estimate_without_a_report_of_work_done_is_all_left_to_do() -> None:
    assert CountyNeed(A, 500, None, estimated=True).need_left == 500


def test_an_estimated_need_stays_marked_in_the_plan() -> None:
    made = plan(5, needs=(CountyNeed(A, 10, 0, estimated=True), CountyNeed(B, 10, 0)))
    assert [c.estimated for c in made.counties] == [True, False]


def test_where_nobody_has_reported_no_household_can_be_placed() -> None:
    error = limit_of(1, needs=(CountyNeed(A, None, None),))
    assert (error.limit, error.feasible_households) == (Limit.NEED_LEFT, 0)


def test_a_target_above_the_need_left_names_the_need_left() -> None:
    error = limit_of(1201)
    assert (error.limit, error.feasible_households) == (Limit.NEED_LEFT, 1200)
    assert "1,200" in error.message.zh
    assert "1,200" in error.message.en


def test_floors_above_the_target_name_the_floors() -> None:
    # min(250, need left) is 250 + 250 + 200
    error = limit_of(699, floor=250)
    assert (error.limit, error.feasible_households) == (Limit.FLOOR, 700)
    assert households(plan(700, floor=250)) == {A: 250, B: 250, C: 200}


def test_a_yearly_budget_holds_whole_households_only() -> None:
    # 1 000 000 ÷ 6 500 = 153.8: 153 a year, 765 in five
    limits = {"unit_cost": Fraction(6500), "budget": Fraction(1_000_000)}
    assert plan(765, **limits).by_year == (153,) * 5  # type: ignore[arg-type]
    error = limit_of(766, **limits)
    assert (error.limit, error.feasible_households) == (Limit.YEARLY_BUDGET, 765)
    assert "765" in error.message.zh
    assert "765" in error.message.en


def test_of_two_limits_the_one_that_allows_less_binds_and_both_are_said() -> None:
    error = limit_of(1500, unit_cost=Fraction(1000), budget=Fraction(100_000))
    assert [e.limit for e in error.exceeded] == [Limit.YEARLY_BUDGET, Limit.NEED_LEFT]
    assert (error.limit, error.feasible_households) == (Limit.YEARLY_BUDGET, 500)


def test_cost_is_households_times_unit_cost() -> None:
    assert plan(100, unit_cost=Fraction("5000.50")).cost_yuan(3) == Fraction("15001.50")


def test_without_a_unit_cost_the_cost_is_not_known() -> None:
    assert plan(100).cost_yuan(3) is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"target": -1}, "no negative target"),
        ({"target": 1, "floor": -1}, "no negative target or floor"),
        ({"target": 1, "years": ()}, "at least one year"),
        ({"target": 1, "needs": (*NEEDS, NEEDS[0])}, "stands twice"),
        ({"target": 1, "needs": (CountyNeed(A, 3, 4),)}, "exceed"),
        ({"target": 1, "unit_cost": Fraction(0)}, "unit cost"),
        ({"target": 1, "budget": Fraction(9)}, "without a unit cost"),
        ({"target": 1, "unit_cost": Fraction(1), "budget": Fraction(-1)}, "budget"),
        ({"target": 1, "weights": {A: Fraction(-1)}}, "weights"),
    ],
)
def test_a_request_that_makes_no_sense_is_an_error(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        plan(**wrong)  # type: ignore[arg-type]


def record(name: str, eligible: int | None, as_of: date | None, done: int = 0) -> RetrofitNeed:
    return RetrofitNeed(name, A, eligible, done, as_of)


def test_the_latest_report_of_a_county_counts() -> None:
    older, newer = record("b", 10, date(2024, 12, 31)), record("a", 20, date(2025, 12, 31))
    assert needs_of((newer, older), (A,)) == (CountyNeed(A, 20, 0),)


def test_a_report_without_a_day_does_not_replace_a_dated_one() -> None:
    dated, undated = record("a", 10, date(2024, 12, 31)), record("b", 20, None)
    assert needs_of((dated, undated), (A,)) == (CountyNeed(A, 10, 0),)


def test_an_estimate_never_replaces_a_report() -> None:
    estimate = RetrofitNeed("estimate", A, 99, None, None, estimated=True)
    assert needs_of((record("a", 10, None), estimate), (A,)) == (CountyNeed(A, 10, 0),)


def test_an_estimate_stands_in_for_those_eligible_and_keeps_the_reported_work() -> None:
    estimate = RetrofitNeed("estimate", A, 99, None, None, estimated=True)
    needs = needs_of((record("a", None, date(2025, 12, 31), 40), estimate), (A, B))
    assert needs == (CountyNeed(A, 99, 40, estimated=True), CountyNeed(B, None, None))


@given(requests())
def test_every_plan_holds_its_target_its_bounds_and_both_margins(request: RetrofitRequest) -> None:
    made = allocate(request)
    left = {n.county_code: n.need_left for n in request.needs}
    assert sum(made.by_year) == sum(c.households for c in made.counties)
    assert sum(made.by_year) == request.target_households
    for county in made.counties:
        most = left[county.county_code] or 0
        assert min(request.floor_households, most) <= county.households <= most
        assert min(county.by_year) >= 0
        assert max(county.by_year) - min(county.by_year) <= 1
    assert list(made.by_year) == sorted(made.by_year, reverse=True)
    assert max(made.by_year) - min(made.by_year) <= 1


@given(requests())
def test_no_year_costs_more_than_its_budget(request: RetrofitRequest) -> None:
    made = allocate(request)
    for year in made.by_year:
        cost = made.cost_yuan(year)
        if cost is not None and request.budget_yuan_per_year is not None:
            assert cost <= request.budget_yuan_per_year


@given(requests())
def test_every_county_is_in_the_plan_or_named_as_not_reported(request: RetrofitRequest) -> None:
    made = allocate(request)
    codes = [c.county_code for c in made.counties] + list(made.unreported)
    assert sorted(codes) == sorted(n.county_code for n in request.needs)


@given(requests(), st.randoms())
def test_the_order_of_needs_changes_no_plan(request: RetrofitRequest, random: object) -> None:
    needs = tuple(sorted(request.needs, key=lambda _: random.random()))  # type: ignore[attr-defined]
    mixed = RetrofitRequest(
        needs,
        request.target_households,
        request.years,
        request.rule,
        request.floor_households,
        request.unit_cost_yuan,
        request.budget_yuan_per_year,
        request.weights,
    )
    made, same = allocate(request), allocate(mixed)
    assert (made.counties, made.unreported) == (same.counties, same.unreported)


def test_a_report_on_another_group_takes_no_part_in_a_plan() -> None:
    right = RetrofitNeed("r1", "450202", 100, 20, date(2024, 12, 31))
    wrong = RetrofitNeed("r2", "450202", 900, 800, date(2025, 12, 31), basis="贫困、重度")
    (need,) = needs_of((right, wrong), ("450202",))
    assert (need.eligible_households, need.done_households) == (100, 20)
    (unknown,) = needs_of((wrong,), ("450202",))
    assert unknown.need_left is None
