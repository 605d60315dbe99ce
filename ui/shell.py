"""What every page has around it: the mark, the banner, the head with its switches."""

from __future__ import annotations

import logging
import traceback
from datetime import date
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from analysis.report.report import STATE_WORDS, ReportState
from geo.text import LANGUAGES, Language, Text
from ui import downloads, register_access, state
from ui.access import people
from ui.components.banner import banner
from ui.components.document_language import document_language
from ui.components.notice import notice
from ui.components.page_head import page_head
from ui.components.remembered_city import recall_city, remember_city
from ui.frozen import frozen_view
from ui.language import language, say, word, written

_LOG = logging.getLogger(__name__)
_ASSETS = Path(__file__).parent / "assets"
ICON = _ASSETS / "icon.svg"
_LANGUAGE_WORDS: dict[Language, str] = {"zh": "中文", "en": "English"}


def logo() -> Path:
    """The mark with the tool's name in the reader's language."""
    return _ASSETS / f"logo_{language()}.svg"


def open_up() -> None:
    """Lets in who may come in; when the register can't be used, says why and ends the run."""
    people.gate()
    if st.session_state["demonstration"]:
        return
    problem = register_access.problem()
    if problem is None:
        frozen_view.settle()
        return
    document_language(language())
    st.error(word(problem), icon=":material/database_off:")
    if st.button(
        say("先用演示数据看一遍", "Look round with demonstration data"), key="no_register"
    ):
        state.set_demonstration(True)
        st.rerun()
    st.stop()


def head() -> DeltaGenerator:
    """The banner when data is invented, then city, day and state with their switches or band.

    Returns the place of the downloads: they are drawn when the page has taken in what was entered.
    """
    document_language(language())
    remember_city(state.view().city.code)
    people.notice()
    if st.session_state["demonstration"]:
        banner(language=language(), key="banner", on_exit=lambda: state.set_demonstration(False))
    chosen, frozen = state.view(), state.frozen()
    left, right = st.columns([1.06, 1], gap="medium", vertical_alignment="center")
    with left:
        page_head(
            Text(chosen.city.name_zh, chosen.city.name_en),
            language=language(),
            key="page_head",
            as_of=chosen.as_of,
            state=STATE_WORDS[chosen.state] if frozen is None else frozen_view.tag(frozen),
        )
    with right, st.container(horizontal=True, horizontal_alignment="right", key="head_tools"):
        with st.popover(
            say("城市、时点与状态", "City, date, state"), icon=":material/tune:", key="choices"
        ):
            if frozen is None:
                _choices()
            else:
                frozen_view.choices(frozen)
        with st.popover(people.account_label(), icon=":material/person:", key="account"):
            people.account_menu()
        _language_switch()
        papers = st.container(width="content")
    frozen_view.band()
    if chosen.known_on is not None and frozen is None:
        _past_band(chosen.known_on)
    return papers


def _past_band(day: date) -> None:
    """Says on every page that this is the register of a past day, with the way back."""
    with st.container(horizontal=True, vertical_alignment="center"):
        notice(
            Text(
                f"正在看 {day} 时的台账：之后记入的不在其中，也不能改动。",
                f"This is the register as it was on {day}: what was recorded later is not in it,"
                " and nothing can be changed.",
            ),
            language=language(),
            key="past_band",
        )
        st.button(say("回到现在", "Back to now"), key="past_leave", on_click=_leave_past)


def _leave_past() -> None:
    st.session_state["known_on"] = st.session_state["choice_known_on"] = None


def run(page: StreamlitPage, papers: DeltaGenerator) -> None:
    """The page, then the downloads in their place.

    When the page fails, what to do next in the reader's language, the rest in the log.
    """
    try:
        page.run()
    except Exception as error:
        # Where it failed and as what, never the message: it may quote an uploaded row.
        where = "".join(traceback.format_tb(error.__traceback__))
        _LOG.error("a page failed: %s\n%s", type(error).__name__, where)
        st.error(
            say(
                "这一页出错了，数据没有改动。请刷新页面再试；若仍出错，请把做了什么、什么时间"
                "告诉维护人员，日志里有详细记录。",
                "This page failed; no data was changed. Reload it; if it fails again, tell the"
                " maintainer what you did and when: the log has the details.",
            )
        )
    with papers:
        downloads.pack_menu()


