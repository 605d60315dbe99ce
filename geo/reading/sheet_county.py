"""The county a sheet is named for: many cities keep one sheet per county and no column for it."""

from __future__ import annotations

import re
from dataclasses import replace

from geo.counties import resolve_county
from geo.issues import DataIssue, Severity
from geo.reading.form import Form
from geo.reading.named_places import county_name
from geo.reading.table import RawRow, RawSheet, RawTable
from geo.text import Text

_PARENTHESES = re.compile(r"[（(【\[][^（）()【】\[\]]*[)）】\]]")
_NUMBER = re.compile(r"^[\s\d一二三四五六七八九十]{0,3}[.、．\s_-]*")
_TAIL = re.compile(
    r"(?:残联|残疾人联合会|民政局|教育局|卫健局|残疾人)?(?:服务)?(?:设施|机构|学校)?"
    r"(?:台账|清单|名录|明细|明细表|汇总|汇总表|表|数据|上报|填报)?$"
)
HEADER = "所在县（工作表名）"


def county_of_sheet(sheet: RawSheet, form: Form) -> str:
    """The code of the county in a sheet's name; empty without one, or if no county is asked for."""
    if all(column.name != "county" for column in form.columns):
        return ""
    return county_in_name(sheet.name)


def county_in_name(name: str) -> str:
    """The code of the county a sheet's name names, or nothing; it is not remembered."""
    bare = _NUMBER.sub("", _PARENTHESES.sub("", name).strip()).strip()
    for part in (bare, _TAIL.sub("", bare)):
        found = resolve_county(part) if part else None
        if isinstance(found, str):
            return found
    return ""


def with_county(table: RawTable, form: Form, code: str) -> RawTable:
    """The table with a last column for the county of its sheet's name, and a notice of it."""
    name = county_name(code)
    width = max([len(table.headers), *(len(row.cells) for row in table.rows)])
    pad = [""] * (width - len(table.headers))
    rows = tuple(
        RawRow(row.number, (*row.cells, *[""] * (width - len(row.cells)), name.zh))
        for row in table.rows
    )
    return replace(
        table,
        headers=(*table.headers, *pad, HEADER),
        paths=(*table.paths, *[()] * len(pad), (form.column("county").header,)),
        rows=rows,
        issues=(*table.issues, _notice(table, name)),
    )


def _notice(table: RawTable, name: Text) -> DataIssue:
    return DataIssue(
        "county_from_sheet",
        Severity.NOTICE,
        Text(
            f"没有“所在县”一列，所在县取自工作表名：{name.zh}。",
            f"There is no county column; the sheet's name says {name.en}.",
        ),
        Text("所在县决定计入哪个县。", "It decides which county the rows count for."),
        Text("如不对，请补上“所在县”一列后重新上传。", "If wrong, add a county column."),
        sheet=table.sheet,
    )
