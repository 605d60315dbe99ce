"""Two people changed one record: what each made of every field, and the record they agree on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from geo.register.differences import FIELD_WORDS, value_in_words
from geo.text import Text

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Contested:
    """A field as it was, as the other made it and as one would make it oneself, in words.

    ``both``: each changed it, and differently; otherwise only one of them did.
    """

    field: str
    label: Text
    before: Text
    theirs: Text
    mine: Text
    both: bool
    only_mine: bool = False


def contested(before: R, theirs: R, mine: R) -> tuple[Contested, ...]:
    """The fields in which theirs and mine differ, in the order of the record."""
    found = []
    for item in fields(before):  # type: ignore[arg-type]
        name = item.name
        old, other, own = (getattr(r, name) for r in (before, theirs, mine))
        if other == own:
            continue
        found.append(
            Contested(
                field=name,
                label=FIELD_WORDS.get(name, Text(name, name)),
                before=value_in_words(name, old),
                theirs=value_in_words(name, other),
                mine=value_in_words(name, own),
                both=old not in (other, own),
                only_mine=old == other,
            )
        )
    return tuple(found)


def decided(theirs: R, mine: R, keep_mine: Collection[str]) -> R:
    """Their record with one's own value in the fields named."""
    return replace(theirs, **{name: getattr(mine, name) for name in keep_mine})  # type: ignore[type-var]
