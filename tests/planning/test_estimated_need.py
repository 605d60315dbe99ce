"""Need estimated by a stated formula, marked as such."""

import pytest

from analysis.planning.estimated_need import FORMULA, estimate_need
from geo.counties import load_counties
from geo.population import load_disability_rates

RATES = load_disability_rates()
COUNTY = next(c for c in load_counties() if c.code == "450225")


def test_the_estimate_is_residents_times_the_three_shares() -> None:
    need = estimate_need(COUNTY, RATES, 0.2, None)
    expected = COUNTY.population_persons * 0.0634 * 0.2949 * 0.2
    assert need.eligible_households == round(expected)


def test_the_shares_of_the_formula_are_those_of_the_rates() -> None:
    assert f"{RATES.prevalence_share:.2%}" in FORMULA.zh
    assert f"{RATES.severe_share:.2%}" in FORMULA.zh


def test_an_estimate_is_marked_and_carries_its_formula() -> None:
    need = estimate_need(COUNTY, RATES, 0.2, None)
    assert need.estimated
    assert need.source == FORMULA.zh
    assert need.as_of is None


@pytest.mark.parametrize("done", [None, 0, 450])
def test_an_estimate_keeps_the_verified_households_as_reported(done: int | None) -> None:
    assert estimate_need(COUNTY, RATES, 0.2, done).done_households == done


def test_an_estimate_is_never_below_what_was_verified() -> None:
    assert estimate_need(COUNTY, RATES, 0.0001, 450).eligible_households == 450


@pytest.mark.parametrize("share", [0, -0.1, 1.01, float("nan")])
def test_a_hardship_share_that_is_no_share_is_an_error(share: float) -> None:
    with pytest.raises(ValueError, match="hardship share"):
        estimate_need(COUNTY, RATES, share, None)
