"""The tables of a study say what the study says, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.accessibility.access_paper import AccessPaper
from analysis.accessibility.cell_table import cell_table, histogram_table
from analysis.accessibility.county_table import county_table
from analysis.accessibility.facility_reach import facility_reach
from analysis.accessibility.facility_table import facility_table
from analysis.accessibility.method_table import method_table
from analysis.accessibility.range_table import change_table, ranges_table
from analysis.accessibility.ranges import ranges
from analysis.accessibility.study import study
from analysis.accessibility.supply_table import supply_table, worst_by_area
from analysis.accessibility.table_columns import NONE_HERE, PENDING
from analysis.accessibility.tables import study_tables
from analysis.accessibility.what_if import what_if
from analysis.report.cell_text import shown
from analysis.report.report import Share
from geo.text import Text
from tests.accessibility.small_city import (
    CITY,
    FIRST,
    LAYERS,
    POINT_P,
    QUESTION,
    SECOND,
    A,
    TableSource,
    demand,
    facility,
)

BASE = study(QUESTION, demand(), LAYERS, TableSource())
RANGES = ranges(BASE, TableSource())


def test_counties_stand_in_code_order_with_the_city_last() -> None:
    table = county_table(BASE)
    assert table.column("area_code") == (FIRST.code, SECOND.code, CITY.code)
    assert table.column("reached_persons") == (300, 300, 600)
    assert table.column("within_30_share") == (Share(0.75), Share(0.5), Share(0.6))


def test_the_scores_stand_per_thousand_people() -> None:
    assert supply_table(BASE).column("access_per_1000") == (135, 60, 90)


def test_the_tenth_worst_served_adds_up_to_the_citys() -> None:
    assert worst_by_area(BASE) == {FIRST.code: 0, SECOND.code: 100, CITY.code: 100}


def test_the_county_table_says_that_limits_are_no_thresholds_of_the_plan() -> None:
    notes = county_table(BASE).notes
    assert "研究惯例，非规划指标" in notes[0].zh
    assert "not the plan's threshold" in notes[0].en


def test_facilities_carry_those_they_are_nearest_to_and_those_within_the_limit() -> None:
    reach = facility_reach(BASE)
    assert reach.loc["A"].tolist() == [300, 300, 300]
    # B is the nearest of a3, b1 and b2; within 30 minutes of it live b1 and a2.
    assert reach.loc["B"].tolist() == [600, 300, 500]


def test_facilities_left_out_stand_below_with_their_reason() -> None:
    table = facility_table(BASE)
    assert table.column("facility_id") == ("A", "B", "C", "D", "E")
    why = table.column("counted")[2]
    assert why == Text(
        "未计入：没有坐标点（位置只知到县）", "No: No point (known to the county only)"
    )


def test_every_village_has_a_row_and_who_reaches_nothing_has_a_dash() -> None:
    table = cell_table(BASE)
    assert table.column("minutes") == (10, 20, 35, 15, 65, NONE_HERE)
    assert table.column("nearest")[5] == NONE_HERE


def test_the_histogram_adds_up_to_everybody() -> None:
    *classes, total = histogram_table(BASE).column("persons")
    assert sum(int(str(n)) for n in classes) == total == 1000


def test_the_ranges_stand_by_county_with_what_flips_below() -> None:
    table = ranges_table(RANGES, BASE)
    assert table.column("reached_share_high")[-1] == Share(0.7)
    assert len([n for n in table.notes if "随参数变化的结论" in n.zh]) == 2


def test_a_trial_says_that_it_is_one() -> None:
    table = change_table(what_if(BASE, QUESTION.with_point(POINT_P), LAYERS, TableSource()))
    assert table.column("gained_persons") == (0, 300, 300)
    assert "试算" in table.notes[0].zh


def test_the_method_carries_every_note_and_the_model() -> None:
    said = [str(v.zh) for v in method_table(BASE).column("content") if isinstance(v, Text)]
    assert all(note.zh in said for note in BASE.notes)
    assert any(BASE.model.said.zh in line for line in said)


def test_a_paper_has_all_tables_and_the_ranges_where_worked_out() -> None:
    ids = [t.id for t in study_tables(AccessPaper(BASE, ranges=RANGES))]
    assert ids == [
        "access_counties",
        "access_supply",
        "access_histogram",
        "access_facilities",
        "access_ranges",
        "access_method",
        "access_villages",
    ]
    assert "access_ranges" not in [t.id for t in study_tables(AccessPaper(BASE))]


@pytest.mark.parametrize(("capacity", "said"), [(None, PENDING), (0.0, NONE_HERE)])
def test_no_capacity_is_to_be_reported_or_none_and_never_a_ratio(
    capacity: float | None, said: Text
) -> None:
    first = replace(LAYERS.facilities[4], capacity=capacity)
    layers = LAYERS.with_records(facilities=(first,))
    table = supply_table(study(QUESTION, demand(), layers, TableSource()))
    assert table.column("persons_per_place") == (said, NONE_HERE, said)


MOST_CHARS = 121
"""As wide as A4 landscape takes at 9 points, measured with LibreOffice, the borders included."""
BORDER_CHARS = 5 / 7


@pytest.mark.parametrize("internal", [True, False])
def test_every_sheet_can_be_read_on_a4(internal: bool) -> None:
    asked = replace(QUESTION, cutoffs_min=(15.0, 30.0, 45.0, 60.0))
    found = study(asked, demand(), LAYERS, TableSource())
    paper = AccessPaper(found, internal=internal, ranges=ranges(found, TableSource()))
    for table in study_tables(paper):
        widths = [c.width_chars + BORDER_CHARS for c in table.columns if c.printed]
        assert sum(widths) <= MOST_CHARS, table.id


def test_where_a_capacity_is_unknown_the_note_says_what_the_ratio_cannot_exceed() -> None:
    layers = LAYERS.with_records(facilities=(A, facility("P", capacity=None)))
    table = supply_table(study(QUESTION, demand(), layers, TableSource()))
    assert table.column("persons_per_place")[0] == PENDING
    assert any("演示甲县至多 13.3" in note.zh for note in table.notes)


def test_a_share_of_nobody_reads_as_a_share_and_not_as_nothing() -> None:
    asked = replace(QUESTION, cutoffs_min=(5.0, 30.0))
    table = county_table(study(asked, demand(), LAYERS, TableSource()))
    assert [shown(v, "zh") for v in table.column("within_5_share")] == ["0.0%"] * 3
