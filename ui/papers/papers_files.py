"""The files: each on its own when it is asked for, or all in one archive with its progress."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from analysis.frozen import has_own_name, name_words
from analysis.report.file_names import called_too, file_name
from analysis.report.maps.print_map import Format as Paper
from analysis.report.papers.pack import (
    FORMAT_WORDS,
    KINDS,
    Format,
    Made,
    Templates,
    formats_of,
    make_pack,
    pack_zip,
)
from analysis.report.papers.stopping import Progress
from geo.boundaries import load_boundaries
from geo.text import Language, Text
from ui import downloads, state
from ui.language import say, word
from ui.papers import making
from ui.papers.making import Making, Pack
from ui.papers.papers_audience import may_go_out
from ui.papers.papers_contents import ChosenPapers

_MIME: dict[Format, str] = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Format.XLSX: downloads.XLSX,
    Format.PDF: "application/pdf",
    Format.GPKG: "application/geopackage+sqlite3",
    Format.HTML: "text/html",
    Format.MAPS: "application/zip",
}
_ENDINGS = {Format.MAPS: "zip"}
"""Of formats whose single download holds several files."""
_MAKING = "papers_making"
AT_ONCE_S = 0.3
"""A pack made within this is offered without a word of waiting."""


def panel(papers: ChosenPapers, templates: Templates, paper_language: Language) -> None:
    """The whole pack, and a menu of the single files."""
    wanted, called = formats_of(papers.edition, tuple(Format)), _called()
    about = f"{papers.key} {paper_language} {hash(templates)} {wanted}"
    now = _current(about)
    may = may_go_out(papers.report)
    with st.container(horizontal=True, vertical_alignment="center"):
        if now is None or now.pack is None:
            # It stands there while it is made too: what is beside it keeps its place.
            if st.button(
                say(f"制作整套材料（{len(wanted)} 种）", f"Make the whole pack ({len(wanted)})"),
                type="primary",
                icon=":material/inventory_2:",
                disabled=not may or (now is not None and now.running),
                key="papers_make",
            ):
                _begin(about, partial(_pack, papers, wanted, templates, paper_language, called))
                st.rerun()
        elif may:
            _whole(papers, now.pack, paper_language)
        with st.popover(
            say("单个文件", "Single files"), icon=":material/download:", key="papers_single"
        ):
            for each in wanted:
                # Maps for print come on either paper; the whole pack has them on A4.
                for paper in Paper if each is Format.MAPS else (None,):
                    size = paper or Paper.A4
                    asked = partial(_single, papers, each, size, templates, paper_language, called)
                    _single_button(papers, (each, paper), asked, paper_language, may=may)
    if now is None:
        return
    if now.failed is not None:
        st.error(word(now.failed))
    elif now.cancelled:
        st.caption(say("已取消，没有生成文件。", "Cancelled: no file was made."))
    elif now.pack is None:
        _progress()
    elif may:
        _made(now.pack)


def _begin(about: str, make: making.Make) -> None:
    held = making.start(make)
    held.wait(AT_ONCE_S)
    st.session_state[_MAKING] = about, held


def _current(about: str) -> Making | None:
    """What is being made of these papers, or was; that of other papers is ended and let go."""
    kept: tuple[str, Making] | None = st.session_state.get(_MAKING)
    if kept is None:
        return None
    if kept[0] != about:
        kept[1].cancel()
        st.session_state.pop(_MAKING)
        return None
    return kept[1]


@st.fragment(run_every=0.4)
def _progress() -> None:
    """How far it is and the way to end it; the whole page runs again at the end."""
    kept: tuple[str, Making] | None = st.session_state.get(_MAKING)
    if kept is None or not kept[1].running:
        st.rerun()
        return
    now = kept[1]
    doing = word(now.doing)
    st.progress(now.share, text=say(f"正在制作：{doing}", f"Making: {doing}"))
    st.button(
        say("取消", "Cancel"),
        icon=":material/close:",
        key="papers_cancel",
        on_click=now.cancel,
    )


def _whole(papers: ChosenPapers, pack: Pack, paper_language: Language) -> None:
    megabytes = len(pack.archive) / 1_000_000
    st.download_button(
        say(f"下载整套材料（zip，{megabytes:.1f} MB）", f"Download all (zip, {megabytes:.1f} MB)"),
        data=pack.archive,
        file_name=_name(papers, "pack", "zip", paper_language),
        mime="application/zip",
        icon=":material/folder_zip:",
        type="primary",
        on_click="ignore",
        key="papers_zip",
    )


def _made(pack: Pack) -> None:
    """What is in the archive."""
    said = say(
        f"已做好 {len(pack.files)} 个文件，用时 {pack.seconds:.1f} 秒",
        f"{len(pack.files)} files made in {pack.seconds:.1f} s",
    )
    # Closed: a dozen names would push the pages out of sight.
    with st.expander(said, icon=":material/check:", key="papers_made"):
        st.text("\n".join(file.name for file in pack.files))


def _pack(
    papers: ChosenPapers,
    wanted: tuple[Format, ...],
    templates: Templates,
    paper_language: Language,
    called: Text | None,
    progress: Progress,
) -> tuple[tuple[Made, ...], bytes]:
    made = make_pack(
        papers.edition,
        wanted,
        load_boundaries(),
        paper_language,
        templates=templates,
        called=called,
        progress=progress,
    )
    return made, pack_zip(papers.edition, made)


def _single_button(
    papers: ChosenPapers,
    what: tuple[Format, Paper | None],
    make: Callable[[], bytes],
    paper_language: Language,
    *,
    may: bool,
) -> None:
    wanted, paper = what
    label, key = word(FORMAT_WORDS[wanted]), f"papers_file_{wanted.value}"
    name = _name(papers, KINDS[wanted], _ENDINGS.get(wanted, wanted.value), paper_language)
    if paper is not None:
        label, key = f"{label} {paper}", f"{key}_{paper}"
        name = f"_{paper}.".join(name.rsplit(".", 1))
    st.download_button(
        label,
        data=make,
        file_name=name,
        mime=_MIME[wanted],
        icon=":material/download:",
        on_click="ignore",
        disabled=not may,
        key=key,
    )


def _single(
    papers: ChosenPapers,
    wanted: Format,
    paper: Paper,
    templates: Templates,
    paper_language: Language,
    called: Text | None,
) -> bytes:
    made = make_pack(
        papers.edition,
        (wanted,),
        load_boundaries(),
        paper_language,
        templates=templates,
        called=called,
        paper=paper,
    )
    return made[0].content if wanted not in _ENDINGS else pack_zip(papers.edition, made)


def _name(papers: ChosenPapers, kind: str, extension: str, paper_language: Language) -> str:
    """The file's name, with that of the frozen assessment where it has one of its own."""
    report = papers.report
    name = file_name(kind, report, extension, paper_language, revision=report.revision)
    return called_too(name, _called(), paper_language)


def _called() -> Text | None:
    shown = state.frozen()
    return name_words(shown.head) if shown is not None and has_own_name(shown.head) else None
