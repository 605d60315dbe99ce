"""The map of the page: cells by time band, isochrones, facilities, what is tried."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import streamlit as st

from analysis.accessibility import study_words
from analysis.accessibility.amounts import numbers
from analysis.accessibility.bands import NOT_CONNECTED
from analysis.accessibility.facilities_asked import FacilitiesAsked
from analysis.accessibility.study import AccessStudy
from geo.counties import label_points
from geo.people.demand import Demand
from geo.vocabulary import WORDS, FacilityType
from ui import state
from ui.accessibility import access_tried
from ui.components.facility_marks import FACILITY_MARKS
from ui.components.map_cells import CellLayer, CellWords, Outline, Places, pack_places
from ui.components.map_view import (
    AreaStyle,
    FacilityMark,
    LegendGroup,
    LegendItem,
    LegendMark,
    MapSpec,
    Note,
    Picked,
    map_view,
)
from ui.language import language, say, word
from ui.maps import facility_mark

SHADES: dict[int, tuple[str, ...]] = {
    2: ("#E9E3F1", "#6B4E9B"),
    3: ("#E9E3F1", "#9F86C3", "#43296E"),
    4: ("#E9E3F1", "#C9B9DE", "#8A6DB5", "#43296E"),
    5: ("#E9E3F1", "#C9B9DE", "#9F86C3", "#6B4E9B", "#43296E"),
}
"""Light is near, dark is far; the last is beyond all limits."""
UNKNOWN = "unknown"
_DENSITY = (50, 200, 1_000)
"""Persons in a cell of about 0.75 km²: classes of the map where no time is known."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the map is asked to show; ``study`` None: where people live."""

    study: AccessStudy | None
    demand: Demand
    facilities: FacilitiesAsked
    facility_type: FacilityType
    outlines: tuple[Outline, ...]
    outlines_said: str
    cells: bool
    marks: bool
    labels: bool
    note: Note | None


def band_colours(study: AccessStudy) -> dict[int, str]:
    """The colour of each band by its code."""
    codes = [b.code for b in study.bands if b.code != NOT_CONNECTED]
    shades = SHADES[len(codes)]
    return dict(zip(codes, shades, strict=True)) | {NOT_CONNECTED: UNKNOWN}


def draw(shown: Shown) -> None:
    """The map; a click on a facility switches it off, in pick mode it places the point."""
    chosen = state.view()
    marks = _marks(shown)
    ids = frozenset(m.id for m in marks)
    placed = access_tried.point()
    spec = MapSpec(
        city_code=chosen.city.code,
        language=language(),
        title=_title(shown),
        areas=areas(shown),
        facilities=marks,
        selected=chosen.county,
        legend=_legend(shown, marks),
        watermark=say("演示", "DEMO") if chosen.demonstration else None,
        note=shown.note,
        show_facilities=shown.marks,
        show_labels=shown.labels,
        pick=bool(st.session_state.get(access_tried.PICK_KEY)),
        picked=None if placed is None else Picked(*placed, say("试设点位", "Point tried out")),
        cells=cells(shown),
        show_cells=shown.cells,
        outlines=shown.outlines,
    )
    map_view(spec, access_tried.MAP_KEY, height_px=600, on_click=lambda: access_tried.clicked(ids))


def _title(shown: Shown) -> str:
    city = state.view().city
    kind = WORDS[shown.facility_type]
    if shown.study is None:
        return say(f"{city.name_zh}人口分布图", f"Where people live in {city.name_en}")
    return say(
        f"{city.name_zh}：到最近一处{kind.zh}的时间",
        f"{city.name_en}: minutes to the nearest of {kind.en.lower()}",
    )


def areas(shown: Shown) -> tuple[AreaStyle, ...]:
    """The counties; with a study each says its share within the limit."""
    points = label_points()
    styles = []
    for county in state.layers().counties_of(state.view().city.code):
        unknown = county.code in shown.demand.unknown_counties
        said = say("待报", "not reported") if unknown else _share_said(shown.study, county.code)
        name = county.short_zh if language() == "zh" else county.short_en
        full = county.name_zh if language() == "zh" else county.name_en
        within = _within(shown)
        styles.append(
            AreaStyle(
                code=county.code,
                fill=UNKNOWN if unknown else "none",
                symbol=None,
                label_name=name,
                label_word=said,
                title=f"{full}{say('：', ': ')}{within}{said}" if said else full,
                label_lon=points[county.code][0],
                label_lat=points[county.code][1],
            )
        )
    return tuple(styles)


def _share_said(study: AccessStudy | None, county_code: str) -> str:
    """The share within the limit; where nobody is connected that, which is not a share of 0."""
    if study is None:
        return ""
    area = study.areas.area(county_code)
    if area.persons > 0 and area.not_connected_persons >= area.persons:
        return say("未连通", "not connected")
    return "" if area.reached_share is None else study_words.percent(area.reached_share)


