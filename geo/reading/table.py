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

from geo.issues import DataIssue, Severity
from geo.text import Text

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
_CHUNK = 1 << 22
_OVERLAP = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as text; ``number`` is the row of the sheet, 1 for its first line."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet's rows that hold anything; ``name`` is empty for a csv file."""

    name: str
    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A sheet whose header row is known: headers as written, the rows below."""

    sheet: str
    header_row: int
    headers: tuple[str, ...]
    rows: tuple[RawRow, ...]


class _RefusedError(Exception):
    def __init__(self, issue: DataIssue) -> None:
        super().__init__(issue.code)
        self.issue = issue


def read_sheets(
    source: Path | bytes, filename: str, max_bytes: int = MAX_BYTES, max_rows: int = MAX_ROWS
) -> tuple[tuple[RawSheet, ...], tuple[DataIssue, ...]]:
    """Every sheet of the file with its rows, or no sheet and the issue that refuses the file."""
    try:
        suffix = Path(filename).suffix.lower() if filename else ""
        if suffix not in (*SPREADSHEETS, *TEXTS):
            raise _RefusedError(_wrong_extension(suffix))
        content = _content(source, max_bytes)
        if content.startswith((_ZIP, _OLE)):
            sheets = _workbook(content, max_rows)
        elif suffix in SPREADSHEETS:
            raise _RefusedError(_not_a_workbook())
        else:
            sheets = (_text_sheet(content, max_rows),)
        if not any(sheet.rows for sheet in sheets):
            raise _RefusedError(_empty())
    except _RefusedError as refusal:
        return (), (refusal.issue,)
    return sheets, ()


def _content(source: Path | bytes, max_bytes: int) -> bytes:
    if isinstance(source, Path):
        try:
            size = source.stat().st_size
            content = source.read_bytes() if size <= max_bytes else b""
        except OSError as error:
            raise _RefusedError(_cannot_open()) from error
    else:
        size, content = len(source), source
    if size > max_bytes:
        raise _RefusedError(_too_large(size, max_bytes))
    if not content:
        raise _RefusedError(_empty())
    return content


def _workbook(content: bytes, max_rows: int) -> tuple[RawSheet, ...]:
    if "EncryptedPackage".encode("utf-16-le") in content[: 1 << 20]:
        raise _RefusedError(_encrypted())
    if content.startswith(_ZIP):
        _check_extent(content)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ is calamine.SheetTypeEnum.WorkSheet
        ]
        return tuple(
            RawSheet(name, _numbered(_texts(book, name), max_rows, name)) for name in names
        )
    except _RefusedError:
        raise
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except calamine.PasswordError as error:
        raise _RefusedError(_encrypted()) from error
    except BaseException as error:  # a panic of the Rust reader is no Exception
        raise _RefusedError(_not_a_workbook()) from error


def _check_extent(content: bytes) -> None:
    """Refuse a workbook that would unfold to more than memory can hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise _RefusedError(_unfolds())
            for name in archive.namelist():
                if not name.lower().startswith("xl/worksheets/") or not name.endswith(".xml"):
                    continue
                with archive.open(name) as part:
                    tail = b""
                    while chunk := part.read(_CHUNK):
                        window = tail + chunk
                        if _FAR_ROW.search(window):
                            raise _RefusedError(_too_many_rows(MAX_ROWS, ""))
                        if _FAR_COLUMN.search(window):
                            raise _RefusedError(_too_wide())
                        tail = window[-_OVERLAP:]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        raise _RefusedError(_not_a_workbook()) from None
    except Exception as error:
        if isinstance(error, _RefusedError):
            raise
        raise _RefusedError(_not_a_workbook()) from error


def _texts(book: calamine.CalamineWorkbook, name: str) -> Iterator[list[str]]:
    sheet = book.get_sheet_by_name(name)
    left = sheet.start[1] if sheet.start else 0
    pad = [""] * left
    for row in sheet.iter_rows():
        yield pad + [cell if type(cell) is str else _text_of(cell) for cell in row]


