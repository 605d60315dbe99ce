from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis.planning.scenarios.stored import Scenario
from analysis.report.papers.access import PeopleOnly, default_service
from analysis.report.papers.contents import Section
from analysis.report.papers.drawings import DrawnOnce
from analysis.report.papers.materials import ForeignMaterialError, contents_of, report_of
from geo.boundaries import load_boundaries
from geo.layers import MixedDataError
from geo.vocabulary import FacilityType
from tests.report.papers.examples import (
    LIUZHOU,
    YULIN,
    Dot,
    access,
    city_contents,
    city_materials,
    records,
)
from tests.ui.scenario_examples import effect, plan


def test_an_invented_plan_among_real_records_is_refused() -> None:
    mixed = replace(city_materials(YULIN, False), scenario=Scenario("方案", plan(), effect()))
    with pytest.raises(MixedDataError):
        contents_of(mixed, load_boundaries())


def test_a_study_of_invented_facilities_among_real_records_is_refused() -> None:
    mixed = replace(city_materials(YULIN, False), access=access(YULIN, True))
    with pytest.raises(MixedDataError):
        contents_of(mixed, load_boundaries())


def test_a_plan_of_another_city_is_refused() -> None:
    foreign = replace(city_materials(LIUZHOU, True), scenario=Scenario("方案", plan(), effect()))
    with pytest.raises(ForeignMaterialError):
        contents_of(foreign, load_boundaries())


def test_a_plan_of_another_day_is_refused() -> None:
    question = replace(plan().question, as_of=date(2024, 12, 31))
    other = Scenario("方案", replace(plan(), question=question), effect())
    with pytest.raises(ForeignMaterialError):
        contents_of(replace(city_materials(YULIN, True), scenario=other), load_boundaries())


def test_real_papers_name_no_invented_source_and_no_other_citys_rules() -> None:
    ids = set(report_of(city_materials(YULIN, False)).table("sources").column("source_id"))
    assert not [i for i in ids if str(i).startswith("demonstration")]
    assert "requirements-yulin" in ids
    assert "requirements-liuzhou" not in ids


def test_where_no_facility_can_be_placed_people_stand_in_for_the_study() -> None:
    assert isinstance(access(YULIN, False), PeopleOnly)
    assert "coverage" in city_contents(YULIN, False, maps=True).drawings


def test_the_service_is_the_one_with_most_points_else_with_most_records() -> None:
    layers = records(True)
    bare = layers.with_records(facilities=())
    assert default_service(bare, YULIN) is FacilityType.REHABILITATION
    school = tuple(f for f in layers.facilities if f.facility_type is FacilityType.SPECIAL_SCHOOL)
    assert default_service(layers.with_records(facilities=school), YULIN) is (
        FacilityType.SPECIAL_SCHOOL
    )


def test_an_edition_without_maps_has_charts_only() -> None:
    assert set(city_contents(YULIN, True).drawings) == {"coverage", "retrofit"}
    with_maps = set(city_contents(YULIN, True, maps=True).drawings)
    assert {"facilities", "verdicts", "layout", "coverage"} <= with_maps


def test_a_picture_is_drawn_once_for_each_size() -> None:
    drawn: list[float] = []

    class Counted(Dot):
        def png(self, language, width_mm, height_mm, dpi=200, *, plain=False):  # type: ignore[no-untyped-def]
            drawn.append(width_mm)
            return b""

    once = DrawnOnce(Counted())
    for width in (100.0, 100.0, 50.0):
        once.png("zh", width, 40.0)
    assert drawn == [100.0, 50.0]


def test_the_annex_says_the_runs_the_version_and_the_assumption() -> None:
    contents = city_contents(YULIN, True)
    table = contents.report.table("parameters")
    values = [str(v) for v in table.column("value")]
    study = access(YULIN, True)
    assert not isinstance(study, PeopleOnly)
    for run in (contents.report.run_id, study.run_id, plan(assumed=True).run_id):
        assert run in values
    assert any("假定" in str(v) for v in table.column("basis"))


def test_a_plan_made_before_the_records_changed_is_said_to_be_older() -> None:
    said = city_contents(YULIN, True).said[Section.PROJECTS]
    assert any("台账有变动，方案没有重新测算" in t.zh for t in said)
