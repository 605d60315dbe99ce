"""Characters no file or register can keep: half characters and control characters, replaced.

Zero-width signs and marks of direction say nothing and hide much (an identity number with one in
its middle, two names that look alike): they are dropped before anything else looks at the sheet.

A lone surrogate (``\\ud800`` in JSON) can't be written in any encoding; NUL and its like can't be
stored by PostgreSQL nor stand in a workbook. Each becomes U+FFFD, and the sheet says where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geo.issues import DataIssue, Severity
from geo.reading.table import RawRow, RawSheet
from geo.safe_text import safe_text
from geo.text import Text

REPLACEMENT = "\ufffd"
_UNKEPT = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0e-\x1f]")
_SHOWN = 20


def whole_texts(sheets: Sequence[RawSheet]) -> tuple[RawSheet, ...]:
    """The sheets with every such character replaced, and a warning on each sheet that had any."""
    return tuple(_whole(sheet) for sheet in sheets)


def _whole(sheet: RawSheet) -> RawSheet:
    odd = [row.number for row in sheet.rows if _UNKEPT.search("\t".join(row.cells))]
    name = _kept(sheet.name)
    unsafe = any(not cell.isprintable() for row in sheet.rows for cell in row.cells)
    if not unsafe:
        return sheet if name == sheet.name else replace(sheet, name=name)
    rows = tuple(RawRow(row.number, tuple(map(_kept, row.cells))) for row in sheet.rows)
    issues = (*sheet.issues, _replaced(name, odd)) if odd else sheet.issues
    return replace(sheet, name=name, rows=rows, issues=issues)


def _kept(text: str) -> str:
    return safe_text(_UNKEPT.sub(REPLACEMENT, text))


def _replaced(sheet: str, numbers: Sequence[int]) -> DataIssue:
    first = ", ".join(map(str, numbers[:_SHOWN])) + (" …" if len(numbers) > _SHOWN else "")
    return DataIssue(
        "characters_replaced",
        Severity.WARNING,
        Text(
            f"有 {len(numbers)} 行含有残缺字符或控制字符，已换成“{REPLACEMENT}”：第 {first} 行。",
            f"{len(numbers)} row(s) hold broken or control characters, each replaced by"
            f" “{REPLACEMENT}”: {first}.",
        ),
        Text(
            "这样的字符无法保存和导出，多半是导出文件的软件截断了汉字。",
            "They can be neither stored nor exported; a program probably cut a character in two.",
        ),
        Text(
            f"请在原件中改正带“{REPLACEMENT}”的文字后重新上传；其余内容照常使用。",
            f"Mend the texts with “{REPLACEMENT}” in the original and send it again; the rest is"
            " used.",
        ),
        sheet=sheet,
    )
