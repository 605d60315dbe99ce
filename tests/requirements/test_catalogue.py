"""The catalogue holds all of both plans, in the order of their texts and with their own words."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from analysis.requirements.catalogue import Catalogue, load_catalogue
from analysis.requirements.listing import COLUMNS, catalogue_rows
from analysis.requirements.schema import (
    CountyShare,
    Entry,
    FacilityPresence,
    Force,
    Indicator,
    Kind,
    PopulationTrigger,
    RetrofitTotal,
    Threshold,
)

YULIN, LIUZHOU = "450900", "450200"
NUMERALS = "一二三四五六七"
ITEMS_PER_HEADING = {YULIN: (7, 5, 4, 4, 4, 4, 2), LIUZHOU: (7, 4, 4, 4, 4, 4, 2)}
"""How many numbered items stand under each heading (一) to (七) of part 三."""
HEADINGS_OF_PART_FOUR = {
    YULIN: ["加强组织领导", "加强协同发展", "加强经费保障", "加强监测评估"],
    LIUZHOU: ["加强组织领导", "加强协同发展", "加强经费保障", "加强规划实施"],
}
BINDING_VERBS = {"确保", "应", "要", "做到", "实现", "实现80%"}
LABELS = {"约束性", "预期性"}
A_QUANTITY = re.compile(r"\d|全覆盖")
LONGEST_QUOTE = 80
EVALUATED = {
    YULIN: {
        "yulin.three-facilities": (Force.BINDING, "确保"),
        "yulin.special-school": (Force.BINDING, "应"),
        "yulin.mental-health-share": (Force.BINDING, "实现80%"),
        "yulin.population-trigger": (Force.PERMISSIVE, "可"),
        "yulin.household-retrofit-progress": (Force.DIRECTIONAL, "加快推进"),
    },
    LIUZHOU: {
        "liuzhou.three-facilities": (Force.BINDING, "确保"),
        "liuzhou.professional-rehab-or-care": (Force.DIRECTIONAL, "推进"),
        "liuzhou.mental-health-share": (Force.BINDING, "实现80%"),
        "liuzhou.household-retrofit": (Force.BINDING, "约束性"),
    },
}
INDICATOR_LABELS = {3: "约束性", 4: "约束性", 5: "约束性", 9: "约束性", 10: "约束性", 11: "约束性"}
"""The rows printed 约束性; all others are 预期性."""
INDICATOR_TARGETS = {2: 0.5, 3: 100, 4: 100, 5: 100, 6: 100, 7: 95, 8: 97, 9: 85, 10: 85, 11: 0.3}
AS_PRINTED = {1.0: ("1所", "有其一"), 0.8: ("80%",), 800_000.0: ("80万",), 3000.0: ("万户）…0.3",)}
CHINESE = re.compile(r"[\u3400-\u9fff]")
KEPT_IN_ENGLISH = re.compile(r"预期性|约束性|困难重度|要")
"""Official labels and a verb an English reader needs to find in the plan."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def own(catalogue: Catalogue, city: str) -> tuple[Entry, ...]:
    """The entries of the city's own plan, in the order of its file."""
    plan = catalogue.plan_of(city)
    return next(f.entry for f in catalogue.files if f.document.id == plan.id)


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


def thresholds(entry: Entry) -> tuple[Threshold, ...]:
    return () if entry.check is None else entry.check.thresholds


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


def test_only_the_table_bears_official_labels(catalogue: Catalogue) -> None:
    labelled = [e for e in catalogue.entries.values() if e.label_or_verb in LABELS]
    assert {e.id for e in labelled} == {
        *(f"liuzhou.indicator-{n}" for n in range(1, 12)),
        "liuzhou.household-retrofit",
    }
    for n in range(1, 12):
        entry = catalogue.entries[f"liuzhou.indicator-{n}"]
        assert entry.label_or_verb == INDICATOR_LABELS.get(n, "预期性")


def test_a_verb_is_the_quotes_own_word_never_a_gloss(catalogue: Catalogue) -> None:
    wrong = [
        (e.id, e.label_or_verb)
        for e in catalogue.entries.values()
        if e.kind not in (Kind.BASELINE, Kind.REFERENCE)
        and (not e.label_or_verb or e.label_or_verb not in e.quote)
    ]
    assert wrong == []


