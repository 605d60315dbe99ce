"""Households per county of a list that is refused: counted in memory, and nothing else is kept.

A list of households or persons never enters (``privacy``), but the numbers its county needs can be
had from it: how many of its rows name which county. No cell, no name of a sheet and no row number
leaves this module, and nothing here is remembered between calls.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.counties import load_counties, resolve_county
from geo.reading.columns import is_serial
from geo.reading.facility_form import FACILITIES
from geo.reading.form import field_of, header_keys
from geo.reading.privacy import is_household_header
from geo.reading.sheet_county import county_in_name
from geo.reading.table import RawRow, RawSheet, read_sheets

_HEADER_WITHIN = 30
_TOLD_SHARE = 0.5
"""A column names the counties where at least this share of its filled cells tells one."""
_TOTALS = frozenset({"合计", "总计", "小计", "共计", "total"})
_MEMBERS = frozenset(
    key
    for word in ("与户主关系", "与户主的关系", "家庭成员", "家庭关系")
    for key in header_keys(word)
)


@dataclass(frozen=True, slots=True)
class HouseholdCounts:
    """How many rows of a list name which county, by county code.

    ``unplaced`` rows name none that can be told. ``by_person``: the list seems to have a row for
    every member of a household, so that its rows are more than the households.
    """

    rows_by_county: Mapping[str, int]
    unplaced: int = 0
    by_person: bool = False

    @property
    def rows(self) -> int:
        """All rows counted."""
        return sum(self.rows_by_county.values()) + self.unplaced


def count_households(source: Path | bytes, filename: str) -> HouseholdCounts | None:
    """The rows of a refused list by county; None where it can't be told of any sheet.

    Counties are told by the column 所在县, else by the column (an address, as a rule) that names a
    county in most rows, else by the sheet's name.
    """
    sheets, issues = read_sheets(source, filename)
    if issues:
        return None
    found: Counter[str] = Counter()
    by_person = False
    for sheet in sheets:
        top = _header(sheet)
        if top is None:
            continue
        headers = sheet.rows[top].cells
        counted = _counted(sheet.name, headers, sheet.rows[top + 1 :])
        if counted is None:
            return None
        found.update(counted)
        by_person |= any(_MEMBERS.intersection(header_keys(h)) for h in headers if h.strip())
    unplaced = found.pop("", 0)
    return HouseholdCounts(dict(sorted(found.items())), unplaced, by_person) if found else None


def _header(sheet: RawSheet) -> int | None:
    """The place of the row that names the columns: the one with most words of such a list."""
    best, known = None, 0
    for place, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        filled = [cell for cell in row.cells if cell.strip()]
        said = sum(is_household_header(c) or _names_county(c) for c in filled)
        if len(filled) >= 2 and said > known:
            best, known = place, said
    return best


def _names_county(header: str) -> bool:
    return field_of(FACILITIES, header) == "county"


def _counted(
    sheet_name: str, headers: Sequence[str], rows: Sequence[RawRow]
) -> Counter[str] | None:
    """The rows by county code, "" for none; None where nothing tells the counties."""
    serials = {i for i, header in enumerate(headers) if header.strip() and is_serial((header,))}
    body = [row.cells for row in rows if _is_entry(row.cells, serials)]
    if not body:
        return Counter()
    for column in _candidates(headers, body):
        told = [_county(cells[column]) if column < len(cells) else "" for cells in body]
        filled = sum(bool(cells[column].strip()) for cells in body if column < len(cells))
        if filled and sum(map(bool, told)) >= _TOLD_SHARE * filled:
            return Counter(told)
    whole = county_in_name(sheet_name)
    return Counter({whole: len(body)}) if whole else None


def _candidates(headers: Sequence[str], body: Sequence[tuple[str, ...]]) -> Iterator[int]:
    """The columns that may tell the county: those headed so, then the one that tells most rows."""
    yield from (i for i, header in enumerate(headers) if header.strip() and _names_county(header))
    sample = body[:200]
    told = [
        (sum(bool(_county(cells[i])) for cells in sample if i < len(cells)), -i)
        for i in range(len(headers))
    ]
    most, place = max(told, default=(0, 0))
    if most:
        yield -place


def _is_entry(cells: tuple[str, ...], serials: set[int]) -> bool:
    """Whether a row is an entry: no total, no note below the table."""
    filled = [c.strip() for i, c in enumerate(cells) if c.strip() and i not in serials]
    marks = [c.strip() for c in cells if c.strip()]
    return len(filled) > 1 and marks[0].replace(" ", "").casefold() not in _TOTALS


def _county(text: str) -> str:
    """The code of the county a cell names, alone or in an address; empty when it is none or two.

    Not ``which_county``: it remembers what it is asked.
    """
    found = resolve_county(text) if text.strip() else None
    if isinstance(found, str):
        return found
    named = {c.code for c in load_counties() if c.name_zh in text or c.short_zh in text}
    return named.pop() if len(named) == 1 else ""
