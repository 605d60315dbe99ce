"""What a plan of an import adds, changes and leaves alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from geo.issues import DataIssue, Severity
from geo.layers import MixedDataError
from geo.reading.result import Reading, UnreadRow
from geo.records import (
    Completeness,
    DateSpan,
    Facility,
    IndicatorValue,
    Point,
    RegisteredPopulation,
    RetrofitNeed,
)
from geo.register.importing import table_of
from geo.register.tables import UnreadRecord
from geo.register.unread_import import settled_note
from geo.text import Text
from geo.vocabulary import (
    CapacityUnit,
    Datum,
    DeclarationKind,
    FacilityType,
    Function,
    Precision,
    Status,
    Ternary,
)
from tests.register.lists import (
    BOBAI,
    PAPER,
    RONG,
    SENDER,
    after,
    facility,
    having,
    plan,
    records,
    sheet,
)

DAY = date(2025, 12, 31)
NOTHING = Text("", "")


def issue(code: str, value: str = "") -> DataIssue:
    return DataIssue(code, Severity.WARNING, NOTHING, NOTHING, NOTHING, value=value)


def codes(made: Any) -> list[str]:
    return [i.code for i in made.issues]


def updated(before: Facility, row: Facility) -> Facility:
    """The record after an import of one row."""
    made = plan(sheet(row), having(before))
    return records(made).get(before.facility_id, before)


def test_a_facility_the_register_lacks_is_added_at_version_0() -> None:
    made = plan(sheet(facility("A")))
    assert [(e.table, e.record_id, e.version) for e in made.added] == [("facilities", "A", 0)]
    assert made.ready


def test_a_facility_the_register_has_so_is_counted_and_not_written() -> None:
    made = plan(sheet(facility("A")), having(facility("A")))
    assert (made.edits(), made.unchanged) == ((), {"facilities": 1})


def test_a_changed_facility_says_each_field_before_and_after() -> None:
    before = facility("A", status=Status.TRIAL)
    made = plan(sheet(facility("A", status=Status.OPERATING, capacity=50.0)), having(before))
    (changed,) = made.changed
    assert [f.sentence().zh for f in changed.fields] == [
        "状态：试运营 → 运营",
        "服务能力：（未填） → 50",
    ]
    assert (changed.before, changed.edit.version) == (before, 1)
    assert changed.after == changed.edit.after


def test_an_empty_cell_keeps_what_is_known() -> None:
    known = facility(
        "A",
        functions=frozenset({Function.CARE}),
        status=Status.OPERATING,
        professional=Ternary.YES,
        capacity=50.0,
        capacity_unit=CapacityUnit.BEDS,
        address="城西路1号",
        point=Point(110.5, 22.8, Datum.WGS84),
        location_precision=Precision.POINT,
        note="备注",
    )
    assert updated(known, facility("A")) == known


def test_no_is_an_answer_and_replaces_yes() -> None:
    before = facility("A", professional=Ternary.YES)
    assert updated(before, facility("A", professional=Ternary.NO)).professional is Ternary.NO


def test_zero_is_a_number_and_replaces_another() -> None:
    assert updated(facility("A", in_use=30.0), facility("A", in_use=0.0)).in_use == 0.0


def test_a_new_number_does_not_take_the_old_unit() -> None:
    before = facility("A", capacity=50.0, capacity_unit=CapacityUnit.BEDS)
    assert updated(before, facility("A", capacity=3000.0)).capacity_unit is None


def test_the_same_number_keeps_its_unit() -> None:
    before = facility("A", capacity=50.0, capacity_unit=CapacityUnit.BEDS)
    assert updated(before, facility("A", capacity=50.0)).capacity_unit is CapacityUnit.BEDS


def test_a_row_that_knows_the_county_only_does_not_make_a_point_vaguer() -> None:
    point = Point(110.5, 22.8, Datum.WGS84)
    before = facility("A", point=point, location_precision=Precision.POINT)
    row = facility("A", location_precision=Precision.COUNTY, note="新")
    assert updated(before, row).location_precision is Precision.POINT


def test_a_new_figure_does_not_take_the_old_day_and_source() -> None:
    before = RegisteredPopulation(RONG, 800_000, date(2020, 12, 31), "公安局")
    reading = Reading(records=(RegisteredPopulation(RONG, 900_000, None),))
    made = plan({"registered_population": reading}, having(before, table="registered_population"))
    assert records(made, "registered_population")[RONG] == RegisteredPopulation(RONG, 900_000, None)


def test_figures_not_reported_keep_those_reported_earlier() -> None:
    before = RetrofitNeed("H", RONG, 300, 100, DAY, "来源")
    reading = Reading(records=(RetrofitNeed("H", RONG, None, 120, DAY),))
    made = plan({"retrofit": reading}, having(before, table="retrofit_needs"))
    assert records(made, "retrofit_needs")["H"] == RetrofitNeed("H", RONG, 300, 120, DAY, "来源")


@pytest.mark.parametrize(
    ("form_id", "table"),
    [
        ("retrofit", "retrofit_needs"),
        ("indicators", "indicator_values"),
        ("facilities", "facilities"),
        ("certified_persons", "certified_persons"),
    ],
)
def test_every_form_goes_into_its_table(form_id: str, table: str) -> None:
    assert table_of(form_id) == table


def test_a_form_without_a_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        plan({"household_list": Reading()})


def test_several_forms_of_a_workbook_are_one_plan() -> None:
    value = IndicatorValue("V", "liuzhou.indicator-1", 1.0, DAY)
    made = plan({**sheet(facility("A")), "indicators": Reading(records=(value,))})
    assert [(e.table, e.record_id) for e in made.edits()] == [
        ("facilities", "A"),
        ("indicator_values", "V"),
    ]


def test_a_refused_file_plans_nothing_and_says_why() -> None:
    refused = {"file": Reading(issues=(issue("personal_data"),), refused=True)}
    made = plan(refused)
    assert (made.refused, made.ready, made.edits()) == (True, False, ())
    assert codes(made) == ["personal_data"]


def test_rejected_rows_are_listed_with_their_form() -> None:
    made = plan({"indicators": Reading(rejected=(4, 7), data_rows=2)})
    assert [(r.form_id, r.row) for r in made.rejected] == [("indicators", 4), ("indicators", 7)]


@pytest.mark.parametrize("name", ["演示康复中心", "演示容县康复中心"])
def test_invented_records_never_enter_a_plan(name: str) -> None:
    with pytest.raises(MixedDataError):
        plan(sheet(facility("A", name)))


def test_facilities_of_the_sender_that_the_list_lacks_stay_and_are_named() -> None:
    state = having(
        facility("A"),
        facility("B", "容县托养中心", reported_by=SENDER),
        facility("C", "容县特校", reported_by="容县教育局"),
        facility("D", "博白县托养中心", BOBAI, reported_by=SENDER),
    )
    made = plan(sheet(facility("A")), state)
    assert made.not_mentioned == ("B",)
    assert made.edits() == ()


def test_facilities_sent_before_without_a_reporting_body_count_as_the_senders() -> None:
    state = having(facility("A"), facility("B", "容县托养中心"))
    assert plan(sheet(facility("A")), state, sent_before={"B"}).not_mentioned == ("B",)


# Declarations


def zero(kind: FacilityType = FacilityType.REHABILITATION) -> Completeness:
    return Completeness("Z", RONG, kind, DAY, "容县残联", kind=DeclarationKind.ZERO)


def test_a_zero_report_that_an_imported_facility_contradicts_is_said() -> None:
    row = facility("A", status=Status.OPERATING)
    made = plan(sheet(row), having(zero(), table="completeness"))
    assert codes(made) == ["zero_report_contradicted"]


def test_an_imported_zero_report_that_the_register_contradicts_is_said() -> None:
    state = having(facility("A", status=Status.OPERATING))
    made = plan({"completeness": Reading(records=(zero(),))}, state)
    assert codes(made) == ["zero_report_contradicted"]


def test_a_facility_that_the_file_closes_contradicts_no_zero_report() -> None:
    state = having(facility("A", status=Status.OPERATING))
    closed = sheet(facility("A", status=Status.CLOSED))
    made = plan({**closed, "completeness": Reading(records=(zero(),))}, state)
    assert codes(made) == []


def test_declarations_of_counties_the_file_does_not_touch_are_not_spoken_of() -> None:
    contradicted = (facility("A", status=Status.OPERATING), zero())
    state = after(
        having(contradicted[0]), plan({"completeness": Reading(records=(zero(),))}).edits()
    )
    assert codes(plan(sheet(facility("B", "博白县中心", BOBAI)), state)) == []


# Unread rows

LOST = UnreadRow(5, RONG, FacilityType.CARE)


def unread(state: Any) -> list[tuple[str, int, str]]:
    held: tuple[UnreadRecord, ...] = state.records("unread_rows")
    return sorted((r.county_code, r.row, r.sender) for r in held)


def test_an_unread_row_is_kept_by_its_place_and_never_by_its_words() -> None:
    (edit,) = plan(sheet(unread=[LOST])).edits()
    kept = edit.after
    assert (kept.county_code, kept.row, kept.facility_type) == (RONG, 5, FacilityType.CARE)
    assert (kept.sender, kept.document) == (SENDER, PAPER.name)


def test_a_declaration_sent_later_in_another_file_is_held_back() -> None:
    state = after(having(), plan(sheet(unread=[LOST])).edits())
    said = Completeness("C", RONG, FacilityType.CARE, DAY, SENDER)
    made = plan({"completeness": Reading(records=(said,))}, state)
    assert codes(made) == ["declaration_held_back"]
    assert after(state, made.edits()).layers.completeness == ()


@pytest.mark.parametrize("told", [False, True], ids=["untold", "told that it holds the row"])
def test_the_senders_next_list_lets_the_declaration_through_only_when_told(*, told: bool) -> None:
    state = after(having(), plan(sheet(unread=[LOST])).edits())
    said = Completeness("C", RONG, FacilityType.CARE, DAY, SENDER)
    state = after(state, plan({"completeness": Reading(records=(said,))}, state).edits())
    settles = {r.record_id for r in state.records("unread_rows")} if told else set()
    state = after(state, plan(sheet(facility("A")), state, settles=settles).edits())
    assert (unread(state) == []) == told
    assert state.layers.completeness == ((said,) if told else ())


def test_another_senders_list_leaves_the_unread_rows() -> None:
    state = after(having(), plan(sheet(unread=[LOST])).edits())
    state = after(state, plan(sheet(facility("A")), state, sender="容县教育局").edits())
    assert unread(state) == [(RONG, 5, SENDER)]


def test_another_senders_list_says_whose_rows_stay_and_where() -> None:
    state = after(having(), plan(sheet(unread=[LOST])).edits())
    made = plan(sheet(facility("A")), state, sender="容县教育局")
    (issue,) = [i for i in made.issues if i.code == "unread_rows_of_others"]
    assert f"{SENDER}报的《{PAPER.name}》第 5 行" in issue.what.zh
    assert [r.row for r in made.unread_of_others] == [5]


def test_another_senders_list_clears_the_rows_the_reader_says_it_holds() -> None:
    state = after(having(), plan(sheet(unread=[LOST])).edits())
    said = Completeness("C", RONG, FacilityType.CARE, DAY, SENDER)
    state = after(state, plan({"completeness": Reading(records=(said,))}, state).edits())
    settles = {r.record_id for r in state.records("unread_rows")}
    made = plan(sheet(facility("A")), state, sender="容县教育局", settles=settles)
    assert codes(made) == []
    assert PAPER.name in settled_note(made.settled)
    state = after(state, made.edits())
    assert (unread(state), state.layers.completeness) == ([], (said,))


def test_a_list_clears_no_other_senders_rows_of_counties_it_does_not_cover() -> None:
    state = after(having(), plan(sheet(unread=[LOST])).edits())
    settles = {r.record_id for r in state.records("unread_rows")}
    elsewhere = sheet(facility("A", "博白县中心", BOBAI))
    made = plan(elsewhere, state, sender="博白县残联", settles=settles)
    assert made.settled == ()
    assert unread(after(state, made.edits())) == [(RONG, 5, SENDER)]


def test_what_is_held_back_names_the_sender_the_file_and_the_row() -> None:
    state = after(having(), plan(sheet(unread=[LOST])).edits())
    said = Completeness("C", RONG, FacilityType.CARE, DAY, "容县民政局")
    state = after(state, plan({"completeness": Reading(records=(said,))}, state).edits())
    (issue,) = state.issues
    assert f"{SENDER}报的《{PAPER.name}》第 5 行" in issue.what.zh
    assert f"row(s) 5 of “{PAPER.name}” of {SENDER}" in issue.what.en


def test_a_list_of_another_county_leaves_the_unread_rows() -> None:
    state = after(having(), plan(sheet(unread=[LOST])).edits())
    state = after(state, plan(sheet(facility("A", "博白县中心", BOBAI)), state).edits())
    assert unread(state) == [(RONG, 5, SENDER)]


def test_a_file_without_a_facility_list_leaves_the_unread_rows() -> None:
    state = after(having(), plan(sheet(unread=[LOST])).edits())
    assert plan({"completeness": Reading(records=(zero(),))}, state).bookkeeping == ()


def test_the_same_list_again_keeps_the_same_unread_rows() -> None:
    state = after(having(), plan(sheet(unread=[LOST])).edits())
    assert plan(sheet(unread=[LOST]), state).edits() == ()


# What the reading said


def test_a_parent_missing_in_the_file_but_on_record_is_no_issue() -> None:
    reading = Reading(
        records=(facility("B", "乙", parent_id="A"),),
        issues=(issue("parent_not_found", "A"), issue("parent_not_found", "X")),
    )
    made = plan({"facilities": reading}, having(facility("A")))
    assert [i.value for i in made.issues] == ["X"]


def test_a_closing_date_stays_when_a_row_says_the_facility_is_in_use_again() -> None:
    before = facility("A", status=Status.CLOSED, closed=DateSpan.of(2023))
    made = plan(sheet(facility("A", status=Status.OPERATING)), having(before))
    assert records(made)["A"].closed == DateSpan.of(2023)
    assert codes(made) == ["closing_date_kept"]
