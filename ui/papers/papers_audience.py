"""For whom the papers are: the working committee, the offices, or the public."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

from analysis.report.papers.contents import Section
from analysis.report.papers.public import public_draft
from analysis.report.report import Report
from geo.text import LANGUAGES, Language, Text
from ui.components.notice import notice
from ui.language import language, say, word, written
from ui.papers.papers_kept import keep, kept


class Audience(StrEnum):
    """Who reads the papers."""

    MEETING = "meeting"
    OFFICE = "office"
    PUBLIC = "public"


_WORDS: dict[Audience, Text] = {
    Audience.MEETING: Text("残工委会议", "Committee"),
    Audience.OFFICE: Text("部门内部", "Offices"),
    Audience.PUBLIC: Text("公开", "Public"),
}
_ABOUT: dict[Audience, Text] = {
    Audience.MEETING: Text(
        "内部资料。正文、短板清单和任务分解表，可写提请议定的事项；详表另发。",
        "Internal. The brief, the gap table and the task table, with matters to decide; detailed"
        " tables go separately.",
    ),
    Audience.OFFICE: Text(
        "内部资料。另附测算与项目详表，供各部门、各县（市、区）核对。",
        "Internal. With the detailed tables, for the bureaus and counties to check.",
    ),
    Audience.PUBLIC: Text(
        "公开版只写已达到的和全市合计，小数目不公布，不附地图、短板清单和待核实事项。",
        "The public edition tells what is met and the city’s totals; small counts are withheld;"
        " it has no maps, no gap table and no open points.",
    ),
}
_LANGUAGES: dict[Language, Text] = {
    "zh": Text("中文", "Chinese"),
    "en": Text("英文", "English"),
}
LEFT_OUT: dict[Audience, frozenset[Section]] = {
    Audience.MEETING: frozenset({Section.DETAILS}),
    Audience.OFFICE: frozenset(),
    Audience.PUBLIC: frozenset(),
}
"""Parts not in the papers of an audience unless the reader ticks them."""


def audience() -> tuple[Audience, Language]:
    """For whom the papers are, and in which language."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.segmented_control(
            say("给谁看", "For whom"),
            list(Audience),
            format_func=written(_WORDS),
            default=Audience(kept("audience", Audience.MEETING)),
            required=True,
            key="papers_audience",
        )
        paper_language = st.segmented_control(
            say("材料用什么语言", "Language of the papers"),
            list(LANGUAGES),
            format_func=written(_LANGUAGES),
            default=kept("language", language()),
            required=True,
            key="papers_language",
        )
    found = Audience(chosen)
    keep("audience", found)
    keep("language", paper_language)
    st.caption(word(_ABOUT[found]))
    return found, paper_language


def may_go_out(report: Report) -> bool:
    """Whether the files may be made: papers for the public short of 审定稿 only once confirmed."""
    draft = public_draft(report)
    if draft is None:
        return True
    notice(draft, language=language(), key="papers_public_draft", kind="attention")
    # Asked again for papers of another assessment or state.
    confirmed: bool = st.checkbox(
        say("我知道这份公开版尚未审定，仍要制作", "I know it is not approved yet; make it anyway"),
        key=f"papers_public_draft_{report.run_id}_{report.state}",
    )
    return confirmed
