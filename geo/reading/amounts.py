"""Sums of money in a cell: the unit stands there, in the header or above it; never guessed."""

from __future__ import annotations

import re
import unicodedata

from geo.issues import Severity
from geo.reading.cells import Problem, parse_number
from geo.reading.row import RowReader
from geo.reading.unit_line import unit_of
from geo.text import Text

_CELL = re.compile(r"(.*?)(亿元|万元|千元|元|亿|万)?")
_MULTIPLIERS = {"亿": 1e8, "万": 1e4}


def yuan_in(row: RowReader, name: str, limit_yuan: float) -> float | None:
    """The sum in a required cell, in yuan, rounded to the fen; None where an error is noted.

    A bare 万 or 亿 under a header in 元 multiplies. A unit in the cell that is not the header's
    is an error, and so is no unit at all.
    """
    text = unicodedata.normalize("NFKC", row.text(name)).replace(" ", "")
    match = _CELL.fullmatch(text)
    number, word = (match[1], match[2] or "") if match else (text, "")
    found = parse_number(number)
    if isinstance(found, Problem):
        row.problem(name, found)
        return None
    if found is None:
        row.missing(name)
        return None
    factor = _factor(row, name, word)
    if factor is None:
        return None
    yuan = round(found * factor, 2)
    if not 0 <= yuan <= limit_yuan:
        _out_of_range(row, name, yuan, limit_yuan)
        return None
    return yuan


def _factor(row: RowReader, name: str, word: str) -> float | None:
    """Yuan for one of the cell's numbers; None, with an error, where the unit is not certain."""
    header = unit_of(row.header(name)) or unit_of(row.unit_above(name))
    if word in _MULTIPLIERS:
        cell: float | None = _MULTIPLIERS[word]
        header = None if header == 1.0 else header
    else:
        cell = unit_of(word) if word else None
    if cell is not None and header is not None and cell != header:
        row.add(
            "unit_conflict",
            Severity.ERROR,
            Text(
                f"“{row.text(name)[:40]}”的单位与表头不一致。",
                f"The unit of “{row.text(name)[:40]}” is not the header's.",
            ),
            Text("请只写数字，单位以表头为准。", "Write the number only, in the header's unit."),
            name,
        )
        return None
    if cell is None and header is None:
        row.add(
            "unit_missing",
            Severity.ERROR,
            Text("没有写金额的单位。", "The unit of the sum is not given."),
            Text(
                "请在表头写明单位，例如“金额（万元）”或“金额（元）”。",
                "Name the unit in the header, such as amount_wan_yuan (万元) or amount_yuan.",
            ),
            name,
        )
        return None
    return cell if cell is not None else header


def _out_of_range(row: RowReader, name: str, yuan: float, limit_yuan: float) -> None:
    row.add(
        "number_out_of_range",
        Severity.ERROR,
        Text(
            f"{yuan:,.2f} 元不可能：应在 0 到 {limit_yuan:,.0f} 元之间。",
            f"{yuan:,.2f} yuan can't be right: it lies between 0 and {limit_yuan:,.0f}.",
        ),
        Text("请核对数字和单位后改正。", "Check the number and its unit."),
        name,
    )
