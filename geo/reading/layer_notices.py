"""What is said about the geometry of a geographic file: one function per issue."""

from __future__ import annotations

from collections.abc import Sequence

from geo.issues import DataIssue, Severity
from geo.text import Text

ATTRIBUTE = "属性表："
"""Put before the header of an attribute that the geometry replaces."""

_SHIFT = Text(
    "高德、腾讯（GCJ-02）和百度（BD-09）的坐标在本地偏约 500 至 600 米，文件本身看不出来。",
    "Points of Amap or Tencent (GCJ-02) and Baidu (BD-09) lie some 500 to 600 m off here, and a "
    "file can't show it.",
)
_OTHERWISE = Text(
    "如从高德、腾讯或百度导出，请在导入时指明坐标系；否则无须处理。",
    "If it came from Amap, Tencent or Baidu, state that datum when importing; else nothing to do.",
)


def declared_by_format(sheet: str) -> DataIssue:
    """The format says WGS-84, whatever the sender measured in."""
    return DataIssue(
        "datum_by_format",
        Severity.NOTICE,
        Text(
            "坐标按 WGS-84 读取：GeoJSON 和 KML 的规范如此规定。",
            "Points are read as WGS-84: the GeoJSON and KML specifications say so.",
        ),
        _SHIFT,
        _OTHERWISE,
        sheet=sheet,
    )


def declared(sheet: str, crs: str, datum: str) -> DataIssue:
    """The file names its reference system."""
    return DataIssue(
        "datum_declared",
        Severity.NOTICE,
        Text(
            f"文件写明的坐标系是“{crs[:60]}”，坐标按 {datum} 读取。",
            f"The file's reference system is “{crs[:60]}”; points are read as {datum}.",
        ),
        _SHIFT,
        _OTHERWISE,
        sheet=sheet,
    )


def other_datum(sheet: str, crs: str) -> DataIssue:
    """The file rests on an older datum, converted without local parameters."""
    return DataIssue(
        "datum_converted",
        Severity.WARNING,
        Text(
            f"文件的坐标系是“{crs[:60]}”，已按公开参数换算为 WGS-84。",
            f"The reference system “{crs[:60]}” was converted to WGS-84 with public parameters.",
        ),
        Text(
            "1954 北京、1980 西安等旧坐标系没有公开的精确转换参数，位置可能有明显偏差。",
            "Older Chinese datums have no exact public parameters: points may be clearly off.",
        ),
        Text(
            "请尽量用 CGCS2000 或 WGS-84 重新导出，或对照底图核对位置。",
            "Export in CGCS2000 or WGS-84 if possible, or check the points against a map.",
        ),
        sheet=sheet,
    )


def no_crs(sheet: str) -> DataIssue:
    """No reference system; the numbers look like degrees."""
    return DataIssue(
        "crs_missing",
        Severity.WARNING,
        Text(
            "文件没有写明坐标系，数字像是经纬度，先按没有坐标系的经纬度读取。",
            "The file names no reference system; its numbers look like degrees and are kept as "
            "degrees without a datum.",
        ),
        _SHIFT,
        Text(
            "请确认坐标系（WGS-84、CGCS2000、GCJ-02 或 BD-09）后再导入；未确认的先不上图。",
            "Say which datum they are in; until then the points stay off the map.",
        ),
        sheet=sheet,
    )


def no_crs_metres(sheet: str) -> DataIssue:
    """No usable reference system, and the numbers are no degrees."""
    return DataIssue(
        "crs_needed",
        Severity.WARNING,
        Text(
            "文件没有可用的坐标系说明，坐标又不是经纬度，位置没有读取。",
            "The file has no usable reference system and its coordinates are no degrees; the "
            "places were not read.",
        ),
        Text("不知道投影和分带，换算不成经纬度。", "Without the projection they can't be placed."),
        Text(
            "请在地理信息软件中定义投影，或重新导出为 CGCS2000 经纬度后再传；属性照常使用。",
            "Define the projection in the GIS or export as CGCS2000 degrees; attributes are used.",
        ),
        sheet=sheet,
    )


def not_degrees(sheet: str, crs: str) -> DataIssue:
    """Degrees are declared, but the numbers are too large for degrees."""
    return DataIssue(
        "crs_contradicted",
        Severity.WARNING,
        Text(
            f"文件写明的坐标系是“{crs[:60]}”（经纬度），坐标却不是经纬度，位置没有读取。",
            f"The file says “{crs[:60]}” (degrees), yet its coordinates are no degrees; the "
            "places were not read.",
        ),
        Text("多半是投影坐标没有换算就导出了。", "They are probably projected metres."),
        Text(
            "请按 CGCS2000 或 WGS-84 经纬度重新导出后再传；属性照常使用。",
            "Export again in CGCS2000 or WGS-84 degrees; the attributes are used.",
        ),
        sheet=sheet,
    )


def represented(sheet: str, numbers: Sequence[int]) -> DataIssue:
    """Lines and areas stand as a point inside them."""
    first = ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")
    return DataIssue(
        "point_from_shape",
        Severity.NOTICE,
        Text(
            f"{len(numbers)} 个要素是线、面或多点，取其中一点作为位置：第 {first} 个。",
            f"{len(numbers)} feature(s) are lines, areas or several points; a point inside stands "
            f"for each: {first}.",
        ),
        Text("设施按一个点上图和计算距离。", "A facility is one point on map and road."),
        Text("如有准确点位，请改报点。", "Send a point if the exact place is known."),
        sheet=sheet,
    )


def unreadable(sheet: str, numbers: Sequence[int]) -> DataIssue:
    """Geometries of no known kind, or with coordinates that are no numbers."""
    first = ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")
    return DataIssue(
        "geometry_unreadable",
        Severity.WARNING,
        Text(
            f"{len(numbers)} 个要素的图形读不出来，没有取用：第 {first} 个。",
            f"The geometry of {len(numbers)} feature(s) can't be read and is not used: {first}.",
        ),
        Text(
            "图形类型不认识，或坐标不是有效的数字；属性照常读取，但位置未知。",
            "Its kind is unknown or its coordinates are no numbers; the attributes are read.",
        ),
        Text(
            "请在地理信息软件中检查这些图形，重新导出后再传。",
            "Check these shapes in the GIS, export again and send that.",
        ),
        sheet=sheet,
    )


def geometry_used(sheet: str, headers: Sequence[str]) -> DataIssue:
    """Both an attribute and the geometry say where a feature is."""
    named = "、".join(f"“{h[:40]}”" for h in headers)
    return DataIssue(
        "geometry_over_attributes",
        Severity.NOTICE,
        Text(
            f"属性表里也有坐标（{named}），位置以图形为准。",
            f"The attributes hold coordinates too ({named}); the geometry is used.",
        ),
        Text("两处若不一致，图上看到的是图形。", "If they differ, the map shows the geometry."),
        Text(
            "如属性表才对，请改正图形后重新导出。", "If the attributes are right, mend the shape."
        ),
        sheet=sheet,
    )
