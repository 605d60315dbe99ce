"""The Gini coefficient of access scores, weighted by persons."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.accessibility.inequality import UNDEFINED_WORDS, Inequality, Undefined, inequality
from tests.accessibility.small_times import series

# 10 persons: 5 have 0, 3 have 1, 2 have 3.5; all access: 3 + 7 = 10.
SCORES = series(a=0, b=1, c=3.5)
PERSONS = series(a=5, b=3, c=2)


def gini(scores: pd.Series, persons: pd.Series) -> float:
    found = inequality(scores, persons)
    assert isinstance(found, Inequality)
    return found.gini


@st.composite
def groups(draw: st.DrawFn) -> tuple[pd.Series, pd.Series]:
    """Scores and persons of up to eight groups; scores often tie."""
    ids = [f"g{i}" for i in range(draw(st.integers(1, 8)))]
    score = st.sampled_from([0.0, 0.1, 0.25, 1.0]) | st.floats(1e-9, 1e3)
    scores = series(**{i: draw(score) for i in ids})
    persons = series(**{i: draw(st.integers(0, 1000)) for i in ids})
    return scores, persons


def test_the_lorenz_curve_runs_from_those_with_least() -> None:
    found = inequality(SCORES, PERSONS)
    assert isinstance(found, Inequality)
    assert found.lorenz == ((0, 0), (0.5, 0), (0.8, 0.3), (1, 1))


def test_gini_is_one_minus_the_trapezoids_under_the_curve() -> None:
    under = 0.5 * (0 + 0) + 0.3 * (0.3 + 0) + 0.2 * (1 + 0.3)
    assert gini(SCORES, PERSONS) == pytest.approx(1 - under, abs=1e-15)


def test_equal_scores_give_exactly_0() -> None:
    assert gini(series(a=0.1, b=0.1, c=0.1), series(a=3, b=0.7, c=11)) == 0


def test_one_person_with_everything_among_many_comes_near_1() -> None:
    assert gini(series(a=0, b=9), series(a=999, b=1)) == pytest.approx(0.999)


def test_groups_of_one_score_are_one_step_of_the_curve() -> None:
    found = inequality(series(a=1, b=1, c=2), series(a=1, b=1, c=1))
    assert isinstance(found, Inequality)
    assert found.lorenz == ((0, 0), (2 / 3, 0.5), (1, 1))


def test_where_nobody_has_access_gini_is_undefined() -> None:
    assert inequality(series(a=0, b=0), series(a=1, b=2)) is Undefined.NO_ACCESS


def test_access_where_nobody_lives_is_nobodys() -> None:
    assert inequality(series(a=0, b=5), series(a=1, b=0)) is Undefined.NO_ACCESS


def test_without_persons_gini_is_undefined() -> None:
    assert inequality(series(a=1), series(a=0)) is Undefined.NO_PERSONS


def test_every_reason_is_said_in_both_languages() -> None:
    assert all(UNDEFINED_WORDS[reason].zh and UNDEFINED_WORDS[reason].en for reason in Undefined)


def test_a_missing_score_is_refused() -> None:
    with pytest.raises(ValueError, match="access of 'b'"):
        inequality(series(a=1, b=float("nan")), series(a=1, b=1))


def test_scores_and_persons_are_of_the_same_ids() -> None:
    with pytest.raises(ValueError, match="same ids"):
        inequality(series(a=1), series(a=1, b=1))


@given(groups())
def test_it_equals_the_mean_difference_between_any_two_persons(data) -> None:
    scores, persons = data
    a, p = scores.to_numpy(), persons.to_numpy()
    if p.sum() == 0 or (a * p).sum() == 0:
        assert isinstance(inequality(scores, persons), Undefined)
        return
    difference = (np.abs(a[:, None] - a[None, :]) * p[:, None] * p[None, :]).sum()
    expected = difference / (2 * p.sum() ** 2 * ((a * p).sum() / p.sum()))
    assert gini(scores, persons) == pytest.approx(expected, abs=1e-9)


@given(groups(), st.floats(1e-3, 1e3))
def test_a_factor_on_all_scores_changes_nothing(data, factor: float) -> None:
    scores, persons = data
    found = inequality(scores, persons)
    if isinstance(found, Inequality):
        assert gini(scores * factor, persons) == pytest.approx(found.gini, abs=1e-9)


@given(groups())
def test_splitting_groups_in_equal_halves_changes_nothing(data) -> None:
    scores, persons = data
    found = inequality(scores, persons)
    if isinstance(found, Inequality):
        again = scores.rename(lambda i: f"{i}-2")
        halves = pd.concat([persons / 2, persons.rename(lambda i: f"{i}-2") / 2])
        assert gini(pd.concat([scores, again]), halves) == pytest.approx(found.gini, abs=1e-12)


@given(groups(), st.randoms())
def test_the_order_of_rows_changes_nothing(data, random) -> None:
    scores, persons = data
    ids = list(scores.index)
    random.shuffle(ids)
    assert inequality(scores[ids], persons) == inequality(scores, persons)
