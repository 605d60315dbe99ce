"""The tab 定稿: who may freeze what, under which name, and what a revision says it changes."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Checkbox

from analysis.frozen import FrozenAssessment, list_frozen, load_frozen
from analysis.report.report import ReportState
from tests.reading.identity_numbers import identity_number
from tests.report.real_plans import AS_OF, YULIN
from tests.ui.frozen_app import (
    BODY,
    LATER,
    drawn,
    frozen_now,
    later_facility,
    looking_at,
    on_record,
    the_register,
)
from ui.access import people
from ui.access.roles import Person, Role

EMPTY = "本市还没有定稿"


def tab(frozen_id: int | None = None, **address: str) -> AppTest:
    """The tab 定稿 of the page 台账."""
    app = looking_at(frozen_id, **address)
    app.session_state["register_tab"] = "frozen"
    return app.switch_page("ui/pages/register.py").run()


def freeze(app: AppTest, body: str = BODY, kind: str = "", **said: str) -> AppTest:
    """Fills the form in and presses 定稿."""
    if kind:
        app.selectbox(key="freeze_kind").set_value(kind).run()
    for name, value in said.items():
        app.text_input(key=f"freeze_{name}").set_value(value)
    app.text_input(key="freeze_body").set_value(body)
    checked(app).check().run()
    return app.button(key="freeze").click().run()


def checked(app: AppTest) -> Checkbox:
    """The box that says the run on screen was checked."""
    return next(c for c in app.checkbox if str(c.key).startswith("freeze_checked_"))


def stored() -> tuple[FrozenAssessment, ...]:
    """Yulin's frozen assessments in the register."""
    with the_register() as register:
        heads = list_frozen(register, YULIN)
        return tuple(load_frozen(register, head.frozen_id) for head in heads)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_city_without_any_is_told_what_freezing_is(language: str) -> None:
    app = tab(lang=language)
    assert not app.exception
    assert (EMPTY if language == "zh" else "Nothing is frozen for the city yet") in drawn(app)


@pytest.mark.parametrize("status", list(ReportState))
def test_what_is_on_screen_is_frozen_under_the_state_chosen(status: ReportState) -> None:
    app = freeze(tab(), kind=status.value)
    assert not app.exception
    assert not app.error
    (kept,) = stored()
    assert (kept.state, kept.body, kept.as_of) == (status, BODY, AS_OF)
    assert kept.run_id in drawn(app)
    assert "已定稿" in app.success[0].value


def test_another_name_is_kept_beside_the_state_of_the_papers() -> None:
    freeze(tab(), kind="other", name="征求意见稿（第二轮）")
    (kept,) = stored()
    assert kept.name == "征求意见稿（第二轮）"
    assert kept.report.state is ReportState.DRAFT


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "请填写名称"),
        ("演示稿", "不能以"),
        ("修订版 9", "不能以"),
        (identity_number(), "身份证"),
    ],
)
def test_a_name_that_can_t_be_is_refused_with_the_reason(name: str, said: str) -> None:
    app = freeze(tab(), kind="other", name=name)
    assert [said in e.value for e in app.error] == [True]
    assert stored() == ()


@pytest.mark.parametrize("body", ["", "韦某某", "a@example.org"])
def test_without_a_body_nothing_is_frozen(body: str) -> None:
    app = freeze(tab(), body=body)
    assert ["没有定稿" in e.value for e in app.error] == [True]
    assert stored() == ()


def test_the_button_waits_until_the_reader_says_that_it_was_checked() -> None:
    app = tab()
    assert app.button(key="freeze").disabled
    checked(app).check().run()
    assert not app.button(key="freeze").disabled


def test_what_changed_after_the_check_is_not_frozen_unseen() -> None:
    app = tab()
    app.text_input(key="freeze_body").set_value(BODY)
    checked(app).check().run()
    run = app.button(key="freeze")
    on_record(later_facility())
    run.click().run()
    assert ["台账刚刚有变动" in w.value for w in app.warning] == [True]
    assert stored() == ()


