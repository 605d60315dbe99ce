"""The drawings of the stand-alone map: facility marks and legend swatches, as SVG text.

Only drawings live here: no text of a record passes through but what came escaped.
"""

from __future__ import annotations

from analysis.report.symbols import Symbol
from geo.vocabulary import FacilityType

MARKS: dict[FacilityType, tuple[str, str]] = {
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
_OUTLINES = {
    "circle": "M-10.5 0a10.5 10.5 0 1 0 21 0a10.5 10.5 0 1 0-21 0z",
    "square": "M-9.6-9.6H9.6V9.6H-9.6z",
    "hexagon": "M0-11.2 9.7-5.6V5.6L0 11.2-9.7 5.6V-5.6z",
    "house": "M0-11.2 10.2-2.9V9.4H-10.2V-2.9z",
    "flat_hexagon": "M-5.6-9.7H5.6L11.2 0 5.6 9.7H-5.6L-11.2 0z",
    "round": "M-10.4-5.4a5 5 0 0 1 5-5H5.4a5 5 0 0 1 5 5V5.4a5 5 0 0 1-5 5H-5.4a5 5 0 0 1-5-5z",
}
FILLS: dict[Symbol, str] = {
    Symbol.MET: "#8CC1E3",
    Symbol.UNMET: "url(#map-dots)",
    Symbol.PENDING: "url(#map-hatch)",
    Symbol.BUILT: "#D3DAE2",
    Symbol.NOT_BUILT: "#FFFFFF",
    Symbol.TRIGGERED: "#D3DAE2",
    Symbol.PROGRESS: "#D3DAE2",
    Symbol.NOT_TRIGGERED: "#FFFFFF",
    Symbol.NOT_DUE: "#FFFFFF",
    Symbol.NONE: "#FFFFFF",
}
PATTERNS = (
    '<svg width="0" height="0" aria-hidden="true" class="patterns"><defs>'
    '<pattern id="map-hatch" width="8" height="8" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="8" height="8" fill="#F3F5F7"/>'
    '<line x1="4" y1="0" x2="4" y2="8" stroke="#B3BCC6" stroke-width="1.9"/></pattern>'
    '<pattern id="map-dots" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<rect width="8" height="8" fill="#F2A878"/><circle cx="2" cy="2" r="1.25" fill="#A93C07"/>'
    '<circle cx="6" cy="6" r="1.25" fill="#A93C07"/></pattern></defs></svg>'
)
"""Once in the page: a fill by ``url(#…)`` finds what is in its document."""


def mark_svg(facility_type: FacilityType, *, operating: bool, size: int = 24) -> str:
    """A facility's mark: ink with a white character; white with a dashed outline if not running."""
    character, shape = MARKS[facility_type]
    low = 5.8 if shape == "house" else 4.4
    if operating:
        outline, ink = 'fill="#17212B" stroke="#FFFFFF" stroke-width="1.4"', "#FFFFFF"
    else:
        dashes = 'stroke-width="1.8" stroke-dasharray="3.2 1.9"'
        outline, ink = f'fill="#FFFFFF" stroke="#17212B" {dashes}', "#17212B"
    return (
        f'<svg viewBox="-12.5 -12.5 25 25" width="{size}" height="{size}" aria-hidden="true" '
        f'focusable="false"><path d="{_OUTLINES[shape]}" {outline}/>'
        f'<text x="0" y="{low}" text-anchor="middle" font-size="12.5" font-weight="700" '
        f'fill="{ink}">{character}</text></svg>'
    )


def swatch_svg(symbol: Symbol) -> str:
    """A legend swatch with the fill of the map."""
    return (
        '<svg viewBox="0 0 30 18" width="30" height="18" aria-hidden="true" focusable="false">'
        '<rect x="0.6" y="0.6" width="28.8" height="16.8" rx="2" '
        f'fill="{FILLS[symbol]}" stroke="#55616D" stroke-width="1.1"/></svg>'
    )


def watermark(escaped_word: str) -> str:
    """The word over the whole map, pale; the words in the head say the same to everyone."""
    return (
        '<svg class="watermark" aria-hidden="true" focusable="false"><defs>'
        '<pattern id="watermark" width="330" height="240" patternUnits="userSpaceOnUse">'
        '<text x="165" y="120" text-anchor="middle" font-size="52" font-weight="700" '
        f'fill="#17212B" transform="rotate(-24 165 120)">{escaped_word}</text></pattern></defs>'
        '<rect width="100%" height="100%" fill="url(#watermark)"/></svg>'
    )
