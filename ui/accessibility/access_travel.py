"""What travel times the page goes by: the stored roads of the city, else the straight line."""

from __future__ import annotations

import streamlit as st

from geo.roads.graph import RoadGraph
from geo.roads.store import NotANetworkError
from geo.travel.model import TravelMode
from geo.travel.road_times import RoadSource
from geo.travel.source import TravelSource
from geo.travel.straight_line import StraightLine
from ui.accessibility import speeds_view, stored_roads


def travel_of(city_code: str, mode: TravelMode) -> TravelSource:
    """The travel times of a city; a damaged file of roads is as none (the roads' panel says so)."""
    graph = road_graph(city_code, mode)
    return StraightLine.default(mode) if graph is None else _source(graph)


def road_graph(city_code: str, mode: TravelMode) -> RoadGraph | None:
    """The city's roads for a mode at the chosen speeds; None when there are none to use."""
    try:
        return stored_roads.graph(city_code, mode, speeds_view.chosen())
    except NotANetworkError:
        return None


@st.cache_resource(
    show_spinner=False, max_entries=8, hash_funcs={RoadGraph: lambda g: g.fingerprint}
)
def _source(graph: RoadGraph) -> RoadSource:
    """Shared: it remembers where people and facilities join the roads."""
    return RoadSource.default(graph)
