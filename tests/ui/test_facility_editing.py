"""Facilities edited on their page: who may, what is saved, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.records import DateSpan, Point
from geo.vocabulary import Datum, Precision, Status
from tests.reading.identity_numbers import identity_number
from tests.ui.facility_steps import (
    CENTRE,
    as_viewer,
    editing,
    facilities_page,
    field,
    fill,
    keys,
    on_file,
    register,
    said,
    save,
)
from tests.ui.test_pages import opened
from tests.ui.test_session_records import on_record


def test_an_opened_facility_offers_an_editor_to_edit_and_to_withdraw() -> None:
    on_record("facilities", CENTRE)
    app = facilities_page("F-1")
    assert "facility_edit" in keys(app)
    assert [b.label for b in app.button if "撤回" in b.label]


def test_a_viewer_sees_no_button_that_writes_and_a_line_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on_record("facilities", CENTRE)
    as_viewer(monkeypatch)
    for app in (facilities_page("F-1"), facilities_page()):
        assert not keys(app) & {"facility_edit", "facility_new"}
        assert not [b for b in app.button if "撤回" in b.label]
        assert "只能查看" in said(app)


def test_a_form_begun_before_the_right_was_lost_saves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on_record("facilities", CENTRE)
    app = fill(editing(), status="preparatory")
    as_viewer(monkeypatch)
    app.run()
    assert "facility_save" not in keys(app)
    assert on_file() == CENTRE


def test_demonstration_facilities_open_and_cannot_be_edited() -> None:
    app = opened("450900", demonstration=True)
    app.session_state["facility_open"] = "yl-rx-01"
    app.switch_page("ui/pages/facilities.py").run()
    assert not app.exception
    assert "facility_edit" not in keys(app)
    assert "演示数据" in said(app)


def test_the_register_of_an_earlier_day_cannot_be_edited() -> None:
    on_record("facilities", CENTRE)
    app = opened("450900")
    app.session_state["choice_known_on"] = date(2026, 1, 20)
    app.session_state["facility_open"] = "F-1"
    app.switch_page("ui/pages/facilities.py").run()
    assert "2026-01-20" in said(app)
    assert "facility_edit" not in keys(app)


def test_an_edit_is_saved_with_its_body_and_document() -> None:
    on_record("facilities", CENTRE)
    app = fill(editing(), status="operating", opened="2024年3月", capacity="80")
    number = app.session_state["facility_draft"].number
    app.text_input(key=f"facility_{number}_change_body").set_value("容县残疾人联合会").run()
    app.text_input(key=f"facility_{number}_change_document").set_value("容残联〔2026〕3号").run()
    save(app)
    expected = replace(CENTRE, status=Status.OPERATING, opened=DateSpan.of(2024, 3), capacity=80.0)
    assert on_file() == expected
    latest = register().changes(1)[0].change
    assert (latest.body, latest.document.name) == ("容县残疾人联合会", "容残联〔2026〕3号")
    assert "状态：在建 → 运营" in said(app)


def test_a_saved_edit_can_be_taken_back_at_once() -> None:
    on_record("facilities", CENTRE)
    app = save(fill(editing(), status="preparatory"))
    app.button(key="facility_undo").click().run()
    assert not app.exception
    assert on_file() == CENTRE
    assert "已撤销" in said(app)


def test_a_new_facility_is_added_and_opened() -> None:
    app = facilities_page()
    app.button(key="facility_new").click().run()
    fill(app, name="北流市残疾人托养中心", facility_type="care", county="450981")
    save(app)
    key = app.session_state["facility_open"]
    added = on_file(key)
    assert added is not None
    assert (added.name, added.county_code) == ("北流市残疾人托养中心", "450981")
    assert added.location_precision is Precision.COUNTY


def test_the_same_new_facility_is_not_added_twice() -> None:
    app = facilities_page()
    cells = {"name": "北流市托养中心", "facility_type": "care", "county": "450981"}
    for _ in range(2):
        app.button(key="facility_new").click().run()
        save(fill(app, **cells))
        if "facility_draft" not in app.session_state:
            app.button(key="facility_back").click().run()
    assert "已有这个编号" in said(app)


def test_a_new_facility_without_name_and_type_is_explained() -> None:
    app = facilities_page()
    app.button(key="facility_new").click().run()
    save(app)
    assert "没有保存" in said(app)


@pytest.mark.parametrize(
    "cells",
    [
        {"opened": "2023-02-30"},
        {"capacity": "50000000"},
        {"capacity": "约五十"},
        {"opened": "2020", "closed": "2015"},
        {"lon": "110.55", "lat": "22.86"},
        {"lon": "110.55", "datum": "CGCS2000"},
        {"name": ""},
    ],
)
def test_what_an_import_would_not_take_is_not_saved(cells: dict[str, str]) -> None:
    on_record("facilities", CENTRE)
    app = save(fill(editing(), **cells))
    assert "没有保存" in said(app)
    assert on_file() == CENTRE


def test_an_identity_number_is_not_saved_anywhere() -> None:
    on_record("facilities", CENTRE)
    app = save(fill(editing(), note=f"经办 {identity_number()}"))
    assert "没有保存" in said(app)
    assert on_file() == CENTRE


def test_a_person_is_no_body() -> None:
    on_record("facilities", CENTRE)
    app = fill(editing(), status="preparatory")
    number = app.session_state["facility_draft"].number
    app.text_input(key=f"facility_{number}_change_body").set_value("liang@example.org").run()
    save(app)
    assert "没有保存" in said(app)
    assert on_file() == CENTRE


def test_a_withdrawal_needs_a_reason() -> None:
    on_record("facilities", CENTRE)
    app = facilities_page("F-1")
    withdraw = next(b for b in app.button if b.label == "撤回")
    withdraw.click().run()
    assert "请写明理由" in said(app)
    assert on_file() == CENTRE


def test_a_withdrawn_facility_leaves_the_list_and_keeps_its_history() -> None:
    on_record("facilities", CENTRE)
    app = facilities_page("F-1")
    next(t for t in app.text_input if "撤回的理由" in t.label).set_value("重复登记")
    next(b for b in app.button if b.label == "撤回").click().run()
    assert not app.exception
    assert on_file() is None
    assert "已撤回" in said(app)
    with_it = register()
    assert with_it.history("facilities", "F-1")[-1][0].change.note == "重复登记"
    with_it.close()


def test_a_typed_point_keeps_its_datum() -> None:
    on_record("facilities", CENTRE)
    save(fill(editing(), lon="110.55", lat="22.86", datum="CGCS2000"))
    found = on_file()
    assert found is not None
    assert found.point == Point(110.55, 22.86, Datum.CGCS2000)
    assert found.location_precision is Precision.POINT


def test_a_point_in_another_county_is_said_before_it_is_saved() -> None:
    on_record("facilities", CENTRE)
    app = fill(editing(), lon="110.15", lat="22.63", datum="CGCS2000")
    assert "不一致" in said(app)


def test_what_was_typed_is_still_there_after_a_look_at_another_page() -> None:
    on_record("facilities", CENTRE)
    app = fill(editing(), status="preparatory", note="改了一半")
    app.switch_page("ui/pages/overview.py").run()
    app.switch_page("ui/pages/facilities.py").run()
    assert field(app, "note").value == "改了一半"  # type: ignore[attr-defined]
    assert field(app, "status").value == "preparatory"  # type: ignore[attr-defined]


def test_hostile_names_stay_text() -> None:
    hostile = "<img src=x onerror=alert(1)> [链接](javascript:1) {{7*7}} $x$"
    on_record("facilities", replace(CENTRE, name=hostile))
    app = facilities_page("F-1")
    assert not [m for m in app.markdown if "onerror" in str(m.value)]
    app.button(key="facility_edit").click().run()
    assert not [m for m in app.markdown if "onerror" in str(m.value)]
    save(fill(app, status="preparatory"))
    assert not [m for m in app.markdown if "onerror" in str(m.value)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_form_and_detail_run_in_both_languages(language: str) -> None:
    on_record("facilities", CENTRE)
    app = facilities_page("F-1", language)
    app.button(key="facility_edit").click().run()
    assert not app.exception
    assert not app.error


def test_an_end_without_a_day_is_asked_about_and_not_saved() -> None:
    on_record("facilities", CENTRE)
    app = save(fill(editing(), status="closed"))
    assert "没有保存" in said(app)
    assert on_file() == CENTRE


def test_an_end_is_saved_once_its_day_is_given() -> None:
    on_record("facilities", CENTRE)
    save(fill(editing(), status="closed", closed="2026-01-15"))
    assert on_file() == replace(CENTRE, status=Status.CLOSED, closed=DateSpan.of(2026, 1, 15))


def test_operating_since_an_unknown_day_is_saved_when_the_editor_says_so() -> None:
    on_record("facilities", CENTRE)
    save(fill(editing(), status="operating", opened="不详", checked_on="不详"))
    assert on_file() == replace(CENTRE, status=Status.OPERATING)
