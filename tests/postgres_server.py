"""A PostgreSQL server of the tests' own, in a temporary folder on 127.0.0.1.

``python -m tests.postgres_server COMMAND …`` runs a command with its URL in TEST_POSTGRES_URL.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.system_programs import POSTGRES, find_program

VARIABLE = "TEST_POSTGRES_URL"
_USER = "planner"
_PASSWORD = "not-secret"
_TRIES = 3


@contextmanager
def postgres_server(pg_ctl: Path) -> Iterator[str]:
    """The URL of a new server's first database; the server and its files go at the end.

    RuntimeError with what it said when it does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    as_user: list[str] = []
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # The server refuses to run as root.
        shutil.chown(folder, "postgres", "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    data, log = folder / "data", folder / "log"
    password = folder / "password"
    password.write_text(_PASSWORD, encoding="utf-8")
    password.chmod(0o644)
    initdb = pg_ctl.with_name("initdb" + pg_ctl.suffix)
    try:
        access = ["-U", _USER, "--auth=scram-sha-256", f"--pwfile={password}"]
        text = ["-E", "UTF8", "--locale=C"]
        _run([*as_user, str(initdb), "-D", str(data), "--no-sync", *access, *text])
        port = _start([*as_user, str(pg_ctl), "-D", str(data), "-l", str(log)], log)
        try:
            yield f"postgresql://{_USER}:{_PASSWORD}@127.0.0.1:{port}/postgres"
        finally:
            _run([*as_user, str(pg_ctl), "-D", str(data), "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(command: list[str], log: Path) -> int:
    """The port it listens on; another is tried when someone else took the free one."""
    for left in reversed(range(_TRIES)):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port: int = free.getsockname()[1]
        # -F: the files go at the end, so the disk need not be waited for.
        options = f"-F -h 127.0.0.1 -p {port} -c unix_socket_directories="
        try:
            _run([*command, "-o", options, "-w", "-t", "60", "start"])
        except RuntimeError as error:
            if not left:
                said = log.read_text(errors="replace") if log.exists() else ""
                raise RuntimeError(f"{error}\n{said[-2_000:]}") from error
        else:
            return port
    raise AssertionError


def _run(command: list[str]) -> None:
    # To a file: a pipe would stay open as long as the server that inherits it.
    with tempfile.TemporaryFile("w+") as said:
        code = subprocess.call(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT
        )
        if code != 0:
            said.seek(0)
            raise RuntimeError(f"{command[-1]}: exit code {code}\n{said.read()[-2_000:]}")


@contextmanager
def own_database(server: str, name: str) -> Iterator[str]:
    """The URL of a new database of this name on a server; it goes at the end."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0'.encode())
    try:
        yield server.rsplit("/", 1)[0] + "/" + name
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def empty(database: str) -> None:
    """Takes everything out of a database."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def main(command: list[str]) -> int:
    """The exit code of a command run beside a server."""
    pg_ctl = find_program(POSTGRES)
    if pg_ctl is None:
        sys.stderr.write(f"needs {POSTGRES.name}: {POSTGRES.install}\n")
        return 1
    with postgres_server(pg_ctl) as url:
        return subprocess.call(command, env=os.environ | {VARIABLE: url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
