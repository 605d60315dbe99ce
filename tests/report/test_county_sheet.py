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
from analysis.report.todo import build_todo
from geo.counties import load_counties
from geo.layers import County, LayerSet
from geo.records import DateSpan, PurchasedService, RetrofitNeed
from geo.text import Text
from geo.vocabulary import FacilityType, Level, Operation, ProviderKind, Status, Ternary
from tests.report.real_plans import (
    AS_OF,
    BOBAI,
    LIUZHOU,
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


def test_an_open_finding_says_what_is_missing_and_whom_to_ask() -> None:
    made = sheet(layers(), BOBAI)
    assert [(w.zh, a.zh) for w, a in block(made, THREE_FACILITIES).missing] == [
        ("康复、托养、综合服务设施清单的无遗漏确认或零报告", "博白县残联")
    ]
    assert note(made, THREE_FACILITIES) == "缺：康复、托养、综合服务设施清单的无遗漏确认或零报告"


@pytest.mark.parametrize(("city", "county"), [(YULIN, BOBAI), (LIUZHOU, "450225")])
def test_what_an_open_finding_lacks_is_said_as_in_the_list_of_open_points(
    city: str, county: str
) -> None:
    records, assessment = published(city)
    made = build_county_sheet(plans(), records, assessment, county)
    waits = {x.requirement_id: x.what for x in build_todo(plans(), records, assessment).lines}
    notes = {b.cell.requirement_id: b.verdict_note for b in made.findings}
    lacking = {i: n for i, n in notes.items() if n is not None and n.zh.startswith("缺：")}
    assert lacking
    for requirement, said in lacking.items():
        what = waits[requirement]
        assert said == Text(f"缺：{what.zh}", f"missing: {what.en}")


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
    shown = block(sheet(layers(), "450225", LIUZHOU), "guangxi.special-school-reference")
    assert shown.under.zh == "不计入本规划"


def test_notes_on_the_text_stand_where_they_bite() -> None:
    made = sheet(layers(), BOBAI)
    assert any("5560" in n.zh for n in block(made, RETROFIT).notes)
    assert block(made, THREE_FACILITIES).notes == ()


def test_a_professional_facility_in_liuzhou_is_built() -> None:
    one = facility("专", "450202", FacilityType.CARE, professional=Ternary.YES)
    shown = block(
        sheet(layers(facilities=(one,)), "450202", LIUZHOU), "liuzhou.professional-rehab-or-care"
    )
    assert shown.cell.word.zh == "已建成"
    assert shown.under.zh == "三(六)3 · 推进"
