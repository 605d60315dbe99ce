"""设施: what is on record, on the map and in a list; a county's list comes in here."""

from __future__ import annotations

import streamlit as st

from ui import facility_list, facility_upload, state
from ui.components.page_head import lede
from ui.language import language, say


def page() -> None:
    """The page: the sentence, list and map, then the import."""
    chosen = state.view()
    everything = facility_list.of_city(state.layers(), chosen.city.code)
    lede(
        facility_list.facilities_lede(everything, chosen),
        language=language(),
        key="facilities_lede",
    )
    tab = st.segmented_control(
        say("看什么", "What to see"),
        ["list", "import"],
        format_func={
            "list": say("地图与清单", "Map and list"),
            "import": say("导入设施清单", "Import a list"),
        }.__getitem__,
        default="list",
        required=True,
        key="facilities_tab",
        label_visibility="collapsed",
    )
    if tab == "import":
        facility_upload.panel()
        return
    left, right = st.columns([1.5, 1], gap="medium")
    with left:
        shown = facility_list.filters(everything, chosen)
        facility_list.table(shown, chosen)
    with right:
        facility_list.map_of(shown, chosen)


page()
