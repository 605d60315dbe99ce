"""Every policy case gives what the planner expects, and no possible outcome lacks a case."""

from __future__ import annotations

from itertools import product

import pytest

from analysis.requirements.findings import Reason, Verdict
from analysis.requirements.reasons import REASON_WORDS
from analysis.requirements.schema import (
    CountyShare,
    Entry,
    FacilityPresence,
    Indicator,
    PopulationTrigger,
    RetrofitTotal,
)
from geo.vocabulary import WORDS
from tests.requirements.policy_cases import (
    CODES,
    Case,
    catalogue,
    finding_of,
    load_cases,
    parts_of,
)

CASES = load_cases()
EVALUATED = [e for e in catalogue().entries.values() if e.check is not None]
COUNTS = {True: "是", False: "否", None: "待核实"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    finding, label = finding_of(case)
    expect = case.expect
    assert (finding.verdict, finding.reason) == (expect["verdict"], expect["reason"])
    for number in ("measured", "threshold", "shortfall"):
        value, wanted = getattr(finding, number), expect.get(number)
        assert value == (wanted if wanted is None else pytest.approx(wanted, abs=1e-6)), number
    assert sorted(label[e] for e in finding.evidence) == sorted(expect.get("evidence", ()))
    stage = WORDS[finding.stage].zh if finding.stage else None
    assert stage == expect.get("stage")
    assert [f.zh for f in finding.flags] == expect.get("flags", [])
    if "missing" in expect:
        assert [[m.what.zh, m.ask.zh] for m in finding.missing] == expect["missing"]
    for county, row in parts_of(expect.get("parts", "")).items():
        part = next(p for p in finding.parts if p.county_code == CODES[county])
        assert (COUNTS[part.counts], part.reason) == (row["计入"], row["原因"]), county


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_an_open_finding_says_what_is_missing_and_whom_to_ask(case: Case) -> None:
    finding, _ = finding_of(case)
    waits = finding.verdict is Verdict.INDETERMINATE and finding.reason is not Reason.NOT_DUE
    assert bool(finding.missing) == waits
    assert all(m.what.zh and m.what.en and m.ask.zh and m.ask.en for m in finding.missing)
    assert not any("{county}" in m.ask.zh + m.ask.en for m in finding.missing)


def test_every_evaluated_requirement_has_a_file() -> None:
    assert {c.requirement for c in CASES} == {e.id for e in EVALUATED}


def test_no_two_cases_have_one_title() -> None:
    titles = [c.id for c in CASES]
    assert sorted(titles) == sorted(set(titles))


def possible(entry: Entry) -> set[tuple[Verdict, Reason]]:
    """Every verdict with its reason that the requirement's kind of check can give."""
    match entry.check:
        case FacilityPresence() as check:
            return _possible_presence(check)
        case PopulationTrigger():
            return {
                (Verdict.MET, Reason.OPTION_TAKEN),
                (Verdict.INDETERMINATE, Reason.OPTION_OPEN),
                (Verdict.INDETERMINATE, Reason.POPULATION_MISSING),
                (Verdict.NOT_APPLICABLE, Reason.POPULATION_BELOW),
            }
        case CountyShare():
            return {
                (Verdict.MET, Reason.SHARE_REACHED),
                (Verdict.UNMET, Reason.SHARE_OUT_OF_REACH),
                (Verdict.INDETERMINATE, Reason.COUNTIES_UNVERIFIED),
            }
        case RetrofitTotal(thresholds=()):
            return {
                (Verdict.NOT_APPLICABLE, Reason.NO_TARGET),
                (Verdict.INDETERMINATE, Reason.COUNTIES_UNREPORTED),
            }
        case RetrofitTotal():
            return {
                (Verdict.MET, Reason.TOTAL_REACHED),
                (Verdict.UNMET, Reason.TOTAL_BELOW),
                (Verdict.INDETERMINATE, Reason.COUNTIES_UNREPORTED),
            }
        case Indicator(thresholds=()):
            return {
                (Verdict.MET, Reason.RULED),
                (Verdict.UNMET, Reason.RULED),
                (Verdict.INDETERMINATE, Reason.WRITTEN_JUDGEMENT),
            }
        case Indicator():
            unusable = (
                Reason.VALUE_MISSING,
                Reason.VALUE_NOT_FINAL,
                Reason.VALUE_OUTDATED,
                Reason.VALUE_LATER,
            )
            return {
                (Verdict.MET, Reason.VALUE_REACHED),
                (Verdict.UNMET, Reason.VALUE_BELOW),
                *product([Verdict.INDETERMINATE], unusable),
            }
    raise AssertionError(entry.id)


def _possible_presence(check: FacilityPresence) -> set[tuple[Verdict, Reason]]:
    open_ = {
        Reason.STATUS_UNKNOWN,
        Reason.OPENED_UNKNOWN,
        Reason.CLOSED_UNKNOWN,
        Reason.COMPLETENESS_MISSING,
        Reason.COMPLETENESS_OUTDATED,
    }
    open_ |= {Reason.LEVEL_UNKNOWN} if check.levels else set()
    open_ |= {Reason.OPERATION_UNKNOWN} if check.operations else set()
    open_ |= {Reason.OWNERSHIP_UNRULED} if check.unruled_operations else set()
    of_attribute = {
        "professional": Reason.PROFESSIONAL_UNKNOWN,
        "school_compulsory": Reason.STAGE_UNKNOWN,
        "school_comprehensive": Reason.COMPREHENSIVE_UNKNOWN,
        "meets_national_standard": Reason.STANDARD_UNKNOWN,
    }
    open_ |= {of_attribute[a] for a in check.attributes}
    open_ |= {Reason.NOT_DUE} if check.due else set()
    pairs = {
        (Verdict.MET, Reason.ENOUGH_COUNTED),
        (Verdict.UNMET, Reason.NONE_AND_COMPLETE),
        *product([Verdict.INDETERMINATE], open_),
    }
    if check.attributes:
        pairs.add((Verdict.UNMET, Reason.STANDARD_NOT_MET))
    if check.minimum_population_persons is not None:
        pairs.add((Verdict.NOT_APPLICABLE, Reason.POPULATION_BELOW))
    return pairs


@pytest.mark.parametrize(
    ("entry", "verdict", "reason"),
    [(e, *pair) for e in EVALUATED for pair in sorted(possible(e))],
    ids=lambda value: value.id if isinstance(value, Entry) else str(value),
)
def test_every_possible_outcome_has_a_case(entry: Entry, verdict: Verdict, reason: Reason) -> None:
    there = {(c.expect["verdict"], c.expect["reason"]) for c in CASES if c.requirement == entry.id}
    assert (verdict, reason) in there


@pytest.mark.parametrize("entry", EVALUATED, ids=lambda entry: entry.id)
def test_no_case_expects_what_its_check_can_not_give(entry: Entry) -> None:
    there = {(c.expect["verdict"], c.expect["reason"]) for c in CASES if c.requirement == entry.id}
    assert there <= possible(entry)


@pytest.mark.parametrize(
    "entry", [e for e in EVALUATED if isinstance(e.check, CountyShare)], ids=lambda entry: entry.id
)
def test_every_way_a_county_enters_a_share_has_a_case(entry: Entry) -> None:
    there = {
        (row["计入"], row["原因"])
        for c in CASES
        if c.requirement == entry.id
        for row in parts_of(c.expect.get("parts", "")).values()
    }
    open_ = (
        "status_unknown opened_unknown closed_unknown provider_unruled provider_unknown"
        " contract_unknown completeness_missing completeness_outdated"
    )
    assert there == {
        ("是", "enough_counted"),
        ("否", "none_and_complete"),
        *product(["待核实"], open_.split()),
    }


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_code_has_a_case_and_words(reason: Reason) -> None:
    used = {c.expect["reason"] for c in CASES}
    used |= {r["原因"] for c in CASES for r in parts_of(c.expect.get("parts", "")).values()}
    assert reason in used
    assert REASON_WORDS[reason].zh
    assert REASON_WORDS[reason].en
