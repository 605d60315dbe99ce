"""A Streamlit script running on a free port of this machine, for tests and benchmarks."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.warm_start import WarmServer, start_warm

ROOT = Path(__file__).resolve().parent.parent
START_LIMIT_S = 180
Server = WarmServer | subprocess.Popen[bytes]
_given_back: list[int] = []
"""The ports of servers of this process that have stopped."""


@contextmanager
def running_app(
    script: Path = ROOT / "app.py", register: str = "", *, warm: bool = True
) -> Iterator[str]:
    """The address of the running script, without a slash at its end.

    It works on the ``register`` given, else on a new one that goes when the server stops. Not
    ``warm``, it is started as a user does, and loads all libraries itself.
    RuntimeError with the last lines the server wrote when it does not start.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    arguments = ["run", str(script), "--server.port", str(port), "--server.headless", "true"]
    # A script under tests/ finds the project's modules from the project's root.
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        environment["PLANNER_REGISTER"] = register or str(Path(folder) / "register.sqlite")
        environment["PLANNER_ROADS"] = str(Path(folder) / "roads")
        log = Path(folder) / "log"
        server = _started(arguments, environment, log, warm=warm)
        try:
            if not _answers(url, server):
                said = log.read_text(encoding="utf-8", errors="replace")[-4_000:]
                raise RuntimeError(f"{script.name} did not start:\n{said}")
            yield url
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            _given_back.append(port)


def _started(arguments: list[str], environment: dict[str, str], log: Path, *, warm: bool) -> Server:
    if warm and sys.platform == "linux":
        return start_warm(arguments, environment, log)
    with log.open("w") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "streamlit", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=said,
            stderr=subprocess.STDOUT,
        )


def _free_port() -> int:
    """A port nobody listens on: the last one given back, if it is still free.

    A browser that was there before has the app's scripts compiled for that address, which is half
    of the work of opening a page.
    """
    for port in (*_given_back[-1:], 0):
        with socket.socket() as free:
            if os.name == "posix":
                # As the server asks for it: connections that are closing do not count.
                free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                free.bind(("127.0.0.1", port))
            except OSError:
                continue
            if port in _given_back:
                _given_back.remove(port)
            return int(free.getsockname()[1])
    raise RuntimeError("no free port")


def _answers(url: str, server: Server) -> bool:
    end = time.monotonic() + START_LIMIT_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False
