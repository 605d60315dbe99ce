"""One basis of counts: sentence, table and what is asked for agree, in the cells’ own words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from analysis.report.cell_text import shown
from analysis.report.counts import (
    binding_sentence,
    binding_tally,
    counted_words,
    open_sentence,
    other_tally,
)
from analysis.report.counts_table import counts_table
from analysis.report.lede import findings_lede
from analysis.report.papers.brief import brief_of
from analysis.report.papers.contents import Contents
from analysis.report.papers.deck import deck_of
from analysis.report.papers.document import Paragraph, TableBlock
from analysis.report.papers.wording import indicator_sentence, requirement_sentence
from analysis.report.report import Table
from analysis.requirements.findings import Verdict
from analysis.requirements.schema import CountyShare
from geo.reviews import ReviewState
from geo.text import Language
from tests.report.papers.examples import LIUZHOU, YULIN, city_contents, small_contents

WORLDS = pytest.mark.parametrize(
    ("city", "demonstration"), [(c, d) for c in (YULIN, LIUZHOU) for d in (True, False)]
)
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


def numbers(said: str) -> list[int]:
    return [int(n) for n in re.findall(r"\d+", said)]


def table_of(contents: Contents) -> Table:
    return counts_table(contents.catalogue, contents.assessment, contents.report.matrix)


def sums(table: Table) -> list[int]:
    return [
        sum(v for row, v in zip(table.rows, table.column(c), strict=False) if isinstance(v, int))
        for c in ("found", "met", "unmet", "open")
    ]


@WORLDS
@LANGUAGES
def test_the_table_adds_up_to_the_first_sentence(
    city: str, demonstration: bool, language: Language
) -> None:
    contents = city_contents(city, demonstration)
    said = binding_sentence(contents.catalogue, contents.assessment).get(language)
    table = table_of(contents)
    assert numbers(said)[:4] == sums(table)
    assert table.total is not None
    assert [shown(v, language) for v in table.total[2:6]] == [str(n) for n in sums(table)]


@WORLDS
def test_every_row_adds_up_across(city: str, demonstration: bool) -> None:
    for row in table_of(city_contents(city, demonstration)).all_rows:
        found, *by_verdict = row[2:6]
        counted = [v for v in by_verdict if isinstance(v, int)]
        assert (found == sum(counted)) if counted else shown(found, "zh") == "—"


@WORLDS
@LANGUAGES
def test_the_sentence_of_brief_slide_and_screen_is_one(
    city: str, demonstration: bool, language: Language
) -> None:
    contents = city_contents(city, demonstration)
    said = binding_sentence(contents.catalogue, contents.assessment).get(language)
    paragraphs = [b.text.get(language) for b in brief_of(contents).blocks if type(b) is Paragraph]
    assert any(p.startswith(said) for p in paragraphs)
    assert deck_of(contents).slides[0].title.get(language) == said.rstrip("。.")
    lede = findings_lede(contents.catalogue, contents.assessment).get(language)
    assert numbers(lede)[:4] == numbers(said)[:4]


@WORLDS
@LANGUAGES
def test_what_is_asked_for_follows_from_the_numbers_said(
    city: str, demonstration: bool, language: Language
) -> None:
    """Findings open, more without a verdict, and a city's one finding asked of its counties."""
    contents = city_contents(city, demonstration)
    said = open_sentence(contents.catalogue, contents.assessment, contents.todo).get(language)
    split = sum(
        sum(p.counts is None for p in f.parts) - (f.verdict is Verdict.INDETERMINATE)
        for f in contents.assessment.findings
        if isinstance(contents.catalogue.entries[f.requirement_id].check, CountyShare)
        and any(p.counts is None for p in f.parts)
    )
    counted = binding_tally(contents.catalogue, contents.assessment).open
    others = other_tally(contents.catalogue, contents.assessment).open
    elsewhere = sum(
        f.verdict is Verdict.INDETERMINATE
        for f in contents.assessment.findings
        if contents.catalogue.entries[f.requirement_id].counted_as
    )
    assert counted + others + split + elsewhere == contents.todo.total
    assert numbers(said)[0] == counted
    assert numbers(said)[-1] == contents.todo.total
    assert others in numbers(said)


@WORLDS
def test_the_slide_shows_the_table_that_adds_up(city: str, demonstration: bool) -> None:
    contents = city_contents(city, demonstration)
    shown_there = [b.table for b in deck_of(contents).slides[0].body if isinstance(b, TableBlock)]
    assert shown_there == [table_of(contents)]


@WORLDS
def test_a_county_with_a_service_is_nowhere_said_to_have_built_it(
    city: str, demonstration: bool
) -> None:
    contents = city_contents(city, demonstration)
    for row in table_of(contents).rows:
        if "精神障碍" in shown(row[0], "zh"):
            assert "建成" not in shown(row[-1], "zh")


def test_what_was_expanded_is_told_among_the_triggered() -> None:
    contents = city_contents(YULIN, True)
    place = [c.requirement_id for c in contents.report.matrix.columns].index(
        "yulin.population-trigger"
    )
    cells = [r.cells[place] for r in contents.report.matrix.rows]
    assert [t.zh for t in counted_words(cells)] == ["4 个条件触发、其中 2 个已扩建", "3 个未触发"]
    assert "4 个条件触发（玉州区、陆川县、博白县、北流市）、其中 2 个已扩建（博白县、北流市）" in (
        requirement_sentence(contents, place).zh
    )


def test_a_clause_that_is_an_indicator_is_counted_once_and_the_table_says_where() -> None:
    contents = city_contents(LIUZHOU, True)
    assert numbers(binding_sentence(contents.catalogue, contents.assessment).zh) == [21, 9, 5, 7]
    row = next(r for r in table_of(contents).rows if shown(r[0], "zh") == "家庭无障碍改造")
    assert [shown(v, "zh") for v in row[2:6]] == ["—"] * 4
    assert shown(row[6], "zh").startswith("已计入规划指标第 11 项")
    yulin = city_contents(YULIN, True)
    assert not [e for e in yulin.catalogue.evaluated(YULIN) if e.counted_as]


def test_indicators_with_a_number_are_counted_apart_from_the_one_judged_in_writing() -> None:
    contents = city_contents(LIUZHOU, True)
    said = indicator_sentence(contents)
    assert said is not None
    assert numbers(said.zh)[:5] == [10, 4, 2, 4, 1]
    row = next(r for r in table_of(contents).rows if shown(r[0], "zh") == "规划指标")
    assert list(row[2:6]) == [10, 4, 2, 4]


def test_a_disputed_finding_is_said_beside_the_counts() -> None:
    contents = small_contents()
    first = next(
        f for f in contents.assessment.findings if f.requirement_id.endswith("three-facilities")
    )
    disputed = [
        replace(f, dispute=ReviewState.DISPUTED) if f is first else f
        for f in contents.assessment.findings
    ]
    assessment = replace(contents.assessment, findings=tuple(disputed))
    assert "1 项县级有异议" in binding_sentence(contents.catalogue, assessment).zh
    assert "有异议" not in binding_sentence(contents.catalogue, contents.assessment).zh


def test_the_map_says_in_words_what_the_counties_have_not_what_they_built() -> None:
    contents = city_contents(YULIN, True, maps=True)
    alt = contents.drawings["verdicts:yulin.mental-health-share"].alt
    assert "5 个已设有（玉州区、容县、陆川县、博白县、北流市），2 个尚未设有" in alt.zh
    assert "5 in place" in alt.en
