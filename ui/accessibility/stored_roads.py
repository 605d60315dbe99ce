"""The stored roads of the chosen city, read once and shared, and the graph for a mode."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from geo.roads.graph import RoadGraph
from geo.roads.network import RoadNetwork
from geo.roads.shelf import Shelf, shelf
from geo.roads.speeds import Speeds
from geo.roads.store import NotANetworkError
from geo.travel.model import TravelMode


def network(city_code: str) -> RoadNetwork | None:
    """The city's roads; None when none are stored. NotANetworkError when the file is damaged."""
    stamp = shelf(os.environ).stamp(city_code)
    return None if stamp is None else _network(city_code, str(shelf(os.environ).folder), stamp)


def graph(city_code: str, mode: TravelMode, speeds: Speeds) -> RoadGraph | None:
    """The city's roads compiled for a mode and speeds; None when none are stored."""
    roads = network(city_code)
    return None if roads is None else _graph(roads, mode, speeds)


@st.cache_resource(show_spinner=False, max_entries=4)
def _network(city_code: str, folder: str, stamp: tuple[int, int]) -> RoadNetwork:  # noqa: ARG001
    return Shelf(Path(folder)).network(city_code)


@st.cache_resource(
    show_spinner=False,
    max_entries=8,
    hash_funcs={RoadNetwork: lambda n: n.fingerprint, Speeds: lambda s: s.fingerprint},
)
def _graph(roads: RoadNetwork, mode: TravelMode, speeds: Speeds) -> RoadGraph:
    return RoadGraph.of(roads, mode, speeds)


__all__ = ["NotANetworkError", "graph", "network"]
