"""目标表: base value with what is not known apart, a yearly path, a goal marked as reference."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.planning.scenarios.plan import ChangedFinding
from analysis.planning.scenarios.target_counts import CountyCount, gained_in
from analysis.planning.scenarios.target_lines import (
    AFTER_ALL,
    NO_GOAL,
    NO_TREND,
    NOT_REPORTED,
    TO_VERIFY,
)
from analysis.planning.scenarios.targets import targets_table
from analysis.report.report import Share, Table, Value
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Assessment, Verdict
from geo.layers import LayerSet
from geo.records import Completeness, DateSpan, Facility, RetrofitNeed
from geo.text import Text
from geo.vocabulary import FacilityType, Level, Operation, Status
from tests.planning.scenarios.small_plan import (
    CARE,
    EFFECT,
    HOME,
    LAYERS,
    LIUZHOU,
    LUCHUAN,
    RONG,
    THREE,
    YULIN,
    YUZHOU,
    assuming,
    option,
    plan,
    project,
    question,
)

DAY = date(2025, 12, 31)
CATALOGUE = load_catalogue()
THREE_TYPES = (FacilityType.REHABILITATION, FacilityType.CARE, FacilityType.COMPREHENSIVE)


def care(county: str) -> Facility:
    """A county's own care facility, in use since 2022."""
    return Facility(
        f"F-{county}",
        "托养中心",
        FacilityType.CARE,
        YULIN,
        county,
        level=Level.COUNTY,
        status=Status.OPERATING,
        opened=DateSpan.of(2022),
        operation=Operation.PUBLIC,
    )


def none_in(county: str) -> tuple[Completeness, ...]:
    return tuple(Completeness(f"C-{county}-{t}", county, t, DAY, "测试残联") for t in THREE_TYPES)


KNOWN = replace(LAYERS, facilities=(care(LUCHUAN),), completeness=none_in(RONG))


def assessed(layers: LayerSet, day: date = DAY, city: str = YULIN) -> Assessment:
    return evaluate(CATALOGUE, layers, city, day)


def table(layers: LayerSet = KNOWN, **fields: object) -> Table:
    made = assuming(plan(project(HOME, 2027, (THREE, YUZHOU)), project(CARE, 2027, (THREE, RONG))))
    return targets_table(assessed(layers), CATALOGUE, layers, replace(made, **fields), EFFECT)  # type: ignore[arg-type]


def cell(found: Table, name: str, column: str) -> Value:
    (place,) = [
        n for n, v in enumerate(found.column("indicator")) if isinstance(v, Text) and name in v.zh
    ]
    return found.column(column)[place]


def zh(value: Value) -> str:
    assert isinstance(value, Text)
    return value.zh


def test_the_base_counts_what_is_verified_and_the_rest_apart() -> None:
    assert cell(table(), "三者有其一", "base") == 1
    assert cell(table(), "三者有其一", "open") == 5
    assert cell(table(), "三者有其一", "base_as_of") == "2025-12-31"


def test_a_base_of_which_nothing_is_verified_is_no_zero() -> None:
    assert cell(table(LAYERS), "三者有其一", "base") == TO_VERIFY
    assert cell(table(LAYERS), "三者有其一", "open") == 7


def test_counties_are_added_in_the_year_their_project_comes_into_use() -> None:
    path = [cell(table(), "三者有其一", f"y{year}") for year in range(2026, 2031)]
    assert path == [1, 2, 3, 3, 3]
    assert cell(table(), "三者有其一", "target") == 3


def test_an_assumed_county_is_said_and_so_are_those_left_open() -> None:
    said = zh(cell(table(), "三者有其一", "note"))
    assert "其中 1 个县现为待核实，按假定没有计算" in said
    assert "另有 4 个县待核实" in said


def test_a_county_whose_finding_the_plan_does_not_turn_is_not_added() -> None:
    made = plan(project(CARE, 2027, (THREE, RONG)))
    lacking = replace(EFFECT, changed=())
    found = targets_table(assessed(KNOWN), CATALOGUE, KNOWN, made, lacking)
    assert cell(found, "三者有其一", "target") == 1


def test_the_definition_quotes_the_plan_and_says_how_many_counties() -> None:
    said = zh(cell(table(), "三者有其一", "definition"))
    assert "确保三者有其一" in said
    assert "共 7 个县" in said


def test_the_goal_above_the_school_is_marked_as_reference_with_its_source() -> None:
    said = zh(cell(table(), "特教学校", "goal"))
    assert said.startswith("参照：20万人口以上的县到2030年建有1所特殊教育学校")
    assert "可信度低" in said


def test_where_no_goal_was_found_it_is_said() -> None:
    assert cell(table(), "三者有其一", "goal") == NO_GOAL


