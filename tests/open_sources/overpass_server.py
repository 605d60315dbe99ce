"""A small Overpass server on 127.0.0.1: it answers the queries osmnx writes, from invented objects.

It reads a query as far as osmnx uses the language (kind, key or key = value, polygon, recurse
down), refuses anything else as Overpass does, and can fail in the ways a public server does.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from shapely import Point, Polygon

Element = dict[str, Any]

HEAD = re.compile(r"^\[out:json\]\[timeout:(\d+)\];\((.*)\);out;$", re.DOTALL)
PART = re.compile(
    r"\((node|way|relation)\['([^']+)'(?:='([^']+)')?\]\(poly:'([-\d. ]+)'\);\(\._;>;\);\);"
)
ROADS = re.compile(
    r"^\[out:json\]\[timeout:(\d+)\];\(way((?:\[[^\]]+\])+)\(poly:'([-\d. ]+)'\);>;\);out;$"
)
FILTER = re.compile(r'\["([^"]+)"(?:(=|!~)"([^"]+)")?\]')
FREE = "Connected as: 1\nCurrent time: {now}\nRate limit: 2\n2 slots available now.\n"
MAP_DATE = "2026-01-02T03:04:05Z"


@dataclass
class Overpass:
    """What the server knows, how it behaves, and what it was asked."""

    elements: list[Element] = field(default_factory=list)
    status: list[str] = field(default_factory=lambda: [FREE])
    """The status pages to show, one after another; the last one stays."""
    status_code: int = 200
    answer_code: int = 200
    answer: bytes | None = None
    """What to send in place of the answer to the query."""
    remark: str = ""
    hang_s: float = 0.0
    cut: bool = False
    """Whether to break off in the middle of the answer."""
    mute: bool = False
    """Whether to hang up on a query without a word."""
    redirect: bool = False
    url: str = ""
    queries: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    timeouts: list[int] = field(default_factory=list)

    def page(self) -> str:
        return self.status.pop(0) if len(self.status) > 1 else self.status[0]

    def run(self, query: str) -> tuple[int, bytes]:
        """The answer to a query, as code and body."""
        if (roads := ROADS.match(query)) is not None:
            return 200, self._roads(*roads.groups())
        head = HEAD.match(query)
        if head is None or PART.sub("", head[2]):
            return 400, b"<html><body>parse error</body></html>"
        self.timeouts.append(int(head[1]))
        wanted: dict[tuple[str, int], Element] = {}
        for kind, key, value, poly in PART.findall(head[2]):
            numbers = [float(n) for n in poly.split()]
            area = Polygon(list(zip(numbers[1::2], numbers[::2], strict=True)))
            for element in self.elements:
                tag = element.get("tags", {}).get(key)
                fits = element["type"] == kind and tag is not None and value in ("", tag)
                if fits and any(area.contains(Point(at)) for at in self._corners(element)):
                    for part in self._with_parts(element):
                        wanted[part["type"], part["id"]] = part
        return 200, self._body(list(wanted.values()))

    def _body(self, elements: list[Element]) -> bytes:
        body: dict[str, Any] = {
            "version": 0.6,
            "osm3s": {"timestamp_osm_base": MAP_DATE},
            "elements": elements,
        }
        if self.remark:
            body["remark"] = self.remark
        return json.dumps(body, ensure_ascii=False).encode()

    def _roads(self, timeout: str, filters: str, poly: str) -> bytes:
        """The ways with a node in the polygon, and all their nodes."""
        self.timeouts.append(int(timeout))
        numbers = [float(n) for n in poly.split()]
        area = Polygon(list(zip(numbers[1::2], numbers[::2], strict=True)))
        wanted: dict[tuple[str, int], Element] = {}
        for element in self.elements:
            if element["type"] != "way" or not _passes(element.get("tags", {}), filters):
                continue
            if any(area.contains(Point(at)) for at in self._corners(element)):
                for part in self._with_parts(element):
                    wanted[part["type"], part["id"]] = part
        return self._body(list(wanted.values()))

    def _corners(self, element: Element) -> Iterator[tuple[float, float]]:
        for part in self._with_parts(element):
            if part["type"] == "node":
                yield part["lon"], part["lat"]

    def _with_parts(self, element: Element) -> Iterator[Element]:
        """The object and everything it is made of."""
        by_key = {(e["type"], e["id"]): e for e in self.elements}
        yield element
        for node in element.get("nodes", ()):
            yield by_key["node", node]
        for member in element.get("members", ()):
            yield from self._with_parts(by_key[member["type"], member["ref"]])


def _passes(tags: dict[str, str], filters: str) -> bool:
    for key, sign, value in FILTER.findall(filters):
        match sign:
            case "":
                passes = key in tags
            case "=":
                passes = tags.get(key) == value
            case _:
                passes = re.search(value, tags.get(key, "")) is None
        if not passes:
            return False
    return True


@contextmanager
def overpass_server(known: Overpass) -> Iterator[Overpass]:
    """The server, running while the block does; ``known.url`` is its address."""
    stopping = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path)
            if path.path == "/api/status":
                self._send(known.status_code, known.page().encode(), "text/plain")
            elif path.path == "/api/interpreter":
                self._answer(path.query)
            else:
                self._send(404, b"not here", "text/plain")

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if known.redirect:
                self.send_response(307)
                self.send_header("Location", "/api/interpreter")
                self.send_header("Content-Length", "0")
                self.end_headers()
                known.redirect = False
                return
            self._answer(text)

        def _answer(self, form: str) -> None:
            (query,) = parse_qs(form)["data"]
            known.queries.append(query)
            known.agents.append(self.headers.get("User-Agent", ""))
            stopping.wait(known.hang_s)
            if known.mute:
                self.close_connection = True
                return
            code, body = known.run(query)
            if known.answer is not None:
                body = known.answer
            self._send(known.answer_code if code == 200 else code, body, "application/json")

        def _send(self, code: int, body: bytes, kind: str) -> None:
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            cut = known.cut and kind == "application/json"
            with suppress(ConnectionError):  # who asked may have gone
                self.wfile.write(body[: len(body) // 2] if cut else body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    known.url = f"http://127.0.0.1:{server.server_port}/api"
    try:
        yield known
    finally:
        stopping.set()
        server.shutdown()
        thread.join()
        server.server_close()


def node(osm_id: int, lon: float, lat: float, **tags: str) -> Element:
    """A node; in the names of keys a double underscore stands for a colon."""
    place: Element = {"type": "node", "id": osm_id, "lon": lon, "lat": lat}
    return place | ({"tags": _tags(tags)} if tags else {})


def square(osm_id: int, lon: float, lat: float, **tags: str) -> list[Element]:
    """A closed way of about 100 m with its four nodes, whose ids are the way's, tenfold and on."""
    d = 0.0005
    corners = [(lon - d, lat - d), (lon + d, lat - d), (lon + d, lat + d), (lon - d, lat + d)]
    nodes = [node(osm_id * 10 + i, x, y) for i, (x, y) in enumerate(corners)]
    ids = [n["id"] for n in nodes]
    return [{"type": "way", "id": osm_id, "nodes": [*ids, ids[0]], "tags": _tags(tags)}, *nodes]


def way(osm_id: int, *nodes: int, **tags: str) -> Element:
    """A way along nodes that are there already."""
    return {"type": "way", "id": osm_id, "nodes": list(nodes), "tags": _tags(tags)}


def area(osm_id: int, way_id: int, **tags: str) -> Element:
    """A multipolygon whose outline is the way."""
    member = {"type": "way", "ref": way_id, "role": "outer"}
    all_tags = _tags(tags) | {"type": "multipolygon"}
    return {"type": "relation", "id": osm_id, "members": [member], "tags": all_tags}


def _tags(tags: dict[str, str]) -> dict[str, str]:
    return {key.replace("__", ":"): value for key, value in tags.items()}
