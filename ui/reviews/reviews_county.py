"""One county's reviews: each finding with opinion, proof and outcome, and its history."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.report.cells import Cell, cell_of
from analysis.report.county_sheet import findings_of_county
from analysis.report.review_table import (
    answer_words,
    in_order,
    outcome_words,
    reviews_table,
    state_words,
)
from geo.codec import from_json
from geo.register.changes import Event, Recorded
from geo.reviews import CLOSED, Review
from geo.text import Text
from ui import register_access, state
from ui.components.data_table import data_table
from ui.components.table_types import Column, Row, Table
from ui.event_words import document_words, kind_words, moment
from ui.language import language, say, written
from ui.report_table import on_screen
from ui.reviews.reviews_saving import why_not
from ui.reviews.reviews_steps import steps
from ui.reviews.reviews_view import counties, reviews

_CHOSEN = "reviews_finding"


def county_panel(code: str) -> None:
    """The county's table, then one finding with its history and, for editors, its next steps."""
    county = counties()[code]
    names, cells = _sheet(code)
    day = state.view().as_of
    own = in_order((r for r in reviews() if r.county_code == code and r.as_of == day), names)
    st.subheader(say(county.name_zh, county.name_en), anchor=False)
    data_table(
        replace(on_screen(reviews_table(own, cells, names)), stacks=True),
        language=language(),
        key=f"reviews_of_{code}",
    )
    by_id = {r.review_id: r for r in own}
    chosen = st.selectbox(
        say("办理或查看哪一项", "Which finding to handle or look at"),
        list(by_id),
        index=_first_open(own),
        format_func=written({r.review_id: _name(r, names) for r in own}),
        key=f"{_CHOSEN}_{code}_{day}",
    )
    if why_not() is None:
        steps(by_id[chosen])
    _history(chosen)


def _sheet(code: str) -> tuple[dict[str, Text], dict[str, Cell]]:
    """The names of the requirements in the sheet's order, and today's findings as cells."""
    found = findings_of_county(state.catalogue(), state.assessment(), code)
    return (
        {entry.id: entry.name for entry, _, _ in found},
        {entry.id: cell_of(entry, finding, part) for entry, finding, part in found},
    )


def _first_open(own: list[Review]) -> int:
    """The place of the first finding that waits for the city, else of the first."""
    return next((n for n, r in enumerate(own) if r.state not in CLOSED and r.objection), 0)


def _name(review: Review, names: dict[str, Text]) -> Text:
    return names.get(review.requirement_id, Text(review.requirement_id, review.requirement_id))


def _history(review_id: str) -> None:
    if st.session_state["demonstration"]:
        return
    history = register_access.register().history("reviews", review_id)
    data_table(
        Table(
            label=Text("核对经过", "History of the review"),
            heading=Text("核对经过（新的在前）", "History, latest first"),
            columns=(
                Column("at", Text("时间", "When"), width_px=128),
                Column("state", Text("核对状态", "State"), width_px=130),
                Column("what", Text("意见或认定", "Said or decided")),
                Column("body", Text("登记单位", "By"), width_px=150),
                Column("how", Text("方式 · 依据", "How · document"), width_px=170),
            ),
            rows=tuple(_event(*step) for step in reversed(history)),
            stacks=True,
        ),
        language=language(),
        key="review_history",
    )


def _event(recorded: Recorded, event: Event) -> Row:
    how = kind_words(recorded)
    paper = document_words(recorded)
    if paper:
        how = Text(f"{how.zh} · {paper}", f"{how.en} · {paper}")
    word, said = Text("撤销", "withdrawn"), Text("", "")
    if event.after is not None:
        review = from_json(Review, event.after)
        word = state_words(review)
        said = outcome_words(review) or answer_words(review) or _asked(review)
    return Row(
        f"{event.version}",
        (moment(recorded.change.recorded_at), word, said, recorded.change.body, how),
    )


def _asked(review: Review) -> Text:
    if review.deadline is None:
        return Text("下发核对", "Put to the county")
    return Text(f"下发核对，期限 {review.deadline}", f"Put to the county, due {review.deadline}")
