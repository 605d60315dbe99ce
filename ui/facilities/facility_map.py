"""The map of the facilities page: what fits the filters, as far as a browser takes it."""

from __future__ import annotations

import streamlit as st

from geo.counties import label_points
from geo.records import Facility
from geo.vocabulary import FacilityType
from ui import state
from ui.components.map_view import AreaStyle, MapSpec, Note, last_click, map_view
from ui.facilities import facility_session
from ui.language import language, say
from ui.maps import MOST_MARKS, facility_legend, facility_mark


def areas_of(city_code: str) -> tuple[AreaStyle, ...]:
    """The counties of a city without a verdict."""
    points = label_points()
    return tuple(
        AreaStyle(
            code=c.code,
            fill="none",
            symbol=None,
            label_name=c.short_zh if language() == "zh" else c.short_en,
            label_word="",
            title=c.name_zh if language() == "zh" else c.name_en,
            label_lon=points[c.code][0],
            label_lat=points[c.code][1],
        )
        for c in state.layers().counties_of(city_code)
    )


def map_of(
    facilities: tuple[Facility, ...], shown: tuple[Facility, ...], chosen: state.View
) -> None:
    """The facilities that fit and have a point; of too many only those of the list's page."""
    placed = [f for f in facilities if f.point is not None]
    many = len(placed)
    if many > MOST_MARKS:
        placed = [f for f in shown if f.point is not None]
    types = tuple(sorted({f.facility_type for f in placed}, key=list(FacilityType).index))
    spec = MapSpec(
        city_code=chosen.city.code,
        language=language(),
        title=say(f"{chosen.city.name_zh}设施分布图", f"Facilities of {chosen.city.name_en}"),
        areas=areas_of(chosen.city.code),
        facilities=tuple(facility_mark(f) for f in placed),
        selected=chosen.county,
        legend=(facility_legend(types, dashed=True),) if types else (),
        watermark=say("演示", "DEMO") if chosen.demonstration else None,
        note=_note(many, len(placed)),
    )
    map_view(spec, "facilities_map", height_px=600, on_click=_clicked)


def _note(many: int, drawn: int) -> Note | None:
    """What the map does not show, and what to do."""
    if not many:
        return Note(
            say("图上还没有设施点", "No facility on the map"),
            say(
                "清单里的设施没有坐标。导入带坐标和坐标系的清单后即可上图。",
                "The listed facilities have no coordinates. Import a list with coordinates and"
                " their datum.",
            ),
        )
    if many <= MOST_MARKS:
        return None
    return Note(
        say(f"另有 {many - drawn:,} 处未画", f"{many - drawn:,} more are not drawn"),
        say(
            f"有坐标的共 {many:,} 处，图上只画清单本页的 {drawn} 处。筛选到 {MOST_MARKS:,} 处"
            "以内即全部上图。",
            f"{many:,} have coordinates; the map draws the {drawn} on this page of the list. Filter"
            f" down to {MOST_MARKS:,} to see all.",
        ),
    )


def _clicked() -> None:
    """A click on a county narrows the list to it; on a facility it opens that."""
    click = last_click("facilities_map")
    if click is None:
        return
    if click.kind == "county":
        st.session_state["filter_counties"] = [click.id]
        facility_session.back_to_list()
    else:
        facility_session.open_one(click.id)
