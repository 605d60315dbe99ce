"""What is wrong with a file as a workbook, to be sent back to the county that made it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter

from geo.issues import SEVERITY_WORDS, DataIssue, Severity
from geo.text import Language, Text

_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
"""Written into the file in place of the clock: the same issues have the same bytes."""
_SHEET = Text("逐行说明", "Row by row")
_COLUMNS: tuple[tuple[Text, int], ...] = (
    (Text("程度", "Severity"), 8),
    (Text("工作表", "Sheet"), 14),
    (Text("行", "Row"), 7),
    (Text("列", "Column"), 16),
    (Text("填写的内容", "As written"), 22),
    (Text("问题", "Issue"), 46),
    (Text("影响", "Why it matters"), 36),
    (Text("怎么办", "What to do"), 46),
)
_ORDER = tuple(Severity)


def issue_workbook(issues: Sequence[DataIssue], filename: str, language: Language) -> bytes:
    """The issues as xlsx, gravest first, then by sheet and row; the first line names the file."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": _SHEET.get(language), "created": _CREATED})
    head = book.add_format(
        {"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "vcenter"}
    )
    wrap = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"})
    sheet = book.add_worksheet(_SHEET.get(language))
    said = Text(
        f"“{filename}”的逐行说明：共 {len(issues)} 处。请在原表改正后重新报送。",
        f"“{filename}”: {len(issues)} issues. Please correct the list and send it again.",
    )
    sheet.write_string(0, 0, said.get(language), book.add_format({"bold": True}))
    for index, (title, width) in enumerate(_COLUMNS):
        sheet.set_column(index, index, width)
        sheet.write_string(1, index, title.get(language), head)
    sheet.freeze_panes(2, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    for line, issue in enumerate(_in_order(issues), start=2):
        cells = (
            SEVERITY_WORDS[issue.severity].get(language),
            issue.sheet,
            "" if issue.row is None else str(issue.row),
            issue.column,
            issue.value,
            issue.what.get(language),
            issue.why.get(language),
            issue.remedy.get(language),
        )
        for index, value in enumerate(cells):
            sheet.write_string(line, index, value, wrap)
    if issues:
        sheet.autofilter(1, 0, len(issues) + 1, len(_COLUMNS) - 1)
    book.close()
    return stream.getvalue()


def _in_order(issues: Sequence[DataIssue]) -> list[DataIssue]:
    return sorted(issues, key=lambda i: (_ORDER.index(i.severity), i.sheet, i.row or 0))
