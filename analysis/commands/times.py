"""``python -m analysis times``: travel times on roads between points, anywhere in the world."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import pandas as pd

from analysis.commands.times_tables import read_points, read_speeds
from geo.commands.speaking import BAD_INPUT, DONE, tell, tell_issues
from geo.commands.writing import write_bytes
from geo.roads.graph import RoadGraph
from geo.roads.network import RoadNetwork
from geo.roads.reading import read_roads
from geo.roads.speeds import Speeds, load_speeds
from geo.roads.store import NotANetworkError, load_network
from geo.text import Language, Text
from geo.travel.model import MODE_WORDS, TravelMode
from geo.travel.road_times import RoadSource
from geo.travel.times import TravelTimes

_NAMED = 10
"""Of a list of ids, how many are named."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "--roads",
        required=True,
        type=Path,
        metavar="FILE",
        help=".osm.pbf, .osm, .graphml, a GeoPackage of lines, or a stored network (.npz)",
    )
    for name, whom in (("--from", "origins"), ("--to", "destinations")):
        parser.add_argument(
            name,
            dest=f"{name[2:]}_points",
            required=True,
            type=Path,
            metavar="FILE",
            help=f"csv or xlsx of {whom}: id, lon, lat (decimal degrees, WGS-84)",
        )
    parser.add_argument("--mode", choices=[str(m) for m in TravelMode], default=TravelMode.DRIVING)
    parser.add_argument(
        "--limit", type=_minutes, metavar="MIN", help="longer times are left out; inclusive"
    )
    parser.add_argument(
        "--speeds", type=Path, metavar="FILE", help="csv or xlsx: class, kmh in place of the tool's"
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.csv")


def run(args: argparse.Namespace) -> int:
    """Writes from_id, to_id, minutes; nothing is written when an input is bad."""
    origins = _points(args.from_points, args.lang)
    destinations = _points(args.to_points, args.lang)
    speeds = _speeds(args.speeds, args.lang)
    if origins is None or destinations is None or speeds is None:
        return BAD_INPUT
    network = _network(args.roads, args.lang)
    if network is None:
        return BAD_INPUT
    mode = TravelMode(args.mode)
    graph = RoadGraph.of(network, mode, speeds)
    if not graph.onto.any():
        tell(_NO_ROADS.fill(file=args.roads.name, mode=MODE_WORDS[mode]), args.lang)
        return BAD_INPUT
    source = RoadSource.default(graph)
    tell(_HOW.fill(said=source.model.said), args.lang)
    tell(graph.parts.said, args.lang)
    for points, path in ((origins, args.from_points), (destinations, args.to_points)):
        lost = source.off_network(points)
        far = f"{source.snap_max_m / 1000:g}"
        if len(lost) == len(points):
            tell(_elsewhere(path.name, points, network, far), args.lang)
            return BAD_INPUT
        if lost:
            tell(_unsnapped(path.name, lost, far), args.lang)
    times = source.times(origins, destinations, args.limit)
    tell(_told(times), args.lang)
    return DONE if write_bytes(args.out, _csv(times), args.lang) else BAD_INPUT


def _points(path: Path, language: Language) -> pd.DataFrame | None:
    """The points of a file; None, with everything wrong said, when it is bad."""
    points, issues = read_points(path)
    stopped = tell_issues(path.name, issues, language)
    return None if stopped else points


def _speeds(path: Path | None, language: Language) -> Speeds | None:
    """The tool's speeds, or those with a file's in their place; None when the file is bad."""
    if path is None:
        return load_speeds()
    speeds, issues = read_speeds(path)
    stopped = tell_issues(path.name, issues, language)
    return None if stopped else speeds


def _network(path: Path, language: Language) -> RoadNetwork | None:
    """The roads of a file or of a stored network; None, with a sentence, when it is bad."""
    if not path.is_file():
        tell(_CANNOT_OPEN.fill(file=path.name), language)
        return None
    if path.suffix.lower() != ".npz":
        reading = read_roads(path, path.name)
        stopped = tell_issues(path.name, reading.issues, language)
        return None if stopped else reading.network
    try:
        return load_network(path)
    except OSError:
        tell(_CANNOT_OPEN.fill(file=path.name), language)
    except NotANetworkError as error:
        tell(error.message, language)
    return None


def _csv(times: TravelTimes) -> bytes:
    """UTF-8 without a byte-order mark, lines ended by a line feed: for programs.

    Minutes so that reading them back gives the same number; ids as they were read.
    """
    frame = times.frame
    text: str = frame.to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8")


def _minutes(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value > 0):
        raise argparse.ArgumentTypeError(f"“{text}” is no number of minutes 应为大于 0 的分钟数")
    return value


def _elsewhere(name: str, points: pd.DataFrame, network: RoadNetwork, far: str) -> Text:
    """No point of a file is near the roads: what lies where."""
    west, south, east, north = network.bounds
    roads = f"{west:.3f}–{east:.3f}, {south:.3f}–{north:.3f}"
    lon, lat = points["lon"], points["lat"]
    there = f"{lon.min():.3f}–{lon.max():.3f}, {lat.min():.3f}–{lat.max():.3f}"
    return Text(
        f"{name} 中没有一个点在可用道路 {far} 公里以内。路网在经度、纬度 {roads}，这些点在"
        f" {there}。"
        "请检查路网是不是这个地方的，经度、纬度有没有写反。",
        f"No point of {name} is within {far} km of a usable road. The roads lie at longitude and"
        f" latitude {roads}, the points at {there}. Check that the roads are of this place, and"
        " that longitude and latitude are not swapped.",
    )


def _unsnapped(name: str, ids: tuple[str, ...], far: str) -> Text:
    more = " …" if len(ids) > _NAMED else ""
    return Text(
        f"说明：{name} 中有 {len(ids)} 个点 {far} 公里以内没有可用道路，没有时间："
        f"{'、'.join(ids[:_NAMED])}{more}",
        f"Note: {len(ids)} point(s) of {name} have no usable road within {far} km and no times:"
        f" {', '.join(ids[:_NAMED])}{more}",
    )


def _told(times: TravelTimes) -> Text:
    pairs, every = len(times.minutes), len(times.from_ids) * len(times.to_ids)
    if times.limit_min is None:
        zh, en = "不可达", "unreachable"
    else:
        zh = f"超过 {times.limit_min:g} 分钟或不可达"
        en = f"beyond {times.limit_min:g} minutes or unreachable"
    return Text(
        f"共 {every:,} 对，其中 {pairs:,} 对有时间；其余{zh}，没有列出。",
        f"{pairs:,} of {every:,} pairs have a time; the others are {en} and not listed.",
    )


_HOW = Text("说明：{said}。", "Note: {said}.")
_NO_ROADS = Text(
    "{file} 中没有可供{mode}的道路。请换一个路网文件，或改用另一种出行方式。",
    "{file} holds no roads for {mode}. Use another file, or another mode.",
)
_CANNOT_OPEN = Text(
    "打不开文件 {file}。请检查路径和权限。",
    "{file} can't be opened. Check the path and the permission.",
)
