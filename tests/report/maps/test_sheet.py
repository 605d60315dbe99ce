"""The sheet: one line of text at one place in a picture and in a PDF."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from analysis.report.drawn.sheet import About, Align, Sheet
from analysis.report.drawn.tokens import WHITE

_DPI = 144
_NOTHING = About("", "", "", None)


def _ink(picture: Image.Image) -> list[float]:
    """Where there is ink: left, upper, right and lower edge in mm."""
    rows, columns = np.nonzero(np.asarray(picture.convert("L")) < 128)
    edges = columns.min(), rows.min(), columns.max(), rows.max()
    return [float(edge) / _DPI * 25.4 for edge in edges]


@pytest.mark.parametrize("turned", [0.0, 24.0])
@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_a_line_stands_at_one_place_in_picture_and_pdf(
    align: Align, turned: float, tmp_path: Path, pdf_to_png_executable: Path
) -> None:
    sheet = Sheet(80, 40)
    sheet.text(40, 20, "一县一单 AVAV", 14, align=align, turned=turned)
    page = tmp_path / "page.pdf"
    page.write_bytes(sheet.pdf(_NOTHING))
    asked = [str(pdf_to_png_executable), "-r", str(_DPI), "-png", str(page)]
    drawn = subprocess.run(asked, capture_output=True, check=True).stdout
    in_pdf = _ink(Image.open(io.BytesIO(drawn)))
    assert _ink(Image.open(io.BytesIO(sheet.png(_NOTHING, _DPI)))) == pytest.approx(in_pdf, abs=0.3)


@pytest.mark.parametrize(("align", "edge"), [("left", 0), ("right", 2)])
def test_a_line_begins_or_ends_where_it_is_asked_to(align: Align, edge: int) -> None:
    sheet = Sheet(80, 40)
    sheet.text(40, 20, "国国国", 14, align=align)
    ink = _ink(Image.open(io.BytesIO(sheet.png(_NOTHING, _DPI))))
    assert ink[edge] == pytest.approx(40, abs=0.8)
    assert ink[3] == pytest.approx(20, abs=0.6)


def test_bold_text_has_more_ink() -> None:
    amounts = []
    for bold in (False, True):
        sheet = Sheet(80, 40)
        sheet.text(10, 20, "残疾人服务设施", 14, bold=bold)
        picture = Image.open(io.BytesIO(sheet.png(_NOTHING, _DPI))).convert("L")
        amounts.append((255.0 - np.asarray(picture, float)).sum())
    assert 1.1 < amounts[1] / amounts[0] < 1.6


def test_a_picture_has_no_transparency() -> None:
    sheet = Sheet(20, 10)
    sheet.plate(2, 2, 10, 5, fill=WHITE, opacity=0.5)
    assert Image.open(io.BytesIO(sheet.png(_NOTHING))).mode == "RGB"
