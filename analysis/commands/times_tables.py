"""The plain tables ``times`` reads: points by id anywhere in the world, and speeds by class."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from geo.issues import DataIssue, Severity
from geo.reading.form import Column, Form
from geo.roads.speeds import FERRY, Speeds, load_speeds
from geo.text import Text
from geo.travel.plain_tables import Floats, PlainTable, listed, read_plain_table

WALKING = "walking"
"""What a table of speeds may name beside the classes of roads and ferries."""
_PLACE_WHY = Text("没有坐标就不能接到道路上。", "Without a place there is no way to the road.")
_FASTEST_KMH = 200.0

POINTS = Form(
    form_id="plain_points",
    title=Text("点位", "Points"),
    purpose=Text("起点或终点，每行一个。", "Origins or destinations, one in each row."),
    columns=(
        Column(
            "id",
            "编号",
            Text("点的编号，不能重复。", "The id of the point, once each."),
            required=True,
            synonyms=("点编号", "from_id", "to_id"),
            why=Text("编号写在结果里。", "The id stands in the result."),
        ),
        Column(
            "lon",
            "经度",
            Text("WGS-84 十进制度。", "Decimal degrees, WGS-84."),
            required=True,
            synonyms=("lng", "long", "longitude", "x"),
            why=_PLACE_WHY,
        ),
        Column(
            "lat",
            "纬度",
            Text("WGS-84 十进制度。", "Decimal degrees, WGS-84."),
            required=True,
            synonyms=("latitude", "y"),
            why=_PLACE_WHY,
        ),
    ),
)
SPEEDS = Form(
    form_id="plain_speeds",
    title=Text("车速", "Speeds"),
    purpose=Text("各道路等级的车速，每行一级。", "Speeds by class of road, one in each row."),
    columns=(
        Column(
            "class",
            "道路等级",
            Text(
                "highway 的值，或 ferry、walking。",
                "A value of OSM's highway key, or ferry, walking.",
            ),
            required=True,
            synonyms=("等级", "highway", "road_class"),
            why=Text("不知道是哪一级道路。", "It says which roads."),
        ),
        Column(
            "kmh",
            "公里每小时",
            Text("速度，公里/小时。", "Speed in km/h."),
            required=True,
            synonyms=("km/h", "车速公里小时", "speed_kmh"),
            why=Text("速度决定出行时间。", "It decides the times."),
        ),
    ),
)


_Said = tuple[str, Severity, Text, Text]


def read_points(path: Path) -> tuple[pd.DataFrame | None, tuple[DataIssue, ...]]:
    """Points (index id, sorted; columns lon, lat in degrees) and every issue; None when refused.

    What an ERROR names is among them: the caller stops at one.
    """
    table = read_plain_table(path, path.name, POINTS)
    if not isinstance(table, PlainTable):
        return None, table
    ids, issues = table.ids("id")
    issues = [*table.issues, *issues]
    columns = {}
    for name, most in (("lon", 180.0), ("lat", 90.0)):
        degrees, unreadable = table.numbers(name, ("°",))
        issues += unreadable
        empty = np.flatnonzero(table.cells[name] == "")
        issues += _each(table, empty, name, _NO_PLACE)
        issues += _each(table, np.flatnonzero(np.abs(degrees) > most), name, _NO_DEGREES)
        columns[name] = degrees
    repeated = pd.Series(ids, dtype=object).duplicated().to_numpy() & (ids != "")
    issues += _each(table, np.flatnonzero(repeated), "id", _REPEATED)
    if not len(ids):
        issues.append(_no_rows(POINTS))
    points = pd.DataFrame(columns, index=pd.Index(ids, dtype="str", name="id"))
    return points.sort_index(), tuple(issues)


def read_speeds(path: Path) -> tuple[Speeds | None, tuple[DataIssue, ...]]:
    """The tool's speeds with those of a table in place of its own; None when one is wrong."""
    table = read_plain_table(path, path.name, SPEEDS)
    if not isinstance(table, PlainTable):
        return None, table
    classes, issues = table.ids("class")
    kmh, unreadable = table.numbers("kmh", ("km/h", "公里/小时"))
    issues = [*table.issues, *issues, *unreadable]
    wrong = (table.cells["kmh"] == "") | (kmh <= 0) | (kmh > _FASTEST_KMH)
    issues += _each(table, np.flatnonzero(wrong), "kmh", _NO_SPEED)
    repeated = pd.Series(classes, dtype=object).duplicated().to_numpy() & (classes != "")
    issues += _each(table, np.flatnonzero(repeated), "class", _REPEATED)
    speeds = load_speeds()
    known = {*speeds.driving, FERRY, WALKING}
    strange = np.flatnonzero([name not in known and name != "" for name in classes])
    issues += _each(table, strange, "class", _UNKNOWN_CLASS)
    if any(i.severity in (Severity.ERROR, Severity.REFUSED) for i in issues):
        return None, tuple(issues)
    given = _given(classes, kmh)
    if WALKING in given:
        speeds = speeds.with_walking(given.pop(WALKING))
    return speeds.with_changed(given), tuple(issues)


def _given(classes: np.ndarray[tuple[int], np.dtype[np.object_]], kmh: Floats) -> dict[str, float]:
    return {str(name): float(value) for name, value in zip(classes, kmh, strict=True)}


_NO_PLACE: _Said = (
    "place_missing",
    Severity.ERROR,
    Text("没有填坐标。", "The coordinate is missing."),
    Text("请补填，或删去这一行。", "Fill it in, or delete the row."),
)
_NO_DEGREES: _Said = (
    "degrees_out_of_range",
    Severity.ERROR,
    Text(
        "不是经纬度：经度在 ±180、纬度在 ±90 度之内。",
        "No degrees: longitudes lie within ±180, latitudes within ±90.",
    ),
    Text(
        "请检查经度、纬度是否写反，是否为十进制度。",
        "Check whether the two are swapped, and that they are decimal degrees.",
    ),
)
_REPEATED: _Said = (
    "id_repeated",
    Severity.ERROR,
    Text("这个编号前面已经有一行。", "A row above has this id already."),
    Text("请只保留一行。", "Keep one of them."),
)
_NO_SPEED: _Said = (
    "speed_out_of_range",
    Severity.ERROR,
    Text(
        f"速度应大于 0、不超过 {_FASTEST_KMH:g}。", f"A speed is above 0, up to {_FASTEST_KMH:g}."
    ),
    Text("请改正；沿用默认速度的等级删去即可。", "Correct it, or leave the class out."),
)
_UNKNOWN_CLASS: _Said = (
    "class_unknown",
    Severity.WARNING,
    Text("没有默认速度的道路等级。", "A class of road the tool has no speed for."),
    Text(
        "请检查拼写；如路网中有这一级，按此速度计。",
        "Check the spelling; it counts if roads have it.",
    ),
)


def _each(
    table: PlainTable, places: np.ndarray[tuple[int], np.dtype[np.intp]], name: str, said: _Said
) -> list[DataIssue]:
    return listed(
        places,
        lambda place: table.issue(said[0], said[1], said[2], said[3], int(place), name),
    )


def _no_rows(form: Form) -> DataIssue:
    return DataIssue(
        "no_data_rows",
        Severity.REFUSED,
        Text(f"《{form.title.zh}》没有数据行。", f"“{form.title.en}” has no rows."),
        Text("没有点就没有出行时间。", "Without points there are no times."),
        Text("请补上数据行。", "Add the rows."),
    )
