"""Which column of a sheet is read as which field: shown to the user, corrected, remembered.

A mapping holds headers and a few sample values of columns that may be read; of columns about
persons it holds at most the word that says so. As JSON, to be remembered per sender, it holds no
samples and no header of a column about persons.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from geo.reading.contacts import holds_personal_number
from geo.reading.form import header_keys


class Told(StrEnum):
    """How the field of a column was told."""

    EXACT = "exact"
    """The header is the form's own, in Chinese or English."""
    SYNONYM = "synonym"
    """The header is another word the form knows."""
    CONTENT = "content"
    """What the cells look like: a suggestion, not read until the user takes it."""
    REMEMBERED = "remembered"
    """The user said so for an earlier file of this sender with the same headers."""
    USER = "user"
    """The user said so."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One column: its letter, its header as written, what it is read as.

    ``field`` is None where nothing is read; ``dropped`` marks a column about persons, which no one
    can map and of which no sample is kept.
    """

    letter: str
    header: str
    samples: tuple[str, ...] = ()
    field: str | None = None
    told: Told | None = None
    dropped: bool = False


@dataclass(frozen=True)
class SheetMapping:
    """One sheet: the form it is read as (empty: it is not read), its header rows, its columns.

    ``header_row`` is the number of the header's first row as the sender sees it, ``header_depth``
    how many rows it has.
    """

    sheet: str
    form_id: str
    header_row: int
    header_depth: int
    columns: tuple[ColumnMapping, ...]

    def column(self, letter: str) -> ColumnMapping:
        """The column of this letter. KeyError if there is none."""
        for column in self.columns:
            if column.letter == letter:
                return column
        raise KeyError(letter)

    def with_field(self, letter: str, field: str | None) -> SheetMapping:
        """The mapping with a column read as the field, or not at all; another with it loses it.

        KeyError without such a column, ValueError for one about persons.
        """
        if self.column(letter).dropped:
            raise ValueError(f"column {letter} is about persons and is never read")
        return replace(
            self,
            columns=tuple(
                replace(c, field=field, told=Told.USER)
                if c.letter == letter
                else replace(c, field=None, told=Told.USER)
                if field is not None and c.field == field
                else c
                for c in self.columns
            ),
        )

    def chosen(self) -> Mapping[str, str]:
        """The field of each column that is read, by letter; suggestions are not read."""
        return {
            c.letter: c.field
            for c in self.columns
            if c.field is not None and c.told is not Told.CONTENT and not c.dropped
        }


def header_signature(mapping: SheetMapping) -> str:
    """A hash of the headers in their order: files with the same one can share a mapping."""
    # A column about persons counts as such: no hash of a name or number that could be guessed.
    keys = [
        (c.letter, "*" if c.dropped else "".join(header_keys(_kept(c))[:1]))
        for c in mapping.columns
        if c.dropped or _kept(c)
    ]
    text = "\x1f".join(f"{letter}={key}" for letter, key in keys)
    return hashlib.sha256(text.encode()).hexdigest()


def _kept(column: ColumnMapping) -> str:
    """The header as it may be remembered: none of a column about persons, none with a number."""
    return "" if column.dropped or holds_personal_number(column.header) else column.header


def remembered(guess: SheetMapping, earlier: SheetMapping) -> SheetMapping:
    """The guess with the fields of an earlier mapping of the same headers.

    The guess itself when the headers differ. A column about persons stays dropped.
    """
    if header_signature(guess) != header_signature(earlier):
        return guess
    fields = {c.letter: c for c in earlier.columns}
    if guess.form_id != earlier.form_id:
        guess = replace(guess, form_id=earlier.form_id)
    return replace(guess, columns=tuple(_as_before(c, fields.get(c.letter)) for c in guess.columns))


def _as_before(column: ColumnMapping, earlier: ColumnMapping | None) -> ColumnMapping:
    if earlier is None or column.dropped or earlier.dropped or earlier.told is Told.CONTENT:
        return column
    if (column.field, column.told) == (earlier.field, earlier.told):
        return column
    return replace(column, field=earlier.field, told=Told.REMEMBERED)


def mapping_to_json(mapping: SheetMapping) -> dict[str, Any]:
    """The mapping as JSON values, without samples or headers of persons."""
    return {
        "sheet": mapping.sheet,
        "form": mapping.form_id,
        "header_row": mapping.header_row,
        "header_depth": mapping.header_depth,
        "columns": [
            {
                "letter": c.letter,
                "header": _kept(c),
                "field": c.field,
                "told": c.told.value if c.told else None,
                "dropped": c.dropped,
            }
            for c in mapping.columns
        ],
    }


def mapping_from_json(data: Mapping[str, Any]) -> SheetMapping:
    """The mapping that ``mapping_to_json`` wrote. ValueError if it is something else."""
    try:
        return SheetMapping(
            str(data["sheet"]),
            str(data["form"]),
            int(data["header_row"]),
            int(data["header_depth"]),
            tuple(
                ColumnMapping(
                    str(c["letter"]),
                    str(c["header"]),
                    (),
                    None if c["field"] is None else str(c["field"]),
                    None if c["told"] is None else Told(c["told"]),
                    bool(c["dropped"]),
                )
                for c in data["columns"]
            ),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a mapping") from error
