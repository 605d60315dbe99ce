"""项目库: every column of the form, 待定 where nothing is known, sums that add up."""

import io
from dataclasses import replace

import openpyxl
import pytest

from analysis.planning.scenarios.cost_table import cost_basis_table, cost_examples_table
from analysis.planning.scenarios.options import SiteOrigin
from analysis.planning.scenarios.plan import ChangedFinding
from analysis.planning.scenarios.plan_paper import plan_paper, projects_workbook
from analysis.planning.scenarios.plan_words import BUILT_PROFESSIONAL
from analysis.planning.scenarios.project_words import OPEN, in_wan
from analysis.planning.scenarios.projects_table import NOTHING_SPENT, projects_table
from analysis.report.report import Table, Value
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.findings import Verdict
from geo.text import LANGUAGES, Language, Text
from tests.planning.scenarios.small_plan import (
    CARE,
    COUNTIES,
    EFFECT,
    LAYERS,
    LIUZHOU,
    RONG,
    THREE,
    assuming,
    option,
    plan,
    project,
    question,
)

CATALOGUE = load_catalogue()
TABLE = projects_table(plan(), COUNTIES, CATALOGUE)


def zh(value: Value) -> str:
    assert isinstance(value, Text)
    return value.zh


def cell(row: int, column: str, table: Table = TABLE) -> Value:
    return table.column(column)[row]


def test_the_columns_are_those_of_the_form() -> None:
    heads = [c.title.zh for c in TABLE.columns]
    assert heads == [
        "序号",
        "项目名称",
        "所在县",
        "建设性质",
        "项目阶段",
        "建设内容及规模",
        "总投资",
        "资金来源",
        *(f"分年度投资 {year}年" for year in range(2026, 2031)),
        "规划期以后",
        "建设起止年",
        "建设单位",
        "责任单位",
        "对应条款",
        "备注",
    ]
    cost = next(c for c in TABLE.columns if c.id == "cost")
    assert cost.unit is not None
    assert cost.unit.zh == "万元，估算"


def test_counties_stand_in_code_order_whatever_the_order_of_the_plan() -> None:
    there = projects_table(plan(*reversed(plan().projects)), COUNTIES, CATALOGUE)
    assert [zh(v) for v in there.column("county")[:-1]] == ["玉州区", "容县", "陆川县"]


def test_every_project_is_in_reserve() -> None:
    assert {zh(v) for v in TABLE.column("stage")[:-1]} == {"储备"}


def test_a_project_is_named_after_county_facility_works_and_place() -> None:
    assert zh(cell(1, "name")) == "容县残疾人托养设施新建项目（地块1）"


def test_an_invented_project_begins_with_the_word_for_it() -> None:
    invented = projects_table(plan(demonstration=True), COUNTIES, CATALOGUE)
    assert all(zh(v).startswith("演示") for v in invented.column("name")[:-1])


def test_a_conversion_is_called_so() -> None:
    assert [zh(v) for v in TABLE.column("building")[:-1]] == ["改建", "新建", "新建"]


def test_what_is_built_says_its_size_and_what_is_not_known() -> None:
    assert zh(cell(1, "scale")) == "托养；床位 50；建筑面积待定"
    assert zh(cell(0, "scale")) == "托养；服务能力待定；建筑面积待定；现状：养老机构（运营）"


def test_a_cost_that_is_not_known_is_open_and_no_zero() -> None:
    assert cell(0, "cost") == OPEN
    assert [cell(0, f"cost_{year}") for year in range(2026, 2031)] == [OPEN] * 5


def test_the_total_is_of_the_known_costs_and_says_so() -> None:
    assert zh(cell(-1, "name")) == "合计（已估算的）"
    assert cell(-1, "cost") == pytest.approx(664.90 + 3000)
    assert any("1 个项目投资待定" in note.zh for note in TABLE.notes)


def test_what_is_spent_after_the_plan_has_a_column_of_its_own() -> None:
    assert cell(2, "cost_later") == 1000
    assert cell(2, "cost_2029") == cell(2, "cost_2030") == 1000


