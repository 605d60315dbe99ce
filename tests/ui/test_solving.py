"""A search in a thread: its progress is seen, a cancel keeps the best, failures have words."""

from __future__ import annotations

import threading
from time import monotonic

import pytest

from analysis.planning.siting.problem import SitingError
from analysis.planning.siting.solver import Progress, Watch
from geo.text import Text
from ui.siting import solving

LONG_S = 30.0


def test_a_short_search_has_its_answer_at_once() -> None:
    found = solving.start(lambda _: 7)
    assert found.wait(LONG_S)
    assert found.answer == 7
    assert found.failed is None


def test_while_it_runs_its_progress_is_seen_and_a_cancel_keeps_the_best_so_far() -> None:
    told = threading.Event()

    def work(watch: Watch) -> float:
        best = 100.0
        while watch(Progress(1.0, best, 80.0)):
            told.set()
        return best

    found = solving.start(work)
    assert told.wait(LONG_S)
    assert found.running
    assert found.progress == Progress(1.0, 100.0, 80.0)
    found.cancel()
    assert found.wait(LONG_S)
    assert found.answer == 100.0
    assert found.cancelled


def test_what_the_engine_refuses_is_said_in_its_words() -> None:
    said = Text("缺预算", "no budget")

    def work(_: Watch) -> int:
        raise SitingError(said)

    found = solving.start(work)
    found.wait(LONG_S)
    assert found.failed == said
    assert found.answer is None


def test_a_slip_of_the_program_is_no_silence_and_quotes_no_data(
    caplog: pytest.LogCaptureFixture,
) -> None:
    row = "".join(("演示", "某某"))  # put together, as a traceback quotes the line that raised

    def work(_: Watch) -> int:
        raise KeyError(row)

    found = solving.start(work)
    found.wait(LONG_S)
    assert found.failed is not None
    assert "KeyError" in caplog.text
    assert "演示某某" not in caplog.text


def going_on(watch: Watch) -> int:
    while watch(Progress(1.0, None, None)):
        threading.Event().wait(0.01)
    return 1


def test_a_search_whose_page_is_gone_ends() -> None:
    found = solving.start(going_on)
    found.seen = monotonic() - 2 * solving.UNSEEN_S
    assert found.thread is not None
    found.thread.join(LONG_S)
    assert found.cancelled


def test_a_third_search_waits_and_says_so_until_one_ends() -> None:
    first, second = solving.start(going_on), solving.start(going_on)
    third = solving.start(lambda _: 3)
    while not third.waiting:
        assert third.running
    first.cancel()
    assert third.wait(LONG_S)
    assert (third.answer, third.waiting) == (3, False)
    second.cancel()
    assert first.wait(LONG_S)
    assert second.wait(LONG_S)


def test_a_search_given_up_before_its_turn_never_begins() -> None:
    others = [solving.start(going_on) for _ in range(solving.AT_MOST)]
    third = solving.start(lambda _: 3)
    third.cancel()
    assert third.wait(LONG_S)
    assert third.answer is None
    for other in others:
        other.cancel()
        assert other.wait(LONG_S)
