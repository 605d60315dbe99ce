"""A ruling recorded is said to be; one on record is replaced only when the reader says so."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from geo.records import Ruling
from tests.ui.frozen_app import the_register
from tests.ui.import_steps import press, register_state, told
from tests.ui.test_pages import opened
from ui import event_words

DAY = date(2026, 1, 5)


def rulings() -> tuple[Ruling, ...]:
    return register_state().records("rulings")


def form(app: AppTest) -> AppTest:
    app.session_state["findings_tab"] = "rulings"
    return app.switch_page("ui/pages/findings.py").run()


def record(app: AppTest, document: str) -> AppTest:
    """The page after the form was sent with this document."""
    next(t for t in app.text_input if t.label.startswith("认定单位")).set_value("柳州市残工委")
    next(t for t in app.text_input if t.label.startswith("文号")).set_value(document)
    app.date_input[-1].set_value(DAY)
    return next(b for b in app.button if b.label == "登记").click().run()


@pytest.fixture
def asked() -> AppTest:
    """The page when a second ruling of the day was entered."""
    app = record(form(opened("450200")), "1号")
    assert [r.document for r in rulings()] == ["1号"]
    return record(app, "2号")


def test_the_one_on_record_is_shown_and_nothing_saved_yet(asked: AppTest) -> None:
    assert not asked.exception
    assert [r.document for r in rulings()] == ["1号"]
    assert "台账上的" in told(asked)
    assert "1号" in told(asked)


def test_cancelled_the_ruling_on_record_stays(asked: AppTest) -> None:
    app = press(asked, "ruling_keep")
    assert not app.exception
    assert [r.document for r in rulings()] == ["1号"]
    assert [b for b in app.button if b.label == "登记"]


def test_replaced_the_ruling_entered_takes_its_place(asked: AppTest) -> None:
    app = press(asked, "ruling_replace")
    assert not app.exception
    assert [r.document for r in rulings()] == ["2号"]
    assert [b for b in app.button if b.label == "登记"]


def test_the_very_same_ruling_again_is_not_asked_about() -> None:
    app = record(record(form(opened("450200")), "1号"), "1号")
    assert not app.exception
    assert not [b for b in app.button if b.key == "ruling_replace"]
    assert len(rulings()) == 1


def test_a_ruling_recorded_is_said_to_be_once() -> None:
    app = record(form(opened("450200")), "1号")
    assert [s for s in app.success if "已登记" in str(s.value)]
    assert not app.run().success


def test_a_ruling_replaced_is_said_to_be_recorded(asked: AppTest) -> None:
    app = press(asked, "ruling_replace")
    assert [s.value for s in app.success if "2号" in str(s.value)]


def test_the_change_of_a_ruling_names_the_body_that_ruled() -> None:
    record(form(opened("450200")), "1号")
    with the_register() as held:
        (event,) = held.events_of(held.last_change(), 9)
    words = event_words.event_words(event)
    assert "认定单位：柳州市残工委，1号，2026-01-05" in words.zh
    assert "Ruled by 柳州市残工委" in words.en
