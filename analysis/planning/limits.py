"""The limits of a retrofit plan, and which of them a target does not fit in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from analysis.planning.apportion import Bounds
from geo.text import Text


class Limit(StrEnum):
    """What makes a plan impossible."""

    NEED_LEFT = "need_left"
    FLOOR = "floor"
    YEARLY_BUDGET = "yearly_budget"


@dataclass(frozen=True, slots=True)
class Exceeded:
    """A limit the target does not fit in.

    ``feasible_households`` is the nearest target that would: the largest for need and budget, the
    smallest for the floors.
    """

    limit: Limit
    message: Text
    feasible_households: int


def exceeded_limits(
    target: int, bounds: Iterable[Bounds], years: int, yearly_households: int | None
) -> tuple[Exceeded, ...]:
    """Every limit the target does not fit in, the binding one first; empty when it fits.

    Of need and budget the one that allows fewer households binds (need first when equal).
    ``yearly_households`` is what the budget pays for in a year, or None without a budget.
    """
    held = tuple(bounds)
    upper = []
    most = sum(b.high for b in held)
    if target > most:
        upper.append(_need_left(target, most))
    if yearly_households is not None and target > yearly_households * years:
        upper.append(_yearly_budget(target, yearly_households, years))
    upper.sort(key=lambda e: e.feasible_households)
    least = sum(b.low for b in held)
    if target < least:
        upper.append(_floor(target, held, least))
    return tuple(upper)


def largest_floor(target: int, needs_left: Iterable[int]) -> int:
    """The largest floor f with Σ min(f, need left) ≤ target; the largest need if all of it fits."""
    left = sorted(needs_left)
    largest = left[-1] if left else 0
    while left:
        each = target // len(left)
        if left[0] > each:
            return each
        # The county with the least need takes all of it; the others share the rest.
        target -= left.pop(0)
    return largest


def _need_left(target: int, most: int) -> Exceeded:
    return Exceeded(
        Limit.NEED_LEFT,
        Text(
            f"新增任务 {target:,} 户超过已报各县的剩余需求合计 {most:,} 户。"
            f"请把任务降到 {most:,} 户以内，或补报需求户数。",
            f"The target of {target:,} households exceeds the need left of all reported"
            f" counties, {most:,}. Lower it to {most:,}, or have more need reported.",
        ),
        most,
    )


def _yearly_budget(target: int, yearly: int, years: int) -> Exceeded:
    possible = yearly * years
    return Exceeded(
        Limit.YEARLY_BUDGET,
        Text(
            f"年度资金上限每年只够 {yearly:,} 户，{years} 年共 {possible:,} 户，"
            f"少于新增任务 {target:,} 户。请提高年度资金、降低户均或降低任务。",
            f"The yearly budget pays for {yearly:,} households a year, {possible:,} in"
            f" {years} years, below the target of {target:,}. Raise the budget,"
            " lower the unit cost or the target.",
        ),
        possible,
    )


def _floor(target: int, bounds: tuple[Bounds, ...], least: int) -> Exceeded:
    fits = largest_floor(target, (b.high for b in bounds))
    return Exceeded(
        Limit.FLOOR,
        Text(
            f"各县保底合计 {least:,} 户，超过新增任务 {target:,} 户。"
            f"请把“每县至少”降到 {fits:,} 户以内，或把任务提高到 {least:,} 户。",
            f"The floors add up to {least:,} households, above the target of {target:,}."
            f" Lower the floor to {fits:,}, or raise the target to {least:,}.",
        ),
        least,
    )
