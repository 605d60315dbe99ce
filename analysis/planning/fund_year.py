"""One year's money: purses, in order, pay what counties cost, in whole fen.

First every purse pays its counties in proportion to what is still unpaid. Where that leaves both
money and cost, it is moved along augmenting paths (Ford and Fulkerson 1956, *Canad. J. Math.* 8:
399-404; shortest path first, Edmonds and Karp 1972, *J. ACM* 19:248-264): a purse with money left
pays for a county in place of another purse, which so gets free for a county still unpaid. When no
path is left, no use of the purses pays for more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from analysis.planning.apportion import Bounds, largest_remainder


@dataclass(frozen=True, slots=True)
class Purse:
    """An amount, and the most of it that may go to each county; in fen. Other counties get none."""

    amount_fen: int
    most_fen: Mapping[str, int]


def pay_year(cost_fen: Mapping[str, int], purses: Sequence[Purse]) -> list[dict[str, int]]:
    """What each purse pays in each county, in fen, in the order of the purses."""
    unpaid = dict(cost_fen)
    paid: list[dict[str, int]] = []
    for purse in purses:
        room = {
            code: min(unpaid[code], most)
            for code, most in sorted(purse.most_fen.items())
            if unpaid[code]
        }
        total = min(purse.amount_fen, sum(room.values()))
        shared = largest_remainder(
            total,
            {code: Fraction(unpaid[code]) for code in room},
            {code: Bounds(0, most) for code, most in room.items()},
        )
        for code, fen in shared.items():
            unpaid[code] -= fen
        paid.append(shared)
    for first, purse in enumerate(purses):
        left = purse.amount_fen - sum(paid[first].values())
        while left and (path := _path(first, unpaid, paid, purses)):
            left -= _move(path, left, unpaid, paid, purses)
    return paid


_Step = tuple[int, str]
"""A purse and the county it is to pay more in."""


def _path(
    first: int,
    unpaid: Mapping[str, int],
    paid: Sequence[Mapping[str, int]],
    purses: Sequence[Purse],
) -> list[_Step]:
    """The shortest way from a purse with money left to an unpaid county; empty if there is none."""
    came: dict[int, list[_Step]] = {first: []}
    queue = deque([first])
    seen: set[str] = set()
    while queue:
        j = queue.popleft()
        for code, most in sorted(purses[j].most_fen.items()):
            if code in seen or paid[j].get(code, 0) >= most:
                continue
            seen.add(code)
            steps = [*came[j], (j, code)]
            if unpaid[code]:
                return steps
            for k in range(len(purses)):
                if k not in came and paid[k].get(code, 0):
                    came[k] = steps
                    queue.append(k)
    return []


def _move(
    path: Sequence[_Step],
    left: int,
    unpaid: dict[str, int],
    paid: Sequence[dict[str, int]],
    purses: Sequence[Purse],
) -> int:
    """Moves as much as the path holds, in place; how much it was, in fen."""
    room = [purses[j].most_fen[code] - paid[j].get(code, 0) for j, code in path]
    # Each purse after the first is paid out of in the county before it on the path.
    freed = [paid[k][code] for (_, code), (k, _) in pairwise(path)]
    fen = min(left, unpaid[path[-1][1]], *room, *freed)
    for j, code in path:
        paid[j][code] = paid[j].get(code, 0) + fen
    for (_, code), (k, _) in pairwise(path):
        paid[k][code] -= fen
    unpaid[path[-1][1]] -= fen
    return fen