def test_only_the_verbs_that_bind_are_binding(catalogue: Catalogue) -> None:
    wrong = [
        (e.id, e.label_or_verb)
        for e in catalogue.entries.values()
        if e.force is Force.BINDING and e.label_or_verb not in BINDING_VERBS | LABELS
    ]
    assert wrong == []


@pytest.mark.parametrize("verb", ["要", "实现"])
def test_a_verb_that_binds_by_its_number_only_has_one(catalogue: Catalogue, verb: str) -> None:
    entries = [e for e in catalogue.entries.values() if e.label_or_verb == verb]
    without = [e for e in entries if not A_QUANTITY.search(e.quote)]
    assert without
    assert [e.id for e in without if e.force is Force.BINDING] == []
    assert any(e.force is Force.BINDING for e in entries)


@pytest.mark.parametrize("verb", ["确保", "应", "做到"])
def test_a_verb_that_binds_by_itself_is_always_binding(catalogue: Catalogue, verb: str) -> None:
    forces = {e.force for e in catalogue.entries.values() if e.label_or_verb == verb}
    assert forces == {Force.BINDING}


def test_may_is_always_permissive_and_nothing_else_is(catalogue: Catalogue) -> None:
    entries = catalogue.entries.values()
    may = {e.id for e in entries if e.label_or_verb == "可"}
    assert may == {e.id for e in entries if e.force is Force.PERMISSIVE}
    assert may == {"yulin.population-trigger", "yulin.c-17y"}


def test_baselines_have_no_force_and_no_verb(catalogue: Catalogue) -> None:
    baselines = [e for e in catalogue.entries.values() if e.kind is Kind.BASELINE]
    assert {(e.force, e.label_or_verb) for e in baselines} == {(Force.NONE, "")}


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_the_evaluated_requirements_have_their_slug_force_and_verb(
    catalogue: Catalogue, city: str
) -> None:
    found = {
        e.id: (e.force, e.label_or_verb)
        for e in own(catalogue, city)
        if e.check is not None and not isinstance(e.check, Indicator)
    }
    assert found == EVALUATED[city]


def test_the_eleven_indicators_are_evaluated_with_the_printed_targets(
    catalogue: Catalogue,
) -> None:
    for n in range(1, 12):
        entry = catalogue.entries[f"liuzhou.indicator-{n}"]
        assert isinstance(entry.check, Indicator)
        assert [t.value for t in thresholds(entry)] == (
            [INDICATOR_TARGETS[n]] if n in INDICATOR_TARGETS else []
        )
        assert entry.check.target_value in entry.quote
        assert entry.check.strict == (n == 7)
        assert entry.check.completion_rate == (n in (2, 11))


def test_the_first_indicator_is_judged_in_writing_only(catalogue: Catalogue) -> None:
    entry = catalogue.entries["liuzhou.indicator-1"]
    assert [(q.id, q.answers) for q in entry.questions] == [("judgement", ("met", "unmet"))]
    assert entry.force is Force.DIRECTIONAL


def test_a_threshold_equals_the_number_its_quote_prints(catalogue: Catalogue) -> None:
    plans = [e for c in (YULIN, LIUZHOU) for e in own(catalogue, c)]
    checked = 0
    for entry in plans:
        for threshold in thresholds(entry):
            if isinstance(entry.check, Indicator):
                assert threshold.quote.endswith(f"{threshold.value:g}"), entry.id
            else:
                assert any(p in threshold.quote for p in AS_PRINTED[threshold.value]), entry.id
            checked += 1
    assert checked == 10 + 8


def test_three_facilities_counts_county_level_and_leaves_private_ones_to_a_ruling(
    catalogue: Catalogue,
) -> None:
    for slug in ("yulin.three-facilities", "liuzhou.three-facilities"):
        entry = catalogue.entries[slug]
        check = entry.check
        assert isinstance(check, FacilityPresence)
        assert check.accepts_types == ("rehabilitation", "care", "comprehensive")
        assert check.accepts_functions == ("rehabilitation", "care", "comprehensive")
        assert check.levels == ("county",)
        assert check.operations == ("public", "public_private_run")
        private = ("private_subsidised", "private_nonprofit", "private_company")
        assert check.unruled_operations == private
        assert {q.id: q.default for q in entry.questions} == {
            **{f"operation.{code}": "" for code in private},
            "level.city": "does_not_count",
        }


