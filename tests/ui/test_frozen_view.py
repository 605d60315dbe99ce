"""Looking at a frozen assessment: every page shows it, nothing moves it, nothing can be entered."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from geo.register.changes import Change, ChangeKind, Edit
from geo.register.schema import frozen as frozen_table
from tests.report.real_plans import LIUZHOU, YULIN
from tests.ui.frozen_app import (
    LATER,
    NOW,
    drawn,
    frozen_now,
    later_facility,
    looking_at,
    new_words,
    on_record,
    the_register,
)
from tests.ui.test_downloads import made, offered
from tests.ui.test_pages import PAGES
from ui import state
from ui.frozen import frozen_open
from ui.frozen.frozen_choice import CLOSED

__all__ = ["offered"]

BAND = "正在看定稿“送审稿”（截至 2025-12-31，运行编号 {run}），不随台账变动"
ASSESSMENT_PAGES = tuple(p for p in PAGES if p != "register")
"""The pages about the assessment; 台账 is about the register itself."""


@pytest.fixture(autouse=True)
def rules_of_now() -> Iterator[None]:
    """What a test says of the rules is forgotten after it."""
    yield
    state._catalogue.clear()
    state._assessment.clear()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_under_the_band(page: str, language: str) -> None:
    frozen = frozen_now()
    app = looking_at(frozen.frozen_id, page, lang=language)
    assert not app.exception
    assert not app.error
    assert "planner_frozen_band" in drawn(app)
    assert frozen.run_id in drawn(app)


@pytest.mark.parametrize("page", ASSESSMENT_PAGES)
def test_no_page_of_it_follows_the_register_or_the_words_of_the_rules(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = frozen_now()
    before = drawn(looking_at(frozen.frozen_id, page))
    on_record(later_facility())
    new_words(monkeypatch)
    assert drawn(looking_at(frozen.frozen_id, page)) == before


@pytest.mark.parametrize("page", ["overview", "facilities", "findings", "sources"])
def test_the_current_pages_do_follow_them(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen_now()
    before = drawn(looking_at(None, page))
    on_record(later_facility())
    new_words(monkeypatch)
    after = drawn(looking_at(None, page))
    assert after != before
    if page == "facilities":
        assert LATER in after
    elif page != "sources":
        assert "三者有其二" in after


@pytest.mark.parametrize("file", ["workbook", "csv", "map"])
def test_a_paper_of_it_is_byte_for_byte_the_same_later(
    file: str, offered: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = frozen_now()
    looking_at(frozen.frozen_id)
    before = made(offered[f"download_{file}"]["data"])
    on_record(later_facility())
    new_words(monkeypatch)
    looking_at(frozen.frozen_id)
    assert made(offered[f"download_{file}"]["data"]) == before
    looking_at()
    assert made(offered[f"download_{file}"]["data"]) != before


def test_its_workbook_is_that_of_the_paper_frozen(offered: dict[str, dict[str, Any]]) -> None:
    from analysis.report.workbook import workbook

    frozen = frozen_now()
    looking_at(frozen.frozen_id)
    paper = made(offered["download_workbook"]["data"])
    assert paper == workbook(frozen.report, "zh")
    words = zipfile.ZipFile(io.BytesIO(paper)).read("xl/sharedStrings.xml").decode()
    assert "送审稿" in words
    assert frozen.run_id in words


def test_its_files_are_named_by_its_state_whatever_the_head_said_before(
    offered: dict[str, dict[str, Any]],
) -> None:
    frozen = frozen_now()
    app = looking_at()
    assert "征求意见稿" in offered["download_workbook"]["file_name"]
    state_of_it = "玉林市_短板清单_20251231_送审稿_内部资料.xlsx"
    app.session_state["frozen"] = frozen.frozen_id
    app.run()
    assert offered["download_workbook"]["file_name"] == state_of_it


def test_the_files_of_one_with_a_name_of_its_own_carry_it(
    offered: dict[str, dict[str, Any]],
) -> None:
    frozen = frozen_now(name="送审稿 第二轮")
    looking_at(frozen.frozen_id)
    assert offered["download_csv"]["file_name"].endswith("_送审稿_内部资料_送审稿-第二轮.csv")


def test_a_county_s_check_sheet_of_it_carries_its_name(offered: dict[str, dict[str, Any]]) -> None:
    frozen = frozen_now()
    app = looking_at(frozen.frozen_id)
    app.session_state["selected_county"] = "450921"
    app.run()
    assert offered["county_download"]["file_name"].endswith("_送审稿.xlsx")


def test_the_band_says_which_one_it_is() -> None:
    frozen = frozen_now()
    assert BAND.format(run=frozen.run_id) in drawn(looking_at(frozen.frozen_id))


def test_city_day_and_state_can_t_be_switched() -> None:
    app = looking_at(frozen_now().frozen_id)
    assert [s.key for s in app.selectbox if (s.key or "").startswith("choice_")] == []
    assert [d.key for d in app.date_input] == []
    assert any("不能更换" in c.value for c in app.caption)


def test_the_way_back_leads_to_what_was_chosen_before() -> None:
    frozen = frozen_now()
    app = looking_at()
    app.session_state["assessment_state"] = state.ReportState.APPROVED
    app.session_state["frozen"] = frozen.frozen_id
    app.run()
    app.button(key="leave_frozen").click().run()
    assert "planner_frozen_band" not in drawn(app)
    assert app.selectbox(key="choice_state").value == state.ReportState.APPROVED
    assert "frozen" not in app.query_params


@pytest.mark.parametrize("page", ["findings", "indicators", "retrofit"])
def test_no_form_is_open(page: str) -> None:
    frozen = frozen_now()
    app = looking_at(frozen.frozen_id, page)
    if page == "findings":
        app.session_state["findings_tab"] = "rulings"
        app.run()
    kept = [b.label for b in app.button if b.label in ("登记", "保存", "保存并重新评估")]
    assert kept == []
    assert page == "indicators" or CLOSED.zh in drawn(app)


@pytest.mark.parametrize("tab", ["trial", "rulings"])
def test_nothing_is_tried_or_ruled_on_in_it(tab: str) -> None:
    app = looking_at(frozen_now().frozen_id)
    app.session_state["findings_tab"] = tab
    app.switch_page("ui/pages/findings.py").run()
    assert CLOSED.zh in drawn(app)
    assert [s.key for s in app.selectbox if (s.key or "").startswith(("trial_", "ruling_"))] == []


@pytest.mark.parametrize("tab", ["import", "leads"])
def test_no_list_is_imported_and_no_lead_taken_up_in_it(tab: str) -> None:
    app = looking_at(frozen_now().frozen_id)
    app.session_state["facilities_tab"] = tab
    app.switch_page("ui/pages/facilities.py").run()
    assert not app.exception
    assert CLOSED.zh in drawn(app)
    assert not app.get("file_uploader")


def test_an_opened_facility_of_it_says_what_it_said_then() -> None:
    record = later_facility()
    on_record(record)
    frozen = frozen_now()

    def opened() -> str:
        app = looking_at(frozen.frozen_id)
        app.session_state["facility_open"] = record.facility_id
        return drawn(app.switch_page("ui/pages/facilities.py").run())

    before = opened()
    assert CLOSED.zh in before
    with the_register() as register:
        edit = Edit("facilities", record.facility_id, replace(record, source="改过的佐证"), 1)
        register.commit(Change(ChangeKind.EDIT, "容县残联", NOW), [edit])
    assert opened() == before


def test_no_change_is_undone_from_it() -> None:
    change = on_record(later_facility())
    frozen = frozen_now()
    for frozen_id, undo in ((frozen.frozen_id, False), (None, True)):
        app = looking_at(frozen_id, "register")
        app.session_state["register_change"] = change
        app.run()
        assert any(b.label.startswith("撤销") for b in app.button) is undo


def test_a_write_is_refused_whatever_button_was_left_open() -> None:
    def page() -> None:
        import streamlit as st

        from ui import register_access, state
        from ui.access import people

        st.session_state["demonstration"] = False
        st.session_state["frozen"] = 1
        refused = []
        for write in (
            lambda: register_access.write(None, ()),
            lambda: register_access.undo(1),
            lambda: state.keep_records("rulings", ()),
        ):
            try:
                write()
            except people.NotAllowedError as error:
                refused.append(error.text.zh)
        st.session_state["refused"] = refused

    from streamlit.testing.v1 import AppTest

    app = AppTest.from_function(page).run()
    assert not app.exception
    assert app.session_state["refused"] == [CLOSED.zh] * 3


def test_who_can_edit_can_t_while_looking_at_it() -> None:
    def page() -> None:
        import streamlit as st

        from ui import state
        from ui.access import people

        st.session_state.setdefault("demonstration", False)
        st.session_state["said"] = people.can_edit(), state.can_edit_now()

    from streamlit.testing.v1 import AppTest

    app = AppTest.from_function(page).run()
    assert app.session_state["said"] == (True, True)
    app.session_state["frozen"] = 1
    app.run()
    assert app.session_state["said"] == (True, False)


def test_a_link_opens_it_in_its_own_city() -> None:
    frozen = frozen_now()
    app = looking_at(frozen.frozen_id, city=LIUZHOU)
    assert app.session_state["city"] == YULIN
    assert app.query_params["frozen"] == str(frozen.frozen_id)
    assert app.query_params["city"] == YULIN


@pytest.mark.parametrize(
    "asked", ["2", "0", "-1", "x", "1.0", "٣", "9" * 40, "1;drop", quote("一")]
)
def test_a_link_to_none_is_ignored_and_says_so(asked: str) -> None:
    frozen_now()
    app = looking_at(asked)
    assert not app.exception
    assert ["没有这份定稿" in w.value for w in app.warning] == [True]
    assert "planner_frozen_band" not in drawn(app)
    assert "frozen" not in app.query_params
    app.button(key="frozen_noted").click().run()
    assert not app.warning


def test_one_that_is_damaged_is_not_shown_and_the_reader_is_told() -> None:
    frozen = frozen_now()
    with the_register() as register, register.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER frozen_no_update")
        connection.execute(frozen_table.update().values(sha256="0" * 64))
    app = looking_at(frozen.frozen_id)
    assert not app.exception
    assert ["已损坏" in w.value for w in app.warning] == [True]
    assert "planner_frozen_band" not in drawn(app)


def test_the_demonstration_lets_go_of_it() -> None:
    app = looking_at(frozen_now().frozen_id, demo="1")
    assert app.session_state["demonstration"] is True
    assert "planner_frozen_band" not in drawn(app)


def test_it_is_thawed_once_for_all_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = frozen_now()
    read: list[int] = []
    load = frozen_open.load_frozen

    def counted(register: Any, frozen_id: int) -> Any:
        read.append(frozen_id)
        return load(register, frozen_id)

    monkeypatch.setattr(frozen_open, "load_frozen", counted)
    looking_at(frozen.frozen_id)
    looking_at(frozen.frozen_id, "findings")
    assert read == [frozen.frozen_id]
