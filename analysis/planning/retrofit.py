"""Household retrofits 家庭无障碍改造: extra households split over counties and years.

need left = eligible − done; the target is the extra households of all years together. A county
whose need nobody has reported (待报) gets nothing, is named, and takes no part in any total.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import floor

from analysis.planning.apportion import Bounds, equal_coverage, largest_remainder
from geo.records import RetrofitNeed
from geo.text import Text


class Rule(StrEnum):
    """How households are shared among counties."""

    PROPORTIONAL = "proportional"
    EQUAL_COVERAGE = "equal_coverage"
    PRIORITY = "priority"


RULE_WORDS: dict[Rule, Text] = {
    Rule.PROPORTIONAL: Text("按剩余需求比例", "Proportional to need left"),
    Rule.EQUAL_COVERAGE: Text("覆盖率趋同（先补最低的县）", "Equal coverage (lowest first)"),
    Rule.PRIORITY: Text("按权重（剩余需求 × 权重）", "Priority (need left × weight)"),
}


class Limit(StrEnum):
    """What makes a plan impossible."""

    NEED_LEFT = "need_left"
    FLOOR = "floor"
    YEARLY_BUDGET = "yearly_budget"


class InfeasiblePlanError(ValueError):
    """No plan holds all limits: which one binds, and how far one could go."""

    def __init__(self, limit: Limit, message: Text, feasible_households: int) -> None:
        super().__init__(message.en)
        self.limit = limit
        self.message = message
        self.feasible_households = feasible_households


@dataclass(frozen=True, slots=True)
class CountyNeed:
    """A county's need in households; ``None`` is not reported. ``eligible`` includes ``done``."""

    county_code: str
    eligible_households: int | None
    done_households: int | None
    estimated: bool = False

    @property
    def need_left(self) -> int | None:
        """Eligible − done, or None where either is not reported."""
        if self.eligible_households is None or self.done_households is None:
            return None
        return self.eligible_households - self.done_households


@dataclass(frozen=True, slots=True)
class RetrofitRequest:
    """What is asked: extra households over the years, by which rule, within which limits."""

    needs: tuple[CountyNeed, ...]
    target_households: int
    years: tuple[int, ...]
    rule: Rule
    floor_households: int = 0
    unit_cost_yuan: Fraction | None = None
    budget_yuan_per_year: Fraction | None = None
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    """By county code, for the priority rule; 1 where not given."""


@dataclass(frozen=True, slots=True)
class CountyPlan:
    """One county's households by year, with its coverage before and at the end."""

    county_code: str
    eligible_households: int
    done_households: int
    by_year: tuple[int, ...]
    estimated: bool = False

    @property
    def households(self) -> int:
        """All extra households of the county."""
        return sum(self.by_year)

    @property
    def before_share(self) -> float | None:
        """Coverage before, 0 to 1; None where nobody is eligible."""
        return self.done_households / self.eligible_households if self.eligible_households else None

    @property
    def after_share(self) -> float | None:
        """Coverage at the end of the last year, 0 to 1."""
        done = self.done_households + self.households
        return done / self.eligible_households if self.eligible_households else None


@dataclass(frozen=True, slots=True)
class RetrofitPlan:
    """The plan: counties in code order; ``unreported`` are those whose need is 待报."""

    request: RetrofitRequest
    counties: tuple[CountyPlan, ...]
    unreported: tuple[str, ...]

    @property
    def by_year(self) -> tuple[int, ...]:
        """Households of all counties by year."""
        return tuple(
            sum(c.by_year[i] for c in self.counties) for i in range(len(self.request.years))
        )

    def cost_yuan(self, households: int) -> Fraction | None:
        """What so many households cost; None without a unit cost."""
        unit = self.request.unit_cost_yuan
        return None if unit is None else households * unit


def allocate(request: RetrofitRequest) -> RetrofitPlan:
    """The plan of a request.

    Raises InfeasiblePlanError when the need left, the floors or the yearly budget can't hold the
    target, ValueError for a request that makes no sense (negative numbers, no year, done above
    eligible).
    """
    _check(request)
    known = sorted((n for n in request.needs if n.need_left is not None), key=_code)
    unreported = tuple(sorted(n.county_code for n in request.needs if n.need_left is None))
    bounds = {
        n.county_code: Bounds(min(request.floor_households, n.need_left or 0), n.need_left or 0)
        for n in known
    }
    _check_limits(request, bounds)
    given = _share(request, known, bounds)
    years = year_totals(request.target_households, len(request.years))
    split = split_years(given, years)
    return RetrofitPlan(
        request,
        tuple(
            CountyPlan(
                n.county_code,
                n.eligible_households or 0,
                n.done_households or 0,
                split[n.county_code],
                n.estimated,
            )
            for n in known
        ),
        unreported,
    )


