"""The forms beside the facilities: declarations, rulings, contracts, retrofits, indicators."""

from datetime import date

import pytest

from geo.issues import Severity
from geo.reading.bodies import is_person
from geo.reading.completeness import cross_check, read_completeness
from geo.reading.facilities import read_facilities
from geo.reading.indicators import read_indicators
from geo.reading.purchased_services import read_purchased_services
from geo.reading.registered_population import read_registered_population
from geo.reading.retrofit import read_retrofit
from geo.reading.rulings import question_id, read_rulings
from geo.records import DateSpan
from geo.vocabulary import DeclarationKind, FacilityType, ProviderKind, Ternary
from tests.reading.sheets import codes, csv_of, facility

DECLARATION = {
    "county": "容县",
    "facility_type": "康复、托养、综合服务",
    "complete_as_of": "2025-12-31",
    "declared_by": "容县残联",
    "source": "容残联〔2026〕1号",
}
RULING = {
    "requirement_id": "yulin.three-facilities",
    "county": "全部",
    "question": "民办公助",
    "ruling": "计入",
    "body": "玉林市残工委",
    "document": "玉残工委〔2026〕2号",
    "date": "2026-01-15",
}
CONTRACT = {
    "county": "容县",
    "project": "精神障碍社区康复服务",
    "buyer": "容县民政局",
    "provider": "演示社工中心",
    "provider_kind": "社会组织",
    "from": "2025-01-01",
    "to": "2025-12",
    "persons_served": "120",
    "source": "x",
}


def declared(**cells: str):
    return read_completeness(csv_of([{**DECLARATION, **cells}]), "a.csv")


def ruled(**cells: str):
    return read_rulings(csv_of([{**RULING, **cells}]), "a.csv")


def bought(**cells: str):
    return read_purchased_services(csv_of([{**CONTRACT, **cells}]), "a.csv")


def retrofit(*lines: str, head: str = "county,township,eligible_households,done_households,as_of"):
    return read_retrofit("\n".join([head, *lines]).encode(), "a.csv")


def test_one_row_declares_several_types() -> None:
    records = declared().records
    assert {r.facility_type for r in records} == {
        FacilityType.REHABILITATION,
        FacilityType.CARE,
        FacilityType.COMPREHENSIVE,
    }
    assert {r.kind for r in records} == {DeclarationKind.COMPLETE}


def test_a_zero_report_is_a_kind_of_declaration() -> None:
    assert {r.kind for r in declared(kind="零报告").records} == {DeclarationKind.ZERO}


def test_chinese_headers_of_a_declaration_are_read() -> None:
    text = "所在县,主类型,截至日期,填报单位,文号,类别\n容县,托养,2025-12-31,容县残联,x,零报告"
    (record,) = read_completeness(text.encode(), "a.csv").records
    assert (record.complete_as_of, record.kind) == (date(2025, 12, 31), DeclarationKind.ZERO)


def test_a_declaration_by_a_person_is_an_error_that_does_not_repeat_the_name() -> None:
    reading = declared(declared_by="陈大文")
    assert (codes(reading), reading.rejected) == (["not_a_body"], (2,))
    assert "陈大文" not in repr(reading)


@pytest.mark.parametrize(
    "body", ["容县残联", "陆川县民政局", "柳州市残疾人联合会", "方圆医院", "Rong County DPF"]
)
def test_a_body_is_no_person(body: str) -> None:
    assert not is_person(body)


def test_a_declaration_of_a_month_counts_from_its_first_day_and_says_so() -> None:
    reading = declared(complete_as_of="2025年12月")
    assert {r.complete_as_of for r in reading.records} == {date(2025, 12, 1)}
    assert codes(reading) == ["day_presumed"]


@pytest.mark.parametrize("column", ["county", "facility_type", "complete_as_of", "declared_by"])
def test_a_declaration_without_a_required_cell_is_rejected(column: str) -> None:
    assert declared(**{column: ""}).rejected == (2,)


def test_a_day_that_is_not_known_is_no_declaration() -> None:
    assert declared(complete_as_of="不详").rejected == (2,)


def test_the_same_declaration_twice_is_explained() -> None:
    reading = read_completeness(csv_of([DECLARATION, DECLARATION]), "a.csv")
    assert (reading.rejected, codes(reading)) == ((3,), ["repeated_row"])


