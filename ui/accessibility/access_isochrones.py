"""Isochrones for the map and the files: worked out when asked for, once for a question."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from enum import StrEnum

import pandas as pd
import shapely
import streamlit as st

from analysis.accessibility.circles import circle_isochrones, merged_circles
from analysis.accessibility.isochrones import Isochrone, facility_isochrones, merged_isochrones
from analysis.accessibility.reach_field import ReachField
from analysis.accessibility.study import AccessStudy
from geo.boundaries import GEOGRAPHIC_CRS, load_boundaries
from geo.people.demand import Demand
from geo.roads.graph import RoadGraph
from geo.text import Text
from geo.travel.road_times import RoadSource
from geo.travel.source import TravelSource
from geo.travel.straight_line import StraightLine
from ui.components.map_cells import Outline


class Drawn(StrEnum):
    """Which outlines the map draws."""

    NONE = "none"
    MERGED = "merged"
    EACH = "each"


DRAWN_WORDS: dict[Drawn, Text] = {
    Drawn.NONE: Text("不画", "None"),
    Drawn.MERGED: Text("合并", "Merged"),
    Drawn.EACH: Text("逐处", "Each"),
}
ALL = ""
"""In place of a facility's id: all of them as one."""
Isochrones = dict[str, tuple[Isochrone, ...]]


def of_study(found: AccessStudy, travel: TravelSource, drawn: Drawn) -> Isochrones:
    """The isochrones of a study at its limit: of each facility by id, or of all as one.

    On roads, or by straight line; none of imported times, which know only their own points.
    """
    if drawn is Drawn.NONE:
        return {}
    places = found.facilities.frame[["lon", "lat"]]
    limit = found.question.limit_min
    if isinstance(travel, StraightLine):
        if drawn is Drawn.MERGED:
            return {ALL: merged_circles(travel, places, [limit])}
        return circle_isochrones(travel, places, [limit])
    if not isinstance(travel, RoadSource):
        return {}
    graph = travel.graph
    field = _field(f"{graph.fingerprint} {found.demand.fingerprint}", graph, found.demand)
    asked = hashlib.sha256(pd.util.hash_pandas_object(places).to_numpy().tobytes()).hexdigest()
    key = f"{graph.fingerprint} {found.demand.fingerprint} {asked} {limit} {drawn}"
    return _isochrones(key, field, places, limit, drawn)


def outlines(isochrones: Isochrones) -> tuple[Outline, ...]:
    """The isochrones as lines on the map."""
    return tuple(
        Outline(
            tuple(
                tuple(tuple(ring.coords) for ring in (area.exterior, *area.interiors))
                for area in isochrone.area.geoms
            )
        )
        for found in isochrones.values()
        for isochrone in found
    )


def notes(isochrones: Isochrones) -> tuple[Text, ...]:
    """What a reader of the lines should know, all areas together."""
    every = [each for found in isochrones.values() for each in found]
    if not every:
        return ()
    together = replace(
        every[0],
        late_inside=sum(each.late_inside for each in every),
        late_most_min=max(each.late_most_min for each in every),
        at_edge=any(each.at_edge for each in every),
    )
    return together.notes


@st.cache_resource(show_spinner=False, max_entries=4)
def _field(key: str, _graph: RoadGraph, _demand: Demand) -> ReachField:  # noqa: ARG001
    codes = sorted(set(_demand.frame["county_code"]) - {""})
    shapes = load_boundaries().frame.geometry.to_crs(GEOGRAPHIC_CRS)
    city = shapely.union_all([shapes[code] for code in codes if code in shapes.index])
    return ReachField.of(_graph, city, people=_demand.frame)


@st.cache_resource(show_spinner=False, max_entries=24)
def _isochrones(
    key: str,  # noqa: ARG001
    _field: ReachField,
    _places: pd.DataFrame,
    _limit_min: float,
    _drawn: Drawn,
) -> Isochrones:
    if _drawn is Drawn.MERGED:
        return {ALL: merged_isochrones(_field, _places, [_limit_min])}
    return facility_isochrones(_field, _places, [_limit_min])
