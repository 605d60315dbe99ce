"""Where a facility is: longitude, latitude and datum of a row as a WGS-84 point."""

from __future__ import annotations

import math

from geo.datum import to_wgs84
from geo.issues import DataIssue, Severity
from geo.reading.cells import Problem, parse_one
from geo.reading.degrees import Angle, Axis, parse_angle, parse_pair
from geo.reading.result import DeclaredPoint
from geo.reading.row import RowReader
from geo.records import Point
from geo.text import Text
from geo.vocabulary import Datum

CHINA_LON = (73.0, 136.0)
CHINA_LAT = (18.0, 54.0)
"""China's land area in whole degrees, rounded outwards. The two don't overlap: a longitude in the
place of a latitude can't be taken for one."""
_MILLION = 1_000_000.0
_ZONES_3 = range(24, 46)
_ZONES_6 = range(13, 24)
"""Zone numbers before an easting of eight digits: Gauss-Kruger in zones of 3° and of 6° in China
(GB/T 17278): the central meridian is 3 × zone, or 6 × zone − 3."""

OFF_MAP = Text(
    "该设施先不上图，其余内容照常使用。", "Until then it is not on the map, the rest is used."
)
"""What becomes of a facility whose point can't be used; a row about people says its own."""


class PointReader:
    """Reads the points of one file; remembers how each was written and which had no datum.

    ``datum`` is the one a row without its own was measured in, None when that is not known.
    """

    def __init__(self, datum: Datum | None = None) -> None:
        self._datum = datum
        self._given: list[RowReader] = []
        self._undated: list[tuple[RowReader, DeclaredPoint]] = []
        self.written: dict[RowReader, tuple[float, float]] = {}
        """For each row with coordinates in China: lon, lat as written, in any datum."""

    def read(self, row: RowReader, county_code: str) -> Point | None:
        """The point of a row in WGS-84; None, with an issue, when it can't be used."""
        pair = _written(row)
        pair = None if pair is None else _in_china(row, *pair)
        if pair is None:
            return None
        self.written[row] = pair
        stated = parse_one(Datum, row.text("datum"))
        if isinstance(stated, Problem):
            _no_datum(row, stated)
            return None
        datum = stated or self._datum
        if datum is None:
            self._undated.append((row, DeclaredPoint(row.number, *pair, county_code)))
            _no_datum(row, None)
            return None
        if stated is None:
            self._given.append(row)
        return Point(*to_wgs84(*pair, datum), datum)

    def without_datum(self) -> tuple[DeclaredPoint, ...]:
        """The points of used rows that were set aside for want of a datum."""
        return tuple(point for row, point in self._undated if not row.failed)

    def notices(self) -> tuple[DataIssue, ...]:
        """What was done with the whole file: how many rows the given datum was used for."""
        count = sum(not row.failed for row in self._given)
        if not count or self._datum is None:
            return ()
        name = self._datum.value
        return (
            DataIssue(
                "datum_given",
                Severity.NOTICE,
                Text(
                    f"有 {count} 行的坐标没有写坐标系，按为整个文件指定的 {name} 读取。",
                    f"{count} row(s) have a point without a datum; {name}, given for the whole "
                    f"file, was used.",
                ),
                Text(
                    "坐标系不同，位置相差约 500 至 600 米；自带坐标系的行不受影响。",
                    "The datums lie some 500-600 m apart; rows with their own are not affected.",
                ),
                Text(
                    "请向报送单位核实；有误的，改选坐标系后重新导入。",
                    "Ask the sender; if it is wrong, choose another and import the file again.",
                ),
            ),
        )


def _written(row: RowReader) -> tuple[float, float] | None:
    """What the cells 经度 and 纬度 say, in this order; one of them may hold both."""
    text = {name: row.text(name) for name in ("lon", "lat")}
    if not any(text.values()) or row.failed:
        return None
    pairs = {name: pair for name in text if (pair := parse_pair(text[name]))}
    if pairs:
        return _from_pair(row, text, pairs)
    degrees: dict[str, float] = {}
    for name, cell in text.items():
        value = parse_angle(cell)
        if isinstance(value, Problem):
            row.problem(name, value)
        elif value is not None:
            degrees[name] = value.degrees
    if row.failed:
        return None
    if len(degrees) < 2:
        _half(row, "lat" if "lon" in degrees else "lon")
        return None
    return degrees["lon"], degrees["lat"]


def _from_pair(
    row: RowReader, text: dict[str, str], pairs: dict[str, tuple[Angle, Angle]]
) -> tuple[float, float] | None:
    found = {_ordered(pair) for pair in pairs.values()}
    pair = min(found)
    for name, at in (("lon", 0), ("lat", 1)):
        if text[name] and name not in pairs:
            beside = parse_angle(text[name])
            if not isinstance(beside, Angle) or not math.isclose(beside.degrees, pair[at]):
                found.add((math.nan, math.nan))
    if len(found) == 1:
        return pair
    row.add(
        "coordinates_contradict",
        Severity.WARNING,
        Text(
            f"一格写了经纬度两个数，另一格又写了“{text['lat'][:40]}”，两处不一致。",
            f"One cell holds both coordinates; the other, “{text['lat'][:40]}”, does not agree.",
        ),
        Text(
            f"请在两格分别写经度和纬度。{OFF_MAP.zh}",
            f"Write longitude and latitude in one cell each. {OFF_MAP.en}",
        ),
        "lon",
    )
    return None


def _ordered(pair: tuple[Angle, Angle]) -> tuple[float, float]:
    """Longitude first where the cell names them, else as written."""
    first, second = pair
    if first.axis is Axis.LAT or second.axis is Axis.LON:
        first, second = second, first
    return first.degrees, second.degrees


