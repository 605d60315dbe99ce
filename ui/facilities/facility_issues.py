"""What is said beside a form or a table in work: errors, warnings, words that look personal."""

from __future__ import annotations

from dataclasses import replace

from geo.issues import DataIssue, Severity
from geo.reading.contacts import looks_personal
from geo.reading.facility_cells import COLUMN_WORDS, Cells, CellsRead
from geo.text import Text
from ui.components.issue_list import issue_list
from ui.language import language

_POINT = {"lon", "lat", "datum"}
_NOT_SAVED = Text("不改正就不能保存。", "It can’t be saved as it is.")
_FREE_TEXT = ("name", "address", "source", "reported_by", "note")


def contact_issues(cells: Cells) -> tuple[DataIssue, ...]:
    """A warning for every free text that looks like the name or the number of a person."""
    return tuple(
        DataIssue(
            "contact_words",
            Severity.WARNING,
            Text("这里像是写了联系人或电话。", "This looks like a contact person or number."),
            Text("本工具不保存个人联系方式。", "The tool keeps no personal contacts."),
            Text("请删去人名和号码，只写单位。", "Delete names and numbers; write bodies only."),
            column=COLUMN_WORDS[name].get(language()),
        )
        for name in _FREE_TEXT
        if looks_personal(cells.get(name, ""))
    )


def said_of(read: CellsRead, *, whole: bool) -> tuple[DataIssue, ...]:
    """The issues of a row in work, those that keep it from being saved as errors.

    An import sets such a cell aside and goes on; here it would empty what was there. ``whole``
    False leaves out that required cells are still empty: the form has just been opened.
    """
    unread = set(read.unread) | (_POINT if _POINT.intersection(read.unread) else set())
    blocking = {COLUMN_WORDS[name].get(language()) for name in unread}
    return tuple(
        replace(issue, severity=Severity.ERROR, why=_NOT_SAVED)
        if issue.severity is Severity.WARNING and issue.column in blocking
        else issue
        for issue in read.issues
        if whole or issue.code not in ("required_empty", "place_empty")
    )


def issues_beside(issues: tuple[DataIssue, ...], key: str) -> None:
    """The issues as a table, nothing where there is none."""
    if issues:
        issue_list(issues, language=language(), key=key)
