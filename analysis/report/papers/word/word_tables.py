"""Tables of the brief: heads that repeat on every page, columns that fit it, verdicts shaded."""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from analysis.report.cell_text import heading, shown
from analysis.report.papers.column_widths import column_widths_mm, line_count
from analysis.report.papers.document import TableBlock
from analysis.report.papers.word.word_names import TABLE
from analysis.report.papers.word.word_styles import CELL, CELL_HEAD, CELL_HEAD_SMALL, CELL_SMALL
from analysis.report.report import Column, ColumnKind, Share, Table, Value, VerdictValue
from analysis.report.sheet_style import LINE, SURFACE, SYMBOL_COLOURS
from geo.safe_text import safe_text
from geo.text import Language

_MARGIN_MM = 1.0
_SHORT_ROWS = 14
_WHOLE_MM = 70.0
"""A table higher than this may part between its rows: kept whole, it leaves half a page empty."""
_LINE_EM = 1.35
_LONGEST_WHOLE = 900
"""Characters of a cell whose row may be parted: it would not fit what is left of a page."""
_DENSE = 8
"""Tables of more columns are set smaller."""


def add_table(
    document: Any, block: TableBlock, width_mm: float, language: Language, styles: dict[str, Any]
) -> Any:
    """The table at the end of the document, as wide as the text; ``styles`` as they are settled."""
    table, places = block.table, block.places
    columns = [table.columns[i] for i in places]
    rows = [[row[i] for i in places] for row in table.all_rows]
    grid = document.add_table(rows=1 + len(rows), cols=len(columns))
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    points = 9.0 if len(columns) <= _DENSE else 7.5
    widths = column_widths_mm(columns, rows, width_mm, points, language)
    if TABLE in styles:
        grid.style = styles[TABLE]
    _frame(grid, table, language, lines=TABLE not in styles)
    # All at once: ``row.cells`` looks through the whole table each time.
    cells, lines, count = grid._cells, list(grid.rows), len(columns)
    names = (CELL, CELL_HEAD) if count <= _DENSE else (CELL_SMALL, CELL_HEAD_SMALL)
    body, head = (styles[name].style_id for name in names)
    _head(lines[0], cells[:count], columns, head, language)
    last = len(rows) - 1 if table.total is not None else -1
    for place, row in enumerate(rows):
        of_row = cells[(place + 1) * count : (place + 2) * count]
        _row(lines[place + 1], of_row, columns, row, body, language, strong=place == last)
    # A short table stays on one page; of a long one the first rows keep with the head, and the
    # last rows with each other and with the notes under them.
    kept = list(range(len(lines)))
    if len(lines) > _SHORT_ROWS or _height_mm(columns, rows, widths, points, language) > _WHOLE_MM:
        kept = [0, 1, len(lines) - 3, len(lines) - 2, len(lines) - 1]
    for place in kept:
        for cell in cells[place * count : (place + 1) * count]:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    for place, cell in enumerate(cells):
        cell.width = Mm(widths[place % count])
    for column, wide in zip(grid.columns, widths, strict=True):
        column.width = Mm(wide)
    return grid


def _height_mm(
    columns: list[Column],
    rows: list[list[Value]],
    widths: list[float],
    points: float,
    language: Language,
) -> float:
    """About how high the table is, its head among its rows."""
    texts = [[heading(c, language) for c in columns]]
    texts += [[shown(value, language) for value in row] for row in rows]
    lines = (
        max(line_count(text, wide, points) for text, wide in zip(row, widths, strict=True))
        for row in texts
    )
    return sum(lines) * points * _LINE_EM * 25.4 / 72


def _frame(grid: Any, table: Table, language: Language, *, lines: bool) -> None:
    """Thin ``lines``, narrow margins, and the title as the description who can't see it hears."""
    properties = grid._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV") if lines else ():
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE[1:])):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(Mm(_MARGIN_MM).twips))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), safe_text(table.title.get(language)))
    # The schema wants them in this order, after the layout and before the look.
    look = properties.find(qn("w:tblLook"))
    layout = properties.find(qn("w:tblLayout"))
    for element in (borders if lines else None, layout, margins, look, caption):
        if element is not None:
            properties.append(element)


def _head(
    row: Any, cells: list[Any], columns: list[Column], style: str, language: Language
) -> None:
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(repeated)
    for cell, column in zip(cells, columns, strict=True):
        _write(cell, heading(column, language), style)
        _shade(cell, SURFACE)


def _row(
    row: Any,
    cells: list[Any],
    columns: list[Column],
    values: list[Value],
    style: str,
    language: Language,
    *,
    strong: bool,
) -> None:
    if max(len(shown(value, language)) for value in values) <= _LONGEST_WHOLE:
        whole = OxmlElement("w:cantSplit")
        whole.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(whole)
    for cell, column, value in zip(cells, columns, values, strict=True):
        paragraph = _write(cell, shown(value, language), style)
        numeric = isinstance(value, int | float | Share)
        if numeric or (value is None and column.kind is ColumnKind.NUMBER):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if isinstance(value, VerdictValue):
            _shade(cell, SYMBOL_COLOURS[value.symbol][0])
        if strong:
            for run in paragraph.runs:
                run.bold = True


def _write(cell: Any, text: str, style: str) -> Any:
    paragraph = cell.paragraphs[0]
    # By its id: by its name, all styles are looked through for every cell.
    paragraph._p.style = style
    lines = safe_text(text).split("\n")
    for place, line in enumerate(lines):
        run = paragraph.add_run(line)
        if place < len(lines) - 1:
            run.add_break()
    return paragraph


def _shade(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour[1:])):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
