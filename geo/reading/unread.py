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
from geo.text import Text, join
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
            row
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


def _held_back(said: Completeness, against: Sequence[UnreadRow]) -> DataIssue:
    county, kind = county_name(said.county_code), WORDS[said.facility_type]
    where = _where(against)
    kept = any(row.sender or row.document for row in against)
    clear = Text(
        "改好的清单由别的单位报来的，导入时确认已包括这些行；已另行核实的，在“台账—未读行”中处理。",
        " If another body sends the corrected list, confirm on import that it holds them; once"
        " verified otherwise, settle them under “Register – Rows not read”.",
    )
    return DataIssue(
        "declaration_held_back",
        Severity.WARNING,
        Text(
            f"{county.zh}“{kind.zh}”的无遗漏确认暂不采用：{where.zh}没有读出来。",
            f"The declaration of {county.en} for “{kind.en}” is held back: {where.en} could not be"
            " read.",
        ),
        Text(
            "没读出来的设施也可能应计入，所以不能据此说“没有”。",
            "A facility that could not be read may count, so absence can't be said.",
        ),
        Text(
            "请按逐行说明改正这些行，再连同无遗漏确认一起报送。" + (clear.zh if kept else ""),
            "Correct the rows as explained and send them again with the declaration."
            + (clear.en if kept else ""),
        ),
    )


def _where(against: Sequence[UnreadRow]) -> Text:
    """The rows, by the list they stand in: its sender and file where they are known."""
    lists: dict[tuple[str, str], list[int]] = {}
    for row in against:
        lists.setdefault((row.sender, row.document), []).append(row.number)
    said = []
    for (sender, document), numbers in lists.items():
        rows = ", ".join(map(str, sorted(numbers)))
        zh, en = "设施清单", "the facility list"
        if document:
            zh, en = f"《{document}》", f"“{document}”"
        if sender:
            zh, en = f"{sender}报的{zh}", f"{en} of {sender}"
        said.append(Text(f"{zh}第 {rows} 行", f"row(s) {rows} of {en}"))
    return join(said, "、", "; ")
