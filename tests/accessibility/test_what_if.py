"""What changes in the small city when a facility is switched off or a point is tried out."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.accessibility.study import AccessStudy, NoFacilityError, study
from analysis.accessibility.what_if import what_if
from tests.accessibility.small_city import (
    FIRST,
    LAYERS,
    POINT_P,
    QUESTION,
    SECOND,
    TableSource,
    demand,
)

BASE = study(QUESTION, demand(), LAYERS, TableSource())


def same(one: AccessStudy, other: AccessStudy) -> None:
    """Both studies say the same in every cell and every area."""
    pd.testing.assert_frame_equal(one.cells, other.cells)
    assert one.areas == other.areas
    assert one.notes == other.notes
    assert one.fingerprint == other.fingerprint


def test_switching_a_facility_off_loses_those_whom_no_other_reaches_in_time() -> None:
    # Without B: a3 needs 50 minutes, b1 needs 70 and falls out, b2 reaches nothing any more.
    found = what_if(BASE, QUESTION.without("B"), LAYERS, TableSource())
    second = found.areas[1]
    assert (second.area_code, second.gained_persons, second.lost_persons) == (SECOND.code, 0, 300)
    assert second.not_connected_change_persons == 200
    assert found.city.reached_change_persons == -300
    assert found.moved_persons == 100 + 300 + 200


def test_the_mean_is_over_those_connected_before_and_after() -> None:
    found = what_if(BASE, QUESTION.without("B"), LAYERS, TableSource())
    # First county: (1000 + 4000 + 5000) / 400 = 25, was 21.25. Second: b1 alone, 70, was 35.
    assert [a.mean_change_min for a in found.areas[:2]] == [3.75, 35]


def test_a_point_tried_out_gains_those_who_reach_it_first() -> None:
    found = what_if(BASE, QUESTION.with_point(POINT_P), LAYERS, TableSource())
    assert [(a.area_code, a.gained_persons) for a in found.areas[:2]] == [
        (FIRST.code, 0),
        (SECOND.code, 300),
    ]
    # a1 is 10 minutes from A and from P: of two equally near, the lower id stays.
    assert found.after.cells["nearest_id"].to_dict()["a1"] == "A"
    assert any("试设点位 1 个" in note.zh for note in found.after.notes)


def test_only_those_who_lost_their_facility_are_asked_again() -> None:
    source = TableSource()
    what_if(BASE, QUESTION.without("A"), LAYERS, source)
    assert source.asked_people == 2


@given(
    off=st.frozensets(st.sampled_from(["A", "B"]), max_size=1),
    tried=st.booleans(),
    first_off=st.frozensets(st.sampled_from(["A", "B"]), max_size=1),
)
def test_the_answer_is_that_of_a_study_made_anew(
    off: frozenset[str], tried: bool, first_off: frozenset[str]
) -> None:
    asked = replace(QUESTION, switched_off=off, added=(POINT_P,) if tried else ())
    before = study(replace(QUESTION, switched_off=first_off), demand(), LAYERS, TableSource())
    same(
        what_if(before, asked, LAYERS, TableSource()).after,
        study(asked, demand(), LAYERS, TableSource()),
    )


def test_switching_off_and_on_again_is_where_one_began() -> None:
    off = what_if(BASE, QUESTION.without("B"), LAYERS, TableSource()).after
    same(what_if(off, QUESTION, LAYERS, TableSource()).after, BASE)


def test_a_point_of_no_known_county_has_a_row_of_its_own() -> None:
    point = replace(POINT_P, county_code="")
    found = what_if(BASE, QUESTION.with_point(point), LAYERS, TableSource())
    assert [a.area_code for a in found.areas] == [FIRST.code, SECOND.code, "", "990900"]
    assert found.areas[2].reached_change_persons == 0


def test_switching_off_the_last_facility_is_an_error() -> None:
    with pytest.raises(NoFacilityError):
        what_if(BASE, QUESTION.without("A").without("B"), LAYERS, TableSource())


def test_another_question_is_no_what_if() -> None:
    with pytest.raises(ValueError, match="switched off or added"):
        what_if(BASE, replace(QUESTION, limit_min=15.0), LAYERS, TableSource())
