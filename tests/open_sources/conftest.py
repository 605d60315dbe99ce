"""What the tests of the open sources ask for: their own server, and no way off the machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from tests.open_sources.overpass_server import Overpass, overpass_server

HERE = ("127.0.0.1", "localhost", "::1")


@pytest.fixture(autouse=True)
def no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of other machines do not resolve and their addresses refuse; no proxy is used."""
    connect, by_name = socket.socket.connect, socket.gethostbyname
    addresses = socket.getaddrinfo

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in HERE:
            raise OSError(101, "Network is unreachable")
        connect(self, address)

    def look_up(name: str) -> str:
        if name not in HERE:
            raise socket.gaierror(-3, "Temporary failure in name resolution")
        return by_name(name)

    def look_up_all(host: Any, *args: Any, **options: Any) -> Any:
        look_up(host)
        return addresses(host, *args, **options)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", look_up_all)
    monkeypatch.setattr(socket, "gethostbyname", look_up)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def overpass() -> Iterator[Overpass]:
    """A server that knows nothing yet and answers as a good one does."""
    with overpass_server(Overpass()) as server:
        yield server
