"""Weights of counties for the priority rule."""

from fractions import Fraction

import pytest

from geo.reading.weights import read_weights


def read(text: str) -> tuple[dict[str, Fraction], list[str]]:
    weights, issues = read_weights(text.encode(), "weights.csv")
    return weights, [i.code for i in issues]


@pytest.mark.parametrize("header", ["所在县,权重", "county_code,weight", "县（区）,优先系数"])
def test_headers_go_by_any_of_their_names(header: str) -> None:
    assert read(f"{header}\n450225,1.5\n")[0] == {"450225": Fraction(3, 2)}


def test_a_county_may_go_by_its_name() -> None:
    assert read("县,权重\n融水县,2\n三江侗族自治县,0.1\n") == (
        {"450225": Fraction(2), "450226": Fraction(1, 10)},
        [],
    )


def test_a_weight_is_the_decimal_written() -> None:
    assert read("县,权重\n450225,0.3\n")[0]["450225"] == Fraction(3, 10)


def test_a_weight_of_zero_is_a_weight() -> None:
    assert read("县,权重\n450225,0\n") == ({"450225": Fraction(0)}, [])


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("450225,", "required_empty"),
        (",2", "required_empty"),
        ("450225,-1", "number_out_of_range"),
        ("450225,1001", "number_out_of_range"),
        ("450225,很高", "number_unreadable"),
        ("某县,2", "county_unknown"),
    ],
)
def test_a_row_that_gives_no_weight_is_an_issue(cells: str, code: str) -> None:
    assert read(f"县,权重\n{cells}\n") == ({}, [code])


def test_a_county_that_stands_twice_keeps_its_first_weight() -> None:
    assert read("县,权重\n450225,2\n融水县,3\n") == ({"450225": Fraction(2)}, ["repeated_row"])


def test_a_file_without_the_column_is_refused() -> None:
    weights, codes = read("县,系\n450225,2\n")
    assert (weights, len(codes)) == ({}, 1)


def test_an_identity_number_refuses_the_file() -> None:
    weights, codes = read("县,权重,备注\n450225,2,11010519491231002X\n")
    assert weights == {}
    assert codes
