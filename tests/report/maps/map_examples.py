"""Maps of both cities, real and invented, on paper of every size, for the tests of maps."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from analysis.accessibility.question import Question, default_group
from analysis.accessibility.study import AccessStudy, study
from analysis.planning.scenarios.options import Measure, Option, Site, SiteOrigin
from analysis.planning.scenarios.plan import FacilityPlan, Project
from analysis.planning.scenarios.question import PlanQuestion, Wish
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import Outcome
from analysis.report.build import build_report
from analysis.report.drawn.text_line import TextLine
from analysis.report.maps.drawing import drawn
from analysis.report.maps.furniture import furniture_rects
from analysis.report.maps.gaps_map import gaps_map
from analysis.report.maps.labels import Plate, placed_plates
from analysis.report.maps.layout import Ground, Page, divided, grounded
from analysis.report.maps.mark_layer import mark_rects, mark_spots
from analysis.report.maps.placing import Placed, Rect
from analysis.report.maps.plan_map import plan_map
from analysis.report.maps.print_map import PrintMap
from analysis.report.maps.reach_map import people_map, reach_map
from analysis.report.maps.status_map import status_map
from analysis.report.report import Report, ReportState
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from geo.boundaries import load_boundaries
from geo.demonstration import load_demonstration
from geo.layers import LayerSet
from geo.people.builtin import built_in_demand
from geo.published import load_published
from geo.text import Language, Text
from geo.travel.model import TravelMode
from geo.travel.straight_line import StraightLine
from geo.vocabulary import FacilityType
from tests.report.small_plans import LIUZHOU, YULIN
from tests.report.small_world import small_sources

AS_OF, MADE = date(2025, 12, 31), date(2026, 1, 15)
SCHOOL = FacilityType.SPECIAL_SCHOOL
PLAIN = [(306.0, 132.0), (200.0, 132.0)]
"""Pictures of slides."""
PAGES = [(210.0, 297.0), (297.0, 210.0), (297.0, 420.0), (420.0, 297.0), (158.0, 104.0)]


@lru_cache(maxsize=4)
def layers(demonstration: bool) -> LayerSet:
    return load_demonstration() if demonstration else load_published()


@lru_cache(maxsize=4)
def report(city: str, demonstration: bool) -> Report:
    catalogue, records = load_catalogue(), layers(demonstration)
    assessment = evaluate(catalogue, records, city, AS_OF)
    return build_report(catalogue, records, assessment, small_sources(), ReportState.DRAFT)


@lru_cache(maxsize=2)
def access(city: str) -> AccessStudy:
    question = Question(city, SCHOOL, AS_OF, group=default_group(SCHOOL))
    demand = built_in_demand(city, question.group)
    return study(question, demand, layers(True), StraightLine.default(TravelMode.DRIVING))


def plan(city: str, *, demonstration: bool = True, unplaced: bool = False) -> FacilityPlan:
    """Two projects of the first two counties; the second without a point where asked."""
    places = {"450200": (109.45, 24.35), "450900": (110.16, 22.64)}
    lon, lat = places[city]
    options = tuple(
        Option(
            Site(
                f"s{i}",
                f"演示备选点{i}",
                county.code,
                SiteOrigin.DRAWN,
                *((None, None) if unplaced and i else (lon + 0.02 * i, lat)),
            ),
            FacilityType.COMPREHENSIVE,
            Measure.NEW,
            cost_yuan=9_600_000.0 if i else None,
            cost_basis=Text("外地实例", "example") if i else None,
            lead_years=2,
        )
        for i, county in enumerate(layers(True).counties_of(city)[:2])
    )
    question = PlanQuestion(
        city, AS_OF, FacilityType.COMPREHENSIVE, options, (Wish(next(iter(Objective))),)
    )
    projects = tuple(Project(o, 2026 + i, 2028 + i, None) for i, o in enumerate(options))
    return FacilityPlan(
        question, Outcome.OPTIMAL, (), projects, (), (), None, None, (), (), (), "ab" * 32,
        demonstration,
    )  # fmt: skip


@lru_cache(maxsize=32)
def the_map(kind: str, city: str, demonstration: bool) -> PrintMap:
    borders, said = load_boundaries(), report(city, demonstration)
    if kind == "status":
        return status_map(said, borders, MADE)
    if kind == "plan":
        return plan_map(said, borders, MADE, plan(city, demonstration=demonstration))
    if kind == "reach":
        if demonstration:
            return reach_map(said, borders, MADE, access(city))
        return people_map(said, borders, MADE, built_in_demand(city, default_group(SCHOOL)), SCHOOL)
    return gaps_map(said, borders, MADE)


KINDS = ("status", "gaps", "reach", "plan")
CROWDED = [("plan", LIUZHOU, True), ("gaps", LIUZHOU, True), ("plan", YULIN, True)]
"""The maps with most labels, the widest ones, and most marks between them."""
EVERY = [(k, c, d) for k in KINDS for c in (LIUZHOU, YULIN) for d in (True, False)]


def on_page(
    shown: PrintMap, size: tuple[float, float], *, plain: bool = False
) -> tuple[Page, Ground]:
    page = divided(shown.shapes, *size, plain=plain)
    return page, grounded(shown.shapes, page.frame)


def laid_out(
    shown: PrintMap, size: tuple[float, float], language: Language = "zh", *, plain: bool = False
) -> tuple[Page, Ground, dict[str, tuple[Plate, Placed]], list[Rect]]:
    """Page, ground, plates, and what the plates may not cover."""
    page, ground = on_page(shown, size, plain=plain)
    shapes = {code: ground.shape(s) for code, s in shown.shapes.items()}
    furniture = furniture_rects(shown, page, ground, language).values()
    taken = [*furniture, *mark_rects(shown, page, mark_spots(shown, page, ground), language)]
    return page, ground, placed_plates(shown, page, ground, shapes, taken, language), taken


def said_by(shown: PrintMap, language: Language) -> list[str]:
    """Every text of a map."""
    texts = [shown.title, shown.under, shown.alt, shown.note, *shown.imprint.sources]
    texts += [shown.imprint.notice, shown.imprint.state, *shown.imprint.marks]
    for face in shown.faces:
        texts += [face.name, face.words, face.sub]
    for group in shown.legend:
        texts += [group.title, *(i.text for i in group.items), *(i.count for i in group.items)]
    for listing in shown.listings:
        texts += [listing.title, *listing.lines]
    return [t.get(language) for t in texts if t is not None]


def words_on(
    shown: PrintMap, size: tuple[float, float], language: Language = "zh", *, plain: bool = False
) -> list[tuple[str, float]]:
    """Every line of text drawn, with its size in points."""
    sheet, _ = drawn(shown, language, *size, plain=plain)
    lines = [i for i in sheet._figure.artists if isinstance(i, TextLine)]
    return [(i.words, i.letters.size_pt) for i in lines if not i.letters.turned]
