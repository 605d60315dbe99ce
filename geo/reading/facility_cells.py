"""A facility as the cells of the facility form and back: what is typed is read as a file is.

A cell nobody touched keeps the record's own value: a date with odd ends, a point to its last digit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from geo.datum import from_wgs84
from geo.issues import DataIssue, Severity
from geo.reading.columns import Headers
from geo.reading.facilities import facilities_of
from geo.reading.facility_form import FACILITIES
from geo.reading.intake import FormTable
from geo.reading.privacy import NO_NUMBERS, holds_number
from geo.reading.status_dates import DatesAsked, dates_asked
from geo.reading.table import RawRow, RawTable, text_of
from geo.records import Facility
from geo.text import Language, Text

Cells = Mapping[str, str]
"""What the cells of a row say, by the names of the form's columns; a column left out is empty."""

COLUMNS = tuple(column.name for column in FACILITIES.columns)
COLUMN_WORDS: dict[str, Text] = {
    column.name: Text(column.header, english)
    for column, english in zip(
        FACILITIES.columns,
        (
            *("Facility id", "Name", "County", "City", "Reported by", "Main type", "Functions"),
            *("Parent facility", "Level", "Status", "Opened", "Closed", "Run by"),
            *("Professional", "School stages", "Comprehensive school"),
            *("Meets the national standard", "Capacity", "Unit of capacity", "In use"),
            *("Floor area (m²)", "Address", "Longitude", "Latitude", "Datum"),
            *("Precision of the place", "Source", "Confidence", "Checked on", "Note"),
        ),
        strict=True,
    )
}
"""What the columns of the form are called on screen."""

_OWN_FIELD = {"county": "county_code", "city": "city_code", "school_stage": "school_stages"}
_POINT = ("lon", "lat", "datum")
"""These cells together say the point; how exactly a place is known follows from them."""
_FIELDS = frozenset(f.name for f in fields(Facility))
_DEGREE_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class CellsRead:
    """What one row of cells says: the facility, or none, and the issues in the order of the form.

    ``unread`` are the columns whose cell says something the facility does not hold: an import sets
    such a cell aside and goes on, an editor is asked to correct it. ``asked``: the days that a new
    status still lacks.
    """

    facility: Facility | None
    issues: tuple[DataIssue, ...]
    unread: tuple[str, ...] = ()
    asked: DatesAsked | None = None

    @property
    def good(self) -> bool:
        """Whether the facility can be kept: it is there, holds all that was written, is dated."""
        return self.facility is not None and not self.unread and self.asked is None


def cells_of(facility: Facility) -> dict[str, str]:
    """The cells that say what the record says; codes stand for words."""
    cells = {}
    for name in COLUMNS:
        if name not in (*_POINT, "location_precision"):
            cells[name] = _text(getattr(facility, _OWN_FIELD.get(name, name)))
    point = facility.point
    lon_lat = None if point is None else from_wgs84(point.lon, point.lat, point.datum)
    for at, name in enumerate(("lon", "lat")):
        degrees = "" if lon_lat is None else f"{lon_lat[at]:.{_DEGREE_DECIMALS}f}"
        cells[name] = degrees.rstrip("0").rstrip(".")
    cells["location_precision"] = ""
    cells["datum"] = "" if point is None else point.datum.value
    return cells


def read_cells(
    rows: Sequence[tuple[Cells, Facility | None]],
    as_of: date | None,
    known: Mapping[str, Any],
    language: Language = "zh",
) -> tuple[CellsRead, ...]:
    """What every row of cells says, by the rules of an import; the record edited stands beside it.

    ``known`` are the facilities on record by id, which a parent may be. An identity, certificate or
    bank-card number refuses its row, whatever the cell.
    """
    refused = [_numbers(cells, language) for cells, _ in rows]
    clean = [({} if no else cells) for no, (cells, _) in zip(refused, rows, strict=True)]
    reading = facilities_of(_table(clean, language), as_of)
    made = {number: key for key, number in reading.rows.items()}
    by_id = {facility.facility_id: facility for facility in reading.records}
    read = []
    for number, (cells, before) in enumerate(rows, start=1):
        if refused[number - 1]:
            read.append(CellsRead(None, refused[number - 1]))
            continue
        issues = tuple(
            replace(issue, row=None)
            for issue in reading.issues
            if issue.row == number
            and not (issue.code == "parent_not_found" and issue.value in known)
        )
        facility = by_id.get(made.get(number, ""))
        if facility is None:
            read.append(CellsRead(None, issues))
            continue
        kept = facility if before is None else _untouched(cells, before, facility)
        asked = dates_asked(cells, before, kept)
        if asked is not None:
            issues = (*issues, _undated(asked, language))
        read.append(CellsRead(kept, issues, _unread(cells, facility, issues, language), asked))
    return tuple(read)


def _undated(asked: DatesAsked, language: Language) -> DataIssue:
    return DataIssue(
        "status_without_day",
        Severity.ERROR,
        asked.what,
        Text(
            "没有日期的状态会改变过去时点的结论。",
            "A status without a day would change the verdict of days past.",
        ),
        asked.remedy,
        column=COLUMN_WORDS[asked.columns[0]].get(language),
    )


def _text(value: object) -> str:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, frozenset):
        return ";".join(sorted(str(item.value) for item in value))
    if value is None or isinstance(value, str | float | int | date):
        return text_of(value)
    return str(value)


def _table(rows: Sequence[Cells], language: Language) -> FormTable:
    headers = tuple(COLUMN_WORDS[name].get(language) for name in COLUMNS)
    raw = tuple(
        RawRow(number, tuple(cells.get(name, "") for name in COLUMNS))
        for number, cells in enumerate(rows, start=1)
    )
    table = RawTable("", 0, headers, tuple((h,) for h in headers), (), raw)
    position = {name: at for at, name in enumerate(COLUMNS)}
    written = dict(zip(COLUMNS, headers, strict=True))
    return FormTable(FACILITIES, table, Headers(position, written), ())


def _numbers(cells: Cells, language: Language) -> tuple[DataIssue, ...]:
    """An issue for every cell with a personal number; the number is not repeated."""
    return tuple(
        DataIssue(
            "personal_number",
            Severity.REFUSED,
            NO_NUMBERS,
            Text("", ""),
            Text("", ""),
            column=COLUMN_WORDS[name].get(language),
        )
        for name in COLUMNS
        if holds_number(cells.get(name, ""))
    )


def _untouched(cells: Cells, before: Facility, read: Facility) -> Facility:
    """The facility read, with the record's own value wherever the cells still say it."""
    shown = cells_of(before)
    same = {name for name in COLUMNS if cells.get(name, "").strip() == shown[name].strip()}
    keep = {_OWN_FIELD.get(name, name) for name in same}.intersection(_FIELDS)
    keep -= {"location_precision"}
    if same.issuperset(_POINT):
        keep.add("point")
        if "county" in same:
            keep.add("location_precision")
    return replace(read, **{name: getattr(before, name) for name in keep})


def _unread(
    cells: Cells, facility: Facility, issues: tuple[DataIssue, ...], language: Language
) -> tuple[str, ...]:
    """The columns that say something while the facility says nothing there."""
    held = cells_of(facility)
    blamed = {issue.column for issue in issues}
    return tuple(
        name
        for name in COLUMNS
        if cells.get(name, "").strip()
        and not held[name]
        and (name in ("lon", "lat") or COLUMN_WORDS[name].get(language) in blamed)
    )
