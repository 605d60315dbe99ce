"""The figures of areas are those of the measures, and every person is in one of three."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.accessibility.coverage import Split, coverage, split
from analysis.accessibility.facilities_asked import FacilitiesAsked
from analysis.accessibility.nearest import Nearest
from analysis.accessibility.roll_up import RollUp, roll_up, weighted_mean, weighted_median
from geo.text import Text
from tests.accessibility.small_city import CITY, FIRST, QUESTION, SECOND

NONE = FacilitiesAsked((), (), None)
CELLS = st.lists(
    st.tuples(
        st.sampled_from([FIRST.code, SECOND.code, ""]),
        st.integers(0, 500),
        st.one_of(st.none(), st.integers(0, 80)),
    ),
    max_size=12,
)


def cells_of(rows: list[tuple[str, int, int | None]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "county_code": pd.Series([r[0] for r in rows], dtype="str"),
            "persons": pd.Series([float(r[1]) for r in rows], dtype="float64"),
            "minutes": pd.Series([np.nan if r[2] is None else r[2] for r in rows], dtype="float64"),
            "access": pd.Series([np.nan] * len(rows), dtype="float64"),
        }
    ).set_axis([f"{k:02}" for k in range(len(rows))])


def rolled(cells: pd.DataFrame) -> RollUp:
    return roll_up(cells, NONE, QUESTION, CITY, (SECOND, FIRST))


@given(CELLS)
def test_the_parts_of_every_area_and_the_areas_of_the_city_add_up(
    rows: list[tuple[str, int, int | None]],
) -> None:
    found = rolled(cells_of(rows))
    for area in found.all_rows:
        parts = area.reached_persons + area.beyond_persons + area.not_connected_persons
        assert parts == area.persons
    for figure in ("persons", "reached_persons", "beyond_persons", "not_connected_persons"):
        assert sum(getattr(row, figure) for row in found.rows) == getattr(found.city, figure)


@given(CELLS)
def test_the_citys_figures_are_those_of_the_measures(
    rows: list[tuple[str, int, int | None]],
) -> None:
    cells = cells_of(rows)
    nearest = Nearest(cells[["minutes"]].assign(to_id="A"))
    parts = split(nearest, cells["persons"], QUESTION.limit_min)
    assert isinstance(parts, Split)
    city = rolled(cells).city
    assert city.reached_persons == parts.reached_persons
    assert city.beyond_persons == parts.beyond_persons
    assert city.not_connected_persons == parts.not_connected_persons
    by_cutoff = coverage(nearest, cells["persons"], QUESTION.cutoffs_min)
    assert city.within_persons == tuple(by_cutoff["persons"])


@given(CELLS, st.randoms(use_true_random=False))
def test_the_order_of_the_cells_changes_nothing(
    rows: list[tuple[str, int, int | None]], random: object
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rolled(cells_of(rows)) == rolled(cells_of(shuffled))


def test_an_area_where_nobody_lives_has_no_shares_and_no_minutes() -> None:
    area = rolled(cells_of([])).city
    assert (area.persons, area.reached_share, area.mean_min, area.median_min) == (
        0,
        None,
        None,
        None,
    )
    assert area.within_shares == (None, None, None)


def test_the_median_is_the_lowest_value_half_the_weight_lies_up_to() -> None:
    values, weights = np.array([10.0, 20.0, 30.0]), np.array([1.0, 1.0, 2.0])
    assert weighted_median(values, weights) == 20
    assert weighted_median(values, np.array([1.0, 0.0, 2.0])) == 30


def test_missing_values_and_empty_weights_are_left_out() -> None:
    values, weights = np.array([np.nan, 20.0]), np.array([5.0, 2.0])
    assert weighted_mean(values, weights) == pytest.approx(20)
    assert weighted_mean(values, np.array([5.0, 0.0])) is None
    assert weighted_median(values, np.array([5.0, 0.0])) is None


ROWS: list[tuple[str, int, int | None]] = [
    (FIRST.code, 20, 10),
    (FIRST.code, 20, 70),
    (FIRST.code, 60, None),
]


def test_who_is_not_connected_is_unknown_and_not_far() -> None:
    # 20 % within the limit, 60 % not connected: a half may be within it.
    area = rolled(cells_of(ROWS)).city
    assert area.mostly_reached(0.5) is None
    assert area.undecided_said(0.5) == Text(
        "未连通 60.0%，不能判断", "60.0% not connected: can’t be told"
    )


def test_most_are_not_within_the_limit_where_not_even_the_unconnected_would_make_up_for_it() -> (
    None
):
    area = rolled(cells_of(ROWS)).city
    assert area.mostly_reached(0.9) is False
    assert area.mostly_reached(0.2) is True
    assert area.undecided_said(0.9) is None
