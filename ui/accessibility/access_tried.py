"""What the reader tries: facilities switched off, and a point put on the map."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.accessibility.question import AddedPoint, Question
from geo.boundaries import county_at
from geo.layers import County
from ui import state
from ui.components.map_view import last_click, last_point

MAP_KEY = "access_map"
PICK_KEY = "access_pick"
OFF_KEY = "access_off"
CAPACITY_KEY = "access_capacity"
POINT_ID = "zz-tried-point"
"""After every id of a register, so that of two equally near the existing one is taken."""
_POINT, _ABOUT, _COUNTY = "access_point", "access_tried_about", "access_county_chosen"
_OUTSIDE = "access_outside"


def settle(question: Question) -> None:
    """Lets go of what was tried about other facilities."""
    about = (question.city_code, question.facility_type, st.session_state["demonstration"])
    if st.session_state.get(_ABOUT) != about:
        st.session_state[_ABOUT] = about
        clear()


def clear() -> None:
    """Everything as it is on record."""
    st.session_state[OFF_KEY] = []
    st.session_state[_POINT] = None
    st.session_state[_OUTSIDE] = False


def outside() -> bool:
    """Whether the last place clicked is in no county of the city: nothing was put there."""
    return bool(st.session_state.get(_OUTSIDE, False))


def point() -> tuple[float, float] | None:
    """The point put on the map: lon, lat in degrees (WGS-84)."""
    placed: tuple[float, float] | None = st.session_state.get(_POINT)
    return placed


def switched_off() -> list[str]:
    """The ids of the facilities switched off."""
    off: list[str] = st.session_state.get(OFF_KEY, [])
    return off


def tried(question: Question) -> Question:
    """The question with what is tried; the same where nothing is."""
    asked = replace(question, switched_off=frozenset(switched_off()))
    placed = point()
    if placed is None:
        return asked
    lon, lat = placed
    capacity = st.session_state.get(CAPACITY_KEY) or None
    return asked.with_point(AddedPoint(POINT_ID, lon, lat, capacity, county_of(placed)))


def county_of(placed: tuple[float, float]) -> str:
    """The code of the county a point (lon, lat) lies in; empty outside all."""
    return county_at(*placed).code or ""


def _counties() -> tuple[County, ...]:
    return state.layers().counties_of(state.view().city.code)


def remove_point() -> None:
    """Takes the point off the map."""
    st.session_state[_POINT] = None
    st.session_state[_OUTSIDE] = False


def county_chosen() -> bool:
    """Whether the last click chose a county; asked once."""
    return bool(st.session_state.pop(_COUNTY, False))


def clicked(facility_ids: frozenset[str]) -> None:
    """Takes in a click on the map: a point, or a facility switched off or on again."""
    if st.session_state.get(PICK_KEY):
        found = last_point(MAP_KEY)
        if found is not None:
            place = (found.lon, found.lat)
            within = county_of(place) in {c.code for c in _counties()}
            st.session_state[_OUTSIDE] = not within
            if within:
                st.session_state[_POINT] = place
        return
    click = last_click(MAP_KEY)
    if click is None:
        return
    if click.kind == "county":
        now = st.session_state["selected_county"]
        st.session_state["selected_county"] = None if now == click.id else click.id
        st.session_state[_COUNTY] = True
    elif click.id in facility_ids:
        off = switched_off()
        others = [i for i in off if i != click.id]
        st.session_state[OFF_KEY] = others if click.id in off else [*off, click.id]
