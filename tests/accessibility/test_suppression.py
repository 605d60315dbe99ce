"""Small counts stay out of the public edition, whatever one adds and subtracts."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis.accessibility.suppression import SMALL_BELOW, TOTAL, Shown, Suppressed, suppress
from geo.text import Text

PARTS = ["reached", "beyond", "off"]


def table(*rows: list[float], names: list[str] | None = None) -> pd.DataFrame:
    ids = [f"45090{k}" for k in range(len(rows))]
    return pd.DataFrame(rows, index=ids, columns=names or PARTS[: len(rows[0])], dtype=float)


def hidden(found: Suppressed) -> set[tuple[str, str]]:
    return {
        (str(row), str(column))
        for row, states in found.states.iterrows()
        for column, state in states.items()
        if state != Shown.PRINTED
    }


def test_nothing_is_withheld_where_nothing_is_small() -> None:
    assert hidden(suppress(table([10, 200, 0], [30, 10, 50]))) == set()


def test_the_threshold_is_ten_and_itself_is_printed() -> None:
    assert SMALL_BELOW == 10
    found = suppress(table([10, 500], [500, 500]))
    assert hidden(found) == set()


def test_a_small_count_is_hidden_with_three_others_so_that_totals_do_not_tell() -> None:
    # By hand: 3 stands in row 0, so another of its row and another of its column go, and where
    # those two meet a fourth; the cheapest are 40 (row), 20 (column) and 30 (where they meet).
    found = suppress(table([3, 40, 900], [20, 30, 800], [700, 600, 500]))
    first, second = "450900", "450901"
    assert hidden(found) == {
        (first, "reached"),
        (first, "beyond"),
        (second, "reached"),
        (second, "beyond"),
    }
    assert found.states.loc[first, "reached"] == Shown.SMALL
    assert found.states.loc[second, "beyond"] == Shown.WITHHELD


def test_zero_is_printed() -> None:
    found = suppress(table([0, 40], [500, 60]))
    assert found.text("450900", "reached") == Text("0", "0")


def test_less_than_half_a_person_is_none() -> None:
    assert hidden(suppress(table([0.4, 40], [500, 60]))) == set()


def test_what_stands_in_the_table() -> None:
    found = suppress(table([3, 4000], [2000, 5000]), below=5)
    assert found.text("450900", "reached") == Text("<5", "<5")
    assert found.text("450900", "beyond") == Text("不公布", "withheld")
    assert found.text(TOTAL, TOTAL) == Text("11,003", "11,003")
    assert "<5" in found.rule.zh
    assert "below 5" in found.rule.en
    assert not found.is_printed("450900", "beyond")
    assert found.is_printed(TOTAL, "beyond")


def test_totals_of_the_city_stay_where_they_can() -> None:
    found = suppress(table([3, 4000, 0], [2000, 5000, 12], [6, 90, 11]))
    assert all(found.is_printed(TOTAL, column) for column in [*PARTS, TOTAL])


def test_a_small_total_is_hidden_too() -> None:
    found = suppress(table([3, 4000], [4, 5000]))
    assert found.states.loc[TOTAL, "reached"] == Shown.SMALL


def test_two_small_counts_that_are_small_together_take_a_third() -> None:
    # 2 + 3 of one column would still tell a total of 5.
    found = suppress(table([2, 500, 300], [3, 500, 400], [800, 600, 700]))
    column = found.states["reached"]
    assert (column != Shown.PRINTED).sum() == 3
    assert column[TOTAL] == Shown.PRINTED


def test_one_column_without_totals_by_row() -> None:
    found = suppress(table([3], [50], [400]), totals_by_row=False)
    assert list(found.states.columns) == ["reached"]
    assert hidden(found) == {("450900", "reached"), ("450901", "reached")}


def test_two_nines_are_not_told_by_their_sum() -> None:
    # “<10” twice and a total of 18 could only be 9 and 9.
    found = suppress(table([9], [9], [400]), totals_by_row=False)
    assert hidden(found) == {(f"45090{k}", "reached") for k in range(3)}


def test_one_area_withholds_its_total_with_it() -> None:
    found = suppress(table([3], names=["persons"]), totals_by_row=False)
    assert hidden(found) == {("450900", "persons"), (TOTAL, "persons")}


def test_of_a_city_of_cells_only_the_small_ones_are_hidden() -> None:
    persons = np.random.default_rng(0).gamma(0.5, 40, 25_000)
    frame = pd.DataFrame({"persons": persons}, index=[f"c{k:05d}" for k in range(25_000)])
    found = suppress(frame, totals_by_row=False)
    small = (np.rint(persons) >= 1) & (np.rint(persons) < 10)
    assert (found.states["persons"].to_numpy()[:-1] == Shown.SMALL).tolist() == small.tolist()
    assert (found.states["persons"] != Shown.PRINTED).sum() == small.sum()


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
def test_what_is_no_count_is_an_error(value: float) -> None:
    with pytest.raises(ValueError, match="persons"):
        suppress(table([value, 3]))


def test_ids_must_differ() -> None:
    with pytest.raises(ValueError, match="unique"):
        suppress(pd.DataFrame({"a": [1.0, 2.0]}, index=["x", "x"]))
    with pytest.raises(ValueError, match="unique"):
        suppress(pd.DataFrame({"a": [1.0]}, index=[TOTAL]))


def test_a_threshold_that_tells_the_number_is_an_error() -> None:
    with pytest.raises(ValueError, match="threshold"):
        suppress(table([3, 4]), below=2)


TABLES = st.integers(1, 5).flatmap(
    lambda columns: st.lists(
        st.lists(
            st.one_of(st.integers(0, 12), st.integers(0, 400)), min_size=columns, max_size=columns
        ),
        min_size=1,
        max_size=6,
    )
)


def named(rows: list[list[int]]) -> pd.DataFrame:
    return table(*([float(n) for n in row] for row in rows), names=list("abcde")[: len(rows[0])])


def equations(shape: tuple[int, int]) -> np.ndarray:
    """Each line of a table with totals: its parts less its total are 0."""
    rows, columns = shape
    lines = []
    for row in range(rows):
        line = np.zeros(shape)
        line[row, :-1], line[row, -1] = 1, -1
        lines.append(line.ravel())
    for column in range(columns):
        line = np.zeros(shape)
        line[:-1, column], line[-1, column] = 1, -1
        lines.append(line.ravel())
    return np.array(lines)


@given(TABLES, st.booleans())
def test_no_small_count_can_be_worked_out(rows: list[list[int]], by_row: bool) -> None:
    found = suppress(named(rows), totals_by_row=by_row)
    shape = (len(rows) + 1, len(rows[0]) + 1)
    values, unknown = np.zeros(shape), np.ones(shape, dtype=bool)
    width = shape[1] if by_row else shape[1] - 1
    values[:, :width] = found.counts.to_numpy()
    unknown[:, :width] = found.states.to_numpy() != Shown.PRINTED
    matrix = equations(shape)
    at = np.flatnonzero(unknown.ravel())
    known = -matrix[:, ~unknown.ravel()] @ values.ravel()[~unknown.ravel()]
    # What a reader of the rule knows: “<10” is 1 to 9, withheld is 10 or more or, at worst, 0.
    small = np.zeros(shape, dtype=bool)
    small[:, :width] = found.states.to_numpy() == Shown.SMALL
    bounds = [(1, 9) if small.ravel()[k] else (0, None) for k in at]
    for row, column in zip(*np.nonzero(found.states.to_numpy() == Shown.SMALL), strict=True):
        aim = (at == row * shape[1] + column).astype(float)
        least, most = (
            linprog(sign * aim, A_eq=matrix[:, at], b_eq=known, bounds=bounds).fun
            for sign in (1, -1)
        )
        assert most is None or -most - least > 0.5


@given(st.lists(st.one_of(st.integers(0, 12), st.integers(0, 400)), min_size=1, max_size=12))
def test_a_list_is_as_safe_as_a_table(numbers: list[int]) -> None:
    parts = table(*([float(n)] for n in numbers), names=["a"])
    found = suppress(parts, totals_by_row=False)
    safe_by_graph = suppress(parts.assign(b=0.0), totals_by_row=False)
    assert (found.states["a"] == Shown.SMALL).equals(safe_by_graph.states["a"] == Shown.SMALL)
    # The total goes only where no other number is left to hide.
    if found.counts["a"][TOTAL] >= SMALL_BELOW and not found.is_printed(TOTAL, "a"):
        inner = found.states["a"].iloc[:-1]
        assert (inner[found.counts["a"].iloc[:-1] > 0] != Shown.PRINTED).all()


@given(TABLES, st.integers(3, 20))
def test_small_counts_are_those_below_the_threshold_and_no_others(
    rows: list[list[int]], below: int
) -> None:
    found = suppress(named(rows), below=below)
    counts = found.counts.to_numpy()
    small = (counts > 0) & (counts < below)
    assert ((found.states.to_numpy() == Shown.SMALL) == small).all()
    assert (small.any()) == bool(hidden(found))


@given(TABLES)
def test_what_is_withheld_of_a_line_is_not_small_together(rows: list[list[int]]) -> None:
    found = suppress(named(rows))
    for counts, states in (
        (found.counts, found.states),
        (found.counts.T, found.states.T),
    ):
        for name in counts.index:
            out = (states.loc[name] != Shown.PRINTED).to_numpy()
            if not out[-1] and out.any():
                assert counts.loc[name].to_numpy()[:-1][out[:-1]].sum() >= SMALL_BELOW


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows: list[list[int]], chance: random.Random) -> None:
    frame = named(rows)
    order = list(frame.index)
    chance.shuffle(order)
    assert suppress(frame.loc[order]).states.equals(suppress(frame).states)
