"""The demonstration shows every state of every rule; a reader learns them nowhere else at once."""

from datetime import date

import pytest

from analysis.report.cells import NOT_BEGUN
from analysis.report.county_sheet import build_county_sheet
from analysis.report.matrix import Matrix, build_matrix
from analysis.report.symbols import Symbol
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Finding, Reason, Verdict
from geo.demonstration import load_demonstration
from geo.vocabulary import Status

AS_OF = date(2025, 12, 31)
YULIN, LIUZHOU = "450900", "450200"
CITIES = (YULIN, LIUZHOU)
LAYERS = load_demonstration()
CATALOGUE = load_catalogue()
ASSESSMENTS = {city: evaluate(CATALOGUE, LAYERS, city, AS_OF) for city in CITIES}
MET, UNMET = Verdict.MET, Verdict.UNMET
OPEN, NOT_APPLICABLE = Verdict.INDETERMINATE, Verdict.NOT_APPLICABLE


def matrix(city: str) -> Matrix:
    return build_matrix(CATALOGUE, LAYERS, ASSESSMENTS[city])


def findings(requirement_id: str) -> list[Finding]:
    return [
        finding
        for city in CITIES
        for finding in ASSESSMENTS[city].findings
        if finding.requirement_id == requirement_id
    ]


def verdicts(requirement_id: str) -> list[Verdict]:
    return [finding.verdict for finding in findings(requirement_id)]


def reasons(requirement_id: str) -> set[Reason]:
    return {finding.reason for finding in findings(requirement_id)}


def symbols_of(city: str) -> set[Symbol]:
    table = matrix(city)
    shown = {cell.symbol for row in (*table.rows, table.total) for cell in row.cells}
    for county in LAYERS.counties_of(city):
        sheet = build_county_sheet(CATALOGUE, LAYERS, ASSESSMENTS[city], county.code)
        shown |= {block.cell.symbol for block in sheet.findings}
    return shown


@pytest.mark.parametrize("city", CITIES)
def test_the_invented_records_contradict_nothing(city: str) -> None:
    assert ASSESSMENTS[city].issues == ()


@pytest.mark.parametrize("symbol", Symbol)
def test_every_symbol_is_shown(symbol: Symbol) -> None:
    assert symbol in symbols_of(LIUZHOU) | symbols_of(YULIN)


def test_liuzhous_three_facilities_are_five_met_three_unmet_two_open() -> None:
    found = verdicts("liuzhou.three-facilities")
    assert [found.count(v) for v in (MET, UNMET, OPEN)] == [5, 3, 2]


def test_liuzhous_unmet_counties_stand_at_three_stages() -> None:
    subs = [
        cell.sub.zh
        for row in matrix(LIUZHOU).rows
        for cell in row.cells
        if cell.requirement_id == "liuzhou.three-facilities" and cell.sub is not None
    ]
    assert sorted(subs) == sorted(["在建", "前期", NOT_BEGUN.zh])


def test_the_facility_under_construction_is_expected_in_september_2026() -> None:
    building = [
        str(f.opened)
        for f in LAYERS.facilities
        if f.city_code == LIUZHOU and f.status is Status.UNDER_CONSTRUCTION
    ]
    assert building == ["2026-09"]


def test_three_of_liuzhous_counties_have_a_professional_facility() -> None:
    found = verdicts("liuzhou.professional-rehab-or-care")
    assert [found.count(v) for v in (MET, UNMET, OPEN)] == [3, 4, 3]


def test_liuzhous_mental_health_is_seven_of_ten_with_three_open() -> None:
    (found,) = findings("liuzhou.mental-health-share")
    assert [sum(1 for p in found.parts if p.counts is c) for c in (True, False, None)] == [7, 0, 3]
    assert {p.reason for p in found.parts if p.counts is None} == {
        Reason.CONTRACT_UNKNOWN,
        Reason.PROVIDER_UNKNOWN,
        Reason.PROVIDER_UNRULED,
    }


def test_yulins_share_is_out_of_reach() -> None:
    (found,) = findings("yulin.mental-health-share")
    assert (found.verdict, found.reason) == (UNMET, Reason.SHARE_OUT_OF_REACH)


@pytest.mark.parametrize(
    ("requirement_id", "shown"),
    [
        ("liuzhou.three-facilities", {MET, UNMET, OPEN}),
        ("yulin.three-facilities", {MET, UNMET, OPEN}),
        ("liuzhou.professional-rehab-or-care", {MET, UNMET, OPEN}),
        ("yulin.special-school", {MET, UNMET, OPEN}),
        ("yulin.population-trigger", {MET, OPEN, NOT_APPLICABLE}),
    ],
)
def test_a_county_requirement_shows_each_verdict_it_can_have(
    requirement_id: str, shown: set[Verdict]
) -> None:
    assert set(verdicts(requirement_id)) == shown


