"""An office's own Word and PowerPoint templates: tried when chosen, kept while the app is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from analysis.report.papers.office_templates import slides_template_problem, word_template_problem
from analysis.report.papers.pack import Templates
from analysis.report.papers.templates import POWERPOINT, WORD, OfficeProgram
from analysis.report.report import Paper
from geo.text import Text
from ui.language import say, word
from ui.plain_text import unmarked
from ui.style import MOST_MB

_WORD, _SLIDES = "word", "slides"

_TOO_LARGE = Text(
    f"模板超过 {MOST_MB} MB，没有使用它。请删去其中的图片、视频后再选。",
    f"The template has more than {MOST_MB} MB and was not used. Take out pictures and films, then"
    " choose it again.",
)


@dataclass(frozen=True, slots=True)
class _Kept:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of template: what its box says, whose file it takes, how it is tried."""

    key: str
    title: Text
    how: Text
    program: OfficeProgram
    problem: Callable[[bytes, Paper], Text | None]


_KINDS = (
    _Kind(
        _WORD,
        Text("Word 模板（.docx）", "Word template (.docx)"),
        Text(
            "用本单位的红头、页边距和字体。样式按名称取用：标题、副标题、标题 1 至 3、题注、"
            "列表项目符号、列表编号，以及规划正文、规划注释、规划警示、规划引文、规划表格、"
            "规划表头；没有的由工具补上。模板里已有的文字留在正文前面。",
            "Letterhead, margins and fonts of your office. Styles are used by name: Title,"
            " Subtitle, Heading 1 to 3, Caption, List Bullet, List Number; whatever else is"
            " needed is added. Text in the template stays before the brief.",
        ),
        WORD,
        word_template_problem,
    ),
    _Kind(
        _SLIDES,
        Text("PowerPoint 模板（.pptx）", "PowerPoint template (.pptx)"),
        Text(
            "要有“标题幻灯片”和“仅标题”两个版式（英文版为 Title Slide、Title Only）。"
            "模板里已有的幻灯片不带入。",
            "It needs the layouts “Title Slide” and “Title Only”. Slides it already has are left"
            " out.",
        ),
        POWERPOINT,
        slides_template_problem,
    ),
)


def panel(paper: Paper) -> None:
    """The boxes for the templates, and what is in use; one that can't be used is refused."""
    used = [kept.name for kind in _KINDS if (kept := _kept(kind)) is not None]
    none = say("用工具自带的版式", "the tool’s own")
    title = say("单位模板", "Office templates")
    names = unmarked("、".join(used)) if used else none
    with st.expander(f"{title}{say('：', ': ')}{names}", key="papers_templates"):
        for kind in _KINDS:
            _box(kind, paper)


def chosen() -> Templates:
    """The templates in use."""
    content = {k.key: kept.content for k in _KINDS if (kept := _kept(k)) is not None}
    return Templates(content.get(_WORD), content.get(_SLIDES))


def _box(kind: _Kind, paper: Paper) -> None:
    kept = _kept(kind)
    if kept is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            name = unmarked(kept.name)
            st.markdown(f"{word(kind.title)}{say('：', ': ')}{name}")
            st.button(
                say("不用这个模板", "Don’t use it"),
                key=f"papers_{kind.key}_drop",
                on_click=_drop,
                args=(kind,),
            )
        return
    file = st.file_uploader(
        word(kind.title),
        # What is only alike is taken too, and so is what is too large: it is told why not in
        # words, which the box itself has only in English and only under the mouse.
        type=[kind.program.ending, *kind.program.others],
        key=f"papers_{kind.key}_file",
    )
    st.caption(word(kind.how))
    if file is None:
        return
    content = file.getvalue()
    problem = _TOO_LARGE if len(content) > MOST_MB * 1_000_000 else kind.problem(content, paper)
    if problem is not None:
        st.error(f"{unmarked(file.name)}{say('：', ': ')}{word(problem)}")
        return
    st.session_state[_place(kind)] = _Kept(file.name, content)
    st.rerun()


def _kept(kind: _Kind) -> _Kept | None:
    kept: _Kept | None = st.session_state.get(_place(kind))
    return kept


def _drop(kind: _Kind) -> None:
    st.session_state.pop(_place(kind), None)


def _place(kind: _Kind) -> str:
    return f"papers_template_{kind.key}"
