"""What travel times the page goes by: an imported table, the city's roads, the straight line."""

from __future__ import annotations

import streamlit as st

from geo.roads.graph import RoadGraph
from geo.roads.store import NotANetworkError
from geo.text import Text
from geo.travel.model import MODEL_WORDS, ModelKind, TravelMode
from geo.travel.road_times import RoadSource
from geo.travel.source import TravelSource
from geo.travel.straight_line import StraightLine
from ui import state
from ui.accessibility import access_times, speeds_view, stored_roads
from ui.language import say, written

_KIND = "access_model"


def travel_of(city_code: str, mode: TravelMode) -> TravelSource:
    """The travel times of a city, by the model chosen."""
    own = access_times.imported(city_code)
    if own is not None and _chosen(city_code) is ModelKind.IMPORTED:
        return own
    graph = road_graph(city_code, mode)
    return StraightLine.default(mode) if graph is None else _on_roads(graph)


def road_graph(city_code: str, mode: TravelMode) -> RoadGraph | None:
    """The roads the times go by; None by straight line."""
    if _chosen(city_code) is not ModelKind.ROADS:
        return None
    try:
        return stored_roads.graph(city_code, mode, speeds_view.chosen())
    except NotANetworkError:
        return None  # the panel of roads says what is wrong with the file


def kind(city_code: str) -> Text:
    """Which model it is, in a word."""
    return MODEL_WORDS[_chosen(city_code)]


def _kinds(city_code: str) -> list[ModelKind]:
    """What the times can go by, the first unless the reader wants otherwise."""
    own = [ModelKind.IMPORTED] if access_times.imported(city_code) is not None else []
    roads = [ModelKind.ROADS] if has_roads(city_code) else []
    return [*own, *roads, ModelKind.STRAIGHT_LINE]


def _chosen(city_code: str) -> ModelKind:
    if access_times.newly_read():
        st.session_state[_KIND] = ModelKind.IMPORTED
    kinds, wanted = _kinds(city_code), st.session_state.get(_KIND)
    return ModelKind(wanted) if wanted in kinds else kinds[0]


def has_roads(city_code: str) -> bool:
    """Whether the city's roads are stored and can be read."""
    try:
        return stored_roads.network(city_code) is not None
    except NotANetworkError:
        return False


def model_choice() -> None:
    """Imported table, roads or straight line; where there is but one, nothing to choose."""
    kinds = _kinds(state.view().city.code)
    if len(kinds) < 2:
        return
    if st.session_state.get(_KIND) not in kinds:
        st.session_state[_KIND] = kinds[0]
    st.segmented_control(
        say("出行时间按什么算", "Travel times by"),
        kinds,
        format_func=written({k: MODEL_WORDS[k] for k in kinds}),
        required=True,
        key=_KIND,
    )


@st.cache_resource(
    show_spinner=False, max_entries=8, hash_funcs={RoadGraph: lambda g: g.fingerprint}
)
def _on_roads(graph: RoadGraph) -> RoadSource:
    """One source for a graph: it remembers where points join the roads."""
    return RoadSource.default(graph)
