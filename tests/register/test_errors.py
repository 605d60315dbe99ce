"""What keeps a register from opening is said in words, and nothing is changed by trying."""

from __future__ import annotations

import os
import socket
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geo.register.errors import NotARegisterError, RegisterError, RegisterUnavailableError
from geo.register.place import register_url as url_of
from geo.register.place import shown, sqlite_url
from geo.register.store import open_register
from tests.register.said import facility, put


def refused(url: str) -> RegisterError:
    with pytest.raises(RegisterError) as raised:
        open_register(url_of(url, {}))
    error = raised.value
    assert error.text.zh
    assert error.text.en
    return error


def test_another_programs_sqlite_file_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE people (name TEXT)")
        other.execute("INSERT INTO people VALUES ('x')")
    other.close()
    before = path.read_bytes()
    assert isinstance(refused(str(path)), NotARegisterError)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"not a database at all" * 60, "设施名称\n".encode() * 60])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    assert isinstance(refused(str(path)), NotARegisterError)
    assert path.read_bytes() == content


def test_a_damaged_register_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    register = open_register(sqlite_url(path))
    put(register, *(facility(f"第{i}", f"f{i}") for i in range(200)))
    register.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x7f" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(NotARegisterError) as raised:
        open_register(sqlite_url(path)).state()
    assert "损坏" in raised.value.text.zh


def test_a_folder_is_no_register(tmp_path: Path) -> None:
    assert isinstance(refused(str(tmp_path)), RegisterUnavailableError)
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    refused(str(tmp_path / "file" / "register.sqlite"))
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


@pytest.fixture
def unwritable() -> Iterator[Path]:
    """A folder this process may read and not write, root or not."""
    folder = Path(tempfile.mkdtemp())
    register = open_register(sqlite_url(folder / "register.sqlite"))
    put(register, facility())
    register.close()
    (folder / "register.sqlite").chmod(0o444)
    folder.chmod(0o555)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions")
def test_a_folder_that_may_not_be_written_is_said(unwritable: Path) -> None:
    assert isinstance(refused(str(unwritable / "new.sqlite")), RegisterUnavailableError)
    assert [p.name for p in unwritable.iterdir()] == ["register.sqlite"]


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions")
def test_a_register_that_may_not_be_written_is_said_and_keeps_what_it_has(
    unwritable: Path,
) -> None:
    path = unwritable / "register.sqlite"
    before = path.read_bytes()
    with pytest.raises(RegisterUnavailableError):
        put(open_register(sqlite_url(path)), facility("改", "f1"))
    assert path.read_bytes() == before


def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        error = refused(f"postgresql://planner:hidden-word@127.0.0.1:{port}/planner")
    assert f"127.0.0.1:{port}" in error.text.zh
    assert "hidden-word" not in error.text.zh + error.text.en + str(error)


def test_a_wrong_password_is_said_and_not_shown(postgres_database: Callable[[], str]) -> None:
    url = url_of(postgres_database(), {}).set(password="hidden-word")
    error = refused(url.render_as_string(hide_password=False))
    assert isinstance(error, RegisterUnavailableError)
    assert "hidden-word" not in error.text.zh + error.text.en + str(error)


def test_a_database_that_does_not_exist_is_said(postgres_database: Callable[[], str]) -> None:
    url = url_of(postgres_database(), {}).set(database="no_such_database")
    assert "no_such_database" in refused(url.render_as_string(hide_password=False)).text.zh


@pytest.mark.parametrize(
    "url",
    ["mysql://planner:hidden-word@host/x", "sqlite://", "http://host/", "postgresql://a:b:c@@/"],
)
def test_an_address_that_is_none_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(RegisterError) as raised:
        open_register(url_of(url, {}))
    assert "hidden-word" not in raised.value.text.zh + raised.value.text.en


def test_an_open_register_never_shows_its_password(postgres_database: Callable[[], str]) -> None:
    url = url_of(postgres_database(), {})
    assert url.password
    assert url.password not in shown(url)
    register = open_register(url)
    assert url.password not in register.where
    register.close()


def test_the_address_given_goes_before_that_of_the_environment(tmp_path: Path) -> None:
    named = {"PLANNER_REGISTER": str(tmp_path / "environment.sqlite")}
    assert shown(url_of(str(tmp_path / "given.sqlite"), named)).endswith("given.sqlite")
    assert shown(url_of(None, named)).endswith("environment.sqlite")


def test_without_an_address_the_register_is_in_the_users_data_folder() -> None:
    path = Path(shown(url_of(None, {})))
    assert path.name == "register.sqlite"
    assert path.parent.name == "disability-facility-planner"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_a_postgres_address_is_taken(scheme: str) -> None:
    url = url_of(f"{scheme}://planner@host/db", {})
    assert url.drivername == "postgresql+psycopg"
