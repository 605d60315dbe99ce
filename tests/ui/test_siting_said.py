"""选址 says no more than it knows: headline, trial, limits left empty, conflicts, legend."""

from __future__ import annotations

import json
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from analysis.accessibility.facilities_asked import Aside, FacilitiesAsked, FacilityAside
from analysis.planning.scenarios.candidates import drawn_site
from analysis.planning.scenarios.question import UnderWay
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import Outcome
from geo.text import Text
from tests.ui.test_pages import opened
from tests.ui.test_siting_page import (
    LIUZHOU,
    SCRIPT,
    UNMET,
    YULIN,
    choose,
    drawn,
    kept,
    page,
    press,
    solved,
    waiting_for_nothing,
)
from tests.ui.test_siting_words import stage
from ui.siting.siting_map import existing_unknown
from ui.siting.siting_presets import Preset
from ui.siting.siting_words import stage_line, worse


def sent(app: AppTest, key: str) -> dict[str, object]:
    """What a component of the page was given."""
    found = next(e for e in app.get("bidi_component") if e.proto.id.endswith(f"-siting_{key}"))
    data: dict[str, object] = json.loads(found.proto.json)
    return data


def test_the_headline_goes_requirement_by_requirement_and_names_what_stays_open() -> None:
    app = press(waiting_for_nothing(page()), "siting_run")
    solved(app)
    said = str(sent(app, "finding")["text"])
    assert "三者有其一：建成后柳城县、融水县、三江县**已达到**，柳北区、融安县仍待核实" in said
    assert "专业化设施：建成后柳城县、融水县、三江县**已建成**" in said


def test_what_is_under_way_is_a_choice_and_what_is_left_to_it_is_said() -> None:
    app = press(page(), "siting_run")
    plan = solved(app)
    assert plan.question.under_way is UnderWay.COUNTED
    said = str(sent(app, "finding")["text"])
    assert "柳城县、融水县**已达到**（假定按期投用）" in said
    assert "促其投用" in str(sent(app, "under_way")["lines"])
    app = press(waiting_for_nothing(page()), "siting_run")
    assert not solved(app).under_way
    assert not drawn(app, "under_way")


def test_money_left_in_a_year_is_carried_over_unless_the_reader_says_no() -> None:
    app = page()
    assert solved(press(app, "siting_run")).question.carry_over
    app = choose(app, "carry_over", False)
    assert not solved(press(app, "siting_run")).question.carry_over


def test_the_headline_says_which_facility_which_people_and_whose_minutes() -> None:
    app = press(page(), "siting_run")
    solved(app)
    finding = sent(app, "finding")
    assert "30 分钟（研究惯例）内可到达托养的全体常住人口增加" in str(finding["text"])
    assert "直线距离 × 绕行系数" in str(finding["under"])
    assert "按七普" in str(finding["under"])


def test_a_binding_requirement_left_unmet_is_named_though_it_was_not_asked_for() -> None:
    app = page(YULIN)
    app = choose(app, "held_yulin.special-school", False)
    app = press(app, "siting_run")
    solved(app)
    said = str(sent(app, "finding")["text"])
    assert "特教学校：福绵区、兴业县尚未达到" in said


def test_a_trial_has_its_own_figures_at_the_top_and_is_not_called_best() -> None:
    app = press(waiting_for_nothing(page()), "siting_run")
    plan = solved(app)
    assert "已证明最优" in str(sent(app, "finding")["under"])
    ids = [p.option.option_id for p in plan.projects]
    app.button_group(key=f"siting_in_plan_{plan.run_id}").set_value(ids[1:]).run()
    finding = sent(app, "finding")
    assert "【试调，未求解】**拟安排 2 处" in str(finding["text"])
    assert "与求解的方案相比**减少 " in str(finding["text"])
    assert "已证明最优" not in str(finding["under"])


def test_a_move_that_costs_the_same_and_loses_people_is_not_as_good() -> None:
    best = stage(Objective.LEAST_COST, 3e7, 3e7, Outcome.OPTIMAL)
    assert "不算一样好" in worse(best, best, 1_200.0).zh
    assert worse(best, best).zh.endswith("一样好。")


def test_a_limit_that_is_cleared_is_none_and_not_nothing() -> None:
    app = choose(page(), "budget_None", 100.0)
    app = choose(app, "budget_None", None)
    assert kept(app)["budget_None"] is None
    assert solved(press(app, "siting_run")).question.budget_yuan is None


