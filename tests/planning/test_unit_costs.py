"""What a household retrofit cost elsewhere: examples with their source, never a standard here."""

from fractions import Fraction

from analysis.planning.unit_costs import (
    SOURCE_ID,
    default_unit_cost_yuan,
    load_unit_costs,
    unit_cost_note,
    unit_cost_range_yuan,
)
from geo.sources import source


def test_the_examples_are_a_listed_data_file() -> None:
    assert source(SOURCE_ID).path == "planning/retrofit_unit_costs.csv"


def test_every_example_names_its_address_its_place_and_what_it_is() -> None:
    for example in load_unit_costs():
        assert example.source.startswith("http")
        assert example.place.zh
        assert example.place.en
        assert example.what.zh
        assert example.what.en


def test_the_range_is_from_3500_to_6500_yuan() -> None:
    assert unit_cost_range_yuan() == (Fraction(3500), Fraction(6500))


def test_a_form_starts_in_the_middle_of_the_range() -> None:
    assert default_unit_cost_yuan() == Fraction(5000)


def test_the_note_says_it_is_no_standard_of_guangxi() -> None:
    note = unit_cost_note()
    assert "外地实例 3,500—6,500 元/户" in note.zh
    assert "不是广西标准" in note.zh
    assert "No standard of Guangxi" in note.en
