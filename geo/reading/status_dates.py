"""Whether an edit that opens or ends a facility says since when: a status alone has no day.

What was seen on the former ``checked_on`` was the former status. Carried over, it would place the
new one in the past, and turn the verdict of a day of which nothing was said.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from geo.reading.cells import says_not_known
from geo.records import Facility
from geo.text import Text
from geo.vocabulary import ENDED, OPERATING, WORDS


@dataclass(frozen=True, slots=True)
class DatesAsked:
    """The columns that have to be filled in before the edit can be kept, and the question."""

    columns: tuple[str, ...]
    what: Text
    remedy: Text


def dates_asked(
    cells: Mapping[str, str], before: Facility | None, after: Facility
) -> DatesAsked | None:
    """What an edit still has to say of its new status, or None; a new record is not asked.

    不详 in a cell is an answer; an empty cell, or a day left as it was, is none.
    """
    if before is None or after.status is None:
        return None
    if after.status in ENDED and before.status not in ENDED and after.closed is None:
        return _of_ending(cells, before, after)
    if after.status in OPERATING and before.status not in OPERATING and after.opened is None:
        return _of_opening(cells, before, after)
    return None


def _of_ending(cells: Mapping[str, str], before: Facility, after: Facility) -> DatesAsked | None:
    if not _unknown(cells, "closed"):
        return DatesAsked(
            ("closed",),
            _changed(after, Text("还没有说从哪一天起", "since when is not said")),
            Text(
                "请填停用日期（年、月也可）；不详的写“不详”，并把核实日期改为看到已停用的那一天。",
                "Give the closing date (a year or month will do); if not known write “unknown”"
                " there, and set “checked on” to the day it was seen closed.",
            ),
        )
    if _seen_anew(before, after):
        return None
    return DatesAsked(
        ("checked_on",),
        _changed(
            after,
            Text("停用日期不详，核实日期还是原来的", "closed on an unknown day, the check is old"),
        ),
        Text(
            "请把核实日期改为看到已停用的那一天：此前的时点按“停用日期不详”处理。",
            "Set “checked on” to the day it was seen closed; before it, the closing date counts"
            " as not known.",
        ),
    )


def _of_opening(cells: Mapping[str, str], before: Facility, after: Facility) -> DatesAsked | None:
    neither = _unknown(cells, "opened") and _unknown(cells, "checked_on")
    if neither or _seen_anew(before, after):
        return None
    return DatesAsked(
        ("opened", "checked_on"),
        _changed(after, Text("还没有说从哪一天起", "since when is not said")),
        Text(
            "请填投用日期（年、月也可）；不详的，把核实日期改为看到在运营的那一天；"
            "两项都不详的，两格都写“不详”，结论为待核实。",
            "Give the opening date (a year or month will do); if not known, set “checked on” to"
            " the day it was seen operating; if neither is known write “unknown” in both: the"
            " verdict is then “to be verified”.",
        ),
    )


def _changed(after: Facility, lacks: Text) -> Text:
    status = WORDS[after.status] if after.status is not None else Text("", "")
    return Text(
        f"状态改为“{status.zh}”，{lacks.zh}。", f"Status changed to “{status.en}”: {lacks.en}."
    )


def _seen_anew(before: Facility, after: Facility) -> bool:
    return after.checked_on is not None and after.checked_on != before.checked_on


def _unknown(cells: Mapping[str, str], name: str) -> bool:
    return says_not_known(unicodedata.normalize("NFKC", cells.get(name, "")))
