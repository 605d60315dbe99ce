"""What one county's open findings wait for, told in one cell."""

from __future__ import annotations

from datetime import date

from analysis.report.county_waits import county_waits
from geo.records import Completeness
from geo.vocabulary import FacilityType
from tests.report.real_plans import RONGXIAN, THREE, assess, declared, layers, plans, school

BEFORE = date(2024, 12, 31)
MENTAL = FacilityType.MENTAL_HEALTH_COMMUNITY
ALL = (*THREE, FacilityType.SPECIAL_SCHOOL, MENTAL)


def waits(*declarations: Completeness, schools: bool = False) -> str:
    """What 容县 waits for."""
    facilities = (school("一校", RONGXIAN),) if schools else ()
    records = layers(completeness=declarations, facilities=facilities)
    found = county_waits(plans(), records, assess(records), RONGXIAN)
    return "" if found is None else found.zh


def test_lists_never_declared_are_told_once_for_all_requirements() -> None:
    said = waits()
    assert said.startswith("康复、托养、综合服务、特殊教育学校、精神障碍社区康复")
    assert said.count("无遗漏确认或零报告") == 1


def test_lists_declared_too_long_ago_are_told_once_and_apart() -> None:
    said = waits(*declared(RONGXIAN, *ALL, as_of=BEFORE))
    assert said.count("无遗漏确认或零报告") == said.count("已有的早于评估时点") == 1


def test_a_list_declared_long_ago_is_not_told_among_those_never_declared() -> None:
    said = waits(*declared(RONGXIAN, FacilityType.SPECIAL_SCHOOL, as_of=BEFORE))
    never, old = said.split("；")[:2]
    assert "特殊教育学校" not in never
    assert old == "特殊教育学校设施清单的无遗漏确认或零报告（已有的早于评估时点）"


def test_a_newer_declaration_stands_for_an_older_one() -> None:
    both = declared(RONGXIAN, *ALL) + declared(RONGXIAN, *ALL, as_of=BEFORE)
    assert "无遗漏确认" not in waits(*both)


def test_what_else_lacks_stands_behind_its_requirement() -> None:
    said = waits(*declared(RONGXIAN, *ALL), schools=True)
    assert "特教学校：" in said
