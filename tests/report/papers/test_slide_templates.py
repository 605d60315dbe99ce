"""Slides in an office's own PowerPoint template: layouts by Chinese names, 4 : 3, a sign on top."""

from __future__ import annotations

import io
from typing import Any

import pptx
import pytest
from pptx.util import Mm

from analysis.report.papers.deck import deck_of
from analysis.report.papers.slides.slides_file import deck_pptx
from tests.report.papers.examples import small_contents


def template(kept: dict[str, str], *, kinds: bool = True) -> bytes:
    """A 4 : 3 template with a sign on its master; ``kept``: its layouts, by their new names."""
    show = pptx.Presentation()
    show.slide_master.shapes._spTree.append(_sign(show))
    for layout in list(show.slide_layouts):
        if layout.name not in kept:
            show.slide_layouts.remove(layout)
            continue
        if not kinds:
            layout._element.attrib.pop("type", None)
        layout.name = kept[layout.name]
    stream = io.BytesIO()
    show.save(stream)
    return stream.getvalue()


def _sign(show: Any) -> Any:
    other = pptx.Presentation()
    slide = other.slides.add_slide(other.slide_layouts[6])
    box = slide.shapes.add_textbox(show.slide_width - Mm(25), Mm(3), Mm(20), Mm(10))
    box.text_frame.text = "残联"
    return box._element


def made(content: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(deck_pptx(deck_of(small_contents()), "zh", content)))


def used(content: bytes) -> list[str]:
    return [slide.slide_layout.name for slide in made(content).slides]


@pytest.mark.parametrize(
    "body",
    [("Title Only", "仅标题"), ("Title and Content", "标题和内容"), ("Title Only", "仅 标题")],
)
def test_layouts_are_found_by_their_chinese_names(body: tuple[str, str]) -> None:
    names = dict([("Title Slide", "标题幻灯片"), body])
    first, *others = used(template(names, kinds=False))
    assert first == "标题幻灯片"
    assert set(others) == {body[1]}


def test_layouts_of_other_names_are_found_by_their_kind() -> None:
    first, *others = used(template({"Title Slide": "首页", "Title Only": "正文页"}))
    assert (first, set(others)) == ("首页", {"正文页"})


def test_the_layout_with_the_title_only_goes_before_the_one_with_content() -> None:
    names = {"Title Slide": "标题幻灯片", "Title and Content": "标题和内容", "Title Only": "仅标题"}
    assert set(used(template(names))[1:]) == {"仅标题"}


def test_no_empty_placeholder_of_the_layout_is_left_on_a_slide() -> None:
    show = made(template({"Title Slide": "标题幻灯片", "Title and Content": "标题和内容"}))
    for slide in show.slides:
        assert all(p.text_frame.text for p in slide.placeholders if p.has_text_frame)


def test_on_slides_of_4_to_3_nothing_lies_outside() -> None:
    show = made(template({"Title Slide": "标题幻灯片", "Title and Content": "标题和内容"}))
    assert show.slide_width * 3 == show.slide_height * 4
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height
