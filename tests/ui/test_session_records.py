"""What a reader enters is recorded as what it is; what is only tried stays in the session."""

from __future__ import annotations

import logging
import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from geo.records import Facility, RetrofitNeed
from geo.register.changes import Change, ChangeKind, Edit
from geo.register.place import register_url
from geo.register.start import start_register
from geo.register.tables import record_id
from geo.vocabulary import FacilityType
from tests.reading.identity_numbers import identity_number
from tests.ui.test_pages import opened
from ui import register_access, state
from ui.access import people

RONGSHUI = "450225"
NOW = datetime(2026, 1, 15, tzinfo=UTC)
ESTIMATE = RetrofitNeed(f"estimate-{RONGSHUI}", RONGSHUI, 120, None, None, "公式", estimated=True)


def on_record(table: str, *records: object) -> None:
    """Puts records into the register the app under test finds."""
    register = start_register(register_url(None, os.environ), NOW)
    edits = [Edit(table, record_id(record), record, 0) for record in records]
    register.commit(Change(ChangeKind.EDIT, "某县残联", NOW), edits)
    register.close()


def in_register(table: str) -> tuple[object, ...]:
    """What the register the app under test finds holds in a table."""
    register = start_register(register_url(None, os.environ), NOW)
    records = register.state().records(table)
    register.close()
    return records


def test_what_is_tried_on_the_demonstration_is_in_no_shared_cache(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = opened("450200")
    app.session_state["demonstration"] = True
    app.session_state["records_demonstration"] = {
        "facilities": (
            Facility("x", "演示康复中心", FacilityType.REHABILITATION, "450200", RONGSHUI),
        )
    }

    def shared(*_: object) -> None:
        raise AssertionError("asked the shared cache")

    monkeypatch.setattr(state, "_assessment", shared)
    app.run()
    assert not app.exception
    assert not app.error
    assert app.session_state["own_assessments"]


def test_what_is_tried_on_the_demonstration_never_enters_the_register() -> None:
    app = opened("450200")
    app.session_state["demonstration"] = True
    app.switch_page("ui/pages/retrofit.py").run()
    next(n for n in app.number_input if n.label.startswith("困难占比")).set_value(20.0).run()
    next(b for b in app.button if b.label == "估算待报的县").click().run()
    assert not app.error
    assert in_register("retrofit_needs") == ()


def test_saving_the_table_of_needs_does_not_make_an_estimate_a_report() -> None:
    on_record("retrofit_needs", ESTIMATE)
    app = opened("450200")
    app.switch_page("ui/pages/retrofit.py").run()
    next(b for b in app.button if b.label == "保存").click().run()
    assert not app.error
    assert in_register("retrofit_needs") == (ESTIMATE,)


def test_a_table_filled_from_a_past_day_takes_nothing_back() -> None:
    early = RetrofitNeed(f"need-{RONGSHUI}", RONGSHUI, 800, None, None, "一")
    on_record("retrofit_needs", early)
    register = start_register(register_url(None, os.environ), NOW)
    edit = Edit("retrofit_needs", early.record_id, replace(early, eligible_households=900), 1)
    register.commit(Change(ChangeKind.EDIT, "某县残联", NOW + timedelta(days=30)), [edit])
    register.close()
    app = opened("450200")
    app.date_input(key="choice_known_on").set_value(NOW.date()).run()
    app.switch_page("ui/pages/retrofit.py").run()
    assert next(b for b in app.button if b.label == "保存").disabled
    assert [n.eligible_households for n in in_register("retrofit_needs")] == [900]


def test_whatever_page_asks_nothing_is_written_from_a_past_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = {"known_on": NOW.date(), "demonstration": False, "frozen": None}
    monkeypatch.setattr(register_access.st, "session_state", looks)
    with pytest.raises(people.NotAllowedError, match="as it was on 2026-01-15"):
        register_access.write(ChangeKind.EDIT, [])


@pytest.mark.parametrize(
    ("body", "document", "said"),
    [
        ("韦某某", "1号", "个人"),
        ("市残工委", f"经办 {identity_number()}", "身份证号"),
        (identity_number(), "1号", "证件号码"),
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
    assert in_register("rulings") == ()


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


def test_every_page_says_that_a_past_day_is_looked_at_and_leads_back() -> None:
    app = opened("450900")
    app.date_input(key="choice_known_on").set_value(NOW.date()).run()
    assert app.button(key="past_leave").label == "回到现在"
    app.button(key="past_leave").click().run()
    assert app.session_state["known_on"] is None
    assert not app.exception
    assert "past_leave" not in {b.key for b in app.button}
