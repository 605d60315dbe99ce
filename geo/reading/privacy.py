"""Personal data never enters: identity numbers, bank cards and household lists refuse a file.

The checks look at every cell of every sheet, whatever its column. No issue repeats a number.

Identity numbers: GB 11643-1999 (18 digits, checksum of ISO 7064 MOD 11-2; 15-digit first
generation). The number of a disability certificate 残疾人证 is the identity number followed by
one digit for the category and one for the grade. Unified social credit codes 统一社会信用代码
(GB 32100-2015) have 18 characters too and pass. Bank cards: ISO/IEC 7812 (Luhn).
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable

from geo.issues import DataIssue, Severity
from geo.reading.form import column_letter, header_keys
from geo.reading.table import RawRow, RawSheet
from geo.text import Text

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_REGION_CODES = """
11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81
82 83
"""
_REGIONS = frozenset(_REGION_CODES.split())
"""First two digits of an identity number: the provinces of GB/T 2260, 83 for Taiwan residence
permits. Not 91: most credit codes of companies begin so."""

_SEPARATOR = r"[\s\-－–—_·\u200b\ufeff]"
_MANY_DIGITS = re.compile(
    rf"(?<!\d)(?<!\d\.)\d(?:{_SEPARATOR}{{0,3}}\d){{13}}|(?<!\d)\d{{17}}[\dxXＸｘ]"
)
_MARK_OF_EXPONENT = re.compile(r"\d\s?[eEＥｅ]\s?[+＋]?\s?1\d(?!\w)")
_E = re.compile("[eEＥｅ]")
_RUN = re.compile(rf"\d(?:{_SEPARATOR}{{0,3}}\d){{14,}}(?:{_SEPARATOR}{{0,3}}[xX](?![A-Za-z0-9]))?")
_EXPONENT = re.compile(r"(?<![\w.])([1-9])(?:\.(\d+))?\s*E\s*\+?\s*(\d{1,2})(?!\w)", re.IGNORECASE)
_FRACTION = re.compile(r"[+-]?\d{1,3}\.\d{1,16}")
_CARD = re.compile(r"(?<!\d)(?<!\d\.)(?:\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?)(?!\d)")
_FIFTEEN = re.compile(r"(?<![\dA-Za-z])(?<!\d\.)\d{15}(?![\dA-Za-z.])")
_CARD_PREFIX = re.compile(r"62|60|4|5[1-5]|955[5-9]")
_LOST_DIGITS = "000"

_HOUSEHOLD = frozenset(
    key
    for word in [
        "身份证",
        "身份证号",
        "身份证号码",
        "公民身份号码",
        "公民身份证号码",
        "证件号码",
        "残疾证号",
        "残疾证号码",
        "残疾人证号",
        "残疾人证号码",
        "残疾人证",
        "户主",
        "户主姓名",
        "姓名",
        "残疾人姓名",
        "申请人姓名",
        "与户主关系",
        "监护人",
        "监护人姓名",
        "家庭成员",
        "银行卡号",
        "银行账号",
        "社保卡号",
        "一卡通账号",
        "开户行",
        "id_card",
        "id_number",
        "identity_number",
        "disability_certificate",
        "household_head",
        "bank_account",
    ]
    for key in header_keys(word)
)
_HEADER_ROWS = 30

Cells = frozenset[tuple[int, int]]
"""Cells by the number of their row and the place of their column, 0 for A."""

NO_NUMBERS = Text(
    "填写的内容里有身份证号、残疾人证号或银行卡号，没有保存。本工具不接收个人信息，请删去后再存。",
    "What was entered holds an identity, certificate or bank-card number and was not kept: the tool"
    " takes no personal data. Delete it and save again.",
)


def personal_data(
    sheets: Iterable[RawSheet], limit: int = 20, excused: Callable[[RawSheet], Cells] | None = None
) -> tuple[DataIssue, ...]:
    """The refusing issues of a file with personal data, at most ``limit``; none if it is clean.

    ``excused`` gives the headers of a sheet that are known to make no list of households of it.
    """
    issues: list[DataIssue] = []
    for sheet in sheets:
        issues.extend(_household_list(sheet, excused(sheet) if excused else frozenset()))
        for row in sheet.rows:
            if len(issues) >= limit:
                return tuple(issues)
            if _suspect(row.cells):
                issues.extend(_numbers(sheet, row))
    return tuple(issues[:limit])


def _suspect(cells: tuple[str, ...]) -> bool:
    """A quick look at a row: fourteen digits in a run that is no fraction, or an exponent."""
    long = [cell for cell in cells if len(cell) >= 14]
    if long and _MANY_DIGITS.search("|".join(long)):
        return True
    whole = "|".join(cells)
    return _E.search(whole) is not None and _MARK_OF_EXPONENT.search(whole) is not None


def holds_number(text: str) -> bool:
    """Whether a text someone typed holds an identity, certificate or bank-card number."""
    plain = unicodedata.normalize("NFKC", text)
    return _holds_identity(plain) or _holds_card(plain)


def is_household_header(header: str) -> bool:
    """Whether a header is one of a list of persons or households (户主, 身份证号 …)."""
    return bool(_HOUSEHOLD.intersection(header_keys(header)))


def is_identity_number(digits: str) -> bool:
    """Whether 18 characters are an identity number: region, birth date and checksum all fit."""
    if len(digits) != 18 or not digits[:17].isdigit() or not _is_born(digits[:2], digits[6:14]):
        return False
    if digits[17:] not in _CHECKS:
        return False
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == digits[17]


def is_old_identity_number(digits: str) -> bool:
    """Whether 15 digits are an identity number of the first generation: region and birth date."""
    return len(digits) == 15 and _is_born(digits[:2], "19" + digits[6:12])


def is_bank_card(digits: str) -> bool:
    """Whether 16 to 19 digits are a bank card: a card prefix in use and the Luhn check."""
    if not 16 <= len(digits) <= 19 or not _CARD_PREFIX.match(digits) or len(set(digits)) < 3:
        return False
    if digits.startswith(("4", "5")) and len(digits) != 16 and digits[:4] != "4367":
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_born(region: str, day: str) -> bool:
    year, month, date = int(day[:4]), int(day[4:6]), int(day[6:8])
    return (
        region in _REGIONS
        and 1880 <= year <= 2035
        and 1 <= month <= 12
        and 1 <= date <= monthrange(year, month)[1]
    )


def _numbers(sheet: RawSheet, row: RawRow) -> list[DataIssue]:
    """An issue per cell with a number, named by its letter: a header may be a person's data too."""
    found = []
    for index, cell in enumerate(row.cells):
        if len(cell) < 4:
            continue
        text = unicodedata.normalize("NFKC", cell)
        if _holds_identity(text):
            found.append(_refusal("identity_number", sheet, row, column_letter(index)))
        elif _holds_card(text):
            found.append(_refusal("bank_card", sheet, row, column_letter(index)))
    return found


