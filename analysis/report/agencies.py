"""Who leads a requirement: as the plan prints it, and today."""

from __future__ import annotations

from analysis.requirements.catalogue import Catalogue
from analysis.requirements.schema import Entry, Force, Kind
from geo.text import Text

NONE_PRINTED = Text("规划未列", "none printed")


def printed_agencies(catalogue: Catalogue, entry: Entry) -> tuple[str, ...]:
    """The lead agencies of an entry; of the numbered item it stands in, where it has none."""
    return entry.lead_agencies or tuple(
        a for item in _items(catalogue, entry) for a in item.lead_agencies
    )


def current_agencies(catalogue: Catalogue, entry: Entry) -> tuple[str, ...]:
    """Who carries an entry today where that is known to differ, as ``printed_agencies``."""
    return entry.current_agencies or tuple(
        a for item in _items(catalogue, entry) for a in item.current_agencies
    )


def printed_words(catalogue: Catalogue, entries: tuple[Entry, ...]) -> Text | None:
    """The lead agencies of several requirements, each under its name."""
    return _by_requirement([(e, printed_agencies(catalogue, e)) for e in entries], NONE_PRINTED)


def current_words(catalogue: Catalogue, entries: tuple[Entry, ...]) -> Text | None:
    """Today's agencies of several requirements, each under its name; None where none differ."""
    return _by_requirement([(e, current_agencies(catalogue, e)) for e in entries], None)


def _items(catalogue: Catalogue, entry: Entry) -> list[Entry]:
    if entry.force is Force.REFERENCE:
        return []
    document = catalogue.document_of(entry.id)
    return [
        e
        for f in catalogue.files
        if f.document.id == document.id
        for e in f.entry
        if e.kind is Kind.ITEM and e.section == entry.section and e.id != entry.id
    ]


def _by_requirement(
    pairs: list[tuple[Entry, tuple[str, ...]]], nothing: Text | None
) -> Text | None:
    said = [(e, agencies) for e, agencies in pairs if agencies]
    if not said:
        return nothing
    if len({agencies for _, agencies in said}) == 1 and len(said) == len(pairs):
        names = "、".join(said[0][1])
        return Text(names, names)
    return Text(
        "；\n".join(f"{e.name.zh}：{'、'.join(a)}" for e, a in said),
        ";\n".join(f"{e.name.en}: {'、'.join(a)}" for e, a in said),
    )
