"""The progress of a round of check sheets in words: who is late or silent, never who is best."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis.report.cells import Cell
from analysis.report.report import VerdictValue
from analysis.report.review_table import (
    answer_words,
    outcome_words,
    progress_lede,
    progress_table,
    silent_line,
    standing,
    state_words,
    verdict_sent,
)
from analysis.report.symbols import Symbol
from analysis.reviewing import CountyProgress
from geo.counties import load_counties
from geo.reviews import Review, ReviewState
from geo.text import Text

TODAY, DUE = date(2026, 4, 10), date(2026, 4, 20)
COUNTIES = {c.code: c for c in load_counties() if c.city_code == "450900"}
WORD = Text("县（市、区）", "county")
RONG, BOBAI = "450921", "450923"


def county(code: str = RONG, asked: int = 6, answered: int = 0, **more: int) -> CountyProgress:
    counts = {"disputed": 0, "under_review": 0, "decided": 0, "late_days": 0} | more
    out = asked > 0
    return CountyProgress(
        code,
        asked,
        answered,
        issued_on=date(2026, 4, 1) if out else None,
        deadline=DUE if out else None,
        **counts,
    )


def lede(*progress: CountyProgress) -> Text:
    return progress_lede(progress, COUNTIES, WORD, TODAY)


def test_with_nothing_sent_the_sentence_says_so() -> None:
    assert lede(county(asked=0)).zh == "**还没有下发核对确认单。**"


def test_the_sentence_counts_sheets_answers_disputes_and_names_who_is_late() -> None:
    said = lede(county(RONG, answered=6, disputed=2), county(BOBAI, answered=1, late_days=3)).zh
    assert "已向 **2** 个县（市、区）下发核对确认单，**1** 个已全部答复" in said
    assert "**2** 项有异议、尚未办结，涉及 1 个县（市、区）" in said
    assert "截至 2026-04-10，**1 个逾期未报全**：博白县" in said


def test_a_round_in_time_says_that_nobody_is_late() -> None:
    assert "截至 2026-04-10 没有逾期" in lede(county()).zh
    assert "none overdue" in lede(county()).en


def test_who_sent_nothing_back_is_named_apart_from_who_got_nothing() -> None:
    said = silent_line([county(RONG), county(BOBAI, asked=0)], COUNTIES)
    assert said == Text("尚未返回：容县。尚未下发：博白县。", said.en if said else "")


def test_when_all_have_answered_nobody_is_named() -> None:
    assert silent_line([county(answered=6)], COUNTIES) is None


@pytest.mark.parametrize(
    ("progress", "today", "said"),
    [
        (county(asked=0), TODAY, "未下发"),
        (county(), TODAY, "待返回，还有 10 天"),
        (county(), DUE, "今日到期"),
        (county(late_days=4), date(2026, 4, 24), "已逾期 4 天"),
        (county(answered=6), TODAY, "已全部答复"),
        (county(answered=6, disputed=1), TODAY, "已返回，异议待办结"),
        (replace(county(), deadline=None), TODAY, "待返回"),
    ],
)
def test_a_countys_standing_in_words(progress: CountyProgress, today: date, said: str) -> None:
    assert standing(progress, today).zh == said


def test_the_table_keeps_the_order_it_is_given_and_says_that_it_ranks_nobody() -> None:
    table = progress_table([county(RONG), county(BOBAI, late_days=9)], COUNTIES, TODAY)
    assert [name.zh for name in table.column("county") if isinstance(name, Text)] == [
        "容县",
        "博白县",
    ]
    assert "不作排名" in table.notes[0].zh


def review(state: ReviewState = ReviewState.AWAITING, **more: object) -> Review:
    made = Review("v", RONG, "x", date(2025, 12, 31), state, verdict="pending")
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_verdict_that_has_changed_since_is_said_under_the_one_sent() -> None:
    now = Cell("x", RONG, Symbol.MET, Text("已达到", "Met"))
    shown = verdict_sent(review(), now)
    assert isinstance(shown, VerdictValue)
    assert (shown.word.zh, shown.sub) == ("待核实", Text("现为已达到", "now met"))


def test_a_verdict_that_still_holds_stands_alone() -> None:
    now = Cell("x", RONG, Symbol.PENDING, Text("待报", "Not reported"))
    shown = verdict_sent(review(), now)
    assert isinstance(shown, VerdictValue)
    assert (shown.word.zh, shown.sub) == ("待报", None)


def test_a_withdrawn_objection_is_told_from_agreement() -> None:
    assert state_words(review(ReviewState.CONFIRMED)).zh == "已确认"
    withdrawn = review(ReviewState.CONFIRMED, objection="已建成")
    assert state_words(withdrawn).zh == "已确认（撤回异议）"


def test_an_answer_names_its_body_and_day() -> None:
    said = review(ReviewState.CONFIRMED, body="容县残联", answered_on=TODAY)
    assert answer_words(said) == Text(
        "无异议（容县残联，2026-04-10）", "Agreed (容县残联, 2026-04-10)"
    )
    assert answer_words(review()) is None


def test_a_decision_names_body_paper_and_day() -> None:
    decided = review(
        ReviewState.DECIDED,
        outcome="异议成立",
        decided_by="市残工委",
        document="〔2026〕3号",
        decided_on=TODAY,
    )
    said = outcome_words(decided)
    assert said is not None
    assert said.zh == "异议成立（市残工委，〔2026〕3号，2026-04-10）"
    assert outcome_words(review()) is None
