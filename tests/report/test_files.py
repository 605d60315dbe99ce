"""The files a report comes in: tables as csv, layers, names, and that no text in them runs."""

from __future__ import annotations

import csv
import io
import re
import time
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import openpyxl
import pyogrio
import pytest

from analysis.report.csv_file import neutral, table_csv
from analysis.report.file_names import KINDS, file_name, request_sheet_name
from analysis.report.gaps import GAP_COLUMNS, gap_rows, gaps_csv
from analysis.report.geopackage import geopackage
from analysis.report.html_map import html_map
from analysis.report.report import DEMONSTRATION_MARK, TrialResultError
from analysis.report.request_sheet import all_request_sheets, county_request_sheet
from analysis.report.workbook import workbook
from geo.boundaries import load_boundaries
from tests.report.small_plans import LIUZHOU, YULIN
from tests.report.small_world import HOSTILE, small_report


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
def test_the_same_report_gives_the_same_bytes(city: str) -> None:
    report, catalogue, layers, assessment = small_report(city)
    boundaries = load_boundaries()
    code = report.counties[0].code

    def all_files() -> dict[str, bytes | str]:
        return {
            "workbook": workbook(report),
            "csv": table_csv(report, report.table("gaps")),
            "geopackage": geopackage(report, boundaries),
            "html map": html_map(report, boundaries),
            "check sheet": county_request_sheet(report, catalogue, layers, assessment, code),
            "check sheets": all_request_sheets(report, catalogue, layers, assessment),
        }

    first = all_files()
    time.sleep(1.1)
    second = all_files()
    assert [name for name in first if second[name] != first[name]] == []


def test_a_csv_begins_with_a_bom_and_ends_with_the_map_notice() -> None:
    report, *_ = small_report()
    text = table_csv(report, report.table("gaps")).decode("utf-8")
    assert text.startswith("\ufeff代码,")
    assert text.rstrip().endswith("内部工作底图，未经地图审核，不得公开")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "  =1", "＝1"])
def test_what_a_spreadsheet_could_run_is_neutralised(text: str) -> None:
    assert neutral(text) == (text if text == "＝1" else f"'{text}")


def test_a_negative_number_is_not_neutralised() -> None:
    from analysis.report.csv_file import cell_csv

    assert cell_csv(-1.5, "zh") == "-1.5"


def test_a_demonstrations_files_begin_with_the_mark() -> None:
    report, *_ = small_report()
    assert file_name("workbook", report, "xlsx") == (
        "演示_柳州市_短板清单_20251231_征求意见稿_内部资料.xlsx"
    )


def test_real_files_carry_no_demonstration_mark() -> None:
    report, *_ = small_report(YULIN, demonstration=False)
    assert file_name("map", report, "html") == (
        "玉林市_核查结果地图_20251231_征求意见稿_内部资料.html"
    )
    name = request_sheet_name(report.counties[0], report.as_of, demonstration=False)
    assert name == "核对确认单_450902_玉州区_20251231.xlsx"


def test_no_kind_of_paper_is_called_by_the_mark_of_the_demonstration() -> None:
    assert [words.zh for words in KINDS.values() if DEMONSTRATION_MARK.zh in words.zh] == []


def test_gap_rows_are_sorted_and_plain() -> None:
    _, catalogue, layers, assessment = small_report()
    rows = gap_rows(catalogue, layers, assessment, "zh")
    keys = [(r["county_code"], r["requirement_id"]) for r in rows]
    assert keys == sorted(keys)
    share = next(r for r in rows if r["requirement_id"] == "liuzhou.mental-health-share")
    assert (share["county_code"], share["county_name"]) == (LIUZHOU, "柳州市")
    assert (share["measured"], share["threshold"], share["shortfall"]) == ("0.2", "0.8", "")
    met = next(r for r in rows if r["county_code"] == "450202" and r["verdict"] == "MET")
    assert (met["measured"], met["evidence"]) == ("1", "F001")
    assert met["clause"] == "三(六)3“确保三者有其一”"


