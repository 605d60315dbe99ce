"""Starts Streamlit servers from a process that has the libraries loaded: two seconds less each.

``python -m tests.warm_start`` reads one JSON object a line (arguments of ``streamlit``,
environment, log file) and answers with the number of the process it forked for it. Each server is
a process of its own with its own environment, as if started from a shell; it loads the app's pages
itself. Linux only: elsewhere a process that has loaded libraries is not safely forked, and a server
is started cold.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What the first page loads, without ``ui``: its components tell a running server about themselves.
LOADED = (
    "streamlit.web.bootstrap",
    "streamlit.web.cli",
    "analysis.frozen",
    "analysis.planning.scenarios.making",
    "analysis.report.build",
    "analysis.report.county_sheet",
    "geo.people.raster",
    "geo.register.start",
)


class WarmServer:
    """A server that was forked, with what its users ask of a ``Popen``."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """None while it runs."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def terminate(self) -> None:
        """Asks it to stop."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """Has it stopped."""
        self._send(signal.SIGKILL)

    def wait(self, timeout: float = 60) -> None:
        """Returns when it has stopped. TimeoutExpired after so many seconds."""
        end = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(0.02)

    def _send(self, number: int) -> None:
        try:
            os.kill(self.pid, number)
        except ProcessLookupError:
            return


def start_warm(arguments: Sequence[str], environment: Mapping[str, str], log: Path) -> WarmServer:
    """A server of these arguments of ``streamlit``; what it says goes to the log.

    RuntimeError when the process that forks has ended; the next call starts another.
    """
    asked = {"arguments": list(arguments), "environment": dict(environment), "log": str(log)}
    nursery = _nursery()
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    try:
        nursery.stdin.write(json.dumps(asked) + "\n")
        nursery.stdin.flush()
        answer = nursery.stdout.readline()
    except BrokenPipeError:
        answer = ""
    if not answer:
        _nursery.cache_clear()
        _stop(nursery)
        raise RuntimeError(f"the process that forks servers ended ({nursery.returncode})")
    return WarmServer(int(answer))


@cache
def _nursery() -> subprocess.Popen[str]:
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.warm_start"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(_stop, running)
    return running


def _stop(nursery: subprocess.Popen[str]) -> None:
    """Lets it go: it ends when nothing more can be asked of it."""
    for pipe in (nursery.stdin, nursery.stdout):
        # What was not taken by one that has ended is lost.
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
    nursery.wait()


def _serve(arguments: list[str], environment: dict[str, str], log: str) -> None:
    """In the forked process: become the server."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with Path(os.devnull).open() as nothing, Path(log).open("w") as said:
        os.dup2(nothing.fileno(), 0)
        for stream in (1, 2):
            os.dup2(said.fileno(), stream)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["streamlit", *arguments]
    from streamlit.web import cli

    cli.main(prog_name="streamlit")


def _let_go(*_: object) -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue


def _main() -> None:
    for name in LOADED:
        importlib.import_module(name)
    from streamlit.components.v2 import manifest_scanner

    # As in ``packages_scanned_once``: the installed packages stay the same.
    found = manifest_scanner.scan_component_manifests()
    manifest_scanner.scan_component_manifests = lambda *_args, **_kwargs: found
    # A server that has stopped is gone at once, not kept until somebody asks how it ended.
    signal.signal(signal.SIGCHLD, _let_go)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _serve(**json.loads(line))
            raise SystemExit
        print(pid, flush=True)


if __name__ == "__main__":
    _main()
