"""Sources of funds 资金来源 against the yearly cost of a retrofit plan.

Sources are used in the order given, each up to its amount of the year; amounts of a year are not
carried into the next. Sums are exact: whole fen (0.01 yuan), the remainder to the largest parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from analysis.planning.apportion import Bounds, largest_remainder
from analysis.planning.retrofit import RetrofitPlan
from geo.text import Text

FEN = Fraction(1, 100)


class FundKind(StrEnum):
    """Where money comes from."""

    LOTTERY = "central_lottery"
    CENTRAL = "central"
    REGION = "region"
    CITY = "city"
    COUNTY = "county"
    EMPLOYMENT_LEVY = "employment_levy"


FUND_WORDS: dict[FundKind, Text] = {
    FundKind.LOTTERY: Text("中央彩票公益金", "Central lottery fund"),
    FundKind.CENTRAL: Text("中央补助", "Central grant"),
    FundKind.REGION: Text("自治区", "Region"),
    FundKind.CITY: Text("市", "City"),
    FundKind.COUNTY: Text("县（市、区）配套", "County share"),
    FundKind.EMPLOYMENT_LEVY: Text("残保金", "Employment levy"),
}


@dataclass(frozen=True, slots=True)
class Fund:
    """A source with its amount for each year of the plan, in yuan."""

    kind: FundKind
    yuan_by_year: tuple[Fraction, ...]
    document: str = ""


@dataclass(frozen=True, slots=True)
class FundUse:
    """What a source pays in each year, in yuan, and what of it is left."""

    fund: Fund
    used_yuan: tuple[Fraction, ...]

    @property
    def left_yuan(self) -> tuple[Fraction, ...]:
        """The part of each year's amount not used."""
        return tuple(a - u for a, u in zip(self.fund.yuan_by_year, self.used_yuan, strict=True))


@dataclass(frozen=True, slots=True)
class Funding:
    """How the plan is paid: by source and year, and what no source pays."""

    uses: tuple[FundUse, ...]
    cost_yuan: tuple[Fraction, ...]
    missing_yuan: tuple[Fraction, ...]


def fund_plan(plan: RetrofitPlan, funds: tuple[Fund, ...]) -> Funding:
    """The plan's funding. ValueError without a unit cost, or for a fund of other years."""
    unit = plan.request.unit_cost_yuan
    if unit is None:
        raise ValueError("a plan without a unit cost has no cost to fund")
    years = len(plan.request.years)
    if any(len(f.yuan_by_year) != years or min(f.yuan_by_year) < 0 for f in funds):
        raise ValueError("every fund needs an amount of zero or more for each year")
    cost = tuple(n * unit for n in plan.by_year)
    left = list(cost)
    uses = []
    for fund in funds:
        used = []
        for i in range(years):
            paid = min(left[i], fund.yuan_by_year[i])
            left[i] -= paid
            used.append(paid)
        uses.append(FundUse(fund, tuple(used)))
    return Funding(tuple(uses), cost, tuple(left))


def by_county(plan: RetrofitPlan, funding: Funding) -> Mapping[str, tuple[Fraction, ...]]:
    """What each source pays in each county over all years, in yuan, in the order of the sources.

    A source's money follows the households, year by year, to the fen.
    """
    paid: dict[str, list[Fraction]] = {
        c.county_code: [Fraction(0)] * len(funding.uses) for c in plan.counties
    }
    for i in range(len(plan.request.years)):
        weights = {c.county_code: Fraction(c.by_year[i]) for c in plan.counties}
        if not any(weights.values()):
            continue
        for j, use in enumerate(funding.uses):
            fen = int(use.used_yuan[i] / FEN)
            shared = largest_remainder(fen, weights, dict.fromkeys(weights, Bounds(0, fen)))
            for code, part in shared.items():
                paid[code][j] += part * FEN
    return {code: tuple(parts) for code, parts in paid.items()}
