"""The map's "all requirements": a county's worst binding verdict."""

from __future__ import annotations

from dataclasses import replace

from analysis.report.cells import Cell, cell_of, with_dispute
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment, Verdict
from analysis.requirements.schema import Force

_WORST_FIRST = (Verdict.UNMET, Verdict.INDETERMINATE, Verdict.MET)


def worst_binding(catalogue: Catalogue, assessment: Assessment, county_code: str) -> Cell:
    """The cell of the worst binding finding on the county itself; unmet before open before met.

    Findings about the city as a whole are no county's verdict and are left out. A dispute about
    any of them is said beside it.
    """
    cells: dict[Verdict, Cell] = {}
    disputed = False
    for entry in catalogue.evaluated(assessment.city_code):
        finding = assessment.get(entry.id, county_code)
        if finding is not None and entry.force is Force.BINDING:
            cells.setdefault(finding.verdict, cell_of(entry, replace(finding, dispute=None)))
            disputed = disputed or finding.dispute is not None
    for verdict in _WORST_FIRST:
        if verdict in cells:
            return with_dispute(cells[verdict]) if disputed else cells[verdict]
    return Cell("", county_code, Symbol.NONE, SYMBOL_WORDS[Symbol.NONE])