def year_totals(total: int, years: int) -> tuple[int, ...]:
    """The total over the years as evenly as whole households allow, earlier years first."""
    each, more = divmod(total, years)
    return tuple(each + (1 if i < more else 0) for i in range(years))


def split_years(given: Mapping[str, int], years: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    """Each county's households by year; both the counties' and the years' sums hold exactly.

    Year by year, what a county still has to get is shared in proportion (largest remainder); the
    last year takes what is left.
    """
    left = dict(given)
    split: dict[str, list[int]] = {code: [] for code in given}
    for total in years:
        shared = largest_remainder(
            total,
            {code: Fraction(n) for code, n in left.items()},
            {code: Bounds(0, n) for code, n in left.items()},
        )
        for code, households in shared.items():
            split[code].append(households)
            left[code] -= households
    return {code: tuple(households) for code, households in split.items()}


def yearly_limit(request: RetrofitRequest) -> int | None:
    """⌊yearly budget ÷ unit cost⌋ households, or None without a budget."""
    if request.budget_yuan_per_year is None or request.unit_cost_yuan is None:
        return None
    return floor(request.budget_yuan_per_year / request.unit_cost_yuan)


def needs_of(records: tuple[RetrofitNeed, ...], codes: tuple[str, ...]) -> tuple[CountyNeed, ...]:
    """Each county's need from the records, the latest where there are several; 待报 without one."""
    latest = {r.county_code: r for r in sorted(records, key=lambda r: (str(r.as_of), r.record_id))}
    return tuple(
        CountyNeed(c, r.eligible_households, r.done_households, r.estimated)
        if (r := latest.get(c)) is not None
        else CountyNeed(c, None, None)
        for c in sorted(codes)
    )


def _code(need: CountyNeed) -> str:
    return need.county_code


def _share(
    request: RetrofitRequest, known: list[CountyNeed], bounds: Mapping[str, Bounds]
) -> dict[str, int]:
    if request.rule is Rule.EQUAL_COVERAGE:
        return equal_coverage(
            request.target_households,
            {n.county_code: n.done_households or 0 for n in known},
            {n.county_code: n.eligible_households or 0 for n in known},
            bounds,
        )
    factor = request.weights if request.rule is Rule.PRIORITY else {}
    weights = {
        n.county_code: Fraction(n.need_left or 0) * factor.get(n.county_code, Fraction(1))
        for n in known
    }
    return largest_remainder(request.target_households, weights, bounds)


def _check(request: RetrofitRequest) -> None:
    codes = [n.county_code for n in request.needs]
    if len(set(codes)) != len(codes):
        raise ValueError("a county stands twice")
    if not request.years or request.target_households < 0 or request.floor_households < 0:
        raise ValueError("at least one year, no negative target or floor")
    if request.unit_cost_yuan is not None and request.unit_cost_yuan <= 0:
        raise ValueError("the unit cost must be above zero")
    if any(w < 0 for w in request.weights.values()):
        raise ValueError("weights can't be negative")
    for need in request.needs:
        left = need.need_left
        if left is not None and (left < 0 or (need.done_households or 0) < 0):
            raise ValueError(f"{need.county_code}: done households exceed eligible ones")


def _check_limits(request: RetrofitRequest, bounds: Mapping[str, Bounds]) -> None:
    target = request.target_households
    most = sum(b.high for b in bounds.values())
    if target > most:
        raise InfeasiblePlanError(
            Limit.NEED_LEFT,
            Text(
                f"新增任务 {target:,} 户超过已报各县的剩余需求合计 {most:,} 户。"
                f"请把任务降到 {most:,} 户以内，或补报需求户数。",
                f"The target of {target:,} households exceeds the need left of all reported"
                f" counties, {most:,}. Lower it to {most:,}, or have more need reported.",
            ),
            most,
        )
    least = sum(b.low for b in bounds.values())
    if target < least:
        raise InfeasiblePlanError(
            Limit.FLOOR,
            Text(
                f"各县保底合计 {least:,} 户，超过新增任务 {target:,} 户。"
                "请降低“每县至少”或提高任务。",
                f"The floors add up to {least:,} households, above the target of {target:,}."
                " Lower the floor or raise the target.",
            ),
            least,
        )
    limit = yearly_limit(request)
    if limit is not None and target > limit * len(request.years):
        possible = limit * len(request.years)
        raise InfeasiblePlanError(
            Limit.YEARLY_BUDGET,
            Text(
                f"年度资金上限每年只够 {limit:,} 户，{len(request.years)} 年共 {possible:,} 户，"
                f"少于新增任务 {target:,} 户。请提高年度资金、降低户均或降低任务。",
                f"The yearly budget pays for {limit:,} households a year, {possible:,} in"
                f" {len(request.years)} years, below the target of {target:,}. Raise the budget,"
                " lower the unit cost or the target.",
            ),
            possible,
        )
