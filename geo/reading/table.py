"""From the bytes of a spreadsheet to rows of text with the row numbers the sender sees.

Nothing here knows a form. A file that can't be read comes back as one refusing issue; no input
raises.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine as calamine

from geo.issues import DataIssue
from geo.reading import refusals
from geo.reading.refusals import RefusedError

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 208
"""A used cell from column HA on refuses a workbook: the reader lays a sheet out as a full grid."""
MAX_UNPACKED_BYTES = 600 * 1024 * 1024
SPREADSHEETS = (".xlsx", ".xlsm", ".xls")
TEXTS = (".csv", ".tsv", ".txt")

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FAR_ROW = re.compile(rb' r="[A-Z]+\d{6,}"[^>]*[^/>]>')
_FAR_COLUMN = re.compile(rb' r="(?:[A-Z]{3}|[H-Z][A-Z])\d+"[^>]*[^/>]>')
_WORDS_KEPT = 50_000
_CHUNK = 1 << 22
_OVERLAP = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as text; ``number`` is the row of the sheet, 1 for its first line."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range of cells, both ends included; rows as in ``RawRow``, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet's rows that hold anything; ``name`` is empty for a csv file.

    ``issues`` is what was noticed while reading a file of geographic data; its header is row 0.
    """

    name: str
    rows: tuple[RawRow, ...]
    merges: tuple[Merge, ...] = ()
    issues: tuple[DataIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class RawTable:
    """A sheet whose header is known: headers as written, the rows below.

    ``paths`` holds for each column its header from the group heading down, ``header_rows`` the rows
    of the header as they stand in the sheet; ``header_row`` is the number of the first. ``above``
    are the rows over it: titles, and the line that says the unit.
    """

    sheet: str
    header_row: int
    headers: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    header_rows: tuple[RawRow, ...]
    rows: tuple[RawRow, ...]
    merges: tuple[Merge, ...] = ()
    issues: tuple[DataIssue, ...] = ()
    above: tuple[RawRow, ...] = ()


def read_sheets(
    source: Path | bytes, filename: str, max_bytes: int = MAX_BYTES, max_rows: int = MAX_ROWS
) -> tuple[tuple[RawSheet, ...], tuple[DataIssue, ...]]:
    """Every sheet of the file with its rows, or no sheet and the issue that refuses the file."""
    try:
        suffix = Path(filename).suffix.lower() if filename else ""
        if suffix not in (*SPREADSHEETS, *TEXTS):
            raise RefusedError(refusals.wrong_extension(suffix))
        content = load(source, max_bytes)
        if content.startswith((_ZIP, _OLE)):
            sheets = _workbook(content, max_rows)
        elif suffix in SPREADSHEETS:
            raise RefusedError(refusals.not_a_workbook())
        else:
            sheets = (_text_sheet(content, max_rows),)
        if not any(sheet.rows for sheet in sheets):
            raise RefusedError(refusals.empty())
    except RefusedError as refusal:
        return (), (refusal.issue,)
    return sheets, ()


def load(source: Path | bytes, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file. RefusedError when it is missing, empty or too large."""
    if isinstance(source, Path):
        try:
            size = source.stat().st_size
            content = source.read_bytes() if size <= max_bytes else b""
        except OSError as error:
            raise RefusedError(refusals.cannot_open()) from error
    else:
        size, content = len(source), source
    if size > max_bytes:
        raise RefusedError(refusals.too_large(size, max_bytes))
    if not content:
        raise RefusedError(refusals.empty())
    return content


def _workbook(content: bytes, max_rows: int) -> tuple[RawSheet, ...]:
    if "EncryptedPackage".encode("utf-16-le") in content[: 1 << 20]:
        raise RefusedError(refusals.encrypted())
    if content.startswith(_ZIP):
        _check_extent(content)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ is calamine.SheetTypeEnum.WorkSheet
        ]
        return tuple(_worksheet(book.get_sheet_by_name(name), max_rows) for name in names)
    except RefusedError:
        raise
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except calamine.PasswordError as error:
        raise RefusedError(refusals.encrypted()) from error
    except BaseException as error:  # a panic of the Rust reader is no Exception
        raise RefusedError(refusals.not_a_workbook()) from error


def _check_extent(content: bytes) -> None:
    """Refuse a workbook that would unfold to more than memory can hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise RefusedError(refusals.unfolds())
            for name in archive.namelist():
                if not name.lower().startswith("xl/worksheets/") or not name.endswith(".xml"):
                    continue
                with archive.open(name) as part:
                    tail = b""
                    while chunk := part.read(_CHUNK):
                        window = tail + chunk
                        if _FAR_ROW.search(window):
                            raise RefusedError(refusals.too_many_rows(MAX_ROWS, ""))
                        if _FAR_COLUMN.search(window):
                            raise RefusedError(refusals.too_wide(MAX_COLUMNS))
                        tail = window[-_OVERLAP:]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        raise RefusedError(refusals.not_a_workbook()) from None
    except Exception as error:
        if isinstance(error, RefusedError):
            raise
        raise RefusedError(refusals.not_a_workbook()) from error


def _worksheet(sheet: calamine.CalamineSheet, max_rows: int) -> RawSheet:
    rows = _numbered(_texts(sheet), max_rows, sheet.name)
    ranges = sheet.merged_cell_ranges or []
    merges = (Merge(a + 1, b, c + 1, d) for (a, b), (c, d) in ranges)
    return RawSheet(sheet.name, rows, tuple(sorted(merges, key=lambda m: (m.top, m.left))))


def _texts(sheet: calamine.CalamineSheet) -> Iterator[list[str]]:
    left = sheet.start[1] if sheet.start else 0
    pad = [""] * left
    for row in sheet.iter_rows():
        yield pad + [cell if type(cell) is str else text_of(cell) for cell in row]


def text_of(
    value: float | str | bool | date | datetime | time | timedelta | None,
) -> str:
    """A cell's value as text: whole numbers without a point, days as ISO dates.

    A number of 1e16 or more keeps its exponent: its last digits are lost already, and an identity
    number stored as a number must stay recognisable.
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        if value != value:  # noqa: PLR0124 -- not a number: how tables of features say "empty"
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _text_sheet(content: bytes, max_rows: int) -> RawSheet:
    text = decode(content)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return RawSheet("", _numbered(reader, max_rows, ""))
    except csv.Error as error:
        raise RefusedError(refusals.binary()) from error


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, GBK or UTF-16. RefusedError if it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in content:
        raise RefusedError(refusals.binary())
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            break
        return text
    raise RefusedError(refusals.binary())


def _delimiter(text: str) -> str:
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    counts = {mark: sum(line.count(mark) for line in lines) for mark in (",", "\t", ";")}
    return max(counts, key=lambda mark: counts[mark])


def _numbered(rows: Iterable[list[str]], max_rows: int, sheet: str) -> tuple[RawRow, ...]:
    kept: list[RawRow] = []
    # Most cells repeat a few words: one copy of each is kept, or 50 000 rows take 100 MB more.
    words: dict[str, str] = {}
    for number, cells in enumerate(rows, start=1):
        if any(cell and not cell.isspace() for cell in cells):
            if len(words) > _WORDS_KEPT:
                words.clear()
            kept.append(RawRow(number, tuple([words.setdefault(cell, cell) for cell in cells])))
            if len(kept) > max_rows:
                raise RefusedError(refusals.too_many_rows(max_rows, sheet))
    return tuple(kept)
