"""The register as a workbook: a sheet for every form, which can be imported again."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import xlsxwriter

from geo.reading.template import header_of
from geo.reading.workbook import FORMS
from geo.register.form_rows import form_rows
from geo.register.state import RegisterState
from geo.text import Text

_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
"""Written into the file in place of the clock: the same register has the same bytes."""


def register_workbook(state: RegisterState) -> bytes:
    """The records as xlsx, in the template's sheets and columns, with Chinese headers and words."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": Text("设施台账", "Register").zh, "created": _CREATED})
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True})
    text = book.add_format({"num_format": "@"})
    rows = form_rows(state)
    for form in FORMS:
        sheet = book.add_worksheet(form.title.zh)
        sheet.freeze_panes(1, 1)
        for index, column in enumerate(form.columns):
            title = header_of(column, "zh")
            sheet.write_string(0, index, title, head)
            sheet.set_column(index, index, max(12, min(24, 2 * len(title))), text)
        for line, row in enumerate(rows[form.form_id], start=1):
            for index, column in enumerate(form.columns):
                if value := row.get(column.name, ""):
                    sheet.write_string(line, index, value, text)
    book.close()
    return stream.getvalue()
