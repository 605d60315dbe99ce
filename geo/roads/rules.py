"""What OSM's tags of a way or a node say of cars and walkers: who may pass, which way, how fast.

Source of the tags' meaning: OSM wiki, "Key:highway", "Key:access", "Key:oneway", "Key:barrier",
"Key:maxspeed", "Tag:route=ferry", "OSM tags for routing/Access restrictions" (CC BY-SA 2.0). What
the wiki leaves open is decided in docs/methods/roads.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from geo.roads.network import (
    DRIVE_BACKWARD,
    DRIVE_FORWARD,
    THROUGH_ONLY,
    WALK_BACKWARD,
    WALK_FORWARD,
)

DRIVE, WALK = DRIVE_FORWARD | DRIVE_BACKWARD, WALK_FORWARD | WALK_BACKWARD
FORWARD, BACKWARD = DRIVE_FORWARD | WALK_FORWARD, DRIVE_BACKWARD | WALK_BACKWARD

FERRY = "ferry"
_LINKED = ("motorway", "trunk", "primary", "secondary", "tertiary")
DEFAULT_MODES: dict[str, int] = {
    "motorway": DRIVE,
    "motorway_link": DRIVE,
    **{name + end: DRIVE | WALK for name in _LINKED[1:] for end in ("", "_link")},
    "unclassified": DRIVE | WALK,
    "residential": DRIVE | WALK,
    "living_street": DRIVE | WALK,
    "service": DRIVE | WALK,
    "road": DRIVE | WALK,
    "track": DRIVE | WALK,
    "busway": 0,
    "pedestrian": WALK,
    "footway": WALK,
    "path": WALK,
    "steps": WALK,
    "corridor": WALK,
    "platform": WALK,
    "cycleway": 0,
    "bridleway": 0,
}
"""The classes of a network and who may pass each when no other tag says so."""

CLASSES: tuple[str, ...] = (*DEFAULT_MODES, FERRY)
"""Every class a network read from OSM can have, in a fixed order."""

NO_ROAD = frozenset({
    "construction", "proposed", "planned", "abandoned", "disused", "razed", "demolished",
    "destroyed", "removed", "dismantled", "historic", "no", "raceway", "bus_guideway", "escape",
    "rest_area", "services", "emergency_bay", "via_ferrata", "bus_stop", "elevator", "crossing",
    "traffic_signals", "street_lamp", "ladder", "trailhead", "toll_gantry",
})  # fmt: skip
"""Values of highway that are no road to travel on, or none yet; left out without a word."""

_ONEWAY_ON_FOOT = frozenset({"footway", "pedestrian", "steps", "corridor"})
_CLOSED = frozenset({
    "no", "private", "agricultural", "forestry", "emergency", "psv", "bus", "delivery",
    "military", "permit", "restricted", "use_sidepath", "official", "hgv",
})  # fmt: skip
_DRIVE_KEYS = ("motorcar", "motor_vehicle", "vehicle", "access")
_WALK_KEYS = ("foot", "access")
_SIDES = ("", ":forward", ":backward")
_ONEWAY_KEYS = ("oneway:motorcar", "oneway:motor_vehicle", "oneway:vehicle", "oneway")
WAY_KEYS = frozenset(
    {"highway", "route", "junction", "area", "motorroad", "conveying", "duration", "bicycle"}
    | {"oneway:foot", "abandoned", "disused", "bridge", "tunnel", *_ONEWAY_KEYS}
    | {key + side for key in (*_DRIVE_KEYS, *_WALK_KEYS, "maxspeed") for side in _SIDES}
)
"""The keys ``passage`` looks at: ways with equal values of these have equal passages."""

_STOPS_CARS = frozenset({
    "bollard", "block", "chain", "cycle_barrier", "motorcycle_barrier", "kissing_gate", "stile",
    "horse_stile", "turnstile", "full-height_turnstile", "log", "debris", "jersey_barrier",
    "bus_trap", "sump_buster", "planter", "rope", "spikes", "bar", "wicket_gate", "barrier_board",
    "tyres", "delineators", "step", "squeeze",
})  # fmt: skip
_STOPS_ALL = frozenset({
    "wall", "fence", "hedge", "retaining_wall", "city_wall", "ditch", "guard_rail",
})  # fmt: skip
NODE_KEYS = frozenset({"barrier", "bollard", "locked", *_DRIVE_KEYS, *_WALK_KEYS})
"""The keys ``stops`` looks at."""

_MAX_KMH = 160.0  # the highest limit posted anywhere (OSM wiki, "Speed limits"); more is a slip
_KMH_PER_MPH, _KMH_PER_KNOT = 1.609344, 1.852
_SPEED = re.compile(r"(\d+(?:\.\d+)?)\s*(km/h|kmh|kph|mph|knots)?", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})")
_ISO = re.compile(r"P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


@dataclass(frozen=True, slots=True)
class Passage:
    """A way's class (of ``CLASSES``), its bits (``link_modes``), its limit and duration."""

    road_class: str
    modes: int
    max_kmh: float = math.nan
    duration_min: float = math.nan


