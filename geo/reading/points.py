"""Where a facility is: longitude, latitude and datum of a row as a WGS-84 point, checked."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

from geo.boundaries import counties_at
from geo.datum import to_wgs84
from geo.issues import Severity
from geo.reading.cells import Problem, parse_number, parse_one
from geo.reading.named_places import county_name
from geo.reading.row import RowReader
from geo.records import Facility, Point
from geo.text import Text
from geo.vocabulary import Datum

CHINA_LON = (73.0, 136.0)
CHINA_LAT = (18.0, 54.0)
"""China's land area in whole degrees, rounded outwards."""

_DEGREES = re.compile(
    r"(?:东经|北纬|[EN])?\s*(\d{1,3})\s*[°度]\s*(?:(\d{1,2}(?:\.\d+)?)\s*[′'分]\s*)?"
    r"(?:(\d{1,2}(?:\.\d+)?)\s*(?:″|\"|''|′′|秒)\s*)?[EN]?",
    re.IGNORECASE,
)
_MARKS = re.compile(r"^(?:东经|北纬|[EN])\s*|\s*(?:°|度)?\s*[EN]?$", re.IGNORECASE)


def read_point(row: RowReader) -> Point | None:
    """The point of a row in WGS-84; None, with an issue, when it can't be used."""
    written = {name: row.text(name) for name in ("lon", "lat")}
    if not any(written.values()):
        return None
    degrees: dict[str, float] = {}
    for name, text in written.items():
        value = parse_degrees(text)
        if isinstance(value, Problem):
            row.problem(name, value)
        elif value is not None:
            degrees[name] = value
    if row.failed:
        return None
    if len(degrees) < 2:
        _half(row, "lat" if "lon" in degrees else "lon")
        return None
    lon, lat = degrees["lon"], degrees["lat"]
    if not _in_china(row, lon, lat):
        return None
    datum = _datum(row)
    if datum is None:
        return None
    lon, lat = to_wgs84(lon, lat, datum)
    return Point(lon, lat, datum)


def parse_degrees(text: str) -> float | Problem | None:
    """Decimal degrees, or degrees with minutes and seconds (110°33′28″E)."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("′′", "″")
    match = _DEGREES.fullmatch(plain)
    if match and (match[2] or match[3]):
        whole, minutes, seconds = (float(part or 0) for part in match.groups())
        if minutes < 60 and seconds < 60:
            return whole + minutes / 60 + seconds / 3600
    value = parse_number(_MARKS.sub("", plain))
    if isinstance(value, Problem):
        return Problem(
            "coordinate_unreadable",
            Text(f"“{text[:40]}”不是经纬度。", f"“{text[:40]}” is no coordinate."),
            Text(
                "请写十进制度，例如经度 110.558、纬度 22.858；没有就两格都留空。",
                "Write decimal degrees (110.558 and 22.858), or leave both cells empty.",
            ),
        )
    return value


def compare_with_county(placed: Sequence[tuple[RowReader, Facility]]) -> None:
    """Warn in every row whose point lies in another county than the one declared.

    A point within 200 m of the declared county's border passes: the border is generalised.
    """
    points = [(row, f, f.point) for row, f in placed if f.point is not None and f.county_code]
    found = counties_at([p.lon for _, _, p in points], [p.lat for _, _, p in points])
    for (row, facility, _), at in zip(points, found, strict=True):
        if facility.county_code == at.code or facility.county_code in at.possible_codes:
            continue
        there = county_name(at.code) if at.code else Text("两市范围以外", "outside both cities")
        declared = county_name(facility.county_code)
        row.add(
            "point_in_other_county",
            Severity.WARNING,
            Text(
                f"坐标落在{there.zh}，与填报的所在县（{declared.zh}）不一致。",
                f"By its point it lies in: {there.en}; declared: {declared.en}.",
            ),
            Text(
                "请核对坐标、坐标系和所在县，哪个写错就改哪个；未改之前按所在县核查。",
                "Check point, datum and county; until then the declared county is used.",
            ),
            "lon",
        )


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


def _in_china(row: RowReader, lon: float, lat: float) -> bool:
    if _within(lon, CHINA_LON) and _within(lat, CHINA_LAT):
        return True
    if _within(lon, CHINA_LAT) and _within(lat, CHINA_LON):
        row.add(
            "coordinates_swapped",
            Severity.ERROR,
            Text(
                f"经度和纬度写反了（经度 {lon:g}、纬度 {lat:g}）。",
                f"Longitude and latitude are swapped (lon {lon:g}, lat {lat:g}).",
            ),
            Text(
                f"请对调：经度 {lat:g}，纬度 {lon:g}。",
                f"Exchange them: lon {lat:g}, lat {lon:g}.",
            ),
            "lon",
        )
    elif lon == 0 and lat == 0:
        row.add(
            "coordinates_zero",
            Severity.ERROR,
            Text("经度和纬度都是 0。", "Longitude and latitude are both 0."),
            Text(
                "0 不代表“没有”；没有坐标请两格都留空。",
                "0 does not mean “none”: leave both cells empty when there is no point.",
            ),
            "lon",
        )
    elif max(abs(lon), abs(lat)) > 360:
        row.add(
            "coordinates_projected",
            Severity.ERROR,
            Text(
                "坐标像是以米计的投影坐标，不是经纬度。",
                "The coordinates look like metres of a projection, not degrees.",
            ),
            Text(
                "请换算成十进制度的经纬度后再填。",
                "Convert them to longitude and latitude in decimal degrees.",
            ),
            "lon",
        )
    else:
        row.add(
            "coordinates_outside",
            Severity.ERROR,
            Text(
                f"坐标（经度 {lon:g}、纬度 {lat:g}）不在中国范围内。",
                f"The point (lon {lon:g}, lat {lat:g}) lies outside China.",
            ),
            Text(
                "玉林、柳州一带经度约 108 至 111、纬度约 21 至 27；请核对后改正。",
                "Around Yulin and Liuzhou lon is about 108-111 and lat 21-27; please correct.",
            ),
            "lat" if _within(lon, CHINA_LON) else "lon",
        )
    return False


def _within(value: float, limits: tuple[float, float]) -> bool:
    """Whether a finite value lies between the limits, both included."""
    return math.isfinite(value) and limits[0] <= value <= limits[1]


def _datum(row: RowReader) -> Datum | None:
    text = row.text("datum")
    found = parse_one(Datum, text)
    if isinstance(found, Datum):
        return found
    remedy = Text(
        "请写明坐标从哪里量的：WGS-84（GPS）、CGCS2000（天地图）、GCJ-02（高德、腾讯）"
        "或 BD-09（百度）；该设施先不上图，其余内容照常使用。",
        "Say what it was measured in: WGS-84 (GPS), CGCS2000, GCJ-02 (Amap) or BD-09 (Baidu); "
        "until then it is not on the map, the rest is used.",
    )
    if found is None:
        row.add(
            "datum_missing",
            Severity.WARNING,
            Text("有坐标，但没有写坐标系。", "There is a point but no datum."),
            remedy,
            "datum",
        )
    else:
        row.add("datum_unknown", Severity.WARNING, found.what, remedy, "datum")
    return None
