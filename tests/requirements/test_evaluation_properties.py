"""An assessment is whole: its numbers, citations, marks and run id, for any part of the records.

The worlds are random parts of the demonstration, which shows every state of every rule.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Assessment, Finding, Reason, Verdict
from geo.counties import load_cities, load_counties
from geo.demonstration import load_demonstration
from geo.layers import LayerSet
from geo.records import Ruling

CATALOGUE = load_catalogue()
WHOLE = load_demonstration()
YULIN, LIUZHOU = CITIES = ("450900", "450200")
AS_OF = date(2025, 12, 31)
TABLES = (
    "facilities",
    "completeness",
    "rulings",
    "purchased_services",
    "retrofit_needs",
    "indicator_values",
    "registered_population",
)
TRIED = Ruling("T", "yulin.three-facilities", "level.city", "counts", "试算", "", AS_OF, "450923")
as_ofs = st.sampled_from([date(2024, 6, 30), AS_OF, date(2026, 3, 31), date(2030, 12, 31)])
some = settings(max_examples=30)


@st.composite
def worlds(draw: st.DrawFn) -> LayerSet:
    """The demonstration without a random part of each table."""
    kept = {}
    for name in TABLES:
        rows = getattr(WHOLE, name)
        gone = draw(st.sets(st.integers(0, len(rows) - 1)))
        kept[name] = tuple(row for i, row in enumerate(rows) if i not in gone)
    return replace(WHOLE, **kept)


def assess(world: LayerSet, city: str, as_of: date = AS_OF, **more: Any) -> Assessment:
    return evaluate(CATALOGUE, world, city, as_of, **more)


def findings(world: LayerSet, as_of: date) -> list[Finding]:
    return [f for city in CITIES for f in assess(world, city, as_of).findings]


def test_the_worlds_show_met_unmet_and_open() -> None:
    shown = {f.verdict for f in findings(WHOLE, AS_OF)}
    assert shown == set(Verdict)


@some
@given(worlds(), as_ofs)
def test_numbers_agree_with_the_verdict(world: LayerSet, as_of: date) -> None:
    for finding in findings(world, as_of):
        if finding.verdict is Verdict.INDETERMINATE:
            assert finding.shortfall is None
        elif finding.verdict is not Verdict.NOT_APPLICABLE and finding.reason not in (
            Reason.RULED,
            Reason.OPTION_TAKEN,
        ):
            assert finding.measured is not None
            assert finding.threshold is not None
            assert finding.shortfall == pytest.approx(
                max(0.0, finding.threshold - finding.measured)
                if finding.reason is not Reason.STANDARD_NOT_MET
                else finding.threshold
            )


@some
@given(worlds(), as_ofs)
def test_an_open_finding_says_what_is_missing_unless_it_is_not_due(
    world: LayerSet, as_of: date
) -> None:
    for finding in findings(world, as_of):
        if finding.verdict is Verdict.INDETERMINATE:
            assert bool(finding.missing) == (finding.reason is not Reason.NOT_DUE)


@some
@given(worlds(), as_ofs)
def test_a_finding_cites_only_records_that_are_there_and_of_its_own_county(
    world: LayerSet, as_of: date
) -> None:
    place: dict[str, str] = {}
    for name in TABLES:
        for record in getattr(world, name):
            county = getattr(record, "county_code", "")
            place[getattr(record, fields(record)[0].name)] = county
    for finding in findings(world, as_of):
        assert finding.area_code in CITIES or {
            place[i] for i in finding.evidence
        } <= {finding.area_code}  # fmt: skip
        for part in finding.parts:
            assert {place[i] for i in part.evidence} <= {part.county_code}


@some
@given(worlds(), as_ofs)
def test_a_facility_known_to_the_city_only_enters_no_finding(world: LayerSet, as_of: date) -> None:
    of_city = {f.facility_id for f in world.facilities if not f.county_code}
    for finding in findings(world, as_of):
        for cited in (finding, *finding.parts):
            assert not of_city & {c.record_id for c in cited.considered}


@some
@given(worlds(), as_ofs)
def test_every_area_has_one_finding_for_each_of_its_requirements(
    world: LayerSet, as_of: date
) -> None:
    for city in CITIES:
        counties = [c.code for c in world.counties_of(city)]
        wanted = [
            (area, e.id)
            for e in CATALOGUE.evaluated(city)
            for area in (counties if e.scope == "county" else [city])
        ]
        found = [(f.area_code, f.requirement_id) for f in assess(world, city, as_of).findings]
        assert found == sorted(wanted)


@some
@given(worlds(), as_ofs)
def test_every_sentence_of_a_finding_is_there_in_both_languages(
    world: LayerSet, as_of: date
) -> None:
    for finding in findings(world, as_of):
        texts = [finding.reason_text, *finding.flags]
        for cited in (finding, *finding.parts):
            texts += [t for m in cited.missing for t in (m.what, m.ask)]
            texts += [c.why for c in cited.considered]
        texts += [p.why for p in finding.parts if p.why is not None]
        assert all(t.zh and t.en for t in texts)
        assert not any("不达标" in t.zh or "{" in t.zh + t.en for t in texts)


@some
@given(st.sampled_from(TABLES), st.data())
def test_one_record_less_gives_another_run_id(table: str, data: st.DataObject) -> None:
    rows = getattr(WHOLE, table)
    gone = data.draw(st.integers(0, len(rows) - 1))
    less = replace(WHOLE, **{table: rows[:gone] + rows[gone + 1 :]})
    assert assess(less, YULIN).run_id != assess(WHOLE, YULIN).run_id


def run_id(**change: Any) -> str:
    given_ = {"catalogue": CATALOGUE, "layers": WHOLE, "city_code": YULIN, "as_of": AS_OF}
    return evaluate(**(given_ | change)).run_id


@pytest.mark.parametrize(
    "change",
    [
        {"catalogue": replace(CATALOGUE, version="0" * 64)},
        {"city_code": LIUZHOU},
        {"as_of": AS_OF - timedelta(days=1)},
        {"known_on": AS_OF},
        {"trial": (TRIED,)},
        {"layers": replace(WHOLE, demonstration=False)},
        {"layers": replace(WHOLE, counties=WHOLE.counties[1:])},
    ],
    ids=["catalogue", "city", "as_of", "known_on", "trial", "demonstration", "counties"],
)
def test_any_other_input_gives_another_run_id(change: dict[str, Any]) -> None:
    assert run_id(**change) != run_id()


@pytest.mark.parametrize(
    "other",
    [
        {"ruling": "does_not_count"},
        {"county_code": ""},
        {"question": "operation.private_company"},
        {"requirement_id": "liuzhou.three-facilities"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_another_trial_gives_another_run_id(other: dict[str, str]) -> None:
    assert run_id(trial=(replace(TRIED, **other),)) != run_id(trial=(TRIED,))


def test_the_same_inputs_give_the_same_run_id() -> None:
    assert run_id() == run_id()


def test_the_order_of_trials_on_different_questions_gives_the_same_run_id() -> None:
    second = replace(TRIED, question="operation.private_company")
    assert run_id(trial=(TRIED, second)) == run_id(trial=(second, TRIED))


@pytest.mark.parametrize("demonstration", [True, False])
def test_the_demonstration_mark_is_carried(*, demonstration: bool) -> None:
    world = LayerSet(load_cities(), load_counties(), demonstration=demonstration)
    assert assess(world, YULIN).demonstration is demonstration


def test_a_city_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        assess(WHOLE, "450100")
