"""The files of a study: made when asked for, of the situation as it is, never of what is tried."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.accessibility.access_package import PublicGeometryError
from analysis.accessibility.access_paper import AccessPaper
from analysis.accessibility.ranges import Ranges
from analysis.accessibility.study import AccessStudy
from analysis.report.file_names import access_name
from geo.text import Language, Text
from geo.travel.source import TravelSource
from ui import state
from ui.accessibility import access_isochrones
from ui.accessibility.access_isochrones import Drawn
from ui.downloads import XLSX
from ui.language import language, say, word, written
from ui.plain_text import unmarked

_EDITIONS = {
    True: Text("内部资料", "Internal"),
    False: Text("公开版", "Public edition"),
}
_LABELS: dict[str, tuple[Text, str]] = {
    "xlsx": (Text("全部表格（xlsx）", "All tables (xlsx)"), XLSX),
    "csv": (Text("各县结果（csv）", "By county (csv)"), "text/csv"),
    "gpkg": (Text("网格与设施（GeoPackage）", "Cells and facilities (gpkg)"),
             "application/geopackage+sqlite3"),
}  # fmt: skip


def buttons(found: AccessStudy, spans: Ranges, travel: TravelSource) -> None:
    """The edition, then a button for each file."""
    chosen = state.view()
    kind = found.question.facility_type
    with st.container(horizontal=True, vertical_alignment="bottom"):
        internal = st.segmented_control(
            say("下载现状结果", "Download the situation"),
            list(_EDITIONS),
            format_func=written(_EDITIONS),
            default=True,
            required=True,
            key="access_edition",
        )
        paper = AccessPaper(found, chosen.state, bool(internal), chosen.known_on, spans)
        for extension, (label, mime) in _LABELS.items():
            if extension == "gpkg" and not internal:
                continue
            st.download_button(
                label.get(language()),
                data=partial(_file, paper, extension, language(), travel),
                file_name=access_name(paper, kind, extension, language()),
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"access_download_{extension}",
            )
    if not internal:
        st.caption(unmarked(word(PublicGeometryError.text)))
        for note in found.public_warnings:
            st.caption(unmarked(word(note)))


def _file(paper: AccessPaper, extension: str, in_language: Language, travel: TravelSource) -> bytes:
    from analysis.accessibility.access_files import access_file
    from analysis.accessibility.access_package import MERGED

    if extension != "gpkg":
        return access_file(paper, extension, in_language)
    each = access_isochrones.of_study(paper.study, travel, Drawn.EACH)
    merged = access_isochrones.of_study(paper.study, travel, Drawn.MERGED)
    named = each | ({MERGED: merged[access_isochrones.ALL]} if merged else {})
    return access_file(paper, extension, in_language, named or None)
