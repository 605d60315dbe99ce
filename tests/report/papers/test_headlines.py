"""Titles of slides say what was found; parameters say who chose them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.report.cell_text import shown
from analysis.report.papers.contents import SECTION_WORDS, Contents
from analysis.report.papers.deck import deck_of
from analysis.report.papers.document import Points
from analysis.report.papers.headlines import table_headline
from analysis.report.papers.public import public_papers
from analysis.report.papers.public_findings import SMALL_WITHHELD
from analysis.report.papers.wording import open_title, unmet_title
from analysis.requirements.findings import Verdict
from geo.text import Text
from tests.report.papers.examples import LIUZHOU, YULIN, city_contents, city_materials


def titles(contents: Contents) -> list[str]:
    return [s.title.zh.removeprefix("备用：") for s in deck_of(contents).slides]


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
@pytest.mark.parametrize("demonstration", [True, False])
def test_no_slide_is_titled_by_its_topic(city: str, demonstration: bool) -> None:
    contents = city_contents(city, demonstration)
    topics = {w.zh for w in SECTION_WORDS.values()}
    topics |= {
        t.title.zh for t in contents.report.tables if t.id in ("gaps", "projects", "targets")
    }
    assert not topics & set(titles(contents))


def test_retrofits_are_titled_by_what_was_verified_and_who_is_missing() -> None:
    assert "截至2025年12月31日，10 个县（区）全部已报，累计验收 4,200 户" in titles(
        city_contents(LIUZHOU, True)
    )


def test_the_gap_table_is_titled_by_how_many_counties_lack_something() -> None:
    contents = city_contents(YULIN, True)
    gaps = contents.report.table("gaps")
    assert table_headline(contents, gaps).zh == (
        "7 个县（市、区）中，3 个有要求尚未达到，5 个有待核实事项"
    )
    real = city_contents(YULIN, False)
    none = table_headline(real, real.report.table("gaps"))
    assert none.zh == "7 个县（市、区）中，7 个有待核实事项"


def test_the_titles_of_unmet_and_open_are_the_numbers_of_the_first_sentence() -> None:
    contents = city_contents(LIUZHOU, True)
    assert unmet_title(contents).zh == "5 项核查结果尚未达到，其中规划指标 2 项"
    assert open_title(contents).zh == "7 项核查结果待核实，合计需补报 12 项"


def test_the_slide_of_what_is_unmet_tells_of_the_indicators_too() -> None:
    title = unmet_title(city_contents(LIUZHOU, True))
    slide = next(s for s in deck_of(city_contents(LIUZHOU, True)).slides if s.title == title)
    assert [b.items[-1].text.zh for b in slide.body if isinstance(b, Points)] == [
        "另有规划指标 2 项未达到，见“规划指标”一节。"
    ]


def test_without_anything_unmet_the_title_says_so() -> None:
    contents = city_contents(LIUZHOU, True)
    met = tuple(
        replace(f, verdict=Verdict.MET) if f.verdict is Verdict.UNMET else f
        for f in contents.assessment.findings
    )
    without = replace(contents, assessment=replace(contents.assessment, findings=met))
    assert unmet_title(without).zh == "没有已查明尚未达到的要求"


def chosen_by(contents: Contents) -> dict[str, str]:
    table = contents.report.table("parameters")
    return {
        shown(item, "zh"): shown(basis, "zh")
        for item, basis in zip(table.column("item"), table.column("basis"), strict=True)
    }


def test_what_nobody_chose_is_called_a_default() -> None:
    basis = chosen_by(city_contents(YULIN, True))
    defaults = (
        "资料截止",
        "可达性：设施类型",
        "可达性：服务对象",
        "可达性：出行方式",
        "方案：总预算",
    )
    assert {basis[item] for item in defaults} == {"默认值"}
    assert basis["评估时点"] == "使用者设定"


def test_what_was_chosen_is_called_so() -> None:
    contents = city_contents(YULIN, True)
    basis = chosen_by(contents)
    assert basis["方案：目标"] == "使用者设定"
    assert basis["改造：户数"] == "使用者设定"
    assert basis["方案：待核实的县"] == "假定"


def test_money_in_sentences_has_the_unit_of_the_tables() -> None:
    said = "".join(t.zh for texts in city_contents(YULIN, True).said.values() for t in texts)
    assert "总投资估算 2,800 万元" in said
    assert "资金 150 万元" in said


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_a_share_has_no_blank_before_its_sign(city: str) -> None:
    contents = city_contents(city, True)
    for text in (t for texts in contents.said.values() for t in texts):
        assert " %" not in text.zh + text.en


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_every_sentence_worked_out_elsewhere_ends_as_one(city: str) -> None:
    for texts in city_contents(city, True).said.values():
        for text in texts:
            assert text.zh.endswith("。"), text
            assert text.en.endswith("."), text


def test_counties_are_called_as_the_plan_calls_them() -> None:
    said: list[Text] = [t for ts in city_contents(LIUZHOU, True).said.values() for t in ts]
    assert not [t for t in said if "县（市、区）" in t.zh]


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
@pytest.mark.parametrize("demonstration", [True, False])
def test_the_public_slides_are_titled_by_findings_too(city: str, demonstration: bool) -> None:
    materials, contents = city_materials(city, demonstration), city_contents(city, demonstration)
    slides = public_papers(contents, materials.access, materials.layers).deck.slides
    assert not {w.zh for w in SECTION_WORDS.values()} & {s.title.zh for s in slides}
    met = slides[1].title.zh
    if demonstration:
        assert met.startswith("已达到或设有的县（")
        assert "三者有其一" in met
    else:
        assert met == "目前没有可公布的已达到情况"


def test_small_numbers_that_are_withheld_are_those_of_people_and_households() -> None:
    assert SMALL_WITHHELD.zh.startswith("人数、户数小于 10 的")


def test_the_public_table_does_not_say_that_what_is_in_place_meets_the_plan() -> None:
    materials, contents = city_materials(YULIN, True), city_contents(YULIN, True)
    report = public_papers(contents, materials.access, materials.layers).report
    heads = [c.title.zh for c in report.table("public_findings").columns]
    assert "已达到或设有" in heads
    assert "已达到" not in heads
