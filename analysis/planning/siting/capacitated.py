"""Capacitated p-medians: a strong bound and good plans before the one programme is asked.

Relaxing "everybody goes somewhere once" leaves for every site a knapsack of whom it takes (Pirkul
1987, Computers & Operations Research 14: 399-409): for any prices λ

    L(λ) = Σ_i λ_i − the p largest of κ_j,   κ_j = max Σ_i (λ_i − v_ij) x_i, Σ_i a_i x_i ≤ k_j

is no more than the least value; knapsacks of whole persons are solved exactly. Sites that the
bound rules out are left out of the programme.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.planning.siting.instance import Instance
from analysis.planning.siting.solver import Clock

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_STEPS = 400
_PATIENCE = 15
_MOST_WORK = 5_000_000
"""Persons of a capacity × people × sites: above it the knapsacks take too long."""
_MOST_WHOLE = 1e12
_INF = float("inf")


@dataclass(frozen=True, eq=False)
class Bounded:
    """A proven ``bound``; what no plan with a pair (row × site) is below; the best plan, by row.

    ``value``: of that plan; what a plan must come to to be better is ``target``.
    """

    bound: float
    target: float
    least: Floats
    value: float
    assigned: Places | None


def fits(instance: Instance) -> bool:
    """Whether the bound applies: p alone, all sites new and full of whole persons, small enough."""
    if not (instance.only_p and instance.everyone and instance.p_left is not None):
        return False
    if instance.open_now.any() or not len(instance.people) or not instance.p_left > 0:
        return False
    persons, room = instance.persons, _room(instance)
    whole = (persons == np.round(persons)).all() and (room == np.round(room)).all()
    return bool(whole) and room.max() * len(persons) * instance.sites <= _MOST_WORK


def bounded(  # noqa: PLR0915 (one loop over what it keeps)
    instance: Instance, clock: Clock
) -> Bounded:
    """The bound and plans of a p-median with capacities that ``fits``."""
    value = np.full((len(instance.people), instance.sites), _INF)
    value[instance.row, instance.site] = instance.weight[instance.row] * instance.minutes
    room = _room(instance).astype(np.int64)
    persons = instance.persons.astype(np.int64)
    p = min(instance.p_left or 0, instance.sites)
    near = np.sort(value, axis=1)
    second = near[:, min(1, near.shape[1] - 1)]
    prices = np.where(np.isfinite(second), second, near[:, 0])
    best_plan: Places | None = None
    upper, best, theta, dull = _INF, -_INF, 1.0, 0

    best_prices, direction = prices, np.zeros(len(prices))
    possible = np.ones(instance.sites, dtype=bool)
    least = np.where(np.isfinite(value), -_INF, _INF)
    finite = value[np.isfinite(value)]
    whole = bool((finite == np.round(finite)).all()) and finite.sum() < _MOST_WHOLE
    margin, target = (1e-6 if whole else 1e-9), _INF
    tried: set[bytes] = set()
    largest = float(np.where(np.isfinite(value), value, 0.0).max(axis=1).sum())
    for _ in range(_STEPS):
        gain = np.where(possible, prices[:, None] - value, -_INF)
        table, taken = _knapsacks(gain, persons, room)
        worth = table[np.arange(len(room)), room]
        order = np.argsort(-worth, kind="stable")
        chosen = order[:p]
        bound = float(prices.sum() - worth[chosen].sum())
        if bound > best:
            dull = 0 if bound - best > 1e-5 * abs(bound) else dull + 1
            best, best_prices = bound, prices
            plan, cost = _plan(value, persons, room, chosen, tried)
            if cost < upper:
                upper, best_plan = cost, plan
            target = upper - margin * max(1.0, upper) if not whole else upper - 1.0 + margin
            # With j open another of the p stays closed: L + (p-th largest κ) − κ_j.
            if p < len(order):
                possible &= bound + worth[chosen[-1]] - worth <= target
            # With i at j the knapsack is no better than i's part and the best of the room left.
            rest = room[None, :] - persons[:, None]
            forced = gain + table[np.arange(len(room))[None, :], np.maximum(rest, 0)]
            forced = np.where(rest < 0, -_INF, np.minimum(forced, worth))
            instead = np.maximum(worth, worth[chosen[-1]])
            np.maximum(least, bound + instead - forced, out=least)
            least[:, ~possible] = _INF
        else:
            dull += 1
        known = None if best_plan is None else upper
        if not clock.tell(known, min(best, upper)) or clock.over or best > target:
            break
        if dull >= _PATIENCE:
            theta, dull, prices = theta / 2, 0, best_prices
            direction = np.zeros(len(prices))
            if theta < 0.005:
                break
            continue
        slope = 1.0 - _times(taken, chosen, persons, room)
        direction = slope + 0.5 * direction
        steep = float(direction @ direction)
        if not steep:
            break
        goal = upper if np.isfinite(upper) else min(largest, 1.2 * abs(best) + 1.0)
        prices = prices + theta * (1.002 * goal - best) / steep * direction
    return Bounded(min(best, upper), target, least, upper, best_plan)


def _room(instance: Instance) -> Floats:
    """The capacities, none larger than everybody."""
    room: Floats = np.minimum(instance.capacity, instance.persons.sum())
    return room


def _knapsacks(gain: Floats, persons: Places, room: Places) -> tuple[Floats, Flags]:
    """By site and room the most gain; by person, site and room whether that person is taken."""
    people, sites = gain.shape
    most = np.zeros((sites, int(room.max()) + 1))
    taken = np.zeros((people, *most.shape), dtype=bool)
    for i in np.flatnonzero((gain > 0).any(axis=1)):
        size = int(persons[i])
        if size >= most.shape[1]:
            continue
        places = np.flatnonzero(gain[i] > 0)
        part = most[places]
        with_him = part[:, : part.shape[1] - size] + gain[i, places][:, None]
        better = with_him > part[:, size:]
        taken[i, places, size:] = better
        part[:, size:] = np.where(better, with_him, part[:, size:])
        most[places] = part
    return most, taken


def _times(taken: Flags, chosen: Places, persons: Places, room: Places) -> Floats:
    """How often the knapsacks of the chosen sites take each person."""
    times = np.zeros(len(persons))
    left = room[chosen].copy()
    for i in range(len(persons) - 1, -1, -1):
        inside = taken[i, chosen, left]
        left[inside] -= persons[i]
        times[i] += inside.sum()
    return times


def _plan(
    value: Floats, persons: Places, room: Places, chosen: Places, tried: set[bytes]
) -> tuple[Places | None, float]:
    """Everybody assigned to these sites or better ones; None and inf where it did not fit."""
    best: Places | None = None
    least, sites = _INF, np.sort(chosen)
    while sites.tobytes() not in tried:
        tried.add(sites.tobytes())
        to = _assigned(value[:, sites], persons, room[sites])
        if to is None:
            break
        cost = float(value[np.arange(len(to)), sites[to]].sum())
        if cost >= least:
            break
        best, least = sites[to], cost
        sites = _moved(value, persons, room, sites, to)
    return best, least


def _moved(value: Floats, persons: Places, room: Places, sites: Places, to: Places) -> Places:
    """For each site's people the site that would serve them best, no site twice."""
    moved = sites.copy()
    for place in range(len(sites)):
        group = np.flatnonzero(to == place)
        cost = value[group].sum(axis=0)
        cost[room < persons[group].sum()] = _INF
        cost[np.delete(moved, place)] = _INF
        if len(group) and np.isfinite(cost.min()):
            moved[place] = int(np.argmin(cost))
    return np.sort(moved)


