"""The verdict map of the overview, from the matrix and the records."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from analysis.report.cells import Cell
from analysis.report.matrix import Matrix
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from analysis.report.worst import worst_binding
from analysis.requirements.findings import Assessment
from geo.counties import label_points
from geo.layers import LayerSet
from geo.records import Facility
from geo.text import Text
from geo.vocabulary import OPERATING, WORDS, FacilityType
from ui import state
from ui.components.facility_marks import FACILITY_MARKS
from ui.components.map_view import (
    AreaStyle,
    FacilityMark,
    LegendGroup,
    LegendItem,
    LegendMark,
    MapSpec,
    Note,
    last_click,
    map_view,
)
from ui.language import language, say, word, written

ALL = "all"
MOST_MARKS = 2_000
"""More facilities than these are not drawn at once: a click is to be answered in half a second."""
_FILLS: dict[Symbol, str] = {
    Symbol.MET: "met",
    Symbol.UNMET: "unmet",
    Symbol.PENDING: "pending",
    Symbol.BUILT: "neutral",
    Symbol.NOT_BUILT: "none",
    Symbol.TRIGGERED: "neutral",
    Symbol.NOT_TRIGGERED: "none",
    Symbol.NOT_DUE: "not_due",
    Symbol.PROGRESS: "neutral",
    Symbol.NONE: "none",
}
_LEGEND_SYMBOLS: dict[Symbol, tuple[Symbol, ...]] = {
    Symbol.MET: (Symbol.MET, Symbol.UNMET, Symbol.PENDING),
    Symbol.BUILT: (Symbol.BUILT, Symbol.NOT_BUILT, Symbol.PENDING),
    Symbol.TRIGGERED: (Symbol.TRIGGERED, Symbol.NOT_TRIGGERED),
    Symbol.NOT_DUE: (Symbol.NOT_DUE,),
}
_MAIN_TYPES = (
    FacilityType.REHABILITATION,
    FacilityType.CARE,
    FacilityType.COMPREHENSIVE,
    FacilityType.SPECIAL_SCHOOL,
    FacilityType.MENTAL_HEALTH_COMMUNITY,
)


def verdict_map(
    table: Matrix, assessment: Assessment, layers: LayerSet, chosen: state.View, key: str = "map"
) -> None:
    """Draws the requirement switch, the layers switch and the map; a click opens the county."""
    with st.container(horizontal=True, vertical_alignment="center"):
        requirement = _requirement_switch(table)
        show_facilities, show_labels = _layer_switches()
    cells = _cells(table, assessment, requirement)
    facilities = [
        f for f in layers.facilities if f.city_code == chosen.city.code and f.point is not None
    ]
    drawn = _few_enough(facilities, chosen.county)
    spec = MapSpec(
        city_code=chosen.city.code,
        language=language(),
        title=say(
            f"{chosen.city.name_zh}各县（市、区）核查结论图",
            f"Findings by county, {chosen.city.name_en}",
        ),
        areas=tuple(_area(row.name, row.full_name, cells[row.area_code]) for row in table.rows),
        facilities=tuple(facility_mark(f) for f in drawn),
        selected=chosen.county,
        legend=_legend(list(cells.values()), facilities),
        watermark=say("演示", "DEMO") if chosen.demonstration else None,
        note=_undrawn(len(facilities), len(drawn)) if facilities else _note(layers, chosen),
        show_facilities=show_facilities,
        show_labels=show_labels,
    )
    map_view(spec, key, height_px=600, on_click=lambda: _clicked(key, layers))


def _few_enough(facilities: list[Facility], county: str | None) -> list[Facility]:
    """Those to be drawn: all, of too many those of the county opened, of too many there none.

    Every click sends the marks anew: 20 000 of them take seconds, and hide the findings.
    """
    if len(facilities) <= MOST_MARKS:
        return facilities
    own = [f for f in facilities if f.county_code == county]
    return own if len(own) <= MOST_MARKS else []


def _undrawn(many: int, drawn: int) -> Note | None:
    """How many facilities the map leaves out, and where they are; nothing when it draws all."""
    if many == drawn:
        return None
    return Note(
        say(f"{many - drawn:,} 处设施未画", f"{many - drawn:,} facilities are not drawn"),
        say(
            f"有坐标的共 {many:,} 处，多于 {MOST_MARKS:,} 处时图上不全画。打开县情单可看该县的，"
            "逐处查找请到“设施”。",
            f"{many:,} have coordinates; more than {MOST_MARKS:,} are not all drawn. Open a"
            " county’s sheet for its own, or look under Facilities.",
        ),
    )


def facility_mark(facility: Facility) -> FacilityMark:
    """A facility as the map draws it. ValueError when it has no point."""
    if facility.point is None:
        raise ValueError(facility.facility_id)
    character, shape = FACILITY_MARKS[facility.facility_type]
    status = (
        word(WORDS[facility.status]) if facility.status else say("状态不详", "status not known")
    )
    lines = (word(WORDS[facility.facility_type]), status)
    return FacilityMark(
        id=facility.facility_id,
        lon=facility.point.lon,
        lat=facility.point.lat,
        character=character,
        shape=shape,  # type: ignore[arg-type]
        dashed=facility.status not in OPERATING,
        name=facility.name,
        lines=lines,
    )


def facility_legend(types: tuple[FacilityType, ...], dashed: bool) -> LegendGroup:
    """The marks of these types in the legend, and what a dashed one means."""
    items = [
        LegendItem(word(WORDS[t]), mark=LegendMark(*FACILITY_MARKS[t]))  # type: ignore[arg-type]
        for t in types
    ]
    if dashed:
        items.append(
            LegendItem(
                say("虚线为尚未运营", "dashed: not operating"),
                mark=LegendMark("托", "square", dashed=True),
            )
        )
    return LegendGroup(say("设施", "Facilities"), tuple(items))


def _requirement_switch(table: Matrix) -> str:
    titles = {c.requirement_id: c.title for c in table.columns if not c.absent and not c.reference}
    titles[ALL] = Text("全部", "All")
    options = list(titles)
    if st.session_state["map_requirement"] not in options:
        st.session_state["map_requirement"] = options[0]
    st.session_state["map_choice"] = st.session_state["map_requirement"]
    st.segmented_control(
        say("地图显示的要求", "Requirement on the map"),
        options,
        format_func=written(titles),
        key="map_choice",
        label_visibility="collapsed",
        required=True,
        on_change=lambda: state.choose_requirement(st.session_state["map_choice"]),
    )
    chosen: str = st.session_state["map_requirement"]
    return chosen


def _layer_switches() -> tuple[bool, bool]:
    with st.popover(say("图层", "Layers"), icon=":material/layers:", key="map_layers"):
        facilities = st.checkbox(say("设施", "Facilities"), value=True, key="layer_facilities")
        labels = st.checkbox(
            say("县名与结论", "Names and findings"), value=True, key="layer_labels"
        )
    return facilities, labels


def _cells(table: Matrix, assessment: Assessment, requirement: str) -> dict[str, Cell]:
    if requirement == ALL:
        return {
            row.area_code: worst_binding(state.catalogue(), assessment, row.area_code)
            for row in table.rows
        }
    at = [c.requirement_id for c in table.columns].index(requirement)
    return {row.area_code: row.cells[at] for row in table.rows}


def _area(name: Text, full_name: Text, cell: Cell) -> AreaStyle:
    said = word(cell.word)
    if cell.sub is not None:
        said = f"{said}{'·' if language() == 'zh' else ', '}{word(cell.sub)}"
    lon, lat = label_points().get(cell.area_code, (None, None))
    colon = say("：", ": ")
    return AreaStyle(
        code=cell.area_code,
        fill=_FILLS[cell.symbol],
        symbol=cell.symbol,
        label_name=word(name),
        label_word=said,
        title=f"{word(full_name)}{colon}{said}",
        label_lon=lon,
        label_lat=lat,
    )


def _legend(cells: list[Cell], facilities: list[Facility]) -> tuple[LegendGroup, ...]:
    """The verdicts with their counts, zeros too; then the marks on the map."""
    counts = Counter(c.symbol for c in cells)
    family = next((f for s, f in _LEGEND_SYMBOLS.items() if set(counts) & set(f[:2])), None)
    shown = list(family or _LEGEND_SYMBOLS[Symbol.MET])
    shown += [s for s in counts if s not in shown]
    words = {c.symbol: c.word for c in cells}
    items = tuple(
        LegendItem(word(words.get(s, SYMBOL_WORDS[s])), fill=_FILLS[s], symbol=s, count=counts[s])
        for s in shown
    )
    drawn = {f.facility_type for f in facilities}
    types = (*_MAIN_TYPES, *sorted(drawn - set(_MAIN_TYPES)))
    return (LegendGroup(say("结论", "Findings"), items), facility_legend(types, dashed=True))


def _note(layers: LayerSet, chosen: state.View) -> Note:
    """What the empty map says: how many facilities are known, and what to do."""
    known = [f for f in layers.facilities if f.city_code == chosen.city.code]
    placed = sum(1 for f in known if f.county_code)
    loose = len(known) - placed
    title = say("图上还没有设施点", "No facility on the map yet")
    if not known:
        return Note(
            title,
            say(
                "还没有设施记录。导入各县报来的设施清单后即可上图。",
                "No facility is on record. Import the counties’ lists to see them here.",
            ),
        )
    return Note(
        title,
        say(
            f"已公开的 {len(known)} 处设施没有坐标，其中 {loose} 处只知道在{chosen.city.name_zh}，"
            "不参与县级核查。导入设施清单后即可上图。",
            f"The {len(known)} published facilities have no coordinates; {loose} are only known to"
            f" be in {chosen.city.name_en} and enter no county’s check. Import a list to see them.",
        ),
    )


def _clicked(key: str, layers: LayerSet) -> None:
    click = last_click(key)
    if click is None:
        return
    if click.kind == "county":
        state.choose_county(click.id)
        return
    facility = next((f for f in layers.facilities if f.facility_id == click.id), None)
    if facility is not None and facility.county_code:
        state.choose_county(facility.county_code)
