"""The catalogue holds all of both plans, in the order of their texts and with their own words."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from analysis.requirements.catalogue import Catalogue
from analysis.requirements.listing import COLUMNS, catalogue_rows
from analysis.requirements.schema import (
    Kind,
)
from tests.requirements.plans import LIUZHOU, YULIN, own

NUMERALS = "一二三四五六七"

ITEMS_PER_HEADING = {YULIN: (7, 5, 4, 4, 4, 4, 2), LIUZHOU: (7, 4, 4, 4, 4, 4, 2)}
"""How many numbered items stand under each heading (一) to (七) of part 三."""

HEADINGS_OF_PART_FOUR = {
    YULIN: ["加强组织领导", "加强协同发展", "加强经费保障", "加强监测评估"],
    LIUZHOU: ["加强组织领导", "加强协同发展", "加强经费保障", "加强规划实施"],
}

LONGEST_QUOTE = 80

CHINESE = re.compile(r"[\u3400-\u9fff]")

KEPT_IN_ENGLISH = re.compile(r"预期性|约束性|困难重度|要")
"""Official labels and a verb an English reader needs to find in the plan."""


def place(section: str) -> tuple[int, int, int]:
    """Where a section stands in a plan: part, heading, number."""
    found = re.match(r"([一二三四])(?:\(([一二三四五六七])\))?\D*(\d*)$", section)
    assert found, section
    part, heading, number = found.groups()
    return (
        NUMERALS.index(part),
        NUMERALS.index(heading) + 1 if heading else 0,
        int(number or 0),
    )


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_every_numbered_item_of_part_three_stands_once_in_order(
    catalogue: Catalogue, city: str
) -> None:
    expected = [
        f"三({NUMERALS[h]}){n + 1}"
        for h, count in enumerate(ITEMS_PER_HEADING[city])
        for n in range(count)
    ]
    assert [e.section for e in own(catalogue, city) if e.kind is Kind.ITEM] == expected


def test_yulin_has_thirty_items_and_liuzhou_twenty_nine(catalogue: Catalogue) -> None:
    counts = [sum(e.kind is Kind.ITEM for e in own(catalogue, c)) for c in (YULIN, LIUZHOU)]
    assert counts == [30, 29]


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_part_four_stands_with_its_four_headings(catalogue: Catalogue, city: str) -> None:
    part_four = [e for e in own(catalogue, city) if e.kind is Kind.ORGANISATION]
    assert [e.section for e in part_four] == [f"四({NUMERALS[i]})" for i in range(4)]
    assert [e.title.zh for e in part_four] == HEADINGS_OF_PART_FOUR[city]


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_entries_follow_the_order_of_the_text(catalogue: Catalogue, city: str) -> None:
    places = [place(e.section)[:2] for e in own(catalogue, city)]
    assert places == sorted(places)


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_each_clause_of_part_three_stands_in_a_listed_item(catalogue: Catalogue, city: str) -> None:
    items = {e.section for e in own(catalogue, city) if e.kind is Kind.ITEM}
    clauses = [
        e.section
        for e in own(catalogue, city)
        if e.kind is Kind.CLAUSE and e.section.startswith("三")
    ]
    assert len(clauses) > 40
    assert set(clauses) <= items


def test_all_clauses_and_baselines_read_are_there_once(catalogue: Catalogue) -> None:
    ids = tomllib.loads((Path(__file__).parent / "clause_ids.toml").read_text(encoding="utf-8"))
    assert (len(ids["clauses"]), len(ids["baselines"])) == (114, 15)
    found = Counter(e.clause_id for e in catalogue.entries.values() if e.clause_id)
    # The retrofit target is a row of the table and a sum over counties, so it stands twice.
    assert found == Counter([*ids["clauses"], *ids["baselines"], "H-01L"])
    baselines = {e.clause_id for e in catalogue.entries.values() if e.kind is Kind.BASELINE}
    assert baselines == set(ids["baselines"])


def test_a_clause_id_names_the_city_whose_plan_it_stands_in(catalogue: Catalogue) -> None:
    wrong = [
        e.id
        for city, letter in ((YULIN, "Y"), (LIUZHOU, "L"))
        for e in own(catalogue, city)
        if e.clause_id and not e.clause_id.endswith(letter)
    ]
    assert wrong == []


def test_yulins_items_name_their_agencies_and_liuzhous_none(catalogue: Catalogue) -> None:
    items = [e for e in own(catalogue, YULIN) if e.kind is Kind.ITEM]
    assert all(e.lead_agencies and e.partner_agencies for e in items)
    assert not any(e.lead_agencies or e.partner_agencies for e in own(catalogue, LIUZHOU))


def test_a_clause_has_the_agencies_of_its_item(catalogue: Catalogue) -> None:
    entries = own(catalogue, YULIN)
    printed = {e.section: e.lead_agencies for e in entries if e.kind is Kind.ITEM}
    wrong = [
        e.id
        for e in entries
        if e.kind is Kind.CLAUSE and e.section in printed and e.lead_agencies != printed[e.section]
    ]
    assert wrong == []


def test_a_deadline_is_presumed_unless_its_words_print_the_year(catalogue: Catalogue) -> None:
    for city in (YULIN, LIUZHOU):
        for entry in own(catalogue, city):
            if entry.kind is Kind.BASELINE:
                assert entry.deadline is None
                continue
            assert entry.deadline is not None, entry.id
            assert entry.deadline.date == date(2025, 12, 31)
            # The table prints the year over its column 2025年.
            printed = "到2025年" in entry.quote or entry.section.startswith("二(三)表")
            assert entry.deadline.presumed is not printed, entry.id


def test_quotes_are_short_and_whole(catalogue: Catalogue) -> None:
    entries = [e for c in (YULIN, LIUZHOU) for e in own(catalogue, c)]
    assert [e.id for e in entries if not 0 < len(e.quote) <= LONGEST_QUOTE] == []
    # A quote that opens a bracket or a quotation mark and never closes it was cut.
    pairs = ("“”", "（）", "()", "《》")
    cut = [e.id for e in entries for a, b in pairs if e.quote.count(a) != e.quote.count(b)]
    assert cut == []


def test_english_texts_are_english_and_chinese_texts_chinese(catalogue: Catalogue) -> None:
    words = [
        (e.id, w)
        for e in catalogue.entries.values()
        for w in (
            e.title,
            e.short_title,
            e.data_needed,
            e.ask,
            e.ask_what,
            e.interpretation,
            *(q.text for q in e.questions),
        )
        if w is not None
    ]
    words += [(n.id, n.text) for f in catalogue.files for n in f.note]
    assert [i for i, w in words if not CHINESE.search(w.zh)] == []
    assert [i for i, w in words if CHINESE.search(KEPT_IN_ENGLISH.sub("", w.en))] == []


def test_english_titles_are_of_their_own_within_a_plan(catalogue: Catalogue) -> None:
    for city in (YULIN, LIUZHOU):
        titles = Counter(e.title.en for e in own(catalogue, city) if e.kind is Kind.ITEM)
        assert [t for t, n in titles.items() if n > 1] == []


def test_whom_to_ask_is_called_a_proposal_where_the_plan_prints_no_agency(
    catalogue: Catalogue,
) -> None:
    wrong = [
        e.id
        for e in own(catalogue, LIUZHOU)
        if e.check is not None and (e.interpretation is None or "建议" not in e.interpretation.zh)
    ]
    assert wrong == []


def test_the_five_notes_bite_on_entries_that_exist(catalogue: Catalogue) -> None:
    bites = {e for c in (YULIN, LIUZHOU) for n in catalogue.notes_of(c) for e in n.entries}
    assert bites <= set(catalogue.entries)
    assert {
        "liuzhou.indicator-8",
        "liuzhou.indicator-9",
        "liuzhou.household-retrofit",
        "yulin.household-retrofit-progress",
        "yulin.b-03y",
        "yulin.b-01y",
    } <= bites


def test_each_plan_names_its_own_papers_and_fund_channel(catalogue: Catalogue) -> None:
    found = {
        c: (
            catalogue.plan_of(c).assessment_table_title.zh,
            catalogue.plan_of(c).facility_fund_channel,
        )
        for c in (YULIN, LIUZHOU)
    }
    assert found == {
        YULIN: ("规划期末考核自评表", "社会服务设施兜底线工程"),
        LIUZHOU: ("规划实施情况表", "社会服务设施兜底工程"),
    }


def test_the_listing_has_one_row_per_entry_with_its_columns(catalogue: Catalogue) -> None:
    rows = catalogue_rows(catalogue, "zh")
    assert [r["id"] for r in rows] == list(catalogue.entries)
    assert {tuple(r) for r in rows} == {COLUMNS}


def test_the_listing_says_of_each_entry_how_it_is_checked(catalogue: Catalogue) -> None:
    rows = {r["id"]: r for r in catalogue_rows(catalogue, "en")}
    for entry_id, check, evaluated in (
        ("yulin.three-facilities", "facility_presence", "yes"),
        ("yulin.f-10y", "data_needed", "no"),
        ("liuzhou.f-03l", "qualitative", "no"),
        ("yulin.b-05y", "", "no"),
    ):
        assert (rows[entry_id]["check"], rows[entry_id]["evaluated"]) == (check, evaluated)
    assert all(r["data_needed"] for r in rows.values() if r["check"] == "data_needed")
