"""How the cost of projects falls on years, and which years bind, in words."""

from __future__ import annotations

from dataclasses import replace

from analysis.planning.scenarios.lead_years import lead_years_words
from analysis.planning.scenarios.plan_words import (
    BINDING_YEARS,
    CARRIED_OVER,
    HOW_YEARS_ARE_PAID,
    NOT_CARRIED_OVER,
)
from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.siting.plan import Conflict
from geo.text import Text, join


def how_years_are_paid(question: PlanQuestion) -> Text:
    """Evenly from the year a project begins; and what becomes of money a year leaves."""
    unspent = CARRIED_OVER if question.carry_over else NOT_CARRIED_OVER
    return HOW_YEARS_ARE_PAID.fill(unspent=unspent, lead=lead_years_words())


def with_years_said(
    question: PlanQuestion, conflict: Conflict | None, year_words: frozenset[str]
) -> Conflict | None:
    """The conflict with how years are paid and which of them bind, where money of years is in it.

    ``year_words``: the Chinese words of the limits that are about years.
    """
    if conflict is None:
        return None
    years = [limit.said for limit in conflict.limits if limit.said.zh in year_words]
    if not years:
        return conflict
    parts = [conflict.said, BINDING_YEARS.fill(said=join(years, "；", "; "))]
    said = join([*parts, how_years_are_paid(question)], "", " ")
    return replace(conflict, said=said)
