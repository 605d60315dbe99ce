"""What every test may ask for: system programs, the running app, a page that watches itself."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

from tests.running_app import running_app
from tests.system_programs import BROWSER, OFFICE, PDF_TO_PNG, Program, find_program
from tests.waiting import LIMIT_MS

SOAK = bool(os.environ.get("SOAK"))

# The long runs have a command of their own (make soak).
collect_ignore = [] if SOAK else ["soak"]

# The same examples in every run of the test command: a failure there is about the change at hand.
# The long runs look for new ones. No deadline: other work on the machine is not a failure.
settings.register_profile("test", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("soak", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile("soak" if SOAK else "test")

# Streamlit asks for these two below a page's own path when a link leads straight to that page.
KNOWN_404 = re.compile(r"^/[^/]+/_stcore/(health|host-config)$")


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


# A browser per module, not per session: Playwright keeps an event loop on the thread while it
# runs, and a test of another module may want to start one of its own.
@pytest.fixture(scope="module")
def browser(browser_executable: Path) -> Iterator[Any]:
    """A headless browser, driven by Playwright; what is expected of its pages may take a while."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=LIMIT_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=browser_executable,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens pages of any size (width, height in px) that watch what they ask for and complain of.

    At the end of the test, a request to anywhere but 127.0.0.1 or an error in the console fails it.
    """
    outside: list[str] = []
    errors: list[str] = []
    contexts = []

    def ask(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            outside.append(url)

    def hear(message: Any) -> None:
        path = urlsplit(message.location.get("url", "")).path
        if message.type == "error" and not ("404" in message.text and KNOWN_404.match(path)):
            errors.append(f"{message.text} ({message.location.get('url', '')})")

    def watch(page: Any) -> None:
        page.on("console", hear)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("websocket", lambda socket: ask(socket.url))

    def open_one(width: int = 1440, height: int = 960, **options: Any) -> Any:
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, accept_downloads=True, **options)
        context.set_default_timeout(LIMIT_MS)
        contexts.append(context)
        context.on("request", lambda request: ask(request.url))
        context.on("page", watch)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    assert outside == [], "requests that left this machine"
    assert errors == [], "errors in the browser's console"


@pytest.fixture
def page(open_page: Callable[..., Any]) -> Any:
    """A page of 1440 x 960 px that watches itself, see ``open_page``."""
    return open_page()
