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

ROOT = Path(__file__).resolve().parent.parent
START_LIMIT_S = 180


@contextmanager
def running_app(script: Path = ROOT / "app.py", register: str = "") -> Iterator[str]:
    """The address of the running script, without a slash at its end.

    It works on the ``register`` given, else on a new one that goes when the server stops.
    RuntimeError with the last lines the server wrote when it does not start.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.port", str(port), "--server.headless", "true"]
    # A script under tests/ finds the project's modules from the project's root.
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile("w+") as log, tempfile.TemporaryDirectory() as folder:
        environment["PLANNER_REGISTER"] = register or str(Path(folder) / "register.sqlite")
        environment["PLANNER_ROADS"] = str(Path(folder) / "roads")
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            if not _answers(url, server):
                log.seek(0)
                raise RuntimeError(f"{script.name} did not start:\n{log.read()[-4_000:]}")
            yield url
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _answers(url: str, server: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + START_LIMIT_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False
