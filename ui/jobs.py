"""Long work beside the page: a process of its own, asked how far it is, and stopped on request.

The work is a command of the program that says its progress as lines of JSON (``--json-lines``), so
what the page does, a script can do too; and a process can be ended at any moment, a thread can't.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo.places import DATA
from geo.text import Text

_LOG = logging.getLogger(__name__)
_BROKEN = Text(
    "没有完成：程序意外中止，原有数据没有变动。请再试一次；仍不行，请告诉维护人员，日志里有详细记录。",
    "It did not finish: the program stopped unexpectedly and nothing was changed. Try again; if it "
    "fails again, tell the maintainer: the log has the details.",
)


@dataclass
class Job:
    """One piece of work: how far it is, and how it ended.

    ``answer`` is the last line the command wrote when it ended by itself (``failed`` is then none).
    """

    process: subprocess.Popen[str]
    share: float = 0.0
    doing: Text = field(default_factory=lambda: Text("", ""))
    answer: dict[str, Any] | None = None
    failed: Text | None = None
    cancelled: bool = False
    listener: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Whether there is more to come."""
        return self.listener is not None and self.listener.is_alive()

    def cancel(self) -> None:
        """Ends the work; what it had stored before stays."""
        self.cancelled = True
        self.process.terminate()
        if self.listener is not None:
            self.listener.join(timeout=10)
            if self.running:
                self.process.kill()
                self.listener.join()


def start(arguments: Sequence[str], at_end: Callable[[], None] | None = None) -> Job:
    """Begins ``python -m …`` with these arguments; the command must know ``--json-lines``.

    ``at_end`` is called once when the work has ended, however it did, whoever looks on.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments, "--json-lines"],
        cwd=DATA.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    job = Job(process)
    job.listener = threading.Thread(target=_listen, args=(job, at_end), daemon=True)
    job.listener.start()
    return job


def _listen(job: Job, at_end: Callable[[], None] | None) -> None:
    """Takes in what the command says until it ends."""
    try:
        _hear(job)
    finally:
        if at_end is not None:
            at_end()


def _hear(job: Job) -> None:
    complaint: list[str] = []
    other = threading.Thread(target=_collect, args=(job.process.stderr, complaint), daemon=True)
    with job.process:
        other.start()
        for line in job.process.stdout or ():
            try:
                _take(job, json.loads(line))
            except ValueError:
                complaint.append(line)  # a library's own word, no answer of the command's
        other.join()
    if job.answer is None and job.failed is None and not job.cancelled:
        _LOG.error("a job ended with %s:\n%s", job.process.returncode, "".join(complaint)[-4_000:])
        job.failed = _BROKEN


def _take(job: Job, said: object) -> None:
    match said:
        case {"share": int() | float() as share, "what": [str(zh), str(en)]}:
            job.share, job.doing = min(1.0, max(0.0, share)), Text(zh, en)
        case {"failed": [str(zh), str(en)]}:
            job.failed = Text(zh, en)
        case dict():
            job.answer = said


def _collect(stream: Any, lines: list[str]) -> None:
    lines.extend(stream)
