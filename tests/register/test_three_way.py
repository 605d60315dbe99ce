"""Two people changed one record: what differs, and what the record is after each decision."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from geo.records import Facility
from geo.register.three_way import contested, decided
from geo.vocabulary import FacilityType, Level, Status

BEFORE = Facility("F", "康复中心", FacilityType.CARE, "450900", "450921", capacity=50.0)
THEIRS = replace(BEFORE, capacity=60.0, level=Level.CITY)
MINE = replace(BEFORE, capacity=80.0, status=Status.OPERATING)
CHANGES = st.fixed_dictionaries(
    {
        "capacity": st.sampled_from([None, 50.0, 60.0]),
        "status": st.sampled_from([None, *Status]),
        "note": st.sampled_from(["", "a", "b"]),
    }
)


def test_the_fields_that_differ_say_who_changed_them() -> None:
    found = {c.field: (c.both, c.only_mine) for c in contested(BEFORE, THEIRS, MINE)}
    assert found == {
        "level": (False, False),
        "capacity": (True, False),
        "status": (False, True),
    }


def test_the_same_change_by_both_is_no_difference() -> None:
    assert contested(BEFORE, THEIRS, THEIRS) == ()


@given(CHANGES, CHANGES, st.sets(st.sampled_from(["capacity", "status", "note"])))
def test_every_field_is_theirs_or_mine_as_decided(theirs: dict, mine: dict, keep: set) -> None:
    other, own = replace(BEFORE, **theirs), replace(BEFORE, **mine)
    result = decided(other, own, keep)
    for item in fields(Facility):
        source = own if item.name in keep else other
        assert getattr(result, item.name) == getattr(source, item.name)


@given(CHANGES, CHANGES)
def test_a_field_not_listed_is_the_same_for_both(theirs: dict, mine: dict) -> None:
    other, own = replace(BEFORE, **theirs), replace(BEFORE, **mine)
    listed = {c.field for c in contested(BEFORE, other, own)}
    assert decided(other, own, listed) == own
