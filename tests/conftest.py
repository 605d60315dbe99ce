"""What every test may ask for: system programs, the running app, a page that watches itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.kept_browser import KeptBrowser
from tests.running_app import running_app
from tests.system_programs import BROWSER, OFFICE, PDF_TO_PNG, Program, find_program
from tests.waiting import LIMIT_MS
from tests.watched_page import WatchedPage

ROOT = Path(__file__).resolve().parent.parent
SOAK = bool(os.environ.get("SOAK"))

# The long runs have a command of their own (make soak).
collect_ignore = [] if SOAK else ["soak"]

# The same examples in every run of the test command: a failure there is about the change at hand.
# The long runs look for new ones. No deadline: other work on the machine is not a failure.
settings.register_profile("test", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("soak", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile("soak" if SOAK else "test")


def require(program: Program) -> Path:
    """Where the program is; without it the test skips by name, or fails if REQUIRE_ALL=1."""
    found = find_program(program)
    if found is None:
        message = f"needs {program.name}: {program.install}"
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail(f"{message} (REQUIRE_ALL=1)", pytrace=False)
        pytest.skip(message)
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test that uses a browser carries the marker, so ``-m 'not browser'`` leaves it out.

    It is run once more when it fails: a machine with other work on it stalls.
    """
    for item in items:
        if "browser_executable" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True)
def register_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test finds a register and roads of its own, never those in the user's folder."""
    path = tmp_path / "register.sqlite"
    monkeypatch.setenv("PLANNER_REGISTER", str(path))
    monkeypatch.setenv("PLANNER_ROADS", str(tmp_path / "roads"))
    return path


@pytest.fixture(autouse=True)
def main_module_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page run by Streamlit's AppTest stays behind as ``__main__``.

    A process started after it would run that page first, and write into the register of its test.
    """
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session", autouse=True)
def packages_scanned_once() -> Iterator[None]:
    """Streamlit looks through every installed package for components whenever an app starts.

    In one process they stay the same; a second less for each of some hundred tests of pages.
    """
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(scope="session", autouse=True)
def scripts_compiled_once() -> Iterator[None]:
    """Streamlit's AppTest compiles the app's script and pages anew in each run of a page.

    Those of this project stay the same; what a test writes for itself is compiled each time.
    """
    from streamlit.runtime.scriptrunner.script_cache import ScriptCache

    compiled = ScriptCache()
    compile_anew = ScriptCache.get_bytecode

    def get_bytecode(own: ScriptCache, script_path: str) -> Any:
        ours = Path(script_path).resolve().is_relative_to(ROOT)
        return compile_anew(compiled if ours else own, script_path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ScriptCache, "get_bytecode", get_bytecode)
        yield


@pytest.fixture(scope="session")
def browser_executable() -> Path:
    """An installed Chromium, Chrome or Edge."""
    return require(BROWSER)


@pytest.fixture(scope="session")
def office_executable() -> Path:
    """LibreOffice's soffice, which turns a workbook into a PDF."""
    return require(OFFICE)


@pytest.fixture(scope="session")
def pdf_to_png_executable() -> Path:
    """pdftoppm, which turns a PDF into pictures."""
    return require(PDF_TO_PNG)


@pytest.fixture(scope="session")
def app_server() -> Iterator[str]:
    """The address of the running app, without a slash at its end; one server per session."""
    with running_app() as url:
        yield url


@pytest.fixture
def own_app(register_of_its_own: Path) -> Iterator[str]:
    """The address of an app of the test's own: what it records, no other test finds.

    A test names it before ``page``, so that the page is closed before the app stops.
    """
    with running_app(register=str(register_of_its_own)) as url:
        yield url


# Playwright keeps an event loop on the thread while it runs: a test that wants one of its own
# starts it on another thread.
@pytest.fixture(scope="session")
def kept_browser(browser_executable: Path) -> Iterator[KeptBrowser]:
    """A headless browser, driven by Playwright; what is expected of its pages may take a while."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=LIMIT_MS)
    with sync_playwright() as playwright:
        kept = KeptBrowser(
            partial(
                playwright.chromium.launch,
                executable_path=browser_executable,
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
        )
        yield kept
        kept.close()


@pytest.fixture
def browser(kept_browser: KeptBrowser) -> Any:
    """The browser of this process's tests, or a new one where it has died."""
    return kept_browser.running()


@pytest.fixture(scope="session")
def kept_pages(kept_browser: KeptBrowser) -> Iterator[list[WatchedPage]]:
    """The pages that tests hand on, see ``WatchedPage``."""
    kept: list[WatchedPage] = []
    yield kept
    for one in kept:
        one.close()


@pytest.fixture
def open_page(browser: Any, kept_pages: list[WatchedPage]) -> Iterator[Callable[..., Any]]:
    """Opens pages of any size (width, height in px) that watch what they ask for and complain of.

    At the end of the test, a request to anywhere but 127.0.0.1 or an error in the console fails it.
    A page may have served other tests and is empty again. A test that changes the page itself, by
    a route or a listener, asks for a ``fresh`` one, which goes with the test.
    """
    taken: list[WatchedPage] = []
    kept_pages[:] = [one for one in kept_pages if one.alive]

    def open_one(width: int = 1440, height: int = 960, *, fresh: bool = False) -> Any:
        size = {"width": width, "height": height}
        if not fresh and kept_pages:
            one = kept_pages.pop()
            one.page.set_viewport_size(size)
        else:
            one = WatchedPage(browser, viewport=size)
        one.fresh = fresh
        taken.append(one)
        return one.page

    yield open_one
    outside = [url for one in taken for url in one.outside]
    errors = [error for one in taken for error in one.errors]
    for one in reversed(taken):
        if not one.fresh and one.cleaned():
            kept_pages.append(one)
        else:
            one.close()
    assert outside == [], "requests that left this machine"
    assert errors == [], "errors in the browser's console"


@pytest.fixture
def page(open_page: Callable[..., Any]) -> Any:
    """A page of 1440 x 960 px that watches itself, see ``open_page``."""
    return open_page()
