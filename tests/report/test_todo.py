"""待办: what waits for what, from whom; its sum is what the matrix leaves open."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.report.matrix import build_matrix
from analysis.report.needs import NEED_WORDS
from analysis.report.symbols import Symbol
from analysis.report.todo import Todo, TodoLine, build_todo
from analysis.requirements.findings import Assessment, Reason, Verdict
from analysis.requirements.reasons import REASON_WORDS
from geo.counties import load_counties
from geo.demonstration import load_demonstration
from geo.layers import LayerSet
from geo.records import DateSpan, PurchasedService
from geo.vocabulary import FacilityType, Operation, ProviderKind
from tests.report.real_plans import (
    AS_OF,
    BOBAI,
    FUMIAN,
    LIUZHOU,
    RONGXIAN,
    THREE,
    YULIN,
    YUZHOU,
    assess,
    declared,
    facility,
    layers,
    plans,
    published,
    school,
)


def todo(records: LayerSet, city: str = YULIN, as_of: date = AS_OF) -> Todo:
    return build_todo(plans(), records, assess(records, city, as_of))


def of_public_text(city: str = YULIN) -> Todo:
    records, assessment = published(city)
    return build_todo(plans(), records, assessment)


def line(of: Todo, requirement: str) -> TodoLine:
    return next(x for x in of.lines if x.requirement_id == requirement)


def open_in_matrix(records: LayerSet, assessment: Assessment) -> int:
    """待核实 of the counties, options still open, and open findings on the city without parts."""
    table = build_matrix(plans(), records, assessment)
    pending = sum(c.symbol is Symbol.PENDING for row in table.rows for c in row.cells)
    options = sum(f.reason is Reason.OPTION_OPEN for f in assessment.findings)
    in_matrix = {c.requirement_id for c in table.columns}
    of_city = sum(
        f.verdict is Verdict.INDETERMINATE and f.requirement_id not in in_matrix
        for f in assessment.findings
    )
    return pending + options + of_city


def test_yulins_public_text_leaves_26_points_open() -> None:
    found = of_public_text()
    assert [(x.title.zh, x.count) for x in found.lines] == [
        ("三者有其一", 7),
        ("特教学校", 7),
        ("精神障碍社区康复", 7),
        ("80万人口以上", 4),
        ("家庭无障碍改造", 1),
    ]
    assert found.total == 26


def test_liuzhous_public_text_leaves_42_points_open() -> None:
    found = of_public_text(LIUZHOU)
    assert [(x.title.zh, x.count) for x in found.lines] == [
        ("三者有其一", 10),
        ("专业化设施", 10),
        ("精神障碍社区康复", 10),
        ("家庭无障碍改造", 1),
        ("规划指标", 11),
    ]
    assert found.total == 42


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_the_total_is_what_the_matrix_leaves_open(city: str) -> None:
    records, assessment = published(city)
    found = build_todo(plans(), records, assessment)
    assert found.total == open_in_matrix(records, assessment) == sum(x.count for x in found.lines)


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_the_total_is_what_the_matrix_leaves_open_in_the_demonstration(city: str) -> None:
    records = load_demonstration()
    assessment = assess(records, city)
    found = build_todo(plans(), records, assessment)
    assert found.total == open_in_matrix(records, assessment)


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_every_line_says_what_and_whom_in_both_languages(city: str) -> None:
    for x in of_public_text(city).lines:
        assert all(t.zh and t.en for t in (x.title, x.what, x.ask))
        assert "{" not in x.ask.zh + x.ask.en


def test_a_line_names_its_counties_in_code_order() -> None:
    codes = line(of_public_text(), "yulin.population-trigger").area_codes
    assert codes == (YUZHOU, "450922", BOBAI, "450981")


def test_all_counties_are_asked_as_every_county() -> None:
    assert line(of_public_text(), "yulin.three-facilities").ask.zh == "各县（市、区）残联"
    assert line(of_public_text(LIUZHOU), "liuzhou.three-facilities").ask.zh == "各县（区）残联"


def test_up_to_three_counties_are_asked_by_name() -> None:
    settled = [c.code for c in load_counties() if c.city_code == YULIN][2:]
    built = tuple(facility(code, code, FacilityType.CARE) for code in settled)
    asked = line(todo(layers(facilities=built)), "yulin.three-facilities")
    assert (asked.count, asked.ask.zh) == (2, "玉州区残联、福绵区残联")


def test_more_than_three_are_named_in_part_and_counted() -> None:
    built = (facility("托", YUZHOU, FacilityType.CARE),)
    asked = line(todo(layers(facilities=built)), "yulin.three-facilities")
    assert asked.ask.zh == "福绵区残联、容县残联、陆川县残联等 6 家"
    assert asked.ask.en.endswith("and 3 more")


def test_a_facility_without_ruling_asks_the_ruling_body_too() -> None:
    private = facility("民", BOBAI, FacilityType.CARE, operation=Operation.PRIVATE_SUBSIDISED)
    asked = line(todo(layers(facilities=(private,))), "yulin.three-facilities")
    assert "市残联（报残工委认定）" in asked.ask.zh
    assert "民办设施认定口径" in asked.what.zh


def test_each_thing_missing_is_named_once() -> None:
    what = line(of_public_text(), "yulin.special-school").what.zh
    assert what == "特殊教育学校设施清单的无遗漏确认或零报告"
    mixed = line(todo(layers(facilities=(school("校", BOBAI),))), "yulin.special-school").what.zh
    assert mixed == "特殊教育学校设施清单的无遗漏确认或零报告；学段"


def test_what_is_settled_waits_for_nobody() -> None:
    records = layers(
        facilities=(facility("托", RONGXIAN, FacilityType.CARE),),
        completeness=declared(BOBAI, *THREE),
    )
    waiting = line(todo(records), "yulin.three-facilities").area_codes
    assert RONGXIAN not in waiting
    assert BOBAI not in waiting


def test_an_open_county_of_a_share_stands_there_under_its_own_code() -> None:
    company = PurchasedService(
        "S", FUMIAN, "服务", "县残联", "公司", ProviderKind.COMPANY,
        DateSpan.of(2025, 1, 1), DateSpan.of(2026, 1, 1),
    )  # fmt: skip
    asked = line(todo(layers(purchased_services=(company,))), "yulin.mental-health-share")
    assert asked.count == 7
    assert "承接机构认定口径" in asked.what.zh


def test_a_reference_that_is_not_due_waits_for_nobody() -> None:
    ids = {x.requirement_id for x in of_public_text(LIUZHOU).lines}
    assert "guangxi.special-school-reference" not in ids


def test_a_reference_that_is_due_waits_for_the_lists() -> None:
    found = todo(layers(), LIUZHOU, as_of=date(2030, 12, 31))
    assert line(found, "guangxi.special-school-reference").count == 10


def test_the_indicators_stand_in_one_line_about_the_city() -> None:
    indicators = [x for x in of_public_text(LIUZHOU).lines if "indicator" in x.requirement_id]
    assert [(x.count, x.area_codes) for x in indicators] == [(11, (LIUZHOU,))]


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
@pytest.mark.parametrize("demonstration", [True, False])
def test_there_is_an_item_for_everything_counted_with_what_and_whom(
    city: str, *, demonstration: bool
) -> None:
    records = load_demonstration() if demonstration else published(city)[0]
    found = todo(records, city)
    assert len(found.items) == found.total
    assert all(t.zh and t.en for i in found.items for t in (i.what, i.ask))
    assert "{" not in "".join(i.ask.zh for i in found.items)


def test_items_name_every_body_and_lines_only_the_first() -> None:
    built = (facility("托", YUZHOU, FacilityType.CARE),)
    found = todo(layers(facilities=built))
    asked = [i.ask.zh for i in found.items if i.requirement_id == "yulin.three-facilities"]
    assert asked == [f"{n}残联" for n in ("福绵区", "容县", "陆川县", "博白县", "兴业县", "北流市")]
    assert line(found, "yulin.three-facilities").ask_all.zh == "、".join(asked)


def test_items_of_a_requirement_stand_in_code_order() -> None:
    by_requirement: dict[str, list[str]] = {}
    for item in of_public_text(LIUZHOU).items:
        by_requirement.setdefault(item.requirement_id, []).append(item.area_code)
    assert all(codes == sorted(codes) for codes in by_requirement.values())


def test_two_bodies_asked_for_two_things_are_numbered_alike() -> None:
    private = facility("民", BOBAI, FacilityType.CARE, operation=Operation.PRIVATE_SUBSIDISED)
    items = todo(layers(facilities=(private,))).items
    item = next(i for i in items if (i.area_code, i.title.zh) == (BOBAI, "三者有其一"))
    assert item.ask.zh == "①市残联（报残工委认定）；②博白县残联"
    assert item.what.zh.startswith("①民：民办设施")
    assert "；②" in item.what.zh


def test_an_item_on_the_city_names_the_counties_that_have_not_reported() -> None:
    item = todo(load_demonstration()).items[-1]
    assert item.title.zh == "家庭无障碍改造"
    assert item.what.zh == "2021—2025 验收户数（待报：兴业县）"


def test_an_item_says_when_what_has_come_in_is_not_good_enough() -> None:
    whats = [i.what.zh for i in todo(load_demonstration(), LIUZHOU).items]
    assert any(w.endswith("（须为定案的完成值）") for w in whats)


def test_request_sheets_are_for_the_counties_that_are_asked() -> None:
    assert of_public_text().county_codes == tuple(
        sorted(c.code for c in load_counties() if c.city_code == YULIN)
    )


def test_each_body_is_listed_once() -> None:
    bodies = [b.zh for b in of_public_text().bodies]
    assert len(bodies) == len(set(bodies)) == 7 + 4
    assert {"市教育局", "市卫生健康委", "市残联", "市住房城乡建设局"} < set(bodies)


def test_what_settles_a_finding_is_said_only_for_open_reasons() -> None:
    assert set(NEED_WORDS) < set(REASON_WORDS)
    settled = {Reason.ENOUGH_COUNTED, Reason.NONE_AND_COMPLETE, Reason.NO_TARGET, Reason.NOT_DUE}
    assert not settled & set(NEED_WORDS)
    assert all(t.zh and t.en for t in NEED_WORDS.values())
