import io

import openpyxl
import pytest

from geo.reading.facilities import read_facilities
from geo.reading.form import FILE
from geo.reading.template import facility_template, header_of, words_of
from geo.reading.workbook import FORMS, read_workbook
from geo.text import LANGUAGES, Language
from geo.vocabulary import FacilityType, Status
from tests.reading.sheets import xlsx_of

VALUES: dict[str, dict[str, object]] = {
    "facilities": {
        "name": "演示康复中心", "county": "容县", "facility_type": "康复", "opened": "2016-09-01",
        "lon": 110.571, "lat": 22.869, "datum": "GCJ-02", "status": "运营", "capacity": 50,
    },
    "completeness": {
        "county": "容县", "facility_type": "托养", "complete_as_of": "2025-12-31",
        "declared_by": "容县残联",
    },
    "rulings": {
        "requirement_id": "yulin.three-facilities", "county": "全部", "question": "民办公助",
        "ruling": "计入", "body": "玉林市残工委", "document": "x", "date": "2026-01-15",
    },
    "purchased_services": {"county": "容县", "project": "演示项目", "provider_kind": "社会组织"},
    "retrofit": {"county": "容县", "eligible_households": 100, "done_households": 40},
    "indicators": {"indicator": 11, "value": 0.31},
    "registered_population": {"county": "陆川县", "persons": 1100000},
    "certified_persons": {"county": "容县", "category": "视力", "grade": "一级", "persons": 12},
    "school_placements": {"county": "容县", "school_age_children": 320, "places": 150},
    "retrofit_funds": {"county": "容县", "fund_source": "市", "amount_wan_yuan": 36.5},
}  # fmt: skip


def filled(language: Language, *form_ids: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(facility_template(language)))
    for form in FORMS:
        if form.form_id in form_ids:
            page = book[form.title.get(language)]
            for index, column in enumerate(form.columns, start=1):
                page.cell(2, index, VALUES[form.form_id].get(column.name))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_holds_headers_and_no_row(language: Language) -> None:
    readings = read_workbook(facility_template(language), "t.xlsx")
    assert set(readings) == {form.form_id for form in FORMS}
    assert {reading.data_rows for reading in readings.values()} == {0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_template_comes_back_form_by_form(language: Language) -> None:
    readings = read_workbook(filled(language, *VALUES), "t.xlsx")
    assert {
        form_id: len(reading.records) for form_id, reading in readings.items()
    } == dict.fromkeys(VALUES, 1)
    assert [issue.code for reading in readings.values() for issue in reading.issues] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_form_finds_its_own_sheet_of_the_template(language: Language) -> None:
    (record,) = read_facilities(filled(language, "facilities", "completeness"), "t.xlsx").records
    assert record.name == "演示康复中心"


def test_sheets_left_empty_are_passed_over() -> None:
    assert set(read_workbook(filled("zh", "retrofit"), "t.xlsx")) == {"retrofit"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_explains_every_column(language: Language) -> None:
    book = openpyxl.load_workbook(io.BytesIO(facility_template(language)))
    notes = [[cell.value for cell in row] for row in book.worksheets[-1].iter_rows()]
    explained = {(row[0], row[1]) for row in notes}
    for form in FORMS:
        for column in form.columns:
            assert (form.title.get(language), header_of(column, language)) in explained


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_offers_the_words_the_reader_accepts(language: Language) -> None:
    book = openpyxl.load_workbook(io.BytesIO(facility_template(language)))
    page = book[FORMS[0].title.get(language)]
    offered = {
        rule.formula1.strip('"') for rule in page.data_validations.dataValidation if rule.formula1
    }
    assert ",".join(words_of(Status, language)) in offered


def test_a_list_too_long_for_a_rule_is_offered_from_the_notes() -> None:
    book = openpyxl.load_workbook(io.BytesIO(facility_template("en")))
    page, notes = book["Facilities"], book["How to fill in"]
    (rule,) = [r for r in page.data_validations.dataValidation if "How to" in (r.formula1 or "")]
    words = [row[0].value for row in notes[rule.formula1.split("!")[1].replace("$", "")]]
    assert words == [member.value for member in FacilityType]


def test_the_same_template_has_the_same_bytes() -> None:
    assert facility_template("zh") == facility_template("zh")


def test_a_sheet_that_is_no_form_is_named() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled("zh", "facilities")))
    book.create_sheet("会议通知").append(["时间", "地点"])
    stream = io.BytesIO()
    book.save(stream)
    readings = read_workbook(stream.getvalue(), "t.xlsx")
    assert [(i.code, i.sheet) for i in readings[FILE].issues] == [
        ("sheet_not_recognised", "会议通知")
    ]
    assert len(readings["facilities"].records) == 1


def test_a_workbook_without_any_form_is_refused() -> None:
    readings = read_workbook(xlsx_of(["时间", "地点"], ["9点", "会议室"]), "t.xlsx")
    assert set(readings) == {FILE}
    assert readings[FILE].refused


def test_a_second_sheet_of_one_form_is_read_on() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled("zh", "facilities")))
    page = book.create_sheet("设施续")
    page.append(["名称", "所在县", "主类型"])
    page.append(["演示二", "容县", "托养"])
    stream = io.BytesIO()
    book.save(stream)
    readings = read_workbook(stream.getvalue(), "t.xlsx")
    assert {record.name for record in readings["facilities"].records} == {"演示康复中心", "演示二"}


def test_a_workbook_that_lacks_a_column_says_which() -> None:
    readings = read_workbook(
        xlsx_of(["名称", "所在县", "投用日期"], ["演示", "容县", "2016"]), "t.xlsx"
    )
    (issue,) = readings[FILE].issues
    assert (issue.code, "“主类型”" in issue.what.zh) == ("missing_columns", True)


def test_a_title_that_reads_like_a_header_is_no_header() -> None:
    source = xlsx_of(["户籍人口（2025年）"], ["所在县", "户籍人口"], ["陆川县", 1100000])
    assert len(read_workbook(source, "t.xlsx")["registered_population"].records) == 1