def test_gap_rows_of_one_requirement_only() -> None:
    _, catalogue, layers, assessment = small_report()
    rows = gap_rows(catalogue, layers, assessment, "en", "liuzhou.three-facilities")
    assert {r["requirement_id"] for r in rows} == {"liuzhou.three-facilities"}
    assert len(rows) == 10


def test_gap_rows_of_an_unknown_requirement_raise() -> None:
    _, catalogue, layers, assessment = small_report()
    with pytest.raises(KeyError, match="nothing"):
        gap_rows(catalogue, layers, assessment, "en", "nothing")


def test_gap_rows_of_a_trial_are_refused() -> None:
    _, catalogue, layers, assessment = small_report()
    tried = replace(assessment, findings=(replace(assessment.findings[0], trial=True),))
    with pytest.raises(TrialResultError):
        gap_rows(catalogue, layers, tried, "zh")


def test_gaps_are_utf8_with_bom() -> None:
    _, catalogue, layers, assessment = small_report()
    rows = gap_rows(catalogue, layers, assessment, "zh")
    raw = gaps_csv(rows)
    assert raw.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert tuple(read[0]) == GAP_COLUMNS
    assert read == rows


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gpkg") / "a.gpkg"
    path.write_bytes(geopackage(small_report()[0], load_boundaries()))
    return path


def test_the_geopackage_has_its_five_layers_and_their_styles(package: Path) -> None:
    assert list(pyogrio.list_layers(package)[:, 0]) == [
        "counties",
        "facilities",
        "facilities_without_point",
        "findings",
        "metadata",
        "layer_styles",
    ]


def test_the_geopackages_counties_are_polygons_in_cgcs2000_with_verdicts(package: Path) -> None:
    counties = gpd.read_file(package, layer="counties").set_index("county_code")
    assert counties.crs.to_epsg() == 4490
    assert counties.is_valid.all()
    assert counties.loc["450225", "liuzhou_three_facilities_symbol"] == "unmet"
    assert counties.loc["450225", "liuzhou_three_facilities_word"] == "尚未达到（在建）"


def test_facilities_without_a_point_are_kept_apart_and_never_placed(package: Path) -> None:
    placed = set(gpd.read_file(package, layer="facilities")["facility_id"])
    absent = set(gpd.read_file(package, layer="facilities_without_point")["facility_id"])
    assert (placed, absent) == ({"F001", "F003"}, {"F002", "F004", "F006"})


def test_the_geopackage_says_what_every_export_carries(package: Path) -> None:
    values = set(gpd.read_file(package, layer="metadata")["value"])
    report, *_ = small_report()
    assert {report.run_id, "内部资料", "演示", report.map_notice.zh} <= values


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text_in_every_workbook(hostile: str) -> None:
    report, catalogue, layers, assessment = small_report(hostile=hostile)
    files = [
        workbook(report),
        county_request_sheet(report, catalogue, layers, assessment, "450202"),
    ]
    for data in files:
        book = openpyxl.load_workbook(io.BytesIO(data))
        cells = [c for s in book for row in s.iter_rows() for c in row if c.value is not None]
        assert not [c for c in cells if c.data_type == "f" or c.hyperlink]
        assert any(hostile in str(c.value) for c in cells)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_starts_no_formula_in_any_csv(hostile: str) -> None:
    report, catalogue, layers, assessment = small_report(hostile=hostile)
    files = [table_csv(report, t) for t in report.tables]
    files.append(gaps_csv(gap_rows(catalogue, layers, assessment, "zh")))
    for data in files:
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            for cell in row:
                plain = re.fullmatch(r"-?\d+(\.\d+)?", cell)
                assert plain or not cell.lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_comes_back_from_the_geopackage_as_it_was(
    hostile: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(geopackage(small_report(hostile=hostile)[0], load_boundaries()))
    names = gpd.read_file(path, layer="facilities")["name"]
    assert all(name.startswith(f"演示{hostile}") for name in names)
