"""The papers page by page before they are made, as the PDF of the brief and of the slides look."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

from analysis.report.papers.pdf.preview import Preview, brief_preview, deck_preview
from geo.text import Language, Text
from ui.components.paper_page import paper_page
from ui.language import language, say, written
from ui.papers.papers_contents import ChosenPapers


class Shown(StrEnum):
    """Which paper is looked at."""

    BRIEF = "brief"
    SLIDES = "slides"


_WORDS: dict[Shown, Text] = {
    Shown.BRIEF: Text("汇报材料", "Brief"),
    Shown.SLIDES: Text("幻灯片", "Slides"),
}


@st.fragment
def preview(papers: ChosenPapers, paper_language: Language) -> None:
    """The paper chosen, a page at a time; turning pages leaves the rest of the page alone."""
    shown = st.segmented_control(
        say("预览", "Preview"),
        list(Shown),
        format_func=written(_WORDS),
        default=Shown.BRIEF,
        required=True,
        key="papers_shown",
        label_visibility="collapsed",
    )
    kind = Shown(shown)
    with st.spinner(say("正在排版……", "Setting the pages …"), show_time=False):
        pages = _pages(papers.key, kind, paper_language, papers)
        # Other parts, or the other language, leave the reader where he was; other papers don't.
        at = f"papers_page_{kind}_{papers.report.run_id}_{papers.report.internal}"
        page = pages.page(min(max(1, st.session_state.get(at, 1)), len(pages)))
        small = pages.thumbnails()

    def turn(to: int) -> None:
        st.session_state[at] = to

    paper_page(
        page,
        pages.headings,
        small,
        pages.drawn,
        language=language(),
        paper_language=paper_language,
        key="papers_preview",
        on_turn=turn,
    )


@st.cache_resource(show_spinner=False, max_entries=12)
def _pages(
    key: str,  # noqa: ARG001
    kind: Shown,
    paper_language: Language,
    _papers: ChosenPapers,
) -> Preview:
    if kind is Shown.BRIEF:
        return brief_preview(_papers.brief, paper_language)
    return deck_preview(_papers.deck, paper_language)
