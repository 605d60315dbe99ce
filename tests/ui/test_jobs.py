"""Long work beside the page: what it says is heard, and it ends when told to."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.text import Text
from ui import jobs
from ui.jobs import Job


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Job]:
    """Starts a command of these lines of Python."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def start(lines: str) -> Job:
        (tmp_path / "the_work.py").write_text(lines, encoding="utf-8")
        return jobs.start(["the_work"])

    return start


def ended(job: Job) -> Job:
    assert job.listener is not None
    job.listener.join(timeout=60)
    return job


def test_the_last_word_is_the_answer(begin: Callable[[str], Job]) -> None:
    job = ended(begin('print(\'{"share": 0.5, "what": ["半", "half"]}\\n{"stored": true}\')'))
    assert job.answer == {"stored": True}
    assert job.failed is None


def test_progress_is_heard(begin: Callable[[str], Job]) -> None:
    job = ended(begin('print(\'{"share": 0.5, "what": ["读取", "Reading"]}\')'))
    assert job.share == 0.5
    assert job.doing == Text("读取", "Reading")


def test_what_a_library_prints_is_no_answer(begin: Callable[[str], Job]) -> None:
    job = ended(begin('print("hello")\nprint(\'{"stored": false}\')'))
    assert job.answer == {"stored": False}


def test_a_failure_is_said_in_the_commands_words(begin: Callable[[str], Job]) -> None:
    job = ended(begin('print(\'{"failed": ["没有网", "no net"]}\')\nraise SystemExit(2)'))
    assert job.failed == Text("没有网", "no net")


def test_a_command_that_dies_without_a_word_has_failed(
    begin: Callable[[str], Job], caplog: pytest.LogCaptureFixture
) -> None:
    job = ended(begin('raise RuntimeError("boom")'))
    assert job.failed is not None
    assert "boom" in caplog.text


def test_a_cancelled_command_ends_and_is_no_failure(begin: Callable[[str], Job]) -> None:
    job = begin("import time\ntime.sleep(600)")
    job.cancel()
    assert not job.running
    assert job.cancelled
    assert job.failed is None


def test_a_cancelled_process_is_gone(begin: Callable[[str], Job]) -> None:
    job = begin("import time\ntime.sleep(600)")
    time.sleep(0.1)
    job.cancel()
    assert job.process.poll() is not None


def test_the_command_is_told_to_speak_json(begin: Callable[[str], Job]) -> None:
    lines = "import json, sys\nprint(json.dumps({'arguments': sys.argv[1:]}))"
    assert ended(begin(lines)).answer == {"arguments": ["--json-lines"]}


def test_the_same_python_does_the_work(begin: Callable[[str], Job]) -> None:
    lines = "import json, sys\nprint(json.dumps({'python': sys.executable}))"
    assert ended(begin(lines)).answer == {"python": sys.executable}
