"""One cell: from its text to a date, a number, a code, or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from geo.reading.synonyms import accepted_words, member_of
from geo.records import DateSpan
from geo.text import Text
from geo.vocabulary import Ternary

E_ = TypeVar("E_", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell can't be read as what its column asks for, and what to write instead."""

    code: str
    what: Text
    remedy: Text


BLANKS = frozenset({"", "/", "\\", "-", "--", "—", "——", "－", "–", "N/A", "n/a", "#N/A", "null"})
_NOT_KNOWN = frozenset(
    {"不详", "未知", "待定", "无", "暂无", "不清楚", "待核实", "待报", "unknown"}
)
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL = (20_000, 60_000)
"""Whole numbers taken for Excel's day count: 1954-10-03 to 2064-04-08."""
_YEARS = (1900, 2100)

_YEAR_FIRST = re.compile(
    r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*[日号]?)?\s*月?)?\s*年?"
    r"(?:[初底末]|[上中下]旬)?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_SPLIT = re.compile(r"[、,，;；|/\n]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_UNITS = re.compile(
    r"(张床位|张床|张|床位|床|个学位|学位|个|名|人次/年|人次|人/年|人|户|平方米|平米|㎡|m2|m²|m\^2|"
    r"beds?|places?|persons?|households?|万元|元)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)[,，'’](?=\d{3}(?!\d))")

WRITE_DATE = Text(
    "请写成 2016-09-01、2016年9月 或 2016，不知道就留空。",
    "Write 2016-09-01, 2016-09 or 2016, or leave it empty if not known.",
)


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, or one of the dashes and slashes put in its place."""
    return text.strip() in BLANKS


def says_not_known(text: str) -> bool:
    """Whether a cell says in a word that the thing is not known; an empty one says nothing."""
    return text.strip() in _NOT_KNOWN


@lru_cache(maxsize=65536)
def parse_date(text: str) -> DateSpan | Problem | None:
    """The span of days a cell names; None when it says nothing; a Problem otherwise."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in BLANKS or plain in _NOT_KNOWN:
        return None
    if re.fullmatch(r"(19|20)\d{2}\.1", plain):
        return Problem(
            "date_ambiguous",
            Text(
                f"“{plain}”可能是 1 月，也可能是表格把“{plain}0”（10 月）的末尾零丢了。",
                f"“{plain}” may be January, or October with its last zero lost.",
            ),
            Text(
                f"请写成 {plain[:4]}-01 或 {plain[:4]}-10。",
                f"Write {plain[:4]}-01 or {plain[:4]}-10.",
            ),
        )
    match = _YEAR_FIRST.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if match:
        year, month, day = (int(part) if part else None for part in match.groups())
        return _span(text, year or 0, month, day)
    if re.fullmatch(r"\d{5}(\.\d+)?", plain) and _SERIAL[0] <= float(plain) < _SERIAL[1]:
        found = _EXCEL_EPOCH + timedelta(days=int(float(plain)))
        return DateSpan(found, found)
    return Problem(
        "date_unreadable",
        Text(f"“{text.strip()[:40]}”不是日期。", f"“{text.strip()[:40]}” is no date."),
        WRITE_DATE,
    )


def _span(text: str, year: int, month: int | None, day: int | None) -> DateSpan | Problem:
    if _YEARS[0] <= year <= _YEARS[1]:
        try:
            return DateSpan.of(year, month, day)
        except ValueError:
            pass
    return Problem(
        "date_impossible",
        Text(
            f"没有“{text.strip()[:40]}”这一天。", f"There is no such date as “{text.strip()[:40]}”."
        ),
        WRITE_DATE,
    )


@lru_cache(maxsize=65536)
def parse_number(text: str) -> float | Problem | None:
    """The number in a cell: thousands marks, units, 万 and full-width digits are understood."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in BLANKS or plain in _NOT_KNOWN:
        return None
    plain = _THOUSANDS.sub("", plain).replace("−", "-").replace(" ", "")
    plain = _UNITS.sub("", plain)
    factor = 1.0
    if plain.endswith("万"):
        plain, factor = plain[:-1], 10_000.0
    if _NUMBER.fullmatch(plain):
        value = float(plain)
        return round(value * factor, 6) if factor != 1.0 else value
    return Problem(
        "number_unreadable",
        Text(f"“{text.strip()[:40]}”不是一个数。", f"“{text.strip()[:40]}” is not a number."),
        Text(
            "请只写数字（如 1200），“约”“左右”等说明写进备注；不知道就留空。",
            "Write digits only (1200); put words such as “about” into the note; "
            "leave it empty if not known.",
        ),
    )


def parse_ternary(text: str) -> Ternary | Problem:
    """Yes, no or not known; an empty cell is not known."""
    if is_blank(text):
        return Ternary.UNKNOWN
    return member_of(Ternary, text) or unknown_word(Ternary, text)


def parse_one(vocabulary: type[E_], text: str) -> E_ | Problem | None:
    """The code of a word from a closed list; None when the cell says nothing."""
    if is_blank(text):
        return None
    found = member_of(vocabulary, text)
    return found if found is not None else unknown_word(vocabulary, text)


def split_several(text: str) -> tuple[str, ...]:
    """The parts of a cell that lists several things."""
    return tuple(part.strip() for part in _SPLIT.split(text) if not is_blank(part))


def parse_several(vocabulary: type[E_], text: str) -> tuple[E_, ...] | Problem:
    """The codes of a cell with several words, in the order written, without repeats."""
    if is_blank(text):
        return ()
    whole = member_of(vocabulary, text)
    if whole is not None:
        return (whole,)
    found: list[E_] = []
    for part in split_several(text):
        member = member_of(vocabulary, part)
        if member is None:
            return unknown_word(vocabulary, part)
        found.append(member)
    return tuple(dict.fromkeys(found))


def unknown_word(vocabulary: type[StrEnum], text: str) -> Problem:
    """The problem of a word that is not in a closed list, with the words that are."""
    word = text.strip()[:40]
    return Problem(
        "unknown_word",
        Text(f"“{word}”不在可选的词里。", f"“{word}” is none of the accepted words."),
        Text(
            f"请从中选一个：{accepted_words(vocabulary)}。",
            f"Choose one of: {accepted_words(vocabulary, chinese=False)}.",
        ),
    )
