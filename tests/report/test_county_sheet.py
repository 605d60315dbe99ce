"""县情单: what a county's sheet says of its findings, its records and what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.report.county_sheet import (
    CountySheet,
    FindingBlock,
    build_county_sheet,
    findings_of_county,
)
from analysis.report.matrix import build_matrix
from analysis.report.symbols import Symbol
from geo.counties import load_counties
from geo.layers import County, LayerSet
from geo.records import DateSpan, PurchasedService, RetrofitNeed
from geo.text import Text
from geo.vocabulary import FacilityType, Level, Operation, ProviderKind, Status, Ternary
from tests.report.real_plans import (
    AS_OF,
    BOBAI,
    FUMIAN,
    GOOD_SCHOOL,
    LIUZHOU,
    RONGXIAN,
    THREE,
    YULIN,
    assess,
    declared,
    facility,
    layers,
    plans,
    published,
    school,
)

THREE_FACILITIES = "yulin.three-facilities"
SHARE = "yulin.mental-health-share"
RETROFIT = "yulin.household-retrofit-progress"


def sheet(records: LayerSet, county: str, city: str = YULIN, as_of: date = AS_OF) -> CountySheet:
    return build_county_sheet(plans(), records, assess(records, city, as_of), county)


def block(of: CountySheet, requirement: str) -> FindingBlock:
    return next(b for b in of.findings if b.cell.requirement_id == requirement)


def note(of: CountySheet, requirement: str) -> str | None:
    said = block(of, requirement).verdict_note
    return said.zh if said else None


def every_text(of: CountySheet) -> list[Text]:
    texts = [of.full_name, *of.population]
    for b in of.findings:
        optional = (b.verdict_note, b.measured, b.next_step, b.cell.sub)
        texts += [b.title, b.under, b.reason, b.cell.word, *b.flags, *b.notes]
        texts += [t for t in optional if t is not None]
        texts += [t for pair in b.missing for t in pair]
        texts += [t for e in b.evidence for t in (e.text,)]
    for f in of.facilities:
        texts += [f.level_and_operation, f.status, f.opened, f.counted]
    return texts


@pytest.mark.parametrize("county", load_counties(), ids=lambda c: c.short_en)
def test_every_text_of_every_county_is_there_in_both_languages(county: County) -> None:
    records, assessment = published(county.city_code)
    made = build_county_sheet(plans(), records, assessment, county.code)
    assert all(t.zh and t.en for t in every_text(made))
    assert "不达标" not in "".join(t.zh for t in every_text(made))


def test_a_sheet_of_an_unknown_county_is_refused() -> None:
    records, assessment = published()
    with pytest.raises(KeyError):
        build_county_sheet(plans(), records, assessment, "450999")


def test_the_core_requirements_come_first_in_the_matrixs_order() -> None:
    records, assessment = published()
    table = build_matrix(plans(), records, assessment)
    core = [c.requirement_id for c in table.columns if not c.absent]
    found = [e.id for e, _, _ in findings_of_county(plans(), assessment, BOBAI)]
    assert found == [*core, RETROFIT]


def test_a_cell_of_the_sheet_is_the_cell_of_the_matrix() -> None:
    records, assessment = published()
    table = build_matrix(plans(), records, assessment)
    made = build_county_sheet(plans(), records, assessment, BOBAI)
    row = next(r for r in table.rows if r.area_code == BOBAI)
    core = {c.requirement_id: c for c in row.cells}
    shown = {b.cell.requirement_id: b.cell for b in made.findings}
    assert {k: v for k, v in shown.items() if k != RETROFIT} == {
        k: v for k, v in core.items() if k in shown
    }


def test_the_population_says_its_basis_and_day() -> None:
    told = [text.zh for text in sheet(layers(), BOBAI).population]
    assert told == [
        "常住人口 1,390,612",
        "60岁及以上 15.4%",
        "0—14岁 32.1%",
        "七普，2020-11-01",
    ]


def test_a_facility_of_the_city_only_stands_on_no_countys_sheet() -> None:
    records, assessment = published()
    for county in records.counties_of(YULIN):
        assert build_county_sheet(plans(), records, assessment, county.code).facilities == ()


def test_a_facility_whose_county_is_known_stands_on_that_sheet() -> None:
    records, assessment = published(LIUZHOU)
    made = build_county_sheet(plans(), records, assessment, "450226")
    assert [f.facility_id for f in made.facilities] == ["pub-450226-supported-employment-base"]
    assert made.facilities[0].counted.zh == "—"


def test_an_open_finding_says_what_is_missing_and_whom_to_ask() -> None:
    made = sheet(layers(), BOBAI)
    assert [(w.zh, a.zh) for w, a in block(made, THREE_FACILITIES).missing] == [
        ("康复、托养、综合服务设施清单的无遗漏确认或零报告", "博白县残联")
    ]
    assert note(made, THREE_FACILITIES) == "缺：清单或无遗漏确认"


def test_retrofits_that_are_not_reported_are_missing_households_not_lists() -> None:
    assert note(sheet(layers(), BOBAI), RETROFIT) == "缺：2021—2025 验收户数"


def test_retrofits_of_a_later_day_are_missing_figures_of_the_day() -> None:
    later = RetrofitNeed("N", BOBAI, None, 900, date(2026, 6, 30))
    assert note(sheet(layers(retrofit_needs=(later,)), BOBAI), RETROFIT) == "缺：评估时点的数"


def test_a_declaration_too_old_is_missing_a_newer_one() -> None:
    old = declared(BOBAI, *THREE, as_of=date(2025, 12, 30))
    made = sheet(layers(completeness=old), BOBAI)
    assert note(made, THREE_FACILITIES) == "缺：新的无遗漏确认"


def test_an_open_attribute_is_what_is_missing() -> None:
    made = sheet(layers(facilities=(school("校", BOBAI),)), BOBAI)
    assert note(made, "yulin.special-school") == "缺：学段"


def test_unmet_says_how_many_are_short() -> None:
    made = sheet(layers(completeness=declared(BOBAI, *THREE)), BOBAI)
    assert block(made, THREE_FACILITIES).cell.symbol is Symbol.UNMET
    assert note(made, THREE_FACILITIES) == "未启动，差 1 所"


def test_unmet_says_how_far_the_building_is() -> None:
    building = facility("建", BOBAI, FacilityType.CARE, status=Status.PREPARATORY, opened=None)
    made = sheet(layers(facilities=(building,), completeness=declared(BOBAI, *THREE)), BOBAI)
    assert note(made, THREE_FACILITIES) == "前期，差 1 所"


def test_absence_cites_the_declarations_it_rests_on() -> None:
    made = sheet(layers(completeness=declared(BOBAI, *THREE, body="博白县残联")), BOBAI)
    lines = block(made, THREE_FACILITIES).evidence
    assert [x.text.zh for x in lines] == [
        "康复：无遗漏确认，截至 2025-12-31",
        "托养：无遗漏确认，截至 2025-12-31",
        "综合服务：无遗漏确认，截至 2025-12-31",
    ]
    assert {(x.why.zh, x.source, x.counts) for x in lines} == {("博白县残联", "〔2026〕1号", None)}


def test_each_record_is_shown_once_with_how_it_entered() -> None:
    records = layers(
        facilities=(
            facility("县", BOBAI, FacilityType.CARE),
            facility("市", BOBAI, FacilityType.CARE, level=Level.CITY),
            facility("民", BOBAI, FacilityType.CARE, operation=Operation.PRIVATE_COMPANY),
        )
    )
    lines = block(sheet(records, BOBAI), THREE_FACILITIES).evidence
    assert [(x.record_id, x.counts) for x in lines] == [("县", True), ("市", False), ("民", None)]


def test_what_was_measured_stands_beside_its_target() -> None:
    made = sheet(layers(facilities=(facility("县", BOBAI, FacilityType.CARE),)), BOBAI)
    assert block(made, THREE_FACILITIES).measured == Text(
        "1 所，目标值 1 所", "1 facilities, target 1"
    )


def test_a_population_that_opens_an_option_stands_beside_a_condition_not_a_target() -> None:
    assert block(sheet(layers(), BOBAI), "yulin.population-trigger").measured == Text(
        "1,390,612 人，触发条件 800,000 人以上",
        "1,390,612 persons, condition 800,000 or more",
    )


def test_nothing_known_has_no_measured_number() -> None:
    assert block(sheet(layers(), BOBAI), THREE_FACILITIES).measured is None


def test_a_county_of_a_share_cites_its_contract() -> None:
    service = PurchasedService(
        "S", BOBAI, "精康购买服务", "县残联", "协会", ProviderKind.SOCIAL_ORGANISATION,
        DateSpan.of(2025, 1, 1), DateSpan.of(2025, 12, 31), source="合同",
    )  # fmt: skip
    shown = block(sheet(layers(purchased_services=(service,)), BOBAI), SHARE)
    assert (shown.cell.word.zh, shown.measured) == ("已设有", None)
    assert [(x.record_id, x.text.zh, x.source) for x in shown.evidence] == [
        ("S", "精康购买服务", "合同")
    ]


def test_a_county_of_a_share_says_its_own_reason_not_the_citys() -> None:
    made = block(sheet(layers(), BOBAI), SHARE)
    assert made.reason.zh == "没有设施清单的无遗漏确认或零报告，未报不等于没有"


def test_the_reference_says_that_it_is_not_of_this_plan() -> None:
    shown = block(sheet(layers(), BOBAI), "guangxi.special-school-reference")
    assert shown.under.zh == "不计入本规划"


def test_notes_on_the_text_stand_where_they_bite() -> None:
    made = sheet(layers(), BOBAI)
    assert any("5560" in n.zh for n in block(made, RETROFIT).notes)
    assert block(made, THREE_FACILITIES).notes == ()


def test_an_opening_date_to_be_supplied_is_flagged() -> None:
    seen = facility("托", BOBAI, FacilityType.CARE, opened=None, checked_on=date(2025, 6, 1))
    made = sheet(layers(facilities=(seen,)), BOBAI)
    assert [f.zh for f in block(made, THREE_FACILITIES).flags] == ["托：投用日期待补"]
    assert made.facilities[0].opened.zh == "待补"


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({}, "计入"),
        ({"level": Level.CITY}, "不计"),
        ({"operation": None}, "待核实"),
    ],
)
def test_a_facility_counted_anywhere_in_the_plan_counts(more: dict[str, object], word: str) -> None:
    one = facility("托", FUMIAN, FacilityType.CARE, **more)
    assert sheet(layers(facilities=(one,)), FUMIAN).facilities[0].counted.zh == word


def test_a_school_that_only_the_reference_asks_for_says_so() -> None:
    one = school("校", "450225", **GOOD_SCHOOL)
    made = sheet(layers(facilities=(one,)), "450225", LIUZHOU)
    assert made.facilities[0].counted.zh == "参照"


def test_a_facility_no_requirement_asks_for_has_a_dash() -> None:
    one = facility("养", FUMIAN, FacilityType.ELDERLY_CARE)
    assert sheet(layers(facilities=(one,)), FUMIAN).facilities[0].counted.zh == "—"


def test_facilities_stand_by_type_and_id() -> None:
    records = layers(
        facilities=(
            facility("b", FUMIAN, FacilityType.REHABILITATION),
            facility("c", FUMIAN, FacilityType.CARE),
            facility("a", FUMIAN, FacilityType.CARE),
        )
    )
    assert [f.facility_id for f in sheet(records, FUMIAN).facilities] == ["a", "c", "b"]


def test_unknown_parts_of_a_facility_are_said_to_be_unknown() -> None:
    bare = facility(
        "托", FUMIAN, FacilityType.CARE, level=None, operation=None, status=None, opened=None
    )
    shown = sheet(layers(facilities=(bare,)), FUMIAN).facilities[0]
    assert shown.level_and_operation.zh == "级别不详 · 举办方式不详"
    assert (shown.status.zh, shown.opened.zh) == ("状态不详", "待补")


def test_the_last_check_is_the_latest_of_the_countys_records() -> None:
    days = (date(2024, 5, 1), date(2025, 6, 1), None)
    records = layers(
        facilities=tuple(
            facility(str(i), RONGXIAN, FacilityType.CARE, checked_on=day)
            for i, day in enumerate(days)
        )
    )
    last = sheet(records, RONGXIAN).last_checked
    assert last is not None
    assert last.zh == "最近核实 2025-06-01"
    assert sheet(layers(), RONGXIAN).last_checked is None


def test_a_professional_facility_in_liuzhou_is_built() -> None:
    one = facility("专", "450202", FacilityType.CARE, professional=Ternary.YES)
    shown = block(
        sheet(layers(facilities=(one,)), "450202", LIUZHOU), "liuzhou.professional-rehab-or-care"
    )
    assert shown.cell.word.zh == "已建成"
    assert shown.under.zh == "三(六)3 · 推进"
