"""The gap workbook: a cover, then one sheet a table, ready to print and to sort."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from analysis.report.cell_text import imprint_pairs, shown
from analysis.report.report import (
    DEMONSTRATION_NOTICE,
    Column,
    ColumnKind,
    Paper,
    Report,
    Table,
    Value,
    VerdictValue,
)
from analysis.report.sheet_style import (
    DEMO_FILL,
    DEMO_INK,
    INK,
    INK_2,
    MOST_POINTS,
    MUTE,
    Book,
    fitted_widths,
    number_format,
    row_points,
    write_heads,
    write_line,
    write_value,
)
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from geo.text import Language, Text

_SORTED = frozenset({"findings", "tasks", "issues", "todo"})
"""Tables long enough to be filtered."""
_AT_END = {"align": "right", "indent": 1}
_COVER = Text("封面", "Cover")
_READING: tuple[tuple[Symbol, Text], ...] = (
    (
        Symbol.MET,
        Text("有记录证明已达到规划要求。", "Records show that the plan’s requirement is met."),
    ),
    (
        Symbol.UNMET,
        Text(
            "刚性要求尚未达到，且有无遗漏确认或零报告；括号内为进展（在建、前期、未启动）。",
            "A binding requirement is not met, and the lists are declared complete; progress in "
            "brackets.",
        ),
    ),
    (
        Symbol.PENDING,
        Text(
            "现有记录不足以判断，不等于没有；“还缺”写明缺什么、向谁要。",
            "The records do not tell; this does not mean none. “Missing” says what and from whom.",
        ),
    ),
    (
        Symbol.BUILT,
        Text(
            "推进类要求已建成，或该县已设有。",
            "A directional requirement is built, or in place there.",
        ),
    ),
    (
        Symbol.NOT_BUILT,
        Text(
            "推进类要求尚未建成，不作为“尚未达到”。",
            "A directional requirement is not built yet; not counted as unmet.",
        ),
    ),
    (
        Symbol.TRIGGERED,
        Text(
            "可选措施的条件已触发，是否采取由地方决定。",
            "The condition of an option holds; whether to use it is for the county to decide.",
        ),
    ),
    (
        Symbol.NOT_DUE,
        Text("参照目标未到期，不计入本规划。", "A reference goal not due yet; not of this plan."),
    ),
    (
        Symbol.NONE,
        Text("本规划没有这项要求。", "The plan does not ask for this."),
    ),
)


def workbook(report: Report, language: Language = "zh") -> bytes:
    """The workbook's bytes (xlsx), the same for the same report."""
    book = Book(language)
    _cover(book, report)
    for table in report.tables:
        _sheet(book, report, table)
    return book.finish(report)


def table_workbook(report: Paper, table: Table, language: Language = "zh") -> bytes:
    """One table as a workbook of its own (xlsx), with what every export carries."""
    return tables_workbook(report, (table,), language)


def tables_workbook(report: Paper, tables: Iterable[Table], language: Language = "zh") -> bytes:
    """Tables as a workbook (xlsx), one sheet each, with what every export carries."""
    book = Book(language)
    for table in tables:
        _sheet(book, report, table)
    return book.finish(report)


def _sheet(book: Book, report: Paper, table: Table) -> None:
    language = book.language
    title = table.title.get(language)
    columns = table.columns
    widths = fitted_widths(columns, table.all_rows, language)
    printed = sum(1 for c in columns if c.printed)
    sheet = book.sheet(title, report, width_chars=sum(widths[:printed]))
    write_line(book, sheet, 0, title, widths[:printed], bold=True, font_size=14)
    write_line(book, sheet, 1, _under_title(report, language), widths[:printed], font_color=INK_2)
    top = 2
    if report.demonstration:
        notice = DEMONSTRATION_NOTICE.get(language)
        write_line(
            book, sheet, 2, notice, widths[:printed], bg_color=DEMO_FILL, font_color=DEMO_INK
        )
        top = 3
    write_heads(book, sheet, top, columns, widths)
    formats = [_format_of(column, table.column(column.id)) for column in columns]
    for offset, row in enumerate(table.all_rows, start=1):
        total = table.total is not None and offset == len(table.all_rows)
        emphasis = {"bold": True, "top": 2, "top_color": INK} if total else {}
        for place, value in enumerate(row):
            # A word in place of a number (待报) stands where the number would.
            ends = _AT_END if columns[place].kind is ColumnKind.NUMBER else {}
            shape = {**emphasis, **ends, **formats[place]}
            write_value(book, sheet, (top + offset, place), value, **shape)
        texts = [shown(v, language) for v in row]
        height = row_points(zip(texts, widths, strict=True))
        sheet.set_row(top + offset, min(height, MOST_POINTS))
    last = top + len(table.all_rows)
    if table.id in _SORTED and table.rows:
        sheet.autofilter(top, 0, last, len(columns) - 1)
    line = last + 2
    for note in table.notes:
        write_line(book, sheet, line, note.get(language), widths[:printed], font_color=MUTE)
        line += 1
    sheet.freeze_panes(top + 1, table.frozen_columns)
    sheet.repeat_rows(top)
    sheet.print_area(0, 0, max(line - 1, last), printed - 1)


