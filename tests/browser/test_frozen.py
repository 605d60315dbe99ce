"""Freeze, change the register, look again: what is frozen stays; and the way back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.steps import (
    YULIN,
    choose,
    download_from_menu,
    go,
    open_app,
    said,
    settled,
    tab,
)
from tests.running_app import running_app
from tests.ui.frozen_app import later_facility, on_record

NAME = "送审稿"


@pytest.fixture
def own_app(register_of_its_own: Path) -> Iterator[str]:
    """The app on this test's own register: what is frozen here is in no other test's list."""
    with running_app(register=str(register_of_its_own)) as url:
        yield url


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def overview(page: Any) -> str:
    """The matrix as the reader sees it."""
    text: str = page.locator("table.matrix").inner_text()
    return text


def test_frozen_then_changed_then_back(own_app: str, page: Any, tmp_path: Path) -> None:
    open_app(page, own_app, city=YULIN)
    before = overview(page)
    go(page, "台账")
    tab(page, "定稿")
    choose(page, "定为", NAME)
    page.get_by_label("定稿单位（写单位，不写个人）").fill("玉林市残联")
    page.get_by_text("已核对。").click()
    settled(page)
    page.get_by_role("button", name="定稿", exact=True).click()
    page.get_by_text("已定稿").wait_for()
    settled(page)
    page.get_by_role("button", name="打开", exact=True).click()
    page.get_by_text(f"正在看定稿“{NAME}”").wait_for()
    settled(page)
    assert "frozen=1" in page.url
    paper = sha256(download_from_menu(page, "短板清单工作簿", tmp_path))

    on_record(later_facility())

    open_app(page, own_app, frozen="1")
    page.get_by_text(f"正在看定稿“{NAME}”").wait_for()
    assert overview(page) == before
    again = download_from_menu(page, "短板清单工作簿", tmp_path)
    assert sha256(again) == paper
    assert NAME in again.name
    page.keyboard.press("Escape")
    go(page, "设施")
    assert "YL-康复-新" not in said(page)
    assert "正在看定稿" in said(page)

    page.get_by_role("button", name="回到当前台账").first.click()
    page.get_by_text(f"正在看定稿“{NAME}”").wait_for(state="detached")
    settled(page)
    assert "frozen" not in page.url
    assert "YL-康复-新" in said(page)
    go(page, "总览")
    assert overview(page) != before
