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
from analysis.report.papers.document import Brief
from analysis.report.papers.pdf.plain_data import Pictures, brief_data
from analysis.report.report import Paper
from geo.text import Language

_HERE = Path(__file__).parent
_PREVIEW_PPI = 96.0


def brief_pdf(brief: Brief, language: Language = "zh") -> bytes:
    """The brief as PDF (tagged, fonts embedded), the same bytes for the same brief."""

    def lay(folder: Path) -> dict[str, Any]:
        return brief_data(brief, language, Pictures(folder, language))

    with opened("brief.typ", lay) as typesetter:
        return files_of(typesetter, brief.paper, "pdf")[0]


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
