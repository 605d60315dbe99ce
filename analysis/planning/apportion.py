"""Whole households shared out among counties, within a lower and an upper bound for each.

``largest_remainder`` follows Hamilton's method with bounds: the continuous shares are
q_i = clamp(λ w_i, lo_i, hi_i) with λ such that Σ q_i = T; every county gets ⌊q_i⌋, the households
left over go to the largest fractions, ties by code. ``equal_coverage`` gives the next household
to the county with the lowest (done + given) ÷ eligible, ties by code, until T are given.

Arithmetic is exact (``fractions``), so neither rounding nor row order changes a result.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many households a county gets at least and at most."""

    low: int
    high: int


def largest_remainder(
    total: int, weights: Mapping[str, Fraction], bounds: Mapping[str, Bounds]
) -> dict[str, int]:
    """Households by county code, summing to ``total``, proportional to ``weights`` in bounds.

    ValueError when the bounds can't hold the total; a county of weight zero gets its lower bound
    unless the others can't take the rest, which then goes by the room left.
    """
    _check(total, bounds)
    shares = _clamped_shares(total, weights, bounds)
    given = {code: floor(share) for code, share in shares.items()}
    left = total - sum(given.values())
    by_fraction = sorted(shares, key=lambda c: (given[c] - shares[c], c))
    for code in by_fraction[:left]:
        given[code] += 1
    return given


def equal_coverage(
    total: int,
    done: Mapping[str, int],
    eligible: Mapping[str, int],
    bounds: Mapping[str, Bounds],
) -> dict[str, int]:
    """Households by county code, summing to ``total``, each given where coverage is lowest.

    ValueError when the bounds can't hold the total. The households of one county are given at
    rising coverage, so giving is a merge of sorted lists: all steps below a level come first. The
    level is bisected until at most one step a county is left to merge, so a target of a million
    households costs no more than a target of a hundred.
    """
    _check(total, bounds)
    given = {code: b.low for code, b in bounds.items()}
    left = total - sum(given.values())

    def steps_below(level: Fraction) -> dict[str, int]:
        return {
            code: min(max(0, ceil(level * eligible[code]) - done[code] - b.low), b.high - b.low)
            for code, b in bounds.items()
        }

    low, high = Fraction(0), Fraction(1)
    for _ in range(48):
        level = (low + high) / 2
        if sum(steps_below(level).values()) <= left:
            low = level
        else:
            high = level
    for code, steps in steps_below(low).items():
        given[code] += steps
    left = total - sum(given.values())
    queue = [
        (Fraction(done[code] + given[code], eligible[code]), code)
        for code, b in bounds.items()
        if given[code] < b.high
    ]
    heapq.heapify(queue)
    for _ in range(left):
        _, code = heapq.heappop(queue)
        given[code] += 1
        if given[code] < bounds[code].high:
            heapq.heappush(queue, (Fraction(done[code] + given[code], eligible[code]), code))
    return given


def _check(total: int, bounds: Mapping[str, Bounds]) -> None:
    low, high = sum(b.low for b in bounds.values()), sum(b.high for b in bounds.values())
    if not low <= total <= high:
        raise ValueError(f"{total} is outside the bounds, {low} to {high}")


def _clamped_shares(
    total: int, weights: Mapping[str, Fraction], bounds: Mapping[str, Bounds]
) -> dict[str, Fraction]:
    """q_i = clamp(λ w_i, lo_i, hi_i) with Σ q_i = total; λ found exactly between its kinks."""
    heavy = [c for c in bounds if weights[c] > 0]
    shares = {c: Fraction(bounds[c].low) for c in bounds}

    def clamp(code: str, rate: Fraction) -> Fraction:
        b = bounds[code]
        return min(max(rate * weights[code], Fraction(b.low)), Fraction(b.high))

    def held(rate: Fraction) -> Fraction:
        return sum((clamp(c, rate) for c in heavy), Fraction(0))

    light = [c for c in bounds if weights[c] <= 0]
    wanted = Fraction(total - sum(bounds[c].low for c in light))
    most = Fraction(sum(bounds[c].high for c in heavy))
    if wanted > most:
        # Weighted counties are full: the rest goes to those without weight, by the room they have.
        shares.update({c: Fraction(bounds[c].high) for c in heavy})
        room = {c: bounds[c].high - bounds[c].low for c in light}
        filled = (wanted - most) / sum(room.values())
        shares.update({c: bounds[c].low + filled * room[c] for c in light})
        return shares
    kinks = sorted(
        {Fraction(end) / weights[c] for c in heavy for end in (bounds[c].low, bounds[c].high)}
    )
    rate = Fraction(0)
    at, end = 0, len(kinks)
    while at < end:
        middle = (at + end) // 2
        if held(kinks[middle]) <= wanted:
            rate, at = kinks[middle], middle + 1
        else:
            end = middle
    moving = sum(
        (weights[c] for c in heavy if bounds[c].low <= rate * weights[c] < bounds[c].high),
        Fraction(0),
    )
    if moving:
        rate += (wanted - held(rate)) / moving
    shares.update({c: clamp(c, rate) for c in heavy})
    return shares
