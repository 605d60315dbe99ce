"""Laws of the evaluation that hold for any records, on the real counties and both real plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Assessment, Finding, Reason, Verdict
from analysis.requirements.schema import CountyShare, FacilityPresence, Force
from geo.counties import load_cities, load_counties
from geo.layers import LayerSet
from geo.records import (
    Completeness,
    DateSpan,
    Facility,
    IndicatorValue,
    PurchasedService,
    RegisteredPopulation,
    RetrofitNeed,
    Ruling,
)
from geo.vocabulary import (
    FacilityType,
    Function,
    Level,
    Operation,
    ProviderKind,
    SchoolStage,
    Status,
    Ternary,
)

CATALOGUE = load_catalogue()
CITIES = ("450200", "450900")
COUNTIES = {city: [c.code for c in load_counties() if c.city_code == city] for city in CITIES}
AS_OF = date(2025, 12, 31)
some = settings(max_examples=settings.default.max_examples // 3)
"""A third of the profile's examples: each makes a whole city's records and assesses it twice."""
TYPES = (
    FacilityType.REHABILITATION,
    FacilityType.CARE,
    FacilityType.COMPREHENSIVE,
    FacilityType.SPECIAL_SCHOOL,
    FacilityType.MENTAL_HEALTH_COMMUNITY,
    FacilityType.ELDERLY_CARE,
)
QUESTIONS = [
    (entry.id, question.id, answer)
    for entry in CATALOGUE.entries.values()
    for question in entry.questions
    for answer in question.answers
]

days = st.dates(date(2024, 6, 1), date(2027, 6, 30))
spans = st.one_of(
    st.none(),
    days.map(lambda d: DateSpan.of(d.year, d.month, d.day)),
    days.map(lambda d: DateSpan.of(d.year, d.month)),
    days.map(lambda d: DateSpan.of(d.year)),
)


def maybe(values: Any) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.sampled_from(list(values)))


def facilities(counties: list[str]) -> st.SearchStrategy[Facility]:
    return st.builds(
        Facility,
        facility_id=st.integers(0, 10_000).map(lambda n: f"f{n:05}"),
        name=st.just("设施"),
        facility_type=st.sampled_from(TYPES),
        city_code=st.just(""),
        county_code=st.sampled_from([*counties[:2], ""]),
        functions=st.frozensets(st.sampled_from(list(Function)), max_size=2),
        level=maybe([Level.COUNTY, Level.COUNTY, Level.CITY]),
        status=maybe([Status.OPERATING, *Status]),
        opened=spans,
        closed=st.one_of(st.none(), st.none(), spans),
        operation=maybe(Operation),
        professional=st.sampled_from(list(Ternary)),
        school_stages=st.sampled_from([None, frozenset({SchoolStage.COMPULSORY})]),
        school_comprehensive=st.sampled_from(list(Ternary)),
        meets_national_standard=st.sampled_from(list(Ternary)),
        checked_on=st.one_of(st.none(), days),
    )


def declarations(counties: list[str]) -> st.SearchStrategy[Completeness]:
    return st.builds(
        Completeness,
        declaration_id=st.integers(0, 10_000).map(lambda n: f"c{n:05}"),
        county_code=st.sampled_from(counties),
        facility_type=st.sampled_from(TYPES),
        complete_as_of=st.sampled_from([AS_OF - timedelta(1), AS_OF, AS_OF, AS_OF + timedelta(30)]),
        declared_by=st.just("残联"),
    )


def rulings(counties: list[str]) -> st.SearchStrategy[Ruling]:
    return st.builds(
        lambda n, asked, day, county: Ruling(
            f"r{n:05}", *asked, "残工委", "文", day, county_code=county
        ),
        st.integers(0, 10_000),
        st.sampled_from(QUESTIONS),
        days,
        st.sampled_from(["", *counties[:2]]),
    )


def services(counties: list[str]) -> st.SearchStrategy[PurchasedService]:
    return st.builds(
        PurchasedService,
        service_id=st.integers(0, 10_000).map(lambda n: f"s{n:05}"),
        county_code=st.sampled_from(counties),
        project=st.just("项目"),
        buyer=st.just("民政局"),
        provider=st.just("中心"),
        provider_kind=maybe(ProviderKind),
        start=spans,
        end=spans,
    )


def needs(counties: list[str]) -> st.SearchStrategy[RetrofitNeed]:
    return st.builds(
        RetrofitNeed,
        record_id=st.integers(0, 10_000).map(lambda n: f"n{n:05}"),
        county_code=st.sampled_from(counties),
        eligible_households=st.none(),
        done_households=st.one_of(st.none(), st.integers(0, 2_000)),
        as_of=st.one_of(st.none(), days, st.just(AS_OF)),
    )


def values() -> st.SearchStrategy[IndicatorValue]:
    return st.builds(
        IndicatorValue,
        record_id=st.integers(0, 10_000).map(lambda n: f"v{n:05}"),
        indicator_id=st.integers(1, 11).map(lambda n: f"liuzhou.indicator-{n}"),
        value=st.one_of(st.none(), st.floats(0, 120)),
        as_of=st.one_of(st.none(), days, st.just(AS_OF)),
        final=st.sampled_from(list(Ternary)),
    )


def distinct(strategy: st.SearchStrategy[Any], key: str, most: int) -> st.SearchStrategy[Any]:
    """Up to so many records with different ids."""
    return st.lists(strategy, max_size=most, unique_by=lambda r: getattr(r, key)).map(tuple)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[LayerSet, str]:
    """The real counties with any records, and one of the cities."""
    city = draw(st.sampled_from(CITIES))
    here = COUNTIES[city]
    layers = LayerSet(
        cities=load_cities(),
        counties=load_counties(),
        facilities=draw(distinct(facilities(here), "facility_id", 6)),
        completeness=draw(distinct(declarations(here), "declaration_id", 20)),
        rulings=draw(distinct(rulings(here), "ruling_id", 4)),
        purchased_services=draw(distinct(services(here), "service_id", 5)),
        retrofit_needs=draw(distinct(needs(here), "record_id", 8)),
        indicator_values=draw(distinct(values(), "record_id", 8)),
        registered_population=(
            RegisteredPopulation(here[0], draw(st.integers(1, 2_000_000)), None),
        ),
    )
    return layers, city


TABLES = (
    "facilities",
    "completeness",
    "rulings",
    "purchased_services",
    "retrofit_needs",
    "indicator_values",
    "registered_population",
)


def assess(layers: LayerSet, city: str, **more: Any) -> Assessment:
    return evaluate(CATALOGUE, layers, city, AS_OF, **more)


def verdicts(assessment: Assessment) -> dict[tuple[str, str], Verdict]:
    return {(f.requirement_id, f.area_code): f.verdict for f in assessment.findings}


@some
@given(worlds(), st.data())
def test_a_facility_that_counts_leaves_what_is_met_met(
    world: tuple[LayerSet, str], data: st.DataObject
) -> None:
    layers, city = world
    before = assess(layers, city)
    county = data.draw(st.sampled_from(COUNTIES[city]))
    more = Facility(
        "zzz",
        "好的",
        data.draw(st.sampled_from(TYPES)),
        city,
        county,
        level=Level.COUNTY,
        status=Status.OPERATING,
        opened=DateSpan.of(2020, 1, 1),
        operation=Operation.PUBLIC,
        professional=Ternary.YES,
        school_stages=frozenset({SchoolStage.COMPULSORY}),
        school_comprehensive=Ternary.YES,
        meets_national_standard=Ternary.YES,
    )
    after = assess(replace(layers, facilities=(*layers.facilities, more)), city)
    for key, verdict in verdicts(before).items():
        if verdict is Verdict.MET:
            assert verdicts(after)[key] is Verdict.MET
    for finding in after.findings:
        check = CATALOGUE.entries[finding.requirement_id].check
        counts_here = isinstance(check, FacilityPresence) and check.due is None
        if (
            counts_here
            and finding.area_code == county
            and more.facility_type in check.accepts_types
        ):
            assert finding.verdict is Verdict.MET


@some
@given(worlds(), st.data())
def test_taking_declarations_away_never_makes_anything_unmet(
    world: tuple[LayerSet, str], data: st.DataObject
) -> None:
    layers, city = world
    kept = data.draw(st.lists(st.booleans(), min_size=20, max_size=20))
    fewer = tuple(c for c, keep in zip(layers.completeness, kept, strict=False) if keep)
    before, after = assess(layers, city), assess(replace(layers, completeness=fewer), city)
    for key, verdict in verdicts(after).items():
        if verdict is Verdict.UNMET:
            assert verdicts(before)[key] is Verdict.UNMET


@some
@given(worlds(), st.data())
def test_the_order_of_rows_changes_nothing(
    world: tuple[LayerSet, str], data: st.DataObject
) -> None:
    layers, city = world
    tables = {t: tuple(data.draw(st.permutations(getattr(layers, t)))) for t in TABLES}
    assert assess(replace(layers, **tables), city) == assess(layers, city)


@some
@given(worlds(), days)
def test_what_was_known_on_a_day_are_the_rulings_dated_by_then(
    world: tuple[LayerSet, str], known_on: date
) -> None:
    layers, city = world
    then = tuple(r for r in layers.rulings if r.date <= known_on)
    assert (
        assess(layers, city, known_on=known_on).findings
        == assess(replace(layers, rulings=then), city).findings
    )


@some
@given(worlds())
def test_knowing_everything_is_knowing_up_to_the_last_ruling(world: tuple[LayerSet, str]) -> None:
    layers, city = world
    assume(layers.rulings)
    last = max(r.date for r in layers.rulings)
    assert assess(layers, city, known_on=last).findings == assess(layers, city).findings


def declared(layers: LayerSet, county: str, kind: FacilityType) -> bool:
    return any(
        (c.county_code, c.facility_type) == (county, kind) and c.complete_as_of >= AS_OF
        for c in layers.completeness
    )


@some
@given(worlds())
def test_absence_is_said_only_where_every_accepted_type_is_declared(
    world: tuple[LayerSet, str],
) -> None:
    layers, city = world
    for finding in assess(layers, city).findings:
        check = CATALOGUE.entries[finding.requirement_id].check
        if isinstance(check, FacilityPresence) and finding.verdict is Verdict.UNMET:
            assert all(declared(layers, finding.area_code, k) for k in check.accepts_types)
        if isinstance(check, CountyShare):
            for part in finding.parts:
                if part.counts is False:
                    assert all(declared(layers, part.county_code, k) for k in check.accepts_types)


@some
@given(worlds())
def test_without_any_declaration_no_facility_is_found_missing(world: tuple[LayerSet, str]) -> None:
    layers, city = world
    for finding in assess(replace(layers, completeness=()), city).findings:
        check = CATALOGUE.entries[finding.requirement_id].check
        if isinstance(check, FacilityPresence | CountyShare):
            assert finding.verdict is not Verdict.UNMET


@some
@given(worlds())
def test_a_permissive_or_reference_clause_is_never_unmet_in_the_period(
    world: tuple[LayerSet, str],
) -> None:
    layers, city = world
    for finding in assess(layers, city).findings:
        force = CATALOGUE.entries[finding.requirement_id].force
        if force in (Force.PERMISSIVE, Force.REFERENCE):
            assert finding.verdict is not Verdict.UNMET


def cited(finding: Finding) -> set[str]:
    return {c.record_id for c in finding.considered if c.counts}


@some
@given(worlds())
def test_the_evidence_of_what_is_met_is_what_counted(world: tuple[LayerSet, str]) -> None:
    layers, city = world
    for finding in assess(layers, city).findings:
        if finding.reason is Reason.ENOUGH_COUNTED:
            assert set(finding.evidence) == cited(finding)
            assert finding.measured == len(finding.evidence)


@some
@given(worlds())
def test_a_county_that_nobody_knows_of_is_not_touched_by_another_countys_records(
    world: tuple[LayerSet, str],
) -> None:
    layers, city = world
    elsewhere = COUNTIES[city][0]
    without = replace(
        layers, facilities=tuple(f for f in layers.facilities if f.county_code != elsewhere)
    )
    for before, after in zip(
        assess(layers, city).findings, assess(without, city).findings, strict=True
    ):
        if before.area_code not in (elsewhere, city):
            assert before == after


@some
@given(worlds())
def test_a_trial_marks_every_finding_and_a_recorded_ruling_none(
    world: tuple[LayerSet, str],
) -> None:
    layers, city = world
    trial = Ruling("t", *QUESTIONS[0], "试算", "试算", AS_OF)
    assert {f.trial for f in assess(layers, city).findings} == {False}
    assert {f.trial for f in assess(layers, city, trial=(trial,)).findings} == {True}
