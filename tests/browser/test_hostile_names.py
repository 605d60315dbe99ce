"""Names that try to be markup, templates, scripts or formulas stay names, everywhere they go."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas
import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.steps import (
    FACILITY,
    YULIN,
    county_map,
    download,
    download_from_menu,
    facilities_file,
    go,
    open_app,
    says,
    settled,
    tab,
    take_up,
)
from tests.kept_browser import KeptBrowser
from tests.running_app import running_app
from tests.waiting import LIMIT_MS, comes_to

NAMES = (
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    "{% raise %}",
    "`+alert(1)+`",
    "${alert(2)}",
    "=cmd|' /C calc'!A0",
    "**粗** [a](javascript:alert(1)) :material/home: $x^2$",
)


@pytest.fixture(scope="module")
def hostile_app(
    kept_browser: KeptBrowser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """An app whose register has taken up a facility of each name, by the import page."""
    with running_app(register=str(tmp_path_factory.mktemp("hostile") / "register.sqlite")) as url:
        page = kept_browser.running().new_page()
        page.set_default_timeout(LIMIT_MS)
        page.on("dialog", lambda dialog: pytest.fail(f"the import opened {dialog.message}"))
        open_app(page, url, city=YULIN)
        rows = [
            {**FACILITY, "名称": name, "佐证材料": name, "备注": name, "经度": f"110.{50 + i}"}
            for i, name in enumerate(NAMES)
        ]
        take_up(page, facilities_file(*rows), f"{NAMES[0].replace('/', '')}.xlsx")
        page.close()
        yield url


@pytest.fixture
def hostile(page: Any, hostile_app: str) -> Any:
    """A session that looks at these names; a dialog at any time fails it."""
    dialogs: list[str] = []

    def note(dialog: Any) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    open_app(page, hostile_app, city=YULIN)
    yield page
    page.remove_listener("dialog", note)
    assert dialogs == []


def test_the_list_shows_hostile_names_as_they_are(hostile: Any) -> None:
    go(hostile, "设施")
    tab(hostile, "地图与清单")
    hostile.locator("table.data").get_by_text(NAMES[0]).first.wait_for()
    listed = hostile.locator("table.data")
    comes_to(hostile, lambda: [name for name in NAMES if name not in listed.inner_text()], [])
    expect(hostile.locator("table.data img")).to_have_count(0)


def test_the_map_says_hostile_names_as_they_are(hostile: Any) -> None:
    go(hostile, "总览")
    frame = county_map(hostile)
    frame.locator("[data-id]").first.wait_for(state="attached")

    def unnamed() -> list[str]:
        labels = frame.locator("[data-id]").evaluate_all(
            "(marks) => marks.map((mark) => mark.getAttribute('aria-label'))"
        )
        return [n for n in NAMES if not any(label.startswith(n) for label in labels)]

    comes_to(hostile, unnamed, [])
    frame.locator("[data-id]").first.hover(force=True)
    expect(frame.locator(".tip")).to_be_visible()
    expect(frame.locator("img")).to_have_count(0)


def test_access_says_hostile_names_as_they_are(hostile: Any) -> None:
    go(hostile, "可达性")
    choose_type(hostile, "康复")
    frame = county_map(hostile)
    frame.locator(".mark").first.wait_for(state="attached")

    def unnamed() -> list[str]:
        labels = frame.locator("[data-id]").evaluate_all(
            "(marks) => marks.map((mark) => mark.getAttribute('aria-label'))"
        )
        return [n for n in NAMES if not any(label.startswith(n) for label in labels)]

    comes_to(hostile, unnamed, [])
    buttons = hostile.get_by_test_id("stButtonGroup").filter(has_text="停用哪几处")

    def changed() -> list[str]:
        shown = buttons.inner_text().replace("\u200b", "")
        return [n for n in NAMES if n not in shown]

    comes_to(hostile, changed, [])
    expect(buttons.locator("img, a")).to_have_count(0)
    buttons.get_by_role("button").first.click()
    says(hostile, "停用 1 处")
    hostile.get_by_text("依据、缺什么、怎么算的").click()
    settled(hostile)
    expect(hostile.locator('[data-testid="stExpander"] img[src="x"]')).to_have_count(0)


def choose_type(page: Any, name: str) -> None:
    """Takes the first kind of facility whose name begins so."""
    page.get_by_role("combobox", name="设施类型").click()
    page.get_by_role("option").filter(has_text=name).first.click()
    settled(page)


def test_the_sheet_shows_hostile_names_as_they_are(hostile: Any) -> None:
    go(hostile, "总览")
    hostile.locator("table.matrix").get_by_role("button", name="容县").click()
    hostile.locator("table.facilities").wait_for()
    says(hostile, *NAMES)
    expect(hostile.locator("article img")).to_have_count(0)


def test_the_findings_show_hostile_names_as_they_are(hostile: Any) -> None:
    go(hostile, "核查")
    hostile.locator("table.data").get_by_text(NAMES[0]).first.wait_for()
    says(hostile, *NAMES)
    expect(hostile.locator("table.data img")).to_have_count(0)


def test_the_workbook_holds_hostile_names_as_text(hostile: Any, tmp_path: Path) -> None:
    path = download_from_menu(hostile, "短板清单工作簿", tmp_path)
    cells = [
        cell
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    text = "\n".join(cell.value for cell in cells)
    assert [name for name in NAMES if name not in text] == []


def test_no_line_of_the_csv_begins_a_cell_with_a_formula(hostile: Any, tmp_path: Path) -> None:
    text = download_from_menu(hostile, "县级短板表", tmp_path).read_text(encoding="utf-8-sig")
    starts = [cell.lstrip('"')[:1] for line in text.splitlines() for cell in line.split(",")]
    assert not {"=", "@", "+"} & set(starts)


def test_the_geopackage_holds_hostile_names_as_text(hostile: Any, tmp_path: Path) -> None:
    path = download_from_menu(hostile, "图层（GeoPackage）", tmp_path)
    with sqlite3.connect(path) as file:
        layers = [row[0] for row in file.execute("SELECT table_name FROM gpkg_contents")]
    frames = [geopandas.read_file(path, layer=layer) for layer in layers]
    values = {str(value) for frame in frames for column in frame for value in frame[column]}
    assert [name for name in NAMES if not any(name in value for value in values)] == []


def test_the_offline_map_shows_hostile_names_as_they_are(
    hostile: Any, open_page: Any, tmp_path: Path
) -> None:
    path = download_from_menu(hostile, "离线地图", tmp_path)
    second = open_page(fresh=True)
    second.on("dialog", lambda dialog: pytest.fail(f"the map opened a dialog: {dialog.message}"))
    second.goto(path.as_uri())
    second.wait_for_selector(".plate")
    body = second.locator("body")
    comes_to(second, lambda: [name for name in NAMES if name not in body.inner_text()], [])
    expect(second.locator("img[onerror]")).to_have_count(0)


def test_the_check_sheet_holds_hostile_names_as_text(hostile: Any, tmp_path: Path) -> None:
    go(hostile, "总览")
    hostile.locator("table.matrix").get_by_role("button", name="容县").click()
    path = download(hostile, "下载核对确认单", tmp_path)
    cells = [
        cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row
    ]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    text = "\n".join(str(cell.value) for cell in cells)
    assert [name for name in NAMES if name not in text] == []


def test_hostile_names_do_not_reach_the_names_of_files(hostile: Any, tmp_path: Path) -> None:
    path = download(go(hostile, "总览"), "生成核对单", tmp_path)
    with zipfile.ZipFile(path) as archive:
        assert all("/" not in name and "<" not in name for name in archive.namelist())
