"""Plain tables of any place in the world: columns of ids and numbers, checked, fast to a million.

Unlike the forms of the register, a row here is never taken for a note or a total: the ids are the
user's own, and a row ``1, 2, 3`` is a row. Further columns are named and not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.issues import DataIssue, Severity
from geo.reading.cells import BLANKS, Problem, parse_number
from geo.reading.columns import Headers, find_table, match_headers, missing_columns
from geo.reading.form import Form
from geo.reading.intake import missing_columns_issue
from geo.reading.privacy import is_identity_number, personal_data
from geo.reading.refusals import RefusedError
from geo.reading.table import TEXTS, RawSheet, RawTable, load, read_sheets
from geo.text import Text
from geo.travel import even_csv

MAX_BYTES = 500 * 1024 * 1024
MAX_ROWS = 5_000_000
_TOP_LINES = 40
SHOWN_PER_KIND = 20
"""Issues of one kind that are listed row by row; the rest are counted in one more."""

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class PlainTable:
    """The columns of a form as they stand in a file, and the row numbers the sender sees."""

    form: Form
    headers: Headers
    sheet: str
    rows: npt.NDArray[np.int64]
    cells: dict[str, npt.NDArray[np.object_]]
    issues: tuple[DataIssue, ...]

    def issue(
        self, code: str, severity: Severity, what: Text, remedy: Text, place: int, name: str
    ) -> DataIssue:
        """What is wrong with the cell of a field in the row at a place."""
        return DataIssue(
            code,
            severity,
            what,
            self.form.column(name).why,
            remedy,
            row=int(self.rows[place]),
            column=self.headers.written.get(name, name),
            value=str(self.cells[name][place])[:60],
            sheet=self.sheet,
        )

    def ids(self, name: str) -> tuple[npt.NDArray[np.object_], list[DataIssue]]:
        """The ids of a column without outer spaces, and an issue for each empty one."""
        ids = self.cells[name]
        empty = np.flatnonzero(ids == "")
        return ids, listed(
            empty,
            lambda place: self.issue(
                "id_empty",
                Severity.ERROR,
                Text("没有编号。", "The id is empty."),
                Text("请补填编号，或删去这一行。", "Fill it in, or delete the row."),
                place,
                name,
            ),
        )

    def numbers(self, name: str, units: tuple[str, ...] = ()) -> tuple[Floats, list[DataIssue]]:
        """The numbers of a column, NaN where a cell is empty, and an issue for each unreadable one.

        ``units`` may stand behind a number. Infinite numbers are unreadable.
        """
        texts = self.cells[name]
        found = pd.to_numeric(pd.Series(texts, dtype=object), errors="coerce").to_numpy(
            np.float64, na_value=np.nan
        )
        found = np.where(np.isfinite(found), found, np.nan)
        problems: dict[int, Problem] = {}
        for place in np.flatnonzero(np.isnan(found) & (texts != "")):
            read = parse_number(_without_unit(texts[place], units))
            if isinstance(read, Problem):
                problems[int(place)] = read
            elif read is not None:
                found[place] = read
        return found, listed(
            problems,
            lambda place: self.issue(
                problems[place].code,
                Severity.ERROR,
                problems[place].what,
                problems[place].remedy,
                place,
                name,
            ),
        )


def read_plain_table(
    source: Path | bytes, filename: str, form: Form
) -> PlainTable | tuple[DataIssue, ...]:
    """The table of a form in a csv or a workbook, or the issues that refuse the file."""
    return _read_evenly(source, filename, form) or _read_rows(source, filename, form)


def _read_rows(
    source: Path | bytes, filename: str, form: Form
) -> PlainTable | tuple[DataIssue, ...]:
    sheets, issues = read_sheets(source, filename, MAX_BYTES, MAX_ROWS)
    if issues:
        return tuple(_long_table() if i.code == "too_many_rows" else i for i in issues)
    found = [
        (sheet, table)
        for sheet in sheets
        if (table := find_table(sheet, form) or _named_exactly(sheet, form))
    ]
    households = personal_data([_top_of(sheet, table) for sheet, table in found])
    if households:
        return households
    whole = [table for _, table in found if not missing_columns(table, form)]
    if not whole:
        table = found[0][1] if found else _first_row(sheets[0])
        return (missing_columns_issue(table, form, missing_columns(table, form)),)
    return _columns(whole[0], form)


def _read_evenly(
    source: Path | bytes, filename: str, form: Form
) -> PlainTable | tuple[DataIssue, ...] | None:
    """The same of a long csv of even lines; None: not such a file, or its top is not as usual."""
    if Path(filename).suffix.lower() not in TEXTS:
        return None
    try:
        content = load(source, MAX_BYTES)
    except RefusedError:
        return None
    top = even_csv.sample(content)
    if top is None or content.count(b"\n") > MAX_ROWS:
        return None
    read = _read_rows(top, filename, form)
    # The header must be the first line, with all columns, and every line below it data.
    if not isinstance(read, PlainTable) or read.rows[0] != 2 or len(read.rows) + 1 < _TOP_LINES:
        return None
    found = even_csv.columns(content, [read.headers.position[name] for name in read.cells])
    if found is None:
        return None
    cells = dict(zip(read.cells, found, strict=True))
    for column in cells.values():
        blank = BLANKS.intersection(column) - {""}
        if blank:
            column[np.isin(column, list(blank))] = ""
    rows = np.arange(2, 2 + len(found[0]), dtype=np.int64)
    return _checked(replace(read, rows=rows, cells=cells))


def listed(places: Iterable[int], issue_of: Callable[[int], DataIssue]) -> list[DataIssue]:
    """An issue for each of the first places, and one that counts the rest."""
    every = [int(place) for place in places]
    issues = [issue_of(place) for place in every[:SHOWN_PER_KIND]]
    left = len(every) - len(issues)
    if left:
        first = issues[0]
        more = Text(f"同样的问题还有 {left} 行。", f"The same is wrong with {left} more rows.")
        issues.append(replace(first, what=more, row=None, value=""))
    return issues


def _columns(table: RawTable, form: Form) -> PlainTable | tuple[DataIssue, ...]:
    headers, issues = match_headers(table, form, _by_name(table, form))
    cells = {}
    for name, x in headers.position.items():
        texts = (row.cells[x].strip() if x < len(row.cells) else "" for row in table.rows)
        column = np.empty(len(table.rows), dtype=object)
        column[:] = ["" if text in BLANKS else text for text in texts]
        cells[name] = column
    rows = np.fromiter((row.number for row in table.rows), np.int64, len(table.rows))
    return _checked(PlainTable(form, headers, table.sheet, rows, cells, (*table.issues, *issues)))


def _checked(read: PlainTable) -> PlainTable | tuple[DataIssue, ...]:
    """The table, or its refusal where a column holds identity numbers."""
    persons = [
        name
        for name, column in read.cells.items()
        if any(len(text) == 18 and is_identity_number(text.upper()) for text in set(column))
    ]
    return (_identity(read, persons[0]),) if persons else read


def _by_name(table: RawTable, form: Form) -> dict[int, str] | None:
    """The columns that bear the very names of the required fields, where all of them do.

    A column beside them whose name also could mean one of them (from beside from_id) is then
    another one and not read, wherever it stands. None: the form's other words count.
    """
    names = {column.name for column in form.columns}
    found: dict[int, str] = {}
    for index, path in enumerate(table.paths):
        name = path[-1].strip().casefold() if path else ""
        if name in names and name not in found.values():
            found[index] = name
    required = {column.name for column in form.columns if column.required}
    return found if required <= set(found.values()) else None


def _named_exactly(sheet: RawSheet, form: Form) -> RawTable | None:
    """The sheet as a table where its first row bears the very names of the required fields.

    A form that requires an id alone is else not told from a title of one cell.
    """
    table = _first_row(sheet) if sheet.rows else None
    return table if table is not None and _by_name(table, form) is not None else None


def _without_unit(text: str, units: tuple[str, ...]) -> str:
    bare = text.strip()
    for unit in units:
        if bare.lower().endswith(unit):
            return bare[: -len(unit)].strip()
    return bare


def _top_of(sheet: RawSheet, table: RawTable) -> RawSheet:
    """The sheet down to its header: what tells a list of households; ids below are anybody's."""
    last = table.header_rows[-1].number
    return RawSheet(sheet.name, tuple(row for row in sheet.rows[:40] if row.number <= last))


