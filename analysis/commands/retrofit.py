"""``python -m analysis retrofit``: extra households split over a city's counties and years."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path

from analysis.commands.writing import write_csv
from analysis.planning.limits import Limit
from analysis.planning.money import plain_yuan
from analysis.planning.retrofit import (
    InfeasiblePlanError,
    RetrofitPlan,
    RetrofitRequest,
    Rule,
    allocate,
    needs_of,
)
from geo.commands.speaking import BAD_INPUT, DONE, INFEASIBLE, tell, tell_issues
from geo.counties import load_counties, resolve_city
from geo.layers import County
from geo.reading.retrofit import read_retrofit
from geo.reading.weights import read_weights
from geo.text import Text, join

_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
_WHOLE = re.compile(r"[0-9]{1,9}")
_YUAN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,2})?")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--city", required=True, help="division code or name, e.g. 450200")
    parser.add_argument("--need", required=True, type=Path, metavar="FILE")
    parser.add_argument("--target", required=True, type=_whole, metavar="HOUSEHOLDS")
    parser.add_argument("--years", required=True, type=_years, metavar="2026-2030")
    parser.add_argument("--rule", required=True, choices=[str(r) for r in Rule])
    parser.add_argument("--floor", type=_whole, default=0, metavar="HOUSEHOLDS")
    parser.add_argument("--unit-cost", type=_cost, metavar="YUAN")
    parser.add_argument("--budget", type=_money, metavar="YUAN_PER_YEAR")
    parser.add_argument("--weights", type=Path, metavar="FILE")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.csv")


def run(args: argparse.Namespace) -> int:
    """Writes the plan; nothing is written when an input is bad or no plan is possible."""
    city = resolve_city(args.city)
    codes = {c.code: c for c in load_counties() if c.city_code == city}
    if not codes:
        tell(_unknown_city(args.city), args.lang)
        return BAD_INPUT
    if args.budget is not None and args.unit_cost is None:
        tell(_BUDGET_NEEDS_COST, args.lang)
        return BAD_INPUT
    reading = read_retrofit(args.need, args.need.name)
    stopped = tell_issues(args.need.name, reading.issues, args.lang)
    weights: dict[str, Fraction] = {}
    if args.weights is not None:
        weights, issues = read_weights(args.weights, args.weights.name)
        stopped = tell_issues(args.weights.name, issues, args.lang) or stopped
    strangers = sorted({*(r.county_code for r in reading.records), *weights} - set(codes))
    if strangers:
        tell(_strangers(strangers), args.lang)
    if stopped or strangers:
        return BAD_INPUT
    if args.rule == Rule.PRIORITY and (bare := sorted(set(codes) - set(weights))):
        tell(_unweighted(bare, codes) if weights else _WEIGHTS_MISSING, args.lang)
    needs = needs_of(reading.records, tuple(codes))
    try:
        plan = allocate(
            RetrofitRequest(
                needs,
                args.target,
                args.years,
                Rule(args.rule),
                args.floor,
                args.unit_cost,
                args.budget,
                weights,
            )
        )
    except InfeasiblePlanError as error:
        tell(error.message, args.lang)
        waiting = tuple(n.county_code for n in needs if n.need_left is None)
        if waiting and any(e.limit is Limit.NEED_LEFT for e in error.exceeded):
            tell(_waiting(waiting, codes), args.lang)
        return INFEASIBLE
    if plan.unreported:
        tell(_unreported(plan.unreported, codes), args.lang)
    if weights and plan.request.rule is not Rule.PRIORITY:
        tell(_WEIGHTS_UNUSED, args.lang)
    return DONE if write_csv(args.out, _rows(plan), args.lang) else BAD_INPUT


def _rows(plan: RetrofitPlan) -> list[list[str]]:
    """The header, then a row per county and year; cost empty without a unit cost."""
    rows = [["county_code", "year", "households", "cost_yuan"]]
    for county in plan.counties:
        for year, households in zip(plan.request.years, county.by_year, strict=True):
            cost = plan.cost_yuan(households)
            yuan = "" if cost is None else plain_yuan(cost)
            rows.append([county.county_code, str(year), str(households), yuan])
    return rows


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"“{text}” is no whole number of zero or more 应为非负整数"
        )
    return int(text)


def _money(text: str) -> Fraction:
    if not _YUAN.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"“{text}” is no sum in yuan with two decimals at most 应为金额（元），最多两位小数"
        )
    return Fraction(text)


def _cost(text: str) -> Fraction:
    cost = _money(text)
    if not cost:
        raise argparse.ArgumentTypeError("must be above zero 应大于 0")
    return cost


def _years(text: str) -> tuple[int, ...]:
    match = _YEARS.fullmatch(text)
    if not match:
        raise argparse.ArgumentTypeError(
            f"“{text}” is no year or span of years as 2026-2030 应为年份，如 2026-2030"
        )
    first, last = int(match[1]), int(match[2] or match[1])
    if not first <= last <= first + 50:
        raise argparse.ArgumentTypeError(
            f"“{text}”: the first year first, 51 years at most 起始年在前，最多 51 年"
        )
    return tuple(range(first, last + 1))


_BUDGET_NEEDS_COST = Text(
    "给了年度资金上限 --budget，但没有户均 --unit-cost，算不出每年能做多少户。请补上户均（元）。",
    "--budget was given without --unit-cost, so households a year can't be told. Add --unit-cost.",
)


_WEIGHTS_UNUSED = Text(
    "说明：--weights 只用于 --rule priority，本次没有使用。",
    "Note: --weights counts with --rule priority only and was not used.",
)


_WEIGHTS_MISSING = Text(
    "说明：没有给权重 --weights，各县按 1 计，结果与按剩余需求比例相同。",
    "Note: without --weights every county weighs 1, as in the proportional rule.",
)


def _unknown_city(text: str) -> Text:
    return Text(
        f"没有城市“{text}”的数据。可用：450900 玉林市、450200 柳州市。",
        f"No data for city “{text}”. Known: 450900 Yulin, 450200 Liuzhou.",
    )


def _strangers(codes: list[str]) -> Text:
    listed = ", ".join(codes)
    return Text(
        f"这些县不属于所选城市：{listed}。请改正 --city，或删去这些行。",
        f"These counties are not of the city: {listed}. Correct --city or remove the rows.",
    )


def _unreported(codes: tuple[str, ...], counties: Mapping[str, County]) -> Text:
    names = _names(codes, counties)
    return Text(
        f"说明：{names.zh}需求户数待报，没有分配；报来后其他县的户数会减少。",
        f"Note: the need of {names.en} is not reported, so nothing is allocated there; once it is,"
        " the other counties get fewer.",
    )


def _waiting(codes: tuple[str, ...], counties: Mapping[str, County]) -> Text:
    names = _names(codes, counties)
    return Text(
        f"说明：{names.zh}需求户数待报，没有计入；补报后可能够分。",
        f"Note: the need of {names.en} is not reported and not counted; the target may fit once it"
        " is.",
    )


def _unweighted(codes: list[str], counties: Mapping[str, County]) -> Text:
    names = _names(codes, counties)
    return Text(
        f"说明：权重文件中没有{names.zh}，按 1 计。",
        f"Note: the file of weights leaves out {names.en}: taken as 1.",
    )


def _names(codes: Iterable[str], counties: Mapping[str, County]) -> Text:
    return join([Text(counties[c].name_zh, counties[c].name_en) for c in codes])
