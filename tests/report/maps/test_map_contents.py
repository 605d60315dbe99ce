"""What the four maps show and list, and what comes on none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.accessibility.question import AddedPoint
from analysis.report.drawn.marks import MarkStyle
from analysis.report.maps.gaps_map import gaps_map
from analysis.report.maps.plan_map import plan_map
from analysis.report.maps.reach_map import reach_map
from analysis.report.report import TrialResultError
from analysis.report.symbols import Symbol
from geo.boundaries import load_boundaries
from geo.layers import MixedDataError
from tests.report.maps.map_examples import (
    EVERY,
    MADE,
    access,
    plan,
    report,
    the_map,
)
from tests.report.small_plans import LIUZHOU, YULIN


@pytest.mark.parametrize(("kind", "city", "demonstration"), EVERY)
def test_counties_stand_in_code_order(kind: str, city: str, demonstration: bool) -> None:
    codes = [face.code for face in the_map(kind, city, demonstration).faces]
    assert codes == sorted(codes)
    assert len(codes) == (10 if city == LIUZHOU else 7)


def test_the_legend_of_verdicts_keeps_its_zeros_and_adds_up() -> None:
    (group,) = the_map("gaps", YULIN, False).legend
    counts = {i.symbol: i.count.zh for i in group.items if i.count is not None}
    assert counts == {Symbol.MET: "0 个", Symbol.UNMET: "0 个", Symbol.PENDING: "7 个"}


def test_the_map_of_each_requirement_counts_every_county_once() -> None:
    said = report(LIUZHOU, True)
    for column in (c for c in said.matrix.columns if not c.absent):
        (group,) = gaps_map(said, load_boundaries(), MADE, column.requirement_id).legend
        assert sum(int(i.count.en) for i in group.items if i.count is not None) == 10


def test_a_requirement_the_plan_lacks_has_no_map() -> None:
    with pytest.raises(KeyError):
        gaps_map(report(LIUZHOU, True), load_boundaries(), MADE, "yulin.special-school")


def test_facilities_known_to_the_city_only_are_named_beside_the_map_and_not_drawn() -> None:
    shown = the_map("status", LIUZHOU, False)
    listed = [line.zh for listing in shown.listings for line in listing.lines]
    assert shown.marks == ()
    assert "只知在本市：柳州市儿童福利院（儿童福利机构，运营）" in listed
    assert shown.note is not None
    assert shown.note.zh.startswith("图上还没有设施点。")


def test_every_facility_is_drawn_or_named_beside_the_map() -> None:
    said, shown = report(YULIN, True), the_map("status", YULIN, True)
    absent = next(x for x in shown.listings if x.title.zh.startswith("未上图"))
    assert len(shown.marks) + len(absent.lines) == len(said.facilities)


def test_the_legend_of_facilities_keeps_types_nobody_has() -> None:
    (group,) = the_map("status", YULIN, False).legend
    assert [i.count.en for i in group.items if i.text.zh == "康复" and i.count] == ["0 / 0"]


def test_the_reach_map_shares_the_studys_persons_by_band() -> None:
    shown, found = the_map("reach", YULIN, True), access(YULIN)
    bands = shown.legend[0].items
    assert [i.text for i in bands[: len(found.bands)]] == [b.title for b in found.bands]
    shares = [float(i.short.zh.rstrip("%")) for i in bands if i.short is not None]
    assert sum(shares) == pytest.approx(100, abs=0.4)


def test_the_reach_map_says_the_share_of_each_county() -> None:
    shown, found = the_map("reach", LIUZHOU, True), access(LIUZHOU)
    face = next(f for f in shown.faces if f.code == "450206")
    share = found.areas.area("450206").reached_share
    assert face.words is not None
    assert face.words.zh == f"{share:.1%}"


def test_without_a_facility_with_a_point_the_map_shows_people_and_says_so() -> None:
    shown = the_map("reach", YULIN, False)
    assert shown.marks == ()
    assert "人口底图" in shown.title.zh
    assert shown.note is not None
    assert "不是服务覆盖" in shown.note.zh


def test_a_study_that_tries_points_out_is_no_map_of_a_report() -> None:
    found = access(YULIN)
    tried = replace(found, question=found.question.with_point(AddedPoint("P", 110.1, 22.6)))
    with pytest.raises(TrialResultError):
        reach_map(report(YULIN, True), load_boundaries(), MADE, tried)


def test_an_invented_study_or_plan_comes_on_no_real_map() -> None:
    said, borders = report(YULIN, False), load_boundaries()
    with pytest.raises(MixedDataError):
        reach_map(said, borders, MADE, access(YULIN))
    with pytest.raises(MixedDataError):
        plan_map(said, borders, MADE, plan(YULIN))


def test_a_plan_of_another_city_comes_on_no_map() -> None:
    with pytest.raises(ValueError, match="another city"):
        plan_map(report(LIUZHOU, True), load_boundaries(), MADE, plan(YULIN))


def test_proposed_projects_are_marked_and_numbered_as_such() -> None:
    shown = the_map("plan", YULIN, True)
    proposed = [m for m in shown.marks if m.style is MarkStyle.PROPOSED]
    assert [m.tag.zh for m in proposed if m.tag is not None] == ["拟1", "拟2"]
    assert len(shown.marks) == len(the_map("status", YULIN, True).marks) + 2


def test_projects_are_listed_by_the_year_they_come_into_use() -> None:
    titles = [listing.title.zh for listing in the_map("plan", YULIN, True).listings]
    assert titles == ["2028 年投用（1 个）", "2029 年投用（1 个）"]


def test_a_project_without_a_point_is_listed_and_not_drawn() -> None:
    made = plan_map(report(YULIN, True), load_boundaries(), MADE, plan(YULIN, unplaced=True))
    lines = [line.zh for listing in made.listings for line in listing.lines]
    assert sum(m.style is MarkStyle.PROPOSED for m in made.marks) == 1
    assert lines[1].endswith("未定点")
    assert "造价待定" in lines[0]
