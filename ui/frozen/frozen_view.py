"""What stands around the pages while a frozen assessment 定稿 is looked at."""

from __future__ import annotations

import streamlit as st

from analysis.frozen import FrozenAssessment, has_own_name, name_words
from analysis.report.report import state_words
from geo.register.errors import RegisterError
from geo.text import Text
from ui import state
from ui.components.frozen_band import frozen_band
from ui.components.notice import notice
from ui.event_words import moment
from ui.frozen import frozen_choice
from ui.language import language, say, word

_TITLE = Text("定稿，只能查看", "Frozen: for reading only")


def settle() -> None:
    """Lets go of a frozen assessment that is not there or is damaged, and keeps what to say.

    Once a run, after the reader was let in and the register found to work.
    """
    chosen = frozen_choice.chosen_id()
    if chosen is None:
        return
    try:
        state.open_frozen(chosen)
    except KeyError:
        frozen_choice.ignore(frozen_choice.NOT_THERE)
    except RegisterError as error:
        frozen_choice.ignore(error.text)


def band() -> None:
    """Which frozen assessment is looked at, with the way back; or why the one asked for is not."""
    if (shown := state.frozen()) is not None:
        frozen_band(
            _TITLE,
            _sentence(shown),
            language=language(),
            key="frozen_band",
            on_exit=frozen_choice.leave,
        )
    elif (why := frozen_choice.ignored()) is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(word(why), icon=":material/link_off:")
            st.button(say("知道了", "I see"), key="frozen_noted", on_click=_noted)


def tag(shown: FrozenAssessment) -> Text:
    """The state beside the city's name: 送审稿（修订版 1），定稿."""
    words = state_words(shown.state, shown.report.revision)
    name = name_words(shown.head)
    if has_own_name(shown.head):
        words = Text(f"{words.zh} · {name.zh}", f"{words.en} · {name.en}")
    return Text(f"{words.zh} · 定稿", f"{words.en} · frozen")


def choices(shown: FrozenAssessment) -> None:
    """What would be chosen in the head, as it was frozen."""
    city = state.view().city
    known_on = shown.known_on.isoformat() if shown.known_on else None
    now = Text("定稿时", "when it was frozen")
    rows = (
        (Text("城市", "City"), Text(city.name_zh, city.name_en)),
        (Text("评估时点（截至）", "As of"), _same(shown.as_of.isoformat())),
        (Text("台账截至", "Register as it was on"), _same(known_on) if known_on else now),
        (Text("评估状态", "State of the assessment"), state_words(shown.state)),
    )
    for label, value in rows:
        st.text(word(label) + say("：", ": ") + word(value))
    st.caption(
        say(
            "这些由定稿确定，不能更换。要换，请先回到当前台账。",
            "The frozen assessment settles these. To choose others, go back to the current"
            " register.",
        )
    )
    st.button(
        say("回到当前台账", "Back to the current register"),
        key="leave_frozen",
        on_click=frozen_choice.leave,
    )


def closed(key: str) -> bool:
    """Whether nothing can be entered because a frozen assessment is looked at; then says so."""
    if frozen_choice.chosen_id() is None:
        return False
    notice(frozen_choice.CLOSED, language=language(), key=f"closed_{key}")
    return True


def _sentence(shown: FrozenAssessment) -> Text:
    name, run = name_words(shown.head), shown.run_id
    at, body = moment(shown.frozen_at), shown.body
    return Text(
        f"正在看定稿“{name.zh}”（截至 {shown.as_of}，运行编号 {run}），不随台账变动。"
        f"{body}于 {at} 定稿。",
        f"You are looking at the frozen assessment “{name.en}” (as of {shown.as_of}, run {run}):"
        f" it does not follow the register. Frozen by {body} at {at}.",
    )


def _same(words: str) -> Text:
    return Text(words, words)


def _noted() -> None:
    frozen_choice.forget_ignored()
