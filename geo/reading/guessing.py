"""What each sheet and column of a file seems to be, for the user to correct before it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.reading.columns import field_at, find_table, is_serial, recognised
from geo.reading.contacts import holds_contact, is_contact, shown_header
from geo.reading.content_hints import LOOKED_AT, about_persons, hint
from geo.reading.form import Form, column_letter, header_keys
from geo.reading.header_rows import HEADER_WITHIN, Path, block_at
from geo.reading.mapping import ColumnMapping, SheetMapping, Told
from geo.reading.table import RawRow, RawSheet
from geo.reading.workbook import READ, form_of, is_notes

_SAMPLES = 3
_SAMPLE_LENGTH = 40


def guess_mapping(sheets: Sequence[RawSheet]) -> tuple[SheetMapping, ...]:
    """For each sheet that holds anything, the form and the fields its columns seem to be.

    ``sheets`` come from ``intake``, so that no personal data is among them. A sheet that is no form
    whole is given the form it comes nearest to, one like none of them an empty form id.
    """
    return tuple(_guess(sheet) for sheet in sheets if sheet.rows and not is_notes(sheet))


def guess_columns(
    sheet: RawSheet, form: Form | None, header_row: int, header_depth: int
) -> SheetMapping:
    """The mapping of a sheet whose form and header rows the user has chosen.

    ValueError when the sheet holds no such rows.
    """
    place, paths = block_at(sheet, header_row, header_depth)
    body = sheet.rows[place + header_depth :]
    width = max([len(paths), *(len(row.cells) for row in body[:LOOKED_AT])])
    paths += ((),) * (width - len(paths))
    columns = [_column(form, index, path, body) for index, path in enumerate(paths)]
    columns = _once(columns)
    if form is not None:
        columns = _hinted(form, columns, paths, body)
    kept = tuple(c for c in columns if c.header or c.samples or c.dropped)
    return SheetMapping(sheet.name, form.form_id if form else "", header_row, header_depth, kept)


def _guess(sheet: RawSheet) -> SheetMapping:
    found = form_of(sheet)
    if found is None:
        near = [(form, t) for form in READ if (t := find_table(sheet, form)) is not None]
        found = max(near, key=lambda pair: recognised(pair[1], pair[0])) if near else None
    if found is None:
        return guess_columns(sheet, None, _likely_header(sheet).number, 1)
    form, table = found
    return guess_columns(sheet, form, table.header_row, len(table.header_rows))


def _likely_header(sheet: RawSheet) -> RawRow:
    """The first row with as many cells filled as any near the top: titles fill fewer."""
    top = sheet.rows[:HEADER_WITHIN]
    return max(top, key=lambda row: (sum(1 for c in row.cells if c.strip()), -row.number))


def _column(form: Form | None, index: int, path: Path, body: Sequence[RawRow]) -> ColumnMapping:
    letter, header = column_letter(index), shown_header(path)
    cells = _cells(index, body)
    contact = any(is_contact(part) for part in path[:-1])
    field = field_at(form, path) if form is not None and not contact else None
    if field is None and (holds_contact(path) or about_persons(cells)):
        return ColumnMapping(letter, header, dropped=True)
    told = None if field is None or form is None else _told(form, field, path)
    return ColumnMapping(letter, header, _samples(cells), field, told)


def _told(form: Form, field: str, path: Path) -> Told:
    column = form.column(field)
    own = {header_keys(name)[0] for name in (column.name, column.header)}
    return Told.EXACT if own.intersection(header_keys(path[-1])[:1]) else Told.SYNONYM


def _once(columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """The columns with each field at its first column only, as the reading takes it."""
    seen: set[str] = set()
    kept = []
    for column in columns:
        repeated = column.field is not None and column.field in seen
        kept.append(replace(column, field=None, told=None) if repeated else column)
        if column.field is not None:
            seen.add(column.field)
    return kept


def _hinted(
    form: Form, columns: list[ColumnMapping], paths: tuple[Path, ...], body: Sequence[RawRow]
) -> list[ColumnMapping]:
    taken = {c.field for c in columns if c.field is not None}
    out = []
    for index, (column, path) in enumerate(zip(columns, paths, strict=True)):
        suggested = None
        if column.field is None and not column.dropped and not is_serial(path):
            suggested = hint(form, _cells(index, body), taken)
        if suggested is None:
            out.append(column)
        else:
            taken.add(suggested)
            out.append(replace(column, field=suggested, told=Told.CONTENT))
    return out


def _cells(index: int, body: Sequence[RawRow]) -> list[str]:
    texts = (row.cells[index].strip() for row in body[:LOOKED_AT] if index < len(row.cells))
    return [text for text in texts if text]


def _samples(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell[:_SAMPLE_LENGTH] for cell in cells))[:_SAMPLES]
