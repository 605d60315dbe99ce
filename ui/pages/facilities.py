"""设施: what is on record, on the map and in a list; a county's list comes in here."""

from __future__ import annotations

import streamlit as st

from ui import state
from ui.components.page_head import lede
from ui.facilities import (
    facility_detail,
    facility_draft,
    facility_form_view,
    facility_grid,
    facility_list,
    facility_map,
    facility_session,
    leads_view,
)
from ui.facilities.facility_records import CityFacilities, of_city
from ui.frozen.frozen_view import closed
from ui.importing import import_page
from ui.language import language, say


def page() -> None:
    """The page: the sentence, list and map, then the import."""
    chosen = state.view()
    everything = of_city(state.layers(), chosen.city.code)
    lede(
        facility_list.facilities_lede(everything, chosen),
        language=language(),
        key="facilities_lede",
    )
    st.session_state.setdefault("facilities_tab", "list")
    tab = st.segmented_control(
        say("看什么", "What to see"),
        ["list", "import", "leads"],
        format_func={
            "list": say("地图与清单", "Map and list"),
            "import": say("导入设施清单", "Import a list"),
            "leads": say("公开线索", "Leads"),
        }.__getitem__,
        required=True,
        key="facilities_tab",
        label_visibility="collapsed",
    )
    if tab == "import":
        if not closed("import"):
            import_page.panel()
        return
    if tab == "leads":
        if not closed("leads"):
            leads_view.panel()
        return
    _list_and_map(everything, chosen)


def _list_and_map(everything: CityFacilities, chosen: state.View) -> None:
    """The form in work, else the list or the facility opened beside the map."""
    if facility_draft.current() is not None and facility_session.hindrance() is None:
        facility_form_view.panel()
        return
    opened = facility_session.opened()
    if opened is None and facility_list.wants_grid():
        _grid(everything, chosen)
        return
    left, right = st.columns([1.5, 1], gap="medium")
    with left:
        fitting = facility_list.filters(everything, chosen)
        if opened is None:
            facility_session.saved_notice()
            with st.container(horizontal=True, vertical_alignment="bottom"):
                facility_list.actions(chosen)
                shown = facility_list.page_of(fitting)
            facility_list.table(shown, len(fitting), chosen)
        else:
            shown = facility_list.page_again(fitting)
            facility_detail.panel(opened)
    with right:
        facility_map.map_of(fitting, shown, chosen)


def _grid(everything: CityFacilities, chosen: state.View) -> None:
    """The table to type in, as wide as the page."""
    fitting = facility_list.filters(everything, chosen)
    facility_session.saved_notice()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        facility_list.actions(chosen)
        shown = facility_list.page_of(fitting)
    facility_grid.panel(shown)


page()