def _holds_identity(text: str) -> bool:
    if _FRACTION.fullmatch(text.strip()):
        return False
    for match in _EXPONENT.finditer(text):
        if _rounded_identity(match):
            return True
    for match in _RUN.finditer(text):
        run = re.sub(rf"{_SEPARATOR}", "", match[0]).upper()
        for start in range(max(0, len(run) - 17)):
            window = run[start : start + 18]
            if is_identity_number(window):
                return True
        if len(run) == 18 and run.endswith(_LOST_DIGITS) and _is_born(run[:2], run[6:14]):
            return True
        compact = re.search(r"\s|-", match[0]) is not None
        if len(run) == 15 and compact and is_old_identity_number(run):
            return True
    return any(is_old_identity_number(match[0]) for match in _FIFTEEN.finditer(text))


def _rounded_identity(match: re.Match[str]) -> bool:
    """Whether a number in exponent form may be an identity or certificate number (4.5E+17)."""
    first, fraction, exponent = match[1], match[2] or "", int(match[3])
    if exponent not in {14, 17, 19}:
        return False
    mantissa = first + fraction
    regions = {mantissa[:2]} if len(mantissa) > 1 else {first + d for d in "0123456789"}
    if not regions & _REGIONS:
        return False
    if exponent == 17 and len(mantissa) >= 14:
        return _is_born(mantissa[:2], mantissa[6:14])
    return True


def _holds_card(text: str) -> bool:
    if any(is_bank_card(re.sub(r"[ -]", "", match[0])) for match in _CARD.finditer(text)):
        return True
    return any(
        match[1] + (match[2] or "")[:1] == "62" and int(match[3]) in {15, 16, 17, 18}
        for match in _EXPONENT.finditer(text)
    )


def _refusal(code: str, sheet: RawSheet, row: RawRow, column: str) -> DataIssue:
    kind = (
        Text("居民身份证号（或残疾人证号）", "an identity or disability-certificate number")
        if code == "identity_number"
        else Text("银行卡号", "a bank-card number")
    )
    return DataIssue(
        code=code,
        severity=Severity.REFUSED,
        what=Text(
            f"这一格含有{kind.zh}，整个文件未读取。",
            f"This cell holds {kind.en}; nothing of the file was kept.",
        ),
        why=Text(
            "本工具只用设施和汇总数，不接收个人信息；号码未保存，也不会显示。",
            "The tool works on facilities and totals and takes no personal data; "
            "the number was neither stored nor shown.",
        ),
        remedy=Text(
            "请删去含号码的列或格子（包括隐藏的行、列和工作表）后重新上传。",
            "Delete such columns and cells (hidden ones too) and send the file again.",
        ),
        row=row.number,
        column=column,
        sheet=sheet.name,
    )


def _household_list(sheet: RawSheet, excused: Cells) -> list[DataIssue]:
    for row in sheet.rows[:_HEADER_ROWS]:
        filled = [
            c for x, c in enumerate(row.cells) if c.strip() and (row.number, x) not in excused
        ]
        if len(filled) < 2:
            continue
        # The word found, not the cell: what stands beside it may be a person's name or number.
        found = (_HOUSEHOLD.intersection(header_keys(c)) for c in filled)
        named = list(dict.fromkeys(min(keys) for keys in found if keys))
        if named:
            return [
                DataIssue(
                    code="household_list",
                    severity=Severity.REFUSED,
                    what=Text(
                        f"这是一份到人到户的名单（表头有：{'、'.join(named)}），整个文件未读取。",
                        f"This is a list of persons or households (headers: {', '.join(named)}); "
                        "nothing of the file was kept.",
                    ),
                    why=Text(
                        "个人和家庭信息不进入本工具，这里只需要分县的户数、人数。",
                        "Data on persons stays out of the tool; it needs counts per county only.",
                    ),
                    remedy=Text(
                        "请在原单位按县汇总后，填入“家庭无障碍改造”等汇总表上传。",
                        "Count them per county where the list is kept and send the totals on the "
                        "form instead.",
                    ),
                    row=row.number,
                    sheet=sheet.name,
                )
            ]
    return []
