"""The map of a city's counties: what to draw goes in, the last click comes out.

The iframe keeps its map between reruns and draws only what differs. Boundaries and Leaflet are
fetched by URL and cached by the browser; colours, labels and facilities travel in the arguments.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import streamlit as st
from streamlit.components.v1 import declare_component

from analysis.report.symbols import Symbol
from geo.text import Language, Text
from ui.components.assets import FOLDER
from ui.components.map_answers import (
    MapClick,
    MapMove,
    MapPoint,
    read_click,
    read_move,
    read_point,
)
from ui.components.map_cells import CellLayer, Outline, cells_data, outline_data

NOTICE = Text(
    "内部工作底图，未经地图审核，不得公开",
    "Internal working map, not officially reviewed. Do not publish.",
)
MarkShape = Literal["circle", "square", "hexagon", "house", "flat_hexagon", "round"]
FILLS = frozenset(
    {
        *("met", "unmet", "pending", "neutral", "none", "not_due", "unknown"),
        *("class1", "class2", "class3", "class4"),
    }
)
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")

_HERE = Path(__file__).parent
_LEAFLET = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"
BOUNDARIES_FILE = _HERE.parents[1] / "data" / "boundaries" / "counties_web.geojson"

# Four folders Streamlit serves; the pages of the first refer to the others by relative URL, so
# the names are part of index.html and the scripts.
_component = declare_component("county_map", path=_HERE / "map")
declare_component("leaflet", path=_LEAFLET)
declare_component("web", path=FOLDER)
declare_component("boundaries", path=BOUNDARIES_FILE.parent)


def _check_fill(fill: str) -> None:
    if fill not in FILLS and not _HEX.fullmatch(fill):
        raise ValueError(f"fill {fill!r}: expected #RRGGBB or one of {', '.join(sorted(FILLS))}")


@dataclass(frozen=True, slots=True)
class AreaStyle:
    """How one county looks. ``fill``: a name of ``FILLS`` or #RRGGBB; ``title`` is read aloud.

    ``label_lon``, ``label_lat`` (degrees): where its plate should be; None: found by the map.
    """

    code: str
    fill: str
    symbol: Symbol | None
    label_name: str
    label_word: str
    title: str
    label_lon: float | None = None
    label_lat: float | None = None

    def __post_init__(self) -> None:
        _check_fill(self.fill)


@dataclass(frozen=True, slots=True)
class FacilityMark:
    """One facility at its point (WGS-84, degrees); ``dashed``: not operating yet."""

    id: str
    lon: float
    lat: float
    character: str
    shape: MarkShape
    dashed: bool
    name: str
    lines: tuple[str, ...] = ()
    off: bool = False
    """Crossed out: left out in a what-if."""
    badge: str = ""
    """One character on a plate at its corner: 拟, of what is only proposed."""
    movable: bool = False
    """Can be dragged elsewhere; ``last_move`` says where to."""
    quiet: bool = False
    """A small ring in place of the mark, under all others: what could be, and is not proposed."""


@dataclass(frozen=True, slots=True)
class LegendMark:
    """A facility mark shown in the legend."""

    character: str
    shape: MarkShape
    dashed: bool = False
    badge: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class LegendItem:
    """One line of the legend: a fill (with a symbol on it), a mark or a symbol, then the word."""

    word: str
    fill: str | None = None
    symbol: Symbol | None = None
    mark: LegendMark | None = None
    count: int | None = None

    def __post_init__(self) -> None:
        if self.fill is not None:
            _check_fill(self.fill)


@dataclass(frozen=True, slots=True)
class LegendGroup:
    """A titled row of the legend. A long title stands above its items."""

    title: str
    items: tuple[LegendItem, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A card in the emptiest corner: what the map does not show, and what to do."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """A base map under the counties; where it cannot be fetched, the ground stays plain."""

    url: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Picked:
    """The point picked so far (WGS-84, degrees); ``name`` is read aloud."""

    lon: float
    lat: float
    name: str


@dataclass(frozen=True, slots=True)
class MapSpec:
    """Everything the map shows. Counties of the city without an ``AreaStyle`` stay white.

    ``title`` names the map for screen readers; ``notice`` None is the working-map notice, which
    is always on the map. ``pick``: a click anywhere, or Enter for the centre, picks a point; no
    county or facility is chosen then.
    """

    city_code: str
    language: Language
    title: str
    areas: tuple[AreaStyle, ...]
    facilities: tuple[FacilityMark, ...] = ()
    selected: str | None = None
    legend: tuple[LegendGroup, ...] = ()
    notice: str | None = None
    watermark: str | None = None
    note: Note | None = None
    show_facilities: bool = True
    show_labels: bool = True
    tiles: Tiles | None = None
    pick: bool = False
    picked: Picked | None = None
    cells: CellLayer | None = None
    """Under the borders; the counties have no fill of their own then."""
    show_cells: bool = True
    outlines: tuple[Outline, ...] = ()


def map_view(
    spec: MapSpec,
    key: str,
    height_px: int = 620,
    on_click: Callable[[], None] | None = None,
) -> MapClick | None:
    """Draw the map and return its last click, None before the first.

    A rerun returns the same click again: compare ``serial`` to tell a new one. ``on_click`` runs
    before the script does and can read ``last_click(key)``. On a phone the map is lower than
    ``height_px``; the legend comes on top of it.
    """
    answered = last_click(key) or last_point(key) or last_move(key)
    value = _component(
        spec=_plain(spec),
        height_px=height_px,
        boundaries=_boundaries_url(),
        answered=answered.serial if answered else 0,
        key=key,
        default=None,
        on_change=on_click,
    )
    return read_click(value)


def last_click(key: str) -> MapClick | None:
    """The last click on the map of that key in this session, None before the first."""
    return read_click(st.session_state.get(key))


def last_point(key: str) -> MapPoint | None:
    """The last point picked on the map of that key in this session, None before the first."""
    return read_point(st.session_state.get(key))


def last_move(key: str) -> MapMove | None:
    """The last mark dragged on the map of that key in this session, None unless that came last."""
    return read_move(st.session_state.get(key))


def _plain(spec: MapSpec) -> dict[str, Any]:
    # Not through asdict, which would copy every number of thousands of cells and corners.
    bare = asdict(replace(spec, cells=None, outlines=()))
    return bare | {
        "notice": spec.notice or NOTICE.get(spec.language),
        "cells": None if spec.cells is None else cells_data(spec.cells),
        "outlines": [outline_data(o) for o in spec.outlines],
    }


def _boundaries_url() -> str:
    """The boundary file's URL as the iframe sees it; a changed file has a new one."""
    path = BOUNDARIES_FILE
    stamp = _content_stamp(path.stat().st_mtime_ns) if path.exists() else "missing"
    return f"../{__name__}.boundaries/{path.name}?v={stamp}"


@cache
def _content_stamp(_mtime_ns: int) -> str:
    return sha256(BOUNDARIES_FILE.read_bytes()).hexdigest()[:12]
