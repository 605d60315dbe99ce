"""The catalogue's numbered items against the plans' own headings, word for word."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.schema import Entry, Kind

CITIES = {"yulin": "450900", "liuzhou": "450200"}
NUMERALS = "一二三四五六七"
COUNTS = {"yulin": [7, 5, 4, 4, 4, 4, 2], "liuzhou": [7, 4, 4, 4, 4, 4, 2]}
PRINTED = tomllib.loads((Path(__file__).parent / "headings.toml").read_text(encoding="utf-8"))
CATALOGUE = load_catalogue()
PLANS = pytest.mark.parametrize("plan", CITIES)


def headings(plan: str, kind: Kind) -> list[tuple[str, str]]:
    """Section and title of the plan's items of one kind, in the catalogue's order."""
    entries: tuple[Entry, ...] = CATALOGUE.of_city(CITIES[plan])
    return [(e.section, e.title.zh) for e in entries if e.kind is kind]


def printed_three(plan: str) -> list[tuple[str, str]]:
    parts: list[list[str]] = PRINTED[plan]["three"]
    return [
        (f"三({NUMERALS[i]}){n}", title)
        for i, part in enumerate(parts)
        for n, title in enumerate(part, start=1)
    ]


@PLANS
def test_the_file_of_headings_has_as_many_as_the_plan_prints(plan: str) -> None:
    assert [len(part) for part in PRINTED[plan]["three"]] == COUNTS[plan]
    assert len(PRINTED[plan]["four"]) == 4


@PLANS
def test_no_numbered_item_of_part_three_is_missing_renamed_or_out_of_order(plan: str) -> None:
    assert headings(plan, Kind.ITEM) == printed_three(plan)


@PLANS
def test_part_four_has_its_four_headings_in_order(plan: str) -> None:
    four: list[str] = PRINTED[plan]["four"]
    printed = [(f"四({NUMERALS[i]})", title) for i, title in enumerate(four)]
    assert headings(plan, Kind.ORGANISATION) == printed


@PLANS
def test_every_item_is_followed_by_its_own_clauses(plan: str) -> None:
    entries = CATALOGUE.of_city(CITIES[plan])
    current = ""
    for entry in entries:
        if entry.kind is Kind.ITEM:
            current = entry.section
        elif entry.kind is Kind.CLAUSE and entry.section.startswith("三("):
            assert entry.section == current, entry.id


def a_bad_plan(change: str) -> list[Any]:
    found = headings("yulin", Kind.ITEM)
    return {
        "one missing": found[:4] + found[5:],
        "two swapped": [found[1], found[0], *found[2:]],
        "one renamed": [(found[0][0], found[0][1] + "工作"), *found[1:]],
    }[change]


@pytest.mark.parametrize("change", ["one missing", "two swapped", "one renamed"])
def test_the_comparison_notices(change: str) -> None:
    assert a_bad_plan(change) != printed_three("yulin")


BASE = ["——", "——", "100", "100", "100", "100", "＞95", "95", "＞80", "＞80", "——"]
TARGET = ["", "0.5", "100", "100", "100", "100", "＞95", "97", "85", "85", "0.3"]
BINDING_ROWS = (3, 4, 5, 9, 10, 11)


@pytest.mark.parametrize("row", range(1, 12))
def test_an_indicator_stands_as_its_row_is_printed(row: int) -> None:
    entry = CATALOGUE.entries[f"liuzhou.indicator-{row}"]
    check = entry.check
    assert check is not None
    assert check.kind == "indicator"
    target = TARGET[row - 1] or "与全市地区生产总值增长基本同步"
    assert (check.base_value, check.target_value) == (BASE[row - 1], target)
    assert entry.label_or_verb == ("约束性" if row in BINDING_ROWS else "预期性")
    assert re.match(rf"{row}[.．]", entry.quote)


def test_there_are_eleven_indicators_and_all_are_liuzhous() -> None:
    found = [e.id for e in CATALOGUE.entries.values() if e.kind is Kind.INDICATOR]
    assert found == [f"liuzhou.indicator-{n}" for n in range(1, 12)]