@pytest.mark.parametrize(
    ("requirement_id", "shown"),
    [
        (
            "liuzhou.three-facilities",
            {Reason.OWNERSHIP_UNRULED, Reason.COMPLETENESS_MISSING, Reason.NONE_AND_COMPLETE},
        ),
        ("yulin.three-facilities", {Reason.OPENED_UNKNOWN, Reason.COMPLETENESS_OUTDATED}),
        (
            "yulin.special-school",
            {
                Reason.ENOUGH_COUNTED,
                Reason.STANDARD_UNKNOWN,
                Reason.STAGE_UNKNOWN,
                Reason.STANDARD_NOT_MET,
                Reason.NONE_AND_COMPLETE,
                Reason.COMPLETENESS_MISSING,
            },
        ),
        (
            "yulin.population-trigger",
            {Reason.OPTION_TAKEN, Reason.OPTION_OPEN, Reason.POPULATION_BELOW},
        ),
        ("guangxi.special-school-reference", {Reason.NOT_DUE}),
    ],
)
def test_a_requirement_shows_these_reasons(requirement_id: str, shown: set[Reason]) -> None:
    assert shown <= reasons(requirement_id)


def test_a_school_below_the_standard_is_measured_and_yet_unmet() -> None:
    below = [f for f in findings("yulin.special-school") if f.reason is Reason.STANDARD_NOT_MET]
    assert [(f.verdict, f.measured) for f in below] == [(UNMET, 1.0)]


def test_the_reference_shows_none_one_and_not_known() -> None:
    found = findings("guangxi.special-school-reference")
    assert {f.measured for f in found if f.area_code.startswith("4502")} == {0.0, 1.0, None}


def test_an_opening_date_to_be_supplied_is_flagged_where_it_counts() -> None:
    flagged = [f for f in findings("yulin.three-facilities") if f.flags]
    assert [(f.verdict, "投用日期待补" in f.flags[0].zh) for f in flagged] == [(MET, True)]


def test_a_city_facility_in_a_county_is_seen_and_not_counted() -> None:
    found = ASSESSMENTS[YULIN].get("yulin.three-facilities", "450922")
    assert found is not None
    assert (found.verdict, [c.counts for c in found.considered]) == (UNMET, [False])


def test_a_ruling_lets_a_subsidised_private_facility_count_in_its_county() -> None:
    without = LAYERS.with_records(rulings=())
    before = evaluate(CATALOGUE, without, YULIN, AS_OF).get("yulin.three-facilities", "450981")
    after = ASSESSMENTS[YULIN].get("yulin.three-facilities", "450981")
    assert before is not None
    assert after is not None
    assert (before.reason, after.verdict) == (Reason.OWNERSHIP_UNRULED, MET)


@pytest.mark.parametrize(
    ("number", "verdict", "reason"),
    [
        (1, MET, Reason.RULED),
        (2, MET, Reason.VALUE_REACHED),
        (4, UNMET, Reason.VALUE_BELOW),
        (5, OPEN, Reason.VALUE_NOT_FINAL),
        (6, OPEN, Reason.VALUE_MISSING),
        (8, OPEN, Reason.VALUE_LATER),
        (10, OPEN, Reason.VALUE_OUTDATED),
    ],
)
def test_the_indicator_rows_show_each_state(number: int, verdict: Verdict, reason: Reason) -> None:
    (found,) = findings(f"liuzhou.indicator-{number}")
    assert (found.verdict, found.reason) == (verdict, reason)


def test_exactly_95_does_not_exceed_95() -> None:
    (found,) = findings("liuzhou.indicator-7")
    assert (found.measured, found.verdict) == (0.95, UNMET)


def test_liuzhous_retrofits_reach_the_target() -> None:
    (found,) = findings("liuzhou.household-retrofit")
    assert (found.verdict, found.measured) == (MET, 4200.0)


def test_the_retrofit_indicator_agrees_with_the_counties_sum() -> None:
    (total,) = findings("liuzhou.household-retrofit")
    (row,) = findings("liuzhou.indicator-11")
    assert row.measured is not None
    assert total.measured == pytest.approx(row.measured * 10_000)


def test_one_county_of_liuzhou_has_done_retrofits_but_not_said_its_need() -> None:
    open_ = [
        (n.county_code, n.done_households)
        for n in LAYERS.retrofit_needs
        if n.eligible_households is None and n.done_households is not None
    ]
    assert open_ == [("450206", 455)]


def test_yulins_retrofits_are_reported_by_all_counties_but_one() -> None:
    (found,) = findings("yulin.household-retrofit-progress")
    assert [p.county_code for p in found.parts if p.value is None] == ["450924"]


def test_registered_people_put_one_county_over_and_one_under_800_000() -> None:
    residents = {c.code: c.population_persons for c in LAYERS.counties}
    crossed = {
        r.county_code: r.persons >= 800_000
        for r in LAYERS.registered_population
        if (r.persons >= 800_000) != (residents[r.county_code] >= 800_000)
    }
    assert crossed == {"450902": False, "450921": True}
