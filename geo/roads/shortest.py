"""Shortest times over a road graph, exactly: from where people are to where facilities are.

Searches start at the facilities and go against the traffic, so one search answers for everybody.
People and facilities lie beside links, not at nodes: each leaves or reaches its link's ends over
the part of the link in between, in the directions that are open, and walks to the road at the
speeds' access speed. The time from a person p (fraction s of link x → y, access a_p) to a facility
f (fraction t of link u → v, access a_f), with D(n) the time from node n to f, a_f included, is

    min( a_p + (1 - s) forward(x → y) + D(y),  a_p + s backward(x → y) + D(x) )

and, when both lie on one link, also a_p + a_f + (t - s) forward for s <= t and
a_p + a_f + (s - t) backward for s >= t.

Minutes of trips are rounded to a billionth, at the end: what rounds off in a sum puts nobody beyond
a limit that is met exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.roads.graph import RoadGraph
from geo.roads.searching import TIE_MIN, search_minutes, search_nearest
from geo.roads.snapping import Snapped
from geo.travel.model import TravelModel
from geo.travel.times import TravelTimes

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int32]

_BLOCK_BYTES = 256_000_000
_DECIMALS = 9


@dataclass(frozen=True, eq=False)
class Nearest:
    """The time to the nearest facility: inf and place -1 where none is reached within the limit.

    ``place``: in the ids of the facilities asked for; of facilities equally near, the smallest id.
    """

    minutes: Floats
    place: Places


def nearest_minutes(
    graph: RoadGraph, people: Snapped, facilities: Snapped, limit_min: float | None = None
) -> Nearest:
    """The nearest facility of each of ``people.ids``, at most ``limit_min`` away (inclusive)."""
    nodes, at = np.unique(np.concatenate(_ends(graph, people)), return_inverse=True)
    at_nodes = _nearest_at(graph, facilities, limit_min, nodes)
    start, end = np.split(at, 2)
    to_start, to_end = _leaving(graph, people)
    beside, facility, minutes = _on_one_link(graph, people, facilities)
    who = np.arange(len(people.ids))
    candidates = np.concatenate(
        [at_nodes.minutes[start] + to_start, at_nodes.minutes[end] + to_end, minutes]
    )
    person = np.concatenate([who, who, beside])
    place = np.concatenate([at_nodes.place[start], at_nodes.place[end], facility])
    candidates = candidates.round(_DECIMALS)
    within = np.isfinite(candidates)
    if limit_min is not None:
        within &= candidates <= limit_min
    candidates, person, place = candidates[within], person[within], place[within]

    least = np.full(len(people.ids), np.inf)
    np.minimum.at(least, person, candidates)
    tied = candidates <= least[person] + TIE_MIN
    chosen = np.full(len(people.ids), len(facilities.ids), dtype=np.int32)
    np.minimum.at(chosen, person[tied], place[tied])
    return Nearest(least, np.where(np.isfinite(least), chosen, -1).astype(np.int32))


def nearest_at_nodes(
    graph: RoadGraph, facilities: Snapped, limit_min: float | None = None
) -> Nearest:
    """The nearest facility of every node of the network, by road and its access."""
    found = _nearest_at(graph, facilities, limit_min, None)
    minutes = _given(found.minutes, limit_min)
    return Nearest(minutes, np.where(np.isfinite(minutes), found.place, -1).astype(np.int32))


def _nearest_at(
    graph: RoadGraph, facilities: Snapped, limit_min: float | None, nodes: Places | None
) -> Nearest:
    """The nearest facility of these nodes, or of all, not rounded."""
    count = len(facilities.ids)
    minutes, place = search_nearest(
        graph.core, _begins(graph, facilities), count, _searched(limit_min), nodes
    )
    return Nearest(minutes, np.where(place < count, place, -1).astype(np.int32))


def minutes_at_nodes(
    graph: RoadGraph, facilities: Snapped, limit_min: float | None = None
) -> Floats:
    """Minutes from every node to every facility: one row per facility, inf beyond the limit.

    Not rounded, so that trips made of them are those of ``times_within``.
    """
    count = len(facilities.ids)
    found = search_minutes(graph.core, _begins(graph, facilities), count, _searched(limit_min))
    return found.T


def minutes_between(
    graph: RoadGraph, people: Snapped, facilities: Snapped, at_nodes: Floats
) -> Floats:
    """Minutes from every person to every facility (people × facilities; inf: no way).

    ``at_nodes``: what ``minutes_at_nodes`` gave for these facilities.
    """
    start, end = _ends(graph, people)
    return _between(graph, people, facilities, at_nodes.T[start], at_nodes.T[end])


def _between(
    graph: RoadGraph, people: Snapped, facilities: Snapped, from_start: Floats, from_end: Floats
) -> Floats:
    """As ``minutes_between``, from the times at both ends of the people's links."""
    to_start, to_end = _leaving(graph, people)
    minutes = np.minimum(from_start + to_start[:, None], from_end + to_end[:, None])
    person, facility, direct = _on_one_link(graph, people, facilities)
    np.minimum.at(minutes, (person, facility), direct)
    return minutes.round(_DECIMALS)


def _given(minutes: Floats, limit_min: float | None) -> Floats:
    """Minutes as they leave this module; inf where they are beyond the limit."""
    rounded = minutes.round(_DECIMALS)
    return rounded if limit_min is None else np.where(rounded <= limit_min, rounded, np.inf)


