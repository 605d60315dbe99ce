"""Generated spreadsheets as counties might send them: never a traceback, never a lost row."""

from __future__ import annotations

import csv
import io
import os
import random
from collections.abc import Callable

import openpyxl
import pytest

from geo.issues import Severity
from geo.reading.completeness import read_completeness
from geo.reading.form import Form
from geo.reading.result import Reading
from geo.reading.workbook import FORMS, read_workbook
from tests.reading.strange import PUNCTUATION, geojson_text

FILES = 2_000 if os.environ.get("SOAK") else 300
WORDS = """
容县 450921 陆川 玉林市 三江侗族自治县 南宁 康复 托养、康复 综合服务 特殊教育学校 运营 在建 建成
县级 公办 民办 是 否 × 不详 2016 2016.9 2016.1 2021-02-30 42614 2016年9月 110.558 22.858
0 -5 1,200 约50
50张 9e99 GCJ-02 百度 西安80 F1 F2 计入 民办公助 yulin.three-facilities 容县残联 社会组织
困难重度 11 97% 0.31万户 零报告 / — 演示康复中心 演示托养中心 =1+1 {{7*7}} <img> １２３ nan inf True
""".split()  # noqa: SIM905
SEPARATORS = (",", "\t", ";")


def _cell(rng: random.Random) -> str:
    roll = rng.random()
    if roll < 0.15:
        return ""
    if roll < 0.9:
        return rng.choice(WORDS)
    return "".join(
        chr(rng.choice([rng.randint(32, 126), rng.randint(0x4E00, 0x9FFF)])) for _ in range(8)
    )


def _table(rng: random.Random, form: Form) -> list[list[str]]:
    columns = [c for c in form.columns if c.required or c.name in form.one_of or rng.random() < 0.5]
    rng.shuffle(columns)
    headers = [rng.choice([c.name, c.header, *c.synonyms]) for c in columns]
    if rng.random() < 0.3:
        headers.append(rng.choice(["联系电话", "杂项", "", "名称", *PUNCTUATION]))
    lines = [[f"{form.title.zh}（2025年）"]] if rng.random() < 0.3 else []
    rows = [
        [_sensible(rng, column.sample) for column in columns] for _ in range(rng.randint(0, 12))
    ]
    blank = [[""] * len(headers)] if rng.random() < 0.3 else []
    return [*lines, headers, *rows[:3], *blank, *rows[3:]]


def _sensible(rng: random.Random, sample: str) -> str:
    return sample if rng.random() < 0.6 else _cell(rng)


def _csv(rng: random.Random, table: list[list[str]]) -> tuple[bytes, str]:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=rng.choice(SEPARATORS)).writerows(table)
    encoding = rng.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    return stream.getvalue().encode(encoding, "replace"), "list.csv"


def _xlsx(rng: random.Random, table: list[list[str]]) -> tuple[bytes, str]:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for y, line in enumerate(table, start=1):
        for x, text in enumerate(line, start=1):
            if text:
                cell = page.cell(y, x)
                number = text.replace(".", "", 1).isdecimal() and text.isascii()
                cell.value = float(text) if number and rng.random() < 0.5 else text
                cell.data_type = "n" if isinstance(cell.value, float) else "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), "list.xlsx"


def _geojson(rng: random.Random, table: list[list[str]]) -> tuple[bytes, str]:
    """The rows as features, some with attributes or a geometry that are none."""
    top = next(place for place, line in enumerate(table) if len(line) > 1 or place)
    headers, rows = table[top], table[top + 1 :]
    properties: list[object] = [dict(zip(headers, row, strict=False)) for row in rows]
    if rng.random() < 0.1:
        properties.append(rng.choice([[1], "\ud800", 3, None, {"*": "\udfff"}]))
    shapes: list[object] = [_geometry(rng) for _ in properties]
    return geojson_text(properties, shapes), "list.geojson"


def _geometry(rng: random.Random) -> object:
    point: dict[str, object] = {"type": "Point", "coordinates": [110.55, 22.85]}
    if rng.random() < 0.7:
        return point
    kind = rng.choice(["Point", "LineString", "Polygon", "MultiPoint", "Circle", "", None])
    numbers = [rng.choice([110.5, 22.8, 10**400, 1e300, "x", None]) for _ in range(3)]
    return rng.choice([None, 3, [], {"type": kind, "coordinates": [numbers, numbers]}])


def _accounted(reading: Reading[object]) -> None:
    if reading.refused:
        assert any(i.severity is Severity.REFUSED for i in reading.issues)
        assert (reading.records, reading.rejected) == ((), ())
        return
    explained = {i.row for i in reading.issues if i.severity is Severity.ERROR}
    assert set(reading.rejected) == explained
    assert len(set(reading.rejected)) == len(reading.rejected) <= reading.data_rows
    if reading.data_rows > len(reading.rejected):
        assert reading.records


@pytest.mark.parametrize("seed", range(FILES))
def test_a_generated_file_is_read_and_every_row_accounted_for(seed: int) -> None:
    rng = random.Random(seed)
    write: Callable[..., tuple[bytes, str]] = rng.choice([_csv, _xlsx, _geojson])
    content, filename = write(rng, _table(rng, rng.choice(FORMS)))
    for reading in read_workbook(content, filename).values():
        _accounted(reading)
        for issue in reading.issues:
            assert issue.sentence("zh")
            assert issue.sentence("en")


@pytest.mark.parametrize("seed", range(FILES // 3))
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    rng = random.Random(10_000 + seed)
    write: Callable[..., tuple[bytes, str]] = rng.choice([_csv, _xlsx, _geojson])
    content, filename = write(rng, _table(rng, rng.choice(FORMS)))
    damaged = bytearray(content)
    for _ in range(rng.randint(1, 20)):
        damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    del damaged[rng.randrange(len(damaged)) :]
    for reading in read_workbook(bytes(damaged), filename).values():
        _accounted(reading)
    _accounted(read_completeness(bytes(damaged), filename))
