"""What the tests of the map ask for: one app that shows it, and its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.running_app import running_app
from tests.ui.map_page import APP, PHONE, WIDE, MapPage


@pytest.fixture(scope="session")
def map_server(browser_executable: Path) -> Iterator[str]:
    """The address of a page that holds nothing but the map."""
    with running_app(APP) as url:
        yield url


@pytest.fixture
def open_map(open_page: Callable[..., Any], map_server: str) -> Callable[..., MapPage]:
    """Opens the map page: size (width, height in px), query."""

    def open_one(size: tuple[int, int] = WIDE, **query: object) -> MapPage:
        query.setdefault("width", "1" if size == PHONE else "0.5")
        return MapPage(open_page(*size), map_server, **query)

    return open_one
