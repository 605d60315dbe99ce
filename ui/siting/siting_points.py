"""Sites the reader puts on the map: by a click, by dragging, or by typing coordinates."""

from __future__ import annotations

import streamlit as st

from analysis.planning.scenarios.candidates import OutsideError, border_note, drawn_site
from analysis.planning.scenarios.options import Site
from analysis.planning.scenarios.site_words import site_words
from geo.text import Text
from ui import state
from ui.components.map_view import last_click, last_move, last_point
from ui.language import say, word
from ui.plain_text import unmarked
from ui.siting.siting_kept import own_sites, store

MAP_KEY = "siting_map"
PICK_KEY = "siting_pick"
_SAID = "point_said"


def said() -> Text | None:
    """What is to be said of the last point: outside the city, or close to a border."""
    kept: Text | None = store().get(_SAID)
    return kept


def tell(text: Text | None) -> None:
    """Has the page say this of the last point."""
    store()[_SAID] = text


def add(lon: float, lat: float) -> Site | None:
    """Puts a site there; None when it is in no county of the city."""
    try:
        site = drawn_site(lon, lat, state.view().city.code)
    except OutsideError as error:
        store()[_SAID] = error.text
        return None
    own = own_sites()
    store()[_SAID] = border_note(site)
    if site.site_id not in {s.site_id for s in own.drawn}:
        own.drawn.append(site)
    return site


def move(site_id: str, lon: float, lat: float) -> Site | None:
    """A drawn site stands there now, with what was typed of it; None when it can't.

    Of any other site the point dragged to becomes a drawn one: seats and buildings don't move.
    """
    own = own_sites()
    site = add(lon, lat)
    if site is None or site.site_id == site_id:
        return site
    if site_id in {s.site_id for s in own.drawn}:
        own.drawn = [s for s in own.drawn if s.site_id != site_id]
        for option_id in list(own.edits):
            old, _, rest = option_id.partition("|")
            if old == site_id:
                own.edits[f"{site.site_id}|{rest}"] = own.edits.pop(option_id)
    return site


def remove(site_id: str) -> None:
    """Takes a drawn site away."""
    own = own_sites()
    own.drawn = [s for s in own.drawn if s.site_id != site_id]


def clicked() -> tuple[str, float, float] | None:
    """Takes in what was done on the map; the mark dragged and where to, if one was."""
    dragged = last_move(MAP_KEY)
    if dragged is not None:
        return dragged.id, dragged.lon, dragged.lat
    point = last_point(MAP_KEY)
    if point is not None and st.session_state.get(PICK_KEY):
        add(point.lon, point.lat)
        return None
    click = last_click(MAP_KEY)
    if click is not None and click.kind == "county":
        now = st.session_state["selected_county"]
        st.session_state["selected_county"] = None if now == click.id else click.id
    return None


def panel() -> None:
    """The drawn sites with a form to add one by its coordinates, or take one away."""
    own = own_sites()
    if (told := said()) is not None:
        st.warning(unmarked(word(told)))
    with (
        st.form("siting_point", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        lon = st.number_input(
            say("经度（°，WGS-84）", "Longitude (°, WGS-84)"),
            min_value=-180.0,
            max_value=180.0,
            value=None,
            format="%.5f",
            width=170,
        )
        lat = st.number_input(
            say("纬度（°）", "Latitude (°)"),
            min_value=-90.0,
            max_value=90.0,
            value=None,
            format="%.5f",
            width=150,
        )
        sent = st.form_submit_button(say("按坐标添加", "Add this point"))
    if sent and lon is not None and lat is not None:
        add(lon, lat)
        st.rerun()
    for site in own.drawn:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(unmarked(word(site_words(site))))
            st.button(
                say("去掉", "Remove"),
                key=f"siting_remove_{site.site_id}",
                type="tertiary",
                on_click=remove,
                args=(site.site_id,),
            )
