"""What a reader enters stays in the session that entered it, as what it is."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from geo.records import Facility, RetrofitNeed
from geo.vocabulary import FacilityType
from tests.reading.identity_numbers import identity_number
from tests.ui.test_pages import opened
from ui import state

RONGSHUI = "450225"
ESTIMATE = RetrofitNeed(f"estimate-{RONGSHUI}", RONGSHUI, 120, None, None, "公式", estimated=True)


def with_own(**tables: tuple[object, ...]) -> AppTest:
    app = opened("450200")
    app.session_state["records_real"] = tables
    return app


def test_an_assessment_of_a_sessions_own_records_is_in_no_shared_cache(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = with_own(
        facilities=(Facility("x", "某康复中心", FacilityType.REHABILITATION, "450200", RONGSHUI),)
    )

    def shared(*_: object) -> None:
        raise AssertionError("asked the shared cache")

    monkeypatch.setattr(state, "_assessment", shared)
    app.run()
    assert not app.exception
    assert not app.error
    assert app.session_state["own_assessments"]


def test_saving_the_table_of_needs_does_not_make_an_estimate_a_report() -> None:
    app = with_own(retrofit_needs=(ESTIMATE,))
    app.switch_page("ui/pages/retrofit.py").run()
    next(b for b in app.button if b.label == "保存").click().run()
    assert not app.error
    assert app.session_state["records_real"]["retrofit_needs"] == (ESTIMATE,)


@pytest.mark.parametrize(
    ("body", "document", "said"),
    [
        ("韦某某", "1号", "个人"),
        ("市残工委", f"经办 {identity_number()}", "身份证号"),
        (identity_number(), "1号", "身份证号"),
    ],
    ids=["a person as body", "a number in the document", "a number as body"],
)
def test_a_ruling_with_personal_data_is_not_kept(body: str, document: str, said: str) -> None:
    app = opened("450200")
    app.session_state["findings_tab"] = "rulings"
    app.switch_page("ui/pages/findings.py").run()
    next(t for t in app.text_input if t.label.startswith("认定单位")).set_value(body)
    next(t for t in app.text_input if t.label.startswith("文号")).set_value(document)
    next(d for d in app.date_input if d.label == "日期").set_value(date(2026, 1, 15))
    next(b for b in app.button if b.label == "登记").click().run()
    assert [said in e.value for e in app.error] == [True]
    assert "records_real" not in app.session_state or not app.session_state["records_real"]


def test_what_a_failing_page_says_is_not_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    uploaded = "138" + "00138000"

    def fails() -> None:
        raise ValueError(uploaded)

    monkeypatch.setattr("geo.sources.load_sources", fails)
    with caplog.at_level(logging.ERROR):
        app = opened("450200").switch_page("ui/pages/sources.py").run()
    assert len(app.error) == 1
    assert "a page failed: ValueError" in caplog.text
    assert uploaded not in caplog.text
