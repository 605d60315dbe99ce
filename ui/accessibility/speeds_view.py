"""速度: how fast people are taken to travel by class of road, changed for this session only."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from geo.roads.speeds import FERRY, USER, Speeds, Stated, load_speeds
from geo.travel.model import TravelMode
from ui.language import language, say, word

_CHANGED, _WALKING = "access_speeds_changed", "access_walking_kmh"
_SLOWEST_KMH, _FASTEST_KMH = 1.0, 130.0


def chosen() -> Speeds:
    """The speeds of the data file with what the reader changed."""
    speeds = load_speeds().with_changed(st.session_state.get(_CHANGED, {}))
    walking = st.session_state.get(_WALKING)
    return speeds if walking is None else speeds.with_walking(walking)


def are_changed() -> bool:
    """Whether anything differs from the data file."""
    return chosen().fingerprint != load_speeds().fingerprint


def panel(mode: TravelMode) -> None:
    """The speeds with their sources, to be changed."""
    _walking()
    if mode is TravelMode.DRIVING:
        _by_class()
    if are_changed():
        st.button(say("恢复默认速度", "Back to the defaults"), key="speeds_reset", on_click=_reset)


def _reset() -> None:
    """Lets go of what was changed, and of the boxes that show it."""
    mine = [key for key in st.session_state if str(key).startswith(("access_speeds_", "speeds_"))]
    for key in [*mine, _CHANGED, _WALKING]:
        st.session_state.pop(key, None)


def _walking() -> None:
    paces = {stated.value: stated for _, stated in load_speeds().paces}
    now = chosen().walking.value
    picked = st.radio(
        say("步行速度（也用于走到路边）", "Walking speed (also to the road)"),
        list(paces),
        index=list(paces).index(now) if now in paces else 0,
        format_func=lambda v: f"{v:g} km/h · {word(paces[v].taken_for)}",
        key=f"speeds_walking_{language()}",
        help="\n\n".join(f"{s.value:g} km/h: {word(s.source)}" for s in paces.values()),
    )
    st.session_state[_WALKING] = picked


def _by_class() -> None:
    known = load_speeds()
    rows: dict[str, Stated] = {**known.driving, FERRY: known.ferry}
    now = chosen()
    frame = pd.DataFrame(
        {
            "kmh": [now.kmh(name, TravelMode.DRIVING) for name in rows],
            "taken_for": [word(s.taken_for) for s in rows.values()],
            "source": [_source(s, now.kmh(name, TravelMode.DRIVING)) for name, s in rows.items()],
        },
        index=pd.Index(list(rows), name="class"),
    )
    edited = st.data_editor(
        frame,
        disabled=["class", "taken_for", "source"],
        column_config={
            "class": st.column_config.TextColumn(say("道路等级（OSM）", "Class (OSM)")),
            "kmh": st.column_config.NumberColumn(
                "km/h",
                min_value=_SLOWEST_KMH,
                max_value=_FASTEST_KMH,
                required=True,
                format="%g",
            ),
            "taken_for": st.column_config.TextColumn(say("对应", "Taken for")),
            "source": st.column_config.TextColumn(say("依据", "Source")),
        },
        key=f"speeds_table_{language()}",
    )
    changed = {
        str(name): float(value)
        for name, value in _column(edited, "kmh").items()
        if float(value) != rows[str(name)].value
    }
    if changed != st.session_state.get(_CHANGED, {}):
        st.session_state[_CHANGED] = changed
        st.rerun()


def _column(frame: Any, name: str) -> pd.Series[float]:
    column: pd.Series[float] = frame[name].dropna()
    return column


def _source(stated: Stated, kmh: float) -> str:
    return word(stated.source) if kmh == stated.value else word(USER)
