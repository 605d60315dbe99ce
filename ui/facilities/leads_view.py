"""公开线索: places of the open map that may be facilities; nothing of them is a record."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from geo.layers import LayerSet
from geo.open_sources.leads import ATTRIBUTION, COPYRIGHT_URL, NOT_FACTS, Lead, LeadsFound
from geo.open_sources.likeness import ALREADY, Similar, compare, draft_of
from geo.reading.facility_cells import cells_of
from geo.register.changes import OFFICE_TIME
from geo.text import Text
from geo.vocabulary import WORDS, FacilityType
from ui import register_access, state
from ui.components.data_table import data_table
from ui.components.notice import notice
from ui.components.table_types import Column, Kind, Row, Table
from ui.facilities import facility_draft, facility_session, leads_query
from ui.facilities.leads_query import Query
from ui.language import language, say, word

_MOST_SIMILAR = 3
_NO_GUESS = Text("标签没有提示类型", "the tags suggest no type")


def panel() -> None:
    """What leads are, the button that asks for them, and what came."""
    chosen = state.view()
    notice(NOT_FACTS, language=language(), key="leads_not_facts", kind="attention")
    query = leads_query.last_query(chosen.city.code)
    running = query is not None and query.running
    host = urlsplit(leads_query.server()).netloc
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button(
            say("查询公开地图", "Ask the open map"),
            type="primary",
            icon=":material/travel_explore:",
            disabled=running,
            key="leads_ask",
        )
        st.caption(
            say(
                f"按下才联网：向 {host} 查询{chosen.city.name_zh}范围内的康复、"
                "残疾人服务、特殊教育地点；不发送台账内容。",
                f"Goes online only when pressed: asks {host} for places of"
                f" rehabilitation, disability services and special education in"
                f" {chosen.city.name_en}; sends nothing of the register.",
            )
        )
    if pressed:
        today = register_access.now().astimezone(OFFICE_TIME).date()
        query = leads_query.start(chosen.city.code, today)
        st.rerun()
    if query is None:
        return
    if query.running:
        _progress(query)
    elif query.failed is not None:
        st.warning(word(query.failed), icon=":material/cloud_off:")
    elif query.found is not None:
        _list(query.found)


@st.fragment(run_every=1.0)
def _progress(query: Query) -> None:
    """What the query is at; it goes on while the reader is elsewhere."""
    if not query.running:
        st.rerun(scope="app")
    # Not as a context: leaving one would mark the query as done.
    box = st.status(say("正在查询公开地图……", "Asking the open map …"), expanded=True)
    for step in list(query.steps):
        box.text(word(step))
    box.caption(
        say(
            "最长约两分半钟。可以先去别的页面，回来时结果还在。",
            "It takes two and a half minutes at most. You can go to other pages meanwhile; the"
            " answer will be here.",
        )
    )


def _list(found: LeadsFound) -> None:
    layers = state.layers()
    similar = _similar(found, layers)
    names = {f.facility_id: f.name for f in layers.facilities} if any(similar.values()) else {}
    counties = {c.code: c for c in layers.counties}
    can_draft = facility_session.hindrance() is None
    columns = [
        Column("name", Text("名称", "Name"), width_px=210),
        Column("county", Text("所在县", "County"), width_px=90),
        Column("guess", Text("标签提示", "What the tags suggest")),
        Column("similar", ALREADY, width_px=210),
        Column("link", Text("出处", "Where it is from"), width_px=220),
    ]
    if can_draft:
        columns.append(Column("draft", Text("操作", "Action"), Kind.BUTTON, width_px=84))
    rows = []
    for lead in found.leads:
        county = counties.get(lead.county_code)
        shown = Text(county.short_zh, county.short_en) if county else _BORDER
        cells = [
            lead.name or _UNNAMED,
            shown,
            _suggests(lead),
            _alike(similar[lead.lead_id], names),
            lead.osm_url,
        ]
        rows.append(Row(lead.lead_id, (*cells, *((_DRAFT,) if can_draft else ()))))
    number = len(found.leads)
    data_table(
        Table(
            label=Text("公开线索", "Leads"),
            heading=Text(f"线索 {number} 条（未经核实）", f"{number} leads, not verified"),
            hint=Text(
                f"{found.fetched_on} 查询"
                + (f"，地图数据 {found.data_as_of[:10]}" if found.data_as_of else ""),
                f"asked on {found.fetched_on}"
                + (f", map of {found.data_as_of[:10]}" if found.data_as_of else ""),
            ),
            columns=tuple(columns),
            rows=tuple(rows),
            note=Text(f"{ATTRIBUTION.zh}；{COPYRIGHT_URL}", f"{ATTRIBUTION.en}; {COPYRIGHT_URL}"),
            empty=Text(
                "没有查到线索；图上没有，不等于当地没有。",
                "No lead was found; what the map does not show may still exist.",
            ),
            max_height_px=620,
            stacks=True,
        ),
        language=language(),
        key="leads_table",
        on_open=_begin_draft,
    )
    if not number:
        st.caption(word(ATTRIBUTION))
    if not can_draft:
        st.caption(word(facility_session.hindrance() or Text("", "")))


_BORDER = Text("近县界，未定", "near a border")
_UNNAMED = Text("（无名）", "(no name)")
_DRAFT = Text("以此新建", "Use it")


def _suggests(lead: Lead) -> Text:
    guess = WORDS[lead.guess] if lead.guess is not None else _NO_GUESS
    tags = ", ".join(f"{key}={value}" for key, value in lead.tags if key.split(":")[0] != "name")
    return Text(f"{guess.zh}（{tags}）", f"{guess.en} ({tags})") if tags else guess


def _alike(similar: tuple[Similar, ...], names: dict[str, str]) -> Text:
    said = []
    for one in similar[:_MOST_SIMILAR]:
        name = names.get(one.facility_id, one.facility_id)
        metres = "" if one.distance_m is None else f"{one.distance_m:,.0f}"
        said.append(
            Text(f"{name}（相距 {metres} 米）", f"{name} ({metres} m away)")
            if metres
            else Text(f"{name}（同名）", f"{name} (same name)")
        )
    return Text("；".join(t.zh for t in said), "; ".join(t.en for t in said))


def _similar(found: LeadsFound, layers: LayerSet) -> dict[str, tuple[Similar, ...]]:
    """The facilities each lead may be, compared once for these leads and these records."""
    kept = st.session_state.get("leads_similar")
    if kept is None or kept[0] is not found or kept[1] is not layers:
        of_city = [f for f in layers.facilities if f.city_code == found.city_code]
        kept = (found, layers, compare(found.leads, of_city))
        st.session_state["leads_similar"] = kept
    similar: dict[str, tuple[Similar, ...]] = kept[2]
    return similar


def _begin_draft(lead_id: str) -> None:
    """Opens the form filled in from a lead; one that is on record already is opened itself."""
    query = leads_query.last_query(state.view().city.code)
    leads = query.found.leads if query is not None and query.found is not None else ()
    lead = next((one for one in leads if one.lead_id == lead_id), None)
    if lead is None or facility_session.hindrance() is not None:
        return
    st.session_state["facilities_tab"] = "list"
    if facility_session.held(lead_id) is not None:
        facility_draft.discard()
        facility_session.open_one(lead_id)
        return
    # A type is never made up: where the tags suggest none, the form asks for it.
    cells = cells_of(draft_of(lead, lead.guess or FacilityType.REHABILITATION))
    if lead.guess is None:
        cells["facility_type"] = ""
    asked = (
        Text("", "") if lead.guess else Text("标签没有提示类型，请选主类型。", " Choose its type.")
    )
    facility_draft.begin_from(
        cells,
        Text(
            f"由公开地图线索填入，未经核实，保存前不入台账。请逐项核实后再保存。{asked.zh}",
            "Filled in from a lead of the open map, not verified and on no record until saved."
            f" Check every field first.{asked.en}",
        ),
    )
