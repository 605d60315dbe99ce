import pytest

from geo.reading.form import Form, field_of
from geo.reading.retrofit_funds import RETROFIT_FUNDS
from geo.reading.shared_columns import AS_OF_WORDS, COUNTY_WORDS, SOURCE_WORDS
from geo.reading.weights import WEIGHTS
from geo.reading.workbook import FORMS

EVERY = (*FORMS, WEIGHTS)


def having(*names: str) -> list[Form]:
    return [form for form in EVERY if {c.name for c in form.columns}.intersection(names)]


@pytest.mark.parametrize("form", having("county"), ids=lambda f: f.form_id)
def test_every_form_takes_a_county_in_the_same_words(form: Form) -> None:
    assert {field_of(form, word) for word in COUNTY_WORDS} == {"county"}


@pytest.mark.parametrize("form", having("as_of", "complete_as_of"), ids=lambda f: f.form_id)
def test_every_form_takes_its_day_in_the_same_words(form: Form) -> None:
    assert {field_of(form, word) for word in AS_OF_WORDS} <= {"as_of", "complete_as_of"}


@pytest.mark.parametrize("form", having("source"), ids=lambda f: f.form_id)
def test_every_form_takes_its_document_in_the_same_words(form: Form) -> None:
    assert {field_of(form, word) for word in SOURCE_WORDS} == {"source"}


def test_of_money_the_word_for_source_means_who_pays() -> None:
    assert field_of(RETROFIT_FUNDS, "来源") == "fund_source"
