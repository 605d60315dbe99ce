"""A report's table on screen: the same values as in the papers, drawn by the table component."""

from __future__ import annotations

from analysis.report import report
from analysis.report.cell_text import percent
from geo.text import Text
from ui.components.table_types import Cell, Column, Kind, Row, Said, Table

_KINDS = {
    report.ColumnKind.TEXT: Kind.TEXT,
    report.ColumnKind.CODE: Kind.TEXT,
    report.ColumnKind.NUMBER: Kind.TEXT,
    report.ColumnKind.VERDICT: Kind.SYMBOL,
}


_SHORT_CHARS = 12


def on_screen(table: report.Table, max_height_px: int | None = None) -> Table:
    """The table as the component draws it; numbers are written as in the papers."""
    columns = []
    for column in table.columns:
        title = column.title
        if column.unit is not None:
            title = Text(f"{title.zh}\n（{column.unit.zh}）", f"{title.en}\n({column.unit.en})")
        number = column.kind is report.ColumnKind.NUMBER
        columns.append(
            Column(
                column.id,
                title,
                _KINDS[column.kind],
                align="end" if number else None,
                width_px=_width_px(column.width_chars),
            )
        )
    rows = tuple(Row(str(i), tuple(map(_cell, row))) for i, row in enumerate(table.rows))
    total = Row("total", tuple(map(_cell, table.total))) if table.total is not None else None
    note = None
    if table.notes:
        note = Text(" ".join(n.zh for n in table.notes), " ".join(n.en for n in table.notes))
    return Table(
        label=table.title,
        columns=tuple(columns),
        rows=rows,
        total=total,
        note=note,
        max_height_px=max_height_px,
        stacks=True,
    )


def _width_px(chars: float) -> int | None:
    """A fixed width for columns of short words and dates; the others share what is left."""
    return round(chars * 8) + 12 if chars <= _SHORT_CHARS else None


def _cell(value: report.Value) -> Cell:
    match value:
        case None:
            return ""
        case report.Share(value=share):
            return percent(share)
        case report.VerdictValue(symbol=symbol, word=word, sub=sub):
            return Said(symbol, word, sub)
        case int() | float():
            return f"{value:,.10g}"
        case _:
            return value