def passage(tags: Mapping[str, str]) -> Passage | None:
    """What a way's tags say; None when neither cars nor walkers may use it, ever."""
    ferry = tags.get("route") == FERRY
    road_class = FERRY if ferry else tags.get("highway", "")
    if not ferry and road_class not in DEFAULT_MODES:
        return None
    if tags.get("abandoned") == "yes" or tags.get("disused") == "yes":
        return None
    modes = _ferry_modes(tags) if ferry else _road_modes(tags, road_class)
    modes &= _open_sides(tags, modes) & _driving_directions(tags, road_class)
    modes &= _walking_directions(tags, road_class)
    if not modes:
        return None
    duration = duration_min(tags.get("duration", "")) if ferry else math.nan
    if _is_off_the_ground(tags):
        modes |= THROUGH_ONLY
    return Passage(road_class, modes, posted_kmh(tags), duration)


def _is_off_the_ground(tags: Mapping[str, str]) -> bool:
    """Whether it is a bridge or a tunnel: people beside or above it can't get onto it midway."""
    bridge, tunnel = tags.get("bridge", "no"), tags.get("tunnel", "no")
    return bridge != "no" or tunnel not in ("no", "building_passage", "culvert")


def stops(tags: Mapping[str, str]) -> int:
    """``DRIVE``, ``WALK``, both or 0: whom a node with a barrier doesn't let through."""
    barrier = tags.get("barrier", "")
    if not barrier or barrier == "no":
        return 0
    rising = barrier == "bollard" and tags.get("bollard") == "rising"
    locked = tags.get("locked") == "yes"
    cars = (barrier in _STOPS_CARS and not rising) or barrier in _STOPS_ALL or locked
    walkers = barrier in _STOPS_ALL or locked
    cars = _said(tags, _DRIVE_KEYS, otherwise=not cars) is False
    walkers = _said(tags, _WALK_KEYS, otherwise=not walkers) is False
    return (DRIVE if cars else 0) | (WALK if walkers else 0)


def posted_kmh(tags: Mapping[str, str]) -> float:
    """The posted limit in km/h, the lower one where the two directions differ; NaN if unknown."""
    if "maxspeed" in tags:
        return speed_kmh(tags["maxspeed"])
    sides = [speed_kmh(tags.get("maxspeed" + side, "")) for side in _SIDES[1:]]
    known = [value for value in sides if not math.isnan(value)]
    return min(known, default=math.nan)


def speed_kmh(said: str) -> float:
    """The lowest number of "60", "60 km/h", "40 mph", "60;80"; NaN for words such as "CN:urban"."""
    found = []
    for part in re.split(r"[;|]", said):
        match = _SPEED.fullmatch(part.strip())
        if match is None:
            return math.nan
        unit = (match[2] or "").lower()
        factor = {"mph": _KMH_PER_MPH, "knots": _KMH_PER_KNOT}.get(unit, 1.0)
        found.append(float(match[1]) * factor)
    low = min(found)
    return low if 0 < low <= _MAX_KMH else math.nan


