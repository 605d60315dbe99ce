"""A pack of papers made in a thread of its own: how far it is, what it came to, its end if asked.

Files are held in memory, never on disk, until the reader asks for other papers.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from analysis.report.papers.pack import Made
from analysis.report.papers.stopping import PackStoppedError, Progress
from analysis.report.papers.templates import TemplateRefusedError
from geo.text import Text

_LOG = logging.getLogger(__name__)
_BEGIN = Text("准备", "Getting ready")
_BROKEN = Text(
    "没有做成：程序意外中止，数据没有改动。请再试一次；仍不行，请告诉维护人员，日志里有详细记录。",
    "It did not finish: the program stopped unexpectedly; no data was changed. Try again; if it "
    "fails again, tell the maintainer: the log has the details.",
)


@dataclass(frozen=True)
class Pack:
    """What was made: the archive and what is in it."""

    archive: bytes
    files: tuple[Made, ...]
    seconds: float


@dataclass
class Making:
    """One pack being made; ``failed`` says why there is none."""

    share: float = 0.0
    doing: Text = _BEGIN
    pack: Pack | None = None
    failed: Text | None = None
    cancelled: bool = False
    thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Whether there is more to come; not of what was let go, though its last picture is."""
        return not self.cancelled and self.thread is not None and self.thread.is_alive()

    def cancel(self) -> None:
        """Lets go of the work: nothing is handed out, and it ends before the next picture."""
        self.cancelled = True

    def wait(self, seconds: float) -> bool:
        """Whether it ended within so many seconds."""
        if self.thread is None:
            return True
        self.thread.join(seconds)
        return not self.thread.is_alive()

    def told(self, share: float, doing: Text) -> bool:
        """Takes in how far the work is; False once it is to end."""
        self.share, self.doing = min(1.0, max(0.0, share)), doing
        return not self.cancelled


Make = Callable[[Progress], tuple[tuple[Made, ...], bytes]]
"""Makes the files and the archive of them, telling how far it is."""


def start(make: Make) -> Making:
    """Begins to make a pack."""
    making = Making()
    making.thread = threading.Thread(target=_run, args=(making, make), daemon=True)
    making.thread.start()
    return making


def _run(making: Making, make: Make) -> None:
    began = monotonic()
    try:
        files, archive = make(making.told)
        if not making.cancelled:
            making.pack = Pack(archive, files, monotonic() - began)
    except PackStoppedError:
        making.cancelled = True
    except TemplateRefusedError as error:
        making.failed = error.text
    except Exception as error:
        # Where it failed and as what, never the message: it may quote a row of a file.
        where = "".join(traceback.format_tb(error.__traceback__))
        _LOG.error("papers failed: %s\n%s", type(error).__name__, where)
        making.failed = _BROKEN
