"""Which column of a sheet is which field of a form; what is left over is named, never dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geo.issues import DataIssue, Severity
from geo.reading.contacts import holds_contact, is_contact, shown_header
from geo.reading.form import Form, column_letter, field_of, header_keys
from geo.reading.header_rows import MAX_DEPTH, Path, header_blocks, written
from geo.reading.sheet_county import county_of_sheet, with_county
from geo.reading.table import RawSheet, RawTable
from geo.text import Text

_SERIAL = frozenset(
    key for word in ("序号", "编号", "no", "行号", "serial") for key in header_keys(word)
)


@dataclass(frozen=True)
class Headers:
    """The columns of a sheet: for each field its position and its header as written.

    ``units``: the unit of a column of money whose header names none, from a line above the header.
    """

    position: Mapping[str, int]
    written: Mapping[str, str]
    units: Mapping[str, str] = field(default_factory=dict)


def find_table(sheet: RawSheet, form: Form) -> RawTable | None:
    """The sheet as a table of this form, or None when no rows look like its header.

    The header is the first with every required column; failing that, the first with two recognised
    headers, or with half of its several cells recognised; of the blocks that begin there, the one
    with most fields. A title is no header, even where it reads like one (户籍人口（2025年）).
    A sheet named for a county needs no column for it.
    """
    candidates = []
    for block in header_blocks(sheet):
        filled = sum(1 for path in block.paths if path)
        known = fields_of(form, block.paths)
        if len(known) >= 2 or (known and 2 <= filled <= 2 * len(known)):
            candidates.append((block, known))
    named = county_of_sheet(sheet, form)
    whole = [
        c for c in candidates if not missing_fields(c[1] | ({"county"} if named else set()), form)
    ]
    pool = whole or candidates
    if not pool:
        return None
    begin = pool[0][0].start
    block, known = max(
        (c for c in pool if c[0].start < begin + MAX_DEPTH),
        key=lambda c: (len(c[1]), c[0].grouped, -c[0].depth, -c[0].start),
    )
    table = table_below(sheet, block.start, block.depth, block.paths)
    return with_county(table, form, named) if named and "county" not in known else table


def table_below(sheet: RawSheet, start: int, depth: int, paths: tuple[Path, ...]) -> RawTable:
    """The rows of a sheet below a header of ``depth`` rows that begins at place ``start``."""
    return RawTable(
        sheet.name,
        sheet.rows[start].number,
        tuple(written(path) for path in paths),
        paths,
        sheet.rows[start : start + depth],
        sheet.rows[start + depth :],
        sheet.merges,
        sheet.issues,
        sheet.rows[:start],
    )


def field_at(form: Form, path: Path) -> str | None:
    """The field a column's header stands for: with its group heading, else by its own words."""
    if not path:
        return None
    if len(path) > 1 and (field := field_of(form, path[-2] + path[-1])):
        return field
    return field_of(form, path[-1])


def fields_of(form: Form, paths: tuple[Path, ...]) -> set[str]:
    """The fields of the form that the headers name."""
    return {field for path in paths if (field := field_at(form, path)) and not _of_contact(path)}


def recognised(table: RawTable, form: Form) -> int:
    """How many columns of the form the table has."""
    return len(fields_of(form, table.paths))


def missing_columns(table: RawTable, form: Form) -> tuple[str, ...]:
    """The required fields without a column; a group of alternatives counts as its first."""
    return missing_fields(fields_of(form, table.paths), form)


def missing_fields(present: set[str], form: Form) -> tuple[str, ...]:
    """The required fields that are not among those present."""
    missing = [c.name for c in form.columns if c.required and c.name not in present]
    if form.one_of and not present.intersection(form.one_of):
        missing.append(form.one_of[0])
    return tuple(missing)


