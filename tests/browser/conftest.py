"""What browser tests that write on record ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running_app import running_app


@pytest.fixture
def own_app(register_of_its_own: Path) -> Iterator[str]:
    """The app on this test's own register: what is frozen here is in no other test's list."""
    with running_app(register=str(register_of_its_own)) as url:
        yield url
