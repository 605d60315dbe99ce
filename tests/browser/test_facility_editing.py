"""A facility edited in a browser: opened, its point picked on the map, saved, seen by others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from geo.register.changes import Change, ChangeKind, Edit
from geo.register.place import register_url
from geo.register.start import start_register
from geo.register.store import Register
from geo.vocabulary import Datum, Precision
from tests.browser.steps import (
    MAP,
    YULIN,
    click_county,
    county_map,
    open_app,
    says,
    says_no_more,
    settled,
)
from tests.running_app import running_app
from tests.ui.facility_steps import CENTRE
from tests.ui.test_session_records import NOW
from tests.waiting import comes_to

RONG = "450921"
Served = tuple[str, str]


def opened(path: str) -> Register:
    return start_register(register_url(path, {}), NOW)


@pytest.fixture
def served(tmp_path: Path, browser_executable: Path) -> Iterator[Served]:
    """The address of an app with a register of its own that holds one facility, and its path."""
    path = str(tmp_path / "edited.sqlite")
    register = opened(path)
    change = Change(ChangeKind.IMPORT, "容县残联", NOW)
    register.commit(change, [Edit("facilities", "F-1", CENTRE, 0)])
    register.close()
    with running_app(register=path) as url:
        yield url, path


def record(path: str) -> Any:
    register = opened(path)
    held = register.state().tables["facilities"].get("F-1")
    register.close()
    return None if held is None else held.record


def open_facility(page: Any, url: str) -> Any:
    open_app(page, url, "facilities", city=YULIN)
    page.get_by_role("button", name=CENTRE.name).first.click()
    page.locator(".st-key-facility_edit").wait_for()
    return settled(page)


def edit(page: Any) -> Any:
    page.locator(".st-key-facility_edit button").click()
    page.locator(".st-key-facility_save").wait_for()
    settled(page)
    county_map(page)
    return settled(page)


def test_a_point_picked_on_the_map_is_saved_and_drawn(served: Served, page: Any) -> None:
    url, path = served
    open_facility(page, url)
    edit(page)
    page.get_by_label("服务能力", exact=True).fill("80")
    click_county(page, RONG)
    page.get_by_text("该点在容县境内").or_(page.get_by_text("该点离县界不到")).wait_for()
    settled(page)
    page.locator(".st-key-facility_save button").click()
    page.locator(".st-key-facility_undo").wait_for()
    settled(page)
    found = record(path)
    assert found.capacity == 80.0
    assert found.point.datum is Datum.CGCS2000
    assert found.location_precision is Precision.POINT
    expect(county_map(page).locator('.mark[data-id="F-1"]')).to_have_count(1)
    page.locator(".st-key-facility_back button").click()
    settled(page)
    expect(page.get_by_role("row").filter(has_text=CENTRE.name)).to_contain_text("到点")


def test_a_closed_status_asks_since_when_below_the_dates(served: Served, page: Any) -> None:
    url, path = served
    open_facility(page, url)
    edit(page)
    page.get_by_role("combobox", name="状态").click()
    page.keyboard.type("关闭")
    page.keyboard.press("Enter")
    says(page, "状态改为“关闭”，还没有说从哪一天起")
    page.get_by_label("停用日期", exact=True).fill("2026-01-15")
    page.keyboard.press("Tab")
    says_no_more(page, "还没有说从哪一天起")
    page.locator(".st-key-facility_save button").click()
    page.locator(".st-key-facility_undo").wait_for()
    settled(page)
    assert str(record(path).closed) == "2026-01-15"


def test_a_mark_on_the_map_opens_its_facility(served: Served, page: Any) -> None:
    url, _ = served
    open_facility(page, url)
    edit(page)
    click_county(page, RONG)
    page.get_by_text("CGCS2000").first.wait_for()
    settled(page)
    page.locator(".st-key-facility_save button").click()
    page.locator(".st-key-facility_undo").wait_for()
    settled(page)
    page.locator(".st-key-facility_back button").click()
    settled(page)
    county_map(page).locator('.mark[data-id="F-1"]').click()
    page.locator(".st-key-facility_edit").wait_for()


def test_the_second_of_two_editors_sees_the_firsts_change(served: Served, open_page: Any) -> None:
    url, path = served
    first, second = open_page(), open_page()
    for page, capacity in ((first, "60"), (second, "80")):
        open_facility(page, url)
        edit(page)
        page.get_by_label("服务能力", exact=True).fill(capacity)
        page.keyboard.press("Tab")
        settled(page)
    first.locator(".st-key-facility_save button").click()
    first.locator(".st-key-facility_undo").wait_for()
    settled(first)
    second.locator(".st-key-facility_save button").click()
    second.get_by_text("有人改了这条记录").wait_for()
    settled(second)
    row = second.get_by_role("row").filter(has_text="服务能力")
    comes_to(second, lambda: row.inner_text().split(), ["服务能力", "60", "80", "50"])
    assert record(path).capacity == 60.0
    second.get_by_role("radio", name="用我的").click()
    settled(second)
    second.locator(".st-key-conflict_save button").click()
    second.locator(".st-key-facility_undo").wait_for()
    settled(second)
    assert record(path).capacity == 80.0


def test_a_hostile_name_runs_nothing_in_form_and_detail(served: Served, page: Any) -> None:
    url, _ = served
    hostile = '<img src=x onerror="window.hit=1">{{7*7}}'
    open_facility(page, url)
    edit(page)
    page.get_by_label("名称*", exact=True).fill(hostile)
    page.keyboard.press("Tab")
    settled(page)
    page.locator(".st-key-facility_save button").click()
    page.locator(".st-key-facility_undo").wait_for()
    settled(page)
    says(page, hostile)
    assert page.evaluate("window.hit") is None
    expect(page.locator(MAP)).to_have_count(1)
