from __future__ import annotations

from fractions import Fraction

from analysis.planning.funds import Fund, fund_plan
from analysis.planning.retrofit import CountyNeed, RetrofitRequest, Rule, allocate
from analysis.report.report import Share, Table, Value
from analysis.report.retrofit_table import retrofit_table
from geo.counties import load_counties
from geo.text import Text
from geo.vocabulary import FundKind


def made() -> Table:
    needs = (
        CountyNeed("450902", 100, 20),
        CountyNeed("450903", 50, 10),
        CountyNeed("450921", None, None),
    )
    request = RetrofitRequest(
        needs, 60, (2026, 2027), Rule.PROPORTIONAL, unit_cost_yuan=Fraction(5000)
    )
    plan = allocate(request)
    funds = (Fund(FundKind.CENTRAL, (Fraction(100_000), Fraction(0))),)
    counties = tuple(c for c in load_counties() if c.code in ("450902", "450903", "450921"))
    return retrofit_table(plan, counties, fund_plan(plan, funds))


def row(code: Value) -> dict[str, Value]:
    table = made()
    at = table.column("county_code").index(code)
    return {c.id: table.all_rows[at][i] for i, c in enumerate(table.columns)}


def test_a_county_shows_need_done_left_and_its_tasks_by_year() -> None:
    found = row("450902")
    assert (found["eligible"], found["done"], found["left"]) == (100, 20, 80)
    assert (found["task_2026"], found["task_2027"]) == (20, 20)
    assert (found["before"], found["after"]) == (Share(0.2), Share(0.6))


def test_a_county_that_has_not_reported_says_so_and_has_no_numbers() -> None:
    found = row("450921")
    assert found["eligible"] == Text("待报", "Not reported")
    assert {found[k] for k in ("done", "left", "task_2026", "before", "after")} == {None}


def test_the_total_is_of_those_that_have_reported() -> None:
    found = row(None)
    assert (found["eligible"], found["task_2026"], found["fund_0"]) == (150, 30, 10.0)
