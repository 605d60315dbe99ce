"""Maps for print as files of a pack: each of the four as a PDF and a picture, on one paper size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis.report.file_names import file_name
from analysis.report.maps.map_contents import MapKind
from analysis.report.maps.print_map import Format, PrintMap
from analysis.report.papers.contents import Contents
from analysis.report.papers.drawings import DrawnOnce
from geo.text import Language, Text

FOLDER = Text("地图", "maps")
_NAMES: dict[MapKind, str] = {
    MapKind.STATUS: "status_map",
    MapKind.GAPS: "gaps_map",
    MapKind.REACH: "reach_map",
    MapKind.PLAN: "plan_map",
}
_IDS = ("facilities", "verdicts", "coverage", "layout")
"""Of ``Contents.drawings``: one of each kind; maps of single requirements are on the slides."""


@dataclass(frozen=True, slots=True)
class MapFile:
    """One file, its name without a folder."""

    name: str
    content: bytes


def print_maps(contents: Contents) -> tuple[PrintMap, ...]:
    """The maps there are, in the order of ``MapKind``; none in an edition without maps."""
    found = (contents.drawings.get(name) for name in _IDS)
    held = (d.drawing if isinstance(d, DrawnOnce) else d for d in found)
    return tuple(d for d in held if isinstance(d, PrintMap))


def map_files(
    contents: Contents,
    language: Language = "zh",
    size: Format = Format.A4,
    *,
    before: Callable[[Text], None] | None = None,
) -> tuple[MapFile, ...]:
    """Every map as PDF and PNG, the paper turned so that the city is drawn larger.

    ``before`` is told the title of the map drawn next. The same bytes for the same contents.
    """
    report, made = contents.report, []
    for shown in print_maps(contents):
        if before is not None:
            before(shown.title)
        for ending, content in shown.files(language, size).items():
            name = file_name(_NAMES[shown.kind], report, ending, language, revision=report.revision)
            stem = name.removesuffix(f".{ending}")
            made.append(MapFile(f"{stem}_{size}.{ending}", content))
    return tuple(made)
