"""Sums of money as tables write them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.planning.money import fen_of, plain_yuan


@pytest.mark.parametrize(
    ("yuan", "written"),
    [
        (Fraction(0), "0"),
        (Fraction(3_000_000), "3000000"),
        (Fraction("110011.5"), "110011.5"),
        (Fraction("0.05"), "0.05"),
        (Fraction(-7, 2), "-3.5"),
        (Fraction(10**17) + Fraction("0.01"), "100000000000000000.01"),
    ],
)
def test_a_table_has_as_many_decimals_as_needed(yuan: Fraction, written: str) -> None:
    assert plain_yuan(yuan) == written


def test_a_third_of_a_yuan_is_no_sum_of_money() -> None:
    with pytest.raises(ValueError, match="whole number of fen"):
        fen_of(Fraction(1, 3))


@given(st.integers(-(10**18), 10**18))
def test_what_is_written_reads_back_as_the_same_sum(fen: int) -> None:
    yuan = Fraction(fen, 100)
    assert Fraction(Decimal(plain_yuan(yuan))) == yuan
