"""The list of a city's facilities: filters, table and map over the same selection."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

import streamlit as st

from geo.counties import label_points
from geo.layers import County, LayerSet
from geo.records import Facility
from geo.text import Text
from geo.vocabulary import OPERATING, WORDS, FacilityType, Precision, Status
from ui import state
from ui.components.data_table import data_table
from ui.components.map_view import AreaStyle, MapSpec, Note, last_click, map_view
from ui.components.table_types import Column, Mark, Row, Table
from ui.language import language, say, written
from ui.maps import facility_legend, facility_mark

PAGE_ROWS = 100
CITY_ONLY = ""
"""The county filter's answer for records known to the city only."""


def of_city(layers: LayerSet, city_code: str) -> tuple[Facility, ...]:
    """The facilities of a city in county, type and id order."""
    return tuple(
        sorted(
            (f for f in layers.facilities if f.city_code == city_code),
            key=lambda f: (f.county_code or "~", f.facility_type, f.facility_id),
        )
    )


def facilities_lede(facilities: tuple[Facility, ...], chosen: state.View) -> Text:
    """What is on record, and what of it can't be placed."""
    city = chosen.city
    n = len(facilities)
    points = sum(f.point is not None for f in facilities)
    loose = sum(not f.county_code for f in facilities)
    placed = sum(f.point is None and bool(f.county_code) for f in facilities)
    if not n:
        return Text(
            f"{city.name_zh}还没有设施记录。**请导入各县报来的设施清单**，或先下载模板发给各县。",
            f"No facility of {city.name_en} is on record. **Import the counties’ lists**, or send"
            " them the template first.",
        )
    return Text(
        f"{city.name_zh}有 **{n} 处设施**记录：{points} 处有坐标，"
        + (f"{placed} 处只知道所在县，不上图，照常参与核查；" if placed else "")
        + (f"**{loose} 处只知道在本市**，不参与县级核查。" if loose else "都已落到县。"),
        f"**{n} facilities** on record in {city.name_en}: {points} have coordinates, "
        + (f"{placed} are known to the county, off the map but checked, " if placed else "")
        + (
            f"**{loose} are known to the city only** and enter no county’s check."
            if loose
            else "all are placed in a county."
        ),
    )


def filters(facilities: tuple[Facility, ...], chosen: state.View) -> tuple[Facility, ...]:
    """The facilities that fit the reader's filters."""
    counties = {c.code: c for c in state.layers().counties_of(chosen.city.code)}
    columns = st.columns(4)
    types = columns[0].multiselect(
        say("类型", "Type"),
        sorted({f.facility_type for f in facilities}, key=list(FacilityType).index),
        format_func=written(WORDS),
        placeholder=say("全部类型", "All types"),
        key="filter_types",
    )
    places = columns[1].multiselect(
        say("县（市、区）", "County"),
        [*counties, CITY_ONLY],
        format_func={c: _place(c, counties) for c in (*counties, CITY_ONLY)}.__getitem__,
        placeholder=say("全市", "Whole city"),
        key="filter_counties",
    )
    stages = columns[2].multiselect(
        say("状态", "Status"),
        list(Status),
        format_func=written(WORDS),
        placeholder=say("全部状态", "All"),
        key="filter_status",
    )
    text = (
        columns[3]
        .text_input(
            say("名称包含", "Name contains"),
            key="filter_text",
            placeholder=say("可不填", "optional"),
        )
        .strip()
    )
    return tuple(
        f
        for f in facilities
        if (not types or f.facility_type in types)
        and (not places or f.county_code in places)
        and (not stages or f.status in stages)
        and (text in f.name)
    )


def _place(code: str, counties: Mapping[str, County]) -> str:
    if code == CITY_ONLY:
        return say("县未知", "county not known")
    county = counties[code]
    return county.short_zh if language() == "zh" else county.short_en


def table(facilities: tuple[Facility, ...], chosen: state.View) -> None:
    """The list, a page of rows at a time."""
    pages = max(1, ceil(len(facilities) / PAGE_ROWS))
    at = 1
    if pages > 1:
        at = int(
            st.number_input(
                say(f"第几页（共 {pages} 页）", f"Page (of {pages})"), 1, pages, 1, key="list_page"
            )
        )
    counties = {c.code: c for c in state.layers().counties_of(chosen.city.code)}
    shown = facilities[(at - 1) * PAGE_ROWS : at * PAGE_ROWS]
    data_table(
        Table(
            label=Text("设施清单", "Facilities"),
            heading=Text(f"设施 {len(facilities)} 条", f"{len(facilities)} facilities"),
            columns=(
                Column("name", Text("名称", "Name")),
                Column("county", Text("所在县", "County"), width_px=78),
                Column("level", Text("级别 · 举办", "Level · run by"), width_px=90),
                Column("status", Text("状态", "Status"), width_px=86),
                Column("opened", Text("投用日期", "Opened"), width_px=98),
                Column("place", Text("位置", "Location"), width_px=64),
                Column("source", Text("佐证材料", "Source"), width_px=176),
            ),
            rows=tuple(_row(f, counties) for f in shown),
            empty=Text("没有符合条件的设施。", "No facility fits."),
            stacks=True,
        ),
        language=language(),
        key="facilities_table",
    )


def _row(facility: Facility, counties: Mapping[str, County]) -> Row:
    unknown = Text("不详", "not known")
    level = WORDS[facility.level] if facility.level else unknown
    run = WORDS[facility.operation] if facility.operation else unknown
    where = Precision.POINT if facility.point else facility.location_precision
    place = (
        Text("坐标待补", "no point")
        if where is Precision.POINT and not facility.point
        else (WORDS[where])
    )
    return Row(
        facility.facility_id,
        (
            Mark(facility.facility_type, facility.name, facility.status not in OPERATING),
            _place(facility.county_code, counties),
            Text(f"{level.zh} · {run.zh}", f"{level.en} · {run.en}"),
            WORDS[facility.status] if facility.status else unknown,
            str(facility.opened) if facility.opened else Text("待补", "wanted"),
            place,
            facility.source,
        ),
    )


def map_of(facilities: tuple[Facility, ...], chosen: state.View) -> None:
    """The facilities of the list that have a point, on the counties without a verdict."""
    points = label_points()
    counties = state.layers().counties_of(chosen.city.code)
    placed = [f for f in facilities if f.point is not None]
    note = None
    if not placed:
        note = Note(
            say("图上还没有设施点", "No facility on the map"),
            say(
                "清单里的设施没有坐标。导入带坐标和坐标系的清单后即可上图。",
                "The listed facilities have no coordinates. Import a list with coordinates and"
                " their datum.",
            ),
        )
    types = tuple(sorted({f.facility_type for f in placed}, key=list(FacilityType).index))
    spec = MapSpec(
        city_code=chosen.city.code,
        language=language(),
        title=say(f"{chosen.city.name_zh}设施分布图", f"Facilities of {chosen.city.name_en}"),
        areas=tuple(
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
            for c in counties
        ),
        facilities=tuple(facility_mark(f) for f in placed),
        selected=chosen.county,
        legend=(facility_legend(types, dashed=True),) if types else (),
        watermark=say("演示", "DEMO") if chosen.demonstration else None,
        note=note,
    )
    map_view(spec, "facilities_map", height_px=600, on_click=_clicked)


def _clicked() -> None:
    """A click on a county narrows the list to it."""
    click = last_click("facilities_map")
    if click is not None and click.kind == "county":
        st.session_state["filter_counties"] = [click.id]
