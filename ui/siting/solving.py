"""A search in a thread of its own: how far it is, how it ended; cancelled, it keeps its best."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Generic, TypeVar

from analysis.planning.siting.problem import SitingError
from analysis.planning.siting.solver import Progress, Watch
from geo.text import Text

_LOG = logging.getLogger(__name__)
AT_ONCE_S = 0.9
"""An answer that comes within this is shown without a word of waiting."""
UNSEEN_S = 60.0
"""A search nobody has asked about for so long is ended: its page is gone. Ours."""
AT_MOST = 2
"""Searches at once on one server: a search takes a whole core. Ours."""
_LOOK_EVERY_S = 0.2
_PLACES = threading.BoundedSemaphore(AT_MOST)
WAITING = Text(
    "服务器上已有其他求解在进行，排队等候；轮到时自动开始。",
    "Other searches run on the server; this one begins when its turn comes.",
)
_BROKEN = Text(
    "没有算完：程序意外中止，数据没有改动。请再试一次；仍不行，请告诉维护人员，日志里有详细记录。",
    "It did not finish: the program stopped unexpectedly; no data was changed. Try again; if it "
    "fails again, tell the maintainer: the log has the details.",
)
_T = TypeVar("_T")


@dataclass
class Solving(Generic[_T]):
    """One search: what it found so far, and the answer once there is one.

    ``failed`` says why there is none. ``cancelled``: the reader wanted no more; what was found by
    then is still the answer.
    """

    progress: Progress | None = None
    answer: _T | None = None
    failed: Text | None = None
    cancelled: bool = False
    began: float = field(default_factory=monotonic)
    thread: threading.Thread | None = None
    waiting: bool = False
    seen: float = field(default_factory=monotonic)

    @property
    def running(self) -> bool:
        """Whether there is more to come; who asks is still there to see it."""
        self.seen = monotonic()
        return self.thread is not None and self.thread.is_alive()

    @property
    def unseen(self) -> bool:
        """Whether its page has not asked for so long that it must be gone."""
        return monotonic() - self.seen > UNSEEN_S

    @property
    def seconds(self) -> float:
        """Since when it runs."""
        return monotonic() - self.began

    def cancel(self) -> None:
        """Asks the search to end with what it has; it does at its next step."""
        self.cancelled = True

    def wait(self, seconds: float) -> bool:
        """Whether it ended within so many seconds."""
        if self.thread is not None:
            self.thread.join(seconds)
        return not self.running

    def watch(self, progress: Progress) -> bool:
        """Takes in where the search stands; False once it is to end."""
        self.progress = progress
        if self.unseen:
            self.cancel()
        return not self.cancelled


def start(work: Callable[[Watch], _T]) -> Solving[_T]:
    """Begins the work; it must ask its watch whether to go on."""
    solving: Solving[_T] = Solving()
    solving.thread = threading.Thread(target=_run, args=(solving, work), daemon=True)
    solving.thread.start()
    return solving


def _turn(solving: Solving[_T]) -> bool:
    """Waits until one of the places is free; False when the search is given up before."""
    while not _PLACES.acquire(timeout=_LOOK_EVERY_S):
        solving.waiting = True
        if solving.cancelled or solving.unseen:
            solving.cancel()
            return False
    if solving.waiting:
        solving.waiting, solving.began = False, monotonic()
    return True


def _run(solving: Solving[_T], work: Callable[[Watch], _T]) -> None:
    if not _turn(solving):
        return
    try:
        solving.answer = work(solving.watch)
    except SitingError as error:
        solving.failed = error.text
    except Exception as error:
        # Where it failed and as what, never the message: it may quote a row of a file.
        where = "".join(traceback.format_tb(error.__traceback__))
        _LOG.error("a search failed: %s\n%s", type(error).__name__, where)
        solving.failed = _BROKEN
    finally:
        _PLACES.release()
