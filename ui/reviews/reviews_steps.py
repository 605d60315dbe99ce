"""What an editor can do with one review: take it up, decide it, note that the county gave way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from geo.register.changes import Document
from geo.reviews import (
    CLOSED,
    OPEN_DISPUTE,
    Opinion,
    Review,
    ReviewState,
    ReviewStepError,
    answer,
    decide,
    take_up,
    withdraw,
)
from geo.text import Text
from ui.components.notice import notice
from ui.language import language, say, word
from ui.reviews.reviews_saving import edit_of, record, refused, today
from ui.saving import seen


def steps(review: Review) -> None:
    """The buttons and forms of the steps that lead on from here."""
    if review.state in CLOSED:
        notice(
            Text(
                "这一项已经办结，不再变动；结论或数据有变时，重新下发核对单即重新核对。",
                "This review is closed. If the verdict or the data changes, the next check sheet"
                " puts it to the county again.",
            ),
            language=language(),
            key="review_closed",
        )
        return
    if review.state is ReviewState.AWAITING:
        _paper_answer(review)
    if review.state is ReviewState.DISPUTED:
        _take_up(review)
    if review.state is ReviewState.UNDER_REVIEW:
        _decide(review)
    if review.state in OPEN_DISPUTE:
        _withdraw(review)


def _take_up(review: Review) -> None:
    noted = seen(_form("take_up", review))
    if st.button(
        say("转入复核", "Take up for review"),
        type="primary",
        icon=":material/rate_review:",
        key="review_take_up",
    ):
        _step(lambda: take_up(review), noted, "take_up", review)


def _decide(review: Review) -> None:
    noted = seen(_form("decide", review))
    with st.form("review_decide", border=True):
        st.markdown(f"**{say('作出复核认定', 'Decide on review')}**")
        outcome = st.text_area(
            say("认定意见", "What is decided"),
            placeholder=say(
                "例如：经现场核查，该中心已于 2024 年投入使用，异议成立，按已达到认定。",
                "Such as: seen on site; in use since 2024; the objection is upheld.",
            ),
        )
        left, middle, right = st.columns(3)
        body = left.text_input(say("认定单位（写单位，不写个人）", "Body that decides (no person)"))
        document = middle.text_input(say("文号或会议纪要", "Document"))
        day = right.date_input(
            say("认定日期", "Date"), value=today(), max_value=today(), format="YYYY-MM-DD"
        )
        st.caption(
            say(
                "认定只记录对异议的处理；评估结论要改，请更正有关记录或登记认定口径。",
                "It records how the objection was settled; to change the verdict, correct the"
                " records or record a ruling.",
            )
        )
        sent = st.form_submit_button(say("登记认定", "Record the decision"), type="primary")
    if not sent or _refuse(outcome, document, body=body):
        return

    def step() -> Review:
        on = day if isinstance(day, date) else today()
        return decide(review, outcome=outcome, body=body, document=document, decided_on=on)

    _step(step, noted, "decide", review, body=body.strip(), document=document.strip())


def _withdraw(review: Review) -> None:
    noted = seen(_form("withdraw", review))
    with st.expander(say("县级撤回异议", "The county withdraws its objection")):
        with st.form("review_withdraw", border=False):
            left, right = st.columns(2)
            body = left.text_input(
                say("撤回异议的单位", "Body that withdraws it"), value=review.body
            )
            document = right.text_input(say("来函或说明（可不填）", "Its letter (optional)"))
            sent = st.form_submit_button(say("登记撤回", "Record the withdrawal"))
        if not sent or _refuse(document, body=body):
            return
        _step(
            lambda: withdraw(review, body=body, answered_on=today()),
            noted,
            "withdraw",
            review,
            body=body.strip(),
            document=document.strip(),
        )


def _paper_answer(review: Review) -> None:
    """For a sheet that came back on paper only."""
    noted = seen(_form("paper", review))
    with st.expander(say("录入纸质核对单的意见", "Enter an answer that came on paper")):
        with st.form("review_paper", border=False):
            options = {
                Opinion.AGREED: say("无异议", "Agreed"),
                Opinion.DISPUTED: say("有异议", "Disputed"),
            }
            left, right = st.columns(2)
            opinion = left.selectbox(
                say("县级意见", "County’s opinion"), list(options), format_func=options.__getitem__
            )
            body = right.text_input(say("填报单位（写单位，不写个人）", "Body that answers"))
            objection = left.text_area(say("异议理由", "Reason for dispute"))
            proof = right.text_area(say("佐证材料清单", "Proof enclosed"))
            sent = st.form_submit_button(say("登记意见", "Record the answer"))
        if not sent or _refuse(objection, proof, body=body):
            return
        _step(
            lambda: answer(
                review,
                opinion,
                body=body,
                answered_on=today(),
                objection=objection,
                proof=proof,
            ),
            noted,
            "paper",
            review,
            body=body.strip(),
        )


def _refuse(*typed: str, body: str) -> bool:
    """Whether what was typed can't be kept; the reader has then been told."""
    why = refused(*typed, body=body)
    if why is not None:
        st.error(word(why))
    return why is not None


def _step(
    step: Callable[[], Review],
    noted: int,
    name: str,
    review: Review,
    *,
    body: str = "",
    document: str = "",
) -> None:
    """Takes the step and writes it; a step that can't be taken is explained."""
    try:
        after = step()
    except ReviewStepError as error:
        st.error(word(error.text))
        return
    if after == review:
        return
    kept = record([edit_of(after)], noted, body=body, document=Document(document))
    st.session_state.pop(f"seen_{_form(name, review)}", None)
    if kept:
        st.rerun()


def _form(name: str, review: Review) -> str:
    """The form's name for ``seen``: a review that has moved on is another form."""
    return f"review_{name}_{review.review_id}_{review.state}"
