"""The check sheet of a county: one county, agreement or dispute, back through the import."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from analysis.report.request_sheet import all_request_sheets, county_request_sheet
from geo.reading.workbook import read_workbook
from tests.report.small_plans import YULIN
from tests.report.small_world import small_report


def test_a_check_sheet_speaks_of_one_county_only() -> None:
    report, catalogue, layers, assessment = small_report()
    data = county_request_sheet(report, catalogue, layers, assessment, "450225")
    book = openpyxl.load_workbook(io.BytesIO(data))
    said = " ".join(str(c.value) for s in book for row in s.iter_rows() for c in row if c.value)
    assert "融水苗族自治县核对确认单" in said
    others = [c for c in report.counties if c.code != "450225"]
    assert [c.name_zh for c in others if c.short_zh in said or c.name_zh in said] == []


def test_a_check_sheet_offers_agreement_or_dispute() -> None:
    report, catalogue, layers, assessment = small_report()
    data = county_request_sheet(report, catalogue, layers, assessment, "450202")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["核对确认单"]
    rules = [d.formula1 for d in sheet.data_validations.dataValidation]
    assert rules == ['"无异议,有异议"']


def test_a_check_sheet_comes_back_through_the_import_unchanged() -> None:
    report, catalogue, layers, assessment = small_report()
    for county in report.counties:
        data = county_request_sheet(report, catalogue, layers, assessment, county.code)
        readings = read_workbook(data, "back.xlsx")
        own = [f for f in layers.facilities if f.county_code == county.code]
        read = readings["facilities"].records if "facilities" in readings else ()
        assert list(read) == own


def test_declarations_on_record_come_back_and_the_others_wait_to_be_filled_in() -> None:
    report, catalogue, layers, assessment = small_report()
    data = county_request_sheet(report, catalogue, layers, assessment, "450226")
    reading = read_workbook(data, "back.xlsx")["completeness"]
    assert {r.facility_type.value for r in reading.records} == {
        "rehabilitation",
        "care",
        "comprehensive",
    }


def test_the_zip_holds_a_sheet_for_every_county_with_open_findings() -> None:
    report, catalogue, layers, assessment = small_report(YULIN)
    packed = zipfile.ZipFile(io.BytesIO(all_request_sheets(report, catalogue, layers, assessment)))
    names = packed.namelist()
    assert names[0] == "演示_核对确认单_450902_玉州区_20251231.xlsx"
    assert len(names) == 7


def test_a_check_sheet_of_another_assessment_is_refused() -> None:
    report, catalogue, layers, assessment = small_report()
    with pytest.raises(ValueError, match="not of this assessment"):
        county_request_sheet(
            report, catalogue, layers, replace(assessment, run_id="other"), "450202"
        )
