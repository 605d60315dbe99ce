"""Try an offline bundle as its user would: unzip, install with no network, run, start, stop."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

START_LIMIT_S = 60
# Runs the first screen without a browser: a package or a data file the bundle lacks shows up here.
FIRST_SCREEN = """
from streamlit.testing.v1 import AppTest
screen = AppTest.from_file("app.py", default_timeout=60)
screen.query_params["city"] = "450900"
screen.run()
wrong = [e.message for e in screen.exception] + [e.value for e in screen.error]
raise SystemExit("; ".join(wrong) or (0 if screen.button else "the first screen is empty"))
"""


def offline_environment() -> dict[str, str]:
    """This machine's environment without its settings for pip; pip is kept off the network."""
    kept = {k: v for k, v in os.environ.items() if not k.upper().startswith(("PIP_", "PYTHON"))}
    return {**kept, "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}


def await_health(url: str, server: "subprocess.Popen[bytes]") -> None:
    """Wait until the app says it is well. Raises SystemExit when it ends or stays silent."""
    end = time.monotonic() + START_LIMIT_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit("the bundle's app did not start")


def try_bundle(bundle: Path, folder: Path) -> None:
    """Unzip into a folder, install and run there; stop what was started.

    Raises CalledProcessError or SystemExit at the first step that fails.
    """
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    (top,) = folder.iterdir()
    start = [str(top / "start.bat")] if os.name == "nt" else ["sh", str(top / "start.sh")]
    env = offline_environment()
    quiet = {"stdin": subprocess.DEVNULL, "env": env}
    subprocess.run([*start, "--install-only"], check=True, timeout=600, **quiet)  # type: ignore[call-overload]
    python = top / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    for code in (["-c", FIRST_SCREEN], ["-m", "analysis", "requirements", "--out", "all.csv"]):
        subprocess.run([str(python), *code], check=True, cwd=top, timeout=120, **quiet)  # type: ignore[call-overload]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.monotonic()
    options = ["--server.port", str(port), "--server.headless", "true"]
    server = subprocess.Popen([*start, *options], start_new_session=True, **quiet)  # type: ignore[call-overload]
    try:
        await_health(f"http://127.0.0.1:{port}", server)
        print(f"bundle: installed with no network, answered after {time.monotonic() - began:.1f} s")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def main() -> None:
    """Try the bundle named on the command line."""
    # A folder as users have them: Chinese, with a space.
    with tempfile.TemporaryDirectory(prefix="残联 离线包 ") as folder:
        try_bundle(Path(sys.argv[1]).resolve(), Path(folder))


if __name__ == "__main__":
    main()
