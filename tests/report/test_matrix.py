"""The matrix of core requirements: which columns and rows it has, and the sentence over it."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.report.lede import overview_lede
from analysis.report.matrix import Matrix, build_matrix
from analysis.report.symbols import Symbol
from geo.counties import load_counties
from geo.layers import LayerSet
from geo.text import Text
from geo.vocabulary import FacilityType
from tests.report.real_plans import (
    AS_OF,
    BOBAI,
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
CITIES = pytest.mark.parametrize("city", [YULIN, LIUZHOU])


def matrix(records: LayerSet, city: str = YULIN, as_of: date = AS_OF) -> Matrix:
    return build_matrix(plans(), records, assess(records, city, as_of))


def of_public_text(city: str) -> Matrix:
    records, assessment = published(city)
    return build_matrix(plans(), records, assessment)


def test_yulins_columns_stand_in_the_overviews_order() -> None:
    assert [c.requirement_id for c in of_public_text(YULIN).columns] == [
        "yulin.three-facilities",
        "yulin.special-school",
        "yulin.mental-health-share",
        "yulin.population-trigger",
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


def test_the_reference_is_liuzhous_only_outlined_column_and_yulin_has_none() -> None:
    outlined = {
        city: [c.requirement_id for c in of_public_text(city).columns if c.reference]
        for city in (YULIN, LIUZHOU)
    }
    assert outlined == {YULIN: [], LIUZHOU: ["guangxi.special-school-reference"]}


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
