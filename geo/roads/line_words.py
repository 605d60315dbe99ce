"""Whose columns and words say what a line of a road layer is: its class, its direction, its limit.

Administrative and technical grades are mapped as the OSM wiki does for China ("China tagging
guidelines": 国道 trunk, 省道 primary, 县道 secondary, 乡道 tertiary, 村道 unclassified); technical
grades as the speeds of this tool read them (data/roads/speeds.toml); "fclass" and the letters of
"oneway" as Geofabrik's shapefiles write them ("OpenStreetMap Data in Layered GIS Format").
"""

from __future__ import annotations

import re

from geo.roads.passages import WayTags
from geo.roads.rules import DEFAULT_MODES, FERRY, NO_ROAD

CLASS_HEADERS = (
    "highway", "fclass", "道路等级", "公路等级", "技术等级", "道路类型", "道路类别", "等级",
    "roadclass", "road_class", "class", "type",
)  # fmt: skip
ONEWAY_HEADERS = ("oneway", "one_way", "单行", "单行道", "是否单行", "单向", "通行方向")
LIMIT_HEADERS = ("maxspeed", "max_speed", "speed_limit", "speedlimit", "限速", "最高限速")

UNKNOWN_AS = "unclassified"
"""What a line is taken for whose class nobody knows: a small road, open to all."""

_CLASS_WORDS = {
    "高速公路": "motorway", "高速": "motorway", "国道": "trunk", "一级公路": "trunk",
    "一级": "trunk", "快速路": "trunk", "城市快速路": "trunk", "省道": "primary",
    "二级公路": "primary", "二级": "primary", "主干路": "primary", "主干道": "primary",
    "县道": "secondary", "次干路": "secondary", "次干道": "secondary", "三级公路": "tertiary",
    "三级": "tertiary", "乡道": "tertiary", "支路": "tertiary", "四级公路": "unclassified",
    "四级": "unclassified", "等外公路": "unclassified", "等外": "unclassified",
    "村道": "unclassified", "专用公路": "unclassified", "匝道": "motorway_link",
    "街道": "residential", "巷道": "residential", "内部道路": "service", "机耕路": "track",
    "机耕道": "track", "步行街": "pedestrian", "人行道": "footway", "步道": "footway",
    "小路": "path", "台阶": "steps", "轮渡": FERRY, "渡口": FERRY, "unknown": "road",
}  # fmt: skip
_FORWARD = {"yes", "true", "1", "1.0", "y", "f", "ft", "是", "单行", "单向", "正向"}
_BACKWARD = {"-1", "-1.0", "reverse", "t", "tf", "反向", "逆向"}
_BOTH = {"", "no", "false", "0", "0.0", "n", "b", "否", "双向", "双行"}


def place_of(headers: tuple[str, ...], wanted: tuple[str, ...]) -> int | None:
    """Which header is meant, the first of the wanted that is there; None if none is."""
    plain = [re.sub(r"[\s（）()]|km/h", "", header).lower() for header in headers]
    return next((plain.index(name) for name in wanted if name in plain), None)


def class_of(said: str) -> str | None:
    """The class a word means, "" for what is no road, None if nobody knows the word."""
    word = said.strip().lower()
    if word in DEFAULT_MODES or word == FERRY:
        return word
    if word in NO_ROAD:
        return ""
    word = re.sub(r"^track_grade\d$", "track", word)
    return word if word == "track" else _CLASS_WORDS.get(word)


def line_tags(road_class: str, oneway: str, limit: str) -> WayTags:
    """What the cells of a line say, in OSM's words."""
    tags = [("route", FERRY)] if road_class == FERRY else [("highway", road_class)]
    direction = oneway.strip().lower()
    if direction in _FORWARD:
        tags.append(("oneway", "yes"))
    elif direction in _BACKWARD:
        tags.append(("oneway", "-1"))
    elif direction in _BOTH and road_class == "motorway" and direction:
        tags.append(("oneway", "no"))
    if limit.strip():
        tags.append(("maxspeed", limit.strip().removesuffix(".0")))
    return tuple(tags)
