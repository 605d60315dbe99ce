"""Leads of the open map on the page: asked for when told, never records, a form to begin with."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.records import Point
from geo.vocabulary import Confidence, Datum
from tests.open_sources.overpass_server import Overpass, node, overpass_server
from tests.ui.facility_steps import (
    CENTRE,
    as_viewer,
    field,
    fill,
    on_file,
    register,
    said,
    save,
)
from tests.ui.test_pages import opened
from tests.ui.test_session_records import on_record
from ui.components.table_types import Table
from ui.facilities import facility_form_view, leads_query, leads_view

KNOWN = Overpass(
    elements=[
        node(
            1,
            110.5601,
            22.8601,
            name="容县特殊教育学校",
            amenity="school",
            school="special_education_needs",
        ),
        node(2, 110.5605, 22.8590, name="容县社会服务站", social_facility__for="disabled"),
    ]
)


def leads_page() -> AppTest:
    app = opened("450900")
    app.session_state["facilities_tab"] = "leads"
    app.switch_page("ui/pages/facilities.py").run()
    assert not app.exception
    return app


def asked(app: AppTest) -> AppTest:
    """The page once the query has ended."""
    app.button(key="leads_ask").click().run()
    query = app.session_state["leads_query_450900"]
    end = time.monotonic() + 60
    while query.running and time.monotonic() < end:
        time.sleep(0.05)
    app.run()
    assert not app.exception
    return app


def rows_as_buttons(view: Table, *, on_open: Any, **_: object) -> None:
    """The table with a button for each row: the script's tests can't press one in a component."""
    for row in view.rows:
        st.button(row.id, key=f"row_{row.id}", on_click=on_open, args=(row.id,))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Overpass]:
    known = replace(KNOWN, queries=[], agents=[], timeouts=[])
    monkeypatch.setattr(leads_view, "data_table", rows_as_buttons)
    for module in (leads_view, facility_form_view):
        monkeypatch.setattr(module, "notice", lambda title, **_: st.info(title.zh))
    with overpass_server(known) as running:
        monkeypatch.setenv(leads_query.ADDRESS_VARIABLE, running.url)
        yield running


def test_nothing_is_asked_before_the_button_is_pressed(server: Overpass) -> None:
    app = leads_page()
    assert server.queries == []
    assert "不是设施记录" in said(app)


def test_what_came_is_in_the_session_and_on_no_record(server: Overpass) -> None:
    app = asked(leads_page())
    found = app.session_state["leads_query_450900"].found
    assert {lead.lead_id for lead in found.leads} == {"osm-node-1", "osm-node-2"}
    with_it = register()
    assert not {k for k in with_it.state().tables["facilities"] if k.startswith("osm-")}
    with_it.close()


def test_an_unreachable_server_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(leads_query.ADDRESS_VARIABLE, "http://127.0.0.1:9/api")
    app = asked(leads_page())
    assert "查不到公开地图线索" in said(app)


def test_a_lead_opens_the_form_and_is_recorded_only_when_saved(
    server: Overpass,
) -> None:
    app = asked(leads_page())
    app.button(key="row_osm-node-2").click().run()
    assert not app.exception
    assert on_file("osm-node-2") is None
    assert "未经核实" in said(app)
    assert field(app, "name").value == "容县社会服务站"  # type: ignore[attr-defined]
    save(fill(app, facility_type="care", county="450921"))
    added = on_file("osm-node-2")
    assert added is not None
    assert added.point == Point(110.5605, 22.8590, Datum.WGS84)
    assert added.confidence is Confidence.LOW
    assert added.status is None


def test_a_viewer_looks_at_leads_and_makes_nothing_of_them(
    server: Overpass, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_viewer(monkeypatch)
    app = asked(leads_page())
    assert app.session_state["leads_query_450900"].found.leads
    app.button(key="row_osm-node-1").click().run()
    assert "facility_draft" not in app.session_state


def test_a_lead_beside_a_record_is_said_to_be_like_it(server: Overpass) -> None:
    on_record("facilities", replace(CENTRE, point=Point(110.5602, 22.8602, Datum.WGS84)))
    app = asked(leads_page())
    _, _, similar = app.session_state["leads_similar"]
    assert [s.facility_id for s in similar["osm-node-1"]] == ["F-1"]
