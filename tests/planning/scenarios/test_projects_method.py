"""The figures on the page docs/methods/projects.md are those of the program."""

from pathlib import Path

import pytest

from analysis.planning.scenarios.candidates import CELL_RESOLUTION, CELLS_PER_COUNTY
from analysis.planning.scenarios.costs import load_cost_examples, usual_cost_yuan
from analysis.planning.scenarios.options import Measure
from geo.vocabulary import FacilityType

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "methods" / "projects.md").read_text("utf-8")


def spaced(number: float) -> str:
    return f"{number:,.0f}".replace(",", " ")


@pytest.mark.parametrize(
    ("example_id", "unit"),
    [("beihai-care", "yuan a bed"), ("wanning-school", "yuan a place")],
)
def test_a_cost_by_size_is_that_of_the_example(example_id: str, unit: str) -> None:
    (found,) = [e for e in load_cost_examples() if e.example_id == example_id]
    assert found.yuan_per_unit is not None
    assert f"{spaced(found.yuan_per_unit)} {unit}" in PAGE


@pytest.mark.parametrize("example_id", ["beihai-care", "yunnan-rehabilitation"])
def test_a_cost_by_area_is_that_of_the_example(example_id: str) -> None:
    (found,) = [e for e in load_cost_examples() if e.example_id == example_id]
    assert found.yuan_per_m2 is not None
    assert f"{spaced(found.yuan_per_m2)} yuan/m²" in PAGE


def test_the_worked_example_is_what_the_program_says() -> None:
    found = usual_cost_yuan(FacilityType.CARE, Measure.NEW, capacity=50)
    assert found is not None
    assert f"{found[0] / 10_000:,.2f}万元".replace(",", " ") in PAGE


def test_the_number_and_size_of_cells_are_those_of_the_program() -> None:
    assert f"the {CELLS_PER_COUNTY} H3 cells (resolution {CELL_RESOLUTION}," in PAGE
