"""``python -m analysis measures``: one measure of access on plain tables, anywhere in the world."""

from __future__ import annotations

import argparse
import csv
import io
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import pandas as pd

from analysis.accessibility.coverage import coverage
from analysis.accessibility.decay import Decay, DecayError, parse_decay
from analysis.accessibility.e2sfca import FloatingCatchment, e2sfca
from analysis.accessibility.inequality import UNDEFINED_WORDS, Inequality, inequality
from analysis.accessibility.nearest import nearest
from analysis.commands.cutoffs import CutoffsError, parse_cutoffs
from analysis.commands.measure_tables import read_demand, read_supply
from geo.commands.speaking import BAD_INPUT, DONE, tell, tell_issues
from geo.commands.writing import write_bytes
from geo.issues import DataIssue, Severity
from geo.text import Language, Text
from geo.travel.imported import read_times, unknown_ids
from geo.travel.parameters import CUTOFF_LABEL, load_travel_parameters
from geo.travel.times import TravelTimes


class Measure(StrEnum):
    """What can be asked for."""

    NEAREST = "nearest"
    COVERAGE = "coverage"
    E2SFCA = "e2sfca"
    GINI = "gini"


_OF_CAPACITY = (Measure.E2SFCA, Measure.GINI)
_NAMED = 5
"""Of a list of ids, how many are named."""
Rows = list[list[str]]


