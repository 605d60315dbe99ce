"""What is wrong with a file, row by row, as a table: how bad, where, what, why, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from geo.issues import SEVERITY_WORDS, DataIssue, Severity
from geo.text import Language, Text, join
from ui.components.data_table import data_table
from ui.components.table_types import Column, Row, Table

SHOWN = 500
"""Rows drawn; the sentence over the table always counts all of them."""

_HEADING = Text("资料问题", "Issues in the data")
_COUNT = Text("{word} {n} 处", "{word}: {n}")
_CUT = Text(
    "共 {all} 处，此处列出前 {shown} 处；其余 {rest} 处改正后重新上传即可看到。",
    "{all} in all; the first {shown} are listed here. The other {rest} show when the file is "
    "uploaded again after these are corrected.",
)
_WHOLE_FILE = Text("整个文件", "the whole file")
_COLUMNS = (
    Column("severity", Text("程度", "Severity"), width_px=52),
    Column("where", Text("位置", "Where"), width_px=170),
    Column("what", Text("问题", "What")),
    Column("why", Text("影响", "Why it matters")),
    Column("remedy", Text("怎么办", "What to do")),
)
_GRAVEST_FIRST = tuple(Severity)


def issue_table(issues: Sequence[DataIssue]) -> Table:
    """The issues as a table, gravest first, otherwise in the order given."""
    ordered = sorted(issues, key=lambda issue: _GRAVEST_FIRST.index(issue.severity))
    counts = Counter(issue.severity for issue in issues)
    counted = [
        _COUNT.fill(word=SEVERITY_WORDS[severity], n=counts[severity])
        for severity in _GRAVEST_FIRST
        if counts[severity]
    ]
    rest = len(ordered) - SHOWN
    return Table(
        label=_HEADING,
        heading=_HEADING,
        hint=join(counted) if counted else None,
        columns=_COLUMNS,
        rows=tuple(_row(i, issue) for i, issue in enumerate(ordered[:SHOWN])),
        note=_CUT.fill(all=len(ordered), shown=SHOWN, rest=rest) if rest > 0 else None,
        empty=Text("没有发现问题。", "No issue was found."),
        max_height_px=460,
        stacks=True,
    )


def issue_list(issues: Sequence[DataIssue], *, language: Language, key: str) -> None:
    """Draws the issues."""
    data_table(issue_table(issues), language=language, key=key)


def _row(number: int, issue: DataIssue) -> Row:
    where = issue.where()
    return Row(
        id=str(number),
        cells=(
            SEVERITY_WORDS[issue.severity],
            where if where.zh else _WHOLE_FILE,
            _with_value(issue),
            issue.why,
            issue.remedy,
        ),
    )


def _with_value(issue: DataIssue) -> Text:
    """What is wrong, and the value as written where the sentence does not show it."""
    if not issue.value or issue.value in issue.what.zh:
        return issue.what
    return Text(f"{issue.what.zh}（{issue.value}）", f"{issue.what.en} ({issue.value})")