def _half(row: RowReader, empty: str) -> None:
    row.add(
        "point_incomplete",
        Severity.WARNING,
        Text(
            f"只填了一半坐标，“{row.header(empty)}”是空的。",
            f"Half of the point is missing: “{row.header(empty)}” is empty.",
        ),
        Text(
            "请补齐经度和纬度；该设施先不上图，其余内容照常使用。",
            "Fill in both; until then it is not on the map, the rest is used.",
        ),
        empty,
    )


def _in_china(row: RowReader, lon: float, lat: float) -> tuple[float, float] | None:
    """The pair as degrees in China, longitude first; None, with an issue, where it is none."""
    if _fits(lon / _MILLION, lat / _MILLION) or _fits(lat / _MILLION, lon / _MILLION):
        lon, lat = lon / _MILLION, lat / _MILLION
        row.add(
            "coordinates_millionths",
            Severity.WARNING,
            Text(
                f"坐标像是百万分之一度的整数，已除以 1 000 000：{lon:g}、{lat:g}。",
                f"The coordinates look like millionths of a degree; read as {lon:g}, {lat:g}.",
            ),
            Text(
                "请核对；以后请写十进制度，例如 110.558。",
                "Please check, and write decimal degrees (110.558) next time.",
            ),
            "lon",
            Text("坐标已采用。", "The point is used."),
        )
    if _fits(lon, lat):
        return lon, lat
    if _fits(lat, lon):
        row.add(
            "coordinates_swapped",
            Severity.WARNING,
            Text(
                f"经度和纬度写反了（经度 {lon:g}、纬度 {lat:g}），已对调。",
                f"Longitude and latitude were swapped (lon {lon:g}, lat {lat:g}): exchanged.",
            ),
            Text(
                f"请在原表中对调：经度 {lat:g}，纬度 {lon:g}。",
                f"Exchange them in the list: lon {lat:g}, lat {lon:g}.",
            ),
            "lon",
            Text(
                "我国的经度都大于 73、纬度都小于 54，不会弄错；坐标已采用。",
                "In China longitudes exceed 73 and latitudes don't reach 54, so it is certain; "
                "the point is used.",
            ),
        )
        return lat, lon
    if max(abs(lon), abs(lat)) > 360:
        _projected(row, lon, lat)
    else:
        _outside(row, lon, lat)
    return None


def _fits(lon: float, lat: float) -> bool:
    """Whether the pair lies in China's whole degrees, the limits included."""
    return CHINA_LON[0] <= lon <= CHINA_LON[1] and CHINA_LAT[0] <= lat <= CHINA_LAT[1]


def _outside(row: RowReader, lon: float, lat: float) -> None:
    if lon == 0 and lat == 0:
        code = "coordinates_zero"
        what = Text("经度和纬度都是 0。", "Longitude and latitude are both 0.")
        remedy = Text(
            "0 不代表“没有”；没有坐标请两格都留空。",
            "0 does not mean “none”: leave both cells empty when there is no point.",
        )
    else:
        code = "coordinates_outside"
        what = Text(
            f"坐标（经度 {lon:g}、纬度 {lat:g}）不在中国范围内。",
            f"The point (lon {lon:g}, lat {lat:g}) lies outside China.",
        )
        remedy = Text(
            "玉林、柳州一带经度约 108 至 111、纬度约 21 至 27；请核对后改正。",
            "Around Yulin and Liuzhou lon is about 108-111 and lat 21-27; please correct.",
        )
    name = "lat" if CHINA_LON[0] <= lon <= CHINA_LON[1] and row.has("lat") else "lon"
    row.add(code, Severity.WARNING, what, remedy, name, OFF_MAP)


def _projected(row: RowReader, lon: float, lat: float) -> None:
    zone = int(max(abs(lon), abs(lat)) / _MILLION)
    if zone in _ZONES_3:
        guess = Text(
            f"带号像是 3 度带第 {zone} 带，中央经线 {3 * zone}°",
            f"the zone looks like no. {zone} of 3°, central meridian {3 * zone}°",
        )
    elif zone in _ZONES_6:
        guess = Text(
            f"带号像是 6 度带第 {zone} 带，中央经线 {6 * zone - 3}°",
            f"the zone looks like no. {zone} of 6°, central meridian {6 * zone - 3}°",
        )
    else:
        guess = Text("没有带号", "there is no zone number")
    row.add(
        "coordinates_projected",
        Severity.ERROR,
        Text(
            f"坐标像是以米计的投影坐标，不是经纬度（{guess.zh}）。",
            f"The coordinates look like metres of a projection, not degrees ({guess.en}).",
        ),
        Text(
            "请测绘或自然资源部门换算成 CGCS2000 经纬度（十进制度），坐标系写 CGCS2000；"
            "不知道怎么换算的，两格先留空，地址照填。",
            "Have the surveyors convert them to longitude and latitude in CGCS2000 (decimal "
            "degrees), datum CGCS2000; or leave both cells empty and give the address.",
        ),
        "lon",
    )


def _no_datum(row: RowReader, unknown: Problem | None) -> None:
    remedy = Text(
        "请写明坐标从哪里量的：WGS-84（GPS）、CGCS2000（天地图）、GCJ-02（高德、腾讯）"
        f"或 BD-09（百度）；{OFF_MAP.zh}",
        "Say what it was measured in: WGS-84 (GPS), CGCS2000, GCJ-02 (Amap) or BD-09 (Baidu). "
        f"{OFF_MAP.en}",
    )
    code, what = (
        ("datum_missing", Text("有坐标，但没有写坐标系。", "There is a point but no datum."))
        if unknown is None
        else ("datum_unknown", unknown.what)
    )
    row.add(code, Severity.WARNING, what, remedy, "datum")
