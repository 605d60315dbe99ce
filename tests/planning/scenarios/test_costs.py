"""What facilities cost elsewhere: derived figures, labelled, and none where there is no example."""

import pytest

from analysis.planning.scenarios.costs import (
    SOURCE_ID,
    CostExample,
    load_cost_examples,
    usual_cost_yuan,
)
from analysis.planning.scenarios.options import Measure
from geo.sources import source
from geo.vocabulary import CapacityUnit, FacilityType


def example(example_id: str) -> CostExample:
    return next(e for e in load_cost_examples() if e.example_id == example_id)


def test_the_examples_are_a_listed_data_file() -> None:
    assert source(SOURCE_ID).path == "planning/facility_costs.csv"


def test_every_example_names_its_address_and_says_what_its_figures_are() -> None:
    for found in load_cost_examples():
        assert found.source.startswith("http")
        assert all((found.what.zh, found.what.en, found.name.zh, found.name.en, found.place.zh))


def test_beihai_cost_207_782_yuan_a_bed() -> None:
    assert example("beihai-care").yuan_per_unit == pytest.approx(19_947_100 / 96)


def test_an_example_without_investment_has_no_cost_a_bed() -> None:
    assert example("chunan-care").yuan_per_unit is None


def test_fifty_beds_of_care_cost_fifty_times_the_bed_of_beihai() -> None:
    found = usual_cost_yuan(FacilityType.CARE, Measure.NEW, capacity=50)
    assert found is not None
    assert found[0] == pytest.approx(50 * 19_947_100 / 96)


def test_the_basis_is_labelled_as_from_elsewhere_and_to_be_changed() -> None:
    found = usual_cost_yuan(FacilityType.CARE, Measure.NEW, capacity=50)
    assert found is not None
    assert found[1].zh.startswith("外地实例：北海市残疾人托养服务中心（广西北海，年份不详）")
    assert "每床位 20.78 万元 × 50" in found[1].zh
    assert "不是广西标准" in found[1].zh
    assert "207,782 yuan per bed" in found[1].en


def test_without_a_capacity_the_floor_area_decides() -> None:
    found = usual_cost_yuan(FacilityType.REHABILITATION, Measure.NEW, floor_area_m2=3000)
    assert found is not None
    assert found[0] == pytest.approx(3000 * 85_000_000 / 25_499)


def test_a_cost_a_square_metre_of_an_area_that_is_at_least_so_large_says_so() -> None:
    found = usual_cost_yuan(FacilityType.CARE, Measure.NEW, floor_area_m2=3000)
    assert found is not None
    assert "单价偏高" in found[1].zh


@pytest.mark.parametrize("measure", [Measure.CONVERSION, Measure.EXPANSION])
@pytest.mark.parametrize("facility_type", list(FacilityType))
def test_no_conversion_or_expansion_has_a_figure(
    measure: Measure, facility_type: FacilityType
) -> None:
    assert usual_cost_yuan(facility_type, measure, capacity=50, floor_area_m2=3000) is None


def test_a_comprehensive_facility_has_no_figure() -> None:
    assert usual_cost_yuan(FacilityType.COMPREHENSIVE, Measure.NEW, capacity=50) is None


def test_without_a_size_there_is_no_figure() -> None:
    assert usual_cost_yuan(FacilityType.CARE, Measure.NEW) is None


def test_day_places_are_not_priced_as_beds() -> None:
    unit = CapacityUnit.DAY_PLACES
    assert usual_cost_yuan(FacilityType.CARE, Measure.NEW, capacity=9, capacity_unit=unit) is None


def test_persons_served_a_year_are_not_priced() -> None:
    assert usual_cost_yuan(FacilityType.REHABILITATION, Measure.NEW, capacity=100) is None
