"""How long works take is assumed by measure, says so, and gives way to what is said of a site."""

from __future__ import annotations

from analysis.planning.scenarios.lead_years import (
    SOURCE_ID,
    lead_years_words,
    load_lead_years,
    usual_lead_years,
)
from analysis.planning.scenarios.options_at import Usual, options_for
from geo.sources import source
from geo.vocabulary import FacilityType, Measure
from tests.planning.scenarios.small_plan import site


def test_every_measure_has_years_and_a_basis() -> None:
    found = load_lead_years()
    assert {m: found[m].years for m in Measure} == {
        Measure.NEW: 2,
        Measure.CONVERSION: 1,
        Measure.EXPANSION: 1,
    }
    assert all("本工具假定" in row.basis.zh for row in found.values())


def test_the_source_says_that_it_is_assumed() -> None:
    assert source(SOURCE_ID).path == "planning/lead_years.csv"
    assert "本工具假定" in source(SOURCE_ID).origin.text.zh


def test_an_option_takes_the_years_of_its_measure_where_nothing_else_is_said() -> None:
    (new,) = options_for([site(1)], FacilityType.CARE, Measure.NEW)
    (converted,) = options_for(
        [site(1, existing_use="校舍")], FacilityType.CARE, Measure.CONVERSION
    )
    assert (new.lead_years, converted.lead_years) == (2, 1)


def test_years_that_are_said_go_before_those_assumed() -> None:
    (new,) = options_for([site(1)], FacilityType.CARE, Measure.NEW, Usual(lead_years=4))
    assert new.lead_years == 4
    assert usual_lead_years(Measure.NEW) == 2


def test_the_words_say_that_the_years_are_assumed() -> None:
    assert lead_years_words().zh == "建设周期新建 2 年、改建 1 年、扩建 1 年（本工具假定，可改）"
