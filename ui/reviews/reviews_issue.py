"""下发: one click makes every county's check sheet and records what was asked, until when."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import streamlit as st

from analysis.report.file_names import file_name
from analysis.report.request_sheet import all_request_sheets
from analysis.reviewing import issue_reviews
from geo.register.change_notes import sheets_sent
from geo.register.changes import Edit
from geo.register.state import RegisterState
from geo.text import Text
from ui import register_access, state
from ui.components.notice import notice
from ui.download_files import Papers, current_papers
from ui.language import language, say, written
from ui.reviews.reviews_saving import record, today, why_not

USUAL_DAYS = 14
"""Days a county is given unless the reader says otherwise: a choice of this tool, no rule."""
_SENT = "reviews_sent"


def issue_panel(*, again: bool) -> None:
    """Deadline, counties, and the button; where nothing may be recorded, the download alone.

    ``again``: sheets are out already, so the panel waits folded.
    """
    _said()
    hindrance = why_not()
    if hindrance is not None:
        notice(hindrance, language=language(), key="reviews_why_not")
    title = say("下发核对确认单", "Send the check sheets")
    if again:
        title = say("再次下发、延长期限", "Send again, extend the deadline")
    with st.expander(title, expanded=not again, key="reviews_issue"):
        deadline, codes = _choices()
        if not codes or deadline is None:
            st.caption(say("请选定期限和县。", "Choose a deadline and counties."))
            return
        papers = current_papers()
        make = partial(_sheets, papers, deadline, tuple(codes))
        name = file_name("request_sheets", state.view(), "zip", language())
        if hindrance is not None:
            _button(
                say(f"只下载核对单（{len(codes)} 份）", f"Download only ({len(codes)})"), make, name
            )
            return
        held = register_access.current()
        edits = _edits(papers, held, deadline, codes)
        st.caption(_what(papers, edits, len(codes)))
        _button(
            say(f"下载核对单并登记下发（{len(codes)} 份）", f"Download and record ({len(codes)})"),
            make,
            name,
            partial(_record, edits, held.last_change, deadline, len(codes)),
        )


def _choices() -> tuple[date | None, list[str]]:
    counties = state.layers().counties_of(state.view().city.code)
    left, right = st.columns([1, 2.4])
    deadline = left.date_input(
        say("返回期限", "Deadline"),
        value=today() + timedelta(days=USUAL_DAYS),
        min_value=today(),
        format="YYYY-MM-DD",
        key="reviews_deadline",
    )
    codes = right.multiselect(
        say("下发到", "Send to"),
        [c.code for c in counties],
        default=[c.code for c in counties],
        format_func=written({c.code: Text(c.short_zh, c.short_en) for c in counties}),
        key=f"reviews_counties_{state.view().city.code}",
    )
    return deadline if isinstance(deadline, date) else None, codes


def _edits(
    papers: Papers, held: RegisterState, deadline: date, codes: list[str]
) -> tuple[Edit, ...]:
    return issue_reviews(
        papers.catalogue,
        papers.assessment,
        held,
        county_codes=codes,
        deadline=deadline,
        issued_on=today(),
    )


def _what(papers: Papers, edits: tuple[Edit, ...], counties: int) -> str:
    """What the click will record, in a line."""
    new = sum(e.version == 0 for e in edits)
    day = papers.assessment.as_of
    return say(
        f"将下载 {counties} 份核对单（评估时点 {day}），登记新事项 {new} 项、更新期限或重新核对 "
        f"{len(edits) - new} 项。有异议、复核中的事项保持不变；"
        "已确认、已认定的事项，结论和数据没有变化就不再重复核对。",
        f"{counties} sheets as of {day}; {new} new reviews, {len(edits) - new} with a new deadline"
        " or put again. Open disputes stay as they are; what is confirmed is put again only if the"
        " verdict or the figure changed.",
    )


def _button(
    label: str, make: partial[bytes], name: str, on_click: partial[None] | None = None
) -> None:
    st.download_button(
        label,
        data=make,
        file_name=name,
        mime="application/zip",
        icon=":material/assignment:",
        type="primary",
        on_click="ignore" if on_click is None else on_click,
        key="reviews_issue_button",
    )


def _record(edits: tuple[Edit, ...], seen: int, deadline: date, counties: int) -> None:
    """What the click does beside the download: it runs before the page is drawn again."""
    note = sheets_sent(counties, deadline)
    st.session_state[_SENT] = (record(edits, seen, note=note), counties, deadline, len(edits))


def _said() -> None:
    """What came of the click before this run."""
    sent = st.session_state.pop(_SENT, None)
    if sent is None:
        return
    kept, counties, deadline, reviews = sent
    if kept:
        st.success(
            say(
                f"已登记下发 {counties} 份核对确认单（{reviews} 项有变动），返回期限 {deadline}。"
                "请把压缩包里的核对单分别发给各县；报回后在“设施”页导入。",
                f"{counties} check sheets recorded ({reviews} reviews changed), due {deadline}."
                " Send each county its file; import what comes back on the page “Facilities”.",
            )
        )
    else:
        st.error(
            say(
                "下发没有登记。刚才下载的核对单请先不要发出，看过上面的原因后再操作一次。",
                "It was not recorded. Don’t send what was just downloaded; see the reason above and"
                " try again.",
            )
        )


def _sheets(papers: Papers, deadline: date, codes: tuple[str, ...]) -> bytes:
    return all_request_sheets(
        papers.report(),
        papers.catalogue,
        papers.layers,
        papers.assessment,
        papers.language,
        deadline,
        codes,
    )
