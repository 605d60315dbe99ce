"""The matrix of core requirements: which columns and rows, and which face a finding has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis.report.cells import Cell, cell_of
from analysis.report.lede import overview_lede
from analysis.report.matrix import Matrix, build_matrix
from analysis.report.symbols import SYMBOL_SIGNS, SYMBOL_WORDS, Symbol
from analysis.report.worst import worst_binding
from analysis.requirements.findings import Finding, Reason, Verdict
from analysis.requirements.schema import Entry, Force
from geo.counties import load_counties
from geo.layers import LayerSet
from geo.records import IndicatorValue, RegisteredPopulation, RetrofitNeed, Ruling
from geo.text import Text
from geo.vocabulary import FacilityType, Level, Status, Ternary
from tests.report.real_plans import (
    AS_OF,
    BOBAI,
    FUMIAN,
    GOOD_SCHOOL,
    LIUZHOU,
    RONGXIAN,
    THREE,
    YULIN,
    YUZHOU,
    assess,
    declared,
    facility,
    layers,
    plans,
    published,
    school,
)

MENTAL = FacilityType.MENTAL_HEALTH_COMMUNITY
EVALUATED = [e for e in plans().entries.values() if e.check is not None]
CITIES = pytest.mark.parametrize("city", [YULIN, LIUZHOU])


def matrix(records: LayerSet, city: str = YULIN, as_of: date = AS_OF) -> Matrix:
    return build_matrix(plans(), records, assess(records, city, as_of))


def of_public_text(city: str) -> Matrix:
    records, assessment = published(city)
    return build_matrix(plans(), records, assessment)


def cell(table: Matrix, requirement: str, area: str) -> Cell:
    at = [c.requirement_id for c in table.columns].index(requirement)
    return next(r for r in (*table.rows, table.total) if r.area_code == area).cells[at]


def face(table: Matrix, requirement: str, area: str) -> tuple[Symbol, str, str | None]:
    shown = cell(table, requirement, area)
    return shown.symbol, shown.word.zh, shown.sub.zh if shown.sub else None


def test_yulins_columns_stand_in_the_overviews_order() -> None:
    assert [c.requirement_id for c in of_public_text(YULIN).columns] == [
        "yulin.three-facilities",
        "yulin.special-school",
        "yulin.mental-health-share",
        "yulin.population-trigger",
        "guangxi.special-school-reference",
        "liuzhou.professional-rehab-or-care",
    ]


def test_liuzhous_columns_stand_in_the_overviews_order() -> None:
    assert [c.requirement_id for c in of_public_text(LIUZHOU).columns] == [
        "liuzhou.three-facilities",
        "liuzhou.professional-rehab-or-care",
        "liuzhou.mental-health-share",
        "guangxi.special-school-reference",
        "yulin.population-trigger",
    ]


@CITIES
def test_the_reference_is_the_only_outlined_column(city: str) -> None:
    outlined = [c.requirement_id for c in of_public_text(city).columns if c.reference]
    assert outlined == ["guangxi.special-school-reference"]


@CITIES
def test_columns_of_the_other_plan_come_last_and_say_so(city: str) -> None:
    columns = of_public_text(city).columns
    absent = [c.absent for c in columns]
    assert absent == sorted(absent)
    assert {c.under.zh for c in columns if c.absent} == {"无条款"}


def test_liuzhou_has_no_special_school_column_of_a_plan() -> None:
    titles = [c.title.zh for c in of_public_text(LIUZHOU).columns if not c.reference]
    assert not any("特教" in t for t in titles)


def test_under_a_title_stand_the_section_and_the_plans_own_verb() -> None:
    assert [c.under.zh for c in of_public_text(YULIN).columns[:4]] == [
        "三(六)3 · 确保",
        "三(四)2 · 应",
        "三(三)1 · 实现80%",
        "三(四)2 · 可",
    ]


@CITIES
def test_rows_are_the_citys_counties_in_code_order(city: str) -> None:
    codes = [r.area_code for r in of_public_text(city).rows]
    assert codes == sorted(c.code for c in load_counties() if c.city_code == city)


def test_the_better_county_does_not_move_up() -> None:
    one = facility("康", BOBAI, FacilityType.REHABILITATION)
    codes = [r.area_code for r in matrix(layers(facilities=(one,))).rows]
    assert codes == sorted(codes)


@CITIES
def test_the_last_row_is_the_whole_city(city: str) -> None:
    total = of_public_text(city).total
    assert (total.area_code, total.name) == (city, Text("全市", "Whole city"))


@CITIES
def test_every_row_has_a_cell_for_every_column(city: str) -> None:
    table = of_public_text(city)
    ids = [c.requirement_id for c in table.columns]
    for row in (*table.rows, table.total):
        assert [c.requirement_id for c in row.cells] == ids
        assert {c.area_code for c in row.cells} == {row.area_code}


@CITIES
def test_every_text_is_there_in_both_languages(city: str) -> None:
    table = of_public_text(city)
    texts = [t for c in table.columns for t in (c.title, c.under)]
    for row in (*table.rows, table.total):
        texts += [row.name, row.full_name]
        texts += [t for c in row.cells for t in (c.word, c.sub) if t is not None]
    assert all(t.zh and t.en for t in texts)


@CITIES
def test_public_text_alone_leaves_every_verdict_of_the_plan_open(city: str) -> None:
    table = of_public_text(city)
    shown = {
        c.symbol
        for row in table.rows
        for c, column in zip(row.cells, table.columns, strict=True)
        if not column.absent and not column.reference and "trigger" not in c.requirement_id
    }
    assert shown == {Symbol.PENDING}


def test_the_word_for_counties_is_the_plans_own() -> None:
    assert of_public_text(YULIN).county_word.zh == "县（市、区）"
    assert of_public_text(LIUZHOU).county_word.zh == "县（区）"


def test_a_binding_requirement_met_is_met() -> None:
    one = facility("康", RONGXIAN, FacilityType.CARE)
    table = matrix(layers(facilities=(one,)))
    assert face(table, "yulin.three-facilities", RONGXIAN) == (Symbol.MET, "已达到", None)
    assert cell(table, "yulin.three-facilities", YULIN).word.zh == "1 / 7 已达到"


def test_a_binding_requirement_unmet_says_how_far_the_building_is() -> None:
    building = facility("建", RONGXIAN, FacilityType.CARE, status=Status.UNDER_CONSTRUCTION,
                        opened=None)  # fmt: skip
    table = matrix(layers(facilities=(building,), completeness=declared(RONGXIAN, *THREE)))
    assert face(table, "yulin.three-facilities", RONGXIAN) == (Symbol.UNMET, "尚未达到", "在建")


def test_a_city_facility_under_construction_is_no_stage_of_the_countys() -> None:
    building = facility("市", RONGXIAN, FacilityType.CARE, status=Status.UNDER_CONSTRUCTION,
                        opened=None, level=Level.CITY)  # fmt: skip
    table = matrix(layers(facilities=(building,), completeness=declared(RONGXIAN, *THREE)))
    assert face(table, "yulin.three-facilities", RONGXIAN) == (Symbol.UNMET, "尚未达到", None)


def test_a_directional_requirement_is_built_or_not_yet_built() -> None:
    table = matrix(
        layers(
            facilities=(facility("专", "450202", FacilityType.CARE, professional=Ternary.YES),),
            completeness=declared("450203", FacilityType.REHABILITATION, FacilityType.CARE),
        ),
        LIUZHOU,
    )
    slug = "liuzhou.professional-rehab-or-care"
    assert face(table, slug, "450202") == (Symbol.BUILT, "已建成", None)
    assert face(table, slug, "450203")[:2] == (Symbol.NOT_BUILT, "尚未建成")


def test_a_county_of_a_share_has_it_or_not_and_the_city_counts_them() -> None:
    table = matrix(
        layers(facilities=(facility("精", YUZHOU, MENTAL),), completeness=declared(FUMIAN, MENTAL))
    )
    slug = "yulin.mental-health-share"
    assert face(table, slug, YUZHOU)[:2] == (Symbol.BUILT, "已设有")
    assert face(table, slug, FUMIAN)[:2] == (Symbol.NOT_BUILT, "尚未设有")
    assert face(table, slug, YULIN) == (Symbol.PENDING, "1 / 7", "需 6")


def test_a_trigger_is_never_open_for_want_of_a_school_nor_unmet() -> None:
    table = of_public_text(YULIN)
    slug = "yulin.population-trigger"
    assert face(table, slug, "450922") == (Symbol.TRIGGERED, "条件触发", "80.4万")
    assert face(table, slug, FUMIAN) == (Symbol.NOT_TRIGGERED, "未触发", "31.9万")
    assert cell(table, slug, YULIN).word.zh == "4 个触发"


def test_a_trigger_with_a_second_school_is_expanded() -> None:
    two = (school("一", BOBAI), school("二", BOBAI, status=Status.PLANNED, opened=None))
    shown = face(matrix(layers(facilities=two)), "yulin.population-trigger", BOBAI)
    assert shown == (Symbol.TRIGGERED, "已扩建", "139.1万")


def test_a_trigger_on_registered_population_waits_for_it() -> None:
    slug = "yulin.population-trigger"
    basis = Ruling("R", slug, "population_basis", "registered", "市残工委", "1号", AS_OF)
    table = matrix(layers(rulings=(basis,)))
    assert face(table, slug, BOBAI) == (Symbol.PENDING, "待核实", None)
    known = layers(
        rulings=(basis,), registered_population=(RegisteredPopulation(FUMIAN, 800_000, AS_OF),)
    )
    assert face(matrix(known), slug, FUMIAN) == (Symbol.TRIGGERED, "条件触发", "80.0万")


def test_a_reference_before_its_day_is_not_due_and_shows_what_there_is() -> None:
    slug = "guangxi.special-school-reference"
    table = matrix(layers(facilities=(school("校", BOBAI),)))
    assert face(table, slug, BOBAI) == (Symbol.NOT_DUE, "未到期", "1 所")
    assert face(table, slug, YUZHOU) == (Symbol.NOT_DUE, "未到期", "不详")
    assert face(table, slug, YULIN) == (Symbol.NOT_DUE, "未到期", None)


def test_a_reference_on_its_day_is_told_in_neutral_words() -> None:
    slug = "guangxi.special-school-reference"
    day = date(2030, 12, 31)
    none = declared(YUZHOU, FacilityType.SPECIAL_SCHOOL, as_of=day)
    table = matrix(layers(facilities=(school("校", BOBAI),), completeness=none), as_of=day)
    assert face(table, slug, BOBAI)[:2] == (Symbol.BUILT, "已建成")
    assert face(table, slug, YUZHOU)[:2] == (Symbol.NOT_BUILT, "尚未建成")
    assert face(table, slug, FUMIAN)[:2] == (Symbol.PENDING, "待核实")
    assert face(table, slug, YULIN)[:2] == (Symbol.NONE, "已到期")


def test_a_small_county_is_outside_the_reference() -> None:
    people = tuple(
        replace(c, population_persons=199_999) if c.code == FUMIAN else c for c in load_counties()
    )
    table = matrix(replace(layers(), counties=people))
    assert face(table, "guangxi.special-school-reference", FUMIAN)[:2] == (Symbol.NONE, "不适用")


@pytest.mark.parametrize("entry", EVALUATED, ids=lambda e: e.id)
def test_only_a_binding_clause_shows_as_unmet(entry: Entry) -> None:
    finding = Finding(
        entry.id, YULIN, Verdict.UNMET, Reason.NONE_AND_COMPLETE, Text("无", "none"), "", 0.0
    )
    assert (cell_of(entry, finding).symbol is Symbol.UNMET) == (entry.force is Force.BINDING)


def test_a_permissive_clause_is_never_unmet() -> None:
    entry = plans().entries["yulin.population-trigger"]
    finding = Finding(
        entry.id, YULIN, Verdict.UNMET, Reason.OPTION_OPEN, Text("无", "none"), "", 900_000.0
    )
    assert cell_of(entry, finding).symbol is Symbol.TRIGGERED


@pytest.mark.parametrize(
    ("slug", "value", "word"),
    [
        ("liuzhou.indicator-9", 85.0, "完成"),
        ("liuzhou.indicator-9", 84.9, "未完成"),
        ("liuzhou.indicator-8", 97.0, "达到预期"),
        ("liuzhou.indicator-8", 96.9, "未达预期"),
    ],
)
def test_an_indicators_word_follows_its_official_label(slug: str, value: float, word: str) -> None:
    said = IndicatorValue("V", slug, value, AS_OF, "市残联", Ternary.YES)
    finding = assess(layers(indicator_values=(said,)), LIUZHOU).get(slug, LIUZHOU)
    assert finding is not None
    assert cell_of(plans().entries[slug], finding).word.zh == word


def test_a_countys_retrofits_are_a_number_or_not_reported() -> None:
    slug = "yulin.household-retrofit-progress"
    need = RetrofitNeed("N", BOBAI, None, 1200, AS_OF)
    finding = assess(layers(retrofit_needs=(need,))).get(slug, YULIN)
    assert finding is not None
    shown = {p.county_code: cell_of(plans().entries[slug], finding, p) for p in finding.parts}
    assert shown[BOBAI].sub == Text("1,200 户", "1,200")
    assert shown[FUMIAN].word.zh == "待报"


def test_every_symbol_has_a_word_and_a_sign_of_its_own_but_none_and_not_triggered() -> None:
    assert set(SYMBOL_WORDS) == set(SYMBOL_SIGNS) == set(Symbol)
    assert len(set(SYMBOL_SIGNS.values())) == len(Symbol) - 1
    assert not any("不达标" in w.zh for w in SYMBOL_WORDS.values())


def test_the_maps_all_requirements_show_the_worst_binding_verdict() -> None:
    records = layers(
        facilities=(
            facility("康", RONGXIAN, FacilityType.CARE),
            school("校", RONGXIAN, **GOOD_SCHOOL),
            facility("托", BOBAI, FacilityType.CARE),
        ),
        completeness=declared(BOBAI, FacilityType.SPECIAL_SCHOOL),
    )
    found = assess(records)
    worst = {c: worst_binding(plans(), found, c).symbol for c in (RONGXIAN, BOBAI, YUZHOU)}
    assert worst == {RONGXIAN: Symbol.MET, BOBAI: Symbol.UNMET, YUZHOU: Symbol.PENDING}


def test_the_maps_all_requirements_leave_directional_and_city_findings_out() -> None:
    records = layers(
        facilities=(facility("综", "450202", FacilityType.COMPREHENSIVE),),
        completeness=declared("450202", *THREE, MENTAL),
    )
    found = assess(records, LIUZHOU)
    assert worst_binding(plans(), found, "450202").symbol is Symbol.MET


@CITIES
def test_the_first_sentence_says_that_nothing_can_be_told(city: str) -> None:
    _, assessment = published(city)
    said = overview_lede(plans(), assessment, of_public_text(city))
    assert "都还不能下结论" in said.zh
    assert "设施清单和无遗漏确认没有报来" in said.zh
    assert "told in any" in said.en


def test_the_first_sentence_does_not_say_nothing_came_in_when_something_did() -> None:
    records = layers(facilities=(school("校", BOBAI),))
    assessment = assess(records)
    said = overview_lede(plans(), assessment, build_matrix(plans(), records, assessment))
    assert "都还不能下结论" in said.zh
    assert "没有报来" not in said.zh
    assert "have come in" not in said.en


def test_the_first_sentence_counts_what_can_be_told() -> None:
    records = layers(
        facilities=(facility("康", RONGXIAN, FacilityType.CARE), facility("精", YUZHOU, MENTAL)),
        completeness=declared(BOBAI, *THREE),
    )
    assessment = assess(records)
    said = overview_lede(plans(), assessment, build_matrix(plans(), records, assessment))
    assert said.zh == (
        "三者有其一：7 个县（市、区）中**1 个已达到**，**1 个尚未达到**，5 个待核实。"
        " 精神障碍社区康复：7 个县（市、区）中**1 个已设有**，6 个待核实。"
    )
    assert "**1 in place**" in said.en
