"""选址 runs in the app: from what lacks to a plan, changed by hand, kept, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analysis.planning.scenarios.candidates import drawn_site
from analysis.planning.scenarios.options_at import ENTERED
from analysis.planning.scenarios.plan import FacilityPlan
from analysis.planning.scenarios.question import Absent, UnderWay
from analysis.planning.siting.solver import Outcome
from tests.ui.test_pages import opened
from ui.siting import siting_answer
from ui.siting.siting_answer import Found
from ui.siting.siting_kept import OwnSites
from ui.siting.siting_presets import Preset, wishes

YULIN, LIUZHOU = "450900", "450200"
UNMET, PENDING, MET = "450225", "450224", "450202"
"""Counties of the demonstration: 融水 lacks a facility, 融安 is to be verified, 城中 has one."""
SCRIPT = "ui/pages/siting.py"


def page(city: str = LIUZHOU, language: str = "zh", *, demonstration: bool = True) -> AppTest:
    """The page as a reader opens it."""
    return opened(city, language, demonstration=demonstration).switch_page(SCRIPT).run()


def waiting_for_nothing(app: AppTest) -> AppTest:
    """The page asked to plan as if nothing were under way: 融水, 柳城 have something that is."""
    return choose(app, "under_way", UnderWay.IGNORED)


def drawn(app: AppTest, key: str) -> bool:
    """Whether the component is on the page."""
    return any(e.proto.id.endswith(f"-siting_{key}") for e in app.get("bidi_component"))


def press(app: AppTest, key: str) -> AppTest:
    """Presses a button."""
    return next(b for b in app.button if b.key == key).click().run()


def kept(app: AppTest) -> dict[str, Any]:
    """What the page keeps of the city it shows."""
    about = "demo" if app.session_state["demonstration"] else "real"
    found: dict[str, Any] = app.session_state["siting_kept"][f"{app.session_state['city']}_{about}"]
    return found


def solved(app: AppTest) -> FacilityPlan:
    """The plan, waited for where the machine is slow."""
    # The answer may come between two looks of one run; the next run has it from its beginning.
    while (search := kept(app).get("solving")) is not None:
        assert search.wait(60.0)
        app.run()
        app.run()
    assert not app.exception
    answer: Found = kept(app)["found"]
    return answer.plan


def choose(app: AppTest, name: str, value: Any) -> AppTest:
    """Enters something in one of the page's widgets."""
    about = "demo" if app.session_state["demonstration"] else "real"
    key = f"siting_{app.session_state['city']}_{about}_{name}"
    widgets = [*app.selectbox, *app.radio, *app.number_input, *app.checkbox, *app.multiselect]
    next(w for w in widgets if w.key == key).set_value(value)
    return app.run()


def test_the_page_begins_with_what_still_lacks_and_plans_nothing_by_itself() -> None:
    app = page()
    assert not app.exception
    assert drawn(app, "lede")
    assert not drawn(app, "finding")
    # Beside the budget: where households share it.
    assert any("共同预算" in link.proto.label for link in app.get("page_link"))


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_press_gives_a_plan_with_its_tables(city: str, language: str) -> None:
    app = press(page(city, language), "siting_run")
    plan = solved(app)
    assert plan.status is Outcome.OPTIMAL
    for key in ("finding", "projects", "areas", "unplanned"):
        assert drawn(app, key), key
    assert not app.error


def test_every_county_that_lacks_gets_what_makes_it_met_and_no_other() -> None:
    plan = solved(press(waiting_for_nothing(page()), "siting_run"))
    counties = [p.option.site.county_code for p in plan.projects]
    assert counties == ["450222", "450225", "450226"]
    assert {r for p in plan.projects for r, _ in p.met} == {"liuzhou.three-facilities"}
    assert MET not in counties


def test_on_real_data_nothing_is_planned_for_counties_to_be_verified_until_asked() -> None:
    app = press(page(demonstration=False), "siting_run")
    plan = solved(app)
    assert plan.projects == ()
    assert drawn(app, "unplanned")
    app = press(choose(app, "absent", Absent.ASSUMED_ABSENT), "siting_run")
    assert len(solved(app).projects) == 10


