"""The fixtures of ``tests/conftest.py``: what they let through and what they stop."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.conftest import KNOWN_404
from tests.system_programs import BROWSER, find_program

ROOT = Path(__file__).resolve().parents[2]


def run_pytest(folder: Path, test: str, **environment: str) -> str:
    """What pytest prints for one test that has the project's fixtures."""
    (folder / "test_one.py").write_text(test, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    command += ["-ra", "--no-fold-skipped", "-c", os.devnull, "--rootdir", str(folder), str(folder)]
    env = {k: v for k, v in os.environ.items() if k != "REQUIRE_ALL"} | environment
    ended = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=120
    )
    return ended.stdout + ended.stderr


NEEDS_BROWSER = "def test_it(browser_executable): pass"


def test_without_the_program_a_test_skips_by_name_and_says_what_to_install(tmp_path: Path) -> None:
    printed = run_pytest(tmp_path, NEEDS_BROWSER, BROWSER_BIN="/nowhere/browser")
    assert "test_one.py::test_it - Skipped: needs Chromium, Chrome or Edge" in printed
    assert "install Chromium (Debian: apt-get install chromium), Chrome or Edge" in printed


def test_require_all_turns_that_skip_into_a_failure(tmp_path: Path) -> None:
    printed = run_pytest(tmp_path, NEEDS_BROWSER, BROWSER_BIN="/nowhere/browser", REQUIRE_ALL="1")
    assert "1 error" in printed
    assert "skipped" not in printed


def test_browser_bin_comes_before_the_search_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "my-browser"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER_BIN", str(program))
    assert find_program(BROWSER) == program


def test_a_browser_is_found_in_its_usual_windows_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.delenv("BROWSER_BIN", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    assert find_program(BROWSER) == program


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/facilities/_stcore/health", True),
        ("/facilities/_stcore/host-config", True),
        ("/_stcore/health", False),
        ("/facilities/_stcore/stream", False),
        ("/component/map/_stcore/health", False),
    ],
)
def test_only_streamlits_two_requests_below_a_page_may_be_missing(path: str, known: bool) -> None:
    assert bool(KNOWN_404.match(path)) is known


FETCHES = """
def test_it(page, app_server):
    page.goto(app_server)
    page.evaluate("fetch('http://example.invalid/x').catch(() => 1)")
"""
COMPLAINS = """
def test_it(page, app_server):
    page.goto(app_server)
    page.evaluate("console.error('something broke')")
"""


def test_a_page_that_asks_another_machine_fails_its_test(
    browser_executable: Path, tmp_path: Path
) -> None:
    assert "'http://example.invalid/x'" in run_pytest(tmp_path, FETCHES)


def test_a_page_that_complains_in_the_console_fails_its_test(
    browser_executable: Path, tmp_path: Path
) -> None:
    assert "something broke" in run_pytest(tmp_path, COMPLAINS)


def test_the_app_answers_on_this_machine_alone(app_server: str) -> None:
    assert urlsplit(app_server).hostname == "127.0.0.1"
    with urlopen(f"{app_server}/_stcore/health", timeout=5) as answer:
        assert answer.read() == b"ok"
