"""方案 in a browser: from a plan found under 选址 to scenarios opened, compared and downloaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser.steps import (
    MAP,
    county_map,
    download,
    go,
    keep_a_scenario,
    says,
    settled,
    tab,
)
from tests.browser.test_every_page import WIDTHS, barriers
from tests.waiting import comes_to


def test_a_plan_kept_is_listed_opened_and_compared_without_barriers(
    page: Any, app_server: str, tmp_path: Path
) -> None:
    keep_a_scenario(page, app_server)
    go(page, "方案")
    says(page, "有 1 个比选方案", "演示方案 1")
    comes_to(page, lambda: barriers(page), [])
    page.get_by_role("button", name="演示方案 1").click()
    says(page, "会改变的结论", "各县可到达情况")
    expect(page.locator(MAP)).to_have_count(2)
    expect(county_map(page, 1).locator("#legend")).to_contain_text("方案拟设")
    comes_to(page, lambda: barriers(settled(page)), [])
    page.get_by_role("button", name="重新计算").click()
    says(page, "资料未变，重新计算结果相同")
    tab(page, "项目库")
    path = download(page, "下载项目库（xlsx）", tmp_path)
    assert path.name.startswith("演示")
    assert "演示方案-1" in path.name
    page.get_by_role("button", name="复制").click()
    says(page, "已复制为“演示方案 1（2）”")
    tab(page, "比较")
    says(page, "方案比选", "每新增一人费用", "项目异同")
    comes_to(page, lambda: barriers(settled(page)), [])


def test_a_phone_shows_every_view_without_scrolling_sideways(
    open_page: Callable[..., Any], app_server: str
) -> None:
    phone = open_page(390, 844)
    keep_a_scenario(phone, app_server)
    phone.get_by_role("link", name="去“方案”页比较").click()
    settled(phone)
    tab(phone, "看一个方案")
    for section in ("项目库", "分年度", "共同预算", "目标表", "变化与地图"):
        tab(phone, section)
        assert [width for width in phone.evaluate(WIDTHS) if width > 390] == [], section
    comes_to(phone, lambda: barriers(settled(phone)), [])
