"""What travel times the page goes by: the stored roads of the city, else the straight line."""

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
from ui.accessibility import speeds_view, stored_roads
from ui.language import say, written

_KIND = "access_model"


def travel_of(city_code: str, mode: TravelMode) -> TravelSource:
    """The travel times of a city: on its roads where there are any and nobody wants otherwise."""
    graph = road_graph(city_code, mode)
    return StraightLine.default(mode) if graph is None else _on_roads(graph)


def road_graph(city_code: str, mode: TravelMode) -> RoadGraph | None:
    """The roads the times go by; None by straight line."""
    if st.session_state.get(_KIND) == ModelKind.STRAIGHT_LINE:
        return None
    try:
        return stored_roads.graph(city_code, mode, speeds_view.chosen())
    except NotANetworkError:
        return None  # the panel of roads says what is wrong with the file


def kind(city_code: str) -> Text:
    """Which model it is, in a word."""
    on_roads = has_roads(city_code) and st.session_state.get(_KIND) != ModelKind.STRAIGHT_LINE
    return MODEL_WORDS[ModelKind.ROADS if on_roads else ModelKind.STRAIGHT_LINE]


def has_roads(city_code: str) -> bool:
    """Whether the city's roads are stored and can be read."""
    try:
        return stored_roads.network(city_code) is not None
    except NotANetworkError:
        return False


def model_choice() -> None:
    """Roads or straight line; without roads there is nothing to choose."""
    if not has_roads(state.view().city.code):
        return
    kinds = [ModelKind.ROADS, ModelKind.STRAIGHT_LINE]
    st.segmented_control(
        say("出行时间按什么算", "Travel times by"),
        kinds,
        format_func=written({k: MODEL_WORDS[k] for k in kinds}),
        default=ModelKind.ROADS,
        required=True,
        key=_KIND,
    )


@st.cache_resource(
    show_spinner=False, max_entries=8, hash_funcs={RoadGraph: lambda g: g.fingerprint}
)
def _on_roads(graph: RoadGraph) -> RoadSource:
    """One source for a graph: it remembers where points join the roads."""
    return RoadSource.default(graph)
