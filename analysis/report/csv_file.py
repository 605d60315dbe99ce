"""Tables as CSV that a spreadsheet program opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from analysis.report.cell_text import heading, imprint, plain_number, verdict_words
from analysis.report.report import Paper, Share, Table, Value, VerdictValue
from geo.text import Language, Text

BOM = "\ufeff"
"""Without it, Excel takes UTF-8 for the machine's own encoding."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def table_csv(report: Paper, table: Table, language: Language = "zh") -> bytes:
    """One table as UTF-8 CSV with BOM; under the rows what every export carries."""
    rows: list[Iterable[str]] = [[neutral(heading(c, language)) for c in table.columns]]
    rows.extend([cell_csv(value, language) for value in row] for row in table.all_rows)
    rows.append([])
    foot = [note.get(language) for note in table.notes] + imprint(report, language)
    rows.extend([neutral(line)] for line in foot)
    return csv_bytes(rows)


def csv_bytes(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows of finished cells as bytes, lines ended as RFC 4180 says."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return (BOM + stream.getvalue()).encode("utf-8")


def neutral(text: str) -> str:
    """The text such that no spreadsheet program reads it as a formula: an apostrophe before it.

    Leading spaces don't protect: some programs trim them first.
    """
    return f"'{text}" if text.lstrip(" \u3000").startswith(_FORMULA_STARTS) else text


def cell_csv(value: Value, language: Language) -> str:
    """One value as CSV writes it; numbers are never neutralised, missing is empty."""
    match value:
        case None:
            return ""
        case int() | float():
            return plain_number(value)
        case Share(value=share):
            return plain_number(share)
        case VerdictValue():
            return neutral(verdict_words(value, language))
        case Text():
            return neutral(value.get(language))
        case str():
            return neutral(value)