def test_liuzhou_has_the_school_as_a_reference_only() -> None:
    asked = replace(question(), city_code=LIUZHOU, held=())
    made = replace(plan(), projects=(), question=asked)
    found = targets_table(assessed(LAYERS, city=LIUZHOU), CATALOGUE, LAYERS, made)
    assert zh(cell(found, "特教学校", "indicator")).startswith("参照")


def test_without_earlier_assessments_there_is_no_trend() -> None:
    assert cell(table(), "三者有其一", "trend") == NO_TREND


def test_earlier_assessments_give_the_trend_with_what_was_open() -> None:
    older = assessed(KNOWN, date(2020, 12, 31)), assessed(KNOWN, date(2023, 12, 31))
    found = targets_table(assessed(KNOWN), CATALOGUE, KNOWN, plan(), EFFECT, older)
    said = zh(cell(found, "三者有其一", "trend"))
    assert said.startswith("2020-12-31：0 个")
    assert "2023-12-31：1 个" in said


def test_coverage_is_unchanged_until_the_first_and_reckoned_once_all_is_in_use() -> None:
    path = [cell(table(), "分钟内常住人口占比", f"y{year}") for year in range(2026, 2031)]
    assert path == [Share(0.35), AFTER_ALL, Share(0.75), Share(0.75), Share(0.75)]
    assert cell(table(), "分钟内常住人口占比", "base") == Share(0.35)


def test_coverage_says_that_its_minutes_are_no_threshold_of_the_plan() -> None:
    assert "研究惯例" in zh(cell(table(), "分钟内常住人口占比", "definition"))


def test_coverage_whose_projects_end_later_is_not_promised() -> None:
    found = targets_table(assessed(KNOWN), CATALOGUE, KNOWN, plan(), EFFECT)
    assert cell(found, "分钟内常住人口占比", "target") == AFTER_ALL
    assert zh(cell(found, "分钟内常住人口占比", "note")) == "规划期内不能全部投用"


def test_households_nobody_reported_are_no_zero() -> None:
    assert cell(table(), "家庭无障碍改造", "base") == NOT_REPORTED
    assert cell(table(), "家庭无障碍改造", "open") == 7


def test_households_reported_are_added_up_and_the_rest_counted() -> None:
    need = RetrofitNeed("r1", RONG, 100, 30, DAY)
    later = RetrofitNeed("r2", YUZHOU, 100, 50, date(2026, 6, 30))
    found = table(replace(KNOWN, retrofit_needs=(need, later)))
    assert cell(found, "家庭无障碍改造", "base") == 30
    assert cell(found, "家庭无障碍改造", "open") == 6


def test_households_are_added_up_by_year() -> None:
    path = [cell(table(), "家庭无障碍改造", f"y{year}") for year in range(2026, 2031)]
    assert path == [10, 20, 30, 40, 50]


def test_a_plan_without_households_proposes_none() -> None:
    assert zh(cell(table(retrofit=None), "家庭无障碍改造", "target")) == "待定"


def test_an_assessment_of_another_day_is_refused() -> None:
    with pytest.raises(ValueError, match="another city or day"):
        targets_table(assessed(KNOWN, date(2024, 1, 1)), CATALOGUE, KNOWN, plan())


def test_counties_of_a_share_are_those_with_an_institution_or_a_contract() -> None:
    there = replace(care(RONG), facility_id="M", facility_type=FacilityType.MENTAL_HEALTH_COMMUNITY)
    found = table(replace(KNOWN, facilities=(*KNOWN.facilities, there)))
    assert cell(found, "精神障碍", "base") == 1
    assert cell(found, "精神障碍", "open") == 6


def test_a_project_for_a_share_adds_its_county_and_before_that_none_is_claimed_to_be_zero() -> None:
    share = "yulin.mental-health-share"
    made = plan(project(CARE, 2027, (share, RONG)))
    found = targets_table(assessed(KNOWN), CATALOGUE, KNOWN, made, EFFECT)
    path = [cell(found, "精神障碍", f"y{year}") for year in range(2026, 2031)]
    assert path == [TO_VERIFY, TO_VERIFY, 1, 1, 1]


def test_an_indicator_the_plan_was_not_asked_for_counts_what_the_plan_changes() -> None:
    rules = load_catalogue()
    entry = next(
        e for e in rules.evaluated(LIUZHOU) if "professional" in getattr(e.check, "attributes", ())
    )
    code = LAYERS.counties_of(LIUZHOU)[0].code
    taken = option(1, code)
    made = plan(project(taken), question=question(taken, city_code=LIUZHOU, held=()), closed=())
    change = ChangedFinding(entry.id, code, Verdict.INDETERMINATE, Verdict.MET, assumed=True)
    nobody = CountyCount(frozenset(), frozenset(), frozenset({code}))
    effect = replace(EFFECT, changed=(change,))
    assert gained_in(entry, nobody, made, effect) == {code: 2027}
    assert gained_in(entry, nobody, made, replace(EFFECT, changed=())) == {}
