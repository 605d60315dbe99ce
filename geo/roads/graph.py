"""A road network as one mode of travel sees it: minutes by link and direction, ready to search."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from geo.roads.core import Core, make_core
from geo.roads.network import (
    DRIVE_BACKWARD,
    DRIVE_FORWARD,
    THROUGH_ONLY,
    WALK_BACKWARD,
    WALK_FORWARD,
    RoadNetwork,
)
from geo.roads.parts import ISLAND_KM, Parts, find_parts
from geo.roads.speeds import Speeds
from geo.travel.model import TravelMode

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int32]

_BITS = {
    TravelMode.DRIVING: (DRIVE_FORWARD, DRIVE_BACKWARD),
    TravelMode.WALKING: (WALK_FORWARD, WALK_BACKWARD),
}


@dataclass(frozen=True, eq=False)
class RoadGraph:
    """What a mode can use of a network; make it with ``RoadGraph.of``.

    ``forward_min[k]`` and ``backward_min[k]`` are the minutes over link k from its start to its end
    and back: inf where that direction is closed, or the link was cut off (``parts``). ``reversed``
    (n × n): entry (v, u) is the shortest link from u to v, in minutes, so that a search from a
    facility finds the times TO it. Links of length 0 are explicit zeros in it.
    """

    network: RoadNetwork
    mode: TravelMode
    speeds: Speeds
    island_km: float
    forward_min: Floats
    backward_min: Floats
    kept: Flags
    reversed: csr_array
    parts: Parts

    @classmethod
    def of(
        cls, network: RoadNetwork, mode: TravelMode, speeds: Speeds, island_km: float = ISLAND_KM
    ) -> RoadGraph:
        """The graph of a mode; separate networks shorter than ``island_km`` are cut off."""
        minutes = link_minutes(network, mode, speeds)
        forward_bit, backward_bit = _BITS[mode]
        forward = (network.link_modes & forward_bit) > 0
        backward = (network.link_modes & backward_bit) > 0
        kept, parts = find_parts(network, forward, backward, island_km)
        forward_min = np.where(kept & forward, minutes, np.inf)
        backward_min = np.where(kept & backward, minutes, np.inf)
        back = _reversed(network, forward_min, backward_min)
        return cls(network, mode, speeds, island_km, forward_min, backward_min, kept, back, parts)

    def with_speeds(self, speeds: Speeds) -> RoadGraph:
        """The same graph at other speeds; the directions, and so the parts, stay as they are."""
        if replace(self.speeds, factor=speeds.factor) == speeds:
            return self._scaled(speeds)
        minutes = link_minutes(self.network, self.mode, speeds)
        forward_min = np.where(np.isfinite(self.forward_min), minutes, np.inf)
        backward_min = np.where(np.isfinite(self.backward_min), minutes, np.inf)
        back = _reversed(self.network, forward_min, backward_min)
        return replace(
            self,
            speeds=speeds,
            forward_min=forward_min,
            backward_min=backward_min,
            reversed=back,
        )

    def _scaled(self, speeds: Speeds) -> RoadGraph:
        """The same graph with every time divided alike; what was made for searching is kept."""
        by = self.speeds.factor / speeds.factor
        scaled = replace(
            self,
            speeds=speeds,
            forward_min=self.forward_min * by,
            backward_min=self.backward_min * by,
            reversed=self.reversed * by,
        )
        scaled.__dict__["core"] = self.core.scaled(by)
        return scaled

    @cached_property
    def core(self) -> Core:
        """The search graph made short to search."""
        return make_core(self.reversed)

    @cached_property
    def onto(self) -> Flags:
        """The links that points may be put on: kept, at grade, of no class nobody enters midway."""
        allowed = [name not in self.speeds.not_onto for name in self.network.classes]
        of_class: Flags = np.array(allowed, dtype=bool)
        reached: Flags = (self.network.link_modes & THROUGH_ONLY) == 0
        onto: Flags = self.kept & reached & of_class[self.network.link_class]
        return onto

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over everything the times depend on beside the points; hexadecimal."""
        parts = (self.network.fingerprint, self.mode, self.speeds.fingerprint, self.island_km)
        return hashlib.sha256(repr(parts).encode()).hexdigest()


def link_minutes(network: RoadNetwork, mode: TravelMode, speeds: Speeds) -> Floats:
    """Minutes over every link, whoever may pass it: length ÷ speed × 60.

    Speed is that of the class, but not above the posted limit; where a ferry states how long it
    takes, that is the time. ``speeds.factor`` divides all of it.
    """
    by_class = np.array([speeds.kmh(name, mode) for name in network.classes], dtype=np.float64)
    kmh = by_class[network.link_class]
    if mode is TravelMode.DRIVING:
        posted = network.link_max_kmh.astype(np.float64) * speeds.factor
        kmh = np.where(posted > 0, np.fmin(kmh, posted), kmh)
    minutes = network.link_length_m / 1000 / kmh * 60
    stated = network.link_duration_min.astype(np.float64) / speeds.factor
    return np.where(np.isnan(stated), minutes, stated)


def _reversed(network: RoadNetwork, forward_min: Floats, backward_min: Floats) -> csr_array:
    """Heads to tails, the shortest of parallel links; loops lead nowhere and are left out."""
    nodes = network.node_count
    start, end = network.link_from, network.link_to
    no_loop = start != end
    forward = np.isfinite(forward_min) & no_loop
    backward = np.isfinite(backward_min) & no_loop
    # A link from start to end is searched from end to start.
    rows = np.concatenate([end[forward], start[backward]]).astype(np.int64)
    columns = np.concatenate([start[forward], end[backward]])
    minutes = np.concatenate([forward_min[forward], backward_min[backward]])
    key = rows * max(nodes, 1) + columns
    order = np.argsort(key, kind="stable")
    key, minutes = key[order], minutes[order]
    first = np.flatnonzero(np.r_[True, np.diff(key) != 0][: len(key)])
    shortest = np.minimum.reduceat(minutes, first) if len(first) else minutes
    begins = np.searchsorted(rows[order][first], np.arange(nodes + 1)).astype(np.int32)
    # Made from its parts: a sum of duplicates, or a dropped zero, would be another graph.
    return csr_array((shortest, columns[order][first], begins), shape=(nodes, nodes))
