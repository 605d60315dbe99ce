"""``python -m geo roads``: a city's roads from a file or the open map, stored for travel times."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from geo.commands.speaking import BAD_INPUT, DONE, tell, tell_issues
from geo.counties import resolve_city
from geo.issues import SEVERITY_WORDS, DataIssue
from geo.open_sources.unavailable import MapUnavailableError
from geo.roads.building import Built, build_from_file, build_online
from geo.roads.shelf import VARIABLE, Shelf, shelf
from geo.text import Text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--city", required=True, help="division code or name, e.g. 450900")
    origin = parser.add_mutually_exclusive_group(required=True)
    origin.add_argument(
        "--file", type=Path, help=".osm.pbf, .osm, .graphml, or a GeoPackage of lines"
    )
    origin.add_argument("--online", action="store_true", help="ask the open map, piece by piece")
    parser.add_argument("--name", help="what the file is called in messages and papers")
    parser.add_argument("--server", metavar="URL", help="an Overpass server other than the public")
    parser.add_argument(
        "--folder",
        type=Path,
        help=f"where networks are kept (else the variable {VARIABLE}, else the user's data folder)",
    )
    parser.add_argument(
        "--json-lines",
        action="store_true",
        help="say progress and the end as lines of JSON on standard output, for programs",
    )


def run(args: argparse.Namespace, _now: datetime) -> int:
    """Stores the roads; nothing is stored when the file can't be used."""
    city = resolve_city(args.city)
    speaker = _Speaker(args.json_lines, args.lang)
    if args.json_lines:
        # Who began it may end it: as an exit, so that half-written files go.
        signal.signal(signal.SIGTERM, _leave)
    if not isinstance(city, str):
        speaker.fail(_UNKNOWN_CITY.fill(city=args.city))
        return BAD_INPUT
    kept = Shelf(args.folder) if args.folder else shelf(os.environ)
    try:
        if args.online:
            built = build_online(city, kept, args.server, speaker.progress)
        else:
            name = args.name or args.file.name
            built = build_from_file(city, args.file, name, kept, speaker.progress)
    except MapUnavailableError as error:
        speaker.fail(Text(error.sentence("zh"), error.sentence("en")))
        return BAD_INPUT
    except OSError as error:
        speaker.fail(_NOT_WRITTEN.fill(why=error.strerror or type(error).__name__))
        return BAD_INPUT
    return speaker.end(args.file.name if args.file else "", built)


def _leave(_signal: int, _frame: object) -> None:
    sys.exit(1)


class _Speaker:
    """Says progress and the end, to a person or to a program."""

    def __init__(self, json_lines: bool, language: str) -> None:
        self.json_lines = json_lines
        self.language = language
        self.last = ""

    def progress(self, share: float, what: Text) -> None:
        if self.json_lines:
            self._line({"share": round(share, 4), "what": [what.zh, what.en]})
            return
        said = f"{what.get(self.language)} {share:.0%}"  # type: ignore[arg-type]
        if said != self.last:
            tell(said, self.language)  # type: ignore[arg-type]
        self.last = said

    def fail(self, why: Text) -> None:
        if self.json_lines:
            self._line({"failed": [why.zh, why.en]})
        else:
            tell(why, self.language)  # type: ignore[arg-type]

    def end(self, source: str, built: Built) -> int:
        if self.json_lines:
            issues = [_plain(issue) for issue in built.issues]
            self._line({"stored": built.network is not None, "issues": issues})
        else:
            tell_issues(source, built.issues, self.language)  # type: ignore[arg-type]
            if built.network is not None:
                said = _STORED.fill(
                    km=f"{built.network.length_km:,.0f}",
                    links=f"{built.network.link_count:,}",
                    nodes=f"{built.network.node_count:,}",
                )
                tell(said, self.language)  # type: ignore[arg-type]
        return DONE if built.network is not None else BAD_INPUT

    def _line(self, value: object) -> None:
        print(json.dumps(value, ensure_ascii=True), flush=True, file=sys.stdout)


def _plain(issue: DataIssue) -> dict[str, object]:
    word = SEVERITY_WORDS[issue.severity]
    return {
        "severity": issue.severity.value,
        "said": [issue.sentence("zh"), issue.sentence("en")],
        "word": [word.zh, word.en],
    }


_UNKNOWN_CITY = Text(
    "没有城市“{city}”的数据。可用：450900 玉林市、450200 柳州市。",
    "No data for city “{city}”. Known: 450900 Yulin, 450200 Liuzhou.",
)
_NOT_WRITTEN = Text(
    "路网没有保存：文件读写失败（{why}）。请检查文件是否存在、文件夹是否可写、磁盘是否已满。",
    "The roads were not stored: a file could not be read or written ({why}). Check that the file "
    "exists, the folder can be written and the disk is not full.",
)
_STORED = Text(
    "已保存路网：{km} 公里，{links} 个路段，{nodes} 个节点。",
    "Stored: {km} km of roads, {links} links, {nodes} nodes.",
)
