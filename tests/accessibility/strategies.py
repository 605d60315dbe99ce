"""Random small worlds: who lives where, which facilities hold how many, and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from hypothesis import strategies as st

from tests.accessibility.small_times import of_rows, series

PEOPLE = tuple(f"p{i}" for i in range(6))
PLACES = tuple(f"f{i}" for i in range(4))


@dataclass(frozen=True)
class World:
    """Pairs of (from, to, minutes), persons and capacity by id."""

    rows: tuple[tuple[str, str, float], ...]
    persons: pd.Series[float]
    capacity: pd.Series[float]

    @property
    def times(self):
        return of_rows(self.rows, from_ids=PEOPLE, to_ids=PLACES)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Any pair may be missing; minutes often tie and often stand on a cutoff."""
    minutes = st.sampled_from([0.0, 5.0, 10.0, 15.0, 20.0, 30.0, 60.0]) | st.floats(0, 90)
    rows = tuple((i, j, draw(minutes)) for i in PEOPLE for j in PLACES if draw(st.booleans()))
    persons = series(**{i: draw(st.integers(0, 500)) for i in PEOPLE})
    capacity = series(**{j: draw(st.integers(0, 300)) for j in PLACES})
    return World(rows, persons, capacity)
