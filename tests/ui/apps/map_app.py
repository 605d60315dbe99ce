"""A page with nothing but the map: what it shows comes from the query, for the browser tests."""

from __future__ import annotations

import h3
import numpy as np
import streamlit as st

from analysis.report.symbols import SYMBOL_WORDS, Symbol
from geo.text import Language, Text
from ui.components.map_cells import CellLayer, CellWords, Outline, pack_places
from ui.components.map_view import (
    AreaStyle,
    FacilityMark,
    LegendGroup,
    LegendItem,
    LegendMark,
    MapSpec,
    Note,
    Picked,
    last_move,
    last_point,
    map_view,
)

NAMES = {
    "450200": {
        "450202": Text("城中区", "Chengzhong"),
        "450203": Text("鱼峰区", "Yufeng"),
        "450204": Text("柳南区", "Liunan"),
        "450205": Text("柳北区", "Liubei"),
        "450206": Text("柳江区", "Liujiang"),
        "450222": Text("柳城县", "Liucheng"),
        "450223": Text("鹿寨县", "Luzhai"),
        "450224": Text("融安县", "Rong'an"),
        "450225": Text("融水县", "Rongshui"),
        "450226": Text("三江县", "Sanjiang"),
    },
    "450900": {
        "450902": Text("玉州区", "Yuzhou"),
        "450903": Text("福绵区", "Fumian"),
        "450921": Text("容县", "Rongxian"),
        "450922": Text("陆川县", "Luchuan"),
        "450923": Text("博白县", "Bobai"),
        "450924": Text("兴业县", "Xingye"),
        "450981": Text("北流市", "Beiliu"),
    },
}
UNMET = {"450222": Text("在建", "under construction"), "450225": Text("在建", "under construction")}
UNMET["450226"] = Text("未启动", "not begun")
MET = {"450202", "450203", "450204", "450206", "450223"}
MARKS = {
    "rehabilitation": ("康", "circle", Text("康复", "Rehabilitation")),
    "care": ("托", "square", Text("托养", "Care")),
    "comprehensive": ("综", "hexagon", Text("综合服务", "Comprehensive")),
    "school": ("教", "house", Text("特教学校", "Special school")),
    "mental": ("精", "flat_hexagon", Text("精神障碍康复", "Mental health")),
}
POINTS = [
    ("school", 109.10, 25.62, False), ("care", 109.12, 25.30, True),
    ("rehabilitation", 109.36, 25.29, False), ("mental", 109.16, 25.14, False),
    ("care", 109.27, 24.90, True), ("school", 109.63, 24.96, False),
    ("comprehensive", 109.18, 24.70, False), ("comprehensive", 109.58, 24.72, False),
    ("care", 109.35, 24.64, False), ("school", 109.27, 24.58, False),
    ("rehabilitation", 109.46, 24.48, False), ("care", 109.18, 24.41, False),
]  # fmt: skip
HOSTILE = '<img src=x onerror="window.parent.hit=1">{{7*7}}`${window.parent.hit=1}`'


def verdict(code: str) -> Symbol:
    """The invented verdict of a county."""
    if code in MET:
        return Symbol.MET
    return Symbol.UNMET if code in UNMET else Symbol.PENDING


def verdict_area(code: str, name: Text, language: Language) -> AreaStyle:
    """A county by its verdict."""
    symbol = verdict(code)
    word = SYMBOL_WORDS[symbol].get(language)
    if code in UNMET:
        word += f"・{UNMET[code].zh}" if language == "zh" else f" · {UNMET[code].en}"
    label = name.get(language)
    colon = "：" if language == "zh" else ": "
    return AreaStyle(code, symbol.value, symbol, label, word, f"{label}{colon}{word}")


def class_area(code: str, name: Text, language: Language, index: int) -> AreaStyle:
    """A county by a number; the fifth is not reported."""
    label = name.get(language)
    if index == 4:
        word = "待报" if language == "zh" else "not reported"
        return AreaStyle(code, "unknown", None, label, word, f"{label} {word}")
    word = f"{44.4 + index * 2.3:.1f}%"
    return AreaStyle(code, f"class{1 + index % 4}", None, label, word, f"{label} {word}")


