"""方案比选: up to four scenarios beside each other, what is not known said, nothing ranked."""

from dataclasses import replace

import pytest

from analysis.planning.scenarios.compared_figures import how_good
from analysis.planning.scenarios.comparison import TooManyError, comparison_tables
from analysis.planning.scenarios.question import Wish
from analysis.planning.scenarios.stored import Scenario
from analysis.planning.siting.problem import OBJECTIVE_WORDS, Objective
from analysis.planning.siting.solver import Outcome
from analysis.report.report import Table, Value, VerdictValue
from analysis.report.symbols import Symbol
from analysis.requirements.catalogue import load_catalogue
from geo.text import Text
from tests.planning.scenarios.small_plan import (
    CARE,
    COUNTIES,
    EFFECT,
    LIUZHOU,
    RONG,
    STAGE,
    THREE,
    assuming,
    plan,
    project,
)

CATALOGUE = load_catalogue()
WHOLE = Scenario("全部", assuming(plan()), EFFECT)
ONE = Scenario(
    "只建一处",
    plan(project(CARE, 2027, (THREE, RONG)), retrofit=None),
    replace(EFFECT, changed=EFFECT.changed[1:], gained_persons=None, cost_per_person_yuan=None),
)


def tables(*scenarios: Scenario) -> tuple[Table, ...]:
    return comparison_tables(scenarios, COUNTIES, CATALOGUE)


FIGURES, PROJECTS, FINDINGS = tables(WHOLE, ONE)


def zh(value: Value) -> object:
    return value.zh if isinstance(value, Text) else value


def line(name: str, table: Table = FIGURES) -> list[object]:
    (row,) = [r for r in table.rows if zh(r[0]) == name]
    return [zh(value) for value in row[1:]]


def test_every_scenario_is_a_column_under_its_name() -> None:
    assert [c.title.zh for c in FIGURES.columns] == ["方案", "全部", "只建一处"]


def test_projects_and_costs_stand_beside_each_other() -> None:
    assert line("项目数") == [3, 1]
    assert line("总投资（万元，估算）") == ["3,664.9，另有 1 个待定", 664.9]


def test_people_gained_and_the_cost_of_each() -> None:
    assert line("新增覆盖人数") == [800, "不能计算"]
    assert line("每新增一人费用（元）") == [50, "不能计算"]


def test_the_lowest_county_is_named_with_its_share_before_and_after() -> None:
    assert line("覆盖率最低的县")[0] == "玉州区 60.0%（现状 50.0%）"


def test_how_far_counties_are_apart_and_the_mean_time_before_and_after() -> None:
    assert line("县间差距（百分点）")[0] == "30.0 → 30.0"
    assert line("平均时间（分钟）")[0] == "40.0 → 30.0"


def test_findings_that_change_are_listed_by_county_and_marked_where_assumed() -> None:
    assert line("结论变化的县") == ["三者有其一：玉州区（假定）、容县", "三者有其一：容县"]


def test_a_plan_without_households_says_none_not_zero() -> None:
    assert line("家庭无障碍改造（户）") == [50, "无"]


@pytest.mark.parametrize(
    ("status", "gap", "said"),
    [
        (Outcome.OPTIMAL, 0.0, "已证明最优"),
        (Outcome.FEASIBLE, 0.034, "未证明最优，与最优最多差 3.4%"),
        (Outcome.FEASIBLE, None, "未证明最优，差距不详"),
        (Outcome.INFEASIBLE, None, "已证明不存在这样的方案"),
        (Outcome.NOTHING_FOUND, None, "时限内没有找到方案"),
    ],
)
def test_how_far_from_best_is_said(status: Outcome, gap: float | None, said: str) -> None:
    made = plan(status=status, stages=(replace(STAGE, status=status, gap=gap),))
    assert line("状态与最优差距", tables(Scenario("a", made, EFFECT))[0]) == [said]


def test_other_plans_that_tie_are_said() -> None:
    made = plan(stages=(replace(STAGE, other_plans_tie=True),))
    (said,) = line("状态与最优差距", tables(Scenario("a", made, EFFECT))[0])
    assert said == "已证明最优，另有同样好的方案"


def test_a_scenario_without_a_plan_has_no_figures() -> None:
    made = replace(plan(status=Outcome.INFEASIBLE), projects=())
    assert line("项目数", tables(Scenario("a", made, EFFECT))[0]) == ["没有方案"]


