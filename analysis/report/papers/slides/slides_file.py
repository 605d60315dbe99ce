"""The slides as a PowerPoint file, in an office's own template where one is given."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Mm

from analysis.report.papers.document import Deck
from analysis.report.papers.same_bytes import same_bytes
from analysis.report.papers.slides.boxes import FOOT_MM, HEIGHT_MM, ROOM, WIDTH_MM, Place, Room
from analysis.report.papers.slides.layout import laid
from analysis.report.papers.slides.shapes import Brush
from analysis.report.papers.templates import (
    POWERPOINT,
    TemplateRefusedError,
    refuse_unfit,
    unreadable,
)
from geo.safe_text import safe_text
from geo.text import Language, Text

_LAYOUTS = {
    "title": ("标题幻灯片", "Title Slide", "title", "标题页", "封面"),
    "body": ("仅标题", "Title Only", "titleOnly", "标题和内容", "Title and Content", "obj"),
}
"""The layouts used, the first there is: names in Chinese and English templates, and the kinds
PowerPoint and WPS note beside them. An empty placeholder of a layout is left out."""
_AT_THE_FOOT = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_LEAST_BODY = 0.5
"""A template that leaves less of the height under its title is laid out as if it had none."""


def deck_pptx(deck: Deck, language: Language = "zh", template: bytes | None = None) -> bytes:
    """The file's bytes, the same for the same deck. Raises TemplateRefusedError.

    ``template``: its size, layouts and fonts are used; slides it already has are left out.
    """
    show = _opened(template)
    room = ROOM if template is None else room_of(show)
    brush = Brush(language, own=template is not None)
    for page in laid(deck, language, room):
        layout = _layout(show, "title" if page.opening else "body")
        brush.page(show.slides.add_slide(layout), page)
    _describe(show, deck, language)
    stream = BytesIO()
    show.save(stream)
    return same_bytes(stream.getvalue(), deck.paper.as_of)


def _opened(template: bytes | None) -> Any:
    if template is None:
        show = pptx.Presentation()
        show.slide_width, show.slide_height = Mm(WIDTH_MM), Mm(HEIGHT_MM)
        return show
    refuse_unfit(template, POWERPOINT)
    try:
        show = pptx.Presentation(BytesIO(template))
        slides = show.slides._sldIdLst
        for slide in list(slides):
            show.part.drop_rel(slide.rId)
            slides.remove(slide)
    except Exception as error:  # (python-pptx raises what its parts raise)
        raise unreadable(POWERPOINT) from error
    for kind in _LAYOUTS:
        _layout(show, kind)
    return show


def _layout(show: Any, kind: str) -> Any:
    held: dict[str, Any] = {}
    for layout in show.slide_layouts:
        if any(p.placeholder_format.idx == 0 for p in layout.placeholders):
            for said in (layout.name, layout._element.get("type", "")):
                held.setdefault(_plain(said), layout)
    for wanted in _LAYOUTS[kind]:
        if _plain(wanted) in held:
            return held[_plain(wanted)]
    raise TemplateRefusedError(
        Text(
            "模板没有“标题幻灯片”或“仅标题”版式。请在母版里加上这两个版式再选；没有使用它。",
            "The template lacks the layout “Title Slide” or “Title Only”. Add both to its master"
            " and choose it again. It was not used.",
        )
    )


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


def room_of(show: Any) -> Room:
    """The room a template's layout leaves: under its title, over what it has at the foot."""
    wide, high = show.slide_width / Mm(1), show.slide_height / Mm(1)
    layout = _layout(show, "body")
    title = next((p for p in layout.placeholders if p.placeholder_format.idx == 0), None)
    low = high - FOOT_MM - 3.0
    for shape in layout.placeholders:
        if shape.placeholder_format.type in _AT_THE_FOOT and shape.top is not None:
            low = min(low, shape.top / Mm(1) - 1.0)
    side = ROOM.title.left * wide / WIDTH_MM
    place = Place(side, 9.0, wide - 2 * side, 24.0)
    if title is not None and title.width:
        left, top, width, height = (
            v / Mm(1) for v in (title.left, title.top, title.width, title.height)
        )
        if low - (top + height) >= _LEAST_BODY * high:
            place = Place(left, top, width, height)
    top = place.bottom + 3.0
    return Room(wide, high, place, Place(place.left, top, place.width, low - top), own=True)


def _describe(show: Any, deck: Deck, language: Language) -> None:
    made = datetime.combine(deck.paper.as_of, time())
    core = show.core_properties
    core.title = safe_text(deck.title.get(language))
    core.author = core.last_modified_by = ""
    core.comments = deck.paper.run_id
    core.keywords = " ".join(mark.get(language) for mark in deck.paper.marks)
    core.created = core.modified = core.last_printed = made
    core.revision = 1
    core.language = "zh-CN" if language == "zh" else "en"
