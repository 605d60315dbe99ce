"""核对进度 on screen: the sentence, who has not replied, and the table by county."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from analysis.report.review_table import progress_lede, progress_table, silent_line
from analysis.reviewing import CountyProgress, county_progress, open_elsewhere
from geo.layers import County
from geo.reviews import Review
from geo.text import Text
from ui import register_access, state
from ui.components.data_table import data_table
from ui.components.notice import notice
from ui.components.page_head import lede
from ui.components.table_types import Kind
from ui.language import language
from ui.report_table import on_screen
from ui.reviews.reviews_saving import today

CHOSEN = "reviews_county"
_HOW = (
    Text(
        "一、定好返回期限，点击“下载核对单并登记下发”：每县一份核对确认单，打包下载，期限同时登记。",
        "1. Set the deadline and press “Download and record”: one sheet a county, in a zip; the"
        " deadline is recorded.",
    ),
    Text(
        "二、把核对单发给各县。各县在“县级意见”栏逐项填写无异议或有异议，盖章后报回。",
        "2. Send each county its sheet. It says agreed or disputed to each finding, seals it,"
        " returns it.",
    ),
    Text(
        "三、报回的核对单在“设施”页导入。有异议的，在本页转入复核、作出认定；办结前各处都标“有异议”。",
        "3. Import what comes back on the page “Facilities”. Disputes are taken up and decided"
        " here; until then the finding says “disputed” everywhere.",
    ),
)


def reviews() -> tuple[Review, ...]:
    """The reviews on record; of demonstration data there are none to be on record."""
    if st.session_state["demonstration"]:
        return ()
    found: tuple[Review, ...] = register_access.current(state.view().known_on).records("reviews")
    return found


def counties() -> dict[str, County]:
    """The city's counties by code, in code order."""
    return {c.code: c for c in state.layers().counties_of(state.view().city.code)}


def progress() -> tuple[CountyProgress, ...]:
    """How far every county of the city is with the reader's day."""
    return county_progress(reviews(), counties().keys(), state.view().as_of, today())


def head(found: Sequence[CountyProgress]) -> None:
    """The page's first sentence, who is silent, and what to do when nothing is out."""
    word = state.catalogue().plan_of(state.view().city.code).county_word.text
    under = silent_line(found, counties())
    elsewhere = open_elsewhere(reviews(), counties().keys(), state.view().as_of)
    if elsewhere:
        more = Text(
            f"另有 {elsewhere} 项其他评估时点的核对没有办结，可在“城市、时点与状态”中改时点查看。",
            f"{elsewhere} reviews about other days are open; change the date under “City, date,"
            " state” to see them.",
        )
        under = Text(under.zh + more.zh, f"{under.en} {more.en}") if under else more
    lede(
        progress_lede(found, counties(), word, today()),
        language=language(),
        key="reviews_lede",
        under=under,
    )
    if not any(p.issued for p in found):
        title = Text("怎样核对", "How it works")
        notice(title, language=language(), key="reviews_how", lines=_HOW, steps=True)


def table(found: Sequence[CountyProgress]) -> str | None:
    """The table by county; the code of the county that is open."""
    if not any(p.issued for p in found):
        return None
    drawn = on_screen(progress_table(found, counties(), today()))
    first, *rest = drawn.columns
    rows = tuple(
        replace(row, id=own.county_code) for row, own in zip(drawn.rows, found, strict=True)
    )
    chosen: str | None = st.session_state.get(CHOSEN)
    data_table(
        replace(
            drawn,
            columns=(replace(first, kind=Kind.BUTTON), *rest),
            rows=rows,
            hint=Text("点县名看逐项意见", "Press a county to see its reviews"),
        ),
        language=language(),
        key="reviews_progress",
        selected=chosen,
        on_open=_open,
    )
    known = {p.county_code for p in found if p.issued}
    return chosen if chosen in known else None


def _open(code: str) -> None:
    st.session_state[CHOSEN] = code
