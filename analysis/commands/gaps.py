"""``python -m analysis gaps``: every evaluated requirement of a city, one row per county."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from analysis.commands.recorded import recorded_state, unknown_city
from analysis.report.gaps import gap_rows, gaps_csv
from analysis.requirements.catalogue import Catalogue, load_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.rulings import check_rulings
from geo.commands.registers import add_known_on, add_register
from geo.commands.speaking import BAD_INPUT, DONE, tell, tell_issues
from geo.commands.writing import write_bytes
from geo.counties import resolve_city
from geo.issues import Severity
from geo.layers import LayerSet
from geo.reading.completeness import cross_check, read_completeness
from geo.reading.facilities import read_facilities
from geo.reading.indicators import read_indicators
from geo.reading.purchased_services import read_purchased_services
from geo.reading.registered_population import read_registered_population
from geo.reading.result import Reading, UnreadRow
from geo.reading.retrofit import read_retrofit
from geo.reading.rulings import read_rulings
from geo.reading.unread import hold_back
from geo.text import Text

_TABLES: dict[str, Callable[[Path, str], Reading[Any]]] = {
    "facilities": read_facilities,
    "completeness": read_completeness,
    "rulings": read_rulings,
    "purchased_services": read_purchased_services,
    "retrofit_needs": read_retrofit,
    "indicator_values": read_indicators,
    "registered_population": read_registered_population,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--city", required=True, help="division code or name, e.g. 450900")
    parser.add_argument("--as-of", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
    for table in _TABLES:
        parser.add_argument(f"--{table.replace('_', '-')}", type=Path, metavar="FILE")
    add_register(parser)
    add_known_on(parser)
    parser.add_argument("--requirement", metavar="ID", help="one requirement only")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--skip-bad-rows", action="store_true")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.csv")


def run(args: argparse.Namespace) -> int:
    """Writes the gaps; nothing is written when an input is bad."""
    catalogue = load_catalogue()
    city = resolve_city(args.city)
    if not isinstance(city, str):
        tell(unknown_city(args.city), args.lang)
        return BAD_INPUT
    known = {e.id for e in catalogue.evaluated(city)}
    if args.requirement and args.requirement not in known:
        tell(_unknown_requirement(args.requirement, known), args.lang)
        return BAD_INPUT
    layers = _layers(args, catalogue)
    if layers is None:
        return BAD_INPUT
    assessment = evaluate(catalogue, layers, city, args.as_of)
    rows = gap_rows(catalogue, layers, assessment, args.lang, args.requirement)
    return DONE if write_bytes(args.out, gaps_csv(rows), args.lang) else BAD_INPUT


def _layers(args: argparse.Namespace, catalogue: Catalogue) -> LayerSet | None:
    """The register's records, or the files given in their place; None when an input is bad."""
    state = recorded_state(args)
    if state is None:
        return None
    # What bodies declared complete is the register's list, not a file that takes its place.
    declared = () if args.facilities else state.records("completeness")
    tables: dict[str, tuple[Any, ...]] = {"completeness": declared}
    unread: tuple[UnreadRow, ...] = state.unread
    stopped = False
    for table, read in _TABLES.items():
        path: Path | None = getattr(args, table)
        if path is None:
            continue
        reading: Reading[Any] = read(path, path.name)
        stops = tell_issues(path.name, reading.issues, args.lang)
        refused = any(i.severity is Severity.REFUSED for i in reading.issues)
        stopped = stopped or refused or (stops and not args.skip_bad_rows)
        tables[table] = reading.records
        if table == "facilities":
            unread = reading.unread
    if args.rulings is not None:
        issues = check_rulings(catalogue, tables.get("rulings", ()))
        stopped = (
            tell_issues(args.rulings.name, issues, args.lang) and not args.skip_bad_rows
        ) or stopped
    if stopped:
        return None
    tables["completeness"], held = hold_back(tables["completeness"], unread)
    tell_issues(args.facilities.name if args.facilities else "", held, args.lang)
    layers = state.layers.with_records(**tables)
    tell_issues("", cross_check(layers.facilities, layers.completeness), args.lang)
    return layers


def _unknown_requirement(requirement_id: str, known: set[str]) -> Text:
    listed = ", ".join(sorted(known))
    return Text(
        f"该市没有可核查的要求“{requirement_id}”。可用：{listed}",
        f"The city has no evaluated requirement “{requirement_id}”. Known: {listed}",
    )