def test_nothing_is_spent_after_the_plan_and_there_is_no_column_for_it() -> None:
    short = projects_table(plan(project(CARE)), COUNTIES, CATALOGUE)
    assert all(c.id != "cost_later" for c in short.columns)


def test_the_years_of_a_project_add_up_to_its_cost_as_printed() -> None:
    thirds = replace(CARE, cost_yuan=1_000_000.0, lead_years=3)
    table = projects_table(plan(project(thirds)), COUNTIES, CATALOGUE)
    years = [cell(0, f"cost_{year}", table) for year in range(2026, 2031)]
    assert years == [33.33, 33.34, 33.33, NOTHING_SPENT, NOTHING_SPENT]


def test_sums_in_wan_add_up_to_their_total() -> None:
    assert sum(in_wan((3333.0,) * 7)) == pytest.approx(2.33)


def test_the_channel_of_funds_is_printed_as_the_plan_has_it() -> None:
    assert zh(cell(1, "funds")) == "社会服务设施兜底线工程（额度待定）"


def test_liuzhou_prints_another_name_of_the_channel() -> None:
    county = LAYERS.counties_of(LIUZHOU)[0].code
    made = plan(project(option(1, county)))
    there = replace(made, question=replace(question(option(1, county)), city_code=LIUZHOU))
    table = projects_table(there, LAYERS.counties_of(LIUZHOU), CATALOGUE)
    assert zh(cell(0, "funds", table)) == "社会服务设施兜底工程（额度待定）"


def test_the_channel_is_not_claimed_for_a_school() -> None:
    assert cell(2, "funds") == OPEN


def test_the_builder_is_open_and_the_agency_is_the_plans() -> None:
    assert cell(1, "builder") == OPEN
    assert [zh(v) for v in TABLE.column("responsible")[:-1]] == ["市残联", "市残联", "市教育局"]


def test_liuzhous_plan_names_no_agency() -> None:
    county = LAYERS.counties_of(LIUZHOU)[0].code
    taken = project(option(1, county), 2026, ("liuzhou.three-facilities", county))
    there = replace(plan(taken), question=replace(question(taken.option), city_code=LIUZHOU))
    table = projects_table(there, LAYERS.counties_of(LIUZHOU), CATALOGUE)
    assert zh(cell(0, "responsible", table)) == "待定（规划未列）"


def test_the_clause_is_quoted_with_its_section() -> None:
    assert zh(cell(1, "clause")).startswith("三(六)3“推动县级残疾人康复、托养和综合服务设施建设")


def test_a_project_for_access_alone_claims_no_clause() -> None:
    table = projects_table(plan(project(CARE)), COUNTIES, CATALOGUE)
    assert zh(cell(0, "clause", table)) == "为改善可达性增设，不对应具体条款"
    assert cell(0, "responsible", table) == OPEN


@pytest.mark.parametrize(("row", "years"), [(0, "2026"), (1, "2026—2027"), (2, "2029—2032")])
def test_the_years_of_works_run_from_beginning_to_use(row: int, years: str) -> None:
    assert cell(row, "years") == years


def test_the_remarks_say_use_basis_what_ends_and_what_has_no_point() -> None:
    assert zh(cell(1, "note")) == "2027 年投用；投资依据：测试估算"
    assert zh(cell(0, "note")) == "2026 年投用；原设施停止原用途；无坐标，未计入出行时间"


def test_a_project_on_an_assumption_is_marked_and_others_are_not() -> None:
    table = projects_table(assuming(plan()), COUNTIES, CATALOGUE, EFFECT)
    marked = ["假定现无设施，待核实" in zh(v) for v in table.column("note")[:-1]]
    assert marked == [True, False, False]


def test_without_the_effect_every_project_may_rest_on_the_assumption() -> None:
    table = projects_table(assuming(plan()), COUNTIES, CATALOGUE)
    assert all("含假定" in zh(v) for v in table.column("note")[:-1])


def test_a_plan_without_projects_has_no_rows_and_no_total() -> None:
    table = projects_table(replace(plan(), projects=()), COUNTIES, CATALOGUE)
    assert (table.rows, table.total) == ((), None)