def _text_of(
    value: float | str | bool | date | datetime | time | timedelta | None,
) -> str:
    """A cell's value as text: whole numbers without a point, days as ISO dates.

    A number of 1e16 or more keeps its exponent: its last digits are lost already, and an identity
    number stored as a number must stay recognisable.
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _text_sheet(content: bytes, max_rows: int) -> RawSheet:
    text = _decode(content)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return RawSheet("", _numbered(reader, max_rows, ""))
    except csv.Error as error:
        raise _RefusedError(_binary()) from error


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in content:
        raise _RefusedError(_binary())
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
    raise _RefusedError(_binary())


def _delimiter(text: str) -> str:
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    counts = {mark: sum(line.count(mark) for line in lines) for mark in (",", "\t", ";")}
    return max(counts, key=lambda mark: counts[mark])


def _numbered(rows: Iterable[list[str]], max_rows: int, sheet: str) -> tuple[RawRow, ...]:
    kept: list[RawRow] = []
    for number, cells in enumerate(rows, start=1):
        if any(cell and not cell.isspace() for cell in cells):
            kept.append(RawRow(number, tuple(cells)))
            if len(kept) > max_rows:
                raise _RefusedError(_too_many_rows(max_rows, sheet))
    return tuple(kept)


def _refused(code: str, what: Text, why: Text, remedy: Text, sheet: str = "") -> DataIssue:
    return DataIssue(code, Severity.REFUSED, what, why, remedy, sheet=sheet)


def _empty() -> DataIssue:
    return _refused(
        "file_empty",
        Text("文件是空的，没有任何内容。", "The file is empty."),
        Text("没有可读取的设施或记录。", "There is nothing to read."),
        Text(
            "请确认上传的是填好的那一份，保存后重新上传。",
            "Check that this is the completed copy, save it and send it again.",
        ),
    )


def _cannot_open() -> DataIssue:
    return _refused(
        "file_missing",
        Text("打不开这个文件。", "The file can't be opened."),
        Text("路径不存在，或没有读取权限。", "The path does not exist or may not be read."),
        Text("请检查文件路径和权限后重试。", "Check the path and the permission, then try again."),
    )


def _too_large(size: int, limit: int) -> DataIssue:
    size_mb, limit_mb = f"{size / 1048576:.1f}", f"{limit / 1048576:.0f}"
    return _refused(
        "file_too_large",
        Text(
            f"文件有 {size_mb} MB，超过 {limit_mb} MB 的上限。",
            f"The file has {size_mb} MB; the limit is {limit_mb} MB.",
        ),
        Text(
            "台账通常只有几百 KB，过大多半是夹带了图片或整列空白格式。",
            "A list has a few hundred KB; this one probably carries pictures or formatted blanks.",
        ),
        Text(
            "请只保留填报表格，删去图片和多余工作表，另存为 .xlsx 后再传。",
            "Keep the table only, delete pictures and other sheets, save as .xlsx and send again.",
        ),
    )


def _wrong_extension(suffix: str) -> DataIssue:
    shown = suffix or "（无扩展名）"
    shown_en = suffix or "(none)"
    return _refused(
        "wrong_extension",
        Text(f"不接受这种文件：{shown}。", f"This kind of file is not accepted: {shown_en}."),
        Text("只读取电子表格和文本表格。", "Only spreadsheets and text tables are read."),
        Text(
            "请在 Excel 或 WPS 中另存为 .xlsx（或 .xls、.csv）后再传。",
            "Save it as .xlsx (or .xls, .csv) in Excel or WPS and send it again.",
        ),
    )


def _not_a_workbook() -> DataIssue:
    return _refused(
        "not_a_workbook",
        Text(
            "文件损坏，或内容不是 Excel 工作簿。",
            "The file is damaged or holds no Excel workbook.",
        ),
        Text("读不出其中的表格。", "No table can be read from it."),
        Text(
            "请用 Excel 或 WPS 打开原件，另存为 .xlsx 后再传；改扩展名不能转换格式。",
            "Open the original in Excel or WPS and save it as .xlsx; renaming does not convert it.",
        ),
    )


def _encrypted() -> DataIssue:
    return _refused(
        "encrypted",
        Text("工作簿设有打开密码。", "The workbook is protected by a password."),
        Text("不知道密码，内容读不出来。", "Its content can't be read without it."),
        Text(
            "请在 Excel 或 WPS 中取消打开密码，保存后再传。",
            "Remove the password in Excel or WPS, save and send it again.",
        ),
    )


def _binary() -> DataIssue:
    return _refused(
        "binary",
        Text("文件内容不是文本表格。", "The file is not a text table."),
        Text(
            "既不是 UTF-8，也不是 GBK 编码，读不出行和列。",
            "It is neither UTF-8 nor GBK, so no rows and columns can be read.",
        ),
        Text(
            "请在 Excel 或 WPS 中另存为 .xlsx，或“CSV UTF-8”后再传。",
            "Save it as .xlsx or as “CSV UTF-8” in Excel or WPS and send it again.",
        ),
    )


def _too_many_rows(limit: int, sheet: str) -> DataIssue:
    return _refused(
        "too_many_rows",
        Text(f"表格超过 {limit} 行。", f"The table has more than {limit} rows."),
        Text(
            "一个市的台账远少于此，多半是误传了其他数据或夹带了远处的格子。",
            "A city's list is far shorter; this may be other data or a stray cell far below.",
        ),
        Text(
            "请删去表格以外的行，或按县拆成几个文件分别上传。",
            "Delete the rows outside the table, or split the file by county.",
        ),
        sheet,
    )


def _too_wide() -> DataIssue:
    return _refused(
        "too_wide",
        Text(
            f"表格右侧第 {MAX_COLUMNS} 列以后还有内容。",
            f"There are cells beyond column {MAX_COLUMNS}.",
        ),
        Text("模板不到 40 列，多半是误填的格子。", "The template has under 40; they may be stray."),
        Text(
            "请删去表格右侧多余的列，保存后再传。",
            "Delete the columns to the right of the table, save and send it again.",
        ),
    )


def _unfolds() -> DataIssue:
    return _refused(
        "unfolds",
        Text("文件展开后过大。", "The file unfolds to too much data."),
        Text("继续读取会占满内存。", "Reading on would fill the memory."),
        Text(
            "请新建一个工作簿，只把填报表格复制进去，保存后再传。",
            "Copy only the table into a new workbook, save and send it again.",
        ),
    )
