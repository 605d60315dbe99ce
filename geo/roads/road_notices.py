"""What can be wrong with a file of roads, said for people: one function per case."""

from __future__ import annotations

from collections import Counter

from geo.issues import DataIssue, Severity
from geo.roads.extract import Bounds
from geo.text import Text
from geo.travel.model import MODE_WORDS, TravelMode

FORMATS = Text(
    ".osm.pbf、.osm（.gz、.bz2）、.graphml、.gpkg、.geojson、.zip（Shapefile）",
    ".osm.pbf, .osm (.gz, .bz2), .graphml, .gpkg, .geojson, .zip (shapefile)",
)
_NAMED = 8


def not_roads(suffix: str) -> DataIssue:
    """The kind of file is none that holds roads."""
    return DataIssue(
        "not_a_road_file",
        Severity.REFUSED,
        Text("不是可识别的路网文件：{s}。", "This kind of file is not read as roads: {s}.").fill(
            s=suffix or Text("（无扩展名）", "(none)")
        ),
        Text("路网只从以下格式读取：{f}。", "Roads are read from {f}.").fill(f=FORMATS),
        Text(
            "请导出为上述格式之一后再传；只改扩展名不能转换格式。",
            "Export the roads in one of these; renaming a file does not convert it.",
        ),
    )


def missing() -> DataIssue:
    """The file can't be opened."""
    return DataIssue(
        "file_missing",
        Severity.REFUSED,
        Text("打不开这个文件。", "The file can't be opened."),
        Text("路径不存在，或没有读取权限。", "The path does not exist or may not be read."),
        Text("请检查文件路径和权限后重试。", "Check the path and the permission, then try again."),
    )


def empty() -> DataIssue:
    """There are no bytes in it."""
    return DataIssue(
        "file_empty",
        Severity.REFUSED,
        Text("文件是空的，没有任何内容。", "The file is empty."),
        Text("没有可读取的道路。", "There are no roads to read."),
        Text("请重新下载或导出后再传。", "Download or export it again and send it."),
    )


def truncated() -> DataIssue:
    """It ends too early."""
    return DataIssue(
        "roads_truncated",
        Severity.REFUSED,
        Text("文件不完整，在中途截断。", "The file is incomplete: it ends in the middle."),
        Text(
            "多半是下载或复制中断；缺失部分的道路无法补出，已读部分不予采用。",
            "The download or copy was probably interrupted. Which roads are missing is not known,"
            " so none is used.",
        ),
        Text(
            "请核对文件大小，重新下载后再传。", "Compare the size, download it again and send it."
        ),
    )


def damaged(kind: str) -> DataIssue:
    """Its bytes are not what its name says."""
    return DataIssue(
        "roads_damaged",
        Severity.REFUSED,
        Text(
            "文件损坏，或内容不是 {k} 格式。", "The file is damaged, or its content is no {k}."
        ).fill(k=kind),
        Text("读不出其中的道路。", "Its roads can't be read."),
        Text(
            "请从来源重新下载或导出；改扩展名不能转换格式。",
            "Download or export it again; renaming a file does not convert it.",
        ),
    )


def no_graph() -> DataIssue:
    """A GraphML file that is no street graph."""
    return DataIssue(
        "graph_without_places",
        Severity.REFUSED,
        Text(
            "这个 GraphML 文件不是 OSMnx 保存的路网。",
            "This GraphML file is no street network saved by OSMnx.",
        ),
        Text(
            "节点缺少坐标（x、y），无法确定道路位置。",
            "Its nodes have no coordinates (x, y), so where the roads lie is not known.",
        ),
        Text(
            "请用 OSMnx 的 save_graphml 保存路网后再传。",
            "Save the network with OSMnx's save_graphml and send that file.",
        ),
    )


def no_crs(name: str) -> DataIssue:
    """A layer that does not say its reference system; it asks for it."""
    return DataIssue(
        "roads_crs_missing",
        Severity.REFUSED,
        Text(
            "图层“{n}”没有声明坐标系。它用的是哪个坐标系？",
            "Layer “{n}” does not say its coordinate reference system. Which one is it?",
        ).fill(n=name),
        Text(
            "坐标系不明，道路可能整体错位数百米，结果不可用。",
            "Without it all roads may lie hundreds of metres off.",
        ),
        Text(
            "请向数据提供单位问明坐标系（如 CGCS2000、WGS-84），"
            "在 GIS 软件中“定义投影”后重新导出。",
            "Ask whoever made it (CGCS2000, WGS-84 …), set it in a GIS program, export it again.",
        ),
    )


def no_lines() -> DataIssue:
    """A layer without lines."""
    return DataIssue(
        "no_lines",
        Severity.REFUSED,
        Text("文件里没有线状要素。", "There are no lines in the file."),
        Text(
            "道路须为线（LineString 或 MultiLineString），点和面不能用作道路。",
            "Roads are lines (LineString, MultiLineString); points and polygons are none.",
        ),
        Text("请导出道路中心线图层后再传。", "Export the layer of road centre lines and send it."),
    )


