"""The mark of a facility as the scripts read it: the same on map, in tables and in papers."""

from __future__ import annotations

from typing import Any

from analysis.report.map_marks import MARKS
from geo.vocabulary import FacilityType

FACILITY_MARKS = MARKS
"""Character and shape (a key of MARK_OUTLINES in symbols.js)."""


def mark_data(facility_type: FacilityType | None, *, dashed: bool = False) -> dict[str, Any] | None:
    """The mark as the scripts read it, ``dashed`` if not operating; none without a type."""
    if facility_type is None:
        return None
    character, shape = FACILITY_MARKS[facility_type]
    return {"character": character, "shape": shape, "dashed": dashed}
