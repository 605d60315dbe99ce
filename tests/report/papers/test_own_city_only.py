"""A city's papers hold that city only, and tell of no source none of whose records they hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.report.html_map import html_map
from analysis.report.own_sources import evidence_of, evidence_words
from analysis.report.papers.brief import brief_of
from analysis.report.papers.deck import deck_of
from analysis.report.papers.public import public_papers
from analysis.requirements.catalogue import load_catalogue
from geo.boundaries import load_boundaries
from geo.counties import load_cities, load_counties
from geo.sources import load_sources
from tests.report.papers.examples import LIUZHOU, YULIN, city_contents, city_materials, records

CASES = [(c, d) for c in (YULIN, LIUZHOU) for d in (True, False)]


def foreign_names(city: str) -> set[str]:
    """The names of the other city and its counties, in full, short and without 县 or 区."""
    places = [p for p in load_counties() if p.city_code != city]
    names = {n for p in places for n in (p.name_zh, p.short_zh, p.name_en, p.short_en)}
    names |= {n[:-1] for n in names if len(n) == 3 and n[-1] in "县区市"}
    names |= {n for c in load_cities() if c.code != city for n in (c.name_en, c.name_zh[:2])}
    return names


@pytest.mark.parametrize(("city", "demonstration"), CASES)
def test_no_text_of_a_citys_papers_names_the_other_city_or_its_counties(
    city: str, demonstration: bool
) -> None:
    contents = city_contents(city, demonstration)
    materials = city_materials(city, demonstration)
    public = public_papers(contents, materials.access, materials.layers)
    told = {
        "tables": repr(contents.report.tables),
        "vintages": repr(contents.report.vintages),
        "brief": repr(brief_of(contents).blocks),
        "slides": repr(deck_of(contents).slides),
        "public tables": repr((public.report.tables, public.report.vintages)),
        "public brief": repr(public.brief.blocks),
        "public slides": repr(public.deck.slides),
    }
    for language in ("zh", "en"):
        told[f"html {language}"] = html_map(contents.report, load_boundaries(), language)
    found = {kind: [n for n in foreign_names(city) if n in said] for kind, said in told.items()}
    assert not {kind: names for kind, names in found.items() if names}


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_where_nothing_was_reported_no_paper_says_so(city: str) -> None:
    said = evidence_words(load_catalogue(), records(False), city)
    assert said.zh == "规划条文、公开文字记载的设施"
    slides = deck_of(city_contents(city, False)).slides
    assert all(s.source.zh for s in slides)
    assert not [s for s in slides if "报送资料" in s.source.zh]


def test_a_record_that_bodies_reported_is_told_of() -> None:
    given = records(False)
    changed = replace(given, completeness=records(True).completeness)
    assert evidence_words(load_catalogue(), changed, YULIN).zh.endswith("各单位报送资料")


def test_the_population_requirement_names_the_census() -> None:
    report = city_contents(YULIN, False).report
    on_census = [c for c in report.matrix.columns if c.census]
    assert len(on_census) == 1
    assert "第七次全国人口普查" in evidence_of(report, on_census[0]).zh
    assert [s for s in deck_of(city_contents(YULIN, False)).slides if "普查" in s.source.zh]


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_a_goal_that_the_targets_tell_has_its_source(city: str) -> None:
    report = city_contents(city, False).report
    goals = repr(report.table("targets").column("goal"))
    assert "到2030年建有1所特殊教育学校" in goals
    assert "requirements-guangxi" in report.table("sources").column("source_id")


def test_sources_without_a_record_in_the_report_are_left_out() -> None:
    invented = city_contents(YULIN, True).report.table("sources").column("source_id")
    real = city_contents(YULIN, False).report.table("sources").column("source_id")
    assert "facilities-published" in real
    assert "facilities-published" not in invented
    assert not {"facilities-published-counts", "disabled-persons-by-basis"} & {*real, *invented}


def test_a_city_has_its_own_words_of_a_shared_source() -> None:
    census = next(s for s in load_sources() if s.source_id == "census-2020")
    own = census.for_city(YULIN)
    assert own.notes is not None
    assert "5 796 766" in own.notes.zh
    assert "4 157 934" not in own.model_dump_json()
