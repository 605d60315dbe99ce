"""修订清单 on screen: what a revision changes, before it is frozen and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.frozen import FrozenAssessment
from analysis.report.report import Report, Table
from analysis.report.revision_table import revision_tables
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment
from analysis.revision import compare
from geo.layers import LayerSet
from ui.components.data_table import data_table
from ui.language import language
from ui.report_table import on_screen

_IDS = ("revision_findings", "revision_records")
_SCROLLS_FROM_PX = 520


@dataclass(frozen=True)
class OnScreen:
    """What the reader looks at, as one side of a comparison."""

    name: str
    catalogue: Catalogue
    layers: LayerSet
    assessment: Assessment


def would_change(revised: FrozenAssessment, now: OnScreen) -> tuple[Table, ...]:
    """The list of changes a revision would have if it were frozen now."""
    return revision_tables(compare(revised, now))


def revision_tables_of(report: Report) -> tuple[Table, ...]:
    """The list of changes a frozen revision has, in the words of then; none of any other."""
    return tuple(report.table(i) for i in _IDS if report.has(i))


def change_tables(tables: Iterable[Table], key: str) -> None:
    """Draws a list of changes; codes and ids are left to the workbook."""
    for table in tables:
        shown = on_screen(_without_codes(table), max_height_px=_SCROLLS_FROM_PX)
        data_table(
            replace(shown, heading=table.title),
            language=language(),
            key=f"{key}_{table.id}",
        )


def _without_codes(table: Table) -> Table:
    kept = [i for i, column in enumerate(table.columns) if column.printed]
    return replace(
        table,
        columns=tuple(table.columns[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in table.rows),
    )
