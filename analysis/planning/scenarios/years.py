"""When a project can begin, what it costs in which year, and what a year has to spend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from analysis.planning.scenarios.options import Option
from analysis.planning.scenarios.plan import Project
from analysis.planning.scenarios.question import PlanQuestion, RetrofitPart


def begin_years(option: Option, years: tuple[int, ...]) -> tuple[int, ...]:
    """The years in which the option can begin and be in use by the last of them."""
    return tuple(year for year in years if year + option.lead_years <= years[-1])


def cost_by_year(option: Option, begin: int, years: tuple[int, ...]) -> tuple[float, ...] | None:
    """What falls in each of the years, in yuan; None where the cost is not known."""
    if option.cost_yuan is None:
        return None
    share = option.cost_yuan / option.spending_years
    return tuple(share if begin <= year < begin + option.spending_years else 0.0 for year in years)


def project_of(
    option: Option, begin: int, years: tuple[int, ...], met: tuple[tuple[str, str], ...]
) -> Project:
    """The option begun in a year; what falls outside the years is spent later."""
    spent = cost_by_year(option, begin, years)
    later = 0.0
    if spent is not None and option.cost_yuan is not None:
        within = sum(1 for amount in spent if amount)
        share = option.cost_yuan / option.spending_years
        later = share * (option.spending_years - within) if option.cost_yuan else 0.0
    return Project(option, begin, begin + option.lead_years, spent, later, met)


@dataclass(frozen=True, slots=True)
class Money:
    """What facilities may spend: in all, and by year where a year has a limit; yuan.

    ``short_yuan``: by how much what is reserved exceeds a budget, 0 where it does not.
    """

    total_yuan: float | None
    by_year_yuan: dict[int, float]
    reserved_yuan: tuple[float, ...]
    short_yuan: float = 0.0


def year_limits(
    question: PlanQuestion, money: Money
) -> tuple[tuple[int, tuple[int, ...], float], ...]:
    """Of each year with a budget: the year, the years its limit is about, and the limit in yuan.

    Where money is carried over these are the years with a budget up to it, and their sum.
    """
    found = []
    before: tuple[int, ...] = ()
    for year in question.years:
        if year in money.by_year_yuan:
            before = (*before, year) if question.carry_over else (year,)
            found.append((year, before, sum(money.by_year_yuan[y] for y in before)))
    return tuple(found)


def even_households(households: int, years: int) -> tuple[int, ...]:
    """Households over the years as evenly as whole numbers go, the earlier years first."""
    each, more = divmod(households, years)
    return tuple(each + (1 if k < more else 0) for k in range(years))


def money_of(question: PlanQuestion) -> Money:
    """The budgets less what is reserved for households that come first."""
    part, years = question.retrofit, question.years
    reserved = [0.0] * len(years)
    if part is not None and part.first:
        reserved = [
            count * part.unit_cost_yuan for count in even_households(part.households, len(years))
        ]
    by_year = {
        year: question.budget_by_year_yuan[year] - reserved[k]
        for k, year in enumerate(years)
        if year in question.budget_by_year_yuan
    }
    total = None if question.budget_yuan is None else question.budget_yuan - sum(reserved)
    alone = list(accumulate(by_year.values())) if question.carry_over else by_year.values()
    short = max(0.0, -min([0.0, *alone, *([total] if total is not None else [])]))
    return Money(total, by_year, tuple(reserved), short if short > _ROUNDING_YUAN else 0.0)


def households_from_rest(
    question: PlanQuestion, part: RetrofitPart, projects: Iterable[Project]
) -> tuple[int, ...]:
    """Households by year out of what facilities leave, up to those asked for.

    A year with a budget of its own gives what is left of it, year after year; without yearly
    budgets the households that the rest of the total pays for are spread evenly. Projects whose
    cost is not known leave nothing that could be reckoned with: 0 households where a budget is
    set. What a year leaves goes on to the next with a budget where money is carried over.
    """
    taken, years = tuple(projects), question.years
    spent = [
        sum((p.cost_by_year_yuan or (0.0,) * len(years))[k] for p in taken)
        for k in range(len(years))
    ]
    unknown = any(p.cost_by_year_yuan is None for p in taken)
    limits = question.budget_by_year_yuan
    total = question.budget_yuan
    if unknown and (limits or total is not None):
        return (0,) * len(years)
    left = None if total is None else total - sum(spent) - sum(p.later_yuan for p in taken)
    if not limits:
        most = part.households if left is None else min(part.households, _paid(left, part))
        return even_households(most, len(years))
    counts: list[int] = []
    carried = 0.0
    rests = _rests(question, spent)
    for k, year in enumerate(years):
        count = part.households - sum(counts)
        if year in limits:
            count = min(count, _paid(rests[k] - carried, part))
        if left is not None:
            count = min(count, _paid(left - sum(counts) * part.unit_cost_yuan, part))
        counts.append(count)
        if question.carry_over and year in limits:
            carried += count * part.unit_cost_yuan
    return tuple(counts)


def _rests(question: PlanQuestion, spent: list[float]) -> list[float]:
    """What facilities leave to households by year; of money carried over, up to and with it.

    What a later year needs for facilities is theirs already, so it is the least of the sums.
    """
    limits, years = question.budget_by_year_yuan, question.years
    left = [
        limits.get(year, 0.0) - (spent[k] if year in limits else 0.0)
        for k, year in enumerate(years)
    ]
    if not question.carry_over:
        return left
    sums = list(accumulate(left))
    return [min(sums[k:]) for k in range(len(sums))]


def _paid(yuan: float, part: RetrofitPart) -> int:
    """How many households the money pays for; a hair of rounding does not cost one."""
    if part.unit_cost_yuan <= 0:
        return part.households
    return max(0, int((yuan + _ROUNDING_YUAN) // part.unit_cost_yuan))


_ROUNDING_YUAN = 0.005
"""Half a fen."""