def no_roads() -> DataIssue:
    """A file in order, with no road in it."""
    return DataIssue(
        "no_roads",
        Severity.REFUSED,
        Text("文件里没有可通行的道路。", "There is no road to travel on in the file."),
        Text(
            "没有带 highway 标签的道路或 route=ferry 的渡线，或全部禁止通行、尚在规划建设中。",
            "No way has a highway tag or route=ferry, or all are closed, planned or being built.",
        ),
        Text(
            "请确认导出时包含道路图层，或换用完整的数据。",
            "Check that roads were part of the export, or take a complete extract.",
        ),
    )


def elsewhere(found: Bounds, wanted: Bounds) -> DataIssue:
    """Roads, but of another place."""
    return DataIssue(
        "roads_elsewhere",
        Severity.REFUSED,
        Text(
            "这是别处的道路，所选城市范围内一条也没有。",
            "These are roads of another place: none is in the chosen city.",
        ),
        Text(
            "文件中的数据位于{a}；所选城市（含外扩）位于{b}。",
            "The file's data lie at {a}; the chosen city, widened, at {b}.",
        ).fill(a=_said(found), b=_said(wanted)),
        Text(
            "请换用包含该市的道路数据，或改选对应的城市。",
            "Take roads that include the city, or choose the city they are of.",
        ),
    )


def partly(share: float, found: Bounds) -> DataIssue:
    """Roads of a part of the place."""
    return DataIssue(
        "roads_of_a_part",
        Severity.WARNING,
        Text(
            "道路只覆盖所选城市（含外扩）的约 {p:.0f}%。",
            "The roads cover only about {p:.0f} % of the chosen city, widened.",
        ).fill(p=100 * share),
        Text(
            "文件中的数据位于{a}；范围以外的居民将显示为“未连通”，这不说明当地没有道路。",
            "The file's data lie at {a}; people beyond will show as not connected, which does not"
            " mean that there are no roads.",
        ).fill(a=_said(found)),
        Text("请换用覆盖全市的道路数据。", "Take roads that cover the whole city."),
    )


def none_for(mode: TravelMode) -> DataIssue:
    """Roads, but none for one way of travelling."""
    return DataIssue(
        f"no_roads_for_{mode.value}",
        Severity.WARNING,
        Text("文件里没有可{m}通行的道路。", "No road of the file is open to {m}.").fill(
            m=Text(MODE_WORDS[mode].zh, MODE_WORDS[mode].en.lower())
        ),
        Text(
            "按这种方式出行的人将全部显示为“未连通”。",
            "Everyone who travels so will show as not connected.",
        ),
        Text(
            "导出时请包含全部道路类型，或改用另一种出行方式。",
            "Export all kinds of roads, or choose the other way of travelling.",
        ),
    )


def left_out(unknown: Counter[str]) -> DataIssue:
    """Values of highway that nobody knows, in an OSM file."""
    named = _counted(unknown)
    return DataIssue(
        "road_class_left_out",
        Severity.NOTICE,
        Text(
            "{n} 条道路的 highway 值无法识别，未采用：{c}。",
            "{n} ways have a highway value that is not known and were left out: {c}.",
        ).fill(n=unknown.total(), c=named),
        Text("是否可通行无从判断。", "Whether anyone may travel on them is not known."),
        Text("如为常用道路，请在源数据中改正。", "If they are common roads, correct the source."),
    )


def taken_as(unknown: Counter[str]) -> DataIssue:
    """Class words that nobody knows, in a layer of lines."""
    return DataIssue(
        "road_class_unknown",
        Severity.WARNING,
        Text(
            "{n} 条线的道路等级无法识别：{c}。",
            "{n} lines have a class that is not known: {c}.",
        ).fill(n=unknown.total(), c=_counted(unknown)),
        Text(
            "已按四级公路（OSM 的 unclassified）处理，车辆和行人均可通行。",
            "They are taken as small roads (OSM's unclassified), open to cars and walkers.",
        ),
        Text(
            "请改用国道、省道、县道、乡道、村道、高速等通用名称，或 OSM 的 highway 值。",
            "Use OSM's values of highway, or “国道”, “省道”, “县道”, “乡道”, “村道”, “高速”.",
        ),
    )


def no_class_column() -> DataIssue:
    """A layer of lines without a column of classes."""
    return DataIssue(
        "no_road_class",
        Severity.WARNING,
        Text("没有找到道路等级列。", "There is no column of road classes."),
        Text(
            "全部按四级公路（OSM 的 unclassified）处理，时间多半偏长。",
            "All lines are taken as small roads (OSM's unclassified), so times are likely long.",
        ),
        Text(
            "请保留名为 highway、fclass 或“道路等级”的列。",
            "Keep a column named highway, fclass or “道路等级”.",
        ),
    )


def _counted(unknown: Counter[str]) -> Text:
    ordered = sorted(unknown.items(), key=lambda item: (-item[1], item[0]))
    words = [(word[:40], count) for word, count in ordered[:_NAMED]]
    zh = "、".join(f"“{word}” {count} 条" for word, count in words)
    en = ", ".join(f"“{word}” {count}" for word, count in words)
    rest = len(ordered) - len(words)
    return Text(zh + (f"等 {len(ordered)} 种" if rest else ""), en + (" …" if rest else ""))


def _said(bounds: Bounds) -> Text:
    west, south, east, north = bounds
    return Text(
        f"经度 {west:.2f} 至 {east:.2f}、纬度 {south:.2f} 至 {north:.2f}",
        f"longitude {west:.2f} to {east:.2f}, latitude {south:.2f} to {north:.2f}",
    )
