"""Findings before and after as rows of a table: what an answer or an import would change."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from analysis.report.cells import cell_of
from analysis.requirements.findings import CountyPart
from analysis.requirements.trial import TrialChange
from geo.text import Text
from ui import state
from ui.components.table_types import Row, Said
from ui.findings.findings_view import area_names


def change_rows(
    city_code: str, changes: Iterable[TrialChange], then: Callable[[Text], Text] | None = None
) -> list[Row]:
    """A row per area and requirement: requirement, area, verdict before, verdict after, reason.

    ``then`` says how the word of a verdict after is written; as it is without it.
    """
    names = area_names(city_code)
    rows = []
    for change in changes:
        entry = state.catalogue().entries[change.requirement_id]
        pairs: list[tuple[CountyPart | None, CountyPart | None]] = [(None, None), *change.parts]
        for before, after in pairs:
            old, new = cell_of(entry, change.recorded, before), cell_of(entry, change.tried, after)
            area = before.county_code if before else change.area_code
            why = (after.why or change.tried.reason_text) if after else change.tried.reason_text
            cells = (
                entry.name,
                names[area],
                Said(old.symbol, old.word, old.sub),
                Said(new.symbol, then(new.word) if then else new.word, new.sub),
                why,
            )
            rows.append(Row(f"{change.requirement_id}-{area}", cells))
    return rows
