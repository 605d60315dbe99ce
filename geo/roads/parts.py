"""Which roads can be reached and left again, and what was cut off because it can't.

From each weakly connected piece of the network its longest strongly connected part is taken (from
everywhere in it one gets everywhere else in it, by the directions of traffic). The longest of
these is kept, and every other of at least ``ISLAND_KM`` as an island of its own. The rest is cut
off, so that nobody is put on a road that leads nowhere: fragments (whole pieces that are not kept)
and traps (links of a kept piece that can only be entered, or only be left).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.roads.network import RoadNetwork
from geo.text import Text

ISLAND_KM = 10.0
"""Ours: an island or a valley has this much road, a stretch drawn without its junction has not."""
NAMED_CUTS = 20
"""So many of what was cut off are named, the longest first; all of it is counted."""

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of road: its length, its links, and one of its nodes to find it by (degrees)."""

    km: float
    links: int
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Parts:
    """What is kept of the roads open to a mode, and what was cut off; the lengths add up."""

    kept_km: float
    """All that is kept, islands included."""
    kept_links: int
    islands: tuple[Part, ...]
    """Kept beside the largest part, the longest first."""
    fragment_count: int
    fragment_km: float
    trap_links: int
    trap_km: float
    largest_cuts: tuple[Part, ...]
    """The longest of the fragments, and of the parts of kept pieces that were cut off."""

    @property
    def cut_km(self) -> float:
        """Fragments and traps."""
        return self.fragment_km + self.trap_km

    @property
    def open_km(self) -> float:
        """All roads open to the mode."""
        return self.kept_km + self.cut_km

    @property
    def kept_share(self) -> float:
        """Of the roads open to the mode; 0 where there are none."""
        return self.kept_km / self.open_km if self.open_km else 0.0

    @property
    def said(self) -> Text:
        """What was kept and what was cut off, in a sentence."""
        zh = f"参与计算的道路 {self.kept_km:,.1f} 公里（{self.kept_share:.1%}）"
        en = f"{self.kept_km:,.1f} km of road used ({self.kept_share:.1%})"
        if self.islands:
            km = sum(part.km for part in self.islands)
            zh += f"，其中与主路网不相连而单独成片的 {len(self.islands)} 片、{km:,.1f} 公里"
            en += f", {km:,.1f} km of it in {len(self.islands)} separate networks"
        if not self.cut_km:
            return Text(zh + "。", en + ".")
        zh += f"；未参与计算 {self.cut_km:,.1f} 公里："
        zh += f"零散路段 {self.fragment_count} 处、{self.fragment_km:,.1f} 公里，"
        zh += f"只能进或只能出的路段 {self.trap_links} 条、{self.trap_km:,.1f} 公里。"
        en += f"; {self.cut_km:,.1f} km left out: {self.fragment_count} fragments"
        en += f" ({self.fragment_km:,.1f} km) and {self.trap_links} links that can only be entered"
        en += f" or only be left ({self.trap_km:,.1f} km)."
        return Text(zh, en)


def find_parts(
    network: RoadNetwork, forward: Flags, backward: Flags, island_km: float = ISLAND_KM
) -> tuple[Flags, Parts]:
    """Which links are kept, and the report.

    ``forward``, ``backward``: which links may be passed from their start to their end, and back.
    """
    nodes = network.node_count
    start, end = network.link_from, network.link_to
    tails = np.concatenate([start[forward], end[backward]])
    heads = np.concatenate([end[forward], start[backward]])
    passable = np.ones(len(tails), dtype=np.int8)
    adjacency = coo_array((passable, (tails, heads)), shape=(nodes, nodes)).tocsr()
    if nodes == 0:
        return np.zeros(0, dtype=bool), Parts(0.0, 0, (), 0, 0.0, 0, 0.0, ())
    _, weak = connected_components(adjacency, directed=True, connection="weak")
    count, strong = connected_components(adjacency, directed=True, connection="strong")

    used = forward | backward
    km = network.link_length_m / 1000
    inside = used & (strong[start] == strong[end])
    strong_km = np.bincount(strong[start[inside]], weights=km[inside], minlength=count)
    first_node = _first_places(strong, count)
    piece = weak[first_node]

    # The longest strong part of every piece, ties by the first node.
    order = np.lexsort((first_node, -strong_km, piece))
    longest = order[np.r_[True, np.diff(piece[order]) != 0]]
    longest = longest[strong_km[longest] > 0]
    longest = longest[np.lexsort((first_node[longest], -strong_km[longest]))]
    kept_parts = longest[(np.arange(len(longest)) == 0) | (strong_km[longest] >= island_km)]

    is_kept_part = np.zeros(count, dtype=bool)
    is_kept_part[kept_parts] = True
    kept = inside & is_kept_part[strong[start]]
    pieces = int(weak.max()) + 1
    is_kept_piece = np.zeros(pieces, dtype=bool)
    is_kept_piece[piece[kept_parts]] = True
    in_fragment = used & ~is_kept_piece[weak[start]]
    in_trap = used & ~kept & ~in_fragment

    def described(labels: npt.NDArray[np.int32], links: Flags, wanted: int) -> tuple[Part, ...]:
        """The longest of the labelled groups of links."""
        of_link = labels[start[links]]
        groups = int(labels.max()) + 1
        lengths = np.bincount(of_link, weights=km[links], minlength=groups)
        numbers = np.bincount(of_link, minlength=groups)
        where = _first_places(labels, groups)
        found = np.flatnonzero(numbers)
        best = found[np.lexsort((where[found], -lengths[found]))][:wanted]
        return tuple(
            Part(
                float(lengths[g]),
                int(numbers[g]),
                float(network.node_lon[where[g]]),
                float(network.node_lat[where[g]]),
            )
            for g in best
        )

    cuts = described(weak, in_fragment, NAMED_CUTS) + described(
        strong, in_trap & inside, NAMED_CUTS
    )
    return kept, Parts(
        kept_km=float(km[kept].sum()),
        kept_links=int(kept.sum()),
        islands=described(strong, kept, len(kept_parts))[1:],
        fragment_count=len(np.unique(weak[start[in_fragment]])),
        fragment_km=float(km[in_fragment].sum()),
        trap_links=int(in_trap.sum()),
        trap_km=float(km[in_trap].sum()),
        largest_cuts=tuple(sorted(cuts, key=lambda p: (-p.km, p.lon, p.lat))[:NAMED_CUTS]),
    )


def _first_places(labels: npt.NDArray[np.int32], count: int) -> npt.NDArray[np.int64]:
    """The first place at which each label stands."""
    first = np.full(count, len(labels), dtype=np.int64)
    np.minimum.at(first, labels, np.arange(len(labels)))
    return first
