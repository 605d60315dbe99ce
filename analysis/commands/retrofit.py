"""``python -m analysis retrofit``: extra households split over a city's counties and years."""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from analysis.commands.speaking import BAD_INPUT, DONE, INFEASIBLE, tell, tell_issues
from analysis.planning.retrofit import (
    InfeasiblePlanError,
    RetrofitPlan,
    RetrofitRequest,
    Rule,
    allocate,
    needs_of,
)
from geo.counties import load_counties, resolve_city
from geo.layers import County
from geo.reading.retrofit import read_retrofit
from geo.reading.weights import read_weights
from geo.text import Text

_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--city", required=True, help="division code or name, e.g. 450200")
    parser.add_argument("--need", required=True, type=Path, metavar="FILE")
    parser.add_argument("--target", required=True, type=_whole, metavar="HOUSEHOLDS")
    parser.add_argument("--years", required=True, type=_years, metavar="2026-2030")
    parser.add_argument("--rule", required=True, choices=[str(r) for r in Rule])
    parser.add_argument("--floor", type=_whole, default=0, metavar="HOUSEHOLDS")
    parser.add_argument("--unit-cost", type=_money, metavar="YUAN")
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
        return INFEASIBLE
    if plan.unreported:
        tell(_unreported(plan.unreported, codes), args.lang)
    _write(args.out, plan)
    return DONE


def _write(path: Path, plan: RetrofitPlan) -> None:
    """One row per county and year, by county then year; cost empty without a unit cost."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["county_code", "year", "households", "cost_yuan"])
        for county in plan.counties:
            for year, households in zip(plan.request.years, county.by_year, strict=True):
                cost = plan.cost_yuan(households)
                writer.writerow([county.county_code, year, households, money_text(cost)])


def money_text(yuan: Fraction | None) -> str:
    """Yuan with as many decimals as needed, at most two; empty when not known."""
    if yuan is None:
        return ""
    return f"{float(yuan):.2f}".rstrip("0").rstrip(".")


def _whole(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError("zero or more")
    return value


def _money(text: str) -> Fraction:
    value = Fraction(text)
    if value <= 0:
        raise argparse.ArgumentTypeError("above zero")
    return value


def _years(text: str) -> tuple[int, ...]:
    match = _YEARS.fullmatch(text)
    if not match:
        raise argparse.ArgumentTypeError("a year or a span of years, as 2026-2030")
    first, last = int(match[1]), int(match[2] or match[1])
    if not first <= last <= first + 50:
        raise argparse.ArgumentTypeError("the first year first, 51 years at most")
    return tuple(range(first, last + 1))


_BUDGET_NEEDS_COST = Text(
    "给了年度资金上限 --budget，但没有户均 --unit-cost，算不出每年能做多少户。请补上户均（元）。",
    "--budget was given without --unit-cost, so households a year can't be told. Add --unit-cost.",
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
    zh = "、".join(counties[c].name_zh for c in codes)
    en = ", ".join(counties[c].name_en for c in codes)
    return Text(
        f"说明：{zh}需求户数待报，没有分配；报来后其他县的户数会减少。",
        f"Note: the need of {en} is not reported, so nothing is allocated there; once it is, the"
        " other counties get fewer.",
    )
