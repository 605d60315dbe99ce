"""Merged cells in the body of a table: one value written once for several rows.

A word or a date (a county, a type) holds for each of the rows. A quantity does not: 50 beds over
three rows are 50 beds, not 150, and nobody said how they divide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from geo.issues import DataIssue, Severity
from geo.reading.form import Form
from geo.reading.table import RawRow, RawTable
from geo.text import Text

_NUMBER = re.compile(r"[+-]?[\d,]+(?:\.\d+)?\s*(?:张|个|人|户|床|名|平方米|m2|万元|元|万)?")
_PLACES = frozenset({"county", "city", "lon", "lat", "indicator"})
_DATES = re.compile(r"opened|closed|date|from|to|.*_on|.*as_of|.*_id|id")


def fill_down(
    table: RawTable, form: Form, position: Mapping[str, int]
) -> tuple[tuple[RawRow, ...], tuple[DataIssue, ...]]:
    """The rows with merged words filled into each row of the merge, and what was done with them.

    A merged quantity stays in the first row only and is taken out of it: it is no row's own.
    """
    if not table.merges:
        return table.rows, ()
    fields = {x: name for name, x in position.items()}
    rows = {row.number: row for row in table.rows}
    filled: dict[str, list[tuple[int, int]]] = {}
    shared: dict[str, list[tuple[int, int]]] = {}
    changed: dict[int, list[str]] = {}
    for merge in table.merges:
        head, name = rows.get(merge.top), fields.get(merge.left)
        if merge.bottom == merge.top or head is None or name is None:
            continue
        value = head.cells[merge.left] if merge.left < len(head.cells) else ""
        below = [n for n in range(merge.top + 1, merge.bottom + 1) if n in rows]
        if not value.strip() or not below:
            continue
        if _is_quantity(name, value):
            shared.setdefault(name, []).append((merge.top, merge.bottom))
            _put(changed, head, merge.left, "")
            continue
        filled.setdefault(name, []).append((merge.top, merge.bottom))
        for number in below:
            _put(changed, rows[number], merge.left, value)
    if not changed:
        return table.rows, ()
    kept = tuple(
        RawRow(row.number, tuple(changed[row.number])) if row.number in changed else row
        for row in table.rows
    )
    issues = [_filled(table, form, name, spans) for name, spans in filled.items()]
    issues += [_shared(table, form, name, spans) for name, spans in shared.items()]
    return kept, tuple(issues)


def _put(changed: dict[int, list[str]], row: RawRow, x: int, value: str) -> None:
    cells = changed.setdefault(row.number, list(row.cells))
    cells.extend([""] * (x + 1 - len(cells)))
    cells[x] = value


def _is_quantity(name: str, value: str) -> bool:
    if name in _PLACES or _DATES.fullmatch(name):
        return False
    return _NUMBER.fullmatch(unicodedata.normalize("NFKC", value).strip()) is not None


def _spans(spans: list[tuple[int, int]]) -> str:
    shown = ", ".join(f"{top}-{bottom}" for top, bottom in spans[:20])
    return shown + (" …" if len(spans) > 20 else "")


def _filled(table: RawTable, form: Form, name: str, spans: list[tuple[int, int]]) -> DataIssue:
    header = form.column(name).header
    return DataIssue(
        "merged_cells_filled",
        Severity.NOTICE,
        Text(
            f"“{header}”有合并单元格，同一内容用于合并的各行：第 {_spans(spans)} 行。",
            f"Merged cells under “{header}” hold for each row of the merge: rows {_spans(spans)}.",
        ),
        Text("合并的格子只在第一行有内容。", "Only the first row of a merge holds the value."),
        Text("如不是各行都适用，请拆分后逐行填写。", "If not, split the cells and fill each."),
        sheet=table.sheet,
    )


def _shared(table: RawTable, form: Form, name: str, spans: list[tuple[int, int]]) -> DataIssue:
    header = form.column(name).header
    return DataIssue(
        "merged_quantity",
        Severity.WARNING,
        Text(
            f"“{header}”有几行合用的数量，没有采用：第 {_spans(spans)} 行。",
            f"A quantity under “{header}” is shared by several rows; not read: {_spans(spans)}.",
        ),
        Text(
            "不知道各行分别是多少；逐行照抄会重复计算。",
            "How it divides is not known, and repeating it would count it several times.",
        ),
        Text("请拆分单元格，逐行填写各自的数量。", "Split the cells and give each row its own."),
        sheet=table.sheet,
    )
