"""What is evaluated: the checks of both plans count what their clauses name."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.requirements.catalogue import Catalogue
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
from tests.requirements.plans import LIUZHOU, YULIN, own

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

INDICATOR_TARGETS = {2: 0.5, 3: 100, 4: 100, 5: 100, 6: 100, 7: 95, 8: 97, 9: 85, 10: 85, 11: 0.3}

AS_PRINTED = {1.0: ("1所", "有其一"), 0.8: ("80%",), 800_000.0: ("80万",), 3000.0: ("万户）…0.3",)}


def thresholds(entry: Entry) -> tuple[Threshold, ...]:
    return () if entry.check is None else entry.check.thresholds


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


def test_the_school_reference_stands_beside_liuzhous_plan_alone_with_low_confidence(
    catalogue: Catalogue,
) -> None:
    entry = catalogue.entries["guangxi.special-school-reference"]
    document = catalogue.document_of(entry.id)
    assert (entry.kind, entry.force, entry.quote) == (Kind.REFERENCE, Force.REFERENCE, "")
    assert document.confidence == "low"
    assert document.city_codes == (LIUZHOU,)
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
