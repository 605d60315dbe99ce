"""The problem in which every option stands once for each year it can begin in."""

from __future__ import annotations

import numpy as np

from analysis.planning.scenarios.sites_asked import SitesAsked
from analysis.planning.siting.problem import SitingProblem
from geo.travel.times import TravelTimes

_MOST_PAIRS = 20_000_000
"""With more pairs of people and beginnings the exact programme would take gigabytes."""


def too_many_pairs(asked: SitesAsked) -> bool:
    """Whether every option once for each year it can begin in has more pairs than can be held."""
    times = asked.problem.times
    place = {name: k for k, name in enumerate(asked.problem.site_ids)}
    begun = np.bincount(
        np.array([place[option] for option, _ in asked.begun.values()], dtype=np.int64),
        minlength=len(place),
    )
    pairs = np.bincount(times.destination, minlength=len(place))
    return bool(pairs @ np.maximum(begun, 1) > _MOST_PAIRS)


def once_a_year(asked: SitesAsked, sites: dict[str, list[str]]) -> SitingProblem:
    """The problem with every option once for each year it can begin in."""
    old = asked.problem
    source = {name: k for k, name in enumerate(old.site_ids) if name not in sites}
    source |= {
        name: old.site_ids.index(option) for option, names in sites.items() for name in names
    }
    names = tuple(sorted(source))
    at = np.array([source[name] for name in names], dtype=np.int64)
    order = np.argsort(old.times.destination, kind="stable")
    ends = np.searchsorted(old.times.destination[order], np.arange(len(old.site_ids) + 1))
    pairs = [order[ends[k] : ends[k + 1]] for k in at]
    pair = np.concatenate(pairs) if pairs else np.empty(0, dtype=np.int64)
    site = np.repeat(np.arange(len(names), dtype=np.int32), [len(p) for p in pairs])
    origin = old.times.origin[pair]
    by_origin = np.lexsort((site, origin))
    times = TravelTimes(
        old.times.from_ids,
        names,
        origin[by_origin],
        site[by_origin],
        old.times.minutes[pair][by_origin],
        old.times.model,
        old.times.limit_min,
    )
    return SitingProblem(
        old.demand_ids,
        old.persons,
        names,
        old.cost_yuan[at],
        old.capacity[at],
        old.existing[at],
        times,
        old.counts[at],
    )