@dataclass(frozen=True, eq=False)
class Tables:
    """What was read: the times among the ids of the tables alone, persons and capacity by id."""

    times: TravelTimes
    persons: pd.Series[float]
    capacity: pd.Series[float] | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    for name, columns, required in (
        ("--travel-times", "from_id, to_id, minutes; a missing pair is unreachable", True),
        ("--demand", "id, persons", True),
        ("--supply", "id, capacity; for e2sfca and gini", False),
    ):
        parser.add_argument(
            name, required=required, type=Path, metavar="FILE", help=f"csv or xlsx: {columns}"
        )
    parser.add_argument("--measure", required=True, choices=[str(m) for m in Measure])
    parser.add_argument(
        "--cutoffs", metavar="15,30,60", help="minutes, inclusive; for coverage (default 15 to 60)"
    )
    parser.add_argument(
        "--weights",
        metavar="10:1,20:0.68,30:0.22",
        help="upper end in minutes, inclusive, and weight; or gaussian:60; for e2sfca and gini",
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.csv")


def run(args: argparse.Namespace) -> int:
    """Writes the measure; nothing is written when an input is bad."""
    measure, language = Measure(args.measure), args.lang
    if missing := _missing(args, measure):
        for text in missing:
            tell(text, language)
        return BAD_INPUT
    try:
        cutoffs = _cutoffs(args, measure)
        decay = parse_decay(args.weights) if measure in _OF_CAPACITY else None
    except (CutoffsError, DecayError) as error:
        tell(error.text, language)
        return BAD_INPUT
    tables = _read(args, language)
    if tables is None:
        return BAD_INPUT
    if decay is not None and tables.capacity is not None and tables.capacity.isna().all():
        tell(_NO_CAPACITY_KNOWN, language)
        return BAD_INPUT
    for text in _unused(args, measure):
        tell(text, language)
    if decay is not None and tables.capacity is not None:
        rows = _of_capacity(measure, tables, tables.capacity, decay, language)
    elif measure is Measure.COVERAGE:
        rows = _coverage(tables, cutoffs)
    else:
        rows = _nearest(tables)
    return DONE if write_bytes(args.out, _csv(rows), language) else BAD_INPUT


def _read(args: argparse.Namespace, language: Language) -> Tables | None:
    """The tables of the files; None, with everything wrong said, when one is bad."""
    found, issues = read_times(args.travel_times, args.travel_times.name)
    stopped = tell_issues(args.travel_times.name, map(_strict, issues), language)
    persons, issues = read_demand(args.demand)
    stopped = tell_issues(args.demand.name, issues, language) or stopped
    capacity = None
    if args.supply is not None:
        capacity, issues = read_supply(args.supply)
        stopped = tell_issues(args.supply.name, issues, language) or stopped
    if stopped or found is None or persons is None:
        return None
    facilities = list(found.table.to_ids if capacity is None else capacity.index)
    strangers = unknown_ids(found, list(persons.index), facilities)
    if tell_issues(args.travel_times.name, strangers, language):
        return None
    times = found.times(pd.DataFrame(index=persons.index), pd.DataFrame(index=facilities))
    return Tables(times, persons, capacity)


def _nearest(tables: Tables) -> Rows:
    found = nearest(tables.times, list(tables.persons.index))
    reached = found.minutes.notna()
    return [
        ["id", "to_id", "minutes"],
        *(
            [name, to_id, number(minutes)] if there else [name, "", ""]
            for name, to_id, minutes, there in zip(
                found.frame.index, found.to_id, found.minutes, reached, strict=True
            )
        ),
    ]


def _coverage(tables: Tables, cutoffs: Iterable[float]) -> Rows:
    found = coverage(nearest(tables.times), tables.persons, cutoffs)
    return [
        ["cutoff_min", "persons", "share"],
        *(
            [number(cutoff), number(persons), number(share)]
            for cutoff, persons, share in zip(
                found.index, found["persons"], found["share"], strict=True
            )
        ),
    ]


def _of_capacity(
    measure: Measure,
    tables: Tables,
    capacity: pd.Series[float],
    decay: Decay,
    language: Language,
) -> Rows:
    found = e2sfca(tables.times, tables.persons, capacity, decay)
    for text in _left_out(found):
        tell(text, language)
    if measure is Measure.E2SFCA:
        scores = zip(found.access.index, found.access, strict=True)
        return [["id", "access"], *([name, number(score)] for name, score in scores)]
    unequal = inequality(found.access, tables.persons)
    if not isinstance(unequal, Inequality):
        tell(UNDEFINED_WORDS[unequal], language)
    value = number(unequal.gini) if isinstance(unequal, Inequality) else ""
    return [["measure", "value"], [str(Measure.GINI), value]]


def number(value: float) -> str:
    """The number so that reading it back gives the same one: whole ones without a point.

    Never grouped and independent of the machine's language; empty where there is none.
    """
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() else repr(float(value))


def _csv(rows: Rows) -> bytes:
    """UTF-8 without a byte-order mark, lines ended by a line feed: for programs.

    Ids are written as they were read, also where a spreadsheet would take one for a formula:
    changed, they would join with nothing.
    """
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode("utf-8")


def _strict(issue: DataIssue) -> DataIssue:
    """A pair that comes twice stops the command, even with the same minutes: which is meant?"""
    alike = issue.code == "pair_repeated_alike"
    return replace(issue, severity=Severity.ERROR) if alike else issue


def _cutoffs(args: argparse.Namespace, measure: Measure) -> tuple[float, ...]:
    if args.cutoffs is not None:
        return parse_cutoffs(args.cutoffs)
    cutoffs = load_travel_parameters().cutoffs.minutes
    if measure is Measure.COVERAGE:
        listed = ",".join(number(c) for c in cutoffs)
        tell(_DEFAULT_CUTOFFS.fill(listed=listed, label=CUTOFF_LABEL), args.lang)
    return cutoffs


def _missing(args: argparse.Namespace, measure: Measure) -> list[Text]:
    """What the measure needs and was not given."""
    if measure not in _OF_CAPACITY:
        return []
    needed = ((args.supply, _SUPPLY_MISSING), (args.weights, _WEIGHTS_MISSING))
    return [text.fill(measure=measure) for given, text in needed if given is None]


def _unused(args: argparse.Namespace, measure: Measure) -> list[Text]:
    """What was given and the measure has no use for."""
    given = {
        "--cutoffs": args.cutoffs is not None and measure is not Measure.COVERAGE,
        "--weights": args.weights is not None and measure not in _OF_CAPACITY,
    }
    return [_UNUSED.fill(option=o, measure=measure) for o, unused in given.items() if unused]


def _left_out(found: FloatingCatchment) -> list[Text]:
    """Which capacity reaches nobody, and which is not known."""
    kinds = (
        (found.unknown_capacity, _CAPACITY_UNKNOWN),
        (found.reached_by_nobody, _REACHED_BY_NOBODY),
    )
    return [
        text.fill(count=len(ids), ids=Text(_some(ids, "、"), _some(ids, ", ")))
        for ids, text in kinds
        if ids
    ]


def _some(ids: tuple[str, ...], comma: str) -> str:
    return comma.join(ids[:_NAMED]) + (" …" if len(ids) > _NAMED else "")


_SUPPLY_MISSING = Text(
    "{measure} 需要设施容量：请加 --supply 文件（列 id、capacity）。",
    "{measure} needs capacity: add --supply FILE (columns id, capacity).",
)
_WEIGHTS_MISSING = Text(
    "{measure} 需要权重：请加 --weights 10:1,20:0.68,30:0.22（上限分钟:权重，上限含在内）"
    "或 --weights gaussian:60。",
    "{measure} needs weights: add --weights 10:1,20:0.68,30:0.22 (upper end in minutes,"
    " inclusive:weight) or --weights gaussian:60.",
)
_NO_CAPACITY_KNOWN = Text(
    "没有一处设施的容量是已知的，算不出每人可得多少。请补填 --supply 文件的 capacity 列。",
    "No facility's capacity is known, so what each person gets can't be told. Fill in the column"
    " capacity of --supply.",
)
_UNUSED = Text(
    "说明：{measure} 用不到 {option}，本次没有使用。",
    "Note: {measure} has no use for {option}; it was not used.",
)
_DEFAULT_CUTOFFS = Text(
    "说明：没有给 --cutoffs，按 {listed} 分钟计（{label}）。",
    "Note: without --cutoffs, {listed} minutes are taken ({label}).",
)
_CAPACITY_UNKNOWN = Text(
    "说明：{count} 处设施容量待核实，没有计入：{ids}。",
    "Note: the capacity of {count} facilities is not known; left out: {ids}.",
)
_REACHED_BY_NOBODY = Text(
    "说明：{count} 处设施在权重范围内无人可到，容量没有分给任何人：{ids}。",
    "Note: nobody reaches {count} facilities within the weights; their capacity is nobody's:"
    " {ids}.",
)
