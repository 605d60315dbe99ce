from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.report.build import build_report
from analysis.report.indicator_table import indicator_table
from analysis.report.report import (
    Report,
    ReportState,
    Share,
    Table,
    TrialResultError,
    Value,
    VerdictValue,
)
from analysis.report.symbols import Symbol
from analysis.report.todo import build_todo
from analysis.requirements.evaluate import evaluate
from geo.layers import MixedDataError
from geo.records import IndicatorValue, Ruling
from geo.text import Text
from geo.vocabulary import FacilityType, Ternary
from tests.report.small_plans import AS_OF, LIUZHOU, YULIN, small_catalogue
from tests.report.small_world import facility, small_layers, small_report, small_sources


def rows_by(table: Table, key: str) -> dict[Value, dict[str, Value]]:
    ids = [c.id for c in table.columns]
    rows = [dict(zip(ids, row, strict=True)) for row in table.all_rows]
    return {row[key]: row for row in rows}


def gaps(city: str) -> dict[Value, dict[str, Value]]:
    report, *_ = small_report(city)
    return rows_by(report.table("gaps"), "county_code")


def word(value: Value) -> str:
    assert isinstance(value, VerdictValue)
    return value.word.zh


def test_the_gap_table_has_one_row_per_county_in_code_order_and_the_city_last() -> None:
    report, *_ = small_report(LIUZHOU)
    codes = report.table("gaps").column("county_code")
    assert list(codes) == [c.code for c in report.counties] + [LIUZHOU]
    assert list(codes[:-1]) == sorted(codes[:-1], key=str)


def test_the_gap_table_has_the_columns_of_the_form() -> None:
    report, *_ = small_report(YULIN)
    assert [c.title.zh for c in report.table("gaps").columns][2:] == [
        "康复",
        "托养",
        "综合服务",
        "三者有其一",
        "特殊教育学校",
        "学位缺口",
        "精神障碍社区康复",
        "待核实事项",
        "牵头单位（规划原文）",
        "现承担单位",
        "备注",
    ]


def test_only_liuzhou_has_the_professional_column() -> None:
    assert "professional" in next(iter(gaps(LIUZHOU).values()))
    assert "professional" not in next(iter(gaps(YULIN).values()))


def test_what_the_plan_does_not_ask_says_so() -> None:
    assert word(gaps(LIUZHOU)["450202"]["school_places_short"]) == "本规划无此要求"
    assert gaps(YULIN)["450902"]["school_places_short"] == Text("待报", "Not reported")


def test_a_facility_with_two_functions_stands_in_both_columns() -> None:
    row = gaps(LIUZHOU)["450202"]
    assert row["rehabilitation"] == row["care"] == Text("1 所", "1")


def test_nothing_recorded_is_not_none_without_a_declaration() -> None:
    assert gaps(LIUZHOU)["450204"]["care"] == Text("待报", "Not reported")


def test_nothing_recorded_and_declared_complete_is_none() -> None:
    assert gaps(LIUZHOU)["450226"]["care"] == Text("无", "None")


def test_a_facility_that_does_not_count_is_told_with_the_reason() -> None:
    value = gaps(LIUZHOU)["450225"]["care"]
    assert isinstance(value, Text)
    assert value.zh == "1 处：在建，预计 2026-09 投用，不计入"


def test_an_unmet_county_shows_how_far_it_is() -> None:
    value = gaps(LIUZHOU)["450225"]["three_facilities"]
    assert isinstance(value, VerdictValue)
    assert (value.symbol, value.word.zh, value.sub) == (
        Symbol.UNMET,
        "尚未达到",
        Text("在建", "being built"),
    )


def test_lead_agencies_are_those_the_plan_prints_on_the_numbered_item() -> None:
    value = gaps(YULIN)["450902"]["lead"]
    assert isinstance(value, Text)
    assert "三者有其一：市残联、市发展改革委" in value.zh


def test_a_plan_that_prints_no_agency_says_so() -> None:
    assert gaps(LIUZHOU)["450202"]["lead"] == Text("规划未列", "none printed")


def indicators() -> dict[Value, dict[str, Value]]:
    report, *_ = small_report(LIUZHOU)
    return rows_by(report.table("indicators"), "base") and {
        str(row["indicator"].zh)[0]: row  # type: ignore[union-attr]
        for row in rows_by(report.table("indicators"), "indicator").values()
    }


def test_the_indicator_table_is_liuzhous_only() -> None:
    assert small_report(LIUZHOU)[0].has("indicators")
    assert not small_report(YULIN)[0].has("indicators")


def test_a_value_of_a_later_day_stands_in_no_row_judged_by_an_earlier_one() -> None:
    _, catalogue, layers, _ = small_report(LIUZHOU)
    later = IndicatorValue(
        "Z3", "liuzhou.indicator-3", 12.5, date(2026, 6, 30), "演示", Ternary.YES
    )
    layers = layers.with_records(indicator_values=(*layers.indicator_values, later))
    table = indicator_table(catalogue, layers, evaluate(catalogue, layers, LIUZHOU, AS_OF))
    assert table is not None
    assert (table.column("value")[2], table.column("as_of")[2]) == (98.5, AS_OF.isoformat())


def test_completion_is_a_share_for_totals() -> None:
    assert indicators()["2"]["completion"] == Share(0.62 / 0.5)


