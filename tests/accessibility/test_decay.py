"""Decay functions: weights of minutes."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.accessibility.decay import (
    Decay,
    DecayError,
    Gaussian,
    Stepped,
    parse_decay,
)

LUO_QI = Stepped(((10, 1.0), (20, 0.68), (30, 0.22)))


def weights(decay: Decay, *minutes: float) -> list[float]:
    return list(decay(np.array(minutes, dtype=np.float64)))


def test_an_upper_end_belongs_to_its_own_step() -> None:
    assert weights(LUO_QI, 0, 10, 10.01, 20, 30) == [1, 1, 0.68, 0.68, 0.22]


def test_beyond_the_last_step_the_weight_is_0() -> None:
    assert weights(LUO_QI, math.nextafter(30, 31), 1e9) == [0, 0]


def test_the_gaussian_is_that_of_dai() -> None:
    half = (math.exp(-0.125) - math.exp(-0.5)) / (1 - math.exp(-0.5))
    assert weights(Gaussian(60), 30) == pytest.approx([half], rel=1e-15)
    assert half == pytest.approx(0.7013, abs=1e-4)


def test_the_gaussian_goes_from_1_to_0_at_its_limit() -> None:
    assert weights(Gaussian(60), 0, 60, 60.1, 1e300) == [1, 0, 0, 0]


def test_a_last_step_without_weight_does_not_count_as_reach() -> None:
    assert Stepped(((10, 1.0), (20, 0.0))).limit_min == 10


@given(
    st.sampled_from([LUO_QI, Gaussian(60), Gaussian(1e-6), Stepped(((5, 0.5), (9, 0.5)))]),
    st.floats(0, 1e6),
    st.floats(0, 1e6),
)
def test_a_longer_trip_never_weighs_more(decay: Decay, one: float, other: float) -> None:
    near, far = weights(decay, min(one, other), max(one, other))
    assert 1 >= near >= far >= 0


@given(st.floats(1e-6, 1e6), st.floats(0, 1e6))
def test_beyond_its_limit_a_decay_weighs_nothing(limit_min: float, more: float) -> None:
    assert weights(Gaussian(limit_min), limit_min + more) == [0]


@pytest.mark.parametrize(
    "text",
    [
        "10:1,20:0.68,30:0.22",
        "30:0.22,10:1,20:0.68",
        " 10:1, 20:.68 ,30:2.2e-1",
        "10：1，20：0.68，30：0.22",
    ],
)
def test_steps_are_read_in_any_order(text: str) -> None:
    assert parse_decay(text) == LUO_QI


@pytest.mark.parametrize("text", ["gaussian:60", "Gaussian:60.0"])
def test_a_gaussian_is_read(text: str) -> None:
    assert parse_decay(text) == Gaussian(60)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no step"),
        ("10", "“10” is not of the form minutes:weight"),
        ("10:1,", "“” is not of the form"),
        ("10:x", "“x” in “10:x” is no number"),
        ("10:nan", "no number"),
        ("inf:1", "no number"),
        ("1_0:1", "no number"),
        ("10:1:2", "no number"),
        ("0:1", "must be minutes above 0"),
        ("-5:1", "must be minutes above 0"),
        ("10:1.5", "must be from 0 to 1"),
        ("10:-0.1", "must be from 0 to 1"),
        ("10:1,10:0.5", "comes twice"),
        ("10:0.5,20:0.6", "a longer trip can't count more"),
        ("10:0", "can't be 0"),
        ("gaussian", "is no number"),
        ("gaussian:0", "must be above 0"),
        ("gaussian:-1", "must be above 0"),
    ],
)
def test_what_is_no_decay_is_refused_with_what_to_write(text: str, said: str) -> None:
    with pytest.raises(DecayError) as refused:
        parse_decay(text)
    assert said in refused.value.text.en
    assert "10:1,20:0.68,30:0.22" in refused.value.text.zh


def test_a_decay_says_its_parameters_in_both_languages() -> None:
    assert LUO_QI.said.zh == "分段权重：≤10 分钟 1，≤20 分钟 0.68，≤30 分钟 0.22"
    assert Gaussian(60).said.en == "Gaussian decay, 0 at 60 min"
