"""What the download buttons deliver opens, and says what the screen says."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import geopandas
import openpyxl
import pytest

from tests.browser.steps import (
    FACILITY,
    LIUZHOU,
    YULIN,
    choose,
    download,
    download_from_menu,
    facilities_file,
    go,
    open_app,
    settled,
    tab,
    take_up,
)

NAME = "容县残疾人康复中心"


def workbook_text(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


def test_the_workbook_opens_and_lists_every_county_in_code_order(
    page: Any, app_server: str, tmp_path: Path
) -> None:
    open_app(page, app_server, city=YULIN)
    text = workbook_text(download_from_menu(page, "短板清单工作簿", tmp_path))
    places = [text.index(name) for name in ("玉州区", "福绵区", "容县", "陆川县", "博白县")]
    assert places == sorted(places)


def test_the_geopackage_opens_with_a_polygon_for_every_county(
    page: Any, app_server: str, tmp_path: Path
) -> None:
    open_app(page, app_server, city=YULIN)
    path = download_from_menu(page, "图层（GeoPackage）", tmp_path)
    layers = geopandas.list_layers(path)
    polygons = layers[layers["geometry_type"].isin(["Polygon", "MultiPolygon"])]["name"]
    counties = geopandas.read_file(path, layer=polygons.iloc[0])
    assert len(counties) == 7
    assert counties.crs is not None


def test_the_csv_opens_with_a_line_for_every_county(
    page: Any, app_server: str, tmp_path: Path
) -> None:
    open_app(page, app_server, city=YULIN)
    text = download_from_menu(page, "县级短板表", tmp_path).read_text(encoding="utf-8-sig")
    for name in ("玉州区", "福绵区", "容县", "陆川县", "博白县", "兴业县", "北流市"):
        assert name in text


def test_the_check_sheets_are_one_workbook_for_each_county(
    page: Any, app_server: str, tmp_path: Path
) -> None:
    open_app(page, app_server, city=YULIN)
    path = download(page, "生成核对单", tmp_path)
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xlsx")]
        assert len(names) == 7
        for name in names:
            openpyxl.load_workbook(archive.open(name))


@pytest.mark.parametrize(
    ("language", "view", "button", "sheet"),
    [
        ("zh", "导入设施清单", "下载填报模板", "设施"),
        ("en", "Import a list", "Download the template", "Facilities"),
    ],
)
def test_the_template_is_in_the_readers_language(
    page: Any, app_server: str, tmp_path: Path, language: str, view: str, button: str, sheet: str
) -> None:
    open_app(page, app_server, "facilities", city=YULIN, lang=language)
    tab(page, view)
    path = download(page, button, tmp_path)
    assert sheet in openpyxl.load_workbook(path).sheetnames


@pytest.mark.parametrize(
    ("where", "button"),
    [("人口", "下载表格"), ("核查", "下载核查结果"), ("指标", "下载指标表")],
)
def test_the_tables_of_a_page_open(
    page: Any, app_server: str, tmp_path: Path, where: str, button: str
) -> None:
    open_app(page, app_server, city=LIUZHOU)
    go(page, where)
    assert "柳州市" in workbook_text(download(page, button, tmp_path))


def test_a_download_of_the_demonstration_says_so_in_its_name(
    page: Any, app_server: str, tmp_path: Path
) -> None:
    open_app(page, app_server, city=LIUZHOU, demo="1")
    path = download_from_menu(page, "短板清单工作簿", tmp_path)
    assert path.name.startswith("演示")
    assert "演示" in workbook_text(path)


def test_a_trial_reaches_no_download(own_app: str, page: Any, tmp_path: Path) -> None:
    open_app(page, own_app, city=YULIN)
    take_up(page, facilities_file({**FACILITY, "名称": NAME, "举办方式": "民办公助"}))
    go(page, "核查")
    tab(page, "试算")
    choose(page, "民办公助的设施是否计入“三者有其一”", "计入")
    page.get_by_role("table", name="试算改变的结论").wait_for()
    settled(page)
    text = workbook_text(download_from_menu(page, "短板清单工作簿", tmp_path))
    assert "试算" not in text
    assert "已达到" not in [line.strip() for line in text.splitlines()]


def test_the_english_workbook_is_in_english(page: Any, app_server: str, tmp_path: Path) -> None:
    open_app(page, app_server, city=YULIN, lang="en")
    page.locator('[data-testid="stPopoverButton"]').filter(has_text="Download").click()
    settled(page)
    path = download(page, "Gap workbook", tmp_path)
    assert "Bobai" in workbook_text(path)
