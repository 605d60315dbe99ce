"""How the tool's worksheets look: formats by symbol and kind, and how high a wrapped row is.

Neither Excel nor LibreOffice fits rows alike, so heights are set: a line is counted in the width
of a digit of the default font, a Chinese character as 1.9.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from analysis.report.cell_text import heading, shown
from analysis.report.report import (
    Column,
    ColumnKind,
    Paper,
    Share,
    Value,
    VerdictValue,
)
from analysis.report.symbols import Symbol
from geo.text import Language

FONT = "微软雅黑"
"""On every Chinese Windows; LibreOffice puts its own CJK font (Noto Sans CJK SC) in its place."""
LINE_POINTS = 14.5
PADDING_POINTS = 6.0
MOST_POINTS = 409.0
"""Excel's limit for one row."""
MOST_CHARACTERS = 32_767
"""Excel's limit for one cell."""
INK, INK_2, MUTE, LINE, SURFACE = "#17212B", "#3D4B5C", "#55616D", "#D5DBE1", "#F4F6F8"
DEMO_FILL, DEMO_INK = "#FFF3CF", "#3A2A00"
_NEUTRAL = ("#EDF0F3", "#26323E")
SYMBOL_COLOURS: dict[Symbol, tuple[str, str]] = {
    Symbol.MET: ("#E1EFF8", "#00456F"),
    Symbol.UNMET: ("#FBE3D6", "#7E2C04"),
    Symbol.PENDING: ("#F3F5F7", "#3A4550"),
    Symbol.BUILT: _NEUTRAL,
    Symbol.NOT_BUILT: _NEUTRAL,
    Symbol.TRIGGERED: _NEUTRAL,
    Symbol.NOT_TRIGGERED: ("#FFFFFF", MUTE),
    Symbol.NOT_DUE: ("#FFFFFF", _NEUTRAL[1]),
    Symbol.PROGRESS: ("#FFFFFF", _NEUTRAL[1]),
    Symbol.NONE: ("#FFFFFF", MUTE),
}
"""Fill and text; colour is for verdicts only."""
_A4, _A3 = 9, 8
"""Excel's numbers of the paper sizes."""
_MOST_ON_A4 = 190.0
"""Width in digits at which ten points of a sheet print as seven and a half on A4 (ours)."""
_MARGINS_INCHES = {"left": 0.4, "right": 0.4, "top": 0.75, "bottom": 0.65}


