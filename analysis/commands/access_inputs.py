"""What the access command reads: records, people, and travel times, each said when it is bad."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from analysis.accessibility.access_package import MERGED
from analysis.accessibility.facilities_asked import facilities_asked
from analysis.accessibility.isochrones import Isochrone, merged_isochrones
from analysis.accessibility.question import Question
from analysis.accessibility.reach_field import ReachField
from analysis.accessibility.study import AccessStudy
from analysis.commands.recorded import recorded_state
from geo.boundaries import load_boundaries
from geo.commands.speaking import tell, tell_issues
from geo.issues import DataIssue, Severity
from geo.layers import LayerSet, is_invented
from geo.people.builtin import built_in_demand
from geo.people.certified import certified_by_county, persons_by_county
from geo.people.demand import Demand, PeopleGroup
from geo.people.raster import raster_demand
from geo.people.villages import village_demand
from geo.reading.facilities import read_facilities
from geo.roads.graph import RoadGraph
from geo.roads.network import RoadNetwork
from geo.roads.online import city_area
from geo.roads.reading import read_roads
from geo.roads.speeds import load_speeds
from geo.roads.store import NotANetworkError, load_network
from geo.text import Text
from geo.travel.imported import read_times, unknown_ids
from geo.travel.road_times import RoadSource
from geo.travel.source import TravelSource
from geo.travel.straight_line import StraightLine
from geo.vocabulary import Datum

_RASTERS = frozenset({".tif", ".tiff"})
_STORED = ".npz"


@dataclass(frozen=True, eq=False)
class Travel:
    """Where times come from; ``graph`` where they are of roads."""

    source: TravelSource
    graph: RoadGraph | None = None

    def isochrones(self, study: AccessStudy) -> dict[str, tuple[Isochrone, ...]] | None:
        """The areas within the cutoffs of any facility; None without roads."""
        if self.graph is None:
            return None
        shape = _city_shape(study.city.code)
        field = ReachField.of(self.graph, area=shape, people=study.demand.frame)
        frame, cutoffs = study.facilities.frame, study.question.cutoffs_min
        return {MERGED: merged_isochrones(field, frame, cutoffs)}


def read_layers(args: argparse.Namespace) -> LayerSet | None:
    """The register's records, the facilities of the file given in place of its own."""
    state = recorded_state(args)
    if state is None:
        return None
    layers = state.layers
    if args.facilities is not None:
        reading = read_facilities(args.facilities, args.facilities.name)
        stops = tell_issues(args.facilities.name, reading.issues, args.lang)
        if reading.refused or (stops and not args.skip_bad_rows):
            return None
        # What bodies declared complete is the register's list, not a file that takes its place.
        layers = layers.with_records(facilities=reading.records, completeness=())
    invented = [is_invented(f) for f in layers.facilities]
    if any(invented) and not all(invented):
        tell(_MIXED, args.lang)
        return None
    return layers.with_records(demonstration=any(invented))


def read_demand(args: argparse.Namespace, question: Question, layers: LayerSet) -> Demand | None:
    """The people of the group: built in, or of the raster or the table of villages given."""
    group, city = question.group, question.city_code
    registered = None
    if group is PeopleGroup.DISABLED_REGISTERED:
        codes = {c.code for c in layers.counties_of(city)}
        counts = certified_by_county(layers.certified_persons, question.as_of)
        registered = {c: n for c, n in persons_by_county(counts).items() if c in codes}
        if not registered:
            tell(_NOBODY_REGISTERED, args.lang)
            return None
    path: Path | None = args.population
    if path is None:
        return built_in_demand(city, group, registered=registered)
    if not path.is_file():
        tell(_no_file(path), args.lang)
        return None
    if path.suffix.lower() in _RASTERS:
        reading = raster_demand(
            path,
            city,
            group,
            scale_to_census=args.scale_to_census,
            crs=args.population_crs,
            registered=registered,
        )
    else:
        reading = village_demand(
            path,
            path.name,
            city,
            group,
            datum=Datum(args.population_datum) if args.population_datum else None,
            scale_to_census=args.scale_to_census,
            registered=registered,
        )
    stops = tell_issues(path.name, reading.issues, args.lang)
    if reading.demand is None or (stops and not _only_rows(args, reading.issues)):
        return None
    return reading.demand


def read_travel(
    args: argparse.Namespace, question: Question, demand: Demand, layers: LayerSet
) -> Travel | None:
    """The roads or the table of times given, else the straight line."""
    if args.roads is not None and args.travel_times is not None:
        tell(_ONE_OF_TWO, args.lang)
        return None
    for path in (args.roads, args.travel_times):
        if path is not None and not path.is_file():
            tell(_no_file(path), args.lang)
            return None
    if args.travel_times is not None:
        asked = facilities_asked(question, layers)
        aside = (facility.facility_id for facility in asked.aside)
        return _imported(args, demand, asked.ids, (*asked.ids, *aside))
    if args.roads is not None:
        network = _network(args, question.city_code)
        if network is None:
            return None
        graph = RoadGraph.of(network, question.mode, load_speeds())
        tell(graph.parts.said, args.lang)
        return Travel(RoadSource.default(graph), graph)
    return Travel(StraightLine.default(question.mode))


def _imported(
    args: argparse.Namespace, demand: Demand, counted: Collection[str], of_kind: Collection[str]
) -> Travel | None:
    """The table's times. Facilities of the kind that do not count may stand in it."""
    path: Path = args.travel_times
    times, issues = read_times(path, path.name)
    stops = tell_issues(path.name, issues, args.lang)
    if times is None or (stops and not _only_rows(args, issues)):
        return None
    there = set(of_kind) & set(times.table.to_ids)
    strangers = unknown_ids(times, demand.frame.index, {*counted, *there})
    if tell_issues(path.name, strangers, args.lang):
        return None
    return Travel(times)


def _network(args: argparse.Namespace, city_code: str) -> RoadNetwork | None:
    path: Path = args.roads
    if path.suffix.lower() == _STORED:
        try:
            return load_network(path)
        except NotANetworkError as error:
            tell(error.message, args.lang)
            return None
    reading = read_roads(path, path.name, city_area(city_code))
    stops = tell_issues(path.name, reading.issues, args.lang)
    return None if stops else reading.network


def _city_shape(city_code: str) -> BaseGeometry:
    frame = load_boundaries().frame
    shape: BaseGeometry = frame[frame["city_code"] == city_code].geometry.union_all()
    return shape


def _only_rows(args: argparse.Namespace, issues: tuple[DataIssue, ...]) -> bool:
    """Whether what is wrong is with single rows, and these are to be left out."""
    return args.skip_bad_rows and not any(i.severity is Severity.REFUSED for i in issues)


_MIXED = Text(
    "设施中演示数据与真实数据混在一起，不能同用。请分开。",
    "Invented and real facilities are mixed; they can’t be used together. Separate them.",
)
_NOBODY_REGISTERED = Text(
    "本市各县都没有报送持证残疾人总数。请改用 --group disabled_estimated，或先导入持证残疾人表。",
    "No county of the city has reported its certificate holders. Use --group disabled_estimated, or"
    " import the table of certificate holders first.",
)
_ONE_OF_TWO = Text(
    "--roads 与 --travel-times 只能给一个。", "Give --roads or --travel-times, not both."
)


def _no_file(path: Path) -> Text:
    return Text(
        f"找不到文件 {path}。请检查路径。", f"There is no file {path}. Check where it lies."
    )
