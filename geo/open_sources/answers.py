"""Reading an answer of an Overpass server: whole and well-formed, or a reason why not."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo.open_sources.unavailable import MapUnavailableError, Reason


@dataclass(frozen=True, slots=True)
class Answer:
    """The tags of every object of an answer, by kind and id, and the date of the map it names."""

    tags: Mapping[tuple[str, int], Mapping[str, str]]
    data_as_of: str


def read_answer(content: bytes, server: str) -> Answer:
    """The answer as it came over the wire. MapUnavailableError if it is not whole.

    A server that ran out of time or memory answers 200 with what it has and a remark.
    """
    try:
        payload = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise MapUnavailableError(Reason.UNREADABLE, server) from error
    if not isinstance(payload, dict):
        raise MapUnavailableError(Reason.UNREADABLE, server)
    _refuse_partial(str(payload.get("remark", "")), server)
    elements = payload.get("elements")
    if not isinstance(elements, list) or not all(map(_is_element, elements)):
        raise MapUnavailableError(Reason.UNREADABLE, server)
    osm3s = payload.get("osm3s")
    named = osm3s.get("timestamp_osm_base") if isinstance(osm3s, dict) else None
    return Answer(
        {(e["type"], e["id"]): e.get("tags", {}) for e in elements},
        named if isinstance(named, str) else "",
    )


def _refuse_partial(remark: str, server: str) -> None:
    said = remark.casefold()
    if "timed out" in said or "timeout" in said:
        raise MapUnavailableError(Reason.SERVER_TIMEOUT, server)
    if "out of memory" in said:
        raise MapUnavailableError(Reason.SERVER_MEMORY, server)
    if "error" in said:
        raise MapUnavailableError(Reason.CUT_SHORT, server, remark)


def _is_element(element: Any) -> bool:
    if not isinstance(element, dict) or type(element.get("id")) is not int:
        return False
    tags = element.get("tags", {})
    if not isinstance(tags, dict) or not all(isinstance(value, str) for value in tags.values()):
        return False
    match element.get("type"):
        case "node":
            return _is_degree(element.get("lon"), 180) and _is_degree(element.get("lat"), 90)
        case "way":
            nodes = element.get("nodes")
            return isinstance(nodes, list) and len(nodes) > 0
        case "relation":
            members = element.get("members")
            return isinstance(members, list) and all(map(_is_member, members))
        case _:
            return False


def _is_degree(value: Any, limit: int) -> bool:
    return isinstance(value, int | float) and math.isfinite(value) and abs(value) <= limit


def _is_member(member: Any) -> bool:
    return isinstance(member, dict) and {"type", "ref", "role"} <= member.keys()
