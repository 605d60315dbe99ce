"""县级核对: sheets go out, answers and decisions are recorded, and only editors do any of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo.reading.replies import read_replies
from geo.register.changes import Change, ChangeKind, Document
from geo.register.place import register_url
from geo.register.replying import reply_edits
from geo.register.start import start_register
from geo.register.store import Register
from geo.reviews import Opinion, Review, ReviewState, answer, take_up
from geo.text import Text
from tests.reading.check_sheets import BODY, THREE, Filled, sheet_for
from tests.reading.identity_numbers import identity_number
from tests.register.said import edits_of
from tests.report.real_plans import RONGXIAN, assess
from tests.ui.frozen_app import drawn
from tests.ui.test_pages import opened
from ui.access import people
from ui.access.roles import Person, Role

YULIN = "450900"
NOW = datetime.now(UTC)
AS_OF = date(2025, 12, 31)


@pytest.fixture
def register() -> Iterable[Register]:
    """The register the app under test finds."""
    found = start_register(register_url(None, os.environ), NOW)
    yield found
    found.close()


def held(register: Register, requirement: str = THREE, county: str = RONGXIAN) -> Review:
    """The review of a finding as the register has it now."""
    found: tuple[Review, ...] = register.state().records("reviews")
    return next(r for r in found if (r.requirement_id, r.county_code) == (requirement, county))


def page(city: str = YULIN, language: str = "zh", **more: Any) -> AppTest:
    app = opened(city, language, **more)
    return app.switch_page("ui/pages/reviews.py").run()


def county_open(**more: Any) -> AppTest:
    """The page with 容县 opened."""
    app = opened(YULIN, **more)
    app.session_state["reviews_county"] = RONGXIAN
    return app.switch_page("ui/pages/reviews.py").run()


def press(app: AppTest, label: str) -> AppTest:
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception
    return app


def enter(app: AppTest, label: str, text: str) -> None:
    fields = [*app.text_input, *app.text_area]
    next(f for f in fields if f.label.startswith(label)).set_value(text)


def send(app: AppTest) -> AppTest:
    """Presses the button that makes the sheets and records them."""
    app.download_button(key="reviews_issue_button").click().run()
    assert not app.exception
    return app


def write(register: Register, *reviews: Review) -> None:
    edits = edits_of("reviews", reviews, register.state())
    register.commit(Change(ChangeKind.REVIEW, BODY, NOW), edits)


def asked(state: ReviewState = ReviewState.AWAITING, days: int = 10) -> Review:
    """A review of 容县 that is due in some days, in a state."""
    today = NOW.date()
    review = Review(
        f"review-{RONGXIAN}-{THREE}-{AS_OF}",
        RONGXIAN,
        THREE,
        AS_OF,
        deadline=today + timedelta(days=days),
        verdict="pending",
        run_id="r",
        issued_on=today,
    )
    if state is ReviewState.AWAITING:
        return review
    disputed = answer(
        review, Opinion.DISPUTED, body=BODY, answered_on=today, objection="已建成", proof="照片"
    )
    return disputed if state is ReviewState.DISPUTED else take_up(disputed)


def viewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "can_edit", lambda: False)
    monkeypatch.setattr(people, "person", lambda: Person(Role.VIEWER, ""))


def labels(app: AppTest) -> list[str]:
    return [b.label for b in (*app.button, *app.download_button)]


def told(app: AppTest) -> str:
    parts = (*app.error, *app.warning, *app.success, *app.caption, *app.text)
    return "\n".join(str(p.value) for p in parts)


STEPS = ("转入复核", "登记认定", "登记撤回", "登记意见")


def test_one_press_records_a_review_for_every_finding_of_every_county(register: Register) -> None:
    send(page())
    found = register.state().records("reviews")
    assert len({r.county_code for r in found}) == 7
    assert {r.state for r in found} == {ReviewState.AWAITING}
    assert {(r.deadline - r.issued_on).days for r in found} == {14}


def test_what_was_sent_is_one_change_of_its_own_kind(register: Register) -> None:
    before = register.last_change()
    send(page())
    assert register.last_change() == before + 1
    assert register.changes(1)[0].change.kind is ChangeKind.REVIEW


def test_after_the_press_the_page_says_what_to_do_next(register: Register) -> None:
    app = send(page())
    assert "已登记下发 7 份核对确认单" in told(app)


def test_only_the_counties_chosen_are_asked(register: Register) -> None:
    app = page()
    app.multiselect[0].set_value([RONGXIAN]).run()
    send(app)
    assert {r.county_code for r in register.state().records("reviews")} == {RONGXIAN}


def test_without_a_county_there_is_nothing_to_send() -> None:
    app = page()
    app.multiselect[0].set_value([]).run()
    assert not any("下载核对单" in label for label in labels(app))


def test_a_review_changed_after_the_page_was_drawn_stops_the_round(register: Register) -> None:
    write(register, asked())
    app = page()
    write(register, asked(ReviewState.DISPUTED))
    send(app)
    assert "下发没有登记" in told(app)
    assert len(register.state().records("reviews")) == 1
    assert held(register).state is ReviewState.DISPUTED


def test_in_the_demonstration_only_the_download_is_offered_and_nothing_recorded(
    register: Register,
) -> None:
    app = page(demonstration=True)
    assert "只下载核对单（7 份）" in labels(app)
    send(app)
    assert register.state().records("reviews") == ()


def test_a_viewer_can_download_but_not_send_or_decide(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(register, asked(ReviewState.UNDER_REVIEW))
    viewer(monkeypatch)
    app = county_open()
    assert "只下载核对单（7 份）" in labels(app)
    assert not set(STEPS).intersection(labels(app))


def test_a_viewers_press_that_gets_through_writes_nothing(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(register, asked(ReviewState.DISPUTED))
    app = county_open()

    def refuse() -> Person:
        raise people.NotAllowedError(Text("只能查看", "view only"))

    monkeypatch.setattr(people, "require_editor", refuse)
    press(app, "转入复核")
    assert "只能查看" in told(app)
    assert held(register).state is ReviewState.DISPUTED


def test_a_past_state_of_the_register_can_be_seen_and_not_changed(register: Register) -> None:
    write(register, asked(ReviewState.DISPUTED))
    app = county_open()
    past = next(d for d in app.date_input if d.label.startswith("台账截至"))
    past.set_value(NOW.date() + timedelta(days=1)).run()
    assert not set(STEPS).intersection(labels(app))
    assert "只下载核对单（7 份）" in labels(app)


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (ReviewState.AWAITING, {"登记意见"}),
        (ReviewState.DISPUTED, {"转入复核", "登记撤回"}),
        (ReviewState.UNDER_REVIEW, {"登记认定", "登记撤回"}),
    ],
)
def test_an_editor_is_offered_the_steps_that_lead_on(
    register: Register, state: ReviewState, offered: set[str]
) -> None:
    write(register, asked(state))
    assert set(STEPS).intersection(labels(county_open())) == offered


def test_taking_a_dispute_up_and_deciding_it(register: Register) -> None:
    write(register, asked(ReviewState.DISPUTED))
    app = press(county_open(), "转入复核")
    assert held(register).state is ReviewState.UNDER_REVIEW
    enter(app, "认定意见", "异议成立")
    enter(app, "认定单位", "玉林市残工委")
    enter(app, "文号或会议纪要", "玉残工委〔2026〕3号")
    app = press(app, "登记认定")
    decided = held(register)
    assert (decided.state, decided.outcome) == (ReviewState.DECIDED, "异议成立")
    change = register.changes(1)[0].change
    assert (change.body, change.document) == ("玉林市残工委", Document("玉残工委〔2026〕3号"))
    assert not set(STEPS).intersection(labels(app))


@pytest.mark.parametrize(
    ("label", "text", "said"),
    [
        ("文号或会议纪要", "", "请填写文号或会议纪要"),
        ("认定意见", "", "请填写认定意见"),
        ("认定单位", "韦小明", "个人"),
        ("认定意见", f"户主 {identity_number()}", "身份证号"),
        ("文号或会议纪要", "演示〔2026〕3号", "演示"),
    ],
)
def test_a_decision_that_lacks_something_or_names_a_person_is_not_kept(
    register: Register, label: str, text: str, said: str
) -> None:
    write(register, asked(ReviewState.UNDER_REVIEW))
    app = county_open()
    enter(app, "认定意见", "异议成立")
    enter(app, "认定单位", "玉林市残工委")
    enter(app, "文号或会议纪要", "玉残工委〔2026〕3号")
    enter(app, label, text)
    press(app, "登记认定")
    assert said in told(app)
    assert held(register).state is ReviewState.UNDER_REVIEW


def test_a_decision_on_a_review_somebody_closed_meanwhile_is_not_written(
    register: Register,
) -> None:
    write(register, asked(ReviewState.UNDER_REVIEW))
    app = county_open()
    enter(app, "认定意见", "异议成立")
    enter(app, "认定单位", "玉林市残工委")
    enter(app, "文号或会议纪要", "玉残工委〔2026〕3号")
    other = answer(held(register), Opinion.AGREED, body=BODY, answered_on=NOW.date())
    write(register, other)
    press(app, "登记认定")
    assert held(register) == other


def test_a_county_can_take_its_objection_back(register: Register) -> None:
    write(register, asked(ReviewState.UNDER_REVIEW))
    press(county_open(), "登记撤回")
    assert held(register).withdrawn


def test_an_answer_on_paper_is_entered_by_hand(register: Register) -> None:
    write(register, asked())
    app = county_open()
    next(s for s in app.selectbox if s.label == "县级意见").set_value(Opinion.DISPUTED)
    enter(app, "填报单位", BODY)
    enter(app, "异议理由", "已建成")
    press(app, "登记意见")
    assert (held(register).state, held(register).objection) == (ReviewState.DISPUTED, "已建成")


def test_an_objection_on_paper_without_its_reason_is_not_kept(register: Register) -> None:
    write(register, asked())
    app = county_open()
    next(s for s in app.selectbox if s.label == "县级意见").set_value(Opinion.DISPUTED)
    enter(app, "填报单位", BODY)
    press(app, "登记意见")
    assert "请填写异议理由" in told(app)
    assert held(register).state is ReviewState.AWAITING


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_runs_with_every_state_on_it(register: Register, language: str) -> None:
    send(page())
    first, second, third, fourth, *_ = [
        r for r in register.state().records("reviews") if r.county_code == RONGXIAN
    ]
    today = NOW.date()
    disputed = [
        answer(r, Opinion.DISPUTED, body=BODY, answered_on=today, objection="x")
        for r in (second, third)
    ]
    write(
        register,
        answer(first, Opinion.AGREED, body=BODY, answered_on=today),
        disputed[0],
        take_up(disputed[1]),
    )
    app = opened(YULIN, language)
    app.session_state["reviews_county"] = RONGXIAN
    app.switch_page("ui/pages/reviews.py").run()
    assert not app.exception
    assert not app.error
    assert fourth.state is ReviewState.AWAITING


def test_a_sheet_goes_out_comes_back_disputed_and_is_decided(register: Register) -> None:
    send(page())
    layers = register.state().layers
    filled = Filled(sheet_for(layers)).all_agree().sign(BODY)
    filled.say(THREE, "有异议", "康复中心已投用", "批复")
    replies = read_replies(filled.saved(), "容县核对确认单.xlsx").records
    edits, _ = reply_edits(replies, register.state(), answered_on=NOW.date(), body=BODY)
    register.commit(Change(ChangeKind.IMPORT, BODY, NOW), edits)
    assert disputes(register) == {(THREE, RONGXIAN)}
    app = press(county_open(), "转入复核")
    assert disputes(register) == {(THREE, RONGXIAN)}
    enter(app, "认定意见", "异议成立")
    enter(app, "认定单位", "玉林市残工委")
    enter(app, "文号或会议纪要", "玉残工委〔2026〕3号")
    press(app, "登记认定")
    assert disputes(register) == set()


def disputes(register: Register) -> set[tuple[str, str]]:
    """What an assessment of the register calls disputed."""
    found = assess(register.state().layers).findings
    own = {(f.requirement_id, f.area_code) for f in found if f.dispute is not None}
    parts = {
        (f.requirement_id, p.county_code) for f in found for p in f.parts if p.dispute is not None
    }
    return own | parts


def test_the_overview_says_that_its_sheets_are_not_recorded_and_where_they_are() -> None:
    app = opened("450900").switch_page("ui/pages/overview.py").run()
    assert [c for c in app.caption if "请到“县级核对”下发" in str(c.value)]
    assert "到“县级核对”登记下发" in drawn(app)
