"""Contents made of the small world, and of both cities with a study, a plan and a retrofit plan."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from analysis.accessibility.question import Question, default_group
from analysis.planning.retrofit import RetrofitPlan, RetrofitRequest, Rule, allocate, needs_of
from analysis.planning.scenarios.stored import Scenario
from analysis.report.papers.access import Access, access_of, default_service
from analysis.report.papers.contents import Contents
from analysis.report.papers.materials import Materials, contents_of
from analysis.report.report import Table
from analysis.report.retrofit_table import retrofit_table
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from geo.boundaries import load_boundaries
from geo.demonstration import load_demonstration
from geo.layers import LayerSet
from geo.people.builtin import built_in_demand
from geo.published import load_published
from geo.sources import load_sources
from geo.text import Language, Text
from geo.travel.model import TravelMode
from geo.travel.straight_line import StraightLine
from tests.report.small_world import small_report, small_sources
from tests.ui.scenario_examples import effect, plan

YULIN, LIUZHOU = "450900", "450200"
AS_OF = date(2025, 12, 31)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


ONE_PIXEL = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\xff\xff\xff"))
    + _chunk(b"IEND", b"")
)


@dataclass(frozen=True)
class Dot:
    """A picture of one pixel: what is tested is the paper around it."""

    title: Text = field(default_factory=lambda: Text("示意图", "A picture"))
    alt: Text = field(default_factory=lambda: Text("一个点", "One dot"))

    def png(
        self,
        language: Language,
        width_mm: float,
        height_mm: float,
        dpi: int = 200,
        *,
        plain: bool = False,
    ) -> bytes:
        return ONE_PIXEL


def small_materials(
    city: str = LIUZHOU, *, demonstration: bool = True, hostile: str = ""
) -> Materials:
    _, catalogue, layers, assessment = small_report(
        city, demonstration=demonstration, hostile=hostile
    )
    return Materials(catalogue, layers, assessment, small_sources(hostile))


def small_contents(
    city: str = LIUZHOU, *, demonstration: bool = True, hostile: str = ""
) -> Contents:
    """The small world with pictures of one pixel in place of its maps."""
    materials = small_materials(city, demonstration=demonstration, hostile=hostile)
    contents = contents_of(materials, load_boundaries(), maps=False)
    words = Text(f"示意图{hostile}", f"A picture {hostile}")
    ids = ("facilities", "verdicts", f"verdicts:{contents.report.matrix.columns[0].requirement_id}")
    return replace(
        contents,
        drawings={i: Dot(words, words) for i in ids},
        asked=(Text(f"同意{hostile}", f"Agree {hostile}"),),
    )


@lru_cache(maxsize=4)
def records(demonstration: bool) -> LayerSet:
    return load_demonstration() if demonstration else load_published()


@lru_cache(maxsize=4)
def access(city: str, demonstration: bool) -> Access:
    layers = records(demonstration)
    kind = default_service(layers, city)
    question = Question(city, kind, AS_OF, group=default_group(kind))
    demand = built_in_demand(city, question.group)
    return access_of(question, demand, layers, StraightLine.default(TravelMode.DRIVING))


def retrofit(city: str) -> tuple[RetrofitPlan, Table]:
    layers = records(True)
    counties = layers.counties_of(city)
    needs = needs_of(layers.retrofit_needs, tuple(c.code for c in counties))
    asked = RetrofitRequest(
        needs, 300, (2026, 2027, 2028), Rule.PROPORTIONAL, unit_cost_yuan=Fraction(5000)
    )
    made = allocate(asked)
    return made, retrofit_table(made, counties)


@lru_cache(maxsize=8)
def city_materials(city: str, demonstration: bool) -> Materials:
    """What the tool has of a city; of the demonstration of Yulin with both plans."""
    catalogue, layers = load_catalogue(), records(demonstration)
    materials = Materials(
        catalogue,
        layers,
        evaluate(catalogue, layers, city, AS_OF),
        load_sources(),
        access=access(city, demonstration),
    )
    if not demonstration or city != YULIN:
        return materials
    made, table = retrofit(city)
    scenario = Scenario("演示方案一", plan(assumed=True), effect(assumed=True))
    return replace(materials, scenario=scenario, retrofit=made, retrofit_table=table)


@lru_cache(maxsize=8)
def city_contents(city: str, demonstration: bool, *, maps: bool = False) -> Contents:
    return contents_of(city_materials(city, demonstration), load_boundaries(), maps=maps)
