"""分年度计划: begun, in use, money and households, year by year."""

from dataclasses import replace

from analysis.planning.scenarios.projects_table import projects_table
from analysis.planning.scenarios.yearly import LATER, NO_LIMIT, yearly_table
from analysis.report.report import Value
from analysis.requirements.catalogue import load_catalogue
from geo.text import Text
from tests.planning.scenarios.small_plan import CARE, COUNTIES, plan, project

TABLE = yearly_table(plan(), COUNTIES)


def column(name: str) -> tuple[Value, ...]:
    return TABLE.column(name)


def test_every_year_has_a_row_then_what_comes_later_then_the_total() -> None:
    years = ["2026", "2027", "2028", "2029", "2030"]
    assert column("year") == (*years, LATER, Text("合计", "Total"))


def test_projects_are_counted_in_the_year_they_begin() -> None:
    assert column("begun") == (2, 0, 0, 1, 0, 0, 3)


def test_projects_are_counted_in_the_year_they_come_into_use() -> None:
    assert column("in_use") == (1, 1, 0, 0, 0, 1, 3)


def test_the_projects_of_a_year_are_named() -> None:
    names = column("begun_names")[0]
    assert isinstance(names, Text)
    assert "容县残疾人托养设施新建项目" in names.zh
    assert column("begun_names")[1] is None


def test_money_is_that_of_known_costs_and_the_unknown_are_counted() -> None:
    assert column("money") == (664.9, 0.0, 0.0, 1000.0, 1000.0, 1000.0, 3664.9)
    assert column("unknown") == (1, 0, 0, 0, 0, 0, 1)
    assert any("下限" in note.zh for note in TABLE.notes)


def test_households_and_their_money_stand_beside() -> None:
    assert column("households") == (10, 10, 10, 10, 10, 0, 50)
    assert column("household_money") == (5.0, 5.0, 5.0, 5.0, 5.0, 0.0, 25.0)
    assert column("all_money")[0] == 669.9


def test_without_households_there_is_no_column_for_them() -> None:
    table = yearly_table(plan(retrofit=None), COUNTIES)
    assert "households" not in {c.id for c in table.columns}
    assert table.column("all_money")[0] == 664.9


def test_a_year_without_a_budget_says_that_none_is_set() -> None:
    limited = replace(plan().question, budget_by_year_yuan={2026: 7e6}, budget_yuan=4e7)
    table = yearly_table(plan(question=limited), COUNTIES)
    assert table.column("budget")[:2] == (700.0, NO_LIMIT)
    assert table.column("budget")[-1] == 4000.0


def test_nothing_after_the_plan_has_no_row_for_it() -> None:
    assert LATER not in yearly_table(plan(project(CARE)), COUNTIES).column("year")


def test_the_money_of_the_years_is_that_of_the_project_list() -> None:
    projects = projects_table(plan(), COUNTIES, load_catalogue())
    for place, year in enumerate(range(2026, 2031)):
        assert column("money")[place] == projects.column(f"cost_{year}")[-1]
