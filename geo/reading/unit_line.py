"""Units of money: in a header, or in the line “单位：万元” above one that names none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from geo.issues import DataIssue, Severity
from geo.reading.columns import Headers
from geo.reading.form import Form
from geo.reading.table import RawRow, RawTable
from geo.text import Text

_YUAN = (
    ("亿元", 1e8),
    ("万元", 1e4),
    ("千元", 1e3),
    ("元", 1.0),
    ("wan", 1e4),
    ("yuan", 1.0),
    ("rmb", 1.0),
    ("cny", 1.0),
)
"""What stands in a header, the longer words before those they contain; in yuan."""
_LINE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:金额|资金|计量|货币)?单位\s*[:：]\s*(?P<units>[^:：()]{1,30})"
)
"""填报单位：… names a body."""
_BETWEEN = re.compile(r"[\s、,，/;；或和]+")
_MONEY = re.compile(r"(?:人民币)?(亿元|万元|千元|元)[整。]?")


def unit_of(words: str) -> float | None:
    """How many yuan the unit named in a header is, or None where none is named."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return next((yuan for word, yuan in _YUAN if word in plain), None)


def with_units(
    table: RawTable, form: Form, headers: Headers, issues: tuple[DataIssue, ...]
) -> tuple[Headers, tuple[DataIssue, ...]]:
    """The headers with the unit that stands above them, and a notice of it.

    Only for columns of money whose own header names no unit. Two units above name none.
    """
    bare = [
        column.name
        for column in form.columns
        if column.money
        and column.name in headers.position
        and unit_of(headers.written[column.name]) is None
    ]
    found = _units_in(table.above) if bare else set()
    if len(found) != 1:
        return headers, issues
    (unit,) = found
    said = _notice(table, unit, [headers.written[name] for name in bare])
    return replace(headers, units=dict.fromkeys(bare, unit)), (*issues, said)


def _units_in(rows: Iterable[RawRow]) -> set[str]:
    """The units of money that lines above the header name."""
    found: set[str] = set()
    for row in rows:
        for cell in row.cells:
            for line in _LINE.finditer(unicodedata.normalize("NFKC", cell)):
                words = map(_MONEY.fullmatch, _BETWEEN.split(line["units"]))
                found.update(word[1] for word in words if word)
    return found


def _notice(table: RawTable, unit: str, headers: list[str]) -> DataIssue:
    zh, en = "、".join(f"“{h}”" for h in headers), ", ".join(f"“{h}”" for h in headers)
    return DataIssue(
        "unit_from_above",
        Severity.NOTICE,
        Text(
            f"表头没有写单位，按表头上方的“单位：{unit}”读取：{zh}列。",
            f"The header names no unit; the line above it says {unit}: column(s) {en}.",
        ),
        Text("单位决定金额相差万倍还是正好。", "The unit decides how large the sums are."),
        Text(
            f"如不是{unit}，请把单位写在表头里，例如“金额（元）”。",
            f"If it is not {unit}, name the unit in the header, such as amount_yuan.",
        ),
        row=table.header_row or None,
        sheet=table.sheet,
    )
