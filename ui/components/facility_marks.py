"""The mark of each type of facility: one character on a shape, the same on map and in tables."""

from __future__ import annotations

from typing import Any

from geo.vocabulary import FacilityType

FACILITY_MARKS: dict[FacilityType, tuple[str, str]] = {
    FacilityType.REHABILITATION: ("康", "circle"),
    FacilityType.CARE: ("托", "square"),
    FacilityType.COMPREHENSIVE: ("综", "hexagon"),
    FacilityType.SPECIAL_SCHOOL: ("教", "house"),
    FacilityType.SPECIAL_CLASS: ("班", "house"),
    FacilityType.MENTAL_HEALTH_COMMUNITY: ("精", "flat_hexagon"),
    FacilityType.REHABILITATION_HOSPITAL: ("医", "round"),
    FacilityType.CHILD_REHABILITATION: ("童", "round"),
    FacilityType.DISABLED_HOME: ("家", "round"),
    FacilityType.SUPPORTED_EMPLOYMENT: ("业", "round"),
    FacilityType.COMMUNITY_REHABILITATION: ("社", "round"),
    FacilityType.ASSISTIVE_DEVICE: ("辅", "round"),
    FacilityType.CHILD_WELFARE: ("福", "round"),
    FacilityType.ELDERLY_CARE: ("养", "round"),
    FacilityType.DESTITUTE_SUPPORT: ("困", "round"),
}
"""Character and shape (a key of MARK_OUTLINES in symbols.js)."""


def mark_data(facility_type: FacilityType | None, *, dashed: bool = False) -> dict[str, Any] | None:
    """The mark as the scripts read it, ``dashed`` if not operating; none without a type."""
    if facility_type is None:
        return None
    character, shape = FACILITY_MARKS[facility_type]
    return {"character": character, "shape": shape, "dashed": dashed}
