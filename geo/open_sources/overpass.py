"""Asking an Overpass server through osmnx: the one place that knows its process-wide settings.

osmnx waits 55 s and asks again, without end, when a server is busy, and 60 s when it can't be
reached; it takes what a server gave up on for the whole answer; it pins a host name in
``socket.getaddrinfo`` and asks a public resolver about unknown ones. Here the server's own status
is asked first, every answer is looked at as it comes (a hook of requests), and everything is put
back afterwards.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests
from requests import exceptions as broken
from shapely import MultiPolygon, Polygon
from shapely.errors import ShapelyError

from geo.open_sources.answers import Answer, read_answer
from geo.open_sources.unavailable import MapUnavailableError, Reason
from geo.text import Text

OVERPASS_URL = "https://overpass-api.de/api"
"""The main public server, run by FOSSGIS e. V."""
USER_AGENT = "disability-facility-planner (OSMnx)"
CONNECT_S = 10.0
"""How long a connection may take to open before there is none."""
LONGEST_WAIT_S = 60
"""How long to wait for a free place at the server before calling it busy."""
LOOK_AGAIN_S = 5
"""How long to wait when the server names no time."""
BUSY = frozenset({429, 503, 504})

CHECKING = Text("正在联系 {server} …", "Contacting {server} …")
WAITING = Text(
    "服务器排队中，{seconds} 秒后再问 …", "The server has a queue; {seconds} s to wait …"
)
ASKING = Text("正在查询，一般不到一分钟 …", "Asking; it mostly takes less than a minute …")

Progress = Callable[[Text], None]
Sleep = Callable[[float], None]
"""Waits so many seconds; given, so that a test need not."""
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Place:
    """One object of the map: node, way or relation, its id, its tags and a point on it (WGS-84)."""

    kind: str
    osm_id: int
    tags: Mapping[str, str]
    lon: float
    lat: float


def ask(
    area: Polygon | MultiPolygon,
    tags: dict[str, bool | str | list[str]],
    *,
    server: str,
    timeout_s: float,
    progress: Progress,
    sleep: Sleep = time.sleep,
) -> tuple[tuple[Place, ...], str]:
    """The places in the area (WGS-84) with any of the tags, by kind and id, and the map's date.

    One query; ``sleep`` waits for a place in the server's queue. Raises MapUnavailableError for
    whatever stands in the way.
    """
    with turn(server, timeout_s, progress, sleep):
        progress(ASKING)
        return _ask(area, tags, server, timeout_s)


@contextmanager
def turn(
    server: str, timeout_s: float, progress: Progress, sleep: Sleep = time.sleep
) -> Iterator[None]:
    """A place at the server, held while the block asks: one query of this process at a time.

    Raises MapUnavailableError for whatever stands in the way, in the block too.
    """
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        raise MapUnavailableError(Reason.ASKING_ALREADY, server)
    try:
        with _said_as_reasons(server):
            progress(CHECKING.fill(server=server))
            _wait_for_a_place(server, timeout_s, progress, sleep)
            yield
    finally:
        _ONE_AT_A_TIME.release()


def seconds_to_wait(status: str) -> int:
    """How long the server asks to wait, from the text of its status page; 0 when it is free.

    A page that is no status page asks for nothing: the query itself will show.
    """
    limit = re.search(r"^Rate limit: (\d+)", status, re.MULTILINE)
    free = re.search(r"^(\d+) slots? available now", status, re.MULTILINE)
    if limit is None or int(limit[1]) == 0 or (free is not None and int(free[1]) > 0):
        return 0
    named = re.findall(r"^Slot available after: .*, in (-?\d+) seconds", status, re.MULTILINE)
    return max(1, min(map(int, named))) if named else LOOK_AGAIN_S


def _wait_for_a_place(server: str, timeout_s: float, progress: Progress, sleep: Sleep) -> None:
    waited = 0
    while True:
        response = requests.get(
            f"{server}/status",
            headers={"User-Agent": USER_AGENT},
            timeout=(CONNECT_S, timeout_s),
        )
        seconds = seconds_to_wait(response.text) if response.ok else 0
        waited += seconds
        if response.status_code in BUSY or waited > LONGEST_WAIT_S:
            raise MapUnavailableError(Reason.SERVER_BUSY, server)
        if seconds == 0:
            return
        progress(WAITING.fill(seconds=seconds))
        sleep(seconds)


def _ask(
    area: Polygon | MultiPolygon,
    tags: dict[str, bool | str | list[str]],
    server: str,
    timeout_s: float,
) -> tuple[tuple[Place, ...], str]:
    answers: list[Answer] = []

    def look(response: requests.Response) -> None:
        answers.append(read_answer(response.content, server))

    with speaking_osmnx(server, timeout_s, look) as osmnx:
        try:
            frame = osmnx.features_from_polygon(area, tags)
        except osmnx._errors.InsufficientResponseError:
            # The answer has been read and found whole: nothing is there.
            return (), answers[-1].data_as_of if answers else ""
        except broken.RequestException:
            raise
        except (KeyError, TypeError, ValueError, IndexError, AttributeError, ShapelyError) as error:
            # It passed our own look and still is no map to osmnx.
            raise MapUnavailableError(Reason.UNREADABLE, server) from error
    points = frame.geometry.representative_point()
    answer = answers[-1]
    found = [
        Place(kind, int(osm_id), answer.tags[kind, osm_id], point.x, point.y)
        for (kind, osm_id), point in points.items()
        if (kind, osm_id) in answer.tags
    ]
    return tuple(sorted(found, key=lambda p: (p.kind, p.osm_id))), answer.data_as_of


@contextmanager
def speaking_osmnx(
    server: str, timeout_s: float, look: Callable[[requests.Response], None], **settings: Any
) -> Iterator[Any]:
    """The module osmnx, set to speak to the server while the block runs.

    ``look`` sees every answer as it comes and may refuse it by raising; what the server itself
    refused is raised before. ``settings``: more of osmnx's own.
    """
    import osmnx  # noqa: PLC0415 -- takes a second and a half, and few users ask

    def see(response: requests.Response, *_: object, **__: object) -> None:
        if response.is_redirect:
            return
        try:
            _refuse_failed(response, server)
            look(response)
        except BaseException:
            response.close()  # nobody else will: requests hands it to no one now
            raise

    values: dict[str, Any] = {
        "overpass_url": server,
        # The server gives up a little before we do, so that it can say so.
        "overpass_settings": f"[out:json][timeout:{max(1, int(timeout_s * 0.9))}]{{maxsize}}",
        "overpass_memory": None,
        "overpass_rate_limit": False,
        "requests_timeout": timeout_s,
        "requests_kwargs": {"hooks": {"response": see}},
        "max_query_area_size": 1e13,
        "use_cache": False,
        "cache_only_mode": False,
        "doh_url_template": None,
        "default_crs": "epsg:4326",
        "http_user_agent": USER_AGENT,
        "log_console": False,
        "log_file": False,
        **settings,
    }
    with _for_now(osmnx.settings, values):
        yield osmnx


def _refuse_failed(response: requests.Response, server: str) -> None:
    if response.status_code in BUSY:
        raise MapUnavailableError(Reason.SERVER_BUSY, server)
    if not response.ok:
        raise MapUnavailableError(
            Reason.SERVER_REFUSED, server, f"HTTP {response.status_code} {response.reason}"
        )


@contextmanager
def _for_now(settings: Any, values: Mapping[str, Any]) -> Iterator[None]:
    """Settings of the process for the length of one query; the resolver of names as it was."""
    before = {name: getattr(settings, name) for name in values}
    resolver = socket.getaddrinfo
    try:
        for name, value in values.items():
            setattr(settings, name, value)
        yield
    finally:
        socket.getaddrinfo = resolver
        for name, value in before.items():
            setattr(settings, name, value)


@contextmanager
def _said_as_reasons(server: str) -> Iterator[None]:
    """Turns what requests raises into the reason to tell the user."""
    try:
        yield
    except (broken.MissingSchema, broken.InvalidSchema, broken.InvalidURL) as error:
        raise MapUnavailableError(Reason.BAD_ADDRESS, server) from error
    except broken.SSLError as error:
        raise MapUnavailableError(Reason.CERTIFICATE, server) from error
    except broken.ReadTimeout as error:
        raise MapUnavailableError(Reason.NO_ANSWER, server) from error
    except broken.ConnectionError as error:
        reason = Reason.CONNECTION_LOST if _had_begun(error) else Reason.NO_CONNECTION
        raise MapUnavailableError(reason, server) from error
    except broken.RequestException as error:
        raise MapUnavailableError(Reason.CONNECTION_LOST, server) from error


def _had_begun(error: broken.ConnectionError) -> bool:
    """Whether the connection was there and broke, rather than never came about."""
    return "aborted" in str(error) or "Read timed out" in str(error)
