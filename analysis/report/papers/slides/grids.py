"""Draws a table on a slide: thin lines between rows, an ink line under the head, quiet zeros."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Protocol

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from analysis.report.papers.slides.boxes import Grid, Line, Run
from analysis.report.papers.slides.slide_tables import CELL_SIDE_MM, FittedTable, is_number
from analysis.report.report import ColumnKind, Value, VerdictValue
from analysis.report.sheet_style import INK, LINE, MUTE, SURFACE, SYMBOL_COLOURS
from geo.safe_text import safe_text
from geo.text import Language

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own table style without lines and fills ("No Style, No Grid")."""

_BLANK = "\u00a0"
_SIGN_MM = 7.0
"""A sign in a table is no larger."""


class Writer(Protocol):
    """Writes lines into a frame."""

    def write(self, frame: Any, lines: tuple[Line, ...], align: str) -> None:
        """The lines, a paragraph each."""


def look(value: Value) -> tuple[str, str]:
    """Fill and ink of a cell: verdicts coloured, zeros and dashes quiet."""
    if isinstance(value, VerdictValue):
        return SYMBOL_COLOURS[value.symbol]
    quiet = (is_number(value) and value == 0) or getattr(value, "zh", value) == "—"
    return "#FFFFFF", MUTE if quiet else INK


def draw_grid(writer: Writer, slide: Any, box: Grid, language: Language) -> None:
    """The table, its head marked as one."""
    table, part, places = box.block.table, box.part, box.block.places
    place = box.place
    wide = sum(part.widths_mm)
    frame = slide.shapes.add_table(
        len(part.cells),
        len(places),
        round(Mm(1) * place.left),
        round(Mm(1) * place.top),
        round(Mm(1) * wide),
        round(Mm(1) * sum(part.heights_mm)),
    )
    said = frame._element.nvGraphicFramePr.cNvPr
    said.set("descr", safe_text(described(box, language)))
    grid = frame.table
    grid.horz_banding = False
    grid.first_row = True
    frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    for column, width in zip(grid.columns, part.widths_mm, strict=True):
        column.width = round(Mm(1) * width)
    for row, height in zip(grid.rows, part.heights_mm, strict=True):
        row.height = round(Mm(1) * height)
    rows = table.all_rows[part.first : part.last]
    for column, i in enumerate(places):
        numeric = table.columns[i].kind is ColumnKind.NUMBER
        head = Run(part.cells[0][column], bold=True)
        _cell(writer, grid.cell(0, column), head, part, SURFACE, numeric, INK, 1.5)
        for line, row in enumerate(rows, start=1):
            total = table.total is not None and part.first + line == len(table.all_rows)
            fill, ink = look(row[i])
            # An empty cell would be as high as the template's own letters.
            run = Run(part.cells[line][column] or _BLANK, bold=total, colour=ink)
            end = is_number(row[i]) or numeric
            before_total = table.total is not None and part.first + line + 1 == len(table.all_rows)
            edge, thick = (INK, 1.0) if before_total else (LINE, 0.75)
            _cell(writer, grid.cell(line, column), run, part, fill, end, edge, thick)
    _signs(slide, box, language)


def _signs(slide: Any, box: Grid, language: Language) -> None:
    """The signs in the first cells; the words beside them say what they are."""
    part, top = box.part, box.place.top + box.part.heights_mm[0]
    signs = box.block.signs[part.first : part.last]
    for sign, high in zip(signs, part.heights_mm[1:], strict=False):
        if sign is not None:
            side = min(_SIGN_MM, high - 0.4)
            left = box.place.left + (part.widths_mm[0] - side) / 2
            at = [round(Mm(1) * v) for v in (left, top + (high - side) / 2, side, side)]
            picture = slide.shapes.add_picture(BytesIO(sign.png(language, side, side)), *at)
            picture._element.nvPicPr.cNvPr.set("descr", safe_text(sign.alt.get(language)))
        top += high


def described(box: Grid, language: Language) -> str:
    """What the table is, for who can't see it."""
    heads = ("、" if language == "zh" else ", ").join(
        h.replace("\n", " ") for h in box.part.cells[0]
    )
    title, rows = box.block.table.title.get(language), len(box.part.cells) - 1
    if language == "zh":
        return f"{title}：{rows} 行，各列为{heads}"
    return f"{title}: {rows} rows, columns {heads}"


def _cell(
    writer: Writer,
    cell: Any,
    run: Run,
    part: FittedTable,
    fill: str,
    end: bool,
    edge: str,
    thick: float,
) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor(*bytes.fromhex(fill.lstrip("#")))  # type: ignore[no-untyped-call]
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Mm(CELL_SIDE_MM)
    cell.margin_top = cell.margin_bottom = Mm(part.over_mm)
    writer.write(cell.text_frame, (Line((run,), part.points),), "right" if end else "left")
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(Pt(thick))})
    solid = line.makeelement(qn("a:solidFill"), {})
    solid.append(solid.makeelement(qn("a:srgbClr"), {"val": edge.lstrip("#")}))
    line.append(solid)
    properties.insert(0, line)
