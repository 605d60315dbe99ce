"""A refused list of households gives its counts per county, and nothing of it stays anywhere."""

from __future__ import annotations

import gc

import pytest

from geo.reading.household_counts import HouseholdCounts, count_households
from geo.reading.workbook import read_workbook
from tests.reading.identity_numbers import identity_number
from tests.reading.sheets import book_of, xlsx_of

RONG, BOBAI, RONGSHUI = "450921", "450923", "450225"
HEAD = ("序号", "户主姓名", "身份证号", "所在县", "家庭住址")


def entry(number: int, county: str, address: str = "") -> tuple[object, ...]:
    return (
        number,
        "韦" + "某" + str(number),
        identity_number(serial=f"{number:03d}"),
        county,
        address,
    )


def test_rows_are_counted_by_the_county_they_name() -> None:
    content = xlsx_of(HEAD, entry(1, "容县"), entry(2, "博白"), entry(3, "容县"))
    assert count_households(content, "名单.xlsx") == HouseholdCounts({RONG: 2, BOBAI: 1})


def test_a_row_whose_county_cannot_be_told_is_counted_apart() -> None:
    content = xlsx_of(HEAD, entry(1, "容县"), entry(2, ""), entry(3, "某县"), entry(4, "容县"))
    assert count_households(content, "名单.xlsx") == HouseholdCounts({RONG: 2}, unplaced=2)


def test_titles_totals_and_notes_are_no_households() -> None:
    content = xlsx_of(
        ("容县困难重度残疾人家庭无障碍改造需求花名册",),
        HEAD,
        entry(1, "容县"),
        entry(2, "容县"),
        ("合计", "2 户"),
        ("填表说明：本表由各乡镇填报",),
    )
    assert count_households(content, "名单.xlsx") == HouseholdCounts({RONG: 2})


def test_without_a_county_column_the_addresses_tell() -> None:
    rows = [(*entry(i, "")[:3], f"玉林市容县某镇{i}组") for i in (1, 2)]
    content = xlsx_of(("序号", "户主", "身份证号", "住址"), *rows)
    assert count_households(content, "名单.xlsx") == HouseholdCounts({RONG: 2})


def test_without_a_column_the_names_of_the_sheets_tell() -> None:
    head = ("户主", "残疾证号")
    content = book_of({"容县": [head, ("甲", "一"), ("乙", "二")], "融水": [head, ("丙", "三")]})
    assert count_households(content, "名单.xlsx") == HouseholdCounts({RONGSHUI: 1, RONG: 2})


def test_where_nothing_tells_the_county_nothing_is_counted() -> None:
    assert count_households(xlsx_of(("户主", "残疾证号"), ("甲", "一")), "名单.xlsx") is None


def test_a_row_for_every_member_is_said_to_be_no_household() -> None:
    content = xlsx_of(
        ("户主", "与户主关系", "所在县"), ("甲", "本人", "容县"), ("甲", "长子", "容县")
    )
    found = count_households(content, "名单.xlsx")
    assert found == HouseholdCounts({RONG: 2}, by_person=True)


def test_a_file_that_cannot_be_read_has_no_counts() -> None:
    assert count_households(b"PK\x03\x04 broken", "名单.xlsx") is None


def _left(marker: str) -> list[str]:
    """The types that still hold a text with the marker, this test's own frames aside."""
    gc.collect()
    held = []
    for item in gc.get_objects():
        for inner in gc.get_referents(item):
            if isinstance(inner, str | bytes) and type(inner) in (str, bytes):
                text = inner if isinstance(inner, str) else inner.decode("utf-8", "ignore")
                if marker in text and inner is not marker:
                    held.append(type(item).__name__)
    return held


@pytest.mark.parametrize("place", ["name", "address", "county", "sheet"])
def test_no_text_of_the_list_stays_in_memory(place: str) -> None:
    marker = "".join(
        reversed("号九九九村某南岸镇里")
    )  # In no file of this repository as it is here.
    cells = {"name": "韦某", "address": "容县", "county": "容县", "sheet": "表"} | {place: marker}

    def run() -> HouseholdCounts | None:
        rows = [(1, cells["name"], identity_number(), cells["county"], cells["address"])]
        rows.append((2, "乙", "", "容县", "容县"))
        content = xlsx_of(HEAD, *rows, sheet=cells["sheet"])
        assert read_workbook(content, "名单.xlsx")["file"].refused
        return count_households(content, "名单.xlsx")

    assert run() is not None
    cells.clear()
    assert _left(marker) == []