def _within(shown: Shown) -> str:
    if shown.study is None:
        return ""
    limit = f"{shown.study.question.limit_min:g}"
    return say(f"{limit} 分钟内可到达 ", f"within {limit} min ")


def _marks(shown: Shown) -> tuple[FacilityMark, ...]:
    """Those people can go to, those switched off crossed out, those that don't count dashed."""
    by_id = {f.facility_id: f for f in state.layers().facilities}
    off = set(access_tried.switched_off())
    counted = {f.facility_id for f in shown.facilities.counted} | off
    aside = {f.facility_id: f.why for f in shown.facilities.aside}
    marks = []
    for facility_id in sorted(counted | aside.keys()):
        facility = by_id.get(facility_id)
        if facility is None or facility.point is None:
            continue
        mark = facility_mark(facility)
        if facility_id in off:
            tried = say("假设停用；再点一下恢复", "Switched off; click again to undo")
            mark = replace(mark, off=True, dashed=False, lines=(*mark.lines, tried))
        elif facility_id in aside:
            left_out = say("未计入：", "Left out: ") + word(aside[facility_id])
            mark = replace(mark, dashed=True, lines=(*mark.lines, left_out))
        else:
            mark = replace(mark, dashed=False)
        marks.append(mark)
    return tuple(marks)


def cells(shown: Shown) -> CellLayer:
    """The people by time band; without a study by how many live there."""
    demand, study = shown.demand, shown.study
    places = _places(demand.fingerprint, demand)
    persons = numbers(demand.persons)
    words = CellWords(
        say("到最近一处 {minutes} 分钟", "{minutes} min to the nearest"),
        say("未连通", "Not connected"),
        say("约 {persons} 人", "about {persons} persons"),
        say("不足 1", "less than 1"),
    )
    if study is None:
        words = replace(words, unreached=say("此处居住", "Living here"))
        bands = np.searchsorted(np.array(_DENSITY), persons, side="right").astype(np.int64)
        fills = SHADES[len(_DENSITY) + 1]
        return CellLayer(places, bands, np.full(len(bands), np.nan), persons, fills, words)
    colours = band_colours(study)
    order = {code: place for place, code in enumerate(colours)}
    cells = study.cells.reindex(demand.frame.index)
    band = numbers(cells["band"].map(order)).astype(np.int64)
    minutes = numbers(cells["minutes"])
    return CellLayer(places, band, minutes, persons, tuple(colours.values()), words)


@st.cache_resource(show_spinner=False, max_entries=8)
def _places(fingerprint: str, _demand: Demand) -> Places:  # noqa: ARG001
    frame: pd.DataFrame = _demand.frame
    lon, lat = numbers(frame["lon"]), numbers(frame["lat"])
    return pack_places(tuple(frame.index), lon, lat, cells=_demand.cells)


def _legend(shown: Shown, marks: tuple[FacilityMark, ...]) -> tuple[LegendGroup, ...]:
    groups = [band_legend(shown)] if shown.cells else []
    items = []
    if marks and shown.marks:
        character, shape = FACILITY_MARKS[shown.facility_type]
        kind = word(WORDS[shown.facility_type])
        items.append(LegendItem(kind, mark=LegendMark(character, shape)))  # type: ignore[arg-type]
        if any(m.dashed for m in marks):
            dashed = LegendMark(character, shape, dashed=True)  # type: ignore[arg-type]
            items.append(LegendItem(say("虚线为未计入", "dashed: left out"), mark=dashed))
    if items:
        groups.append(LegendGroup(say("设施", "Facilities"), tuple(items)))
    if shown.demand.unknown_counties:
        whole = say("整县斜线：人数待报", "whole county hatched: not reported")
        groups.append(LegendGroup(say("各县", "Counties"), (LegendItem(whole, fill=UNKNOWN),)))
    if shown.outlines:
        groups.append(LegendGroup(say("黑线", "Black line"), (_outline_item(shown),)))
    return tuple(groups)


def _outline_item(shown: Shown) -> LegendItem:
    return LegendItem(shown.outlines_said)


def band_legend(shown: Shown) -> LegendGroup:
    """The bands with their persons; nobody in a band is a zero that stays."""
    study = shown.study
    if study is None:
        names = [
            f"{low:,}—{high:,}" for low, high in zip((0, *_DENSITY[:-1]), _DENSITY, strict=True)
        ]
        names.append(say(f"{_DENSITY[-1]:,} 以上", f"over {_DENSITY[-1]:,}"))
        items = tuple(
            LegendItem(name, fill=fill)
            for name, fill in zip(names, SHADES[len(names)], strict=True)
        )
        what = say("每格常住人口", "Residents in a cell")
        if not shown.demand.cells:
            what = say("每村（点）人口", "Persons at a point")
        return LegendGroup(what, items)
    colours = band_colours(study)
    items = tuple(
        LegendItem(word(b.title), fill=colours[b.code], count=round(b.persons)) for b in study.bands
    )
    title = say("到最近一处的时间（数字为人数）", "Time to the nearest (numbers are persons)")
    return LegendGroup(title, items)
