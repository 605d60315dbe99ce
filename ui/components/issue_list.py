"""What is wrong with a file, row by row, as a table: how bad, where, what, why, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from geo.issues import SEVERITY_WORDS, DataIssue, Severity
from geo.text import Language, Text, join
from ui.components.data_table import data_table
from ui.components.table_types import Column, Row, Table

SHOWN = 500
"""Rows drawn; the sentence over the table always counts all of them."""

_BOX_PX = 460
_HEADING = Text("资料问题", "Issues in the data")
_FEW = 12
"""Up to so many rows all stand in sight; of more, each severity has a box of its own."""
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
        max_height_px=None if len(issues) <= _FEW else _BOX_PX,
        stacks=True,
    )


def issue_tables(issues: Sequence[DataIssue]) -> tuple[Table, ...]:
    """One table where they are few; else one of each severity, so that none lies under the edge.

    The first has the heading and counts all of them.
    """
    whole = issue_table(issues)
    present = [s for s in _GRAVEST_FIRST if any(i.severity is s for i in issues)]
    if len(issues) <= _FEW or len(present) < 2:
        return (whole,)
    parts = [[i for i in issues if i.severity is severity] for severity in present]
    tables = []
    for place, (severity, part) in enumerate(zip(present, parts, strict=True)):
        named = _COUNT.fill(word=SEVERITY_WORDS[severity], n=len(part))
        table = replace(
            issue_table(part),
            label=Text(f"{_HEADING.zh}：{named.zh}", f"{_HEADING.en}, {named.en}"),
            heading=_HEADING if place == 0 else named,
            hint=whole.hint if place == 0 else None,
        )
        tables.append(table)
    return tuple(tables)


def issue_list(issues: Sequence[DataIssue], *, language: Language, key: str) -> None:
    """Draws the issues."""
    for place, table in enumerate(issue_tables(issues)):
        data_table(table, language=language, key=f"{key}_{place}" if place else key)


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
