from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from docx.oxml.ns import qn

from analysis.report.papers.brief import brief_of
from analysis.report.papers.contents import Contents
from analysis.report.papers.deck import deck_of
from analysis.report.papers.document import TableBlock
from analysis.report.papers.pack import Format, Made, make_pack
from analysis.report.papers.pdf.plain_data import Pictures, brief_data
from analysis.report.papers.pdf.typeset import brief_pdf
from analysis.report.papers.slides.boxes import ROOM
from analysis.report.papers.slides.layout import TITLE_POINTS, title_points
from analysis.report.papers.slides.slide_tables import fitted
from analysis.report.papers.slides.slides_file import deck_pptx
from analysis.report.papers.templates import TemplateRefusedError
from analysis.report.papers.word.word_file import brief_docx
from analysis.report.workbook import workbook
from geo.boundaries import load_boundaries
from tests.report.papers.examples import LIUZHOU, YULIN, city_contents, small_contents

HOSTILE = (
    "</w:t><w:p/>",
    "{{config}}",
    "#eval(1)",
    "$x$ *b* @c",
    "=cmd|' /C calc'!A0",
    "a\x0bb\x00c",
)


@lru_cache(maxsize=4)
def word(language: str = "zh") -> bytes:
    return brief_docx(brief_of(small_contents()), "en" if language == "en" else "zh")


@lru_cache(maxsize=4)
def slides(language: str = "zh") -> bytes:
    return deck_pptx(deck_of(small_contents()), "en" if language == "en" else "zh")


