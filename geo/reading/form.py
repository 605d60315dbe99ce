"""What a form is: its columns, and how a header is recognised whatever way it is written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from geo.text import Text

NOTHING = Text("", "")
FILE = "file"
"""The key of what concerns a whole workbook rather than one form."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a form: its field name (the English header), its Chinese header, its meaning.

    ``words`` is the closed list a cell is taken from, ``several`` when it may hold more than one;
    ``sample`` is a cell as one would write it; ``why`` says what hangs on it; ``money``: it holds
    sums, whose unit has to be written somewhere.
    """

    name: str
    header: str
    meaning: Text
    required: bool = False
    synonyms: tuple[str, ...] = ()
    words: type[StrEnum] | None = None
    several: bool = False
    sample: str = ""
    why: Text = NOTHING
    money: bool = False


@dataclass(frozen=True)
class Form:
    """A form: a stable id, its title (the sheet name), its columns.

    ``one_of`` names columns of which at least one must be there. The hash leaves the columns out:
    it is asked for at every header read.
    """

    form_id: str
    title: Text
    purpose: Text
    columns: tuple[Column, ...] = field(hash=False)
    one_of: tuple[str, ...] = ()
    sheet_names: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """The column of this name. KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_LIST_NUMBER = re.compile(r"^[\s*]*(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:\)|[、.．:]))+")
_NOT_WORD = re.compile(r"[\W_]+")
_UNIT = re.compile(r"(?<=[\u4e00-\u9fff])(m2|平方米|平米|万元|元|户|人|个|张)$")


def header_keys(header: str) -> tuple[str, ...]:
    """The ways to look a header up: as it is, without parentheses, without a unit or a number.

    Width, case, spaces and punctuation make no difference. Nothing is remembered: the search for
    personal data asks it of every cell near the top of a file that may yet be refused.
    """
    plain = unicodedata.normalize("NFKC", header).casefold()
    bare = _NOT_WORD.sub("", _PARENTHESES.sub("", plain))
    unnumbered = _NOT_WORD.sub("", _PARENTHESES.sub("", _LIST_NUMBER.sub("", plain)))
    keys = [
        _NOT_WORD.sub("", plain),
        bare,
        _UNIT.sub("", bare),
        unnumbered,
        _UNIT.sub("", unnumbered),
    ]
    return tuple(key for key in dict.fromkeys(keys) if key)


@lru_cache(maxsize=16)
def header_index(form: Form) -> dict[str, str]:
    """Every accepted header of a form, as ``header_keys`` writes it, and its field."""
    index: dict[str, str] = {}
    for written in (lambda c: (c.name, c.header), lambda c: c.synonyms):
        for column in form.columns:
            for header in written(column):
                for key in header_keys(header)[:2]:
                    index.setdefault(key, column.name)
    return index


def field_of(form: Form, header: str) -> str | None:
    """The field a header stands for in this form, or None."""
    index = header_index(form)
    return next((index[key] for key in header_keys(header) if key in index), None)


def column_letter(index: int) -> str:
    """The letter of a column as a spreadsheet shows it, 0 for A."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
