"""Stands in for the networks st_folium fetches its scripts from: a benchmark asks no one else.

Leaflet comes from the package the app itself uses; everything else is answered as empty, at once.
That is kind to the peer: on a real network it would wait for each.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_LEAFLET = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"
_TYPES = {".js": "text/javascript", ".css": "text/css"}


def serve_cdn(context: Any) -> None:
    """Answers every request of the context to another machine."""
    context.route(lambda url: urlsplit(url).hostname != "127.0.0.1", _answer)


def _answer(route: Any) -> None:
    name = Path(urlsplit(route.request.url).path)
    local = _LEAFLET / name.name
    body = local.read_bytes() if name.stem == "leaflet" and local.is_file() else b""
    route.fulfill(body=body, content_type=_TYPES.get(name.suffix, "application/octet-stream"))