def test_a_rate_shows_its_difference_in_points_and_no_completion() -> None:
    value = indicators()["3"]["completion"]
    assert isinstance(value, Text)
    assert value.zh == "差 1.5 个百分点"


def test_a_labelled_indicator_is_completed_or_not() -> None:
    assert word(indicators()["3"]["verdict"]) == "未完成"


def test_an_expected_indicator_is_as_expected_or_below() -> None:
    assert word(indicators()["2"]["verdict"]) == "达到预期"


def test_a_strict_target_is_not_reached_by_its_own_value() -> None:
    assert word(indicators()["7"]["verdict"]) == "未达预期"


def test_the_first_indicator_is_judged_in_writing() -> None:
    assert indicators()["1"]["value"] == Text("书面评定", "In writing")
    assert indicators()["1"]["completion"] is None


def test_the_task_table_carries_the_citys_own_title() -> None:
    assert small_report(YULIN)[0].table("tasks").title.zh == "玉林市“十四五”规划期末考核自评表"


def test_an_item_without_a_finding_has_no_result() -> None:
    report, catalogue, layers, _ = small_report(YULIN)
    yulin = catalogue.files[2]
    bare = replace(catalogue, files=(yulin.model_copy(update={"entry": yulin.entry[:2]}),))
    assessment = evaluate(bare, layers, YULIN, AS_OF)
    report = build_report(bare, layers, assessment, (), ReportState.DRAFT)
    assert set(report.table("tasks").column("result")) == {None}
    assert set(report.table("tasks").column("own")) == {None}


def test_an_items_result_comes_from_the_findings_in_its_section() -> None:
    row = rows_by(small_report(LIUZHOU)[0].table("tasks"), "section")["三(六)3"]
    assert isinstance(row["result"], Text)
    assert "三者有其一：1 个已达到，2 个尚未达到，7 个待核实" in row["result"].zh


def test_every_finding_cites_its_clause_and_its_evidence() -> None:
    table = small_report(LIUZHOU)[0].table("findings")
    ids = zip(table.column("requirement_id"), table.column("area_code"), strict=True)
    at = list(ids).index(("liuzhou.three-facilities", "450202"))
    assert table.column("quote")[at] == "确保三者有其一"
    assert table.column("evidence")[at] == Text(
        "演示城中区康复中心〔F001〕，台账", "演示城中区康复中心 [F001], 台账"
    )


def test_the_todo_table_has_a_row_for_every_open_finding_and_says_what_and_who() -> None:
    report, catalogue, layers, assessment = small_report(LIUZHOU)
    table = report.table("todo")
    assert len(table.rows) == build_todo(catalogue, layers, assessment).total
    assert table.column("number") == tuple(range(1, len(table.rows) + 1))
    for column in ("area", "requirement", "what", "ask"):
        assert all(isinstance(v, Text) and v.zh and v.en for v in table.column(column))


def test_a_trial_is_refused() -> None:
    catalogue, layers = small_catalogue(), small_layers()
    tried = Ruling(
        "T", "liuzhou.three-facilities", "operation.private_subsidised", "counts",
        "试算", "", date(2025, 1, 1),
    )  # fmt: skip
    assessment = evaluate(catalogue, layers, LIUZHOU, AS_OF, trial=(tried,))
    with pytest.raises(TrialResultError, match="three-facilities"):
        build_report(catalogue, layers, assessment, small_sources(), ReportState.DRAFT)


@pytest.mark.parametrize("demonstration", [True, False])
def test_invented_and_real_facilities_never_stand_in_one_report(*, demonstration: bool) -> None:
    catalogue, layers = small_catalogue(), small_layers(demonstration=demonstration)
    name = "真实托养中心" if demonstration else "演示托养中心"
    stranger = facility(99, "450204", FacilityType.CARE, name)
    mixed = replace(layers, facilities=(*layers.facilities, stranger))
    assessment = evaluate(catalogue, mixed, LIUZHOU, AS_OF)
    with pytest.raises(MixedDataError, match=name):
        build_report(catalogue, mixed, assessment, small_sources(), ReportState.DRAFT)


def test_an_assessment_of_invented_records_does_not_pass_as_one_of_real_ones() -> None:
    catalogue, layers = small_catalogue(), small_layers()
    assessment = replace(evaluate(catalogue, layers, LIUZHOU, AS_OF), demonstration=False)
    with pytest.raises(MixedDataError):
        build_report(catalogue, layers, assessment, small_sources(), ReportState.DRAFT)


def test_a_table_refuses_a_row_that_is_too_short() -> None:
    table = small_report()[0].table("todo")
    with pytest.raises(ValueError, match="todo"):
        replace(table, rows=((1,),))


@given(st.permutations(small_layers().facilities))
def test_the_order_of_the_records_changes_no_table(facilities: list[object]) -> None:
    catalogue = small_catalogue()
    layers = small_layers()

    def tables(records: tuple[object, ...]) -> Report:
        set_ = replace(layers, facilities=records)  # type: ignore[arg-type]
        assessment = evaluate(catalogue, set_, LIUZHOU, AS_OF)
        return build_report(catalogue, set_, assessment, small_sources(), ReportState.DRAFT)

    assert tables(tuple(facilities)).tables == tables(layers.facilities).tables
