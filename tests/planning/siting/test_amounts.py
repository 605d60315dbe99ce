"""Money, minutes and persons of a limit, in sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.planning.siting import amounts


@pytest.mark.parametrize(
    ("yuan", "zh", "en"),
    [
        (7_295_000.0, "729.5 万元", "729.5 × 10,000 yuan"),
        (19_947_100.0, "1,994.71 万元", "1,994.71 × 10,000 yuan"),
        (123_456_789_000.0, "12,345,678.9 万元", "12,345,678.9 × 10,000 yuan"),
        (9_999.0, "0.9999 万元", "0.9999 × 10,000 yuan"),
        (0.0, "0 万元", "0 × 10,000 yuan"),
    ],
)
def test_money_of_a_plan_has_one_unit_in_each_language(yuan: float, zh: str, en: str) -> None:
    said = amounts.money(yuan, in_wan=True)
    assert (said.zh, said.en) == (zh, en)


def test_the_engine_alone_says_yuan_with_separators() -> None:
    assert amounts.money(7_295_000.0, in_wan=False).zh == "7,295,000 元"


@given(st.floats(0.0, 1e9))
def test_what_would_do_is_never_rounded_below_what_does(value: float) -> None:
    for said, unit in (
        (amounts.minutes(value, at_least=True), 1.0),
        (amounts.money(value, in_wan=True, at_least=True), 1e4),
    ):
        shown = float(said.zh.split()[0].replace(",", "")) * unit
        assert shown >= value - 1e-4
        assert shown <= value + 0.011 * unit


def test_minutes_have_their_unit_and_no_long_tail() -> None:
    assert amounts.minutes(34.166666666, at_least=True).zh == "34.17 分钟"
    assert amounts.minutes(50.0).en == "50 minutes"
