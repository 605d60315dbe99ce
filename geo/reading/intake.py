"""From a file to the one sheet that holds a form, with personal data refused on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo.issues import DataIssue, Severity
from geo.reading.characters import whole_texts
from geo.reading.columns import (
    Headers,
    fields_of,
    find_table,
    is_serial,
    match_headers,
    missing_columns,
    recognised,
)
from geo.reading.contacts import is_contact
from geo.reading.facility_form import FACILITIES
from geo.reading.form import Form
from geo.reading.geo_files import GEO_SUFFIXES, LOOSE_SUFFIXES, read_geo_file
from geo.reading.merged_cells import fill_down
from geo.reading.notes_rows import leave_out
from geo.reading.privacy import Cells, personal_data
from geo.reading.synonyms import plain_word
from geo.reading.table import RawSheet, RawTable, read_sheets
from geo.reading.unit_line import with_units
from geo.text import Text


@dataclass(frozen=True)
class FormTable:
    """A table known to be of one form, and what was noticed about its columns.

    ``more`` are the further sheets of the same form in a workbook: one list over several sheets.
    """

    form: Form
    table: RawTable
    headers: Headers
    issues: tuple[DataIssue, ...]
    more: tuple[FormTable, ...] = ()

    @property
    def sheets(self) -> tuple[FormTable, ...]:
        """The tables one by one, in the order of the workbook."""
        return (replace(self, more=()), *self.more)


def intake(
    source: Path | bytes, filename: str
) -> tuple[tuple[RawSheet, ...], tuple[DataIssue, ...]]:
    """The sheets of a file free of personal data, or none and the issues that refuse it."""
    suffix = Path(filename).suffix.lower()
    geographic = suffix in (*GEO_SUFFIXES, *LOOSE_SUFFIXES)
    sheets, issues = (read_geo_file if geographic else read_sheets)(source, filename)
    sheets = whole_texts(sheets)
    issues = issues or personal_data(sheets, excused=_names_of_contacts)
    return ((), issues) if issues else (sheets, ())


def _names_of_contacts(sheet: RawSheet) -> Cells:
    """The headers 姓名 below a heading such as 负责人 in a whole list of facilities.

    Such a column is dropped and named. Nothing else is excused: 身份证号 below the same heading, or
    姓名 anywhere else in the sheet, refuses the file as before.
    """
    table = find_table(sheet, FACILITIES)
    if table is None or len(table.header_rows) < 2 or missing_columns(table, FACILITIES):
        return frozenset()
    last = table.header_rows[-1]
    return frozenset(
        (last.number, x)
        for x, path in enumerate(table.paths)
        if len(path) > 1
        and is_contact(path[-2])
        and x < len(last.cells)
        and last.cells[x].strip() == path[-1] == "姓名"
    )


def open_form(source: Path | bytes, filename: str, form: Form) -> FormTable | tuple[DataIssue, ...]:
    """The table of this form in a file, or the issues that refuse the file."""
    sheets, issues = intake(source, filename)
    return issues if issues else choose_sheet(sheets, form)


def choose_sheet(sheets: tuple[RawSheet, ...], form: Form) -> FormTable | tuple[DataIssue, ...]:
    """The sheet that fits the form best: complete first, then by its name, then by its columns."""
    tables = [table for sheet in sheets if (table := find_table(sheet, form))]
    if not tables:
        return (_no_header(form, sheets),)
    best = max(tables, key=lambda t: fit(t, form))
    missing = missing_columns(best, form)
    if missing:
        return (missing_columns_issue(best, form, missing),)
    # Sheets with the same columns are one list kept apart, as where each county has its own.
    like = fields_of(form, best.paths)
    alike = [t for t in tables if t is best or (t.rows and fields_of(form, t.paths) == like)]
    return joined([form_table(table, form) for table in alike])


def joined(tables: Sequence[FormTable]) -> FormTable:
    """Tables of one form as one: a list that runs over several sheets."""
    return replace(tables[0], more=tuple(tables[1:]))


def form_table(table: RawTable, form: Form, chosen: Mapping[int, str] | None = None) -> FormTable:
    """A table with its columns matched to the form; rows that are no records are left out.

    ``chosen`` gives the field of each column by its index where the user has decided.
    """
    headers, issues = with_units(table, form, *match_headers(table, form, chosen))
    printed = [_filled(row.cells) for row in table.header_rows]
    first = [cells[0] for cells in printed if cells]
    below = tuple(
        row
        for row in table.rows
        if not any(cell in row.cells for cell in first) or _filled(row.cells) not in printed
    )
    serials = frozenset(x for x, path in enumerate(table.paths) if is_serial(path))
    body = replace(table, rows=below)
    rows, left_out = leave_out(body, form, headers.position, serials)
    body = replace(body, rows=rows)
    rows, filled = fill_down(body, form, headers.position)
    return FormTable(
        form, replace(body, rows=rows), headers, table.issues + issues + left_out + filled
    )


def fit(table: RawTable, form: Form) -> tuple[bool, bool, int]:
    """How well a table fits a form; larger is better."""
    return (not missing_columns(table, form), named_for(table.sheet, form), recognised(table, form))


def named_for(sheet: str, form: Form) -> bool:
    """Whether a sheet bears the name of a form."""
    names = (form.title.zh, form.title.en, form.form_id, *form.sheet_names)
    return bool(sheet) and plain_word(sheet) in {plain_word(name) for name in names}


def _filled(cells: tuple[str, ...]) -> list[str]:
    """The cells that hold something: a row equal to the header is the header printed again."""
    return [cell.strip() for cell in cells if cell.strip()]


def _required(form: Form) -> Text:
    columns = [c for c in form.columns if c.required or c.name in form.one_of[:1]]
    return Text("、".join(c.header for c in columns), ", ".join(c.name for c in columns))


def _no_header(form: Form, sheets: tuple[RawSheet, ...]) -> DataIssue:
    required = _required(form)
    return DataIssue(
        "no_header_row",
        Severity.REFUSED,
        Text(
            f"没有找到《{form.title.zh}》的表头行。",
            f"No header row of the form “{form.title.en}” was found.",
        ),
        Text("认不出各列是什么，无法读取。", "The columns can't be told apart."),
        Text(
            f"请在表格上方写明表头，至少要有：{required.zh}；也可下载模板填写。",
            f"Name the columns above the table, at least: {required.en}; or use the template.",
        ),
        sheet=sheets[0].name if len(sheets) == 1 else "",
    )


def missing_columns_issue(table: RawTable, form: Form, missing: tuple[str, ...]) -> DataIssue:
    """The issue that refuses a table without required columns."""
    columns = [form.column(name) for name in missing]
    zh = "、".join(f"“{c.header}”" for c in columns)
    en = ", ".join(f"“{c.name}”" for c in columns)
    return DataIssue(
        "missing_columns",
        Severity.REFUSED,
        Text(
            f"《{form.title.zh}》缺少必填的列：{zh}。",
            f"The form “{form.title.en}” lacks required columns: {en}.",
        ),
        Text(
            "没有这些列，任何一行都无法核查。",
            "Without them no row can be checked.",
        ),
        Text(
            "请补上这些列；表头如另有叫法，请改成表样上的名称。",
            "Add them; if they go by other names, rename the headers as on the template.",
        ),
        row=table.header_row,
        sheet=table.sheet,
    )
