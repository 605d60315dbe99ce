"""Files of maps: the same bytes, text as text, hostile names inert."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys

import pytest
from PIL import Image

from analysis.report.maps.gaps_map import gaps_map
from analysis.report.maps.status_map import status_map
from geo.boundaries import load_boundaries
from tests.report.maps.map_examples import (
    MADE,
    the_map,
)
from tests.report.small_plans import LIUZHOU, YULIN
from tests.report.small_world import HOSTILE, small_report


@pytest.mark.parametrize("kind", ["gaps", "reach"])
def test_the_same_map_is_the_same_bytes(kind: str) -> None:
    shown = the_map(kind, YULIN, True)
    assert shown.png("zh", 120, 90, 40) == shown.png("zh", 120, 90, 40)
    assert shown.pdf("zh", 120, 90) == shown.pdf("zh", 120, 90)


def test_another_process_with_other_hashes_makes_the_same_bytes() -> None:
    shown = gaps_map(small_report()[0], load_boundaries(), MADE)
    here = shown.png("zh", 120, 90, 40) + shown.pdf("zh", 120, 90)
    code = (
        "import hashlib, sys; sys.path.insert(0, '.')\n"
        "from tests.report.small_world import small_report\n"
        "from analysis.report.maps.gaps_map import gaps_map\n"
        "from geo.boundaries import load_boundaries\n"
        "from datetime import date\n"
        "m = gaps_map(small_report()[0], load_boundaries(), date(2026, 1, 15))\n"
        "b = m.png('zh', 120, 90, 40) + m.pdf('zh', 120, 90)\n"
        "print(hashlib.sha256(b).hexdigest())"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert told.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_the_picture_is_as_large_as_asked_and_says_what_it_is() -> None:
    shown = the_map("gaps", YULIN, True)
    picture = Image.open(io.BytesIO(shown.png("zh", 160, 120, 127)))
    assert picture.size == (800, 600)
    assert picture.info["Title"] == shown.title.zh
    assert picture.info["Description"] == shown.alt.zh
    assert "不得公开" in picture.info["Comment"]
    assert "演示数据" in picture.info["Comment"]


def test_the_pdf_holds_its_text_as_text_and_the_day_it_was_made(
    tmp_path: object, pdf_to_png_executable: object
) -> None:
    made = the_map("gaps", YULIN, True).pdf("zh", 210, 297)
    path = tmp_path / "map.pdf"  # type: ignore[operator]
    path.write_bytes(made)
    text = subprocess.run(
        ["pdftotext", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "玉林市残疾人服务设施短板图" in text
    assert "内部工作底图，未经地图审核，不得公开" in text
    assert b"D:20260115" in made


@pytest.mark.parametrize(
    "name", [*HOSTILE[::4], "$x_1^2$", "$\\frac{1}{0}$", "a\u202eb", "\U0001f600", ""]
)
def test_a_hostile_name_is_drawn_as_text(name: str) -> None:
    said, *_ = small_report(LIUZHOU, hostile=name)
    borders = load_boundaries()
    for shown in (status_map(said, borders, MADE), gaps_map(said, borders, MADE)):
        assert shown.png("zh", 210, 297, 40).startswith(b"\x89PNG")
        assert shown.png("zh", 306, 132, 40, plain=True).startswith(b"\x89PNG")


def test_a_formula_in_a_name_is_no_formula(tmp_path: object, pdf_to_png_executable: object) -> None:
    said, *_ = small_report(LIUZHOU, hostile="$x_1$")
    path = tmp_path / "map.pdf"  # type: ignore[operator]
    path.write_bytes(status_map(said, load_boundaries(), MADE).pdf("zh", 297, 420))
    text = subprocess.run(
        ["pdftotext", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "$x_1$" in text


def test_the_writers_of_pictures_load_only_when_a_picture_is_asked_for() -> None:
    code = (
        "import sys\n"
        "import analysis.report.maps.gaps_map, analysis.report.maps.status_map\n"
        "import analysis.report.maps.plan_map, analysis.report.fonts\n"
        "assert 'matplotlib' not in sys.modules and 'fontTools' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
