"""An empty register on each database, SQLite and PostgreSQL for real."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import URL

from geo.register.place import register_url as url_of
from geo.register.store import Register, open_register
from tests.conftest import require
from tests.postgres_server import VARIABLE, empty, own_database, postgres_server
from tests.system_programs import POSTGRES


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[Callable[[], str]]:
    """The URL of this process's own database, made when a test first asks for it.

    On the server TEST_POSTGRES_URL names, else on one of this process's own.
    """
    made: list[str] = []
    with ExitStack() as stack:

        def database() -> str:
            if not made:
                server = os.environ.get(VARIABLE) or stack.enter_context(
                    postgres_server(require(POSTGRES))
                )
                made.append(stack.enter_context(own_database(server, f"tests_{os.getpid()}")))
            return made[0]

        yield database


@pytest.fixture(params=["sqlite", "postgres"])
def register_url(
    request: pytest.FixtureRequest, tmp_path: Path, postgres_database: Callable[[], str]
) -> URL:
    """Where an empty database is, of each kind."""
    if request.param == "sqlite":
        return url_of(str(tmp_path / "register.sqlite"), {})
    database = postgres_database()
    empty(database)
    return url_of(database, {})


@pytest.fixture
def register(register_url: URL) -> Iterator[Register]:
    """An open register with nothing in it."""
    opened = open_register(register_url)
    yield opened
    opened.close()
