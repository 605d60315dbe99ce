"""A hostile name in every format: no sign of it does anything, and nothing else of it is lost."""

from __future__ import annotations

import html
import io
import json
import re
import sqlite3
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from analysis.report.csv_file import table_csv
from analysis.report.papers.brief import brief_of
from analysis.report.papers.contents import Contents
from analysis.report.papers.drawings import drawings_of
from analysis.report.papers.pack import Format, make_pack
from analysis.report.papers.pdf.plain_data import Pictures, brief_data
from geo.boundaries import load_boundaries
from tests.geo.test_safe_text import UNSAFE
from tests.report.papers.examples import LIUZHOU, small_contents

PLAIN = "=cmd|'/C calc'!A0<script>x</script>{{7*7}}#eval(1)@ref$x$𠮷名" + "很长" * 60
HOSTILE = "=cmd|'/C calc'!A0" + UNSAFE + PLAIN.removeprefix("=cmd|'/C calc'!A0")


def unsafe_in(text: str) -> set[str]:
    return {
        f"U+{ord(c):04X}"
        for c in text
        if (unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n\t\r")
        or ord(c) & 0xFFFE == 0xFFFE
    }


def xml_words(content: bytes) -> str:
    """Every text of an Office file, attributes included."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                parts.append(html.unescape(archive.read(name).decode("utf-8")))
    return "\n".join(parts)


def package_words(content: bytes, folder: Path) -> str:
    path = folder / "a.gpkg"
    path.write_bytes(content)
    connection = sqlite3.connect(path)
    try:
        names = [
            n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        rows = [r for n in names for r in connection.execute(f'SELECT * FROM "{n}"')]
    finally:
        connection.close()
    return "\n".join(v for row in rows for v in row if isinstance(v, str))


def words_of(kind: Format, contents: Contents, folder: Path) -> str:
    if kind is Format.PDF:
        data = brief_data(brief_of(contents), "zh", Pictures(folder, "zh"))
        return json.dumps(data, ensure_ascii=False).replace('\\"', '"')
    (made,) = make_pack(contents, [kind], load_boundaries())
    if kind is Format.GPKG:
        return package_words(made.content, folder)
    if kind is Format.HTML:
        return html.unescape(made.content.decode("utf-8"))
    return xml_words(made.content)


OF_TEXT = [f for f in Format if f.value in ("docx", "pptx", "xlsx", "pdf", "gpkg", "html")]


@pytest.mark.parametrize("kind", OF_TEXT)
def test_no_unsafe_sign_of_a_name_comes_out_and_nothing_else_of_it_is_lost(
    kind: Format, tmp_path: Path
) -> None:
    said = words_of(kind, small_contents(hostile=HOSTILE), tmp_path)
    assert unsafe_in(said) == set()
    assert not re.search(r"_x[0-9A-Fa-f]{4}_", said)
    assert PLAIN.partition("𠮷")[0] in said
    assert "很长" * 60 in said


def test_no_unsafe_sign_comes_out_of_a_csv_file() -> None:
    report = small_contents(hostile=HOSTILE).report
    for table in report.tables:
        assert unsafe_in(table_csv(report, table).decode("utf-8-sig")) == set()


def test_pictures_describe_a_hostile_county_without_its_signs() -> None:
    report = small_contents(LIUZHOU).report
    counties = tuple(replace(c, short_zh=c.short_zh + UNSAFE) for c in report.counties)
    city = replace(report.city, name_zh=report.city.name_zh + UNSAFE)
    hostile = replace(report, counties=counties, city=city)
    assert hostile.counties == report.counties
    drawings = drawings_of(hostile, load_boundaries(), None)
    for drawing in drawings.values():
        assert unsafe_in(drawing.alt.zh + drawing.title.zh) == set()


def test_numbers_of_a_hostile_report_are_those_of_a_plain_one() -> None:
    hostile, plain = small_contents(hostile=HOSTILE).report, small_contents().report
    for ours, theirs in zip(hostile.tables, plain.tables, strict=True):
        assert numbers(ours.all_rows) == numbers(theirs.all_rows)


def numbers(rows: tuple[tuple[object, ...], ...]) -> list[object]:
    return [v for row in rows for v in row if isinstance(v, int | float)]


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    (made,) = make_pack(small_contents(hostile=HOSTILE), [Format.XLSX], load_boundaries())
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
