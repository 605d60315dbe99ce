"""The register as a workbook: what was read comes back from it as it was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from geo.reading.workbook import FORMS, read_workbook
from geo.records import (
    CertifiedPersons,
    Completeness,
    DateSpan,
    IndicatorValue,
    Point,
    PurchasedService,
    RegisteredPopulation,
    RetrofitFunds,
    RetrofitNeed,
    Ruling,
    SchoolPlacement,
)
from geo.register.changes import Document, Edit
from geo.register.form_rows import form_rows
from geo.register.importing import plan_import, table_of
from geo.register.store import Register
from geo.register.workbook import register_workbook
from geo.vocabulary import (
    CapacityUnit,
    Confidence,
    Datum,
    DisabilityCategory,
    FacilityType,
    Function,
    FundKind,
    Level,
    Operation,
    Precision,
    ProviderKind,
    SchoolStage,
    Status,
    Ternary,
)
from tests.register.said import BODY, change, edits_of, facility

DAY = date(2025, 12, 31)
FULL: dict[str, tuple[Any, ...]] = {
    "facilities": (
        facility(
            "容县特教学校",
            "RX-1",
            functions=frozenset({Function.CARE, Function.REHABILITATION}),
            level=Level.COUNTY,
            status=Status.OPERATING,
            opened=DateSpan.of(2016, 9),
            operation=Operation.PUBLIC,
            professional=Ternary.NO,
            school_stages=frozenset(list(SchoolStage)[:2]),
            school_comprehensive=Ternary.YES,
            meets_national_standard=Ternary.YES,
            capacity=35.0,
            capacity_unit=CapacityUnit.BEDS,
            in_use=20.0,
            floor_area_m2=1234.5,
            address="容州镇某路1号",
            point=Point(110.5512345, 22.8567891, Datum.WGS84),
            location_precision=Precision.POINT,
            reported_by="容县残联",
            source="=1+1 “台账”, 2025",
            confidence=Confidence.HIGH,
            checked_on=DAY,
            note="两块\n牌子",
        ),
        facility("已撤的中心", "RX-2", parent_id="RX-1", closed=DateSpan.of(2024)),
    ),
    "completeness": (Completeness("c", "450921", FacilityType.CARE, DAY, "容县残联", "函"),),
    "rulings": (
        Ruling("r", "yulin.x", "operation.private_subsidised", "counts", "市工委", "文1", DAY),
        Ruling("r", "yulin.x", "level.city", "does_not_count", "市工委", "文2", DAY, "450921"),
    ),
    "purchased_services": (
        PurchasedService(
            "s",
            "450921",
            "托养服务",
            "容县残联",
            "某社会工作中心",
            ProviderKind.SOCIAL_ORGANISATION,
            DateSpan.of(2025, 1, 1),
            DateSpan.of(2025, 12),
            120.0,
            "公告",
        ),
    ),
    "retrofit_needs": (
        RetrofitNeed("h", "450921", 300, None, DAY, "系统", period_start=date(2021, 1, 1)),
    ),
    "indicator_values": (
        IndicatorValue(
            "v", "liuzhou.indicator-3", 0.31, DAY, "市残联", Ternary.YES, 31.0, 100.0, "年报"
        ),
    ),
    "registered_population": (RegisteredPopulation("450921", 860_000, DAY, "统计公报"),),
    "certified_persons": (
        CertifiedPersons(
            "p", "450921", next(iter(DisabilityCategory)), 2, "7-17", 431, DAY, "系统"
        ),
    ),
    "school_placements": (
        SchoolPlacement("e", "450921", 300, 100, 120, None, 50, 10, 110, DAY, "台账"),
    ),
    "retrofit_funds": (
        RetrofitFunds("m", "450900", "450921", next(iter(FundKind)), 1234567.89, 2025, "", 3, "文"),
    ),
}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.form_id)
def test_every_form_comes_back_from_the_workbook_as_it_went_in(
    form: Any, register: Register
) -> None:
    table = table_of(form.form_id)
    # The ids of a form are made from its cells, so the records are first as their form reads them.
    _commit(register, table, FULL[table])
    first = read_workbook(register_workbook(register.state()), "all.xlsx")[form.form_id]
    assert not first.rejected
    key = "facility_id" if table == "facilities" else None
    if key is None:
        assert [_bare(r) for r in first.records] == [_bare(r) for r in FULL[table]]
    else:
        assert first.records == FULL[table]


def test_importing_the_workbook_of_a_full_register_changes_nothing(register: Register) -> None:
    for table, records in FULL.items():
        _commit(register, table, records)
    read = read_workbook(register_workbook(register.state()), "all.xlsx")
    assert set(read) == {form.form_id for form in FORMS}
    # Now with the ids the forms give them.
    for form_id, reading in read.items():
        _commit(register, table_of(form_id), reading.records, keep=False)
    state = register.state()
    again = read_workbook(register_workbook(state), "all.xlsx")
    plan = plan_import(again, state, sender=BODY, document=Document("all.xlsx"))
    assert (plan.added, plan.changed, plan.open_questions) == ((), (), ())
    assert sum(plan.unchanged.values()) == sum(map(len, FULL.values()))


def test_every_column_of_every_form_is_written(register: Register) -> None:
    for table, records in FULL.items():
        _commit(register, table, records)
    for form in FORMS:
        rows = form_rows(register.state())[form.form_id]
        left = {c.name for c in form.columns} - {n for row in rows for n, v in row.items() if v}
        allowed = {"retrofit": {"township", "done_households"}, "retrofit_funds": {"use_limit"}}
        allowed["school_placements"] = {"special_class"}
        assert left == allowed.get(form.form_id, set())


def test_the_same_register_gives_the_same_workbook(register: Register) -> None:
    _commit(register, "facilities", FULL["facilities"])
    assert register_workbook(register.state()) == register_workbook(register.state())


def _commit(register: Register, table: str, records: Any, *, keep: bool = True) -> None:
    state = register.state()
    ids = {edit.record_id for edit in edits_of(table, records, state)}
    gone = [] if keep else [k for k in state.tables[table] if k not in ids]
    edits = [Edit(table, k, None, state.version(table, k)) for k in gone]
    # Two records of a form may have been given one id above.
    unique = {e.record_id: e for e in edits_of(table, _numbered(records), state)}
    register.commit(change(), [*edits, *unique.values()])


def _numbered(records: Any) -> Any:
    """The records, ids that are there twice made different."""
    seen: set[str] = set()
    for record in records:
        name = next(iter(type(record).__dataclass_fields__))
        key = getattr(record, name)
        yield replace(record, **{name: key + "'"}) if key in seen else record
        seen.add(key)


def _bare(record: Any) -> Any:
    name = next(iter(type(record).__dataclass_fields__))
    return record if name == "county_code" else replace(record, **{name: ""})