def test_the_basis_of_every_cost_is_listed() -> None:
    table = cost_basis_table(plan(), COUNTIES)
    assert [v if isinstance(v, float) else zh(v) for v in table.column("basis")] == [
        "待定",
        "测试估算",
        "测试估算",
    ]


def test_what_an_example_does_not_state_is_said_to_be_so() -> None:
    table = cost_examples_table()
    assert zh(table.column("investment")[1]) == "未载明"
    assert zh(table.column("per_unit")[0]) == "20.78 万元（每床位）"
    assert zh(table.column("per_m2")[0]) == "不超过 3,325 元/平方米"


def text_of(book: openpyxl.Workbook) -> str:
    cells = (c.value for s in book.worksheets for row in s.iter_rows() for c in row)
    return "\n".join(str(v) for v in cells if v is not None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_carries_marks_run_id_and_sources(language: Language) -> None:
    paper = plan_paper(assuming(plan()), LAYERS, EFFECT)
    book = openpyxl.load_workbook(io.BytesIO(projects_workbook(paper, CATALOGUE, (), language)))
    said = text_of(book)
    marks = ("内部资料", "含假定") if language == "zh" else ("Internal", "Rests on assumptions")
    for word in (*marks, "abcdef012345", "http://m.gxcounty.com/show-7-164130-0.html"):
        assert word in said
    assert len(book.worksheets) == 3


def test_an_invented_plan_is_marked_on_every_sheet() -> None:
    paper = plan_paper(plan(demonstration=True), LAYERS)
    book = openpyxl.load_workbook(io.BytesIO(projects_workbook(paper, CATALOGUE)))
    for sheet in book.worksheets:
        assert "演示" in str(sheet["A2"].value)


def test_a_paper_holds_the_counties_of_its_city_only() -> None:
    paper = plan_paper(plan(), LAYERS)
    assert {c.city_code for c in paper.counties} == {"450900"}
    assert paper.title.zh == "玉林市残疾人服务设施项目库"


def test_a_plan_that_assumes_nothing_is_not_marked_so() -> None:
    assert [m.zh for m in plan_paper(plan(), LAYERS).marks] == ["内部资料"]
    assert plan(project(CARE, 2026, (THREE, RONG))).run_id == "abcdef012345"


def test_households_of_the_same_budget_are_named_under_the_list() -> None:
    made = plan()
    assert made.retrofit is not None
    said = [n.zh for n in projects_table(made, COUNTIES, CATALOGUE, EFFECT).notes]
    households = sum(made.retrofit.households)
    assert any(f"家庭无障碍改造 {households:,} 户" in note for note in said)
    none = projects_table(plan(retrofit=None), COUNTIES, CATALOGUE, EFFECT).notes
    assert not any("家庭无障碍改造" in note.zh for note in none)


def test_a_year_in_which_nothing_is_spent_is_a_dash_and_no_number() -> None:
    assert cell(1, "cost_2030") == NOTHING_SPENT


def test_a_site_told_by_a_point_says_it_and_the_nearest_town() -> None:
    at = replace(CARE.site, origin=SiteOrigin.CELL, lon=110.5, lat=22.8)
    table = projects_table(plan(project(replace(CARE, site=at))), COUNTIES, CATALOGUE)
    said = zh(cell(0, "note", table))
    assert "位置 110.500000, 22.800000（WGS-84），距" in said
    assert "千米（直线）" in said


def test_a_site_told_by_name_needs_no_point_in_words() -> None:
    assert "位置" not in zh(cell(1, "note"))


def test_what_is_assumed_of_what_is_built_stands_in_the_remarks() -> None:
    change = ChangedFinding(
        THREE, RONG, Verdict.UNMET, Verdict.MET, assumed=True, assumption=BUILT_PROFESSIONAL
    )
    effect = replace(EFFECT, changed=(change,))
    table = projects_table(plan(), COUNTIES, CATALOGUE, effect)
    assert "假定建成后具备专业化条件" in zh(cell(1, "note", table))
    assert "假定建成后具备专业化条件" not in zh(cell(0, "note", table))
