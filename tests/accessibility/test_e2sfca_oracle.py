"""E2SFCA equals that of PySAL's ``access`` (an independent program) on the same input."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from access import weights as pysal_weights
from access.fca import two_stage_fca
from hypothesis import given

from analysis.accessibility.decay import Decay, Stepped
from analysis.accessibility.e2sfca import e2sfca
from tests.accessibility.small_times import of_rows
from tests.accessibility.strategies import World, worlds

STEPS = {10: 1.0, 20: 0.68, 30: 0.22}
STEPPED = Stepped(tuple(STEPS.items()))
CATCHMENT = Stepped(((30, 1.0),))


def pysal(
    rows: list[tuple[str, str, float]],
    persons: pd.Series,
    capacity: pd.Series,
    weight_fn: Callable[[float], float] | None,
) -> pd.Series:
    """Access by demand id within 30 minutes; PySAL leaves out who reaches nothing."""
    return two_stage_fca(
        persons.rename_axis("geoid").rename("demand").reset_index(),
        capacity.rename_axis("geoid").rename("supply").to_frame(),
        pd.DataFrame(rows, columns=["origin", "dest", "cost"]),
        30,
        demand_index="geoid",
        demand_name="demand",
        supply_name="supply",
        weight_fn=weight_fn,
    ).reindex(persons.index, fill_value=0.0)


def assert_alike(rows, persons: pd.Series, capacity: pd.Series, decay: Decay, weight_fn) -> None:
    ours = e2sfca(of_rows(rows), persons, capacity, decay).access
    theirs = pysal(rows, persons, capacity, weight_fn)
    assert ours.to_numpy() == pytest.approx(theirs.to_numpy(), rel=1e-12)


@given(worlds())
def test_2sfca_equals_pysal(world: World) -> None:
    # Where nobody lives in a catchment PySAL divides by zero; ours names the facility.
    assert_alike(list(world.rows), world.persons + 1, world.capacity, CATCHMENT, None)


@given(worlds())
def test_e2sfca_with_steps_equals_pysal(world: World) -> None:
    step = pysal_weights.step_fn(STEPS)
    assert_alike(list(world.rows), world.persons + 1, world.capacity, STEPPED, step)


def test_e2sfca_equals_pysal_on_a_county_of_2_000_cells_and_40_facilities() -> None:
    random = np.random.default_rng(4)
    cells = [f"c{i:04}" for i in range(2000)]
    places = [f"f{j:02}" for j in range(40)]
    minutes = random.integers(0, 240, (2000, 40)) / 4
    rows = [
        (cells[i], places[j], float(minutes[i, j]))
        for i, j in zip(*np.nonzero(random.random((2000, 40)) < 0.6), strict=True)
    ]
    persons = pd.Series(random.integers(1, 3000, 2000) / 7, index=cells)
    capacity = pd.Series(random.integers(0, 300, 40), index=places, dtype="float64")
    assert_alike(rows, persons, capacity, STEPPED, pysal_weights.step_fn(STEPS))
