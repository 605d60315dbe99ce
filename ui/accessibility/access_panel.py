"""如果……: what the reader may try, and what it changes."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.accessibility import study_words
from analysis.accessibility.facilities_asked import Aside, FacilitiesAsked
from analysis.accessibility.study import AccessStudy
from analysis.accessibility.what_if import WhatIf
from geo.text import Text
from geo.vocabulary import WORDS, FacilityType
from ui import state
from ui.accessibility import access_change, access_tried, access_words
from ui.accessibility.access_answer import Nothing
from ui.components.data_table import data_table
from ui.components.notice import notice
from ui.components.page_head import lede
from ui.language import language, say
from ui.plain_text import unmarked

_MANY, _MOST_PX = 16, 190


def trial_inputs(facilities: FacilitiesAsked, *, placeable: bool = True) -> None:
    """Which facilities are switched off, and whether a click places a point."""
    st.markdown(f"### {say('如果……', 'What if …')}")
    names = {f.facility_id: f.name for f in facilities.counted if not f.added}
    names |= {f.facility_id: f.name for f in facilities.left_out(Aside.SWITCHED_OFF)}
    if names:
        kept = [i for i in access_tried.switched_off() if i in names]
        if kept != access_tried.switched_off():
            st.session_state[access_tried.OFF_KEY] = kept
        with _in_sight(len(names)):
            st.pills(
                say("停用哪几处（也可点地图上的设施）", "Switch off (or click one on the map)"),
                sorted(names),
                selection_mode="multi",
                format_func=lambda facility_id: _typed(names[facility_id]),
                key=access_tried.OFF_KEY,
            )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.toggle(
            say("在图上点一处，试设一所", "Place one on the map"),
            key=access_tried.PICK_KEY,
            disabled=not placeable,
            help=say(
                "导入的时间表只有表中各处的时间，不能试设新点；要试设，请改按路网或直线距离计算。",
                "An imported table knows its own places only; choose roads or straight line to"
                " place a point.",
            )
            if not placeable
            else say(
                "打开后点地图任意处；用键盘时先移到地图，按回车取地图中心。",
                "Then click anywhere on the map; by keyboard, focus the map and press Enter for"
                " its centre.",
            ),
        )
        if access_tried.switched_off() or access_tried.point() is not None:
            st.button(say("全部复原", "Undo all"), on_click=access_tried.clear, key="access_undo")
    if access_tried.outside():
        notice(
            Text(
                "点在本市范围以外，没有放置点位。请点市界以内。",
                "That place is outside the city: nothing was put there. Click inside its border.",
            ),
            language=language(),
            key="access_outside",
            kind="attention",
        )
    if access_tried.point() is not None:
        _point_inputs(facilities)


def _typed(name: str) -> str:
    """The name as it was typed: in labels even an escaped ``:material/home:`` becomes an icon."""
    return unmarked(name.replace(":", ":\u200b"))


def _in_sight(count: int) -> DeltaGenerator:
    """Room for so many buttons; more than a few lines of them scroll."""
    return st.container(height=_MOST_PX, border=False) if count > _MANY else st.container()


def _point_inputs(facilities: FacilitiesAsked) -> None:
    """Where the point is, and the capacity it would have."""
    placed = access_tried.point()
    if placed is None:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = facilities.unit
        if unit is not None:
            st.number_input(
                say(
                    f"试设点位的服务能力（{WORDS[unit].zh}，留空为不详）",
                    f"Its capacity ({WORDS[unit].en}; empty: not known)",
                ),
                min_value=1.0,
                value=None,
                step=10.0,
                format="%g",
                key=access_tried.CAPACITY_KEY,
                width=260,
            )
        st.button(
            say("去掉试设点位", "Remove the point"),
            on_click=access_tried.remove_point,
            key="access_remove_point",
        )
    lon, lat = placed
    where = _county(access_tried.county_of(placed))
    st.caption(
        say(
            f"试设点位：{where.zh}，东经 {lon:.4f}°，北纬 {lat:.4f}°（WGS-84）",
            f"Point tried out: {where.en}, {lon:.4f}° E, {lat:.4f}° N (WGS-84)",
        )
    )


def _county(code: str) -> Text:
    """The county the point lies in, or that it is not in the city."""
    for county in state.layers().counties_of(state.view().city.code):
        if county.code == code:
            return Text(county.short_zh, county.short_en)
    return Text("不在本市境内", "outside the city")


def trial_answer(change: WhatIf) -> None:
    """What the trial changes."""
    lede(
        access_words.change_lede(
            change,
            len(access_tried.switched_off()),
            placed=access_tried.point() is not None,
        ),
        language=language(),
        key="access_change",
    )
    data_table(access_change.change_table(change), language=language(), key="access_change_table")


def alone(found: AccessStudy) -> None:
    """What a point tried out reaches where no facility on record can be placed."""
    city, limit = found.areas.city, f"{found.question.limit_min:g}"
    reached = study_words.persons_text(city.reached_persons)
    share = study_words.percent(city.reached_share)
    lede(
        Text(
            f"只有这一处试设点位时：{limit} 分钟内可到达的有 **{reached.zh}（{share}）**。"
            "这不是现状：现有设施还没有坐标。",
            f"With this point alone, **{reached.en} ({share})** are within {limit} min. This is not"
            " the situation: the facilities on record have no point.",
        ),
        language=language(),
        key="access_alone",
    )


def nothing_left(nothing: Nothing) -> None:
    """All are switched off."""
    notice(
        Text("全部停用后，没有可去的设施", "With all of them off there is nowhere to go"),
        language=language(),
        key="access_nothing_left",
        lines=[nothing.why],
    )


def nothing_known(facility_type: FacilityType) -> None:
    """Why there is no answer, and what to do, as the page's first sentence."""
    kind = WORDS[facility_type]
    lede(
        Text(
            f"**到最近一处{kind.zh}要多久，现在还算不出**：台账里没有一处在运营又有坐标的。"
            "请先补坐标；也可以先在图上点一处，试算它可覆盖多少人。",
            f"**How far people are from the nearest facility ({kind.en.lower()}) can’t be told"
            " yet**: none on record is operating and has a point. Add points; or place one on the"
            " map to see whom it would reach.",
        ),
        language=language(),
        key="access_nothing",
    )