def _searched(limit_min: float | None) -> float:
    """How far searches go: a little beyond the limit, which holds for the rounded minutes."""
    return np.inf if limit_min is None else limit_min + TIE_MIN


def times_within(
    graph: RoadGraph,
    people: Snapped,
    facilities: Snapped,
    model: TravelModel,
    limit_min: float | None = None,
) -> TravelTimes:
    """All times of at most ``limit_min`` (inclusive); who did not snap is in no pair."""
    all_people, all_places = people.all_ids, facilities.all_ids
    origins, destinations = _places(people.ids, all_people), _places(facilities.ids, all_places)
    limit = np.inf if limit_min is None else limit_min
    nodes, at = np.unique(np.concatenate(_ends(graph, people)), return_inverse=True)
    start, end = np.split(at, 2)
    found: list[tuple[Places, Places, Floats]] = []
    for first, block in _blocks(facilities, max(graph.network.node_count, len(people.ids))):
        begins = _begins(graph, block)
        at_nodes = search_minutes(graph.core, begins, len(block.ids), _searched(limit_min), nodes)
        minutes = _between(graph, people, block, at_nodes[start], at_nodes[end])
        kept = np.isfinite(minutes) & (minutes <= limit)
        person, facility = np.nonzero(kept)
        found.append((origins[person], destinations[facility + first], minutes[kept]))
    origin = np.concatenate([o for o, _, _ in found] or [np.zeros(0, np.int32)])
    destination = np.concatenate([d for _, d, _ in found] or [np.zeros(0, np.int32)])
    minutes = np.concatenate([m for _, _, m in found] or [np.zeros(0)])
    order = np.lexsort((destination, origin))
    return TravelTimes(
        all_people,
        all_places,
        origin[order],
        destination[order],
        minutes[order],
        model,
        limit_min,
    )


def _blocks(facilities: Snapped, width: int) -> Iterator[tuple[int, Snapped]]:
    """The facilities in turns of which one fits in memory, each with its first place."""
    size = max(1, _BLOCK_BYTES // (8 * max(width, 1)))
    for first in range(0, len(facilities.ids), size):
        part = slice(first, first + size)
        yield (
            first,
            Snapped(
                facilities.ids[part],
                facilities.link[part],
                facilities.fraction[part],
                facilities.access_m[part],
            ),
        )


def _places(ids: tuple[str, ...], among: tuple[str, ...]) -> Places:
    place = {name: number for number, name in enumerate(among)}
    return np.array([place[name] for name in ids], dtype=np.int32)


def _ends(graph: RoadGraph, points: Snapped) -> tuple[Places, Places]:
    return graph.network.link_from[points.link], graph.network.link_to[points.link]


def access_minutes(graph: RoadGraph, points: Snapped) -> Floats:
    """From the points to the road."""
    return points.access_m / 1000 / graph.speeds.access_kmh * 60


def _part_of(share: Floats, minutes: Floats) -> Floats:
    """A share of a link's minutes; nothing of a closed link is nothing, any of it is endless."""
    return np.where(share > 0, np.where(share > 0, share, 1.0) * minutes, 0.0)


def _leaving(graph: RoadGraph, people: Snapped) -> tuple[Floats, Floats]:
    """From the people to the start and to the end of their link, access included."""
    access = access_minutes(graph, people)
    back = _part_of(people.fraction, graph.backward_min[people.link])
    on = _part_of(1 - people.fraction, graph.forward_min[people.link])
    return back + access, on + access


def _reaching(graph: RoadGraph, facilities: Snapped) -> tuple[Floats, Floats]:
    """From the start and from the end of their link to the facilities, access included."""
    access = access_minutes(graph, facilities)
    from_start = _part_of(facilities.fraction, graph.forward_min[facilities.link])
    from_end = _part_of(1 - facilities.fraction, graph.backward_min[facilities.link])
    return from_start + access, from_end + access


def _begins(
    graph: RoadGraph, facilities: Snapped
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Floats]:
    """Where the searches from the facilities begin: nodes, places of facilities, minutes."""
    nodes = np.concatenate(_ends(graph, facilities)).astype(np.int64)
    minutes = np.concatenate(_reaching(graph, facilities))
    place = np.tile(np.arange(len(facilities.ids), dtype=np.int64), 2)
    open_ = np.isfinite(minutes)
    return nodes[open_], place[open_], minutes[open_]


def _on_one_link(
    graph: RoadGraph, people: Snapped, facilities: Snapped
) -> tuple[Places, Places, Floats]:
    """Pairs that lie on one link, and the minutes along it: person, facility, minutes."""
    by_link = np.argsort(facilities.link, kind="stable")
    links = facilities.link[by_link]
    first = np.searchsorted(links, people.link, "left")
    count = np.searchsorted(links, people.link, "right") - first
    person = np.repeat(np.arange(len(people.ids)), count)
    within = np.arange(len(person)) - np.repeat(np.cumsum(count) - count, count)
    facility = by_link[np.repeat(first, count) + within]
    ahead = facilities.fraction[facility] - people.fraction[person]
    link = people.link[person]
    along = np.where(
        ahead >= 0,
        _part_of(ahead, graph.forward_min[link]),
        _part_of(-ahead, graph.backward_min[link]),
    )
    access = access_minutes(graph, people)[person] + access_minutes(graph, facilities)[facility]
    return person.astype(np.int32), facility.astype(np.int32), along + access