@dataclass
class Book:
    """A workbook being written, with its formats made once each."""

    language: Language
    stream: BytesIO = field(default_factory=BytesIO)
    _formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        }
        self.file = xlsxwriter.Workbook(self.stream, options)

    def style(self, **properties: Any) -> Any:
        """A cell format on the sheet's base."""
        base = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "font_color": INK}
        key = tuple(sorted({**base, **properties}.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format(dict(key))
        return self._formats[key]

    def sheet(self, name: str, report: Paper, title: str = "", width_chars: float = 0.0) -> Any:
        """A worksheet set up for printing: on its side, one page wide, marks on every page.

        ``title`` stands in the page head; the report's own where empty. ``width_chars``: of what
        is printed; on A4 what is too wide would be too small to read, and is set on A3.
        """
        sheet = self.file.add_worksheet(sheet_name(name))
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4 if width_chars <= _MOST_ON_A4 else _A3)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(**_MARGINS_INCHES)
        sheet.set_default_row(LINE_POINTS + PADDING_POINTS)
        said = [title or report.title.get(self.language), name]
        marks = "  ".join(m.get(self.language) for m in report.marks)
        sheet.set_header(f"&L&9 {plain(' · '.join(dict.fromkeys(said)))}&R&9&B {plain(marks)}")
        page = "第 &P 页，共 &N 页" if self.language == "zh" else "page &P of &N"
        day = report.as_of.isoformat()
        sheet.set_footer(f"&L&8 {day}  {plain(report.run_id)}&C&8 {page}&R&8 {plain(marks)}")
        return sheet

    def finish(self, report: Paper) -> bytes:
        """The file's bytes, the same for the same report."""
        made = datetime.combine(report.as_of, time())
        self.file.set_properties(
            {
                "title": report.title.get(self.language),
                "comments": report.run_id,
                "keywords": " ".join(m.get(self.language) for m in report.marks),
                "created": made,
            }
        )
        self.file.close()
        return self.stream.getvalue()


def plain(text: str) -> str:
    """Text for a page header: its control sign doubled."""
    return text.replace("&", "&&")


def sheet_name(name: str) -> str:
    """A name Excel takes: no reserved signs, at most 31 characters."""
    return "".join("-" if c in "[]:*?/\\'" else c for c in name)[:31]


def text_width(text: str) -> float:
    """The width of one line in digits of the default font: a Chinese character is 1.9."""
    return sum(1.9 if unicodedata.east_asian_width(c) in "WFA" else 1.05 for c in text)


def line_count(text: str, width_chars: float) -> int:
    """How many lines the text takes in a column."""
    usable = max(width_chars - 0.8, 2.0)
    return sum(max(1, ceil(text_width(line) / usable)) for line in text.split("\n"))


def row_points(texts: Iterable[tuple[str, float]]) -> float:
    """The height of a row of texts in columns of the given widths, in points."""
    lines = max((line_count(text, width) for text, width in texts), default=1)
    return lines * LINE_POINTS + PADDING_POINTS


def fitted_widths(
    columns: tuple[Column, ...], rows: Iterable[tuple[Value, ...]], language: Language
) -> list[float]:
    """The columns' widths, widened where a row would be higher than Excel allows."""
    widths = [c.width_chars for c in columns]
    for row in rows:
        for place, value in enumerate(row):
            text = shown(value, language)
            while row_points([(text, widths[place])]) > MOST_POINTS and widths[place] < 250:
                widths[place] *= 1.25
    return widths


def write_value(
    book: Book, sheet: Any, place: tuple[int, int], value: Value, **properties: Any
) -> None:
    """One value in a cell: numbers as numbers, verdicts coloured with symbol and word."""
    row, column = place
    base = {"border": 1, "border_color": LINE, "text_wrap": True, **properties}
    match value:
        case None:
            sheet.write_blank(row, column, None, book.style(**base))
        case int() | float():
            shape = {"num_format": number_format(value), **base}
            style = book.style(**{**shape, "align": "right", "indent": 1})
            sheet.write_number(row, column, value, style)
        case Share(value=share):
            style = book.style(**{**base, "align": "right", "indent": 1, "num_format": "0.0%"})
            sheet.write_number(row, column, share, style)
        case VerdictValue(symbol=symbol):
            fill, ink = SYMBOL_COLOURS[symbol]
            style = book.style(**{**base, "bg_color": fill, "font_color": ink})
            sheet.write_string(row, column, shown(value, book.language), style)
        case _:
            text = shown(value, book.language)[:MOST_CHARACTERS]
            sheet.write_string(row, column, text, book.style(**base))


def number_format(*values: float) -> str:
    """Whole numbers whole, others with one to four decimals as needed: as many for all of them."""
    decimals = max(map(_decimals, values), default=0)
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _decimals(value: float) -> int:
    return next((d for d in range(4) if round(value, d) == value), 4)


def write_heads(
    book: Book, sheet: Any, row: int, columns: tuple[Column, ...], widths: list[float]
) -> None:
    """The head row: bold on grey, an ink line under it."""
    heads = [_head(c, w, book.language) for c, w in zip(columns, widths, strict=True)]
    for place, (column, head) in enumerate(zip(columns, heads, strict=True)):
        style = book.style(
            bold=True,
            bg_color=SURFACE,
            text_wrap=True,
            border=1,
            border_color=LINE,
            bottom=2,
            bottom_color=INK,
            align="right" if column.kind is ColumnKind.NUMBER else "left",
            indent=1 if column.kind is ColumnKind.NUMBER else 0,
        )
        sheet.write_string(row, place, head, style)
        sheet.set_column(place, place, widths[place])
    sheet.set_row(row, row_points(zip(heads, widths, strict=True)))


def _head(column: Column, width_chars: float, language: Language) -> str:
    """The head with its unit on a line of its own where both do not fit one."""
    whole, title = heading(column, language), column.title.get(language)
    if line_count(whole, width_chars) == 1 or not whole.startswith(title):
        return whole
    return f"{title}\n{whole[len(title) :].strip()}".strip()


def write_line(
    book: Book, sheet: Any, row: int, text: str, widths: list[float], **properties: Any
) -> None:
    """One wrapped line of text over all the given columns."""
    style = book.style(text_wrap=True, **properties)
    size = float(properties.get("font_size", 10)) / 10
    total = sum(widths) / size
    if len(widths) > 1:
        sheet.merge_range(row, 0, row, len(widths) - 1, "", style)
    sheet.write_string(row, 0, text[:MOST_CHARACTERS], style)
    sheet.set_row(row, line_count(text, total) * LINE_POINTS * size + PADDING_POINTS)
