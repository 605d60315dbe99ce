"""Facility rows that could not be read, against declarations that the county's list is complete.

A row that could not be read is a facility nobody can rule out: the list is complete, but not here.
So no absence may be said from it until the row has been corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.issues import DataIssue, Severity
from geo.reading.collect import ReadRow
from geo.reading.named_places import county_name, which_county
from geo.reading.result import UnreadRow
from geo.reading.row import RowReader
from geo.reading.synonyms import member_of
from geo.records import Completeness, Facility
from geo.text import Text
from geo.vocabulary import WORDS, FacilityType


def unread_rows(rows: Sequence[ReadRow[Facility]]) -> tuple[UnreadRow, ...]:
    """The rows that made no facility although they name a county; repeated rows are not among them.

    ``facility_type`` is None where it can't be told, or where functions might make it another.
    """
    found = []
    for read in rows:
        county = which_county(read.row.text("county")) if not read.records else None
        if isinstance(county, str) and county:
            found.append(UnreadRow(read.row.number, county, _type(read.row)))
    return tuple(found)


def hold_back(
    declarations: Iterable[Completeness], unread: Sequence[UnreadRow]
) -> tuple[tuple[Completeness, ...], tuple[DataIssue, ...]]:
    """The declarations no unread row stands against, and a warning for each of the others."""
    kept, issues = [], []
    by_county: dict[str, list[UnreadRow]] = {}
    for row in unread:
        by_county.setdefault(row.county_code, []).append(row)
    for said in declarations:
        against = [
            row.number
            for row in by_county.get(said.county_code, ())
            if row.facility_type in (None, said.facility_type)
        ]
        if against:
            issues.append(_held_back(said, against))
        else:
            kept.append(said)
    return tuple(kept), tuple(issues)


def _type(row: RowReader) -> FacilityType | None:
    return None if row.text("functions") else member_of(FacilityType, row.text("facility_type"))


def _held_back(said: Completeness, against: Sequence[int]) -> DataIssue:
    county, kind = county_name(said.county_code), WORDS[said.facility_type]
    rows = ", ".join(map(str, against))
    return DataIssue(
        "declaration_held_back",
        Severity.WARNING,
        Text(
            f"{county.zh}“{kind.zh}”的无遗漏确认暂不采用：设施清单第 {rows} 行没有读出来。",
            f"The declaration of {county.en} for “{kind.en}” is held back: row(s) {rows} of the "
            "facility list could not be read.",
        ),
        Text(
            "没读出来的设施也可能应计入，所以不能据此说“没有”。",
            "A facility that could not be read may count, so absence can't be said.",
        ),
        Text(
            "请按逐行说明改正这些行，再连同无遗漏确认一起报送。",
            "Correct the rows as explained and send them again with the declaration.",
        ),
    )
