"""How the page is put together: its sentence; what goes in on the left, the pages on the right."""

from __future__ import annotations

import streamlit as st

from analysis.report.papers.brief import told_sections
from analysis.report.papers.contents import Section
from analysis.report.papers.refusing import REFUSALS, why_refused
from analysis.report.papers.wording import open_title
from analysis.report.report import ReportState, state_words
from geo.text import Language, Text
from ui import state
from ui.components.notice import notice
from ui.components.page_head import lede
from ui.language import language, say, word
from ui.papers import (
    papers_audience,
    papers_basis,
    papers_choice,
    papers_files,
    papers_preview,
    papers_templates,
)
from ui.papers.papers_audience import Audience
from ui.papers.papers_choice import Choice
from ui.papers.papers_contents import Papers, paper_state, papers

_NOTHING_CHOSEN = Text(
    "没有选任何内容，没有可制作的材料。请在左侧“写哪些内容”里至少选一部分。",
    "No part is chosen, so there is nothing to make. Choose at least one under Parts on the left.",
)


def page() -> None:
    """The page."""
    first = st.container()
    left, right = st.columns([1, 1.35], gap="large")
    with left:
        papers_basis.basis()
        audience, paper_language = papers_audience.audience()
        # What there is to say depends on what is chosen below it.
        parts = st.container()
        choice = _choice(audience, paper_language)
        try:
            with st.spinner(say("正在汇总……", "Putting it together …"), show_time=False):
                everything = papers(choice)
        except REFUSALS as error:
            first.error(word(why_refused(error)), icon=":material/block:")
            return
        with parts:
            st.markdown(f"**{say('写哪些内容', 'Parts')}**")
            wanted = papers_choice.sections(
                audience, _told(everything), papers_choice.reasons(choice)
            )
        chosen = everything.of(wanted)
        papers_templates.panel(chosen.report)
    with first:
        _first(everything)
    if not wanted and not choice.asked:
        with right:
            st.info(word(_NOTHING_CHOSEN), icon=":material/checklist:")
        return
    with right:
        papers_files.panel(chosen, papers_templates.chosen(), choice.language)
        papers_preview.preview(chosen, choice.language)


def _choice(audience: Audience, paper_language: Language) -> Choice:
    internal = audience is not Audience.PUBLIC
    maps, text_notes = papers_choice.extras(internal=internal)
    service = papers_choice.service()
    scenario = papers_choice.scenario() if internal else None
    asked = papers_choice.matters() if audience is Audience.MEETING else ()
    return Choice(audience, maps, text_notes, paper_language, service, scenario, asked)


def _told(everything: Papers) -> frozenset[Section]:
    """The parts with something to say in this edition."""
    told = told_sections(everything.contents)
    return told if everything.internal else told & papers_choice.PUBLIC


def _first(everything: Papers) -> None:
    chosen, report = state.view(), everything.contents.report
    status = state_words(paper_state(), report.revision)
    frozen = state.frozen()
    data = (
        Text("演示数据", "demonstration data") if chosen.demonstration else Text("台账", "register")
    )
    if frozen is not None:
        data = Text("定稿", "frozen assessment")
    city, open_ = chosen.city, open_title(everything.contents)
    if not everything.contents.todo.total:
        open_ = Text("没有待核实事项", "nothing to be verified")
    lede(
        Text(
            f"**{city.name_zh}汇报材料，{status.zh}，截至 {chosen.as_of}，依据{data.zh}；"
            f"{open_.zh}。** 先选内容和读者，再逐页预览；文件在点下载时才制作。",
            f"**Papers of {city.name_en}: {status.en.lower()}, as of {chosen.as_of}, from the"
            f" {data.en}; {open_.en}.** Choose parts and readers, look through the pages; files are"
            " made when you ask for them.",
        ),
        language=language(),
        key="papers_lede",
        under=Text(f"运行编号 {report.run_id}", f"Run {report.run_id}"),
    )
    if frozen is None and chosen.state is ReportState.APPROVED:
        notice(
            Text(
                "审定稿只从定稿产生：现在按送审稿制作。先在“台账”页定稿，再打开那份定稿来汇报。",
                "Approved papers come from a frozen assessment only: these are made as a draft for"
                " approval. Freeze the assessment under Register, open it, then make the papers.",
            ),
            language=language(),
            key="papers_not_frozen",
        )
