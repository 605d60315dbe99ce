"""A table of sites 备选点; 110.571, 22.869 lies in 容县, 109.97, 22.276 in 博白县."""

import io
from typing import Any

import openpyxl
import pytest

from geo.issues import Severity
from geo.reading.candidate_site_form import CANDIDATE_SITES
from geo.reading.candidate_sites import CandidateSite, read_candidate_sites
from geo.reading.result import Reading
from geo.reading.template import form_template
from geo.text import LANGUAGES, Language
from geo.vocabulary import CapacityUnit, Datum, FacilityType, Measure
from tests.reading.sheets import codes, csv_of, xlsx_of

ROW = {"编号": "B-01", "名称": "原城北小学校舍", "所在县": "容县"}
POINT = {"经度": "110.571", "纬度": "22.869", "坐标系": "WGS-84"}


def read(*rows: dict[str, str], **options: Any) -> Reading[Any]:
    return read_candidate_sites(csv_of(rows), "sites.csv", **options)


def one(**cells: str) -> CandidateSite:
    (site,) = read({**ROW, **POINT, **cells}).records
    assert isinstance(site, CandidateSite)
    return site


def test_a_row_with_everything_is_read() -> None:
    site = one(
        设施类型="托养",
        措施="改建",
        服务能力="50",
        单位="床位",
        现状用途="闲置校舍",
        建筑面积="1800",
        **{"费用(万元)": "860", "建设周期(年)": "2"},
    )
    assert (site.site_id, site.name, site.county_code) == ("B-01", "原城北小学校舍", "450921")
    assert (site.facility_type, site.measure) == (FacilityType.CARE, Measure.CONVERSION)
    assert (site.cost_yuan, site.capacity, site.capacity_unit) == (
        8_600_000,
        50,
        CapacityUnit.BEDS,
    )
    assert (site.lead_years, site.existing_use, site.floor_area_m2) == (2, "闲置校舍", 1800)
    assert site.point is not None
    assert (site.point.lon, site.point.lat, site.point.datum) == (110.571, 22.869, Datum.WGS84)


def test_a_workbook_is_read_as_a_csv_is() -> None:
    book = xlsx_of(list(ROW), list(ROW.values()))
    assert read_candidate_sites(book, "sites.xlsx").records == read(ROW).records


def test_what_is_not_said_is_none_and_not_zero() -> None:
    (site,) = read(ROW).records
    assert (site.point, site.facility_type, site.measure, site.cost_yuan) == (None,) * 4
    assert (site.capacity, site.lead_years, site.floor_area_m2) == (None,) * 3


def test_a_cost_that_is_not_known_is_none() -> None:
    assert one(**{"费用(万元)": "待定"}).cost_yuan is None


def test_a_cost_of_zero_is_kept_and_asked_about() -> None:
    reading = read({**ROW, "费用(万元)": "0"})
    assert reading.records[0].cost_yuan == 0
    assert codes(reading) == ["cost_zero"]


def test_a_cost_without_a_unit_is_an_error() -> None:
    assert codes(read({**ROW, "费用": "860"})) == ["unit_missing"]


def test_a_cost_in_yuan_is_read_by_its_header() -> None:
    assert one(**{"费用（元）": "8600000"}).cost_yuan == 8_600_000


def test_the_english_header_says_its_unit() -> None:
    assert one(cost_wan_yuan="860").cost_yuan == 8_600_000


def test_part_of_a_year_counts_as_a_whole_one_and_is_said() -> None:
    reading = read({**ROW, "建设周期(年)": "1.5年"})
    assert reading.records[0].lead_years == 2
    assert codes(reading) == ["years_rounded"]


def test_a_site_without_a_county_gets_the_one_its_point_lies_in() -> None:
    assert one(所在县="").county_code == "450921"


def test_a_site_with_neither_county_nor_point_is_an_error() -> None:
    reading = read({"名称": "某地块", "所在县": ""})
    assert (codes(reading), reading.rejected) == (["site_county_unknown"], (2,))


def test_a_point_in_another_county_is_said_and_the_declared_county_kept() -> None:
    reading = read({**ROW, **POINT, "经度": "109.97", "纬度": "22.276"})
    assert codes(reading) == ["site_elsewhere"]
    assert reading.records[0].county_code == "450921"


