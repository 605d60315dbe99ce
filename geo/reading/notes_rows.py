"""Rows of a table that hold no record: notes, totals, signatures, numbers of columns.

They are left out and named; what they say is not repeated, a signature is a person's name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from geo.issues import DataIssue, Severity
from geo.reading.form import Form
from geo.reading.table import RawRow, RawTable
from geo.text import Text

_SPACE = re.compile(r"\s+")
_TOTAL = re.compile(
    r".{0,10}(?:合计|总计|小计|共计)(?:数|[(].{0,8}[)])?(?::.{0,20})?|(?:grand|sub)?total:?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:填表|填报|填写|报送|指标|有关|相关)(?:说明|须知|要求|注意)|(?:注意事项|说明|备注|附注|注释|注)\d?:|"
    r"注\d|[*※]|notes?:",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:(?:填报|报送|填表|制表)?(?:单位|部门))?"
    r"(?:负责人|主要领导|分管领导|领导|填表人|填报人|制表人|制表|经办人|审核人|复核人|审核|复核|核实人|联系人|"
    r"联系电话|电话|填表日期|填报日期|填报时间|报送日期|报出日期|日期|盖章|公章|填报单位|报送单位)"
    r"(?:[(][^()]{0,10}[)]|签字|签名|签章|盖章)*:|(?:填报|报送)?单位[(](?:盖章|公章|签章)[)]",
)
_MAY_OPEN = re.compile(r"计|[tT][oO][tT][aA][lL]|[:：]|[)）]\s*$")
"""What every total and every signature has; full-width letters of “total” aside."""
_LISTED = re.compile(
    r"(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、:])\D"
)
_COLUMN_NUMBER = re.compile(r"[甲乙丙丁戊己庚辛壬癸]|[(]?\d{1,2}[)]?")
_SERIAL = re.compile(r"[(]?(?:\d{1,6}|[一二三四五六七八九十]{1,4})[)、.]?")
_UNIT = re.compile(
    r"[(]?(?:平方米|平米|m2|张|个|所|家|户|人|人次|床|名|元|万元|度|年|年月日|年月)[)]?"
)

_NAMES = {
    "notes_left_out": Text("填表说明、备注等文字", "notes"),
    "totals_left_out": Text("合计、小计", "totals"),
    "signatures_left_out": Text("签字、填表日期等", "signatures and dates of signing"),
    "column_numbers_left_out": Text("列号或计量单位", "numbers or units of columns"),
    "empty_rows_left_out": Text("只有序号、没有填写的空行", "rows with a serial number only"),
}


def leave_out(
    table: RawTable, form: Form, position: Mapping[str, int], serials: frozenset[int]
) -> tuple[tuple[RawRow, ...], tuple[DataIssue, ...]]:
    """The rows that may be records, and a notice for each kind of row left out.

    ``position`` gives the column of each field, ``serials`` the columns that only number the rows.
    """
    required = [position[c.name] for c in form.columns if c.required and c.name in position]
    leading = {position[name] for name in ("name", "county") if name in position}
    found: dict[str, list[int]] = {}
    kept: list[RawRow] = []
    in_notes = False
    shown = sorted({*leading, *(x + 1 for x in serials)})
    for place, row in enumerate(table.rows):
        if place and _is_plainly_data(row.cells, required, shown):
            kept.append(row)
            continue
        filled = [x for x, cell in enumerate(row.cells) if cell and not cell.isspace()]
        first = _plain(row.cells[filled[0]])
        kind = ""
        if serials.issuperset(filled) and _SERIAL.fullmatch(first):
            kind = "empty_rows_left_out"
        elif place == 0 and _numbers_columns(row, filled):
            kind = "column_numbers_left_out"
        elif _is_total(row, filled, leading, serials):
            kind = "totals_left_out"
        elif _SIGNATURE.match(first):
            kind = "signatures_left_out"
        elif _NOTE.match(first) and not _complete(row, required):
            kind, in_notes = "notes_left_out", True
        elif in_notes and not _complete(row, required) and _reads_on(row, filled, first):
            kind = "notes_left_out"
        if kind:
            found.setdefault(kind, []).append(row.number)
        else:
            kept.append(row)
    return tuple(kept), tuple(_notice(table, kind, rows) for kind, rows in found.items())


def _is_plainly_data(cells: tuple[str, ...], required: Sequence[int], shown: Sequence[int]) -> bool:
    """A quick look: a complete row none of whose first cells could begin a total or a signature."""
    if len(required) < 2 or len(cells) <= max(required):
        return False
    if not all(cells[x].strip() for x in required):
        return False
    first = next(cell for cell in cells if cell and not cell.isspace())
    if _MAY_OPEN.search(first):
        return False
    return not any(x < len(cells) and _MAY_OPEN.search(cells[x]) for x in shown)


def _plain(cell: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", cell[:80]))


def _complete(row: RawRow, required: Sequence[int]) -> bool:
    """Whether every required cell is filled: then it is a record, whatever it begins with."""
    return len(required) > 1 and all(x < len(row.cells) and row.cells[x].strip() for x in required)


def _is_total(
    row: RawRow, filled: Sequence[int], leading: set[int], serials: frozenset[int]
) -> bool:
    places = {filled[0], *leading.intersection(filled)}
    places.update(x for x in filled if x - 1 in serials)
    return any(
        len(row.cells[x]) <= 40 and _TOTAL.fullmatch(_plain(row.cells[x])) is not None
        for x in places
    )


def _numbers_columns(row: RawRow, filled: Sequence[int]) -> bool:
    plain = [_plain(row.cells[x]) for x in filled]
    if len(plain) < 2 or (len(set(plain)) < 2 and len(plain) > 2):
        return False
    if all(_UNIT.fullmatch(cell) for cell in plain):
        return True
    return len(plain) > 2 and all(_COLUMN_NUMBER.fullmatch(cell) for cell in plain)


def _reads_on(row: RawRow, filled: Sequence[int], first: str) -> bool:
    """Whether a row below a note belongs to it: a listed point, or one cell of running text."""
    return len(filled) <= 2 and (
        _LISTED.match(first) is not None
        or (len(filled) == 1 and len(first) >= 12)
        or (len(filled) == 2 and _LISTED.match(first + _plain(row.cells[filled[1]])) is not None)
    )


def _notice(table: RawTable, code: str, rows: Sequence[int]) -> DataIssue:
    name = _NAMES[code]
    zh = "、".join(map(str, rows[:30])) + (" 等" if len(rows) > 30 else "")
    en = ", ".join(map(str, rows[:30])) + (" and more" if len(rows) > 30 else "")
    return DataIssue(
        code,
        Severity.NOTICE,
        Text(
            f"第 {zh} 行（共 {len(rows)} 行）是{name.zh}，没有作为数据读取。",
            f"Row(s) {en} ({len(rows)} in all) hold {name.en} and were not read as data.",
        ),
        Text("这些行不是设施或记录。", "They are no facilities or records."),
        Text(
            "如其中确有数据，请按表样填写后重新上传。",
            "If one of them is a record, fill it in as on the form and send it again.",
        ),
        sheet=table.sheet,
    )
