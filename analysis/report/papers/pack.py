"""The whole pack of a meeting: the same report in every format asked for, file by file."""

from __future__ import annotations

import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from analysis.report.file_names import called_too, file_name
from analysis.report.maps.print_map import Format as Paper
from analysis.report.papers.brief import brief_of
from analysis.report.papers.contents import Contents
from analysis.report.papers.deck import deck_of
from analysis.report.papers.document import Brief, Deck
from analysis.report.papers.map_files import FOLDER, map_files, print_maps
from analysis.report.papers.public import PublicPapers
from analysis.report.papers.same_bytes import same_bytes
from analysis.report.papers.stopping import (
    PackStoppedError,
    Progress,
    Steps,
    figures_of,
    watched,
)
from geo.layers import Layer
from geo.text import Language, Text


class Format(StrEnum):
    """What a pack can hold; each but the last is the ending of its one file."""

    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    PDF = "pdf"
    GPKG = "gpkg"
    HTML = "html"
    MAPS = "maps"
    """Several files in a folder: each map as PDF and PNG."""


FORMAT_WORDS: dict[Format, Text] = {
    Format.DOCX: Text("汇报材料（Word）", "Brief (Word)"),
    Format.PPTX: Text("幻灯片（PowerPoint）", "Slides (PowerPoint)"),
    Format.XLSX: Text("附表工作簿（Excel）", "Tables (Excel)"),
    Format.PDF: Text("汇报材料（PDF）", "Brief (PDF)"),
    Format.GPKG: Text("图层（GeoPackage）", "Layers (GeoPackage)"),
    Format.HTML: Text("离线地图（网页）", "Map that opens offline (HTML)"),
    Format.MAPS: Text("打印地图（PDF、PNG）", "Maps for print (PDF, PNG)"),
}
KINDS: dict[Format, str] = {
    Format.DOCX: "brief",
    Format.PPTX: "slides",
    Format.XLSX: "tables",
    Format.PDF: "brief",
    Format.GPKG: "geopackage",
    Format.HTML: "map",
    Format.MAPS: "print_maps",
}
_WEIGHTS: dict[Format, float] = {
    Format.DOCX: 6,
    Format.PPTX: 6,
    Format.XLSX: 1,
    Format.PDF: 2,
    Format.GPKG: 1,
    Format.HTML: 1,
    Format.MAPS: 4,
}
"""How long each takes beside the others: the PDF shows the pictures of the Word file again."""
_OF_MAPS = frozenset({Format.GPKG, Format.HTML, Format.MAPS})
"""Formats that are maps: none is made for an edition without them."""


@dataclass(frozen=True, slots=True)
class Templates:
    """An office's own files; None: the tool's own look."""

    word: bytes | None = None
    slides: bytes | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """One file of the pack; ``name`` with its folder where the format makes several."""

    format: Format
    name: str
    content: bytes


def make_pack(
    contents: Contents | PublicPapers,
    formats: Collection[Format],
    boundaries: Layer,
    language: Language = "zh",
    *,
    templates: Templates | None = None,
    called: Text | None = None,
    paper: Paper = Paper.A4,
    progress: Progress | None = None,
) -> tuple[Made, ...]:
    """The files, in the order of ``Format``; the same bytes for the same contents.

    ``called``: a frozen assessment's own name, in the names of the files; ``paper``: of the maps
    for print.
    Formats these papers don't come in are left out (``formats_of``). Raises
    TemplateRefusedError, PackStoppedError.
    """
    own = templates or Templates()
    wanted = formats_of(contents, formats)
    steps = Steps((_WEIGHTS[kind] for kind in wanted), progress)
    seen = contents if isinstance(contents, PublicPapers) else watched(contents, steps)
    report, made = contents.report, []
    for place, kind in enumerate(wanted):
        steps.file(place, FORMAT_WORDS[kind])
        if kind is Format.MAPS and isinstance(contents, Contents):
            steps.figures(len(print_maps(contents)))
            folder = FOLDER.get(language)
            for file in map_files(contents, language, paper, before=steps.figure):
                name = called_too(file.name, called, language)
                made.append(Made(kind, f"{folder}/{name}", file.content))
            continue
        content = _content(kind, seen, boundaries, language, own, steps)
        name = file_name(KINDS[kind], report, kind.value, language, revision=report.revision)
        made.append(Made(kind, called_too(name, called, language), content))
    if progress is not None and not progress(1.0, Text("完成", "Done")):
        raise PackStoppedError
    return tuple(made)


def formats_of(
    contents: Contents | PublicPapers, formats: Collection[Format]
) -> tuple[Format, ...]:
    """Those of the formats these papers come in, in the order of ``Format``.

    The public edition, and contents without maps, have no file that is a map.
    """
    maps = isinstance(contents, Contents) and contents.maps
    return tuple(f for f in Format if f in formats and (maps or f not in _OF_MAPS))


def pack_zip(contents: Contents | PublicPapers, made: Collection[Made]) -> bytes:
    """All files in one archive, the same bytes for the same files."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for file in made:
            archive.writestr(file.name, file.content)
    return same_bytes(stream.getvalue(), contents.report.as_of)


def _content(
    kind: Format,
    contents: Contents | PublicPapers,
    boundaries: Layer,
    language: Language,
    own: Templates,
    steps: Steps,
) -> bytes:
    # Each writer is loaded when it is asked for: together they take a second.
    match kind:
        case Format.MAPS:
            raise ValueError("maps for print are several files")
        case Format.DOCX:
            from analysis.report.papers.word.word_file import brief_docx

            return brief_docx(_brief(contents, steps), language, own.word)
        case Format.PPTX:
            from analysis.report.papers.slides.slides_file import deck_pptx

            return deck_pptx(_deck(contents, steps), language, own.slides)
        case Format.XLSX:
            from analysis.report.workbook import workbook

            return workbook(contents.report, language)
        case Format.PDF:
            from analysis.report.papers.pdf.typeset import brief_pdf

            return brief_pdf(_brief(contents, steps), language)
        case Format.GPKG:
            from analysis.report.geopackage import geopackage

            return geopackage(contents.report, boundaries, language)
        case Format.HTML:
            from analysis.report.html_map import html_map

            return html_map(contents.report, boundaries, language).encode("utf-8")


def _brief(contents: Contents | PublicPapers, steps: Steps) -> Brief:
    brief = contents.brief if isinstance(contents, PublicPapers) else brief_of(contents)
    steps.figures(figures_of(brief))
    return brief


def _deck(contents: Contents | PublicPapers, steps: Steps) -> Deck:
    deck = contents.deck if isinstance(contents, PublicPapers) else deck_of(contents)
    steps.figures(figures_of(deck))
    return deck
