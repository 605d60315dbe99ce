"""Plans of the demonstration cities, end to end: county seats, straight line, shipped clauses."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from analysis.planning.scenarios.achieved import achieved
from analysis.planning.scenarios.effects import plan_effect
from analysis.planning.scenarios.held import default_held
from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.options import Measure, Option, Site, SiteOrigin
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
from analysis.planning.scenarios.question import Absent, PlanQuestion, UnderWay, Wish
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import Outcome
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.findings import Verdict
from geo.demonstration import load_demonstration
from geo.people.builtin import built_in_demand
from geo.seats import load_seats
from geo.text import Text
from geo.travel.model import TravelMode
from geo.travel.straight_line import StraightLine
from geo.vocabulary import FacilityType

COSTS_WAN = {
    FacilityType.REHABILITATION: 800,
    FacilityType.SPECIAL_SCHOOL: 2000,
    FacilityType.MENTAL_HEALTH_COMMUNITY: 100,
}
LIUZHOU, YULIN = "450200", "450900"


def _options(city: str) -> tuple[Option, ...]:
    """Three kinds of facility near each county's seat, each on ground of its own."""
    seats = {s.code: s for s in load_seats()}
    options = []
    for county in load_demonstration().counties_of(city):
        seat = seats.get(county.code)
        for k, (kind, wan) in enumerate(COSTS_WAN.items()):
            place = (None, None) if seat is None else (seat.lon + k / 1000, seat.lat)
            site = Site(
                f"{county.code}-{k}", f"演示{county.short_zh}", county.code, SiteOrigin.SEAT, *place
            )
            basis = Text("演示造价", "demonstration cost")
            options.append(
                Option(site, kind, Measure.NEW, cost_yuan=wan * 10_000.0, cost_basis=basis)
            )
    return tuple(options)


@cache
def _made(city: str, under_way: UnderWay = UnderWay.IGNORED) -> tuple[FacilityPlan, PlanEffect]:
    """The unmet counties at least cost, then one more where it reaches most."""
    catalogue, layers = load_catalogue(), load_demonstration()
    question = PlanQuestion(
        city,
        date(2025, 12, 31),
        FacilityType.REHABILITATION,
        _options(city),
        (Wish(Objective.LEAST_COST, core=True), Wish(Objective.MCLP)),
        held=default_held(catalogue, city),
        absent=Absent.NOT_PLANNED,
        under_way=under_way,
        budget_yuan=6_300e4,
    )
    world = (layers, catalogue, built_in_demand(city), StraightLine.default(TravelMode.DRIVING))
    plan = make_plan(question, *world)
    return plan, plan_effect(plan, *world)


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
def test_every_unmet_county_is_met_after(city: str) -> None:
    plan, effect = _made(city)
    assert plan.status is Outcome.OPTIMAL
    after = {(c.requirement_id, c.area_code): c.after for c in effect.changed}
    met = {m for p in plan.projects for m in p.met if not m[0].endswith("share")}
    assert met
    assert all(after[m] is Verdict.MET for m in met)


def test_liuzhou_builds_in_its_three_unmet_counties() -> None:
    plan, _ = _made(LIUZHOU)
    assert plan.stages[0].objective == 3 * 800e4
    held = {c for p in plan.projects for r, c in p.met if r == "liuzhou.three-facilities"}
    assert held == {"450222", "450225", "450226"}


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
def test_what_is_under_way_is_waited_for_and_counts_after_the_plan(city: str) -> None:
    plan, effect = _made(city, UnderWay.COUNTED)
    apart, _ = _made(city)
    assert (plan.stages[0].objective or 0) < (apart.stages[0].objective or 0)
    assert plan.under_way
    waited = {(u.requirement_id, u.county_code) for u in plan.under_way}
    assert waited.isdisjoint({m for p in plan.projects for m in p.met})
    assumed = {(c.requirement_id, c.area_code) for c in effect.changed if c.assumed}
    lines = achieved(plan, effect, load_demonstration(), load_catalogue())
    assert any("已达到（假定按期投用）" in t.zh for t in lines) == bool(waited & assumed)
    # Where the wish for reach puts a project beside what is under way, the plan says so.
    beside = {c for _, c in waited} & {p.option.site.county_code for p in plan.projects}
    assert any("请核对是否必要" in n.zh for n in plan.notes) == bool(beside)


def test_yulin_needs_two_centres_two_schools_and_one_more_county_of_community_rehabilitation() -> (
    None
):
    plan, effect = _made(YULIN)
    assert plan.stages[0].objective == (2 * 800 + 2 * 2000 + 100) * 1e4
    changed = {(c.requirement_id, c.area_code): c.after for c in effect.changed}
    assert changed["yulin.mental-health-share", YULIN] is Verdict.MET


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
def test_counties_to_be_verified_are_named_and_get_nothing_for_it(city: str) -> None:
    plan, _ = _made(city)
    assert plan.unplanned
    left = {(u.requirement_id, u.county_code) for u in plan.unplanned}
    assert left.isdisjoint({m for p in plan.projects for m in p.met})


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
def test_counties_add_up_to_the_city(city: str) -> None:
    _, effect = _made(city)
    counties, whole = effect.areas[:-1], effect.areas[-1]
    assert sum(a.persons or 0 for a in counties) == pytest.approx(whole.persons)
    assert sum(a.within_after or 0 for a in counties) == pytest.approx(whole.within_after)
    assert [a.area_code for a in counties] == sorted(a.area_code for a in counties)


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
def test_the_engines_persons_are_those_of_the_effect(city: str) -> None:
    plan, effect = _made(city)
    assert plan.stages[1].objective == pytest.approx(effect.areas[-1].within_after)
