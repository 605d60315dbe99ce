"""Freeze, change the register, look again: what is frozen stays; and the way back."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser.steps import (
    YULIN,
    download_from_menu,
    freeze,
    go,
    never_said,
    open_app,
    says,
    settled,
)
from tests.ui.frozen_app import later_facility, on_record
from tests.waiting import comes_to

NAME = "送审稿"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def overview(page: Any) -> str:
    """The matrix as the reader sees it."""
    text: str = page.locator("table.matrix").inner_text()
    return text


def test_frozen_then_changed_then_back(own_app: str, page: Any, tmp_path: Path) -> None:
    open_app(page, own_app, city=YULIN)
    expect(page.locator("table.matrix tbody tr")).to_have_count(7)
    before = overview(settled(page))
    freeze(page, NAME)
    page.get_by_role("button", name="打开", exact=True).click()
    page.get_by_text(f"正在看定稿“{NAME}”").wait_for()
    settled(page)
    expect(page).to_have_url(re.compile("frozen=1"))
    paper = sha256(download_from_menu(page, "短板清单工作簿", tmp_path))

    on_record(later_facility())

    open_app(page, own_app, frozen="1")
    page.get_by_text(f"正在看定稿“{NAME}”").wait_for()
    comes_to(page, lambda: overview(page), before)
    again = download_from_menu(page, "短板清单工作簿", tmp_path)
    assert sha256(again) == paper
    assert NAME in again.name
    page.keyboard.press("Escape")
    go(page, "设施")
    says(page, "正在看定稿")
    never_said(page, "YL-康复-新")

    page.get_by_role("button", name="回到当前台账").first.click()
    page.get_by_text(f"正在看定稿“{NAME}”").wait_for(state="detached")
    settled(page)
    expect(page).not_to_have_url(re.compile("frozen"))
    says(page, "YL-康复-新")
    go(page, "总览")
    comes_to(page, lambda: overview(page) == before, False)
