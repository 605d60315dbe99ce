"""The peer: the same counties drawn the usual way, with st_folium; a click opens a panel.

It does what streamlit-folium's manual advises for speed: simplified polygons, a fragment, and only
the one returned value that is needed.
"""

from __future__ import annotations

import json

import folium
import streamlit as st
from streamlit_folium import st_folium

from geo.boundaries import WEB_BOUNDARIES
from geo.layers import County
from geo.published import load_published

st.set_page_config(layout="wide")


@st.cache_data
def polygons() -> dict[str, object]:
    """The counties as GeoJSON."""
    loaded: dict[str, object] = json.loads(WEB_BOUNDARIES.read_text(encoding="utf-8"))
    return loaded


@st.fragment
def page() -> None:
    """The panel and the map, side by side as in the app."""
    left, right = st.columns(2)
    drawn = folium.Map([23.5, 109.8], zoom_start=8, tiles=None)
    folium.GeoJson(
        polygons(),
        style_function=lambda _: {"fillColor": "#D9DDE1", "color": "#55616D", "weight": 1},
        tooltip=folium.GeoJsonTooltip(["code"]),
    ).add_to(drawn)
    with right:
        clicked = st_folium(
            drawn,
            use_container_width=True,
            height=600,
            returned_objects=["last_active_drawing"],
            key="map",
        )
    feature = clicked.get("last_active_drawing")
    if feature is not None:
        with left:
            panel(load_published().county(feature["properties"]["code"]))


def panel(county: County) -> None:
    """What a click shows."""
    st.header(county.name_zh)
    st.write(f"{county.population_persons:,}")


page()
