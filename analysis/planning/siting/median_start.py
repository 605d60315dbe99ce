"""A good plan to start a p-median from: greedy additions, then swaps.

Teitz & Bart 1968 (Operations Research 16, 955-961): exchange one site for another while the sum
of costs falls. Whitaker 1983 (INFOR 21, 95-108) and Resende & Werneck 2007 (Annals of Operations
Research 150, 205-230): the profit of every swap at once, from each person's closest and
second-closest open site.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Costs = NDArray[np.float64]
Places = NDArray[np.int64]
# Swaps tried from one table of profits.
AT_ONCE = 20


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


def swapped(d: Costs, c: Costs, chosen: Places) -> Places:
    """The chosen rows after swaps have been made until none lowers the sum, sorted.

    For a row f that comes in and r that goes out, the sum falls by

        profit(f, r) = gain(f) − loss(r) + extra(f, r)
        gain(f)      = Σ_i max(0, d1_i − d_fi)
        loss(r)      = Σ_{i: φ1(i) = r} (d2_i − d1_i)
        extra(f, r)  = Σ_{i: φ1(i) = r} max(0, d2_i − max(d1_i, d_fi))

    d1, d2 being the cost of the closest and second-closest open site, φ1 the closest. The best
    swap is made, and after it the best of other f and r that still lower the sum.
    """
    inside = np.sort(chosen)
    if len(inside) in (0, len(d)):
        return inside
    value = _sum(d, c, inside)
    while True:
        profit = profits(d, c, inside)
        best = profit.max(axis=1)
        # Rounding must not swap to and fro.
        least = 1e-9 * (1.0 + value)
        order = np.argsort(-best, kind="stable")[:AT_ONCE]
        order = order[best[order] > least]
        if not len(order):
            return inside
        for into in order:
            out = int(np.argmax(profit[into]))
            if profit[into, out] <= least:
                continue
            trial = inside.copy()
            trial[out] = into
            if (total := _sum(d, c, trial)) < value - least:
                inside, value = trial, total
                profit[:, out] = -np.inf
        inside.sort()


def two_nearest(c: Costs, inside: Costs) -> tuple[Places, Costs, Costs]:
    """φ1 (a row of ``inside``, its length where c is closest), d1 and d2, each [persons].

    What costs c stays open: where it is closest, nothing second-closest is asked for (d2 = d1).
    """
    count, persons = inside.shape
    everyone = np.arange(persons)
    first = inside.argmin(axis=0)
    d1 = inside[first, everyone]
    if count > 1:
        others = inside.copy()
        others[first, everyone] = np.inf
        d2 = np.minimum(others.min(axis=0), c)
    else:
        d2 = c
    based = c <= d1
    return (
        np.where(based, count, first),
        np.where(based, c, d1),
        np.where(based, c, d2),
    )


def profits(d: Costs, c: Costs, inside: Places) -> Costs:
    """profit(f, r), [sites, inside]; −inf for f that are inside.

    Only pairs with d_fi < d2_i take part, about two of every p.
    """
    first, d1, d2 = two_nearest(c, d[inside])
    sites, persons, count = *d.shape, len(inside)
    pairs = np.flatnonzero(d < d2)
    f, i = np.divmod(pairs, persons)
    new, old = d.ravel()[pairs], d1[i]
    gain = np.bincount(f, np.maximum(old - new, 0.0), sites)
    # The last column is of those whom c serves; no site of theirs can go out.
    cells = f * (count + 1) + first[i]
    extra = np.bincount(cells, d2[i] - np.maximum(old, new), sites * (count + 1))
    loss = np.bincount(first, d2 - d1, count + 1)[:count]
    net = extra.reshape(sites, count + 1)[:, :count] + (gain[:, None] - loss)
    net[inside] = -np.inf
    return np.asarray(net)


def _sum(d: Costs, c: Costs, inside: Places) -> float:
    return float(np.minimum(d[inside].min(axis=0), c).sum())
