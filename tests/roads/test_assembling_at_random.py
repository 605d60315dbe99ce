from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.roads.assembling import assemble
from geo.roads.network import RoadNetwork
from geo.roads.passages import PassageTable
from geo.roads.rules import CLASSES, DRIVE, WALK, Passage
from geo.roads.ways import Nodes, Ways
from tests.roads.drawn import STEP, at, length_m, reached

# Networks at random: a small grid of nodes, ways along any of them.
SPOTS = {number: (STEP * (number % 4), STEP * (number // 4)) for number in range(1, 17)}
ALLOWED = [
    Passage("residential", DRIVE | WALK),
    Passage("residential", 0b1101),
    Passage("residential", 0b1110),
    Passage("footway", WALK),
    Passage("tertiary", DRIVE | WALK, 60.0),
]
RANDOM_WAYS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(sorted(SPOTS)), min_size=1, max_size=7),
        st.sampled_from(range(len(ALLOWED))),
    ),
    min_size=1,
    max_size=8,
)


def assembled(
    ways: list[tuple[int, list[int], int]], stops: dict[int, int] | None = None
) -> RoadNetwork:
    node_id = np.array(sorted(SPOTS))
    nodes = Nodes(
        node_id,
        np.array([SPOTS[n][0] for n in sorted(SPOTS)]),
        np.array([SPOTS[n][1] for n in sorted(SPOTS)]),
        np.array([(stops or {}).get(n, 0) for n in sorted(SPOTS)], np.uint8),
    )
    table = PassageTable()
    for allowed in ALLOWED:
        table.place(allowed)
    drawn = Ways(
        np.array([number for number, _, _ in ways]),
        np.cumsum([0, *(len(refs) for _, refs, _ in ways)]),
        np.array([ref for _, refs, _ in ways for ref in refs]),
        np.array([place for _, _, place in ways], np.int32),
        table.passages(),
    )
    return assemble(drawn, nodes, classes=CLASSES, source="")


@given(RANDOM_WAYS)
def test_no_metre_is_lost_or_won(ways: list[tuple[list[int], int]]) -> None:
    network = assembled([(k, refs, place) for k, (refs, place) in enumerate(ways)])
    whole = sum(
        length_m(SPOTS[a], SPOTS[b]) for refs, _ in ways for a, b in itertools.pairwise(refs)
    )
    assert network.link_length_m.sum() == pytest.approx(whole, rel=1e-5, abs=1e-6)


@given(RANDOM_WAYS, st.randoms(use_true_random=False))
def test_the_order_of_ways_changes_nothing(
    ways: list[tuple[list[int], int]], chance: object
) -> None:
    numbered = [(k, refs, place) for k, (refs, place) in enumerate(ways)]
    shuffled = list(numbered)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assembled(numbered).fingerprint == assembled(shuffled).fingerprint


@given(
    RANDOM_WAYS,
    st.dictionaries(st.sampled_from(sorted(SPOTS)), st.sampled_from([DRIVE, WALK, DRIVE | WALK])),
)
def test_one_gets_where_the_ways_lead_and_nowhere_else(
    ways: list[tuple[list[int], int]], barred: dict[int, int]
) -> None:
    """Against a plain walk over pairs of nodes, node by node, with each barrier asked."""
    network = assembled([(k, refs, place) for k, (refs, place) in enumerate(ways)], barred)
    steps: dict[tuple[int, int], int] = {}
    ends: dict[int, int] = dict.fromkeys(SPOTS, 0)
    for refs, place in ways:
        for a, b in itertools.pairwise([r for r, _ in itertools.groupby(refs)]):
            bits = ALLOWED[place].modes
            steps[a, b] = steps.get((a, b), 0) | bits & 0b0101
            steps[b, a] = steps.get((b, a), 0) | (bits & 0b1010) >> 1
            ends[a] += 1
            ends[b] += 1
    for mode, bit in ((DRIVE, 1), (WALK, 4)):
        for start in SPOTS:
            known, open_ = {start}, [start]
            while open_:
                here = open_.pop()
                shut = barred.get(here, 0) & mode and ends[here] == 2 and here != start
                for (a, b), bits in steps.items():
                    if a == here and bits & bit and b not in known and not shut:
                        known.add(b)
                        open_.append(b)
            spots = {SPOTS[number] for number in known}
            for place in at(network, SPOTS[start][0] / STEP, SPOTS[start][1])[:1]:
                if barred.get(start, 0):
                    continue
                found = {
                    (float(network.node_lon[k]), float(network.node_lat[k]))
                    for k in reached(network, place, mode)
                }
                assert found <= spots
                nodes = {
                    (float(x), float(y))
                    for x, y in zip(network.node_lon, network.node_lat, strict=True)
                }
                assert spots & nodes <= found
