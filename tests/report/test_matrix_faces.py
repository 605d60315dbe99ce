"""Which face a finding has in the matrix and on the map of all requirements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis.report.cells import Cell, cell_of
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
RONGSHUI, SANJIANG = "450225", "450226"


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
    table = matrix(layers(facilities=(school("校", RONGSHUI),)), LIUZHOU)
    assert face(table, slug, RONGSHUI) == (Symbol.NOT_DUE, "未到期", "现有 1 所")
    assert face(table, slug, SANJIANG) == (Symbol.NOT_DUE, "未到期", "现状待核实")
    assert face(table, slug, LIUZHOU) == (Symbol.NOT_DUE, "未到期", None)


def test_a_reference_on_its_day_is_told_in_neutral_words() -> None:
    slug = "guangxi.special-school-reference"
    day = date(2030, 12, 31)
    none = declared(SANJIANG, FacilityType.SPECIAL_SCHOOL, as_of=day)
    records = layers(facilities=(school("校", RONGSHUI),), completeness=none)
    table = matrix(records, LIUZHOU, day)
    assert face(table, slug, RONGSHUI)[:2] == (Symbol.BUILT, "已建成")
    assert face(table, slug, SANJIANG)[:2] == (Symbol.NOT_BUILT, "尚未建成")
    assert face(table, slug, "450202")[:2] == (Symbol.PENDING, "待核实")
    assert face(table, slug, LIUZHOU)[:2] == (Symbol.NONE, "已到期")


def test_a_small_county_is_outside_the_reference() -> None:
    people = tuple(
        replace(c, population_persons=199_999) if c.code == SANJIANG else c for c in load_counties()
    )
    table = matrix(replace(layers(), counties=people), LIUZHOU)
    assert face(table, "guangxi.special-school-reference", SANJIANG)[:2] == (Symbol.NONE, "不适用")


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