def _assigned(value: Floats, persons: Places, room: Places) -> Places | None:
    """A place for everybody, whoever loses most by waiting first; then moves and exchanges."""
    people, left = len(persons), room.copy()
    to = np.full(people, -1, dtype=np.int64)
    for _ in range(people):
        open_value = np.where(left[None, :] >= persons[:, None], value, _INF)
        near = np.sort(open_value, axis=1)
        second = near[:, 1] if near.shape[1] > 1 else np.full(people, _INF)
        with np.errstate(invalid="ignore"):
            regret = np.where(np.isfinite(second), second - near[:, 0], 1e12 + persons)
        regret[to >= 0] = -_INF
        i = int(np.argmax(regret))
        if not np.isfinite(near[i, 0]):
            return None
        to[i] = int(np.argmin(open_value[i]))
        left[to[i]] -= persons[i]
    return exchanged(value, persons, left, to)


def exchanged(value: Floats, persons: Places | Floats, left: Places | Floats, to: Places) -> Places:
    """People moved to, or exchanged between, sites with room until nothing gets better."""
    everyone = np.arange(len(to))
    while True:
        now = value[everyone, to]
        move = np.where(left[None, :] >= persons[:, None], value - now[:, None], _INF)
        there = value[:, to]
        swap = there + there.T - now[:, None] - now[None, :]
        free = left[to]
        more = persons[None, :] - persons[:, None]
        swap = np.where((free[:, None] >= more) & (free[None, :] >= -more), swap, _INF)
        a, b = (np.unravel_index(int(np.argmin(t)), t.shape) for t in (move, swap))
        if min(move[a], swap[b]) >= -1e-9 * max(1.0, float(now.sum())):
            return to
        if move[a] <= swap[b]:
            i, place = int(a[0]), int(a[1])
            left[to[i]] += persons[i]
            left[place] -= persons[i]
            to[i] = place
        else:
            i, k = int(b[0]), int(b[1])
            left[to[i]] += persons[i] - persons[k]
            left[to[k]] += persons[k] - persons[i]
            to[i], to[k] = to[k], to[i]
