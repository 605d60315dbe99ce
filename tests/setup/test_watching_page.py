"""The fixtures of ``tests/conftest.py``: what they let through and what they stop."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.conftest import require
from tests.kept_browser import KeptBrowser
from tests.system_programs import BROWSER, find_program
from tests.watched_page import KNOWN_404, WatchedPage

ROOT = Path(__file__).resolve().parents[2]


def test_without_the_program_a_test_skips_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BROWSER_BIN", "/nowhere/browser")
    monkeypatch.delenv("REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception) as skipped:
        require(BROWSER)
    assert str(skipped.value) == (
        "needs Chromium, Chrome or Edge: "
        "install Chromium (Debian: apt-get install chromium), Chrome or Edge, "
        "or set BROWSER_BIN to one"
    )


def test_require_all_turns_that_skip_into_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_BIN", "/nowhere/browser")
    monkeypatch.setenv("REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match="needs Chromium, Chrome or Edge"):
        require(BROWSER)


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


TESTS = """
def test_that_fetches(page):
    page.goto("data:text/html,<p>")
    page.evaluate("fetch('http://example.invalid/x').catch(() => 1)")

def test_that_complains(page):
    page.goto("data:text/html,<p>")
    page.evaluate("console.error('something broke')")

def test_that_does_neither(page):
    page.goto("data:text/html,<p>")
"""


@pytest.fixture(scope="module")
def printed(browser_executable: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest prints for three tests that have the project's fixtures."""
    folder = tmp_path_factory.mktemp("tests")
    (folder / "test_three.py").write_text(TESTS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    command += ["-ra", "-v", "-c", os.devnull, "--rootdir", str(folder), str(folder)]
    # Not once more: they are to fail.
    command += ["--force-reruns", "0"]
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    return ended.stdout + ended.stderr


def test_a_page_that_asks_another_machine_fails_its_test(printed: str) -> None:
    assert re.search(r"^ERROR .*::test_that_fetches\b", printed, re.MULTILINE)
    assert "'http://example.invalid/x'" in printed


def test_a_page_that_complains_in_the_console_fails_its_test(printed: str) -> None:
    assert re.search(r"^ERROR .*::test_that_complains\b", printed, re.MULTILINE)
    assert "something broke" in printed


def test_what_a_page_did_in_one_test_fails_no_other(printed: str) -> None:
    assert not re.search(r"^ERROR .*::test_that_does_neither\b", printed, re.MULTILINE)
    assert re.search(r"3 passed.* 2 errors", printed)


STORED = "[localStorage.length, sessionStorage.length, document.cookie.includes('name=value')]"


def test_a_page_handed_on_has_nothing_stored(browser: Any, app_server: str) -> None:
    one = WatchedPage(browser)
    one.page.goto(f"{app_server}/_stcore/health")
    one.page.evaluate("localStorage.city = sessionStorage.city = '450900'")
    one.page.evaluate("document.cookie = 'name=value'")
    assert one.page.evaluate(STORED) == [1, 1, True]
    assert one.cleaned()
    assert one.page.url == "about:blank"
    one.page.goto(f"{app_server}/_stcore/health")
    assert one.page.evaluate(STORED) == [0, 0, False]
    one.close()


def test_a_page_that_has_left_the_address_it_stored_at_is_not_handed_on(
    browser: Any, app_server: str
) -> None:
    one = WatchedPage(browser)
    one.page.goto(f"{app_server}/_stcore/health")
    one.page.evaluate("sessionStorage.city = '450900'")
    one.page.goto("about:blank")
    assert not one.cleaned()
    one.close()


def test_another_browser_takes_the_place_of_one_that_died(kept_browser: KeptBrowser) -> None:
    kept = KeptBrowser(kept_browser.launch)
    first = kept.running()
    assert kept.running() is first
    page = WatchedPage(first)
    first.close()
    assert not page.alive
    assert not page.cleaned()
    page.close()
    second = kept.running()
    assert second.is_connected()
    assert WatchedPage(second).alive
    kept.close()


def test_the_app_answers_on_this_machine_alone(app_server: str) -> None:
    assert urlsplit(app_server).hostname == "127.0.0.1"
    with urlopen(f"{app_server}/_stcore/health", timeout=5) as answer:
        assert answer.read() == b"ok"
