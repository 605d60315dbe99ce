"""一县一单 in a browser: a sheet goes out, comes back by import, and a dispute is closed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.steps import XLSX, YULIN, download, go, open_app, says, settled, tab
from tests.reading.check_sheets import BODY, THREE, Filled
from tests.running_app import running_app
from tests.waiting import comes_to


@pytest.fixture
def own_app() -> Iterator[str]:
    """The app on a register of its own: what is recorded here is in no other test's way."""
    with running_app() as url:
        yield url


def sheet_sent(page: Any, url: str, folder: Path) -> Filled:
    """容县's sheet out of the zip that the page 县级核对 makes and records."""
    open_app(page, url, "reviews", city=YULIN)
    packed = download(page, "下载核对单并登记下发", folder)
    page.get_by_text("已登记下发 7 份核对确认单").wait_for()
    settled(page)
    with zipfile.ZipFile(packed) as sheets:
        name = next(n for n in sheets.namelist() if "450921" in n)
        return Filled(sheets.read(name))


def send_back(page: Any, sheet: Filled) -> None:
    """Imports the filled sheet as 容县's."""
    go(page, "设施")
    tab(page, "导入设施清单")
    file = {"name": "容县核对确认单.xlsx", "mimeType": XLSX, "buffer": sheet.saved()}
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(file)
    settled(page)
    page.get_by_role("combobox", name="填报单位").click()
    page.get_by_role("option", name=BODY).click()
    settled(page)
    page.get_by_role("button", name="全部记入台账").click()
    page.get_by_text("已记入台账").wait_for()
    settled(page)


def open_county(page: Any) -> None:
    go(page, "县级核对")
    page.locator("table.data").get_by_role("button", name="容县").click()
    page.get_by_role("heading", name="容县").wait_for()
    settled(page)


def expect_disputes(page: Any, count: int) -> None:
    """So many of 容县's conclusions say 有异议 on the overview."""
    go(page, "总览")
    row = page.locator("table.matrix tbody tr").filter(has_text="容县")
    expect(row).to_be_visible()
    comes_to(page, lambda: row.inner_text().count("有异议"), count)


def test_a_dispute_is_marked_from_the_sheets_return_until_it_is_decided(
    own_app: str, page: Any, tmp_path: Path
) -> None:
    sheet = sheet_sent(page, own_app, tmp_path)
    expect_disputes(page, 0)
    sheet.all_agree().sign(BODY).say(THREE, "有异议", "康复中心已于 2024 年投用", "批复、照片")
    send_back(page, sheet)
    expect_disputes(page, 1)
    open_county(page)
    says(page, "康复中心已于 2024 年投用")
    page.get_by_role("button", name="转入复核").click()
    settled(page)
    page.get_by_label("认定意见").fill("经现场核查，异议成立")
    page.get_by_label("认定单位").fill("玉林市残工委")
    page.get_by_label("文号或会议纪要").fill("玉残工委〔2026〕3号")
    page.get_by_role("button", name="登记认定").click()
    page.get_by_text("这一项已经办结").wait_for()
    settled(page)
    expect_disputes(page, 0)
