"""A point that lies in another county than its row says: asked about, the row kept."""

from __future__ import annotations

from geo.issues import Severity
from geo.reading.named_places import county_name
from geo.reading.row import RowReader
from geo.text import Text


def warn_elsewhere(row: RowReader, issue: str, declared: Text, there_code: str | None) -> None:
    """Adds the ``issue`` that the point lies in another county than the one declared, or in none.

    For rows whose place is taken from the point and whose county from the cell.
    """
    there = (
        Text("两市范围以外", "outside both cities")
        if there_code is None
        else county_name(there_code)
    )
    row.add(
        issue,
        Severity.WARNING,
        Text(
            f"坐标落在{there.zh}，与填报的{declared.zh}不一致。",
            f"By its point it lies in: {there.en}; declared: {declared.en}.",
        ),
        Text(
            "请核对坐标、坐标系和所在县。未改之前，位置按坐标、县别按填报计算。",
            "Check point, datum and county; until then its place is the point and its county the "
            "one declared.",
        ),
        "lon",
    )
