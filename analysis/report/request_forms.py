"""The forms inside a check sheet: filled with what is on record, readable by the same import."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.report.facility_rows import Cell
from analysis.report.report import Report
from analysis.report.sheet_style import SURFACE, Book
from geo.reading.completeness import COMPLETENESS
from geo.reading.form import Form
from geo.reading.template import header_of, words_of
from geo.records import Completeness
from geo.text import Language
from geo.vocabulary import WORDS, DeclarationKind, FacilityType

BLANK_ROWS = 20
"""Empty rows with choices under what is on record, for what is missing from it."""
_MOST_CHOICES = 255
"""Characters a spreadsheet takes in one list of choices."""


def form_sheet(book: Book, report: Report, form: Form, rows: list[list[Cell]]) -> None:
    """Writes a form: its header in the first line, rows on record, empty rows with choices."""
    language = book.language
    sheet = book.sheet(form.title.get(language), report)
    text = book.style(num_format="@")
    for place, column in enumerate(form.columns):
        head = header_of(column, language)
        style = book.style(bold=True, bg_color=SURFACE, border=1, text_wrap=True)
        sheet.write_string(0, place, head, style)
        sheet.set_column(place, place, max(11.0, min(26.0, 2.2 * len(head))), text)
        if column.words is not None and not column.several:
            choices = list(words_of(column.words, language))
            if sum(len(c) + 1 for c in choices) < _MOST_CHOICES:
                rule = {"validate": "list", "source": choices, "error_type": "warning"}
                sheet.data_validation(1, place, len(rows) + BLANK_ROWS, place, rule)
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if value is not None:
                write = sheet.write_string if isinstance(value, str) else sheet.write_number
                write(line, place, value, text if isinstance(value, str) else book.style())
    sheet.set_row(0, 34)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)


def completeness_rows(
    types: tuple[FacilityType, ...],
    declared: Iterable[Completeness],
    county_name: str,
    language: Language,
) -> list[list[Cell]]:
    """A row a type: what is declared on record; elsewhere the rest is the county's to write."""
    ordered = sorted(declared, key=lambda d: (d.complete_as_of, d.declaration_id))
    latest = {d.facility_type: d for d in ordered}
    rows: list[list[Cell]] = []
    for kind in types:
        known = {"county": county_name, "facility_type": _word(kind, language)}
        if kind in latest:
            known |= {
                "complete_as_of": latest[kind].complete_as_of.isoformat(),
                "declared_by": latest[kind].declared_by,
                "source": latest[kind].source,
                "kind": _word(latest[kind].kind, language),
            }
        rows.append([known.get(column.name) or None for column in COMPLETENESS.columns])
    return rows


def _word(code: FacilityType | DeclarationKind, language: Language) -> str:
    return WORDS[code].zh if language == "zh" else code.value
