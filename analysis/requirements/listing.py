"""The catalogue as a plain table: one row per entry, for reading and checking elsewhere."""

from __future__ import annotations

from analysis.requirements.catalogue import Catalogue
from analysis.requirements.schema import Entry
from geo.text import Language

COLUMNS = (
    "id",
    "clause_id",
    "plan",
    "section",
    "title",
    "force",
    "label_or_verb",
    "scope",
    "check",
    "evaluated",
    "data_needed",
)


def catalogue_rows(catalogue: Catalogue, language: Language) -> list[dict[str, str]]:
    """One row per entry with ``COLUMNS``, documents in order, entries in the order of the text.

    ``check`` is the kind of check, ``data_needed``, ``qualitative``, or empty for a baseline;
    ``evaluated`` is yes or no.
    """
    return [
        _row(entry, file.document.id, language) for file in catalogue.files for entry in file.entry
    ]


def _row(entry: Entry, plan: str, language: Language) -> dict[str, str]:
    needed = entry.data_needed.text.get(language) if entry.data_needed is not None else ""
    return {
        "id": entry.id,
        "clause_id": entry.clause_id,
        "plan": plan,
        "section": entry.section,
        "title": entry.title.text.get(language),
        "force": str(entry.force),
        "label_or_verb": entry.label_or_verb,
        "scope": entry.scope,
        "check": _check(entry),
        "evaluated": "yes" if entry.check is not None else "no",
        "data_needed": needed,
    }


def _check(entry: Entry) -> str:
    if entry.check is not None:
        return entry.check.kind
    if entry.data_needed is not None:
        return "data_needed"
    return "qualitative" if entry.qualitative else ""