@pytest.mark.parametrize("preset", list(Preset))
def test_every_wish_has_a_plan_or_says_why_not(preset: Preset) -> None:
    app = choose(page(YULIN), "preset", preset)
    if preset is Preset.COMPLY_THEN_REACH:
        assert next(b for b in app.button if b.key == "siting_run").disabled
        app = choose(app, "budget_None", 30_000.0)
    plan = solved(press(app, "siting_run"))
    assert plan.projects or plan.conflict is not None
    assert plan.question.wishes == wishes(preset)
    assert drawn(app, "finding")


def test_what_conflicts_is_said_with_what_would_have_to_give() -> None:
    app = choose(page(), "budget_None", 100.0)
    plan = solved(press(app, "siting_run"))
    assert plan.status is Outcome.INFEASIBLE
    assert drawn(app, "conflict")
    assert not drawn(app, "projects")


def test_a_project_taken_out_is_reckoned_anew_beside_the_plan_and_put_back() -> None:
    app = press(page(), "siting_run")
    plan = solved(app)
    pills = app.button_group(key=f"siting_in_plan_{plan.run_id}")
    ids = [p.option.option_id for p in plan.projects]
    pills.set_value(ids[1:]).run()
    assert not app.exception
    assert drawn(app, "trial")
    assert kept(app)["dropped"] == {ids[0]}
    press(app, "siting_trial_undo")
    assert not drawn(app, "trial")


def test_another_wish_leaves_the_plan_and_says_it_is_of_before() -> None:
    app = press(page(), "siting_run")
    solved(app)
    assert not drawn(app, "stale")
    app = choose(app, "absent", Absent.ASSUMED_ABSENT)
    assert drawn(app, "stale")
    assert drawn(app, "projects")


def test_a_second_search_is_refused_while_one_runs() -> None:
    app = press(page(), "siting_run")
    plan = solved(app)
    data = kept(app)["found"].data

    class Busy:
        running = True

    kept(app)["solving"] = Busy()
    before = kept(app)["found"]
    store = kept(app)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(siting_answer, "store", lambda: store)
        assert not siting_answer.begin(plan.question, data)
    assert store["found"] is before


@pytest.mark.parametrize(
    ("county", "absent"), [("450226", Absent.NOT_PLANNED), (PENDING, Absent.ASSUMED_ABSENT)]
)
def test_two_presses_lead_from_a_county_that_lacks_to_its_plan(county: str, absent: Absent) -> None:
    app = opened(LIUZHOU, demonstration=True)
    app.session_state["selected_county"] = county
    app.run()
    press(app, "county_plan")
    app.switch_page(SCRIPT).run()  # the test's app doesn't follow switch_page by itself
    plan = solved(app)
    assert plan.question.counties == {county}
    assert plan.question.absent is absent
    assert [p.option.site.county_code for p in plan.projects] == [county]


def test_a_county_that_has_all_is_offered_no_plan() -> None:
    app = opened("450200", demonstration=True)
    app.session_state["selected_county"] = MET
    app.run()
    assert not any(b.key == "county_plan" for b in app.button)


def test_what_was_entered_is_still_there_when_the_reader_comes_back() -> None:
    app = choose(page(), "preset", Preset.FEWEST)
    app.switch_page("ui/pages/findings.py").run()
    app.switch_page(SCRIPT).run()
    key = f"siting_{LIUZHOU}_demo_preset"
    assert next(s for s in app.selectbox if s.key == key).value == Preset.FEWEST


TABLE = """名称,所在县,经度,纬度,坐标系,设施类型,措施,费用（万元）
演示融水老校舍,融水县,109.25,25.07,CGCS2000,托养,新建,800
演示某处,不存在县,109.25,25.07,CGCS2000,托养,新建,800
"""


def test_an_uploaded_table_gives_candidates_and_its_faults_row_by_row() -> None:
    app = waiting_for_nothing(page())
    app.file_uploader(key="siting_file").set_value(("sites.csv", TABLE.encode(), "text/csv")).run()
    assert not app.exception
    assert drawn(app, "upload_issues")
    plan = solved(press(app, "siting_run"))
    bought = [p.option for p in plan.projects if p.option.site.county_code == UNMET]
    assert [o.site.name for o in bought] == ["演示融水老校舍"]
    assert bought[0].cost_yuan == 8_000_000
    press(app, "siting_upload_remove")
    assert not drawn(app, "upload_issues")


