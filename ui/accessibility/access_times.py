"""导入出行时间: a table of travel times of this session's own, in place of any model."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.accessibility.facilities_asked import facilities_asked
from analysis.accessibility.question import Question
from geo.issues import DataIssue
from geo.reading.template import form_template
from geo.travel.imported import TIMES_FORM, ImportedTimes, read_times, unknown_ids
from ui import state
from ui.accessibility import access_people
from ui.components.issue_list import issue_list
from ui.downloads import XLSX
from ui.language import language, say, word
from ui.plain_text import unmarked
from ui.style import MOST_MB

_OWN, _ISSUES = "access_own_times", "access_times_issues"
_WANTED = "access_times_wanted"
_TABLES = ("csv", "xlsx", "xls")


def imported(city_code: str) -> ImportedTimes | None:
    """The table of this session, for the city it was read for."""
    kept: dict[str, ImportedTimes] = st.session_state.get(_OWN, {})
    return kept.get(city_code)


def newly_read() -> bool:
    """Whether a table has just been taken and is to be used; asked once."""
    return bool(st.session_state.pop(_WANTED, False))


def panel(question: Question) -> None:
    """The table in use with what does not fit, and the way to another one."""
    times = imported(question.city_code)
    if times is not None:
        st.markdown(f"**{say('已导入', 'Imported')}** · {unmarked(word(times.model.said))}")
        if st.button(say("移除这份时间表", "Remove this table"), key="access_times_remove"):
            st.session_state[_OWN].pop(question.city_code)
            st.session_state.pop(_ISSUES, None)
            st.rerun()
    _upload(question.city_code)
    issues: tuple[DataIssue, ...] = st.session_state.get(_ISSUES, ())
    if times is not None:
        issues = (*issues, *_unfit(times, question))
    if issues:
        issue_list(issues, language=language(), key="access_times_issue_list")


def _unfit(times: ImportedTimes, question: Question) -> tuple[DataIssue, ...]:
    """What the table says of others than the people and facilities asked about, and not of them."""
    people = access_people.demand(question.group).frame.index
    facilities = [f.facility_id for f in facilities_asked(question, state.layers()).counted]
    return unknown_ids(times, people, facilities)


def _upload(city_code: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        file = st.file_uploader(
            say(
                "出行时间表（起点、终点、分钟；没有列出的一对即不可达）",
                "A table of travel times (from_id, to_id, minutes; a pair left out is unreachable)",
            ),
            type=list(_TABLES),
            key="access_times_file",
            max_upload_size=MOST_MB,
            help=say(
                "起点为网格或村（居）编号，终点为设施编号：见“全部表格”和“网格与设施”下载。"
                "只在这次打开的页面里用，不进台账。",
                "from_id is the id of a cell or village, to_id of a facility: see the downloads."
                " Used while this page is open; nothing enters the register.",
            ),
        )
        st.download_button(
            say("下载表样", "Download the form"),
            data=partial(form_template, (TIMES_FORM,), language()),
            file_name=say("出行时间表样.xlsx", "travel_times_form.xlsx"),
            mime=XLSX,
            icon=":material/download:",
            on_click="ignore",
            key="access_times_form",
        )
    if st.button(
        say("用这份时间表", "Use this table"),
        disabled=file is None,
        key="access_times_read",
        type="primary",
    ):
        if file is None:
            return
        with st.spinner(say("正在读取……", "Reading …")):
            times, issues = read_times(file.getvalue(), file.name)
        st.session_state[_ISSUES] = issues
        if times is not None:
            st.session_state.setdefault(_OWN, {})[city_code] = times
            st.session_state[_WANTED] = True
        st.rerun()
