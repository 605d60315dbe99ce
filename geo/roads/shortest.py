"""Shortest times over a road graph, exactly: from where people are to where facilities are.

Searches start at the facilities and go against the traffic, so one search answers for everybody.
People and facilities lie beside links, not at nodes: each leaves or reaches its link's ends over
the part of the link in between, in the directions that are open, and walks to the road at the
speeds' access speed. The time from a person p (fraction s of link x → y, access a_p) to a facility
f (fraction t of link u → v, access a_f), with D(n) the time from node n to f, a_f included, is

    min( a_p + (1 - s) forward(x → y) + D(y),  a_p + s backward(x → y) + D(x) )

and, when both lie on one link, also a_p + a_f + (t - s) forward for s <= t and
a_p + a_f + (s - t) backward for s >= t.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.roads.graph import RoadGraph
from geo.roads.snapping import Snapped
from geo.travel.model import TravelModel
from geo.travel.times import TravelTimes

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int32]

TIE_MIN = 1e-9
"""Times no further apart than this are equal; what rounds off along a way is less."""
_BLOCK_BYTES = 256_000_000


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
    at_nodes = nearest_at_nodes(graph, facilities, limit_min)
    start, end = _ends(graph, people)
    to_start, to_end = _leaving(graph, people)
    beside, facility, minutes = _on_one_link(graph, people, facilities)
    who = np.arange(len(people.ids))
    candidates = np.concatenate(
        [at_nodes.minutes[start] + to_start, at_nodes.minutes[end] + to_end, minutes]
    )
    person = np.concatenate([who, who, beside])
    place = np.concatenate([at_nodes.place[start], at_nodes.place[end], facility])
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
    nodes = graph.network.node_count
    if not facilities.ids:
        return Nearest(np.full(nodes, np.inf), np.full(nodes, -1, dtype=np.int32))
    matrix = _with_facilities(graph, facilities)
    minutes, _, source = dijkstra(
        matrix,
        indices=np.arange(nodes, matrix.shape[0]),
        limit=np.inf if limit_min is None else limit_min,
        return_predecessors=True,
        min_only=True,
    )
    place = np.where(np.isfinite(minutes), source - nodes, len(facilities.ids)).astype(np.int32)
    place = _smallest_of_tied(matrix, minutes, place)[:nodes]
    reached = np.isfinite(minutes[:nodes])
    return Nearest(minutes[:nodes], np.where(reached, place, -1).astype(np.int32))


def minutes_at_nodes(
    graph: RoadGraph, facilities: Snapped, limit_min: float | None = None
) -> Floats:
    """Minutes from every node to every facility: one row per facility, inf beyond the limit."""
    nodes = graph.network.node_count
    if not facilities.ids:
        return np.full((0, nodes), np.inf)
    matrix = _with_facilities(graph, facilities)
    limit = np.inf if limit_min is None else limit_min
    found = dijkstra(matrix, indices=np.arange(nodes, matrix.shape[0]), limit=limit)
    return np.asarray(found[:, :nodes], dtype=np.float64)


def minutes_between(
    graph: RoadGraph, people: Snapped, facilities: Snapped, at_nodes: Floats
) -> Floats:
    """Minutes from every person to every facility (people × facilities; inf: no way).

    ``at_nodes``: what ``minutes_at_nodes`` gave for these facilities.
    """
    start, end = _ends(graph, people)
    to_start, to_end = _leaving(graph, people)
    minutes = np.minimum(at_nodes[:, start] + to_start, at_nodes[:, end] + to_end).T
    person, facility, direct = _on_one_link(graph, people, facilities)
    np.minimum.at(minutes, (person, facility), direct)
    return np.ascontiguousarray(minutes)


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
    found: list[tuple[Places, Places, Floats]] = []
    for first, block in _blocks(facilities, max(graph.network.node_count, len(people.ids))):
        at_nodes = minutes_at_nodes(graph, block, limit_min)
        minutes = minutes_between(graph, people, block, at_nodes)
        kept = np.isfinite(minutes) if limit_min is None else minutes <= limit_min
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


def _with_facilities(graph: RoadGraph, facilities: Snapped) -> csr_array:
    """The reversed graph and one more node per facility, from which its link's ends are reached."""
    start, end = _ends(graph, facilities)
    from_start, from_end = _reaching(graph, facilities)
    loop = start == end
    columns = np.stack([start, end], axis=1)
    minutes = np.stack(
        [np.where(loop, np.minimum(from_start, from_end), from_start),
         np.where(loop, np.inf, from_end)],
        axis=1,
    )  # fmt: skip
    open_ = np.isfinite(minutes)
    back = graph.reversed
    ends = back.indptr[-1] + np.cumsum(open_.sum(axis=1))
    size = back.shape[0] + len(facilities.ids)
    return csr_array(
        (
            np.concatenate([back.data, minutes[open_]]),
            np.concatenate([back.indices, columns[open_]]).astype(np.int32),
            np.concatenate([back.indptr, ends]).astype(np.int32),
        ),
        shape=(size, size),
    )


def _smallest_of_tied(matrix: csr_array, minutes: Floats, place: Places) -> Places:
    """The smallest place from which each node is reached in its least time.

    A link is on a fastest way when the time before it and its own make the time behind it; the
    smallest place is handed on over these links until nothing changes.
    """
    before = np.repeat(np.arange(matrix.shape[0], dtype=np.int32), np.diff(matrix.indptr))
    behind = matrix.indices
    reached = np.isfinite(minutes[before]) & np.isfinite(minutes[behind])
    fastest = minutes[before] + matrix.data <= minutes[behind] + TIE_MIN
    before, behind = before[reached & fastest], behind[reached & fastest]
    begins = np.searchsorted(before, np.arange(matrix.shape[0] + 1))
    place = place.copy()
    links = np.flatnonzero(place[before] < place[behind])
    while len(links):
        np.minimum.at(place, behind[links], place[before[links]])
        changed = np.unique(behind[links])
        count = begins[changed + 1] - begins[changed]
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        onward = np.repeat(begins[changed], count) + within
        links = onward[place[before[onward]] < place[behind[onward]]]
    return place