def _choices() -> None:
    """City, as-of date, state of the assessment, real or demonstration data."""
    cities = {c.code: c for c in state.published().cities}
    city = st.selectbox(
        say("城市", "City"),
        list(cities),
        index=list(cities).index(st.session_state["city"]),
        format_func=written({k: Text(c.name_zh, c.name_en) for k, c in cities.items()}),
        key="choice_city",
    )
    if city != st.session_state["city"]:
        state.choose_city(city)
        st.rerun()
    as_of = st.date_input(
        say("评估时点（截至）", "As of"),
        value=st.session_state["as_of"],
        format="YYYY-MM-DD",
        key="choice_as_of",
        help=say(
            "核查的是这一天的情况；规划期末为 2025-12-31。",
            "The day the findings are about; the plans end on 2025-12-31.",
        ),
    )
    if as_of != st.session_state["as_of"]:
        st.session_state["as_of"] = as_of
        st.rerun()
    if not st.session_state["demonstration"]:
        _known_on()
    names = list(ReportState)
    status = st.selectbox(
        say("评估状态", "State of the assessment"),
        names,
        index=names.index(st.session_state["assessment_state"]),
        format_func=written(STATE_WORDS),
        key="choice_state",
    )
    if status != st.session_state["assessment_state"]:
        st.session_state["assessment_state"] = status
        st.rerun()
    if st.session_state["demonstration"]:
        if st.button(say("退出演示，回到真实数据", "Leave the demonstration"), key="leave_demo"):
            state.set_demonstration(False)
            st.rerun()
    elif st.button(say("看演示数据", "See demonstration data"), key="enter_demo"):
        state.set_demonstration(True)
        st.rerun()
    st.caption(
        say(
            "演示数据全部虚构，名称以“演示”开头，不与真实数据混用。",
            "Demonstration data is invented, named 演示, and never mixed with real data.",
        )
    )


def _known_on() -> None:
    """Only what was on record when a day ended: what an assessment of that day rested on."""
    known_on = st.date_input(
        say("台账截至（留空为现在）", "Register as it was on (empty: now)"),
        value=st.session_state["known_on"],
        format="YYYY-MM-DD",
        key="choice_known_on",
        help=say(
            "只看这一天结束时台账里已有的记录。",
            "Only what had been recorded when that day ended.",
        ),
    )
    if known_on != st.session_state["known_on"]:
        st.session_state["known_on"] = known_on
        st.rerun()


def _language_switch() -> None:
    other: Language = LANGUAGES[1] if language() == "zh" else LANGUAGES[0]
    if st.button(_LANGUAGE_WORDS[other], key="language_switch", type="tertiary"):
        st.session_state["language"] = other
        st.rerun()


def welcome() -> None:
    """The first start: which city is yours; a browser that was told before is not asked."""
    document_language(language())
    recall_city(state.choose_known_city)
    with st.container(horizontal=True, horizontal_alignment="right"):
        _language_switch()
    st.title(say("先选择您的城市", "First choose your city"))
    st.markdown(
        say(
            "本工具逐县核对残疾人保障和发展“十四五”规划的要求：哪些**已达到**、哪些**尚未达到**、"
            "哪些**待核实**，缺什么、向谁要。未报不等于没有。",
            "The tool holds each county against the city’s 2021—2025 plan: what is **met**, what is"
            " **not yet met**, what is **to be verified**, what is missing and from whom."
            " Not recorded is not the same as absent.",
        )
    )
    with st.container(horizontal=True):
        for city in state.published().cities:
            count = len(state.published().counties_of(city.code))
            label = say(
                f"{city.name_zh}（{count} 个县级单位）", f"{city.name_en} ({count} counties)"
            )
            if st.button(label, type="primary", key=f"welcome_{city.code}"):
                state.choose_city(city.code)
                st.rerun()
    st.caption(
        say(
            "以后可在右上角“城市、时点与状态”里更换。没有数据也可以先看演示。",
            "You can change it later under “City, date, state”. Demonstration data is there too.",
        )
    )
    if st.button(say("用演示数据看一遍", "Look round with demonstration data"), key="welcome_demo"):
        state.set_demonstration(True)
        state.choose_city(state.published().cities[0].code)
        st.rerun()
