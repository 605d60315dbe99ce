"""Reads the roads of an OSM file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import osmium

from geo.roads.assembling import assemble
from geo.roads.network import RoadNetwork
from geo.roads.rules import CLASSES, NODE_KEYS, WAY_KEYS, passage, stops
from geo.roads.ways import Nodes, PassageTable, Ways


def read_osm(path: Path, name: str) -> RoadNetwork:
    """The roads of a file."""
    table = PassageTable()
    ids: list[int] = []
    counts: list[int] = [0]
    refs: list[int] = []
    places: list[int] = []
    known: dict[tuple[tuple[str, str], ...], int] = {}
    for way in osmium.FileProcessor(str(path), osmium.osm.WAY).with_filter(
        osmium.filter.KeyFilter("highway", "route")
    ):
        key = tuple((tag.k, tag.v) for tag in way.tags if tag.k in WAY_KEYS)
        place = known.get(key)
        if place is None:
            told = passage(dict(key))
            place = known[key] = -1 if told is None else table.place(told)
        if place < 0:
            continue
        ids.append(way.id)
        refs.extend([node.ref for node in way.nodes])
        counts.append(len(refs))
        places.append(place)
    wanted = np.unique(np.array(refs, np.int64))
    lon, lat = np.zeros(len(wanted)), np.zeros(len(wanted))
    bars = np.zeros(len(wanted), np.uint8)
    there = np.zeros(len(wanted), bool)
    index = {ref: k for k, ref in enumerate(wanted.tolist())}
    for node in osmium.FileProcessor(str(path), osmium.osm.NODE):
        k = index.get(node.id)
        if k is None:
            continue
        there[k] = True
        lon[k], lat[k] = node.lon, node.lat
        if "barrier" in node.tags:
            bars[k] = stops({tag.k: tag.v for tag in node.tags if tag.k in NODE_KEYS})
    ways = Ways(
        np.array(ids, np.int64),
        np.array(counts, np.int64),
        np.array(refs, np.int64),
        np.array(places, np.int32),
        table.passages(),
    )
    nodes = Nodes(wanted[there], lon[there], lat[there], bars[there])
    return assemble(ways, nodes, classes=CLASSES, source=name)
