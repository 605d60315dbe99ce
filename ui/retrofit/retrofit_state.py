"""The retrofit plan of this session: what was asked, and the plan, for the page and the papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import streamlit as st

from analysis.planning import period
from analysis.planning.funds import Fund, Funding, fund_plan
from analysis.planning.retrofit import (
    CountyNeed,
    InfeasiblePlanError,
    RetrofitPlan,
    RetrofitRequest,
    Rule,
    allocate,
    needs_of,
)
from analysis.planning.unit_costs import default_unit_cost_yuan
from analysis.report import report
from analysis.report.retrofit_table import retrofit_table
from analysis.requirements.schema import RetrofitTotal
from geo.vocabulary import FundKind
from ui import state

PERIOD = "period"
ONE_YEAR = "one_year"
NEXT_PERIOD = "next_period"
MODES = (PERIOD, ONE_YEAR, NEXT_PERIOD)
NEXT_YEARS = tuple(range(2026, 2031))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked for; money in yuan, ``None`` for no limit or no unit cost."""

    mode: str = NEXT_PERIOD
    target_households: int = 0
    rule: Rule = Rule.PROPORTIONAL
    floor_households: int = 0
    unit_cost_yuan: int | None = field(default_factory=lambda: int(default_unit_cost_yuan()))
    budget_yuan_per_year: int | None = None
    year: int = 2026

    @property
    def years(self) -> tuple[int, ...]:
        """The years the households are spread over."""
        return NEXT_YEARS if self.mode == NEXT_PERIOD else (self.year,)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The plan, or why there is none."""

    plan: RetrofitPlan | None = None
    infeasible: InfeasiblePlanError | None = None


def asked() -> Asked:
    """What the reader asked for last, for the chosen city and kind of data.

    Until then the number the city's plan sets, or none: the target is the reader's to set.
    """
    if _key("asked") not in st.session_state:
        return Asked(target_households=plan_target() or 0)
    found: Asked = st.session_state[_key("asked")]
    return found


def plan_target() -> int | None:
    """The number the city's plan sets for its period, in households; None where it sets none."""
    for entry in state.catalogue().evaluated(state.view().city.code):
        if isinstance(entry.check, RetrofitTotal) and entry.check.thresholds:
            return int(entry.check.thresholds[0].value)
    return None


def ask(request: Asked) -> None:
    """Keeps what the reader asks for."""
    st.session_state[_key("asked")] = request


def weights() -> dict[str, Fraction]:
    """The counties' weights for the priority rule, by code; 1 where not set."""
    found: dict[str, Fraction] = st.session_state.get(_key("weights"), {})
    return found


def set_weights(by_code: dict[str, Fraction]) -> None:
    """Keeps the counties' weights."""
    st.session_state[_key("weights")] = by_code


def fund_yuan() -> dict[FundKind, tuple[Fraction, ...]]:
    """The amounts entered by source and year, in yuan."""
    found: dict[FundKind, tuple[Fraction, ...]] = st.session_state.get(_key("funds"), {})
    return found


def set_fund_yuan(by_kind: dict[FundKind, tuple[Fraction, ...]]) -> None:
    """Keeps the amounts."""
    st.session_state[_key("funds")] = by_kind


def needs() -> tuple[CountyNeed, ...]:
    """The need of every county of the city, 待报 where nobody has reported."""
    codes = tuple(c.code for c in state.layers().counties_of(state.view().city.code))
    records = tuple(r for r in state.layers().retrofit_needs if r.county_code in codes)
    return needs_of(records, codes)


def period_needs(basis: str, first: date, last: date) -> tuple[CountyNeed, ...]:
    """The need of every county by the reports a period's target may be compared with."""
    codes = tuple(c.code for c in state.layers().counties_of(state.view().city.code))
    return period.period_needs(state.layers().retrofit_needs, codes, basis, first, last)


def outcome(request: Asked) -> Outcome:
    """The plan of a request, or the limit that binds."""
    unit = request.unit_cost_yuan
    budget = request.budget_yuan_per_year
    try:
        return Outcome(
            allocate(
                RetrofitRequest(
                    needs(),
                    request.target_households,
                    request.years,
                    request.rule,
                    request.floor_households,
                    None if unit is None else Fraction(unit),
                    None if unit is None or budget is None else Fraction(budget),
                    weights(),
                )
            )
        )
    except InfeasiblePlanError as error:
        return Outcome(infeasible=error)


def funding(plan: RetrofitPlan) -> Funding | None:
    """How the entered sources pay for the plan; none without a unit cost or without sources."""
    years = len(plan.request.years)
    funds = tuple(
        Fund(kind, amounts)
        for kind, amounts in fund_yuan().items()
        if len(amounts) == years and any(amounts)
    )
    if plan.request.unit_cost_yuan is None or not funds:
        return None
    return fund_plan(plan, funds)


def report_plan() -> RetrofitPlan | None:
    """The plan the papers show; none until the reader has asked for one."""
    request = st.session_state.get(_key("asked"))
    if request is None or request.mode == PERIOD:
        return None
    return outcome(request).plan


def report_table() -> report.Table | None:
    """The plan as a table of the papers; none until the reader has asked for one."""
    plan = report_plan()
    if plan is None:
        return None
    counties = state.layers().counties_of(state.view().city.code)
    return retrofit_table(plan, counties, funding(plan))


def _key(name: str) -> str:
    kind = "demonstration" if state.view().demonstration else "real"
    return f"retrofit_{name}_{state.view().city.code}_{kind}"