def _format_of(column: Column, values: tuple[Value, ...]) -> dict[str, str]:
    """As many decimals in all numbers of a measured column; each its own where units differ."""
    numbers = [v for v in values if isinstance(v, int | float)]
    one_unit = column.unit is not None and any(isinstance(v, float) for v in numbers)
    return {"num_format": number_format(*numbers)} if one_unit else {}


def _under_title(report: Paper, language: Language) -> str:
    colon = "：" if language == "zh" else ": "
    pairs = [f"{label}{colon}{value}" for label, value in imprint_pairs(report, language)]
    marks = [m.get(language) for m in report.marks]
    return "    ".join((*marks, *pairs))


def _cover(book: Book, report: Report) -> None:
    language = book.language
    sheet = book.sheet(_COVER.get(language), report)
    sheet.fit_to_pages(1, 1)
    widths = [26.0, 92.0]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    marks = "  ".join(m.get(language) for m in report.marks)
    write_line(book, sheet, 0, marks, widths, bold=True, font_color=INK_2)
    write_line(book, sheet, 1, report.title.get(language), widths, bold=True, font_size=20)
    line = 2
    if report.demonstration:
        notice = DEMONSTRATION_NOTICE.get(language)
        write_line(
            book, sheet, line, notice, widths, bg_color=DEMO_FILL, font_color=DEMO_INK, bold=True
        )
        line += 1
    line = _pairs(book, sheet, line + 1, imprint_pairs(report, language), widths)
    notice_label = Text("地图说明", "Maps").get(language)
    line = _pairs(book, sheet, line, [(notice_label, report.map_notice.get(language))], widths)
    reading = _reading(report)
    if reading:
        words = Text("评估结论怎么读", "How to read the verdicts")
        line = _heading(book, sheet, line + 1, words, widths)
    for symbol, meaning in reading:
        verdict = VerdictValue(symbol, SYMBOL_WORDS[symbol])
        write_value(book, sheet, (line, 0), verdict)
        write_value(book, sheet, (line, 1), meaning)
        sheet.set_row(line, row_points([(meaning.get(language), widths[1])]))
        line += 1
    gap = "；" if language == "zh" else "; "
    contents = [
        (Text("本册各表", "Sheets").get(language), [t.title.get(language) for t in report.tables]),
        (
            Text("数据时点", "Data vintages").get(language),
            [f"{v.name.get(language)} {v.vintage.get(language)}" for v in report.vintages],
        ),
    ]
    line = _pairs(book, sheet, line + 1, [(k, gap.join(v)) for k, v in contents], widths)
    sheet.print_area(0, 0, line, 1)


def _reading(report: Report) -> tuple[tuple[Symbol, Text], ...]:
    """What the verdicts mean; in the public edition only of those it has."""
    if report.internal:
        return _READING
    values = (v for t in report.tables for row in t.all_rows for v in row)
    there = {v.symbol for v in values if isinstance(v, VerdictValue)}
    return tuple((symbol, meaning) for symbol, meaning in _READING if symbol in there)


def _heading(book: Book, sheet: Any, line: int, text: Text, widths: list[float]) -> int:
    words = text.get(book.language)
    write_line(
        book, sheet, line, words, widths, bold=True, font_size=12, bottom=2, bottom_color=INK
    )
    return line + 1


def _pairs(
    book: Book, sheet: Any, line: int, pairs: list[tuple[str, str]], widths: list[float]
) -> int:
    """Label and value rows; the next free line."""
    for label, value in pairs:
        write_value(book, sheet, (line, 0), label, font_color=MUTE)
        write_value(book, sheet, (line, 1), value)
        sheet.set_row(line, row_points([(label, widths[0]), (value, widths[1])]))
        line += 1
    return line
