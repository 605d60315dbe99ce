"""What is said of .osm.pbf files that are in order and yet can't be read as roads."""

from __future__ import annotations

from geo.issues import DataIssue, Severity
from geo.text import Text


def unsupported(feature: str) -> DataIssue:
    """A .osm.pbf file in order, of a kind that is not read."""
    history = feature == "HistoricalInformation"
    kind = Text("历史数据（含各次修改）", "the history of all edits") if history else None
    named = kind or Text(f"需要“{feature[:40]}”功能", f"in need of “{feature[:40]}”")
    return DataIssue(
        "roads_unsupported",
        Severity.REFUSED,
        Text(
            f"文件完好，但不支持这种 .osm.pbf：{named.zh}。",
            f"The file is in order, but this kind of .osm.pbf is not read: {named.en}.",
        ),
        Text(
            "同一条道路会有多个版本，无法得出某一天的路网。"
            if history
            else "不了解该功能，读出的道路可能有误。",
            "It has several versions of a road and is no network of any one day."
            if history
            else "What it means for the roads is not known.",
        ),
        Text(
            "请下载当前数据的 .osm.pbf，或先用 osmium time-filter 取出某一天的数据。"
            if history
            else "请下载通用的 .osm.pbf，或导出为 .osm 后再传。",
            "Take a .osm.pbf of the present, or cut out one day with osmium time-filter."
            if history
            else "Take a common .osm.pbf, or export it as .osm.",
        ),
    )


def nodes_left_out() -> DataIssue:
    """Ways that carry their places themselves, without the nodes."""
    return DataIssue(
        "roads_nodes_left_out",
        Severity.REFUSED,
        Text(
            "文件把坐标写在道路上（LocationsOnWays），道路经过的点已被删去。",
            "The file has places on its ways (LocationsOnWays), and left out the nodes they go"
            " through.",
        ),
        Text(
            "没有这些点，读不出道路的走向和交叉口。",
            "Without them the course of roads and their junctions can't be read.",
        ),
        Text(
            "请换用未经 osmium add-locations-to-ways 处理的原始文件，"
            "或处理时加上 --keep-untagged-nodes。",
            "Take the file as it was before osmium add-locations-to-ways, or run that with"
            " --keep-untagged-nodes.",
        ),
    )
