"""What holds of every plan, whatever the options cost and however much money there is."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.planning.scenarios.effects import changed_findings
from analysis.planning.scenarios.facility_of import layers_after
from analysis.planning.scenarios.held import plan_findings
from analysis.planning.scenarios.options import Option
from analysis.planning.scenarios.question import Wish
from analysis.planning.siting.problem import Objective
from analysis.requirements.findings import Verdict
from geo.layers import LayerSet
from geo.vocabulary import FacilityType
from tests.planning.scenarios.small_plans import made
from tests.planning.scenarios.two_counties import (
    FIRST,
    NOTHING,
    SCHOOL,
    SECOND,
    SHARE,
    THREE,
    catalogue,
    option,
    question,
    record,
    world,
)

KINDS = (
    FacilityType.REHABILITATION,
    FacilityType.CARE,
    FacilityType.SPECIAL_SCHOOL,
    FacilityType.MENTAL_HEALTH_COMMUNITY,
)
WISHES = (Wish(Objective.LEAST_COST, core=True), Wish(Objective.MCLP))
YEARS = (2026, 2027, 2028, 2029, 2030)


@st.composite
def some_options(draw: st.DrawFn) -> tuple[Option, ...]:
    """Options at X, Y, Z and two sites without a point, of any of the kinds."""
    places = [("X", ""), ("Y", ""), ("Z", ""), ("S", FIRST.code), ("T", SECOND.code)]
    wanted = [(site, county, kind) for site, county in places for kind in KINDS]
    taken = draw(st.lists(st.sampled_from(wanted), min_size=3, max_size=9, unique=True))
    return tuple(
        option(
            site,
            float(draw(st.integers(1, 20))),
            kind,
            county=county,
            lead_years=draw(st.integers(0, 2)),
        )
        for site, county, kind in taken
    )


some_layers = st.sampled_from(
    (NOTHING, world(record("A", FIRST.code)), world(record("B", SECOND.code)))
)
some_held = st.sets(st.sampled_from((THREE, SCHOOL, SHARE))).map(lambda s: tuple(sorted(s)))
some_years = st.dictionaries(st.sampled_from(YEARS), st.integers(0, 30).map(float), min_size=1)
few = settings(max_examples=25, deadline=None)


@few
@given(some_options(), some_layers, some_held)
def test_every_requirement_that_is_not_left_unplanned_is_met_after(
    options: tuple[Option, ...], layers: LayerSet, held: tuple[str, ...]
) -> None:
    plan = made(question(*options, held=held), layers)
    if plan.conflict is None:
        after = plan_findings(
            plan.question, layers_after(layers, plan, plan.question.as_of), catalogue()
        )
        left = {(u.requirement_id, u.county_code) for u in plan.unplanned}
        for (requirement_id, area), finding in after.items():
            if requirement_id in held and (requirement_id, area) not in left:
                assert finding.verdict is Verdict.MET


@few
@given(some_options(), some_layers, some_held)
def test_no_finding_gets_worse(
    options: tuple[Option, ...], layers: LayerSet, held: tuple[str, ...]
) -> None:
    plan = made(question(*options, held=held), layers)
    assert all(c.after is Verdict.MET for c in changed_findings(plan, layers, catalogue()))


@few
@given(some_options(), some_layers, st.integers(0, 60), st.integers(0, 30))
def test_more_money_never_reaches_fewer(
    options: tuple[Option, ...], layers: LayerSet, budget: int, more: int
) -> None:
    asked = question(*options, wishes=WISHES[1:], budget_yuan=float(budget))
    one = made(asked, layers)
    other = made(replace(asked, budget_yuan=float(budget + more)), layers)
    if one.conflict is None:
        assert (other.stages[0].objective or 0.0) >= (one.stages[0].objective or 0.0)


@few
@given(some_options(), some_layers, some_years)
def test_no_year_spends_more_than_it_has_and_all_is_in_use_in_time(
    options: tuple[Option, ...], layers: LayerSet, years: dict[int, float]
) -> None:
    asked = question(*options, wishes=WISHES, p=4, budget_by_year_yuan=years, carry_over=False)
    plan = made(asked, layers)
    for k, year in enumerate(YEARS):
        spent = sum(p.cost_by_year_yuan[k] for p in plan.projects if p.cost_by_year_yuan)
        if year in years:
            assert spent <= years[year] + 1e-6
    assert all(p.in_use_year <= YEARS[-1] for p in plan.projects)
    assert all(p.later_yuan == 0 for p in plan.projects)


@few
@given(some_options(), some_layers, some_held)
def test_at_most_one_project_a_site(
    options: tuple[Option, ...], layers: LayerSet, held: tuple[str, ...]
) -> None:
    plan = made(question(*options, held=held, wishes=WISHES, p=4), layers)
    places = [p.option.site.site_id for p in plan.projects]
    assert len(set(places)) == len(places)


@few
@given(some_options(), some_layers, some_years)
def test_years_with_money_for_everything_change_nothing_but_the_years(
    options: tuple[Option, ...], layers: LayerSet, years: dict[int, float]
) -> None:
    asked = question(*options)
    rich = made(replace(asked, budget_by_year_yuan=dict.fromkeys(years, 1e6)), layers)
    free = made(asked, layers)
    assert rich.stages[0].objective == free.stages[0].objective
    assert all(p.begin_year == YEARS[0] for p in rich.projects)


@few
@given(some_options(), some_layers, st.permutations(range(9)))
def test_the_order_of_options_changes_nothing(
    options: tuple[Option, ...], layers: LayerSet, order: list[int]
) -> None:
    shuffled = tuple(options[k] for k in order if k < len(options))
    asked = question(*options, wishes=WISHES, p=3)
    one, other = made(asked, layers), made(replace(asked, options=shuffled), layers)
    assert (one.projects, one.fingerprint) == (other.projects, other.fingerprint)
