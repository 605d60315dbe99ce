"""Household retrofits shared out: 1 000 000 households over 2 900 counties and five years."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from statistics import median

from analysis.planning.retrofit import CountyNeed, RetrofitRequest, Rule, allocate
from tests.bench.clock import said, timed

COUNTIES = 2_900
HOUSEHOLDS = 1_000_000
YEARS = tuple(range(2026, 2031))
_SEED = 20251231


def measure() -> Iterator[str]:
    """One line per rule; a plain queue of counties beside equal coverage."""
    needs = invented_needs()
    what = f"{HOUSEHOLDS:,} households, {COUNTIES:,} counties"
    for rule in Rule:
        request = RetrofitRequest(needs, HOUSEHOLDS, YEARS, rule)
        runs, plan = timed(lambda r=request: allocate(r))
        yield f"retrofit plan, {rule}, {what}: {said(runs)}"
        if rule is not Rule.EQUAL_COVERAGE:
            continue
        peer_runs, peer = timed(lambda: dealt_one_by_one(needs, HOUSEHOLDS))
        if {c.county_code: c.households for c in plan.counties} != peer:
            raise AssertionError("the queue shares out otherwise")
        ratio = median(r.wall_s for r in peer_runs) / median(r.wall_s for r in runs)
        yield (
            f"  a queue, one household at a time, without years, same result: {said(peer_runs)}"
            f" = {ratio:.1f} x the time"
        )


def invented_needs() -> tuple[CountyNeed, ...]:
    """Needs of 300 to 1 500 households, up to half of them done; the same at every run."""
    chance = random.Random(_SEED)
    needs = []
    for number in range(COUNTIES):
        eligible = chance.randint(300, 1_500)
        needs.append(CountyNeed(f"{100_000 + number}", eligible, chance.randint(0, eligible // 2)))
    return tuple(needs)


def dealt_one_by_one(needs: tuple[CountyNeed, ...], households: int) -> dict[str, int]:
    """The next household always to the county of lowest coverage, ties by code."""
    given = {n.county_code: 0 for n in needs}
    # A quotient of two integers below 2 ** 26 is as exact for comparing as the fraction is.
    queue = [
        (n.done_households / n.eligible_households, n.county_code, n.done_households,
         n.eligible_households)
        for n in needs
        if n.done_households is not None and n.eligible_households
    ]  # fmt: skip
    heapq.heapify(queue)
    for _ in range(households):
        _, code, done, eligible = heapq.heappop(queue)
        given[code] += 1
        if done + 1 < eligible:
            heapq.heappush(queue, ((done + 1) / eligible, code, done + 1, eligible))
    return given
