"""A good plan to start a p-median from: greedy additions, then swaps.

Teitz & Bart 1968 (Operations Research 16, 955-961): exchange one site for another while the sum
of costs falls. Whitaker 1983 (INFOR 21, 95-108) and Resende & Werneck 2007 (European Journal of
Operational Research 174, 54-68): the profit of every swap at once, from each person's closest and
second-closest open site.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Costs = NDArray[np.float64]
Places = NDArray[np.int64]


def greedy(d: Costs, c: Costs, p: int) -> Places:
    """p rows of ``d``, each the one that lowers the sum most; the first among equals.

    ``d`` is [sites, persons], ``c`` [persons] what each costs with the sites already open.
    """
    near = c.copy()
    chosen: list[int] = []
    for _ in range(p):
        sums = np.minimum(d, near).sum(axis=1)
        sums[chosen] = np.inf
        best = int(np.argmin(sums))
        chosen.append(best)
        np.minimum(near, d[best], out=near)
    return np.array(chosen, dtype=np.int64)


def swapped(d: Costs, c: Costs, chosen: Places, at_most: int = 100_000) -> Places:
    """The chosen rows after the best swap has been made until none lowers the sum, sorted.

    For a row f that comes in and r that goes out, the sum falls by

        profit(f, r) = gain(f) − loss(r) + extra(f, r)
        gain(f)      = Σ_i max(0, d1_i − d_fi)
        loss(r)      = Σ_{i: φ1(i) = r} (d2_i − d1_i)
        extra(f, r)  = Σ_{i: φ1(i) = r} max(0, d2_i − max(d1_i, d_fi))

    d1, d2 being the cost of the closest and second-closest open site, φ1 the closest.
    """
    inside = np.sort(chosen)
    outside = np.setdiff1d(np.arange(len(d)), inside)
    for _ in range(at_most):
        if len(inside) == 0 or len(outside) == 0:
            break
        profit = _profits(d[outside], c, d[inside])
        flat = int(np.argmax(profit))
        into, out = divmod(flat, len(inside))
        # Rounding must not swap to and fro.
        if profit[into, out] <= 1e-9 * (1.0 + np.minimum(c, d[inside].min(axis=0)).sum()):
            break
        inside[out], outside[into] = outside[into], inside[out]
        inside.sort()
        outside.sort()
    return inside


def two_nearest(c: Costs, inside: Costs) -> tuple[Places, Costs, Costs]:
    """φ1 (a row of ``inside``, its length where c is closest), d1 and d2, each [persons]."""
    count, persons = inside.shape
    with_base = np.vstack([inside, c])
    first = with_base.argmin(axis=0)
    everyone = np.arange(persons)
    d1 = with_base[first, everyone]
    first[c <= d1] = count
    # What was open before stays: its second-closest is never asked for.
    with_base[first, everyone] = np.inf
    d2 = with_base.min(axis=0)
    return first, d1, np.where(np.isinf(d2), d1, d2)


def _profits(outside: Costs, c: Costs, inside: Costs) -> Costs:
    """profit(f, r), [outside, inside]."""
    first, d1, d2 = two_nearest(c, inside)
    count = len(inside)
    if count == 1:
        d2 = np.where(first == 0, c, d2)
    movable = first < count
    order = np.flatnonzero(movable)[np.argsort(first[movable], kind="stable")]
    gain = np.maximum(d1 - outside, 0.0).sum(axis=1)
    net = np.repeat(gain[:, None], count, axis=1)
    if len(order):
        owners, starts = np.unique(first[order], return_index=True)
        far, near = d2[order], d1[order]
        kept = np.maximum(far - np.maximum(outside[:, order], near), 0.0)
        net[:, owners] += np.add.reduceat(kept - (far - near), starts, axis=1)
    return np.asarray(net)
