"""The list of a city's facilities: the filters and the pages of the table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import ceil

import streamlit as st

from geo.layers import County
from geo.records import Facility
from geo.text import Text
from geo.vocabulary import OPERATING, WORDS, Precision, Status
from ui import state
from ui.components.data_table import data_table
from ui.components.table_types import Column, Kind, Mark, Row, Table
from ui.facilities import facility_draft, facility_session
from ui.facilities.facility_records import CityFacilities
from ui.language import language, say, word, written

PAGE_ROWS = 100
_LIST_PX = 620
_FILTERS = ("filter_types", "filter_counties", "filter_status", "filter_text")
_GRID = "list_in_grid"
_KEPT, _PAGE = "list_filters", "list_page_at"
_ADDRESS = re.compile(r"https?://([^/\s（）()，。；]+)[^\s（）()，。；]*")
"""An address of the web; in the list only its site, whole in the facility's own sheet."""
CITY_ONLY = ""
"""The county filter's answer for records known to the city only."""


def facilities_lede(everything: CityFacilities, chosen: state.View) -> Text:
    """What is on record, and what of it can't be placed."""
    city = chosen.city
    n, points = len(everything.facilities), everything.with_point
    placed, loose = everything.county_only, everything.city_only
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


def filters(everything: CityFacilities, chosen: state.View) -> tuple[Facility, ...]:
    """The facilities that fit the reader's filters."""
    facilities = everything.facilities
    counties = {c.code: c for c in state.layers().counties_of(chosen.city.code)}
    _recall()
    columns = st.columns(4)
    types = columns[0].multiselect(
        say("类型", "Type"),
        everything.types,
        format_func=written(WORDS),
        placeholder=say("全部类型", "All types"),
        key="filter_types",
        on_change=_changed,
    )
    places = columns[1].multiselect(
        say("县（市、区）", "County"),
        [*counties, CITY_ONLY],
        format_func={c: _place(c, counties) for c in (*counties, CITY_ONLY)}.__getitem__,
        placeholder=say("全市", "Whole city"),
        key="filter_counties",
        on_change=_changed,
    )
    stages = columns[2].multiselect(
        say("状态", "Status"),
        list(Status),
        format_func=written(WORDS),
        placeholder=say("全部状态", "All"),
        key="filter_status",
        on_change=_changed,
    )
    text = (
        columns[3]
        .text_input(
            say("名称包含", "Name contains"),
            key="filter_text",
            placeholder=say("可不填", "optional"),
            on_change=_changed,
        )
        .strip()
    )
    st.session_state[_KEPT] = {key: st.session_state[key] for key in _FILTERS}
    if not (types or places or stages or text):
        return facilities
    return tuple(
        f
        for f in facilities
        if (not types or f.facility_type in types)
        and (not places or f.county_code in places)
        and (not stages or f.status in stages)
        and (text in f.name)
    )


def _recall() -> None:
    """Streamlit forgets a widget that was not drawn; the form and other tabs don't draw these."""
    kept = st.session_state.get(_KEPT, {})
    for key in _FILTERS:
        if key in kept and key not in st.session_state:
            st.session_state[key] = kept[key]


def _changed() -> None:
    """Another filter shows the list from its beginning."""
    facility_session.back_to_list()
    st.session_state.pop(_PAGE, None)


def _place(code: str, counties: Mapping[str, County]) -> str:
    if code == CITY_ONLY:
        return say("县未知", "county not known")
    county = counties[code]
    return county.short_zh if language() == "zh" else county.short_en


def page_of(facilities: tuple[Facility, ...]) -> tuple[Facility, ...]:
    """The page of the list the reader is at; where there are several, they choose."""
    pages = max(1, ceil(len(facilities) / PAGE_ROWS))
    at = min(pages, int(st.session_state.get(_PAGE, 1)))
    if pages > 1:
        label = say(f"第几页（共 {pages:,} 页）", f"Page (of {pages:,})")
        at = int(st.number_input(label, 1, pages, at, width=180))
    st.session_state[_PAGE] = at
    return facilities[(at - 1) * PAGE_ROWS : at * PAGE_ROWS]


def page_again(facilities: tuple[Facility, ...]) -> tuple[Facility, ...]:
    """The page of the list the reader left to look at one facility."""
    at = int(st.session_state.get(_PAGE, 1))
    return facilities[(at - 1) * PAGE_ROWS : at * PAGE_ROWS]


def wants_grid() -> bool:
    """Whether the reader edits in the table, and may."""
    kept = st.session_state.get(f"{_GRID}_kept", False)
    return bool(st.session_state.get(_GRID, kept)) and facility_session.hindrance() is None


def actions(chosen: state.View) -> None:
    """New facility, and the switch to edit in the table; for others one line why not."""
    why = facility_session.hindrance()
    if why is not None:
        st.caption(word(why))
        return
    st.button(
        say("新增设施", "New facility"),
        icon=":material/add:",
        key="facility_new",
        on_click=facility_draft.begin_new,
        args=(chosen.city.code,),
    )
    st.session_state.setdefault(_GRID, st.session_state.get(f"{_GRID}_kept", False))
    asked = st.toggle(say("表格编辑", "Edit in the table"), key=_GRID)
    st.session_state[f"{_GRID}_kept"] = asked


def table(shown: tuple[Facility, ...], count: int, chosen: state.View) -> None:
    """A page of the list; a name opens its facility. ``count``: how many fit the filters."""
    counties = {c.code: c for c in state.layers().counties_of(chosen.city.code)}
    data_table(
        Table(
            label=Text("设施清单", "Facilities"),
            heading=Text(f"设施 {count:,} 条", f"{count:,} facilities"),
            hint=Text("点名称看详情", "Choose a name to open it") if shown else None,
            columns=(
                Column("name", Text("名称", "Name"), Kind.BUTTON),
                Column("county", Text("所在县", "County"), width_px=78),
                Column("level", Text("级别 · 举办", "Level · run by"), width_px=90),
                Column("status", Text("状态", "Status"), width_px=86),
                Column("opened", Text("投用日期", "Opened"), width_px=98),
                Column("place", Text("位置", "Location"), width_px=64),
                Column("source", Text("佐证材料", "Source"), width_px=176),
            ),
            rows=tuple(_row(f, counties) for f in shown),
            empty=Text("没有符合条件的设施。", "No facility fits."),
            max_height_px=_LIST_PX,
            stacks=True,
        ),
        language=language(),
        key="facilities_table",
        on_open=facility_session.open_one,
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
            _ADDRESS.sub(r"\1", facility.source),
        ),
    )
