"""The public edition attacked: no withheld number follows from those that are printed."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.accessibility.bands import NOT_CONNECTED
from analysis.accessibility.public_edition import band_id
from analysis.accessibility.study import AccessStudy, study
from analysis.report.papers.public_access import (
    ON_RECORD_ALONE,
    city_access_table,
    reach_told,
    told_study,
)
from analysis.report.papers.public_findings import LEAST_COUNTIES, met_table
from geo.people.demand import PeopleGroup
from geo.records import RetrofitNeed
from geo.text import Text
from tests.accessibility.small_city import LAYERS, QUESTION, SECOND, TableSource, demand
from tests.accessibility.test_counties_unknown import FOUND as FIRST_ONLY
from tests.report.papers.examples import LIUZHOU, city_contents, city_materials


def retrofits(households: list[int | None]) -> list[str]:
    """What the public table says of the verified households the counties of Liuzhou report."""
    contents, materials = city_contents(LIUZHOU, True), city_materials(LIUZHOU, True)
    counties = materials.layers.counties_of(LIUZHOU)
    needs = tuple(
        RetrofitNeed(f"N{c.code}", c.code, 900, number, contents.report.as_of)
        for c, number in zip(counties, households, strict=True)
        if number is not None
    )
    table = met_table(contents, materials.layers.with_records(retrofit_needs=needs))
    return [v.zh for v in table.column("names") if isinstance(v, Text) and "户" in v.zh]


NUMBERS = st.lists(st.none() | st.integers(0, 40), min_size=10, max_size=10)


@given(NUMBERS)
def test_a_published_sum_tells_no_countys_households(households: list[int | None]) -> None:
    for said in retrofits(households):
        given_ = [n for n in households if n is not None]
        total = int(re.findall(r"([\d,]+) 户", said)[0].replace(",", ""))
        assert total == sum(given_)
        # Whoever knows one county's own number learns the sum of the others, never one of them.
        for own in given_:
            rest = [n for n in given_ if n]
            if own:
                rest.remove(own)
            assert len(rest) >= LEAST_COUNTIES - 1
            assert sum(rest) >= 10
        # Whoever has the city's whole total from elsewhere learns the sum of those left out.
        assert households.count(None) == 0 or households.count(None) >= LEAST_COUNTIES


def test_a_sum_is_published_where_it_tells_nothing() -> None:
    assert retrofits([100, 200, 300, 0, 10, 20, 30, 40, 50, 60]) != []
    assert retrofits([100, 200, 300, 10, 20, 30, 40, None, None, None]) != []


@pytest.mark.parametrize(
    "households",
    [
        # One left out: a total of the city published elsewhere would tell it.
        [100, 200, 300, 0, 10, 20, 30, 40, 50, None],
        [100, 200, 300, 0, 10, 20, 30, 40, None, None],
        # The largest, knowing its own, would learn that the others have 7 together.
        [400, 4, 3, 0, 0, 0, 0, 0, 0, 0],
    ],
)
def test_a_sum_that_would_tell_a_countys_number_is_withheld(households: list[int | None]) -> None:
    assert retrofits(households) == []


def few(cells: dict[str, float]) -> AccessStudy:
    """The small city with so many persons in some of its cells."""
    people = demand()
    frame = people.frame.copy()
    for cell, persons in cells.items():
        frame.loc[cell, "persons"] = persons
    return study(QUESTION, replace(people, frame=frame), LAYERS, TableSource())


def printed(found: AccessStudy) -> dict[str, int]:
    """The counts of the city a reader sees, by column."""
    table = city_access_table(found)
    assert table.rows == ()
    assert table.total is not None
    cells = zip((c.id for c in table.columns), table.total, strict=True)
    return {name: value for name, value in cells if isinstance(value, int)}


@pytest.mark.parametrize(
    "cells", [{"b3": 4.0}, {"b2": 4.0}, {"b3": 1.0, "b2": 9.0}, {"a1": 3.0, "b1": 2.0}]
)
def test_no_small_count_of_the_city_follows_from_what_is_printed(cells: dict[str, float]) -> None:
    found = few(cells)
    persons = found.cells.groupby("band")["persons"].sum()
    true = {band_id(b): float(persons.get(b.code, 0.0)) for b in found.bands}
    seen = printed(found)
    small = {name for name, count in true.items() if 0 < count < 10}
    assert small
    assert small.isdisjoint(seen)
    hidden = [true[name] for name in true if name not in seen]
    if "persons" in seen:
        assert len(hidden) >= 2
        assert sum(hidden) >= 10
    said = reach_told(found).zh + reach_told(found).en
    numbers = {int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", said)}
    limits = {15, 30, 60, 0}
    sums = {sum(c) for k in (1, 2) for c in combinations([true[s] for s in small], k)}
    assert (numbers - limits).isdisjoint(sums)


def test_people_off_the_roads_are_not_counted_in_the_sentence_where_they_are_few() -> None:
    found = few({"b3": 4.0})
    assert any(b.code == NOT_CONNECTED for b in found.bands)
    assert "4 人" not in reach_told(found).zh
    assert "100 人未连通" in reach_told(few({})).zh


def test_a_total_of_one_county_or_without_one_is_no_public_number() -> None:
    assert FIRST_ONLY.question.group is PeopleGroup.DISABLED_REGISTERED
    assert told_study(FIRST_ONLY) is None
    said = reach_told(FIRST_ONLY)
    assert re.findall(r"\d", said.zh + said.en) == []
    assert SECOND.short_zh not in said.zh


def test_the_citys_reach_says_that_it_is_of_facilities_on_record() -> None:
    assert ON_RECORD_ALONE in city_access_table(few({})).notes
