"""Whether a request was made on this machine itself; what a proxy in between gives away."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def is_loopback(address: str | None) -> bool:
    """Whether only this machine reaches the address; no address is all addresses."""
    name = (address or "").strip().strip("[]").casefold()
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def came_from_here(headers: Mapping[str, str]) -> bool:
    """Whether a request was made to this machine by its own name, through nothing in between.

    A proxy on this machine reaches a server on 127.0.0.1 too: it shows in what it forwards and in
    the names the browser asked for. No headers at all: there was no request, so no network.
    """
    said = {name.casefold(): value for name, value in headers.items()}
    if not said:
        return True
    if any(name in said for name in _FORWARDED):
        return False
    asked = [f"//{said.get('host', '')}"]
    if "origin" in said:
        asked.append(said["origin"])
    return all(_names_this_machine(address) for address in asked)


def _names_this_machine(address: str) -> bool:
    try:
        return is_loopback(urlsplit(address).hostname)
    except ValueError:
        return False
