"""``python -m analysis site``: where to open facilities, proven best, on plain tables."""

from __future__ import annotations

import argparse
import csv
import io
import json
import math
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.commands.measure_tables import read_demand
from analysis.commands.measures import number
from analysis.commands.site_tables import read_sites
from analysis.commands.times_tables import read_points
from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.plan import SitingPlan
from analysis.planning.siting.problem import (
    Objective,
    SitingError,
    SitingProblem,
    SitingRequest,
)
from analysis.planning.siting.solver import Outcome
from geo.commands.speaking import BAD_INPUT, DONE, INFEASIBLE, tell, tell_issues
from geo.commands.writing import write_bytes
from geo.issues import DataIssue, Severity
from geo.text import Language, Text
from geo.travel.imported import read_times, unknown_ids
from geo.travel.model import TravelMode
from geo.travel.straight_line import StraightLine
from geo.travel.times import TravelTimes

_ALL_PAIRS = 5_000_000
"""Without a table of times: with more pairs, those beyond the cutoff are not looked at."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--objective", required=True, choices=[str(o) for o in Objective])
    parser.add_argument("--p", type=_whole, metavar="N", help="at most so many new sites")
    parser.add_argument("--budget", type=_amount, metavar="YUAN", help="for new sites together")
    parser.add_argument(
        "--cutoff-min", type=_amount, metavar="T", help="minutes within reach, inclusive"
    )
    for name, columns, required in (
        ("--demand", "id, persons; lon, lat without --travel-times", True),
        ("--sites", "id; cost (yuan) and capacity (persons) where they count", True),
        ("--travel-times", "from_id, to_id, minutes; a missing pair is unreachable", False),
        ("--existing", "id, capacity of what is open already", False),
    ):
        parser.add_argument(
            name, required=required, type=Path, metavar="FILE", help=f"csv or xlsx: {columns}"
        )
    parser.add_argument("--time-limit", type=_above_zero, metavar="S", help="seconds")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.csv")


def run(args: argparse.Namespace) -> int:
    """Prints the plan as JSON and writes who goes where; nothing when an input is bad."""
    language: Language = args.lang
    try:
        request = SitingRequest(
            Objective(args.objective), args.p, args.budget, args.cutoff_min, args.time_limit
        )
        problem = _read(args, language)
        if problem is None:
            return BAD_INPUT
        plan = choose_sites(problem, request)
    except SitingError as error:
        tell(error.text, language)
        return BAD_INPUT
    for text in _notes(problem, plan):
        tell(text, language)
    there_is = plan.objective is not None
    if there_is and not write_bytes(args.out, _csv(plan), language):
        return BAD_INPUT
    print(json.dumps(_summary(plan), ensure_ascii=False))
    return DONE if there_is else INFEASIBLE


def _read(args: argparse.Namespace, language: Language) -> SitingProblem | None:
    """The problem in the files; None, with everything wrong said, when one is bad."""
    by_place = args.travel_times is None
    persons, issues = read_demand(args.demand)
    stopped = _told(args.demand, issues, language, by_place=by_place)
    sites, issues = read_sites(args.sites)
    stopped = _told(args.sites, issues, language, by_place=by_place) or stopped
    existing = None
    if args.existing is not None:
        existing, issues = read_sites(args.existing)
        stopped = _told(args.existing, issues, language, by_place=by_place) or stopped
    if stopped or persons is None or sites is None:
        return None
    if existing is not None:
        sites = _joined(sites, existing)
    open_now = sites.index.isin(existing.index if existing is not None else [])
    times = (
        _straight(args, persons, sites, language)
        if by_place
        else _imported(args.travel_times, persons, sites, language)
    )
    if times is None:
        return None
    return SitingProblem(
        tuple(persons.index),
        persons.to_numpy().astype(np.float64),
        tuple(sites.index),
        sites["cost"].to_numpy(np.float64),
        sites["capacity"].to_numpy(np.float64),
        np.asarray(open_now, dtype=bool),
        times,
    )


def _told(path: Path, issues: Iterable[DataIssue], language: Language, *, by_place: bool) -> bool:
    """Whether an issue stops the command; coordinates are not strange where they are used."""
    said = [i for i in issues if not (by_place and i.code == "unknown_columns")]
    return tell_issues(path.name, said, language)


def _joined(sites: pd.DataFrame, existing: pd.DataFrame) -> pd.DataFrame:
    """Both, sorted; who is in both is open already, its capacity as ``existing`` says or else."""
    known = existing.assign(capacity=existing["capacity"].fillna(sites["capacity"]))
    new = sites[~sites.index.isin(existing.index)]
    return pd.concat([new, known]).sort_index()


def _imported(
    path: Path, persons: pd.Series[float], sites: pd.DataFrame, language: Language
) -> TravelTimes | None:
    found, issues = read_times(path, path.name)
    stopped = tell_issues(path.name, map(_strict, issues), language)
    if stopped or found is None:
        return None
    strangers = unknown_ids(found, list(persons.index), list(sites.index))
    if tell_issues(path.name, strangers, language):
        return None
    return found.times(pd.DataFrame(index=persons.index), pd.DataFrame(index=sites.index))


def _straight(
    args: argparse.Namespace, persons: pd.Series[float], sites: pd.DataFrame, language: Language
) -> TravelTimes | None:
    people, stopped = _points(args.demand, language)
    places, bad = _points(args.sites, language)
    stopped = stopped or bad
    if not stopped and not sites.index.isin(places.index).all():
        more, bad = _points(args.existing, language)
        places = pd.concat([places, more[~more.index.isin(places.index)]])
        stopped = stopped or bad
    if stopped:
        return None
    source = StraightLine.default(TravelMode.DRIVING)
    tell(_STRAIGHT.fill(model=source.model.said), language)
    limit_min = args.cutoff_min if len(persons) * len(sites) > _ALL_PAIRS else None
    return source.times(people.loc[persons.index], places.loc[sites.index], limit_min)


def _points(path: Path, language: Language) -> tuple[pd.DataFrame, bool]:
    """Where the ids of a file are, and whether something stops the command."""
    points, issues = read_points(path)
    if any(i.code == "missing_columns" for i in issues):
        tell(_NO_COORDINATES.fill(file=path.name), language)
    stopped = _told(path, issues, language, by_place=True)
    return (pd.DataFrame(), True) if points is None else (points, stopped)


def _strict(issue: DataIssue) -> DataIssue:
    """A pair that comes twice stops the command, even with the same minutes: which is meant?"""
    alike = issue.code == "pair_repeated_alike"
    return replace(issue, severity=Severity.ERROR) if alike else issue


def _summary(plan: SitingPlan) -> dict[str, object]:
    return {
        "status": str(plan.status),
        "objective": _json_number(plan.objective),
        "bound": _json_number(plan.bound),
        "gap": _json_number(plan.gap),
        "seconds": round(plan.seconds, 3),
        "chosen": list(plan.chosen),
    }


def _json_number(value: float | None) -> float | int | None:
    """Whole numbers without a point; JSON knows no infinity and no NaN."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() else float(value)


