"""``python -m analysis access``: who is how far from one kind of facility, county by county."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from analysis.accessibility.access_files import EXTENSIONS, access_file, extensions
from analysis.accessibility.access_package import PublicGeometryError
from analysis.accessibility.access_paper import AccessPaper
from analysis.accessibility.decay import Decay, DecayError, parse_decay
from analysis.accessibility.question import Question
from analysis.accessibility.ranges import ranges
from analysis.accessibility.study import NoFacilityError, study
from analysis.commands.access_inputs import read_demand, read_layers, read_travel
from analysis.commands.cutoffs import CutoffsError, parse_cutoffs
from analysis.commands.recorded import unknown_city
from geo.commands.registers import add_known_on, add_register
from geo.commands.speaking import BAD_INPUT, DONE, tell
from geo.commands.writing import write_bytes
from geo.counties import resolve_city
from geo.people.demand import PeopleGroup
from geo.text import Text
from geo.travel.model import TravelMode
from geo.travel.parameters import load_travel_parameters
from geo.vocabulary import Datum, FacilityType

PERIOD_END = date(2025, 12, 31)
"""The end of the plans' period, the day asked about where none is given."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--city", required=True, help="division code or name, e.g. 450900")
    parser.add_argument("--type", required=True, choices=[str(t) for t in FacilityType])
    parser.add_argument("--mode", choices=[str(m) for m in TravelMode], default="driving")
    parser.add_argument(
        "--group",
        choices=[str(g) for g in PeopleGroup],
        default=str(PeopleGroup.ALL),
        help="whose travel (default: all residents)",
    )
    parser.add_argument(
        "--cutoffs", metavar="15,30,60", help="minutes, inclusive (default 15 to 60)"
    )
    parser.add_argument(
        "--limit", type=float, metavar="MIN", help="the cutoff of the headline (default 30)"
    )
    parser.add_argument(
        "--weights",
        metavar="10:1,20:0.68,30:0.22",
        help="decay of E2SFCA, upper ends inclusive; or gaussian:60 (default: to the limit)",
    )
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        default=PERIOD_END,
        metavar="YYYY-MM-DD",
        help=f"the day the facilities are those of (default {PERIOD_END})",
    )
    parser.add_argument(
        "--facilities", type=Path, metavar="FILE", help="in place of the register’s"
    )
    parser.add_argument("--skip-bad-rows", action="store_true")
    parser.add_argument(
        "--roads", type=Path, metavar="FILE", help=".osm.pbf, .osm, .graphml, .gpkg or stored .npz"
    )
    parser.add_argument(
        "--travel-times",
        type=Path,
        metavar="FILE",
        help="from_id, to_id, minutes, in place of roads",
    )
    parser.add_argument(
        "--population", type=Path, metavar="FILE", help="GeoTIFF of persons, or table of villages"
    )
    parser.add_argument("--population-crs", metavar="EPSG:4326", help="where the raster names none")
    parser.add_argument(
        "--population-datum",
        choices=[str(d) for d in Datum],
        help="of a table of villages that names none",
    )
    parser.add_argument("--scale-to-census", action="store_true")
    add_register(parser)
    add_known_on(parser)
    parser.add_argument("--public", action="store_true", help="the public edition (csv, xlsx)")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.(csv|gpkg|xlsx)")


def run(args: argparse.Namespace) -> int:
    """Writes the study; nothing is written when an input is bad or nothing can be reached."""
    extension = args.out.suffix.lower().lstrip(".")
    if extension not in EXTENSIONS:
        tell(_UNKNOWN_SUFFIX, args.lang)
        return BAD_INPUT
    if args.public and extension not in extensions(internal=False):
        tell(PublicGeometryError.text, args.lang)
        return BAD_INPUT
    city = resolve_city(args.city)
    if not isinstance(city, str):
        tell(unknown_city(args.city), args.lang)
        return BAD_INPUT
    question = _question(args, city)
    if question is None:
        return BAD_INPUT
    layers = read_layers(args)
    demand = None if layers is None else read_demand(args, question, layers)
    travel = None
    if layers is not None and demand is not None:
        travel = read_travel(args, question, demand, layers)
    if layers is None or demand is None or travel is None:
        return BAD_INPUT
    try:
        found = study(question, demand, layers, travel.source)
    except NoFacilityError as error:
        tell(error.text, args.lang)
        return BAD_INPUT
    everybody = found.areas.city
    if everybody.persons and everybody.not_connected_persons == everybody.persons:
        tell(_NOBODY_CONNECTED, args.lang)
        return BAD_INPUT
    paper = AccessPaper(
        found,
        internal=not args.public,
        known_on=args.known_on,
        ranges=ranges(found, travel.source) if extension != "csv" else None,
    )
    if paper.without_roads is not None:
        tell(paper.without_roads, args.lang)
    isochrones = travel.isochrones(found) if extension == "gpkg" else None
    content = access_file(paper, extension, args.lang, isochrones)
    return DONE if write_bytes(args.out, content, args.lang) else BAD_INPUT


def _question(args: argparse.Namespace, city: str) -> Question | None:
    """The question asked, or None, with a sentence, when it makes no sense."""
    try:
        decay: Decay | None = parse_decay(args.weights) if args.weights else None
        defaults = load_travel_parameters().cutoffs
        cutoffs = parse_cutoffs(args.cutoffs) if args.cutoffs else defaults.minutes
    except (CutoffsError, DecayError) as error:
        tell(error.text, args.lang)
        return None
    limit = args.limit
    if limit is None:
        limit = defaults.limit_min if defaults.limit_min in cutoffs else cutoffs[0]
    if limit not in cutoffs:
        tell(_unknown_limit(limit, cutoffs), args.lang)
        return None
    kind = FacilityType(args.type)
    return Question(
        city,
        kind,
        args.as_of,
        mode=TravelMode(args.mode),
        group=PeopleGroup(args.group),
        cutoffs_min=cutoffs,
        limit_min=limit,
        decay=decay,
    )


_UNKNOWN_SUFFIX = Text(
    "--out 的文件名应以 .csv、.gpkg 或 .xlsx 结尾。",
    "The file of --out must end in .csv, .gpkg or .xlsx.",
)


_NOBODY_CONNECTED = Text(
    "没有一个人能连到任何设施：道路或时间表很可能不是本市的，未写出结果。请核对文件。",
    "Nobody is connected to any facility: the roads or the table of times are most likely of"
    " another place, and nothing is written. Check the file.",
)


def _unknown_limit(limit: float, cutoffs: tuple[float, ...]) -> Text:
    listed = ",".join(f"{c:g}" for c in cutoffs)
    return Text(
        f"--limit {limit:g} 不在时间上限 {listed} 之中。请改其一。",
        f"--limit {limit:g} is none of the cutoffs {listed}. Change one of them.",
    )
