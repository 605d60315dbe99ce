"""Household retrofits 家庭无障碍改造: extra households split over counties and years.

need left = eligible − done; the target is the extra households of all years together. A county
whose need nobody has reported (待报) gets nothing, is named, and takes no part in any total.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from math import floor

from analysis.planning.apportion import Bounds, equal_coverage, largest_remainder
from analysis.planning.limits import Exceeded, exceeded_limits
from geo.records import RETROFIT_BASIS, RetrofitNeed
from geo.text import Text, join


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


class InfeasiblePlanError(ValueError):
    """No plan holds all limits: which one binds, and how far one could go.

    ``exceeded`` has every limit the target does not fit in; the first binds.
    """

    def __init__(self, exceeded: tuple[Exceeded, ...]) -> None:
        self.exceeded = exceeded
        self.limit = exceeded[0].limit
        self.feasible_households = exceeded[0].feasible_households
        self.message = join([e.message for e in exceeded], zh="另外，", en=" Besides: ")
        super().__init__(self.message.en)


@dataclass(frozen=True, slots=True)
class CountyNeed:
    """A county's need in households; ``None`` is not reported. ``eligible`` includes ``done``.

    ``estimated``: ``eligible`` comes from the formula of ``estimated_need``, an upper bound.
    """

    county_code: str
    eligible_households: int | None
    done_households: int | None
    estimated: bool = False

    @property
    def need_left(self) -> int | None:
        """Eligible − done, or None where either is not reported.

        Of an estimate, which is an upper bound, nothing reported is nothing done.
        """
        if self.eligible_households is None:
            return None
        if self.done_households is None:
            return self.eligible_households if self.estimated else None
        return self.eligible_households - self.done_households

    @property
    def covered_share(self) -> float | None:
        """Done ÷ eligible, 0 to 1; None where either is not reported or nobody is eligible."""
        if self.need_left is None or not self.eligible_households:
            return None
        return (self.done_households or 0) / self.eligible_households


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
        return self.share_by_year[-1]

    @property
    def share_by_year(self) -> tuple[float | None, ...]:
        """Coverage at the end of each year, 0 to 1; None where nobody is eligible."""
        return _shares(self.done_households, self.by_year, self.eligible_households)


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

    @property
    def before_share(self) -> float | None:
        """Coverage before over the counties that reported, 0 to 1; the others are in no total."""
        eligible, done = self._reported()
        return done / eligible if eligible else None

    @property
    def share_by_year(self) -> tuple[float | None, ...]:
        """Coverage at the end of each year over the counties that reported, 0 to 1."""
        eligible, done = self._reported()
        return _shares(done, self.by_year, eligible)

    def _reported(self) -> tuple[int, int]:
        return (
            sum(c.eligible_households for c in self.counties),
            sum(c.done_households for c in self.counties),
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
    exceeded = exceeded_limits(
        request.target_households, bounds.values(), len(request.years), yearly_limit(request)
    )
    if exceeded:
        raise InfeasiblePlanError(exceeded)
    given = _share(request, known, bounds)
    split = split_years(given, len(request.years))
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


def split_years(given: Mapping[str, int], years: int) -> dict[str, tuple[int, ...]]:
    """Each county's households by year; both the counties' and the years' sums hold exactly.

    All households are lined up, county by county in code order, and dealt to the years in turn.
    So the years are even, earlier ones first where the total does not divide, and no county's years
    differ by more than one household.
    """

    def dealt(households: int, year: int) -> int:
        """How many of the first households of the line fall to the year (0 is the first)."""
        return (households + years - 1 - year) // years

    split, before = {}, 0
    for code in sorted(given):
        after = before + given[code]
        split[code] = tuple(dealt(after, t) - dealt(before, t) for t in range(years))
        before = after
    return split


def yearly_limit(request: RetrofitRequest) -> int | None:
    """⌊yearly budget ÷ unit cost⌋ households, or None without a budget."""
    if request.budget_yuan_per_year is None or request.unit_cost_yuan is None:
        return None
    return floor(request.budget_yuan_per_year / request.unit_cost_yuan)


def needs_of(
    records: tuple[RetrofitNeed, ...], codes: tuple[str, ...], basis: str = RETROFIT_BASIS
) -> tuple[CountyNeed, ...]:
    """Each county's need, from its latest report of the group counted; 待报 without one.

    Reports of another group (贫困、重度 of 2016-2020) can't be compared and take no part; a report
    without a day counts as the oldest. Where the report says nothing of those eligible an estimate
    stands in, marked; it never replaces a report or says what was verified.
    """

    def latest(code: str, estimated: bool) -> RetrofitNeed | None:
        key = (code, estimated, basis)
        found = (r for r in records if (r.county_code, r.estimated, r.basis) == key)
        return max(found, key=lambda r: (r.as_of or date.min, r.record_id), default=None)

    def need(code: str) -> CountyNeed:
        report, estimate = latest(code, False), latest(code, True)
        eligible = report.eligible_households if report else None
        done = report.done_households if report else None
        if eligible is None and estimate is not None and estimate.eligible_households is not None:
            return CountyNeed(code, max(estimate.eligible_households, done or 0), done, True)
        return CountyNeed(code, eligible, done)

    return tuple(need(code) for code in sorted(codes))


def _shares(done: int, by_year: tuple[int, ...], eligible: int) -> tuple[float | None, ...]:
    return tuple((done + n) / eligible if eligible else None for n in accumulate(by_year))


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
    if request.budget_yuan_per_year is not None:
        if request.unit_cost_yuan is None:
            raise ValueError("a budget without a unit cost tells no number of households")
        if request.budget_yuan_per_year < 0:
            raise ValueError("the budget can't be negative")
    if any(w < 0 for w in request.weights.values()):
        raise ValueError("weights can't be negative")
    for need in request.needs:
        left = need.need_left
        if left is not None and (left < 0 or (need.done_households or 0) < 0):
            raise ValueError(f"{need.county_code}: done households exceed eligible ones")
