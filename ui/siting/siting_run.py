"""The button, the progress while a search runs, and the way to end it with what it has."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.siting.solver import Progress
from geo.text import Text
from ui.components.notice import notice
from ui.language import language, say, word
from ui.siting import siting_answer, siting_words, solving
from ui.siting.siting_answer import Data
from ui.siting.siting_form import Asked
from ui.siting.siting_kept import store

RUN_NOW = "run_now"
"""What the link from a county's sheet leaves: the plan is sought as if the button was pressed."""


_AT_THE_TOP = """
.st-key-siting_progress { position: fixed; top: 4rem; left: 50%; transform: translateX(-50%);
  width: min(720px, calc(100vw - 2rem)); z-index: 90; background: #FFFFFF; }
"""


def panel(asked: Asked, question: PlanQuestion, data: Data, top: DeltaGenerator) -> None:
    """The button with what is missing; the progress of a search that runs stands at the top."""
    siting_answer.settle()
    now = siting_answer.running()
    if now is not None:
        with top:
            _progress(question)
        st.caption(say("正在求解，进度见页面上方。", "Searching: the progress is at the top."))
        return
    missing = asked.missing
    if missing is None and not question.options:
        missing = Text(
            "没有备选点：请在下面“备选点”里选来源、上传或点选。",
            "No candidates: choose a source, upload or draw some under “Candidates”.",
        )
    pressed = st.button(
        say("求解方案", "Find a plan"),
        type="primary",
        icon=":material/play_arrow:",
        disabled=missing is not None,
        key="siting_run",
    )
    if missing is not None:
        st.caption(word(missing))
        return
    if pressed or store().pop(RUN_NOW, False):
        siting_answer.begin(question, data)
        st.rerun()
    why = siting_answer.failed()
    if why is not None:
        notice(
            Text("没有算出来", "No answer"),
            language=language(),
            key="siting_failed",
            lines=[why],
            kind="attention",
        )


@st.fragment(run_every=1.0)
def _progress(question: PlanQuestion) -> None:
    """Asked once a second; the rest of the page stands still."""
    now = siting_answer.running()
    if now is None or not now.running:
        st.rerun()
        return
    told = _progress_text(question, now.progress, now.seconds)
    if now.waiting:
        told = solving.WAITING
    # Over the page, so that a reader who has scrolled down to the button sees it as well.
    st.html(f"<style>{_AT_THE_TOP}</style>")
    with st.container(border=True, key="siting_progress"):
        st.markdown(f"**{say('正在求解……', 'Searching …')}** {word(told)}")
        if now.cancelled:
            st.caption(
                say(
                    "正在停下，保留目前最好的方案；规模大时要等一会儿。",
                    "Ending; the best so far is kept. A large search takes a moment.",
                )
            )
            st.button(
                say("不等了，放弃这次计算", "Don’t wait: give this search up"),
                on_click=siting_answer.abandon,
                key="siting_abandon",
            )
        else:
            st.button(
                say("停下，用目前最好的", "Stop and use the best so far"),
                on_click=now.cancel,
                icon=":material/stop_circle:",
                key="siting_cancel",
            )


def _progress_text(question: PlanQuestion, at: Progress | None, seconds: float) -> Text:
    """Seconds, best so far, proven bound, and how far apart they are."""
    said = Text(f"已用 {seconds:.0f} 秒", f"{seconds:.0f} s")
    if at is None or at.incumbent is None:
        return Text(f"{said.zh}，还没有找到可行方案。", f"{said.en}; no plan yet.")
    if at.bound is None:
        return Text(f"{said.zh}，已有可行方案。", f"{said.en}; a plan is found.")
    gap = abs(at.incumbent - at.bound) / max(1.0, abs(at.incumbent))
    apart = Text(f"与最优最多差 {100 * gap:.1f} %", f"at most {100 * gap:.1f} % from best")
    if len(question.wishes) > 1:
        return Text(f"{said.zh}；{apart.zh}。", f"{said.en}; {apart.en}.")
    wanted = question.wishes[0].objective
    best = siting_words.amount(wanted, at.incumbent)
    bound = siting_words.amount(wanted, at.bound)
    return Text(
        f"{said.zh}；目前最好 {best.zh}，最优不会优于 {bound.zh}，{apart.zh}。",
        f"{said.en}; best so far {best.en}, none is better than {bound.en}: {apart.en}.",
    )
