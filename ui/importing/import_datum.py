"""坐标系: points without a datum, what the counties say of it, and the reader's decision."""

from __future__ import annotations

import streamlit as st

from geo.reading.datum_guess import DatumEvidence
from geo.text import Text
from geo.vocabulary import Datum
from ui.importing import import_state
from ui.importing.import_state import Draft
from ui.language import say, word, written

_OFF = "off"
_WORDS: dict[str, Text] = {
    Datum.WGS84: Text("WGS-84（GPS、OSM）", "WGS-84 (GPS, OSM)"),
    Datum.CGCS2000: Text("CGCS2000（天地图、测绘成果）", "CGCS2000 (Tianditu, surveys)"),
    Datum.GCJ02: Text("GCJ-02（高德、腾讯）", "GCJ-02 (Amap, Tencent)"),
    Datum.BD09: Text("BD-09（百度）", "BD-09 (Baidu)"),
    _OFF: Text(
        "先不上图：设施照常参与核查，坐标等报送单位答复后再补",
        "Not on the map yet: the facilities are checked, their points wait for the sender’s answer",
    ),
}


def panel(of: Draft, evidence: DatumEvidence | None) -> None:
    """How many points, what they say, and the choice; nothing is chosen beforehand."""
    if evidence is None:
        st.markdown(
            say(
                "没有需要决定的坐标：要么没填坐标，要么每个点都写明了坐标系。",
                "Nothing to decide: there are no points, or each says its datum.",
            )
        )
        return
    st.markdown(word(evidence.text))
    options = list(_WORDS)
    chosen = (of.datum or _OFF) if of.datum_settled else None
    answer = st.radio(
        say("这些点按哪种坐标系读取", "Read these points in"),
        options,
        index=options.index(chosen) if chosen is not None else None,
        format_func=written(_WORDS),
        key=f"import_datum_{of.sha256[:12]}",
    )
    if answer is not None and answer != chosen:
        datum = None if answer == _OFF else Datum(answer)
        import_state.change(datum=datum, datum_settled=True)
        st.rerun()


def said(of: Draft, evidence: DatumEvidence | None) -> Text:
    """The state of the step in a few words."""
    if evidence is None:
        return Text("无须决定", "nothing to decide")
    if not of.datum_settled:
        return Text(
            f"{evidence.points} 个点没有坐标系，请决定",
            f"{evidence.points} points without a datum: decide",
        )
    if of.datum is None:
        return Text("先不上图", "not on the map yet")
    return Text(f"按 {of.datum.value} 读取", f"read as {of.datum.value}")
