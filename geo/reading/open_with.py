"""Opening sheets as a mapping says: the columns the user chose, whatever their headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.issues import DataIssue, Severity
from geo.reading.columns import missing_fields, table_below
from geo.reading.contacts import is_contact
from geo.reading.form import Form, column_letter
from geo.reading.header_rows import block_at
from geo.reading.intake import FormTable, form_table, missing_columns_issue
from geo.reading.mapping import SheetMapping
from geo.reading.sheet_county import county_of_sheet, with_county
from geo.reading.table import RawSheet
from geo.text import Text


def open_with(
    sheets: Sequence[RawSheet], mappings: Sequence[SheetMapping], forms: Sequence[Form]
) -> tuple[tuple[FormTable, ...], tuple[DataIssue, ...]]:
    """The tables of the sheets a mapping gives a form, and an issue for each other mapped sheet.

    A mapping belongs to the sheet of its name; of several with one name, to the next. Sheets with
    no mapping, or with one without a form, are not read. Columns about persons are never read,
    whatever a mapping says.
    """
    by_id = {form.form_id: form for form in forms}
    left = list(mappings)
    tables: list[FormTable] = []
    issues: list[DataIssue] = []
    for sheet in sheets:
        mapping = next((m for m in left if m.sheet == sheet.name), None)
        if mapping is None:
            continue
        left.remove(mapping)
        form = by_id.get(mapping.form_id)
        if form is None:
            issues.append(_not_read(sheet))
            continue
        opened = _open(sheet, mapping, form)
        if isinstance(opened, FormTable):
            tables.append(opened)
        else:
            issues.append(opened)
    return tuple(tables), tuple(issues)


def _open(sheet: RawSheet, mapping: SheetMapping, form: Form) -> FormTable | DataIssue:
    try:
        place, paths = block_at(sheet, mapping.header_row, mapping.header_depth)
    except ValueError:
        return _no_header(sheet, mapping)
    chosen = _positions(mapping.chosen(), form, paths)
    paths += ((),) * (max([-1, *chosen]) + 1 - len(paths))
    table = table_below(sheet, place, mapping.header_depth, paths)
    county = county_of_sheet(sheet, form)
    if county and "county" not in chosen.values():
        table = with_county(table, form, county)
        chosen[len(table.headers) - 1] = "county"
    missing = missing_fields(set(chosen.values()), form)
    if missing:
        return missing_columns_issue(table, form, missing)
    return form_table(table, form, chosen)


def _positions(
    chosen: Mapping[str, str], form: Form, paths: tuple[tuple[str, ...], ...]
) -> dict[int, str]:
    known = {column.name for column in form.columns}
    found: dict[int, str] = {}
    for letter, field in chosen.items():
        index = _index(letter)
        path = paths[index] if index < len(paths) else ()
        own = any(is_contact(part) for part in path)
        if field in known and field not in found.values() and not own:
            found[index] = field
    return found


def _index(letter: str) -> int:
    """The place of a column by its letter, 0 for A."""
    index = 0
    for mark in letter:
        index = index * 26 + ord(mark) - 64
    if index < 1 or column_letter(index - 1) != letter:
        raise ValueError(letter)
    return index - 1


def _not_read(sheet: RawSheet) -> DataIssue:
    return DataIssue(
        "sheet_set_aside",
        Severity.NOTICE,
        Text("按您的选择，这张工作表没有读取。", "As you chose, this sheet was not read."),
        Text("其中的内容不参与核查。", "Its content takes no part in the check."),
        Text("如应读取，请为它选定表样后重新导入。", "If it should be read, choose its form."),
        sheet=sheet.name,
    )


def _no_header(sheet: RawSheet, mapping: SheetMapping) -> DataIssue:
    return DataIssue(
        "mapping_does_not_fit",
        Severity.WARNING,
        Text(
            f"表头不在第 {mapping.header_row} 行，对应关系用不上，这张工作表没有读取。",
            f"There is no header in row {mapping.header_row}: the mapping does not fit and the "
            "sheet was not read.",
        ),
        Text("文件可能换过版本。", "The file may be another version."),
        Text("请重新核对表头所在的行和各列的对应关系。", "Check header row and columns again."),
        sheet=sheet.name,
    )
