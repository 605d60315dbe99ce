"""Sources of funds 资金来源 against the yearly cost of a retrofit plan.

Sources are used in the order given, each up to its amount of the year; amounts of a year are not
carried into the next. A source may be for some counties only, or pay at most so much a household;
money is then moved between counties until no order of use could pay for more. Sums are exact:
whole fen (0.01 yuan), remainders to the largest parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from analysis.planning.fund_year import Purse, pay_year
from analysis.planning.money import FEN, fen_of
from analysis.planning.retrofit import RetrofitPlan
from geo.vocabulary import FundKind


@dataclass(frozen=True, slots=True)
class Fund:
    """A source with its amount for each year of the plan, in yuan, and what it may be used for.

    ``county_codes`` are the counties it is for (None: all); ``most_yuan_per_household`` is what it
    pays for one household at most (None: no limit).
    """

    kind: FundKind
    yuan_by_year: tuple[Fraction, ...]
    document: str = ""
    county_codes: frozenset[str] | None = None
    most_yuan_per_household: Fraction | None = None


@dataclass(frozen=True, slots=True)
class FundUse:
    """What a source pays in each year, in yuan, in all and by county code."""

    fund: Fund
    used_yuan: tuple[Fraction, ...]
    county_yuan: Mapping[str, tuple[Fraction, ...]]

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
    """The plan's funding; no other use of these sources pays for more of it in any year.

    ValueError without a unit cost, for a fund of other years, or for sums that are not whole fen.
    """
    unit = plan.request.unit_cost_yuan
    if unit is None:
        raise ValueError("a plan without a unit cost has no cost to fund")
    years = range(len(plan.request.years))
    if any(len(f.yuan_by_year) != len(years) or min(f.yuan_by_year) < 0 for f in funds):
        raise ValueError("every fund needs an amount of zero or more for each year")
    unit_fen = fen_of(unit)
    paid = []
    for i in years:
        households = {c.county_code: c.by_year[i] for c in plan.counties}
        cost = {code: n * unit_fen for code, n in households.items()}
        paid.append(pay_year(cost, [_purse(fund, i, households) for fund in funds]))
    uses = tuple(
        FundUse(
            fund,
            tuple(sum(paid[i][j].values()) * FEN for i in years),
            {
                c.county_code: tuple(paid[i][j].get(c.county_code, 0) * FEN for i in years)
                for c in plan.counties
            },
        )
        for j, fund in enumerate(funds)
    )
    costs = tuple(n * unit for n in plan.by_year)
    missing = tuple(costs[i] - sum((u.used_yuan[i] for u in uses), Fraction(0)) for i in years)
    return Funding(uses, costs, missing)


def by_county(plan: RetrofitPlan, funding: Funding) -> Mapping[str, tuple[Fraction, ...]]:
    """What each source pays in each county over all years, in yuan, in the order of the sources."""
    return {
        c.county_code: tuple(
            sum(use.county_yuan[c.county_code], Fraction(0)) for use in funding.uses
        )
        for c in plan.counties
    }


def _purse(fund: Fund, year: int, households: Mapping[str, int]) -> Purse:
    """The fund in one year: its amount and the most it may pay in each county, in fen."""
    amount = fen_of(fund.yuan_by_year[year])
    most = fund.most_yuan_per_household
    return Purse(
        amount,
        {
            code: amount if most is None else n * fen_of(most)
            for code, n in households.items()
            if fund.county_codes is None or code in fund.county_codes
        },
    )
