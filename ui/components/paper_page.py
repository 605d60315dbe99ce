"""A page of a paper as a picture, the way to the others, and its words for who can't see it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from analysis.report.papers.pdf.preview import Part, PreviewPage
from geo.text import Language, Text
from ui.components.assets import script, style
from ui.components.triggers import trigger, triggers

_WORDS = {
    "region": Text("预览，可用左右方向键翻页", "Preview; the arrow keys turn the pages"),
    "previous": Text("上一页", "Previous"),
    "next": Text("下一页", "Next"),
    "go": Text("到第几页", "Go to page"),
    "pages": Text("各页缩略图", "All pages, small"),
    "page": Text("第 {page} 页", "Page {page}"),
    "later": Text("图待绘", "Map to come"),
    "zoom": Text("放大看", "Actual size"),
    "words": Text("本页文字", "The words of this page"),
}
_ALT = Text("第 {page} 页，共 {pages} 页", "Page {page} of {pages}")
_RUNS_ON = Text(
    "本页接第 {page} 页：内容在那一页的文字里。",
    "This page goes on from page {page}, where its words are.",
)
_MORE = Text("（续）", " (continued)")
_SHORT = 34
"""Characters of a heading in the list of pages."""

_component = st.components.v2.component(
    "planner_paper_page", css=style("paper_page"), js=script("paper_page")
)


def paper_page(
    page: PreviewPage,
    headings: Sequence[str],
    thumbnails: Sequence[bytes],
    drawn: Sequence[bool],
    *,
    language: Language,
    paper_language: Language,
    key: str,
    on_turn: Callable[[int], None] | None = None,
) -> int | None:
    """Draws a page large and all pages small; the page turned to, or none.

    ``headings``, ``thumbnails`` (JPEG) and ``drawn`` (all its pictures are) have one for each page.
    ``language`` is the reader's, ``paper_language`` that of the paper.
    """
    turn = (lambda to: on_turn(int(to))) if on_turn else None
    data = paper_page_data(page, headings, thumbnails, drawn, language, paper_language)
    result = _component(key=key, data=data, **triggers(key, page=turn))
    turned = trigger(result, "page")
    return None if turned is None else int(turned)


def paper_page_data(
    page: PreviewPage,
    headings: Sequence[str],
    thumbnails: Sequence[bytes],
    drawn: Sequence[bool],
    language: Language,
    paper_language: Language,
) -> dict[str, Any]:
    """The page as the script reads it."""
    said = _ALT.fill(page=page.number, pages=len(headings)).get(language)
    heading = headings[page.number - 1]
    before = page.goes_on_from
    return {
        "language": language,
        "paperLanguage": "zh-CN" if paper_language == "zh" else "en",
        "picture": b64encode(page.picture).decode("ascii"),
        "alt": f"{said}{': ' if heading else ''}{heading}",
        "page": page.number,
        "titles": _titles(headings, language),
        "small": [b64encode(small).decode("ascii") for small in thumbnails],
        "drawn": list(drawn),
        "parts": [_part(part) for part in page.parts],
        "runsOn": None if before is None else _RUNS_ON.fill(page=before).get(language),
        "say": {name: text.get(language) for name, text in _WORDS.items()},
    }


def _titles(headings: Sequence[str], language: Language) -> list[str]:
    """What the list of pages calls them: by their heading, or the one they go on under."""
    titles, under = [], ""
    for number, heading in enumerate(headings, start=1):
        under = heading or under
        short = under if len(under) <= _SHORT else f"{under[: _SHORT - 1]}…"
        more = "" if heading else _MORE.get(language)
        titles.append(f"{number} · {short}{more}" if short else str(number))
    return titles


def _part(part: Part) -> dict[str, Any]:
    return {"kind": str(part.kind), "text": part.text, "rows": [list(row) for row in part.rows]}