def _first_row(sheet: RawSheet) -> RawTable:
    row = sheet.rows[0]
    paths = tuple((cell.strip(),) if cell.strip() else () for cell in row.cells)
    return RawTable(sheet.name, row.number, row.cells, paths, (row,), sheet.rows[1:])


def _identity(table: PlainTable, name: str) -> DataIssue:
    return DataIssue(
        "identity_number",
        Severity.REFUSED,
        Text(
            "编号列含有居民身份证号，整个文件未读取。",
            "A column holds identity numbers; nothing of the file was kept.",
        ),
        Text(
            "本工具不接收个人信息；号码未保存，也不会显示。",
            "The tool takes no personal data; the numbers were neither stored nor shown.",
        ),
        Text("请改用村（居）、网格等的编号。", "Use the ids of villages or cells instead."),
        column=table.headers.written.get(name, name),
        sheet=table.sheet,
    )


def _long_table() -> DataIssue:
    return DataIssue(
        "too_many_rows",
        Severity.REFUSED,
        Text(
            f"表格行数太多：工作簿最多 99 999 行，csv 最多 {MAX_ROWS:,} 行。",
            f"Too many rows: a workbook may have 99,999, a csv {MAX_ROWS:,}.",
        ),
        Text("继续读取会占满内存。", "Reading on would fill the memory."),
        Text(
            "请另存为 csv，或删去超出时间上限的行后重新上传。",
            "Save it as csv, or leave out rows beyond the limit, and send it again.",
        ),
    )
