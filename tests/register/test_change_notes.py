"""The notes the tool writes are read in both languages; a person's stay as they are."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from geo.register.change_notes import entered_by, in_words, sheets_sent
from geo.text import Text


def test_the_body_that_entered_a_list_is_named_in_both_languages() -> None:
    found = in_words(entered_by("玉林市残疾人联合会"))
    assert found == Text("录入单位：玉林市残疾人联合会", "Entered by 玉林市残疾人联合会")


def test_sheets_sent_are_said_in_both_languages() -> None:
    found = in_words(sheets_sent(7, date(2026, 3, 31)))
    assert found.zh == "下发核对确认单 7 份，期限 2026-03-31"
    assert found.en == "7 check sheets sent, to be back by 2026-03-31"


@given(st.text(alphabet="重复登记容县{}：0 ", max_size=30))
def test_what_a_person_wrote_stays_as_it_is(note: str) -> None:
    assert in_words(note) == Text(note, note)
