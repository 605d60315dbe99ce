"""Facilities that occur twice in a file, and parents that don't occur at all."""

from __future__ import annotations

from collections.abc import Sequence

from geo.issues import Severity
from geo.reading.collect import ReadRow
from geo.reading.row import RowReader
from geo.reading.synonyms import plain_word
from geo.records import Facility
from geo.text import Text
from geo.vocabulary import FacilityType


def refuse_repeated_facilities(rows: Sequence[ReadRow[Facility]]) -> None:
    """Mark rows that repeat an id, or without ids the name, place and type of an earlier row."""
    by_id: dict[str, RowReader] = {}
    by_content: dict[tuple[str, str, FacilityType], RowReader] = {}
    for read in rows:
        row = read.row
        written = row.text("facility_id")
        for facility_id in {written} - {""} or {f.facility_id for f in read.records}:
            earlier = by_id.setdefault(facility_id, row)
            if earlier is not row:
                (_repeated_id if written else _repeated_content)(row, earlier)
        for facility in read.records:
            content = (
                plain_word(facility.name),
                facility.county_code or facility.city_code,
                facility.facility_type,
            )
            earlier = by_content.setdefault(content, row)
            if earlier is not row and not row.failed:
                _maybe_the_same(row, earlier)


def _repeated_id(row: RowReader, earlier: RowReader) -> None:
    there = earlier.seen_from(row)
    row.add(
        "duplicate_id",
        Severity.ERROR,
        Text(f"设施编号与{there.zh}相同。", f"The id is the same as in {there.en}."),
        Text(
            "同一设施请只留一行；不同设施请改用不同编号。",
            "Keep one row per facility, or give different facilities different ids.",
        ),
        "facility_id",
        Text("分不清是哪个设施，这一行没有采用。", "It is not clear which one is meant."),
    )


def _repeated_content(row: RowReader, earlier: RowReader) -> None:
    there = earlier.seen_from(row)
    row.add(
        "duplicate_row",
        Severity.ERROR,
        Text(
            f"名称、所在地和主类型都与{there.zh}相同，又没有设施编号。",
            f"Name, place and type are those of {there.en}, and there is no id.",
        ),
        Text(
            f"重复填报的，删去这一行；确是两个设施的，在这一行和{there.zh}分别填上不同的设施编号。"
            "改好后重新导入。",
            f"Delete this row if it was sent twice; if there are two facilities, give this row and"
            f" {there.en} different ids. Then import the file again.",
        ),
        "name",
        Text("无法判断是不是同一个设施，这一行没有采用。", "It may be the same facility."),
    )


def _maybe_the_same(row: RowReader, earlier: RowReader) -> None:
    there = earlier.seen_from(row)
    row.add(
        "maybe_duplicate",
        Severity.WARNING,
        Text(
            f"名称、所在地和主类型都与{there.zh}相同，编号不同。",
            f"Name, place and type are those of {there.en}; only the id differs.",
        ),
        Text(
            "请核对是不是同一个设施；是的话只留一行。",
            "Check whether it is the same facility; if so, keep one row.",
        ),
        "name",
        Text("两行目前都计入。", "Both rows count for now."),
    )


def look_for_parents(rows: Sequence[ReadRow[Facility]]) -> None:
    """Warn in every row whose parent is no facility of the file."""
    known = {f.facility_id for read in rows for f in read.records}
    for read in rows:
        for facility in read.records:
            if facility.parent_id and facility.parent_id not in known:
                read.row.add(
                    "parent_not_found",
                    Severity.WARNING,
                    Text(
                        f"文件里没有编号为“{facility.parent_id[:40]}”的设施。",
                        f"No facility of the file has the id “{facility.parent_id[:40]}”.",
                    ),
                    Text(
                        "请核对上级设施的编号；该行照常使用。",
                        "Check the parent's id; the row is used.",
                    ),
                    "parent_id",
                )