def test_a_cost_typed_counts_and_says_whose_it_is() -> None:
    app = waiting_for_nothing(page())
    seat = f"seat-{UNMET}-rehabilitation|rehabilitation|new"
    own = kept(app)["own_sites"]
    own.edits[seat] = {"cost_wan": 500.0}
    plan = solved(press(app.run(), "siting_run"))
    taken = {p.option.option_id: p.option for p in plan.projects}
    assert taken[seat].cost_yuan == 5_000_000
    assert taken[seat].cost_basis == ENTERED


def test_an_option_the_reader_leaves_out_is_not_taken() -> None:
    own = OwnSites(left_out={f"seat-{UNMET}-care|care|new"})
    app = opened(LIUZHOU, demonstration=True)
    app.session_state["siting_kept"] = {f"{LIUZHOU}_demo": {"own_sites": own}}
    plan = solved(press(app.switch_page(SCRIPT).run(), "siting_run"))
    assert UNMET not in {p.option.site.county_code for p in plan.projects}
    assert UNMET in {u.county_code for u in plan.unplanned}


def test_a_site_dragged_is_tried_at_its_new_place_in_the_county_it_is_then_in() -> None:
    app = press(waiting_for_nothing(page()), "siting_run")
    plan = solved(app)
    option = next(p.option for p in plan.projects if p.option.site.county_code == UNMET)
    site = drawn_site(109.05, 25.45, LIUZHOU)
    kept(app)["moved"] = {option.option_id: replace(option, site=site)}
    app.run()
    assert not app.exception
    assert drawn(app, "trial")
    trial = kept(app)["trial"]
    assert site.site_id in {p.option.site.site_id for p in trial.plan.projects}
    assert option.option_id not in {p.option.option_id for p in trial.plan.projects}


def test_a_project_is_moved_by_coordinates_too_and_not_out_of_the_city() -> None:
    app = press(page(), "siting_run")
    solved(app)
    for lon, lat in ((116.4, 39.9), (109.05, 25.45)):
        assert not drawn(app, "trial")
        app.number_input(key="siting_move_lon").set_value(lon)
        app.number_input(key="siting_move_lat").set_value(lat)
        next(b for b in app.button if b.label == "移到这里试算").click().run()
        assert not app.exception
    assert drawn(app, "trial")


def test_the_register_of_a_past_day_can_be_planned_on_and_nothing_is_kept() -> None:
    app = page(demonstration=False)
    app.session_state["known_on"] = app.session_state["choice_known_on"] = date(2026, 1, 1)
    app = press(choose(app.run(), "absent", Absent.ASSUMED_ABSENT), "siting_run")
    assert solved(app).projects
    assert not any(b.label == "存为比选方案" for b in app.button)


def test_no_two_projects_are_moved_to_one_place_and_an_error_leaves_the_way_back() -> None:
    app = choose(page(), "preset", Preset.REACH)
    plan = solved(press(app, "siting_run"))
    first, second = [p.option for p in plan.projects][:2]
    move_to(app, first.option_id, second.site.lon, second.site.lat)
    assert not app.exception
    assert not kept(app)["moved"]
    assert any("另一个项目" in w.value for w in app.warning)
    assert first.site.lon is not None
    assert first.site.lat is not None
    there = drawn_site(first.site.lon + 0.01, first.site.lat + 0.01, LIUZHOU)
    for option in (first, second):
        move_to(app, option.option_id, there.lon, there.lat)
        assert list(kept(app)["moved"]) == [first.option_id]
    kept(app)["moved"] = {o.option_id: replace(o, site=there) for o in (first, second)}
    app.run()
    assert not app.exception
    assert drawn(app, "trial_broken")
    press(app, "siting_trial_undo")
    assert not kept(app)["moved"]
    assert not drawn(app, "trial_broken")


def move_to(app: AppTest, option_id: str, lon: float | None, lat: float | None) -> None:
    """Enters another place for a project in the form."""
    assert lon is not None
    assert lat is not None
    next(s for s in app.selectbox if s.key == "siting_move_id").set_value(option_id)
    next(n for n in app.number_input if n.key == "siting_move_lon").set_value(lon)
    next(n for n in app.number_input if n.key == "siting_move_lat").set_value(lat)
    next(b for b in app.button if b.label == "移到这里试算").click()
    app.run()