def opened_word(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def opened_slides(content: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(content))


def word_text(document: Any) -> str:
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def slide_text(show: Any) -> str:
    said = []
    for slide in show.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                said.append(shape.text_frame.text)
            if shape.has_table:
                said += [c.text for row in shape.table.rows for c in row.cells]
    return "\n".join(said)


def pdf_text(contents: Contents, tmp_path: Path) -> str:
    """What the typesetter is given: the words of the PDF."""
    data = brief_data(brief_of(contents), "zh", Pictures(tmp_path, "zh"))
    return json.dumps(data, ensure_ascii=False)


def test_the_word_brief_has_real_headings() -> None:
    document = opened_word(word())
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "一、总体情况"
    assert headings[-1].startswith("附件")


def test_every_table_of_the_word_brief_repeats_its_head_and_has_a_title() -> None:
    for table in opened_word(word()).tables:
        head = table.rows[0]._tr.trPr
        assert head.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_no_table_of_the_word_brief_is_wider_than_the_text() -> None:
    document = opened_word(word())
    widest = max(s.page_width - s.left_margin - s.right_margin for s in document.sections)
    for table in document.tables:
        assert sum(c.width for c in table.columns) <= widest + 10_000


def test_every_picture_of_the_word_brief_has_a_description() -> None:
    pictures = opened_word(word()).inline_shapes
    assert len(pictures) == 2
    assert all(p._inline.docPr.get("descr") for p in pictures)


@pytest.mark.parametrize(("language", "said"), [("zh", "zh-CN"), ("en", "en")])
def test_the_files_say_their_language(language: str, said: str) -> None:
    assert opened_word(word(language)).core_properties.language == said
    assert opened_slides(slides(language)).core_properties.language == said


def test_every_slide_has_a_title_notes_and_its_marks() -> None:
    contents = small_contents()
    for slide in opened_slides(slides()).slides:
        assert slide.shapes.title.text_frame.text
        text = "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        assert contents.report.run_id in text
        assert "内部资料" in text
        assert "演示" in text


def test_every_picture_and_table_of_a_slide_has_a_description() -> None:
    for slide in opened_slides(slides()).slides:
        for shape in slide.shapes:
            if shape.has_table or shape.shape_type == 13:
                properties = shape._element.xpath(".//p:cNvPr")[0]
                assert properties.get("descr")


def test_nothing_on_a_slide_lies_outside_it() -> None:
    show = opened_slides(slides())
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height


def test_a_long_table_is_parted_over_slides_and_loses_no_row() -> None:
    table = small_contents().report.table("tasks")
    table = replace(table, rows=table.rows * 5)
    room = (ROOM.body.width, ROOM.body.height)
    parts = fitted(TableBlock(table), "zh", room)
    assert len(parts) > 1
    assert [p.first for p in parts[1:]] == [p.last for p in parts[:-1]]
    assert (parts[0].first, parts[-1].last) == (0, len(table.all_rows))
    assert all(sum(p.heights_mm) <= room[1] for p in parts if p.last - p.first > 1)


def test_a_longer_title_is_set_smaller() -> None:
    assert title_points("短标题", ROOM.title) == TITLE_POINTS[0]
    assert title_points("长标题" * 60, ROOM.title) == TITLE_POINTS[-1]


def test_a_templates_own_styles_are_kept_and_missing_ones_made() -> None:
    template = docx.Document()
    template.styles["Heading 1"].font.size = docx.shared.Pt(33)
    template.sections[0].header.paragraphs[0].text = "某某市残疾人联合会"
    stream = io.BytesIO()
    template.save(stream)
    made = opened_word(brief_docx(brief_of(small_contents()), "zh", stream.getvalue()))
    assert made.styles["Heading 1"].font.size.pt == 33
    assert made.styles["规划正文"] is not None
    assert made.sections[0].header.paragraphs[0].text == "某某市残疾人联合会"


def test_a_slides_template_gives_its_size_and_not_its_slides() -> None:
    template = pptx.Presentation()
    template.slides.add_slide(template.slide_layouts[0]).shapes.title.text = "旧页"
    stream = io.BytesIO()
    template.save(stream)
    made = opened_slides(deck_pptx(deck_of(small_contents()), "zh", stream.getvalue()))
    assert made.slide_width == template.slide_width
    assert "旧页" not in slide_text(made)


@pytest.mark.parametrize("bad", [b"", b"no file", word()])
def test_a_template_of_the_wrong_kind_is_refused(bad: bytes) -> None:
    with pytest.raises(TemplateRefusedError):
        deck_pptx(deck_of(small_contents()), "zh", bad)
    if bad != word():
        with pytest.raises(TemplateRefusedError):
            brief_docx(brief_of(small_contents()), "zh", bad)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_are_read_as_themselves(hostile: str, tmp_path: Path) -> None:
    contents = small_contents(hostile=hostile)
    plain = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", hostile)
    said = re.sub(r"[�□]", "", word_text(opened_word(brief_docx(brief_of(contents)))))
    assert plain in said
    shown = re.sub(r"[�□]", "", slide_text(opened_slides(deck_pptx(deck_of(contents)))))
    assert plain in shown
    book = openpyxl.load_workbook(io.BytesIO(workbook(contents.report)))
    cells = [c for s in book for row in s.iter_rows() for c in row]
    assert not [c for c in cells if c.data_type == "f"]
    assert brief_pdf(brief_of(contents)).startswith(b"%PDF")


def costs_of(contents: Contents) -> list[float]:
    return [v for v in contents.report.table("projects").column("cost") if isinstance(v, float)]


def key_numbers(contents: Contents) -> list[str]:
    """Numbers and ids that stand in every format."""
    report = contents.report
    found = [report.run_id, report.catalogue_version[:12]]
    if report.has("access_counties"):
        found.append(f"{report.table('access_counties').column('persons')[-1]:,}")
    if report.has("projects"):
        found += [
            f"{v:,g}" for v in report.table("projects").column("cost") if isinstance(v, float)
        ]
    return found


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_numbers_are_equal_in_every_format(city: str, tmp_path: Path) -> None:
    contents = city_contents(city, True)
    texts = {
        "docx": word_text(opened_word(brief_docx(brief_of(contents)))),
        "pptx": slide_text(opened_slides(deck_pptx(deck_of(contents)))),
        "pdf": pdf_text(contents, tmp_path),
    }
    for number in key_numbers(contents):
        assert [name for name, text in texts.items() if number not in text] == [], number
    book = openpyxl.load_workbook(io.BytesIO(workbook(contents.report)))
    cells = {c.value for s in book for row in s.iter_rows() for c in row}
    if contents.report.has("projects"):
        costs = [
            v for v in contents.report.table("projects").column("cost") if isinstance(v, float)
        ]
        assert set(costs) <= cells
    persons = contents.report.table("access_counties").column("persons")[-1]
    assert persons in cells


def test_the_workbook_of_the_pack_holds_every_table() -> None:
    report = city_contents(YULIN, True).report
    book = openpyxl.load_workbook(io.BytesIO(workbook(report)), read_only=True)
    assert len(book.sheetnames) == 1 + len(report.tables)
    ids = {t.id for t in report.tables}
    assert {"projects", "yearly", "targets", "access_counties", "parameters", "retrofit"} <= ids


def whole_pack(city: str) -> tuple[Made, ...]:
    return make_pack(small_contents(city), list(Format), load_boundaries())


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_the_same_contents_give_the_same_bytes_in_every_format(city: str) -> None:
    first, second = whole_pack(city), whole_pack(city)
    # Its pictures are no maps: files of maps have tests of their own.
    assert [f.format for f in first] == [f for f in Format if f is not Format.MAPS]
    assert [f.format for f, g in zip(first, second, strict=True) if f.content != g.content] == []


def test_parts_of_the_files_bear_the_day_of_the_papers_and_no_clock() -> None:
    for content in (word(), slides()):
        stamps = {i.date_time for i in zipfile.ZipFile(io.BytesIO(content)).infolist()}
        assert stamps == {(2025, 12, 31, 0, 0, 0)}


def test_office_programs_open_both_files_and_lay_out_every_page(
    office_executable: Path, pdf_to_png_executable: Path, tmp_path: Path
) -> None:
    (tmp_path / "brief.docx").write_bytes(word())
    (tmp_path / "slides.pptx").write_bytes(slides())
    command = [office_executable, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", tmp_path]
    command += [tmp_path / "brief.docx", tmp_path / "slides.pptx"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = {}
    for name in ("brief", "slides"):
        draw = [
            pdf_to_png_executable,
            "-r",
            "20",
            "-png",
            tmp_path / f"{name}.pdf",
            tmp_path / name,
        ]
        subprocess.run(draw, check=True, capture_output=True, timeout=60)
        pages[name] = len(list(tmp_path.glob(f"{name}-*.png")))
    assert pages["brief"] > 3
    assert pages["slides"] == len(opened_slides(slides()).slides)