def zero_against(**cells: str) -> list[str]:
    there = read_facilities(csv_of([facility(**cells)]), "a.csv").records
    said = declared(kind="零报告", facility_type="康复").records
    return [issue.code for issue in cross_check(there, said)]


def test_a_zero_report_is_contradicted_by_a_facility_in_operation() -> None:
    assert zero_against(status="运营", opened="2016") == ["zero_report_contradicted"]


@pytest.mark.parametrize(
    "cells",
    [
        {"status": "在建"},
        {"status": "运营", "opened": "2026-01-01"},
        {"status": "运营", "closed": "2025-12-31"},
        {"status": "运营", "county": "陆川县"},
        {"status": "运营", "facility_type": "托养"},
    ],
)
def test_a_zero_report_stands_beside_what_was_not_in_use_there_then(cells: dict[str, str]) -> None:
    assert zero_against(**cells) == []


def test_a_ruling_is_read_with_its_words_as_codes() -> None:
    (record,) = ruled().records
    assert (record.question, record.ruling, record.county_code, record.date) == (
        "operation.private_subsidised",
        "counts",
        "",
        date(2026, 1, 15),
    )


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("举办方式：民办公助", "operation.private_subsidised"),
        ("operation.private_company", "operation.private_company"),
        ("级别：市级", "level.city"),
        ("市级", "level.city"),
        ("机构性质：企业", "provider.company"),
        ("provider.company", "provider.company"),
        ("人口口径", "population_basis"),
        ("judgement", "judgement"),
        ("随便什么", None),
    ],
)
def test_a_question_is_read_from_code_or_words(words: str, question: str | None) -> None:
    assert question_id(words) == question


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("不计入", "does_not_count"),
        ("户籍", "registered"),
        ("常住", "resident"),
        ("已达到", "met"),
        ("尚未达到", "unmet"),
        ("does_not_count", "does_not_count"),
    ],
)
def test_an_answer_is_read_from_code_or_words(words: str, answer: str) -> None:
    assert ruled(ruling=words).records[0].ruling == answer


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"ruling": "也许"}, "ruling_unknown"),
        ({"question": "随便"}, "question_unknown"),
        ({"requirement_id": "三(六)3"}, "requirement_unreadable"),
        ({"document": ""}, "required_empty"),
        ({"date": "某日"}, "date_unreadable"),
        ({"county": "某县"}, "county_unknown"),
    ],
)
def test_a_ruling_that_cannot_be_read_is_rejected(cells: dict[str, str], code: str) -> None:
    reading = ruled(**cells)
    assert (codes(reading), reading.rejected) == ([code], (2,))


def test_a_contract_keeps_its_days_and_its_provider() -> None:
    (record,) = bought().records
    assert (record.provider_kind, record.start, record.end, record.served_persons) == (
        ProviderKind.SOCIAL_ORGANISATION,
        DateSpan.of(2025, 1, 1),
        DateSpan.of(2025, 12),
        120,
    )


def test_a_contract_that_ends_before_it_starts_is_rejected() -> None:
    assert codes(bought(to="2024-12-31")) == ["ends_before_start"]


def test_a_kind_of_provider_not_known_is_empty_and_not_other() -> None:
    assert bought(provider_kind="").records[0].provider_kind is None


def test_households_not_reported_are_none_and_not_zero() -> None:
    (record,) = retrofit("容县,,,0,2025-12-31").records
    assert (record.eligible_households, record.done_households) == (None, 0)


def test_the_columns_of_a_county_list_are_enough() -> None:
    reading = retrofit("容县,100,40", head="county,eligible_households,done_households")
    assert (reading.records[0].as_of, reading.records[0].basis) == (None, "困难重度")


def test_done_beyond_need_is_an_error() -> None:
    assert codes(retrofit("容县,,100,101,")) == ["done_exceeds_eligible"]
    assert codes(retrofit("容县,,100,100,")) == []


@pytest.mark.parametrize("count", ["-1", "1.5", "abc"])
def test_households_that_are_no_count_reject_the_row(count: str) -> None:
    assert retrofit(f"容县,,{count},,").rejected == (2,)