def test_a_comprehensive_facility_alone_is_not_professional_rehabilitation_or_care(
    catalogue: Catalogue,
) -> None:
    check = catalogue.entries["liuzhou.professional-rehab-or-care"].check
    assert isinstance(check, FacilityPresence)
    assert check.accepts_types == check.accepts_functions == ("rehabilitation", "care")
    assert check.attributes == ("professional",)
    assert (check.levels, check.operations) == ((), ())


def test_yulins_school_counts_by_place_and_three_attributes(catalogue: Catalogue) -> None:
    check = catalogue.entries["yulin.special-school"].check
    assert isinstance(check, FacilityPresence)
    assert check.accepts_types == ("special_school",)
    assert (check.accepts_functions, check.levels) == ((), ())
    assert check.attributes == (
        "school_compulsory",
        "school_comprehensive",
        "meets_national_standard",
    )


def test_liuzhous_plan_has_no_school_check_of_its_own(catalogue: Catalogue) -> None:
    schools = [
        e.id
        for e in own(catalogue, LIUZHOU)
        if isinstance(e.check, FacilityPresence) and "special_school" in e.check.accepts_types
    ]
    assert schools == []
    assert not any(isinstance(e.check, PopulationTrigger) for e in own(catalogue, LIUZHOU))
    assert catalogue.entries["liuzhou.f-03l"].qualitative


def test_the_school_reference_stands_beside_both_plans_with_low_confidence(
    catalogue: Catalogue,
) -> None:
    entry = catalogue.entries["guangxi.special-school-reference"]
    document = catalogue.document_of(entry.id)
    assert (entry.kind, entry.force, entry.quote) == (Kind.REFERENCE, Force.REFERENCE, "")
    assert document.confidence == "low"
    assert set(document.city_codes) == {YULIN, LIUZHOU}
    check = entry.check
    assert isinstance(check, FacilityPresence)
    assert (check.minimum_population_persons, check.due) == (200_000, date(2030, 12, 31))


def test_the_population_basis_is_a_question_with_residents_until_ruled(
    catalogue: Catalogue,
) -> None:
    entry = catalogue.entries["yulin.population-trigger"]
    assert [(q.id, q.answers, q.default) for q in entry.questions] == [
        ("population_basis", ("resident", "registered"), "resident")
    ]


def test_only_social_organisations_count_as_providers_until_ruled(catalogue: Catalogue) -> None:
    for slug in ("yulin.mental-health-share", "liuzhou.mental-health-share"):
        entry = catalogue.entries[slug]
        assert isinstance(entry.check, CountyShare)
        assert entry.check.provider_kinds == ("social_organisation",)
        assert {q.id: q.default for q in entry.questions} == {
            "provider.public_institution": "",
            "provider.company": "",
            "provider.other": "",
        }


def test_yulins_retrofits_have_no_target(catalogue: Catalogue) -> None:
    yulin = catalogue.entries["yulin.household-retrofit-progress"]
    liuzhou = catalogue.entries["liuzhou.household-retrofit"]
    assert isinstance(yulin.check, RetrofitTotal)
    assert isinstance(liuzhou.check, RetrofitTotal)
    assert yulin.check.thresholds == ()
    assert yulin.check.basis == liuzhou.check.basis == "困难重度"


def test_the_overview_has_its_columns_in_order(catalogue: Catalogue) -> None:
    for city, expected in (
        (
            YULIN,
            ["three-facilities", "special-school", "mental-health-share", "population-trigger"],
        ),
        (LIUZHOU, ["three-facilities", "professional-rehab-or-care", "mental-health-share"]),
    ):
        core = sorted((e for e in own(catalogue, city) if e.core), key=lambda e: e.core)
        assert [e.id.partition(".")[2] for e in core] == expected
    assert catalogue.entries["guangxi.special-school-reference"].core


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