def duration_min(said: str) -> float:
    """Minutes of "15", "00:15", "1:30:00" (hours first), "PT1H30M"; NaN if not understood."""
    said = said.strip()
    minutes = math.nan
    if re.fullmatch(r"\d+(?:\.\d+)?", said):
        minutes = float(said)
    elif clock := _CLOCK.fullmatch(said):
        hours, middle, last = clock.groups()
        if hours is None:
            minutes = int(middle) * 60 + int(last)
        else:
            minutes = int(hours) * 60 + int(middle) + int(last) / 60
    elif iso := _ISO.fullmatch(said):
        days, hours, mins, seconds = (float(value or 0) for value in iso.groups())
        minutes = days * 1440 + hours * 60 + mins + seconds / 60
    return minutes if minutes > 0 else math.nan


def _said(tags: Mapping[str, str], keys: tuple[str, ...], otherwise: bool, side: str = "") -> bool:
    """Whether the first of the keys that is there, the most special first, lets pass."""
    for key in keys:
        value = tags.get(key + side)
        if value:
            return not _CLOSED.issuperset(part.strip() for part in value.split(";"))
    return otherwise


def _road_modes(tags: Mapping[str, str], road_class: str) -> int:
    by_default = DEFAULT_MODES[road_class]
    # A square is a face, not a line: walkers go along its edge, cars don't.
    cars = bool(by_default & DRIVE) and tags.get("area") != "yes"
    walkers = bool(by_default & WALK) and tags.get("motorroad") != "yes"
    # access=yes on a footway opens it for no car: only a tag about cars does.
    if not cars:
        cars = tags.get("area") != "yes" and _said(tags, _DRIVE_KEYS[:2], otherwise=False)
    else:
        cars = _said(tags, _DRIVE_KEYS, otherwise=True)
    walkers = _said(tags, _WALK_KEYS if walkers else _WALK_KEYS[:1], otherwise=walkers)
    return (DRIVE if cars else 0) | (WALK if walkers else 0)


def _ferry_modes(tags: Mapping[str, str]) -> int:
    # Where only walkers or cyclists are named, the ferry takes no cars.
    small = "foot" in tags or "bicycle" in tags
    cars = _said(tags, _DRIVE_KEYS, otherwise=not small)
    if small and not any(key in tags for key in _DRIVE_KEYS[:3]):
        cars = False
    walkers = _said(tags, _WALK_KEYS, otherwise=True)
    return (DRIVE if cars else 0) | (WALK if walkers else 0)


def _open_sides(tags: Mapping[str, str], modes: int) -> int:
    """The modes less what tags that end in ":forward" or ":backward" close."""
    for side, bits in ((":forward", FORWARD), (":backward", BACKWARD)):
        for keys, mode in ((_DRIVE_KEYS, DRIVE), (_WALK_KEYS, WALK)):
            if not _said(tags, keys, otherwise=True, side=side):
                modes &= ~(bits & mode)
    return modes


def _driving_directions(tags: Mapping[str, str], road_class: str) -> int:
    said = next((tags[key] for key in _ONEWAY_KEYS if key in tags), "")
    if not said and (
        road_class == "motorway" or tags.get("junction") in ("roundabout", "circular")
    ):
        said = "yes"
    if said in ("yes", "true", "1"):
        return WALK | DRIVE_FORWARD
    if said in ("-1", "reverse"):
        return WALK | DRIVE_BACKWARD
    # Which way a reversible lane runs at a given hour is not known: no one is sent along it.
    return WALK if said == "reversible" else WALK | DRIVE


def _walking_directions(tags: Mapping[str, str], road_class: str) -> int:
    said = tags.get("oneway:foot", "")
    if not said and road_class in _ONEWAY_ON_FOOT:
        conveying = {"forward": "yes", "backward": "-1"}.get(tags.get("conveying", ""), "")
        said = conveying or tags.get("oneway", "")
    if said in ("yes", "true", "1"):
        return DRIVE | WALK_FORWARD
    if said in ("-1", "reverse"):
        return DRIVE | WALK_BACKWARD
    return DRIVE | WALK
