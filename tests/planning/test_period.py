"""期末核算: the period's account of verified households."""

from datetime import date

from analysis.planning.period import PeriodAccount, period_needs
from analysis.planning.retrofit import CountyNeed
from geo.records import RetrofitNeed

A, B, C, D = "450202", "450203", "450204", "450205"
NEEDS = (
    CountyNeed(D, None, None),
    CountyNeed(A, 1000, 400),
    CountyNeed(B, None, 350),
    CountyNeed(C, 500, None),
)


def test_verified_households_are_the_sum_of_what_was_reported() -> None:
    assert PeriodAccount(NEEDS, 3000).verified_households == 750


def test_counties_without_verified_households_are_named_in_code_order() -> None:
    assert PeriodAccount(NEEDS, 3000).unreported == (C, D)


def test_coverage_counts_only_counties_that_reported_both_figures() -> None:
    account = PeriodAccount(NEEDS, 3000)
    assert (account.eligible_households, account.covered_share) == (1000, 0.4)


def test_an_estimated_need_is_in_no_coverage() -> None:
    account = PeriodAccount((NEEDS[1], CountyNeed(B, 50, 40, estimated=True)), 3000)
    assert (account.eligible_households, account.covered_share) == (1000, 0.4)
    assert account.verified_households == 440


def test_an_estimate_does_not_say_that_nothing_was_verified() -> None:
    assert PeriodAccount((CountyNeed(A, 50, None, estimated=True),), 3000).unreported == (A,)


def test_completion_is_verified_against_the_plans_number() -> None:
    assert PeriodAccount(NEEDS, 3000).completed_share == 0.25


def test_a_plan_without_a_number_has_no_completion() -> None:
    assert PeriodAccount(NEEDS, None).completed_share is None


def test_where_nobody_reported_there_is_no_coverage() -> None:
    account = PeriodAccount((CountyNeed(A, None, None),), 3000)
    assert account.covered_share is None
    assert account.unreported == (A,)


def test_only_reports_comparable_with_the_target_are_in_the_account() -> None:
    end, start = date(2025, 12, 31), date(2021, 1, 1)
    records = (
        RetrofitNeed("fits", A, 1000, 400, end, period_start=start),
        RetrofitNeed("other group", B, 900, 800, end, basis="贫困、重度"),
        RetrofitNeed("other period", C, 900, 800, end, period_start=date(2016, 1, 1)),
        RetrofitNeed("after the period", D, 900, 800, date(2026, 6, 30)),
        RetrofitNeed("no day", D, 900, 800, None),
        RetrofitNeed("estimate", D, 900, 0, end, estimated=True),
    )
    account = PeriodAccount(period_needs(records, (A, B, C, D), "困难重度", start, end), 3000)
    assert account.verified_households == 400
    assert account.unreported == (B, C, D)
