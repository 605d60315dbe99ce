"""汇报 with what an office brings to it: its templates, a scenario it kept, a frozen assessment."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pptx
from playwright.sync_api import expect

from tests.browser.steps import (
    LIUZHOU,
    YULIN,
    choose,
    download,
    freeze,
    go,
    keep_a_scenario,
    make_pack,
    never_said,
    open_app,
    reload,
    says,
    settled,
    tab,
)
from tests.browser.test_every_page import barriers
from tests.browser.test_papers import PICTURE, papers
from tests.waiting import comes_to


def office_word() -> bytes:
    """An office's letterhead."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "演示市残疾人联合会文件"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def office_slides() -> bytes:
    """An office's presentation, on a page of its own size."""
    show = pptx.Presentation()
    show.slide_width = show.slide_height = 7_000_000
    stream = io.BytesIO()
    show.save(stream)
    return stream.getvalue()


def give(page: Any, kind: str, name: str, content: bytes) -> None:
    """Puts a file into the box of a template."""
    box = page.locator(f".st-key-papers_{kind}_file input[type=file]")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    box.set_input_files(file)
    settled(page)


def pack(page: Any, folder: Path) -> zipfile.ZipFile:
    """The whole pack, made and downloaded."""
    make_pack(page)
    return zipfile.ZipFile(download(page, "下载整套材料", folder))


def test_the_office_s_templates_are_used_and_those_that_can_t_be_are_refused_with_the_reason(
    page: Any, app_server: str, tmp_path: Path
) -> None:
    papers(page, app_server)
    page.get_by_text("单位模板：用工具自带的版式").click()
    settled(page)
    give(page, "word", "红头.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    says(page, "红头.doc", "旧格式")
    give(page, "word", "红头.docx", office_word()[:3000])
    says(page, "打不开")
    comes_to(page, lambda: barriers(settled(page)), [])
    give(page, "word", "红头.docx", office_word())
    says(page, "单位模板：红头.docx")
    never_said(page, "打不开", "旧格式")
    give(page, "slides", "母版.pptx", office_slides())
    says(page, "单位模板：红头.docx、母版.pptx")
    with pack(page, tmp_path) as made:
        names = {Path(name).suffix: name for name in made.namelist()}
        brief = docx.Document(io.BytesIO(made.read(names[".docx"])))
        show = pptx.Presentation(io.BytesIO(made.read(names[".pptx"])))
    assert brief.sections[0].header.paragraphs[0].text == "演示市残疾人联合会文件"
    assert show.slide_width == show.slide_height
    page.get_by_role("button", name="不用这个模板").first.click()
    says(page, "单位模板：母版.pptx")


def test_a_scenario_kept_brings_the_projects_and_their_map(
    page: Any, app_server: str, tmp_path: Path
) -> None:
    keep_a_scenario(page, app_server)
    go(page, "汇报")
    expect(page.locator(PICTURE)).to_be_visible()
    says(page, "拟建项目（没有选方案）")
    choose(page, "拟建项目：哪个方案", "演示方案 1")
    never_said(page, "没有选方案")
    parts = page.locator("section.preview select option")
    comes_to(page, lambda: sum("拟建项目" in each for each in parts.all_inner_texts()) > 0, True)
    with pack(page, tmp_path) as made:
        maps = [name for name in made.namelist() if "规划布局图" in name]
        book = next(name for name in made.namelist() if name.endswith(".xlsx"))
        sheets = zipfile.ZipFile(io.BytesIO(made.read(book))).read("xl/workbook.xml").decode()
    assert len(maps) == 2
    assert "项目库" in sheets


def test_papers_of_a_frozen_assessment_stay_of_it_through_a_reload_and_go_to_the_public(
    own_app: str, page: Any
) -> None:
    open_app(page, own_app, city=YULIN)
    freeze(page, "审定稿")
    # What was checked was frozen; to freeze it again is to check it again.
    expect(page.get_by_role("button", name="定稿", exact=True)).to_be_disabled()
    go(page, "汇报")
    expect(page.locator(PICTURE)).to_be_visible()
    page.get_by_role("combobox", name="依据哪份评估").click()
    page.get_by_role("option").filter(has_text="审定稿").click()
    says(page, "正在看定稿“审定稿”", "玉林市汇报材料，审定稿")
    reload(page)
    expect(page.locator(PICTURE)).to_be_visible()
    says(page, "玉林市汇报材料，审定稿")
    tab(page, "公开")
    expect(page.get_by_role("button", name="制作整套材料")).to_be_enabled()
    never_said(page, "尚未审定")
    make_pack(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载整套材料").click()
    assert "审定稿_公开版" in waiting.value.suggested_filename
    choose_now(page)
    says(page, "玉林市汇报材料，征求意见稿")


def choose_now(page: Any) -> None:
    """Papers of the register as it is now."""
    page.get_by_role("combobox", name="依据哪份评估").click()
    page.get_by_role("option").filter(has_text="当前台账").click()
    settled(page)


def test_another_city_begins_at_its_first_page_and_another_language_stays_at_the_page(
    page: Any, app_server: str
) -> None:
    papers(page, app_server)
    pages = page.locator("section.preview select")
    page.get_by_role("button", name="下一页").click()
    expect(pages).to_have_value("2")
    page.get_by_role("radio", name="英文").click()
    comes_to(page, lambda: "Overview" in pages.inner_text(), True)
    expect(pages).to_have_value("2")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Next")).to_be_visible()
    expect(pages).to_have_value("2")
    page.get_by_role("button", name="City, date, state").click()
    choose(page, "City", "Liuzhou")
    says(page, "Papers of Liuzhou")
    expect(pages).to_have_value("1")
    expect(page).to_have_url(re.compile(LIUZHOU))
