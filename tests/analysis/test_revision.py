from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from analysis.change_list import (
    TABLE_WORDS,
    FindingChange,
    RecordChange,
    RecordChangeKind,
    Revision,
)
from analysis.frozen import FrozenAssessment, freeze
from analysis.report.cell_text import shown
from analysis.report.report import ReportState
from analysis.report.revision_table import revision_notes, revision_tables
from analysis.report.workbook import workbook
from analysis.requirements.catalogue import read_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.revision import compare
from geo.layers import LayerSet
from geo.records import DateSpan, RegisteredPopulation, RetrofitNeed
from geo.register.tables import LAYER_TABLES
from geo.reviews import Review, ReviewState
from geo.vocabulary import Status
from tests.analysis.frozen_world import BODY, CARE, LIUBEI, NOW, basis, frozen, records, ruling
from tests.report.real_plans import (
    AS_OF,
    BOBAI,
    LIUZHOU,
    RONGXIAN,
    THREE,
    YULIN,
    YUZHOU,
    declared,
)

THREE_FACILITIES = "yulin.three-facilities"


def changed(before: LayerSet, after: LayerSet, city: str = YULIN) -> Revision:
    return compare(frozen(before, city), frozen(after, city))


def finding(revision: Revision, requirement: str, area: str) -> FindingChange:
    (found,) = (
        f for f in revision.findings if (f.requirement_id, f.area_code) == (requirement, area)
    )
    return found


def record(revision: Revision, record_id: str) -> RecordChange:
    (found,) = (r for r in revision.records if r.record_id == record_id)
    return found


def altered(layers: LayerSet, facility_id: str, **fields: Any) -> LayerSet:
    return layers.with_records(
        facilities=tuple(
            replace(f, **fields) if f.facility_id == facility_id else f for f in layers.facilities
        )
    )


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_nothing_changed_from_itself(city: str) -> None:
    revision = changed(records(), records(), city)
    assert (revision.findings, revision.records) == ((), ())


def test_a_field_is_told_in_words_before_and_after() -> None:
    before = records()
    after = altered(before, "YL-特校", status=Status.CLOSED, closed=DateSpan.of(2024, 3))
    change = record(changed(before, after), "YL-特校")
    assert change.kind is RecordChangeKind.CHANGED
    assert [f.sentence().zh for f in change.fields] == [
        "状态：运营 → 关闭",
        "停用日期：（未填） → 2024-03",
    ]


def test_a_finding_tells_its_verdict_before_and_after_and_the_record() -> None:
    before = records()
    after = altered(before, "YL-特校", status=Status.CLOSED, closed=DateSpan.of(2024, 3))
    change = finding(changed(before, after), "yulin.special-school", YUZHOU)
    assert change.before is not None
    assert change.after is not None
    assert change.before.verdict.word.zh == "已达到"
    assert change.after.verdict.word.zh == "待核实"
    assert (change.before.measured, change.after.measured) == (1, None)
    assert change.rests_on == (("facilities", "YL-特校"),)


def test_a_ruling_is_the_reason_where_it_speaks_of_the_facility() -> None:
    revision = changed(records(), records(rulings=(ruling(),)))
    change = finding(revision, THREE_FACILITIES, RONGXIAN)
    assert change.rests_on == (("rulings", "YL-口径"),)
    assert record(revision, "YL-口径").name.zh == (
        "三者有其一（民办非企业的设施是否计入“三者有其一”）：计入"
        "（玉林市人民政府，玉政函〔2026〕1号）"
    )


def test_a_ruling_on_private_facilities_is_no_reason_where_there_are_none() -> None:
    after = records(
        rulings=(ruling(),), completeness=declared(RONGXIAN, *THREE) + declared(BOBAI, *THREE)
    )
    change = finding(changed(records(), after), THREE_FACILITIES, BOBAI)
    assert change.after is not None
    assert change.after.verdict.word.zh == "尚未达到"
    assert {table for table, _ in change.rests_on} == {"completeness"}
    assert len(change.rests_on) == 3


def test_a_record_added_tells_what_it_says() -> None:
    revision = changed(
        records(), records(registered_population=(RegisteredPopulation(RONGXIAN, 860_000, AS_OF),))
    )
    change = record(revision, RONGXIAN)
    assert change.kind is RecordChangeKind.ADDED
    assert [(f.label.zh, f.after.zh) for f in change.fields] == [
        ("人数", "860000"),
        ("时点", "2025-12-31"),
    ]


def test_a_record_withdrawn_is_named() -> None:
    before = records()
    after = before.with_records(
        facilities=tuple(f for f in before.facilities if f.facility_id != CARE)
    )
    change = record(changed(before, after), CARE)
    assert (change.kind, change.fields, change.area.zh) == (
        RecordChangeKind.WITHDRAWN,
        (),
        "容县",
    )


def test_records_of_another_city_are_not_listed() -> None:
    after = records(retrofit_needs=(RetrofitNeed("LZ-改造", LIUBEI, 400, 150, AS_OF, "台账"),))
    assert changed(records(), after).records == ()
    assert [r.record_id for r in changed(records(), after, LIUZHOU).records] == ["LZ-改造"]