def match_headers(
    table: RawTable, form: Form, chosen: Mapping[int, str] | None = None
) -> tuple[Headers, tuple[DataIssue, ...]]:
    """The columns of a table, and a notice for every kind of column that is not read.

    ``chosen`` gives the field of each column by its index where the user has decided; a column it
    does not name is then not read.
    """
    position: dict[str, int] = {}
    written_as: dict[str, str] = {}
    repeated, contacts, unknown = [], [], []
    for index, path in enumerate(table.paths):
        # Named by its place where a header may not be shown: it may be a person's data too.
        header = shown_header(path) or (f"{column_letter(index)} 列" if path else "")
        own = field_at(form, path) if not _of_contact(path) else None
        field = own if chosen is None else chosen.get(index)
        if field is not None and field not in position:
            position[field] = index
            written_as[field] = header or f"{column_letter(index)} 列"
        elif field is not None:
            repeated.append(header)
        elif holds_contact(path):
            contacts.append(header)
        elif path and not is_serial(path):
            unknown.append(header)
    unnamed = _unnamed(table, set(position.values()))
    issues = [
        notice(table, names)
        for names, notice in (
            (repeated, _repeated),
            (contacts, _contacts),
            (unknown, _unknown),
            (unnamed, _without_header),
        )
        if names
    ]
    return Headers(position, written_as), tuple(issues)


def is_serial(path: Path) -> bool:
    """Whether a column only numbers the rows."""
    return bool(path) and bool(_SERIAL.intersection(header_keys(path[-1])))


def _of_contact(path: Path) -> bool:
    """Whether a group heading above a column says that it is about a person."""
    return any(is_contact(part) for part in path[:-1])


def _unnamed(table: RawTable, read: set[int]) -> list[str]:
    """The letters of columns that hold something below an empty header."""
    blank = {i for i, header in enumerate(table.headers) if not header.strip()}
    width = len(table.headers)
    found = set()
    for row in table.rows:
        if not blank and len(row.cells) <= width:
            continue
        for index, cell in enumerate(row.cells):
            if (index in blank or index >= width) and cell.strip():
                found.add(index)
    return [column_letter(index) for index in sorted(found - read)]


def _listed(names: list[str]) -> tuple[str, str]:
    shown = [name[:40] for name in names[:30]]
    return "、".join(f"“{n}”" for n in shown), ", ".join(f"“{n}”" for n in shown)


def _unknown(table: RawTable, names: list[str]) -> DataIssue:
    zh, en = _listed(names)
    return DataIssue(
        "unknown_columns",
        Severity.NOTICE,
        Text(
            f"有 {len(names)} 列不在表样内，没有读取：{zh}。",
            f"{len(names)} column(s) are not on the form and were not read: {en}.",
        ),
        Text(
            "这些内容不参与核查，其余各列照常使用。",
            "They take no part in the check; all other columns are used.",
        ),
        Text(
            "如应计入，请把表头改成表样上的名称后重新上传。",
            "If they should count, rename the headers as on the template and send it again.",
        ),
        row=table.header_row or None,
        sheet=table.sheet,
    )


def _contacts(table: RawTable, names: list[str]) -> DataIssue:
    zh, en = _listed(names)
    return DataIssue(
        "contact_columns",
        Severity.NOTICE,
        Text(
            f"已略去联系人信息 {len(names)} 列：{zh}。",
            f"{len(names)} contact column(s) were left out: {en}.",
        ),
        Text(
            "本工具不保存个人联系方式，这些列读取时即丢弃。",
            "The tool keeps no personal contacts; they are dropped while reading.",
        ),
        Text("无须处理。", "Nothing to do."),
        row=table.header_row or None,
        sheet=table.sheet,
    )


def _repeated(table: RawTable, names: list[str]) -> DataIssue:
    zh, en = _listed(names)
    return DataIssue(
        "repeated_columns",
        Severity.WARNING,
        Text(
            f"同一内容出现了不止一列，后面的没有读取：{zh}。",
            f"Columns for one thing occur more than once; the later ones were not read: {en}.",
        ),
        Text("两列若不一致，无法判断以哪列为准。", "If they differ, it is not clear which holds."),
        Text("请只保留一列后重新上传。", "Keep one of them and send the file again."),
        row=table.header_row or None,
        sheet=table.sheet,
    )


def _without_header(table: RawTable, names: list[str]) -> DataIssue:
    zh, en = _listed(names)
    return DataIssue(
        "columns_without_header",
        Severity.WARNING,
        Text(f"{zh}列有内容但没有表头，没有读取。", f"Column(s) {en} have no header; not read."),
        Text("不知道这些内容是什么。", "It is not known what they hold."),
        Text("请补上表头后重新上传。", "Add the headers and send the file again."),
        row=table.header_row or None,
        sheet=table.sheet,
    )
