"""A search in a thread: its progress is seen, a cancel keeps the best, failures have words."""

from __future__ import annotations

import threading

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
