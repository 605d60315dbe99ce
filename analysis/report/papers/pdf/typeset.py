"""Typst as the typesetter: PDF files, and pages as pictures for the preview."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst

from analysis.report.fonts import font_path
from analysis.report.papers.document import Brief, Deck
from analysis.report.papers.pdf.deck_data import deck_data
from analysis.report.papers.pdf.plain_data import Pictures, brief_data
from analysis.report.report import Paper
from geo.text import Language

_HERE = Path(__file__).parent
_PREVIEW_PPI = 96.0


def brief_pdf(brief: Brief, language: Language = "zh") -> bytes:
    """The brief as PDF (tagged, fonts embedded), the same bytes for the same brief."""
    return _set(brief.paper, "brief.typ", lambda p: brief_data(brief, language, p), language)[0]


def deck_pdf(deck: Deck, language: Language = "zh") -> bytes:
    """The slides as PDF, a page each."""
    return _set(deck.paper, "deck.typ", lambda p: deck_data(deck, language, p), language)[0]


def brief_pages(brief: Brief, language: Language = "zh") -> tuple[bytes, ...]:
    """The brief's pages as PNG, in order."""
    make: Callable[[Pictures], dict[str, Any]] = lambda p: brief_data(brief, language, p)  # noqa: E731
    return _set(brief.paper, "brief.typ", make, language, "png")


def deck_pages(deck: Deck, language: Language = "zh") -> tuple[bytes, ...]:
    """The slides as PNG, in order."""
    make: Callable[[Pictures], dict[str, Any]] = lambda p: deck_data(deck, language, p)  # noqa: E731
    return _set(deck.paper, "deck.typ", make, language, "png")


def _set(
    paper: Paper,
    template: str,
    data: Callable[[Pictures], dict[str, Any]],
    language: Language,
    kind: Literal["pdf", "png"] = "pdf",
) -> tuple[bytes, ...]:
    """The files typeset."""
    with opened(template, lambda folder: data(Pictures(folder, language))) as typesetter:
        return files_of(typesetter, paper, kind)


@contextmanager
def opened(template: str, lay: Callable[[Path], dict[str, Any]]) -> Iterator[typst.Compiler]:
    """The typesetter at a paper in a folder of its own, which is then gone.

    ``lay`` puts the pictures into the folder and returns what the paper says.
    """
    with TemporaryDirectory(prefix="planner-paper-") as name:
        folder = Path(name)
        for part in (template, "shared.typ"):
            shutil.copy(_HERE / part, folder / part)
        said = json.dumps(lay(folder), ensure_ascii=False)
        (folder / "data.json").write_text(said, encoding="utf-8")
        yield typst.Compiler(
            str(folder / template),
            root=str(folder),
            font_paths=[str(font_path().parent)],
            ignore_system_fonts=True,
        )


def files_of(
    typesetter: typst.Compiler, paper: Paper, kind: Literal["pdf", "png"]
) -> tuple[bytes, ...]:
    """The PDF file, or a picture of each page, the same bytes for the same paper."""
    made = typesetter.compile(
        format=kind,
        ppi=_PREVIEW_PPI,
        timestamp=int(datetime.combine(paper.as_of, time(), UTC).timestamp()),
    )
    if made is None:
        raise TypeError("nothing was typeset")
    return tuple(made) if isinstance(made, list) else (made,)
