"""The public edition attacked: every word of every file is searched."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from analysis.report.papers.pack import Format, Made, make_pack, pack_zip
from analysis.report.papers.public import public_papers
from analysis.requirements.findings import Assessment, Finding, ReviewState, Verdict
from geo.boundaries import load_boundaries
from geo.layers import County
from geo.text import Language, Text
from tests.report.papers.examples import LIUZHOU, YULIN, city_contents, city_materials

pytestmark = pytest.mark.usefixtures("pdf_to_png_executable")

CASES = [(c, d, lang) for c in (YULIN, LIUZHOU) for d in (True, False) for lang in ("zh", "en")]
ADVERSE = (
    "尚未达到",
    "未达",
    "尚未建成",
    "待核实",
    "待报",
    "有异议",
    "还缺",
    "在建",
    "未启动",
    "not met",
    "not yet met",
    "not reached",
    "to be verified",
    "disputed",
    "pending",
    "missing",
    "not reported",
)
"""What would tell of a county that it lacks something, or that nobody knows."""
GENERAL = ("没有列出的包括", "What is not listed is")
"""How the edition begins to say that it does not tell these apart."""


@lru_cache(maxsize=8)
def assessed(city: str, demonstration: bool) -> Assessment:
    """The findings of the city, one of those met under dispute."""
    found = city_contents(city, demonstration).assessment
    met = [f for f in found.findings if f.verdict is Verdict.MET and f.area_code != city]
    if not met:
        return found
    disputed = tuple(
        replace(f, dispute=ReviewState.DISPUTED) if f is met[0] else f for f in found.findings
    )
    return replace(found, findings=disputed)


@lru_cache(maxsize=8)
def files(city: str, demonstration: bool, language: Language) -> tuple[Made, ...]:
    """The whole pack, of contents that hold all there is to give away, and its archive's names."""
    materials = city_materials(city, demonstration)
    contents = replace(
        city_contents(city, demonstration),
        assessment=assessed(city, demonstration),
        asked=(Text("请议定：兴业县尚未达到", "Decide: Xingye is not yet met"),),
    )
    papers = public_papers(contents, materials.access, materials.layers)
    made = make_pack(papers, list(Format), load_boundaries(), language)
    assert {f.format for f in made} == {Format.DOCX, Format.PPTX, Format.XLSX, Format.PDF}
    with zipfile.ZipFile(io.BytesIO(pack_zip(papers, made))) as archive:
        assert sorted(archive.namelist()) == sorted(f.name for f in made)
    return made


def pieces(file: Made, folder: Path) -> list[str]:
    """Every piece of text in a file: paragraphs, cells, rows, notes, attributes, properties."""
    if file.format is Format.PDF:
        return [file.name, *pdf_lines(file.content, folder)]
    found = [file.name]
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = ElementTree.fromstring(archive.read(name))
            for element in root.iter():
                kind = element.tag.rpartition("}")[2]
                if kind in ("p", "si", "tr", "row", "f", "property") or not len(element):
                    found.append("".join(element.itertext()))
                found += element.attrib.values()
    if file.format is Format.XLSX:
        found += rows_of(file.content)
    return [text for text in found if text.strip()]


def rows_of(workbook: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    comments = [c.comment.text for s in book for row in s.iter_rows() for c in row if c.comment]
    return [*comments, *(" | ".join(str(v) for v in row if v is not None) for row in rows)]


def pdf_lines(content: bytes, folder: Path) -> list[str]:
    path = folder / "public.pdf"
    path.write_bytes(content)
    lines = []
    for command in (["pdftotext", "-layout", str(path), "-"], ["pdfinfo", "-meta", str(path)]):
        read = subprocess.run(command, capture_output=True, text=True, check=True)
        lines += read.stdout.splitlines()
    return lines


def names_of(county: County) -> tuple[str, ...]:
    return (county.name_zh, county.short_zh, county.name_en, county.short_en)


def told(text: str, county: County) -> bool:
    """Whether the text names the county; 容县 is no part of another name."""
    return any(
        re.search(rf"(?<![\w-]){re.escape(n)}(?![\w-])", text, re.ASCII) for n in names_of(county)
    )


@pytest.mark.parametrize(("city", "demonstration", "language"), CASES)
def test_no_piece_of_text_names_a_county_beside_what_it_lacks(
    city: str, demonstration: bool, language: Language, tmp_path: Path
) -> None:
    counties = city_contents(city, demonstration).counties
    given_away = [
        text
        for file in files(city, demonstration, language)
        for text in pieces(file, tmp_path)
        if any(word in text for word in ADVERSE) and not any(g in text for g in GENERAL)
        if any(told(text, county) for county in counties)
    ]
    assert given_away == []


@pytest.mark.parametrize(("city", "demonstration", "language"), CASES)
def test_a_county_stands_only_in_the_rows_of_what_it_has_met(
    city: str, demonstration: bool, language: Language, tmp_path: Path
) -> None:
    contents = city_contents(city, demonstration)
    findings = assessed(city, demonstration).findings
    entries = {e.id: e.name.get(language) for e in contents.catalogue.evaluated(city)}
    for file in files(city, demonstration, language):
        if file.format is Format.PDF:
            continue
        for text in pieces(file, tmp_path):
            asked = [i for i, name in entries.items() if name in text]
            for county in contents.counties:
                if len(asked) == 1 and told(text, county):
                    assert met(findings, asked[0], county.code), (county.name_zh, text)


def met(findings: tuple[Finding, ...], requirement: str, code: str) -> bool:
    """Whether the county has met it, and nobody disputes that."""
    for finding in findings:
        if finding.requirement_id != requirement:
            continue
        if finding.area_code == code:
            return finding.verdict is Verdict.MET and finding.dispute is None
        if any(p.county_code == code and p.counts and p.dispute is None for p in finding.parts):
            return True
    return False


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_where_no_county_has_met_anything_none_is_named_at_all(city: str, tmp_path: Path) -> None:
    contents = city_contents(city, False)
    assert not any(
        f.verdict is Verdict.MET for f in contents.assessment.findings if f.area_code != city
    )
    said = [t for file in files(city, False, "zh") for t in pieces(file, tmp_path)]
    assert said
    assert [t for t in said if any(told(t, county) for county in contents.counties)] == []


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_nothing_of_the_inside_is_in_any_file(city: str, tmp_path: Path) -> None:
    materials = city_materials(city, True)
    inside = {f.name for f in materials.layers.facilities if f.city_code == city}
    inside |= {"内部资料", "内部工作底图", "不得公开", "请议定", "底图", "界线", "演示方案一"}
    inside |= {"台账版本", "data/boundaries"}
    said = [t for file in files(city, True, "zh") for t in pieces(file, tmp_path)]
    assert [(word, t) for t in said for word in inside if word in t] == []


def test_every_page_says_it_is_a_draft(tmp_path: Path) -> None:
    by_format = {f.format: f for f in files(YULIN, False, "zh")}
    mark = "征求意见稿 · 公开版"
    for each in (Format.DOCX, Format.PPTX):
        with zipfile.ZipFile(io.BytesIO(by_format[each].content)) as archive:
            parts = [
                n for n in archive.namelist() if re.match(r"(ppt/slides/slide|word/header)\d", n)
            ]
            said = ["".join(ElementTree.fromstring(archive.read(n)).itertext()) for n in parts]
        assert said
        assert [t for t in said if mark not in t] == []
    pages = "\n".join(pdf_lines(by_format[Format.PDF].content, tmp_path)).split("\f")
    assert [p for p in pages[:-1] if mark not in p] == []