def test_a_countys_part_in_a_finding_about_the_city_is_told() -> None:
    after = records(retrofit_needs=(RetrofitNeed("LZ-改造", LIUBEI, 400, 150, AS_OF, "台账"),))
    revision = changed(records(), after, LIUZHOU)
    part = finding(revision, "liuzhou.household-retrofit", LIUBEI)
    assert part.before is not None
    assert part.after is not None
    assert (part.before.measured, part.after.measured, part.after.unit) == (120, 150, "households")
    assert part.rests_on == (("retrofit_needs", "LZ-改造"),)
    whole = finding(revision, "liuzhou.household-retrofit", LIUZHOU)
    assert whole.rests_on == part.rests_on


@pytest.mark.parametrize(
    ("state", "listed"), [(ReviewState.CONFIRMED, 0), (ReviewState.DECIDED, 1)]
)
def test_of_the_reviews_those_decided_are_listed(state: ReviewState, listed: int) -> None:
    review = Review("R1", RONGXIAN, THREE_FACILITIES, AS_OF, state, outcome="维持")
    assert len(changed(records(), records(reviews=(review,))).records) == listed


def test_another_day_is_said_to_be_the_reason() -> None:
    was = basis(records())
    assessment = evaluate(was.catalogue, was.layers, YULIN, date(2019, 12, 31))
    later = replace(was, assessment=assessment)
    revision = compare(frozen(records()), freeze(later, ReportState.DRAFT, BODY, NOW))
    assert revision.records == ()
    assert revision.findings != ()
    assert "评估时点由 2025-12-31 改为 2019-12-31。" in {n.zh for n in revision_notes(revision)}
    table, _ = revision_tables(revision)
    assert {shown(v, "zh") for v in table.column("why")} == {"评估时点改变"}


def test_renewed_rules_are_said_to_be_the_reason() -> None:
    was = basis(records())
    rules = read_catalogue(
        t.replace("value = 800000", "value = 600000") for t in was.catalogue.texts
    )
    assessment = evaluate(rules, was.layers, YULIN, AS_OF)
    later = replace(was, catalogue=rules, assessment=assessment)
    revision = compare(frozen(records()), freeze(later, ReportState.DRAFT, BODY, NOW))
    change = finding(revision, "yulin.population-trigger", RONGXIAN)
    assert change.after is not None
    assert change.after.verdict.word.zh == "条件触发"
    table, _ = revision_tables(revision)
    assert {shown(v, "zh") for v in table.column("why")} == {"规则库更新"}


def test_two_cities_are_not_compared() -> None:
    with pytest.raises(ValueError, match="two cities"):
        compare(frozen(city=YULIN), frozen(city=LIUZHOU))


def revised() -> FrozenAssessment:
    first = frozen()
    stored = replace(first, head=replace(first.head, frozen_id=1))
    after = altered(records(rulings=(ruling(),)), "YL-康复", capacity=20.0)
    return freeze(basis(after), ReportState.DRAFT, BODY, NOW, revises=stored, number=1)


def test_the_workbook_of_a_revision_begins_with_its_list() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(revised().report)))
    assert book.sheetnames[1:3] == ["修订清单 结论", "修订清单 资料"]
    said = {c.value for row in book["修订清单 资料"].iter_rows() for c in row if c.value}
    assert "服务能力：（未填） → 20" in said
    cover = [c.value for row in book["封面"].iter_rows() for c in row if c.value]
    assert "送审稿（修订版 1）" in cover


def test_the_list_is_there_in_english_too() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(revised().report, "en")))
    assert book.sheetnames[1:3] == ["Changed findings", "Changed records"]
    said = {c.value for row in book["Changed records"].iter_rows() for c in row if c.value}
    assert "Capacity: (empty) → 20" in said


def test_a_list_without_a_change_says_so() -> None:
    findings, changes = revision_tables(changed(records(), records()))
    assert findings.notes[-1].zh == "各项结论没有变化。"
    assert changes.notes[-1].zh == "资料没有改动。"


def test_a_facility_on_both_sides_of_a_citys_border_is_added_to_the_new_one() -> None:
    before = records()
    after = altered(before, CARE, county_code=LIUBEI, city_code=LIUZHOU)
    assert record(changed(before, after), CARE).kind is RecordChangeKind.WITHDRAWN
    assert record(changed(before, after, LIUZHOU), CARE).kind is RecordChangeKind.ADDED


def review(state: ReviewState) -> Review:
    return Review(
        "R1", RONGXIAN, THREE_FACILITIES, AS_OF, state, outcome="维持", document="复核〔2026〕3号"
    )


def test_a_dispute_is_told_with_its_finding() -> None:
    revision = changed(records(), records(reviews=(review(ReviewState.DISPUTED),)))
    change = finding(revision, THREE_FACILITIES, RONGXIAN)
    assert change.after is not None
    assert change.after.disputed
    table, _ = revision_tables(revision)
    assert [shown(v, "zh") for v in table.column("why")] == ["县级提出异议"]


def test_a_dispute_closed_is_told_with_the_review_that_decided_it() -> None:
    before = records(reviews=(review(ReviewState.DISPUTED),))
    revision = changed(before, records(reviews=(review(ReviewState.DECIDED),)))
    change = finding(revision, THREE_FACILITIES, RONGXIAN)
    assert change.rests_on == (("reviews", "R1"),)
    assert record(revision, "R1").name.zh == "三者有其一：维持（复核〔2026〕3号）"


def test_every_table_of_records_has_its_word_in_the_list() -> None:
    assert set(TABLE_WORDS) == set(LAYER_TABLES)