def test_townships_of_one_day_are_added_up() -> None:
    (record,) = retrofit("容县,甲镇,10,4,2025-12-31", "容县,乙镇,20,5,2025-12-31").records
    assert (record.eligible_households, record.done_households) == (30, 9)


def test_townships_of_different_days_are_not_added_up() -> None:
    reading = retrofit("容县,甲镇,10,4,2025-12-31", "容县,乙镇,20,5,2025-06-30")
    assert (reading.records, reading.rejected) == ((), (2, 3))
    assert codes(reading) == ["townships_differ"] * 2


def test_a_township_that_has_not_reported_leaves_the_total_unknown() -> None:
    reading = retrofit("容县,甲镇,10,4,2025-12-31", "容县,乙镇,,5,2025-12-31")
    assert (reading.records[0].eligible_households, reading.records[0].done_households) == (None, 9)
    assert codes(reading) == ["township_not_reported"]


def test_a_county_total_beside_its_townships_counts_once() -> None:
    reading = retrofit("容县,甲镇,10,4,2025-12-31", "容县,,30,9,2025-12-31")
    assert (reading.records[0].eligible_households, reading.rejected) == (30, (2,))


def test_another_group_of_households_is_kept_under_its_own_name() -> None:
    reading = read_retrofit(
        "county,eligible_households,basis\n容县,10,贫困、重度".encode(), "a.csv"
    )
    assert (reading.records[0].basis, codes(reading)) == ("贫困、重度", ["other_basis"])


def indicator(cell: str, value: str = "97", **cells: str):
    row = {"indicator": cell, "value": value, **cells}
    return read_indicators(
        csv_of([row]), "a.csv", {"残疾儿童少年义务教育入学率": "liuzhou.indicator-8"}
    )


@pytest.mark.parametrize(
    "cell", ["8", "指标8", "第8项", "liuzhou.indicator-8", "残疾儿童少年义务教育入学率"]
)
def test_an_indicator_is_named_by_number_id_or_name(cell: str) -> None:
    assert indicator(cell).records[0].indicator_id == "liuzhou.indicator-8"


def test_an_indicator_the_table_lacks_is_an_error() -> None:
    assert codes(indicator("12")) == ["indicator_unknown"]


@pytest.mark.parametrize(("cell", "value"), [("97%", 97), ("97", 97), ("0.31万户", 0.31), ("0", 0)])
def test_an_indicator_value_stands_in_the_unit_of_the_table(cell: str, value: float) -> None:
    assert indicator("11", cell).records[0].value == value


def test_an_indicator_value_in_another_unit_is_asked_about() -> None:
    assert codes(indicator("11", "3100户")) == ["unit_unclear"]


def test_a_provisional_indicator_value_says_so() -> None:
    assert indicator("8", final="否").records[0].final is Ternary.NO


def test_registered_population_is_read_in_persons() -> None:
    text = "所在县,户籍人口,时点,来源\n陆川县,110.5万,2024,年鉴"
    (record,) = read_registered_population(text.encode(), "a.csv").records
    assert (record.county_code, record.persons, record.as_of) == (
        "450922",
        1_105_000,
        date(2024, 12, 31),
    )


def test_a_county_with_two_registered_populations_is_asked_about() -> None:
    text = "county,persons\n陆川县,1100000\n陆川,1200000"
    reading = read_registered_population(text.encode(), "a.csv")
    assert (reading.rejected, reading.records[0].persons) == ((3,), 1_100_000)


def test_every_error_says_where_what_why_and_what_to_do_in_both_languages() -> None:
    readings = [
        declared(declared_by="陈大文"), ruled(ruling="也许"), bought(to="2024-12-31"),
        retrofit("容县,,100,101,"), indicator("12"),
        read_facilities(csv_of([facility(status="?!")]), "a.csv"),
    ]  # fmt: skip
    for reading in readings:
        for issue in reading.at_least(Severity.ERROR):
            assert issue.row
            assert issue.column
            for text in (issue.what, issue.why, issue.remedy):
                assert text.zh
                assert text.en
                assert any("\u4e00" <= c <= "\u9fff" for c in text.zh)


def test_the_indicator_pages_own_word_for_final_is_a_header() -> None:
    assert indicator("8", 是否定案="是").records[0].final is Ternary.YES
