"""方案 runs in the app: scenarios listed, opened, renamed, duplicated, withdrawn, compared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analysis.planning.scenarios.plan_words import SITES_WITHOUT_POINT
from geo.text import Text
from tests.ui.frozen_app import drawn as everything
from tests.ui.scenario_examples import THREE, YULIN, effect, kept, page, plan, without_plan
from tests.ui.test_accessibility_page import drawn
from tests.ui.test_downloads import made, offered
from ui.scenarios.scenario_kept import LONGEST_NAME, name_problem, shown_name
from ui.scenarios.scenario_tables import evenness_table, reach_table
from ui.scenarios.scenario_words import plan_lede

__all__ = ["offered"]


def held(app: AppTest) -> list[str]:
    """The names of the scenarios in the session, in their order."""
    return [k.name for k in app.session_state[f"scenarios_demonstration_{YULIN}"].values()]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_names_every_scenario_with_its_state(language: str) -> None:
    app = page(kept(), kept("演示方案二", 2, assumed=True), without_plan(), language=language)
    assert not app.exception
    shown = everything(app)
    for said in ("演示方案一", "演示方案二", "演示方案三"):
        assert said in shown
    words = ("已证明最优 · 假定", "已证明不存在这样的方案")
    if language == "en":
        words = ("Proven best · assumed", "Proven that there is no such plan")
    for said in words:
        assert said in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_scenario_opened_shows_its_maps_findings_and_reach(language: str) -> None:
    app = page(kept(), language=language, scenarios_tab="opened")
    assert not app.exception
    for key in ("scenario_lede", "scenario_changed", "scenario_reach", "scenario_unplanned"):
        assert drawn(app, key), key
    assert len(app.get("component_instance")) >= 2


def test_what_is_assumed_says_so_in_the_notice_and_the_table() -> None:
    shown = everything(page(kept(assumed=True), scenarios_tab="opened"))
    assert "本方案含假定" in shown
    assert r"\"sub\": \"假定\"" in shown


def test_without_an_assumption_nothing_says_so() -> None:
    shown = everything(page(kept(), scenarios_tab="opened"))
    assert "假定" not in shown


def test_a_scenario_is_renamed_under_a_name_that_begins_demonstration() -> None:
    app = page(kept(), scenarios_tab="opened")
    box = next(t for t in app.text_input if (t.key or "").startswith("scenario_rename_"))
    box.set_value("两县先建").run()
    app.button(key="scenario_rename").click().run()
    assert not app.exception
    assert held(app) == ["演示两县先建"]


def test_a_name_that_is_taken_is_refused() -> None:
    app = page(kept(), kept("演示方案二", 2), scenarios_tab="opened")
    box = next(t for t in app.text_input if (t.key or "").startswith("scenario_rename_"))
    box.set_value("演示方案二").run()
    app.button(key="scenario_rename").click().run()
    # Said at the head of the page and over it: the box of the name closes with the run.
    assert any("已有同名的方案" in e.value for e in app.error)
    assert any("已有同名的方案" in t.value for t in app.toast)
    assert held(app) == ["演示方案一", "演示方案二"]


def test_a_duplicate_has_a_name_of_its_own_and_is_opened() -> None:
    app = page(kept(), scenarios_tab="opened")
    app.button(key="scenario_duplicate").click().run()
    assert not app.exception
    assert held(app) == ["演示方案一", "演示方案一（2）"]
    assert app.selectbox(key="scenario_choice").value != "scenario-1"


def test_a_scenario_is_withdrawn_only_by_the_second_button() -> None:
    app = page(kept(), kept("演示方案二", 2), scenarios_tab="opened")
    app.button(key="scenario_withdraw").click().run()
    assert not app.exception
    assert held(app) == ["演示方案二"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_two_scenarios_are_compared_on_two_maps_and_as_a_workbook(
    language: str, offered: dict[str, dict[str, Any]]
) -> None:
    app = page(
        kept(),
        kept("演示方案二", 2, assumed=True),
        language=language,
        scenarios_tab="compared",
    )
    assert not app.exception
    assert len(app.get("component_instance")) >= 2
    for key in ("figures", "findings", "projects"):
        assert drawn(app, f"scenarios_{key}"), key
    said = "含假定" if language == "zh" else "an assumption, no finding"
    assert said in everything(app)
    assert len(made(offered["scenarios_download_comparison"]["data"])) > 1_000


def test_one_scenario_alone_is_compared_with_nothing() -> None:
    app = page(kept(), scenarios_tab="compared")
    assert drawn(app, "scenarios_too_few")


def test_a_scenario_without_a_plan_is_opened_and_says_why() -> None:
    app = page(without_plan(), scenarios_tab="opened")
    assert not app.exception
    assert "已证明不存在这样的方案" in everything(app)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("", True), ("方案一", True), ("长" * (LONGEST_NAME + 1), True), ("联系13807751234", True)],
)
def test_a_name_is_one_line_without_personal_numbers(name: str, *, wrong: bool) -> None:
    assert (name_problem(name, frozenset({"方案一"})) is not None) is wrong


def test_a_name_of_its_own_is_taken_as_it_is() -> None:
    assert name_problem("方案二", frozenset({"方案一"})) is None


def test_a_demonstrations_name_says_so_once() -> None:
    assert shown_name(" 方案", demonstration=True) == "演示方案"
    assert shown_name("演示方案", demonstration=True) == "演示方案"
    assert shown_name("方案", demonstration=False) == "方案"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_projects_are_listed_and_their_workbook_can_be_made(
    language: str, offered: dict[str, dict[str, Any]]
) -> None:
    app = page(kept(), language=language, scenarios_tab="opened", scenario_section="projects")
    assert not app.exception
    assert drawn(app, "scenario_projects")
    button = offered["scenario_download_projects"]
    assert "演示方案一" in button["file_name"]
    assert button["file_name"].startswith("演示" if language == "zh" else "Demonstration")
    assert len(made(button["data"])) > 1_000


def test_the_years_are_listed_and_their_workbook_can_be_made(
    offered: dict[str, dict[str, Any]],
) -> None:
    app = page(kept(), scenarios_tab="opened", scenario_section="years")
    assert not app.exception
    assert drawn(app, "scenario_years")
    assert len(made(offered["scenario_download_yearly"]["data"])) > 1_000


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_targets_follow_from_the_plan_and_their_workbook_can_be_made(
    language: str, offered: dict[str, dict[str, Any]]
) -> None:
    app = page(kept(), language=language, scenarios_tab="opened", scenario_section="targets")
    assert not app.exception
    assert drawn(app, "scenario_targets_table")
    assert len(made(offered["scenario_download_targets"]["data"])) > 1_000


def test_the_same_question_run_again_says_what_it_rests_on_has_changed() -> None:
    app = page(kept(), scenarios_tab="opened")
    app.button(key="scenario_again").click().run()
    finished(app)
    assert drawn(app, "scenario_again_said")
    shown = everything(app)
    # The example was made by hand: neither records nor people are those of the demonstration.
    assert "人口、出行时间有变动，重新计算结果不同" in shown


def test_the_result_of_now_run_again_is_the_same() -> None:
    app = page(kept(), scenarios_tab="opened")
    app.button(key="scenario_again").click().run()
    finished(app)
    app.button(key="scenario_again_take").click().run()
    assert not app.exception
    app.button(key="scenario_again").click().run()
    finished(app)
    assert "资料未变，重新计算结果相同" in everything(app)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_households_and_facilities_are_solved_under_one_budget(language: str) -> None:
    app = page(kept(), language=language, scenarios_tab="opened", scenario_section="budget")
    assert not app.exception
    field = {n.key.rsplit("_", maxsplit=1)[-1]: n for n in app.number_input}
    field["households"].set_value(1_000)
    field["total"].set_value(2_500.0)
    field["unit"].set_value(5_000.0)
    submit = next(b for b in app.button if "FormSubmitter:scenario_budget" in (b.key or ""))
    submit.click().run()
    finished(app)
    assert drawn(app, "scenario_budget_lede")
    assert drawn(app, "scenario_budget_years")
    # 1 000 households at 5 000 yuan, evenly over five years.
    assert everything(app).count('text\\": \\"200\\"') >= 5


def test_a_plan_under_one_budget_is_kept_as_another_scenario() -> None:
    app = page(kept(), scenarios_tab="opened", scenario_section="budget")
    next(n for n in app.number_input if (n.key or "").endswith("households")).set_value(100)
    next(b for b in app.button if "FormSubmitter:scenario_budget" in (b.key or "")).click().run()
    finished(app)
    next(b for b in app.button if "FormSubmitter:scenario_save" in (b.key or "")).click().run()
    assert not app.exception
    assert held(app) == ["演示方案一", "演示方案 2"]
    assert any("已存为比选方案" in s.value and "页面打开期间" in s.value for s in app.success)
    assert app.toast
    app.button(key="scenario_to_compare").click().run()
    assert not app.exception
    assert app.session_state["scenarios_tab"] == "compared"


def test_the_ways_to_split_a_budget_stand_side_by_side() -> None:
    app = page(kept(), scenarios_tab="opened", scenario_section="budget")
    field = {n.key.rsplit("_", maxsplit=1)[-1]: n for n in app.number_input}
    field["households"].set_value(1_000)
    field["total"].set_value(2_500.0)
    next(b for b in app.button if "FormSubmitter:scenario_budget" in (b.key or "")).click().run()
    finished(app)
    app.button(key="scenario_splits").click().run()
    finished(app)
    assert drawn(app, "scenario_splits_table")
    shown = everything(app)
    assert "200" in shown
    assert "1,000" in shown


def finished(app: AppTest) -> None:
    """The page once the search has ended."""
    for asked in app.session_state["scenario_solving"].values():
        assert asked.search.wait(30)
        assert asked.search.failed is None
    app.run()
    assert not app.exception


def test_counties_are_called_more_even_only_where_the_gap_shrinks() -> None:
    from_to = {(0.5, 0.4): True, (0.5, 0.5): False, (0.4, 0.5): False}
    for (before, after), more in from_to.items():
        said = evenness_table(replace(effect(), spread_before=before, spread_after=after)).heading
        assert said is not None
        assert ("更均衡" in said.zh) is more
    unknown = evenness_table(replace(effect(), spread_before=None)).heading
    assert unknown is not None
    assert "更均衡" not in unknown.zh


def test_a_mean_time_that_is_not_known_is_not_called_unconnected() -> None:
    area = replace(effect().areas[0], within_before=None, mean_before_min=None)
    made = effect()
    table = reach_table(plan(), replace(made, areas=(area, *made.areas[1:])), (), Text("县", ""))
    said = table.rows[0].cells[4]
    assert isinstance(said, Text)
    assert said.zh == "不详"


def test_the_maps_show_the_worst_that_binds_as_the_overview_or_one_requirement_named() -> None:
    app = page(kept(), scenarios_tab="opened")
    choice = next(s for s in app.selectbox if s.key == "scenario_map_requirement")
    assert choice.options[0] == "约束性要求中最差的结论"
    assert len(choice.options) > 1
    choice.set_value(THREE).run()
    assert not app.exception


def test_a_comparison_says_of_each_assumption_only_what_is_assumed() -> None:
    professional = Text("假定建成后具备专业化条件", "assuming that it is built professional")
    one = kept()
    changed = tuple(replace(c, assumed=True, assumption=professional) for c in one.effect.changed)
    rests = replace(one, effect=replace(one.effect, changed=changed))
    shown = everything(page(rests, kept("演示方案二", 2), scenarios_tab="compared"))
    assert professional.zh in shown
    assert "待核实的县按" not in shown


def test_a_facility_without_a_point_is_named_once_in_the_notes() -> None:
    one = kept(assumed=True)
    said = SITES_WITHOUT_POINT.fill(names=Text("博白县政府驻地", "Bobai"))
    one = replace(one, effect=replace(one.effect, notes=(said,)))
    app = page(one, scenarios_tab="opened")
    (notes,) = [m.value for m in app.markdown if "没有坐标" in m.value]
    assert notes.count("没有坐标") == 1


def test_the_first_sentence_says_who_is_lost_to_closures_and_nothing_where_nobody_is() -> None:
    one = kept()
    said = plan_lede(one.name, one.plan, replace(one.effect, lost_persons=332_771.0))
    assert "**332,771 人**因撤并不再可达" in said.zh
    assert "**332,771 people** fewer by closures" in said.en
    assert "撤并" not in plan_lede(one.name, one.plan, one.effect).zh
