import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.boundaries import areas_km2, load_boundaries
from geo.counties import load_counties
from geo.population import (
    AGE_GROUPS,
    MixedBasisError,
    Persons,
    aged_persons,
    estimate_disabled,
    load_census,
    load_counted_persons,
    load_disability_rates,
    population_measures,
)
from geo.vocabulary import PersonBasis

COUNT = st.integers(1, 10**7)
BASIS = st.sampled_from(PersonBasis)


def measures() -> pd.DataFrame:
    return population_measures(load_census(), areas_km2(load_boundaries()))


@pytest.mark.parametrize(("city", "persons"), [("4509", 5_796_766), ("4502", 4_157_934)])
def test_the_counties_of_a_city_add_up_to_its_census_total(city: str, persons: int) -> None:
    census = load_census()
    assert census["total_persons"][census.index.str.startswith(city)].sum() == persons


def test_there_is_one_census_row_for_every_county() -> None:
    assert list(load_census().index) == [county.code for county in load_counties()]


def test_men_and_women_add_up_to_all() -> None:
    census = load_census()
    both = census["male_persons"] + census["female_persons"]
    assert (both == census["total_persons"]).all()


def test_urban_and_rural_add_up_to_all() -> None:
    census = load_census()
    both = census["urban_persons"] + census["rural_persons"]
    assert (both == census["total_persons"]).all()


@pytest.mark.parametrize(("sex", "total"), [("m", "male_persons"), ("f", "female_persons")])
def test_the_age_groups_of_a_sex_add_up_to_it(sex: str, total: str) -> None:
    census = load_census()
    assert (census[[f"{sex}_{group}" for group in AGE_GROUPS]].sum(axis=1) == census[total]).all()


def test_guangxis_tabulated_ages_are_met_for_yulin() -> None:
    # 玉林市: 0-14 1 683 326, 15-59 3 197 544, 60+ 915 896, 65+ 671 839 in the same tabulation.
    yulin = load_census().loc[lambda c: c.index.str.startswith("4509")]
    bounds = [(0, 14), (15, 59), (60, None), (65, None)]
    assert [aged_persons(yulin, *b).sum() for b in bounds] == [
        1_683_326,
        3_197_544,
        915_896,
        671_839,
    ]


def test_ages_that_cut_through_a_group_are_refused() -> None:
    with pytest.raises(ValueError, match="60_64"):
        aged_persons(load_census(), 62, None)


def test_children_adults_and_elders_are_everybody() -> None:
    shares = measures()[["aged_0_14_share", "aged_15_59_share", "aged_60_plus_share"]]
    assert shares.sum(axis=1).to_numpy() == pytest.approx(1)


def test_density_is_people_over_area() -> None:
    census = pd.DataFrame(load_census().loc[["450921"]])
    areas = pd.Series({"450921": 2000.0})
    density = population_measures(census, areas)["density_persons_per_km2"]["450921"]
    assert density == pytest.approx(654_916 / 2000)


def test_a_county_without_an_area_has_no_density() -> None:
    density = population_measures(load_census(), pd.Series({"450921": 2000.0}))
    assert density["density_persons_per_km2"].isna().sum() == 16


def test_the_urban_share_of_yuzhou_is_82_percent() -> None:
    assert measures().loc["450902", "urban_share"] == pytest.approx(744_130 / 908_121)


def test_the_survey_expects_367_500_persons_in_yulin() -> None:
    assert estimate_disabled(5_796_766).count == pytest.approx(367_515, abs=1)


def test_an_estimate_says_that_it_is_one() -> None:
    assert estimate_disabled(1).basis is PersonBasis.ESTIMATED


def test_the_categories_of_the_survey_are_all_persons_with_disabilities() -> None:
    assert sum(load_disability_rates().category_shares.values()) == pytest.approx(1)


def test_yulins_insured_persons_are_recorded_on_their_own_basis() -> None:
    insured = [c.persons for c in load_counted_persons() if c.city_code == "450900"]
    assert insured == [Persons(135_900, PersonBasis.INSURED)]


def test_the_estimate_can_not_be_divided_by_the_insured() -> None:
    with pytest.raises(MixedBasisError):
        estimate_disabled(5_796_766) / Persons(135_900, PersonBasis.INSURED)


@given(COUNT, COUNT, BASIS)
def test_persons_on_one_basis_add_subtract_divide_and_compare(
    a: int, b: int, basis: PersonBasis
) -> None:
    left, right = Persons(a, basis), Persons(b, basis)
    assert left + right == Persons(a + b, basis)
    assert left - right == Persons(a - b, basis)
    assert left / right == a / b
    assert (left < right) is (a < b)
    assert (left <= right) is (a <= b)


@given(COUNT, COUNT, BASIS, BASIS)
def test_persons_on_two_bases_do_none_of_it(
    a: int, b: int, one: PersonBasis, other: PersonBasis
) -> None:
    if one is other:
        return
    left, right = Persons(a, one), Persons(b, other)
    for mix in (
        lambda: left + right,
        lambda: left - right,
        lambda: left / right,
        lambda: left < right,
        lambda: left <= right,
        lambda: left > right,
        lambda: sum([left, right]),
    ):
        with pytest.raises(MixedBasisError):
            mix()


def test_a_bare_number_is_not_a_number_of_persons() -> None:
    with pytest.raises(TypeError):
        Persons(1, PersonBasis.SERVICE) + 1  # type: ignore[operator]


def test_a_list_of_persons_sums() -> None:
    three = [Persons(1, PersonBasis.SERVICE)] * 3
    assert sum(three) == Persons(3, PersonBasis.SERVICE)