def _csv(plan: SitingPlan) -> bytes:
    """UTF-8 without a byte-order mark, lines ended by a line feed, ids as they were read."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["demand_id", "site_id", "minutes"])
    frame = plan.assignment
    there = frame["site_id"].notna()
    for name, site, minutes, served in zip(
        frame.index, frame["site_id"], frame["minutes"], there, strict=True
    ):
        writer.writerow([name, site, number(minutes)] if served else [name, "", ""])
    return stream.getvalue().encode("utf-8")


def _notes(problem: SitingProblem, plan: SitingPlan) -> list[Text]:
    """What the numbers alone don't say."""
    if plan.conflict is not None:
        ids = plan.conflict.unreachable
        said = [plan.conflict.said]
        if ids:
            said.append(_UNREACHABLE.fill(ids=" ".join((*ids[:5], *(["…"] if ids[5:] else ())))))
        return said
    if plan.status is Outcome.NOTHING_FOUND:
        return [_NOTHING_FOUND]
    notes = []
    if np.isfinite(problem.capacity).any():
        notes.append(_CAPACITY)
    if plan.status is Outcome.FEASIBLE:
        notes.append(_NOT_PROVEN)
    if plan.other_plans_tie:
        notes.append(_TIES)
    unserved = plan.assignment["site_id"].isna().to_numpy() & (problem.persons > 0)
    persons = float(problem.persons[unserved].sum())
    if unserved.any():
        notes.append(_UNSERVED.fill(persons=number(persons), count=int(unserved.sum())))
    return notes


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise argparse.ArgumentTypeError(f"a whole number of 0 or more is wanted: {text}")
    return int(text)


def _amount(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        raise argparse.ArgumentTypeError(f"a number of 0 or more is wanted: {text}")
    return value


def _above_zero(text: str) -> float:
    value = _amount(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"a number above 0 is wanted: {text}")
    return value


_STRAIGHT = Text(
    "说明：没有给 --travel-times，出行时间按{model}。",
    "Note: without --travel-times, times are: {model}.",
)
_NO_COORDINATES = Text(
    "没有给 --travel-times，{file} 就要有经纬度（列 lon、lat）。",
    "Without --travel-times, {file} needs coordinates (columns lon, lat).",
)
_CAPACITY = Text(
    "说明：按 capacity 列，各处接纳人数不超过其服务能力，同一编号的人不拆分；"
    "不想计入服务能力，请去掉这一列。",
    "Note: no site takes more persons than its capacity, and people of one id stay together;"
    " leave the column capacity out if it should not count.",
)
_NOT_PROVEN = Text(
    "说明：到时限尚未证明最优；目标值与最优最多相差 gap。",
    "Note: not proven best within the time; it is at most the gap away from the best.",
)
_TIES = Text(
    "说明：还有别的方案同样好（选点不同，目标值相同）。",
    "Note: other sites do just as well (another plan has the same objective).",
)
_UNSERVED = Text(
    "说明：{count} 处共 {persons} 人没有设施可到，site_id 留空。",
    "Note: {count} places with {persons} persons have no facility within reach; site_id is empty.",
)
_UNREACHABLE = Text("到不了的居住地：{ids}", "places out of reach: {ids}")
_NOTHING_FOUND = Text(
    "时限内没有找到方案，也没有证明不存在；请放宽 --time-limit。",
    "No plan was found in the time, and none was ruled out; allow more with --time-limit.",
)