def test_an_own_name_is_no_official_one() -> None:
    app = freeze(tab(), kind="other", name="审定稿")
    assert ["正式状态的名称" in e.value for e in app.error] == [True]
    assert stored() == ()


def test_a_name_the_city_has_already_is_not_taken_again() -> None:
    frozen_now()
    app = freeze(tab(), kind="submitted")
    assert ["已有名为“送审稿”的定稿" in e.value for e in app.error] == [True]
    assert len(stored()) == 1


def test_what_was_on_record_on_a_day_is_frozen_as_known_on_that_day() -> None:
    app = tab()
    app.date_input(key="choice_known_on").set_value(date(2030, 1, 1)).run()
    freeze(app)
    assert stored()[0].known_on == date(2030, 1, 1)


def test_a_viewer_sees_the_list_and_can_t_freeze(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = frozen_now()
    monkeypatch.setattr(people, "person", lambda: Person(Role.VIEWER, ""))
    app = tab()
    assert frozen.run_id in drawn(app)
    assert [b.key for b in app.button if b.key == "freeze"] == []
    assert any("编辑人员" in c.value for c in app.caption)


def test_a_role_taken_away_before_the_click_freezes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = tab()

    def refuse() -> Person:
        raise people.NotAllowedError(people.ROLE_WORDS[Role.VIEWER])

    monkeypatch.setattr(people, "require_editor", refuse)
    freeze(app)
    assert len(app.error) == 1
    assert stored() == ()


def test_the_demonstration_can_t_be_frozen_and_the_page_says_so() -> None:
    app = tab(demo="1")
    assert "不能定稿" in drawn(app)
    assert [b.key for b in app.button if b.key == "freeze"] == []


def test_nothing_is_frozen_from_a_frozen_one() -> None:
    app = tab(frozen_now().frozen_id)
    assert [b.key for b in app.button if b.key == "freeze"] == []


def opened(frozen_id: int) -> AppTest:
    """The tab with one of the list chosen."""
    app = tab()
    app.session_state["frozen_chosen"] = frozen_id
    return app.run()


def test_open_has_every_page_show_it() -> None:
    frozen = frozen_now()
    app = opened(frozen.frozen_id).button(key="open_frozen").click().run()
    assert not app.error
    assert app.query_params["frozen"] == str(frozen.frozen_id)
    assert "正在看定稿“送审稿”" in drawn(app)


def test_a_revision_shows_its_list_of_changes_before_it_is_frozen() -> None:
    frozen_now()
    on_record(later_facility())
    app = tab()
    app.selectbox(key="freeze_kind").set_value("revision").run()
    assert not app.exception
    shown = drawn(app)
    assert "修订清单 结论" in shown
    assert "修订清单 资料" in shown
    assert LATER in shown
    assert len(stored()) == 1


def test_a_revision_names_what_it_revises_and_keeps_its_list() -> None:
    first = frozen_now()
    on_record(later_facility())
    app = freeze(tab(), kind="revision")
    assert not app.error
    _, revision = stored()
    assert (revision.name, revision.revises) == ("修订版 1", first.frozen_id)
    assert revision.state is first.state
    assert "修订清单 资料" in drawn(app)
    assert LATER in drawn(opened(revision.frozen_id))


def test_a_revision_of_what_has_not_changed_is_refused() -> None:
    frozen_now()
    app = freeze(tab(), kind="revision")
    assert ["无需修订" in e.value for e in app.error] == [True]
    assert len(stored()) == 1


def test_where_nothing_is_frozen_there_is_nothing_to_revise() -> None:
    assert "修订版" not in tab().selectbox(key="freeze_kind").options


def test_nothing_on_the_tab_offers_to_change_or_delete_what_is_frozen() -> None:
    app = opened(frozen_now().frozen_id)
    words = " ".join(b.label for b in app.button)
    assert not any(word in words for word in ("删除", "撤回", "编辑", "改名"))
