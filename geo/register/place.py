"""Where the register is: by a URL, by the environment, or in the user's data folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from geo.register.errors import RegisterError
from geo.text import Text

VARIABLE = "PLANNER_REGISTER"
APP_NAME = "disability-facility-planner"
FILE_NAME = "register.sqlite"


def data_folder() -> Path:
    """The user's data folder of this program; it need not exist."""
    return user_data_path(APP_NAME, appauthor=False)


def register_url(given: str | None, environment: Mapping[str, str]) -> URL:
    """The URL given, else the environment's, else the SQLite file in the user's data folder.

    A plain path is an SQLite file. RegisterError for anything but SQLite and PostgreSQL.
    """
    text = given or environment.get(VARIABLE, "")
    if not text:
        return sqlite_url(data_folder() / FILE_NAME)
    if "://" not in text:
        return sqlite_url(Path(text))
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise _unknown(text) from error
    backend = url.drivername.split("+")[0]
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database:
        return url.set(drivername="sqlite")
    raise _unknown(url.render_as_string(hide_password=True))


def sqlite_url(path: Path) -> URL:
    """The URL of an SQLite file."""
    return URL.create("sqlite", database=str(path.expanduser()))


def shown(url: URL) -> str:
    """A URL as it may be shown: without its password; of an SQLite file its path."""
    if url.drivername == "sqlite":
        return url.database or ""
    return url.render_as_string(hide_password=True)


def _unknown(text: str) -> RegisterError:
    scheme = text.split("://", maxsplit=1)[0]
    return RegisterError(
        Text(
            f"看不懂台账的地址（{scheme}://…）。请写 SQLite 文件的路径，或"
            " postgresql://用户:密码@主机/库名。",
            f"This is no address of a register ({scheme}://…). Give the path of an SQLite file or"
            " postgresql://user:password@host/database.",
        )
    )
