"""可达性 runs in the app: what it says without points, with them, and of what is tried."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analysis.accessibility.question import default_group
from geo.demonstration import load_demonstration
from geo.people.builtin import built_in_demand
from geo.people.demand import PeopleGroup
from geo.people.village_form import VILLAGES
from geo.people.villages import village_demand
from geo.reading.template import form_template
from geo.text import Language, Text
from geo.travel.imported import read_times
from geo.travel.model import ModelKind
from geo.vocabulary import FacilityType
from tests.ui.test_pages import opened
from ui.accessibility import access_tried
from ui.accessibility.access_asked import MOST_CUTOFFS, parse_cutoffs
from ui.components.map_answers import MapPoint

YULIN, LIUZHOU = "450900", "450200"
SCHOOLS = [
    f.facility_id
    for f in load_demonstration().facilities
    if f.city_code == YULIN
    and f.facility_type is FacilityType.SPECIAL_SCHOOL
    and f.point is not None
    and f.opened is not None
    and f.opened.last < date(2025, 12, 31)
]


def page(city: str = YULIN, language: str = "zh", *, demonstration: bool = True) -> AppTest:
    """The page as a reader opens it."""
    app = opened(city, language, demonstration=demonstration)
    return app.switch_page("ui/pages/accessibility.py").run()


def drawn(app: AppTest, key: str) -> bool:
    """Whether the component is on the page."""
    return any(e.proto.id.endswith(f"-{key}") for e in app.get("bidi_component"))


def tried(app: AppTest, **values: Any) -> AppTest:
    """The page with what the reader tries."""
    for key, value in values.items():
        app.session_state[key] = value
    return app.run()


def test_without_a_point_on_record_the_page_says_so_and_offers_the_demonstration() -> None:
    app = page(demonstration=False)
    assert drawn(app, "access_nothing")
    assert drawn(app, "access_aside")
    assert not drawn(app, "access_lede")
    next(b for b in app.button if b.key == "access_demonstration").click().run()
    assert app.session_state["demonstration"] is True
    assert drawn(app, "access_lede")


def test_a_point_tried_out_answers_even_where_no_facility_has_one() -> None:
    app = tried(page(demonstration=False), access_point=(110.16, 22.63))
    assert not app.exception
    assert drawn(app, "access_alone")
    assert drawn(app, "access_split")


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_demonstration_data_fill_the_page(city: str, language: str) -> None:
    app = page(city, language)
    assert not app.exception
    for key in ("lede", "split", "bars", "counties", "flips"):
        assert drawn(app, f"access_{key}"), key
    assert drawn(app, "access_lorenz") or drawn(app, "access_no_lorenz")


def test_nothing_is_tried_when_the_page_opens() -> None:
    app = page()
    assert not drawn(app, "access_change")
    assert app.button_group(key=access_tried.OFF_KEY).value == []


def test_a_facility_switched_off_shows_what_changes() -> None:
    app = page()
    app.button_group(key=access_tried.OFF_KEY).set_value(SCHOOLS[:1]).run()
    assert not app.exception
    assert drawn(app, "access_change_table")


def test_with_all_facilities_off_the_page_says_there_is_nowhere_to_go() -> None:
    app = page()
    assert len(app.button_group(key=access_tried.OFF_KEY).options) == len(SCHOOLS)
    app.button_group(key=access_tried.OFF_KEY).set_value(SCHOOLS).run()
    assert not app.exception
    assert drawn(app, "access_nothing_left")
    # The bands as they are would be read as those of the trial.
    assert not drawn(app, "access_bars")


def test_a_point_is_told_with_its_place_and_taken_away_again() -> None:
    app = tried(page(), access_point=(110.55, 22.86))
    assert any("110.5500" in c.value for c in app.caption)
    assert drawn(app, "access_change_table")
    next(b for b in app.button if b.key == "access_remove_point").click().run()
    assert not drawn(app, "access_change_table")


def test_undo_all_forgets_points_and_switches() -> None:
    app = tried(page(), access_point=(110.55, 22.86), access_off=SCHOOLS[:1])
    next(b for b in app.button if b.key == "access_undo").click().run()
    assert not drawn(app, "access_change")
    assert app.session_state["access_point"] is None
    assert app.button_group(key=access_tried.OFF_KEY).value == []


def test_another_kind_of_facility_lets_go_of_what_was_tried() -> None:
    app = tried(page(), access_off=SCHOOLS[:1])
    app.selectbox(key=f"access_type_{YULIN}").set_value(FacilityType.CARE).run()
    assert not app.exception
    assert not drawn(app, "access_change")


@pytest.mark.parametrize("kind", list(FacilityType))
def test_every_kind_of_facility_has_an_answer_or_says_why_not(kind: FacilityType) -> None:
    app = page()
    app.selectbox(key=f"access_type_{YULIN}").set_value(kind).run()
    assert not app.exception
    assert not app.error
    assert drawn(app, "access_lede") != drawn(app, "access_nothing")


def test_every_group_of_people_and_walking_have_an_answer() -> None:
    app = page()
    for group in range(len(app.selectbox(key="access_group").options)):
        app.selectbox(key="access_group").select_index(group).run()
        assert not app.exception
        assert not app.error
        assert drawn(app, "access_lede")


def test_limits_can_be_changed_and_a_slip_keeps_the_old_ones() -> None:
    app = page()
    app.text_input(key="access_cutoffs_typed").set_value("20, 40").run()
    assert app.session_state["access_cutoffs"] == (20.0, 40.0)
    app.text_input(key="access_cutoffs_typed").set_value("bald").run()
    assert app.warning
    assert app.session_state["access_cutoffs"] == (20.0, 40.0)
    assert drawn(app, "access_lede")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("15、30、45、60", (15.0, 30.0, 45.0, 60.0)),
        ("60, 15", (15.0, 60.0)),
        ("30 30", (30.0,)),
        ("22.5；45", (22.5, 45.0)),
    ],
)
def test_limits_are_read_in_any_order_and_with_any_comma(
    typed: str, read: tuple[float, ...]
) -> None:
    assert parse_cutoffs(typed) == read


@pytest.mark.parametrize(
    "typed", ["", "x", "0", "-5", "15 30 45 60 90", "nan", "inf", "1e9", "15-30"]
)
def test_limits_that_are_none_are_refused_with_how_to_write_them(typed: str) -> None:
    refused = parse_cutoffs(typed)
    assert isinstance(refused, Text)
    assert str(MOST_CUTOFFS) in refused.zh


def test_a_place_outside_the_city_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, Any] = {access_tried.PICK_KEY: True, "access_point": (110.55, 22.86)}
    far = MapPoint(109.4, 24.3, 100.0, 1)  # Liuzhou
    yulin = tuple(c for c in load_demonstration().counties if c.city_code == YULIN)
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(access_tried, "last_point", lambda _: far)
    monkeypatch.setattr(access_tried, "_counties", lambda: yulin)
    access_tried.clicked(frozenset())
    assert access_tried.outside()
    assert access_tried.point() == (110.55, 22.86)
    monkeypatch.setattr(access_tried, "last_point", lambda _: replace(far, lon=110.16, lat=22.63))
    access_tried.clicked(frozenset())
    assert not access_tried.outside()
    assert access_tried.point() == (110.16, 22.63)


def test_that_a_place_is_outside_the_city_stands_on_the_page() -> None:
    assert drawn(tried(page(), access_outside=True), "access_outside")


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("0,30", "“0”不在 0 到 600 之间"),
        ("15 bald", "“bald”不是一个分钟数"),
        ("15 30 45 60 90", "写了 5 档"),
        ("", "没有写"),
    ],
)
def test_limits_that_are_refused_are_told_which_and_why(typed: str, fault: str) -> None:
    refused = parse_cutoffs(typed)
    assert isinstance(refused, Text)
    assert fault in refused.zh


def test_a_table_of_times_takes_the_place_of_the_model_and_goes_again() -> None:
    people = built_in_demand(YULIN).frame.index
    rows = "\n".join(f"{person},{SCHOOLS[0]},{10 + i % 40}" for i, person in enumerate(people))
    times, issues = read_times(f"from_id,to_id,minutes\n{rows}".encode(), "times.csv")
    assert times is not None
    assert issues == ()
    app = tried(page(), access_own_times={YULIN: times}, access_times_wanted=True)
    assert not app.exception
    assert app.session_state["access_model"] == ModelKind.IMPORTED
    assert drawn(app, "access_lede")
    assert drawn(app, "access_times_issue_list")  # the other schools stand in no row
    assert app.toggle(key=access_tried.PICK_KEY).disabled
    assert not any(g.key == "access_isochrones" for g in app.button_group)
    next(b for b in app.button if b.key == "access_times_remove").click().run()
    assert not app.exception
    assert not app.toggle(key=access_tried.PICK_KEY).disabled


def test_an_upload_that_fails_leaves_what_was_told_of_the_file_in_use() -> None:
    used = village_demand(
        "名称,所在县,人口,经度,纬度,坐标系\n演示村,容县,1200,110.55,22.86,CGCS2000\n".encode(),
        "a.csv",
        YULIN,
    )
    app = tried(
        page(),
        access_own_people={YULIN: used.demand},
        access_people_issues=used.issues,
        access_people_failed=("b.csv", village_demand(b"x", "b.csv", YULIN).issues),
    )
    assert drawn(app, "access_people_issue_list")
    assert drawn(app, "access_people_failed_list")
    assert any("没有读成" in w.value for w in app.warning)
    assert drawn(app, "access_warnings")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_form_of_villages_filled_in_is_read(language: Language) -> None:
    book = openpyxl.load_workbook(io.BytesIO(form_template((VILLAGES,), language)))
    sheet = book.worksheets[0]
    samples = {"name": "演示村", "persons": "1200", "lon": "110.55", "lat": "22.86"}
    samples |= {"datum": "CGCS2000"}
    for place, column in enumerate(VILLAGES.columns, start=1):
        sheet.cell(2, place, samples.get(column.name))
    stream = io.BytesIO()
    book.save(stream)
    read = village_demand(stream.getvalue(), "villages.xlsx", YULIN)
    assert read.demand is not None
    assert read.demand.total_persons == 1200


def test_the_public_edition_offers_no_layers_and_says_why() -> None:
    app = page()
    assert downloads(app) == {"xlsx", "csv", "gpkg"}
    app.button_group(key="access_edition").set_value(False).run()
    assert not app.exception
    assert downloads(app) == {"xlsx", "csv"}
    assert any("公开版不出" in c.value for c in app.caption)


def downloads(app: AppTest) -> set[str]:
    """What can be downloaded of the situation."""
    prefix = "access_download_"
    ids = [e.proto.id for e in app.get("download_button")]
    return {i.rsplit(prefix, 1)[1] for i in ids if prefix in i}


def test_the_people_asked_about_begin_with_those_the_facilities_are_for() -> None:
    app = page()
    assert app.selectbox(key="access_group").value is PeopleGroup.AGED_5_14
    app.selectbox(key="access_group").set_value(PeopleGroup.ALL).run()
    assert app.selectbox(key="access_group").value is PeopleGroup.ALL
    app.selectbox(key=f"access_type_{YULIN}").set_value(FacilityType.CARE).run()
    assert app.selectbox(key="access_group").value is default_group(FacilityType.CARE)