def test_one_press_takes_the_limits_away() -> None:
    app = choose(page(), "budget_None", 100.0)
    app = choose(app, "p_None", 2)
    press(app, "siting_clear_limits")
    question = solved(press(app, "siting_run")).question
    assert (question.budget_yuan, question.p) == (None, None)
    app = press(choose(app, "budget_2027", 5.0), "siting_clear_years")
    assert kept(app)["budget_2027"] is None


def test_what_was_entered_is_still_there_when_the_browser_loads_the_page_again() -> None:
    app = choose(page(), "budget_None", 4_321.0)
    number = app.session_state["draft"]
    again = AppTest.from_file(str(opened.__globals__["ROOT"] / "app.py"), default_timeout=60)
    for name, value in (("city", LIUZHOU), ("lang", "zh"), ("demo", "1"), ("draft", number)):
        again.query_params[name] = value
    again.run().switch_page(SCRIPT).run()
    assert kept(again)["budget_None"] == 4_321.0


def test_people_no_site_reaches_are_named_by_county_and_nothing_is_said_twice() -> None:
    app = choose(page(), "preset", Preset.FEWEST)
    plan = solved(press(app, "siting_run"))
    assert plan.status is Outcome.INFEASIBLE
    lines = [str(line) for line in sent(app, "conflict")["lines"]]  # type: ignore[attr-defined]
    assert len(lines) == len(set(lines))
    assert "县" in lines[-1]
    assert not any("89" in line and "ffff" in line for line in lines)
    assert "同样好" not in str(sent(app, "finding")["under"])


def test_capacity_without_a_number_is_warned_of_beside_the_switch() -> None:
    app = choose(page(), "use_capacity", True)
    assert any("可服务人数" in w.value for w in app.warning)
    kept(app)["own_sites"].edits[f"seat-{UNMET}-care|care|new"] = {"persons": 100.0}
    assert not app.run().warning


def test_facilities_that_are_not_drawn_are_no_zero_in_the_legend() -> None:
    aside = FacilityAside("a", "演示", "", Aside.NO_POINT, Text("无", "none"))
    one = FacilitiesAsked((), (aside,), None)
    assert existing_unknown(one, 0).zh == "：不详（缺坐标 1 处）"
    assert existing_unknown(one, 2).zh == "（另有缺坐标 1 处）"
    assert existing_unknown(FacilitiesAsked((), (), None), 0).zh == "：不详（台账没有记录）"
    assert existing_unknown(FacilitiesAsked((), (), None), 3).zh == ""


def test_a_sum_of_minutes_is_said_per_person_too() -> None:
    said = stage_line(stage(Objective.P_MEDIAN, 9e7, 9e7, Outcome.OPTIMAL), 21.64)
    assert "人均 21.6 分钟" in said.zh
    assert "21.6 minutes per person" in said.en


def test_names_are_short_and_in_the_reader_s_language() -> None:
    app = press(waiting_for_nothing(page(language="en")), "siting_run")
    plan = solved(app)
    pills = app.button_group(key=f"siting_in_plan_{plan.run_id}")
    shown = " ".join(o.content for o in pills.proto.options)
    assert "County seat of Rongshui" in shown
    app = press(waiting_for_nothing(page()), "siting_run")
    plan = solved(app)  # first: the groups are those of the last run
    pills = app.button_group(key=f"siting_in_plan_{plan.run_id}")
    assert "融水县政府驻地" in " ".join(o.content for o in pills.proto.options)


def test_a_site_moved_out_of_the_city_is_refused_in_words() -> None:
    app = press(waiting_for_nothing(page()), "siting_run")
    solved(app)
    app.number_input(key="siting_move_lon").set_value(110.15)
    app.number_input(key="siting_move_lat").set_value(22.63)
    next(b for b in app.button if b.label == "移到这里试算").click().run()
    assert not drawn(app, "trial")
    assert any("县界" in w.value or "本市" in w.value for w in app.warning), [
        w.value for w in app.warning
    ]


def test_a_site_moved_within_the_city_says_who_is_lost_and_gained() -> None:
    app = press(waiting_for_nothing(page()), "siting_run")
    plan = solved(app)
    option = next(p.option for p in plan.projects if p.option.site.county_code == UNMET)
    site = drawn_site(109.05, 25.45, LIUZHOU)
    kept(app)["moved"] = {option.option_id: replace(option, site=site)}
    app.run()
    assert "减少" in str(sent(app, "finding")["text"])
