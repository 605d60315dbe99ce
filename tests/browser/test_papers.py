"""汇报 in a browser: pages looked at and turned, a pack made, cancelled, downloaded."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser.steps import LIUZHOU, YULIN, download, make_pack, open_app, says, settled, tab
from tests.browser.test_every_page import WIDTHS, barriers
from tests.waiting import comes_to

PICTURE = "section.preview .sheet img"


def papers(page: Any, url: str, **address: str) -> Any:
    """The page 汇报 of the demonstration, without maps, which take longest to draw."""
    open_app(page, url, "papers", city=YULIN, lang="zh", demo="1", **address)
    expect(page.locator(PICTURE)).to_be_visible()
    page.get_by_text("附地图").click()
    return settled(page)


def test_pages_are_turned_by_buttons_keys_and_the_list_and_have_their_words(
    page: Any, app_server: str
) -> None:
    papers(page, app_server)
    preview = page.locator("section.preview")
    first = preview.locator(".sheet img").get_attribute("alt")
    assert first.startswith("第 1 页，共 ")
    total = first.removeprefix("第 1 页，共 ").split(" ")[0]
    page.get_by_role("button", name="下一页").click()
    expect(preview.locator("select")).to_have_value("2")
    preview.locator(".sheet").focus()
    page.keyboard.press("ArrowRight")
    expect(preview.locator("select")).to_have_value("3")
    page.keyboard.press("End")
    expect(preview.locator("select")).to_have_value(total)
    preview.locator("select").select_option("1")
    expect(preview.locator("select")).to_have_value("1")
    settled(page)
    page.get_by_text("本页文字").click()
    expect(preview.locator(".words")).to_contain_text("总体情况")
    comes_to(page, lambda: barriers(settled(page)), [])
    tab(page, "幻灯片")
    expect(preview.locator(".sheet img")).to_be_visible()
    comes_to(page, lambda: barriers(settled(page)), [])


def test_a_small_page_is_chosen_by_click_and_the_arrow_keys_go_on_from_it(
    page: Any, app_server: str
) -> None:
    papers(page, app_server)
    preview = page.locator("section.preview")
    small = preview.locator("button.small")
    count = preview.locator("select option").count()
    expect(small).to_have_count(count)
    small.nth(2).click()
    expect(preview.locator("select")).to_have_value("3")
    expect(small.nth(2)).to_have_attribute("aria-current", "page")
    small.nth(2).focus()
    page.keyboard.press("ArrowRight")
    expect(preview.locator("select")).to_have_value("4")
    # One stop for the keyboard, and it stands on the page that is shown.
    expect(small.nth(3)).to_be_focused()
    expect(preview.locator('button.small[tabindex="0"]')).to_have_count(1)
    comes_to(page, lambda: barriers(settled(page)), [])


def test_a_pack_is_ended_inside_a_file_and_hands_nothing_out(page: Any, app_server: str) -> None:
    # With maps: a file of them takes longer than it takes to press the button.
    open_app(page, app_server, "papers", city=LIUZHOU, lang="zh", demo="1")
    expect(page.locator(PICTURE)).to_be_visible()
    page.get_by_role("button", name="制作整套材料").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="取消").click()
    says(page, "已取消，没有生成文件")
    expect(page.get_by_role("button", name="制作整套材料")).to_be_visible()
    expect(page.get_by_role("button", name="下载整套材料")).to_have_count(0)


def test_a_public_draft_is_confirmed_before_it_is_made(page: Any, app_server: str) -> None:
    papers(page, app_server)
    tab(page, "公开")
    make = page.get_by_role("button", name="制作整套材料")
    expect(make).to_be_disabled()
    says(page, "尚未审定")
    comes_to(page, lambda: barriers(settled(page)), [])
    page.get_by_text("我知道这份公开版尚未审定").click()
    settled(page)
    expect(make).to_be_enabled()


def test_the_whole_picture_of_a_page_is_seen(page: Any, app_server: str) -> None:
    papers(page, app_server)
    picture = page.locator(PICTURE)
    sizes = picture.evaluate("e => [e.naturalWidth / e.naturalHeight, e.width / e.height]")
    assert abs(sizes[0] - sizes[1]) < 0.01
    box, main = picture.bounding_box(), page.locator('[data-testid="stMain"]').bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= main["width"]


def test_the_pack_is_made_with_its_progress_and_holds_every_format(
    page: Any, app_server: str, tmp_path: Path
) -> None:
    papers(page, app_server)
    make_pack(page)
    says(page, "已做好 4 个文件")
    path = download(page, "下载整套材料", tmp_path)
    assert path.name.startswith("演示_玉林市_汇报材料包_20251231_征求意见稿")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    assert sorted(n.rsplit(".", 1)[1] for n in names) == ["docx", "pdf", "pptx", "xlsx"]
    assert all(name.startswith("演示") for name in names)


def test_a_phone_shows_the_page_without_scrolling_sideways(
    open_page: Callable[..., Any], app_server: str
) -> None:
    phone = open_page(390, 844)
    open_app(phone, app_server, "papers", city=LIUZHOU, lang="en", demo="1")
    expect(phone.locator(PICTURE)).to_be_visible()
    tab(phone, "Slides")
    assert [width for width in phone.evaluate(WIDTHS) if width > 390] == []
    comes_to(phone, lambda: barriers(settled(phone)), [])
