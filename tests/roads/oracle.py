"""Times by networkx: every point an explicit node that splits its link, every direction an edge."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import networkx as nx
import numpy as np

from geo.roads.network import DRIVE_BACKWARD, DRIVE_FORWARD, RoadNetwork
from geo.roads.snapping import Snapped


def split_graph(
    network: RoadNetwork, link_min: np.ndarray, access_kmh: float, **points: Snapped
) -> nx.MultiDiGraph:
    """All roads open to cars, cut at the points; ("people", id) is a person, who only leaves.

    ``link_min``: minutes over each link. ("facilities", id) is only reached.
    """
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(network.node_count))
    on_link: dict[int, set[float]] = defaultdict(set)
    for snapped in points.values():
        for link, fraction in zip(snapped.link.tolist(), snapped.fraction.tolist(), strict=True):
            on_link[link].add(fraction)

    def spot(link: int, fraction: float) -> object:
        if fraction == 0:
            return int(network.link_from[link])
        if fraction == 1:
            return int(network.link_to[link])
        return (link, fraction)

    for link in range(network.link_count):
        modes = int(network.link_modes[link])
        for a, b in pairwise(sorted({0.0, 1.0} | on_link[link])):
            minutes = (b - a) * float(link_min[link])
            if modes & DRIVE_FORWARD:
                graph.add_edge(spot(link, a), spot(link, b), minutes=minutes)
            if modes & DRIVE_BACKWARD:
                graph.add_edge(spot(link, b), spot(link, a), minutes=minutes)
    for kind, snapped in points.items():
        for place, name in enumerate(snapped.ids):
            at = spot(int(snapped.link[place]), float(snapped.fraction[place]))
            walk = float(snapped.access_m[place]) / 1000 / access_kmh * 60
            ends = ((kind, name), at) if kind == "people" else (at, (kind, name))
            graph.add_edge(*ends, minutes=walk)
    return graph


def times_by_networkx(
    network: RoadNetwork,
    link_min: np.ndarray,
    access_kmh: float,
    people: Snapped,
    facilities: Snapped,
) -> np.ndarray:
    """People × facilities, in minutes; inf where no way leads."""
    graph = split_graph(network, link_min, access_kmh, people=people, facilities=facilities)
    back = graph.reverse(copy=False)
    found = np.full((len(people.ids), len(facilities.ids)), np.inf)
    for column, name in enumerate(facilities.ids):
        times = nx.single_source_dijkstra_path_length(back, ("facilities", name), weight="minutes")
        for row, person in enumerate(people.ids):
            found[row, column] = times.get(("people", person), np.inf)
    return found