def test_a_scenario_whose_effect_is_not_known_says_so() -> None:
    assert line("新增覆盖人数", tables(Scenario("a", plan()))[0]) == ["不能计算"]


def test_a_project_only_one_has_is_not_in_the_other() -> None:
    rows = {str(zh(r[0])): [zh(v) for v in r[1:]] for r in PROJECTS.rows}
    assert rows["容县：残疾人托养设施新建（地块1）"] == [
        "2026—2027，664.9 万元",
        "2027—2028，664.9 万元",
    ]
    (school,) = [v for k, v in rows.items() if k.startswith("陆川县")]
    assert school[1] == "不列入"


def test_projects_stand_in_code_order() -> None:
    assert [str(zh(r[0]))[:2] for r in PROJECTS.rows] == ["玉州", "容县", "陆川"]


def test_a_finding_a_scenario_leaves_alone_is_unchanged() -> None:
    (yuzhou, rong) = FINDINGS.rows
    assert zh(yuzhou[3]) == "不变"
    assert isinstance(yuzhou[2], VerdictValue)
    assert (yuzhou[2].symbol, yuzhou[2].sub) == (Symbol.MET, Text("假定", "assumed"))
    assert isinstance(rong[2], VerdictValue)
    assert rong[2].sub is None


def test_other_data_are_named() -> None:
    other = plan(inputs=(*plan().inputs[:1], ("layers", "z"), *plan().inputs[2:]))
    figures, *_ = tables(WHOLE, Scenario("b", other, EFFECT))
    assert any("台账不同" in note.zh for note in figures.notes)


def test_other_questions_are_said_not_to_compare() -> None:
    asked = replace(plan().question, cutoff_min=15.0)
    figures, *_ = tables(WHOLE, Scenario("b", plan(question=asked), EFFECT))
    assert any("不能直接相比" in note.zh for note in figures.notes)
    assert not any("不能直接相比" in note.zh for note in FIGURES.notes)


def test_nothing_and_more_than_four_are_refused() -> None:
    for count in (0, 5):
        with pytest.raises(TooManyError):
            tables(*[WHOLE] * count)
    assert len(tables(*[WHOLE] * 4)[0].columns) == 5


def test_scenarios_of_two_cities_are_refused() -> None:
    there = replace(plan().question, city_code=LIUZHOU)
    with pytest.raises(TooManyError):
        tables(WHOLE, Scenario("b", plan(question=there), EFFECT))


def test_findings_stand_beside_how_they_are_now() -> None:
    assert [c.id for c in FINDINGS.columns][:2] == ["label", "now"]
    assert all(isinstance(row[1], VerdictValue) and row[1].sub is None for row in FINDINGS.rows)


def test_each_scenario_names_the_run_it_comes_from() -> None:
    assert line("运行编号") == [WHOLE.plan.run_id, ONE.plan.run_id]


def test_households_of_the_common_budget_are_compared_with_their_money() -> None:
    retrofit = WHOLE.plan.retrofit
    assert retrofit is not None
    in_wan = round(sum(retrofit.cost_yuan) / 10_000, 2)
    assert line("家庭改造资金（万元，估算）") == [in_wan, "无"]
    # One of the projects of the first has no cost yet.
    assert line("设施和家庭改造合计（万元）") == ["不能计算", 664.9]


def test_a_tie_of_a_plan_in_steps_says_of_which_step() -> None:
    tied = replace(STAGE, other_plans_tie=True)
    more = replace(STAGE, wish=Wish(Objective.MCLP))
    said = how_good(Scenario("甲", plan(stages=(tied, more)))).zh
    step = OBJECTIVE_WORDS[tied.wish.objective].zh
    assert said == f"已证明最优；在“{step}”这一步另有同样好的方案"


def test_what_closes_and_whether_times_count_what_is_under_way_stand_beside_each_other() -> None:
    question = replace(WHOLE.plan.question, reach_under_way=True)
    other = replace(WHOLE, plan=replace(WHOLE.plan, question=question, closed=("F1", "F2")))
    figures, _, _ = tables(WHOLE, other)
    assert line("撤并现有设施（处）", figures) == [1, 2]
    assert line("在建、前期、未投用的计入出行时间", figures) == ["不计入", "计入"]
    assert any("不能直接相比" in note.zh for note in figures.notes)


def test_where_nothing_closes_no_line_speaks_of_it() -> None:
    figures, _, _ = tables(replace(WHOLE, plan=replace(WHOLE.plan, closed=())))
    assert not [row for row in figures.rows if "撤并" in str(zh(row[0]))]