def test_a_point_without_a_datum_is_set_aside_and_the_site_kept() -> None:
    reading = read({**ROW, "经度": "110.571", "纬度": "22.869"})
    assert codes(reading) == ["datum_missing"]
    assert reading.records[0].point is None
    assert "备选点" in reading.issues[0].remedy.zh
    assert "设施先不上图" not in reading.issues[0].remedy.zh


def test_a_datum_given_for_the_whole_file_is_used_and_named() -> None:
    reading = read({**ROW, "经度": "110.571", "纬度": "22.869"}, datum=Datum.WGS84)
    assert codes(reading) == ["datum_given"]
    assert reading.records[0].point is not None


def test_an_expansion_names_the_facility_it_expands() -> None:
    reading = read({**ROW, "措施": "扩建"})
    assert (codes(reading), reading.records) == (["required_empty"], ())


def test_a_site_may_have_several_rows() -> None:
    reading = read({**ROW, "设施类型": "托养"}, {**ROW, "设施类型": "康复"})
    assert [s.site_id for s in reading.records] == ["B-01", "B-01"]
    assert reading.issues == ()


def test_the_same_site_type_and_measure_twice_is_an_error() -> None:
    row = {**ROW, "设施类型": "托养", "措施": "新建"}
    assert codes(read(row, row)) == ["repeated_row"]


def test_one_id_for_two_places_is_an_error() -> None:
    reading = read({**ROW, "设施类型": "托养"}, {**ROW, "名称": "另一处", "设施类型": "康复"})
    assert (codes(reading), reading.rejected) == (["site_contradicts"], (3,))


def test_a_site_without_an_id_gets_one_that_does_not_depend_on_its_row() -> None:
    rows = [{"名称": "甲地", "所在县": "容县"}, {"名称": "乙地", "所在县": "容县"}]
    there, back = read(*rows), read(*reversed(rows))
    assert there.records == back.records
    assert len({s.site_id for s in there.records}) == 2


def test_every_issue_of_every_row_is_collected_in_both_languages() -> None:
    reading = read(
        {**ROW, "名称": "", "所在县": "北京"},
        {**ROW, "设施类型": "游泳馆", "建设周期(年)": "200"},
    )
    assert sorted(codes(reading)) == sorted(
        ["required_empty", "county_unknown", "unknown_word", "number_out_of_range"]
    )
    for issue in reading.issues:
        assert issue.severity is Severity.ERROR
        assert issue.what.zh
        assert issue.what.en


def test_a_file_with_identity_numbers_is_refused_and_nothing_kept() -> None:
    reading = read({**ROW, "备注": "11010519491231002X"})
    assert (reading.refused, reading.records) == (True, ())
    assert all("11010519491231002X" not in i.sentence("zh") for i in reading.issues)


def test_a_column_of_contacts_is_dropped_and_named() -> None:
    reading = read({**ROW, "联系电话": "0775-1234567"})
    assert len(reading.records) == 1
    assert "contact" in "".join(codes(reading))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_filled_in_is_read(language: Language) -> None:
    book = openpyxl.load_workbook(io.BytesIO(form_template((CANDIDATE_SITES,), language)))
    sheet = book.worksheets[0]
    for place, column in enumerate(CANDIDATE_SITES.columns, start=1):
        sample = column.sample
        if language == "en" and column.words is not None:
            sample = next(iter(column.words)).value
        sheet.cell(2, place, sample)
    stream = io.BytesIO()
    book.save(stream)
    reading = read_candidate_sites(stream.getvalue(), "filled.xlsx")
    assert [i for i in reading.issues if i.severity is not Severity.NOTICE] == []
    assert reading.records[0].cost_yuan == 8_600_000


@pytest.mark.parametrize("column", ["名称", "现状用途"])
@pytest.mark.parametrize("number", ["13800138000", "0775-2823456"])
def test_a_telephone_in_a_name_or_use_refuses_the_row_and_is_not_repeated(
    column: str, number: str
) -> None:
    reading = read({**ROW, **POINT, column: f"旧校舍 {number}"})
    assert reading.records == ()
    assert codes(reading) == ["personal_number"]
    assert number not in str(reading.issues)
