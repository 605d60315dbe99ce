"""The app as tests start it: cold as its users do, and from a process that is warm."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests import warm_start
from tests.browser.steps import YULIN, open_app, says
from tests.running_app import running_app
from tests.warm_start import start_warm


@pytest.fixture
def cold_app(register_of_its_own: Path) -> Iterator[str]:
    """The app started as a user does."""
    with running_app(register=str(register_of_its_own), warm=False) as url:
        yield url


def test_the_app_starts_cold_and_gives_its_first_page(cold_app: str, page: Any) -> None:
    with urlopen(f"{cold_app}/_stcore/health", timeout=60) as answer:
        assert answer.read() == b"ok"
    open_app(page, cold_app, city=YULIN)
    says(page, "玉林市")


def test_a_server_asked_of_a_process_that_has_ended_is_a_runtime_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", "raise SystemExit(3)"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as ended:
        ended.wait()
        monkeypatch.setattr(warm_start, "_nursery", cache(lambda: ended))
        with pytest.raises(RuntimeError, match=r"ended \(3\)"):
            start_warm([], {}, tmp_path / "log")
