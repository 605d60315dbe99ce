"""Small OSM files written by hand, and what became of them."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

from pyproj import Geod

from geo.roads.network import RoadNetwork
from geo.roads.reading import read_roads

STEP = 0.001
"""Degrees between the nodes of a row, 111 m on the equator."""
_GEOD = Geod(ellps="WGS84")
Tags = dict[str, str]
Way = tuple[list[int], Tags]
STREET: Tags = {"highway": "residential"}


def row(*ids: int, lat: float = 0.0) -> dict[int, tuple[float, float]]:
    """Nodes side by side, eastwards."""
    return {number: (STEP * k, lat) for k, number in enumerate(ids)}


def osm_text(
    nodes: dict[int, tuple[float, float]],
    ways: dict[int, Way],
    node_tags: dict[int, Tags] | None = None,
) -> str:
    """The file as XML, ways in the order given."""

    def tags(given: Tags) -> str:
        return "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in given.items())

    lines = ['<osm version="0.6">']
    for number, (lon, lat) in nodes.items():
        inner = tags((node_tags or {}).get(number, {}))
        lines.append(f'<node id="{number}" version="1" lon="{lon}" lat="{lat}">{inner}</node>')
    for number, (refs, given) in ways.items():
        inner = "".join(f'<nd ref="{ref}"/>' for ref in refs) + tags(given)
        lines.append(f'<way id="{number}" version="1">{inner}</way>')
    return "\n".join([*lines, "</osm>"])


def network_of(
    folder: Path,
    nodes: dict[int, tuple[float, float]],
    ways: dict[int, Way],
    node_tags: dict[int, Tags] | None = None,
) -> RoadNetwork:
    """The network of those nodes and ways."""
    path = folder / "drawn.osm"
    path.write_text(osm_text(nodes, ways, node_tags), encoding="utf-8")
    network = read_roads(path, path.name).network
    assert network is not None
    return network


def passable(network: RoadNetwork, bits: int) -> set[tuple[float, float]]:
    """Pairs of longitudes (in steps, rounded) one gets between along one link, by those bits.

    ``bits``: one direction each of a mode, forward and backward, as ``geo.roads.rules.DRIVE``.
    """
    found = set()
    for k in range(network.link_count):
        ends = tuple(
            float(round(network.node_lon[node] / STEP, 6))
            for node in (network.link_from[k], network.link_to[k])
        )
        own = int(network.link_modes[k]) & bits
        if own & 0b0101:
            found.add((ends[0], ends[1]))
        if own & 0b1010:
            found.add((ends[1], ends[0]))
    return found


def reached(network: RoadNetwork, node: int, bits: int) -> set[int]:
    """The nodes one gets to from a node, by those bits, itself included."""
    known, open_ = {node}, [node]
    while open_:
        here = open_.pop()
        for k in range(network.link_count):
            own = int(network.link_modes[k]) & bits
            a, b = int(network.link_from[k]), int(network.link_to[k])
            for start, end, way in ((a, b, 0b0101), (b, a, 0b1010)):
                if start == here and own & way and end not in known:
                    known.add(end)
                    open_.append(end)
    return known


def at(network: RoadNetwork, step: float, lat: float = 0.0) -> list[int]:
    """The nodes so many steps east of the first, by number."""
    return [
        k
        for k in range(network.node_count)
        if abs(network.node_lon[k] - STEP * step) < 1e-9 and abs(network.node_lat[k] - lat) < 1e-9
    ]


def length_m(*points: tuple[float, float]) -> float:
    """The geodesic length of a course."""
    return float(_GEOD.line_length([p[0] for p in points], [p[1] for p in points]))