def facilities(many: int) -> tuple[FacilityMark, ...]:
    """The invented facilities, or as many as asked for on a lattice."""
    if many:
        side = int(many**0.5) + 1
        return tuple(
            FacilityMark(
                f"m{i}", 108.6 + 1.5 * (i % side) / side, 23.9 + 2.1 * (i // side) / side,
                "康", "circle", i % 3 == 0, f"演示 {i}",
            )
            for i in range(many)
        )  # fmt: skip
    if "crowd" in query:
        return tuple(
            FacilityMark(f"c{i}", 109.4, 24.3 + i / 10_000, "康", "circle", False, f"演示 {i}")
            for i in range(int(query["crowd"]))
        )
    if "movable" in query:
        lon, lat = st.session_state.get("moved", (109.3, 24.8))
        return (
            FacilityMark("m1", lon, lat, "托", "square", True, "拟建", badge="拟", movable=True),
        )
    name = HOSTILE if hostile else "演示设施"
    return tuple(
        FacilityMark(f"f{i}", lon, lat, MARKS[kind][0], MARKS[kind][1], dashed, f"{name} {i}",  # type: ignore[arg-type]
                     (MARKS[kind][2].get(language),))
        for i, (kind, lon, lat, dashed) in enumerate(POINTS)
    )  # fmt: skip


def legend() -> tuple[LegendGroup, ...]:
    """Verdicts with counts, then facility types."""
    verdicts = [verdict(code) for code in NAMES[city]]
    zh = language == "zh"
    return (
        LegendGroup(
            "结论" if zh else "Verdict",
            tuple(
                LegendItem(SYMBOL_WORDS[s].get(language), s.value, s, count=verdicts.count(s))
                for s in (Symbol.MET, Symbol.UNMET, Symbol.PENDING)
            ),
        ),
        LegendGroup(
            "设施" if zh else "Facilities",
            (
                *(
                    LegendItem(text.get(language), mark=LegendMark(character, shape))  # type: ignore[arg-type]
                    for character, shape, text in MARKS.values()
                ),
                LegendItem(
                    "虚线为在建" if zh else "dashed: under construction",
                    mark=LegendMark("托", "square", True),
                ),
            ),
        ),
    )


def cells(kind: str) -> CellLayer:
    """Invented people of Liuzhou: on H3 cells, or ("dots") in villages, a fifth not connected."""
    west, south, east, north = 108.9, 24.2, 109.7, 25.4
    step = 0.006 if kind == "many" else 0.02
    lon, lat = np.meshgrid(np.arange(west, east, step), np.arange(south, north, step))
    found = sorted({h3.latlng_to_cell(y, x, 8) for x, y in zip(lon.flat, lat.flat, strict=True)})
    where = np.array([h3.cell_to_latlng(c) for c in found])
    x, y = where[:, 1], where[:, 0]
    minutes = np.hypot(x - 109.3, y - 24.8) * 120
    minutes[::5] = np.nan
    bands = np.where(np.isnan(minutes), 2, (minutes > 30).astype(int))
    return CellLayer(
        pack_places(tuple(found), x, y, cells=kind != "dots"),
        bands,
        minutes,
        np.arange(len(found), dtype=float) % 900,
        ("#E9E3F1", "#6B4E9B", "unknown"),
        CellWords("{minutes} 分钟", "未接通", "{persons} 人", "不足 1"),
    )


RING = ((109.1, 24.5), (109.5, 24.5), (109.5, 24.9), (109.1, 24.9), (109.1, 24.5))
OUTLINES = (Outline(((RING,),)), Outline(((RING,),), dashed=True))

query = st.query_params
city = query.get("city", "450200")
language: Language = "en" if query.get("lang") == "en" else "zh"
hostile = "hostile" in query
st.set_page_config(layout="wide")
st.markdown("<style>header{display:none}</style>", unsafe_allow_html=True)
page, _ = st.columns([float(query.get("width", "0.5")), 1 - float(query.get("width", "0.5"))]) \
    if query.get("width") != "1" else (st.container(), None)  # fmt: skip

with page:
    style = st.radio("style", ["verdict", "class"], horizontal=True, key="style") \
        if "controls" in query else query.get("style", "verdict")  # fmt: skip
    if "controls" in query:
        city = st.radio("city", [city, *(c for c in NAMES if c != city)], horizontal=True)
    names = NAMES[city]
    if hostile:
        names = {code: Text(HOSTILE, HOSTILE) for code in names}
    areas = tuple(
        verdict_area(code, name, language)
        if style == "verdict"
        else class_area(code, name, language, index)
        for index, (code, name) in enumerate(names.items())
    )
    spec = MapSpec(
        city_code=city,
        language=language,
        title="各县评估结论地图" if language == "zh" else "Map of verdicts by county",
        areas=areas,
        facilities=facilities(int(query.get("many", "0"))) if city == "450200" else (),
        selected=st.session_state.get("selected", query.get("selected")),
        legend=legend(),
        watermark="演示" if city == "450200" else None,
        note=Note(
            HOSTILE if hostile else "图上还没有设施点",
            "已公开的 2 处设施只知道在玉林市，位置待核，不参与县级核查。导入设施清单后即可上图。",
        )
        if city == "450900"
        else None,
        pick="pick" in query,
        picked=st.session_state.get("picked"),
        cells=cells(str(query["cells"])) if "cells" in query else None,
        outlines=OUTLINES if "outlines" in query else (),
        show_cells="hidden" not in query,
    )

    def chosen() -> None:
        """Remember the county clicked."""
        click = st.session_state["map"]
        if click["kind"] == "county":
            st.session_state["selected"] = click["id"]
        point = last_point("map")
        move = last_move("map")
        if move is not None and "refuse" not in query:
            st.session_state["moved"] = (move.lon, move.lat)
        if point is not None:
            st.session_state["picked"] = Picked(point.lon, point.lat, "设施位置")

    click = map_view(spec, key="map", height_px=630, on_click=chosen)
    st.text(f"click={click.kind}:{click.id}" if click else "click=none")
    move = last_move("map")
    if move is not None:
        st.text(f"move={move.id},{move.lon:.4f},{move.lat:.4f}")
    point = last_point("map")
    if point is not None:
        st.text(f"point={point.lon:.4f},{point.lat:.4f}")
        st.text(f"metres={point.metres_per_px:.1f}")
