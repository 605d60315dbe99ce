"""Leads 线索: places on the open map that may be facilities, and what must be said beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.records import Point
from geo.text import Text
from geo.vocabulary import FacilityType

ATTRIBUTION = Text(
    "© OpenStreetMap 贡献者，数据按开放数据库许可（ODbL 1.0）提供",
    "© OpenStreetMap contributors, data under the Open Database License (ODbL) 1.0",
)
"""Printed wherever a lead is shown: ODbL 1.0, section 4.3."""
COPYRIGHT_URL = "https://www.openstreetmap.org/copyright"

NOT_FACTS = Text(
    "以下为公开地图上的线索，由志愿者绘制，未经核实，不是设施记录，不参与任何核查；"
    "图上没有，不等于当地没有。",
    "These are leads from an open map drawn by volunteers: not verified, no facility records, part "
    "of no check. What the map does not show may still exist.",
)
"""Printed above every list of leads."""


@dataclass(frozen=True, slots=True)
class Lead:
    """One place of OpenStreetMap that may be a facility 线索; no facility record.

    ``lead_id`` is ``osm-node-123``. ``county_code`` is empty where the border is too near to tell.
    ``guess`` is the type its name or tags suggest, None where they don't. ``tags`` are the
    relevant ones in key order, without anything personal; ``name`` may be empty. ``point`` is
    WGS-84: the node, or a point inside the outline.
    """

    lead_id: str
    city_code: str
    county_code: str
    name: str
    guess: FacilityType | None
    tags: tuple[tuple[str, str], ...]
    point: Point
    osm_url: str
    fetched_on: date


@dataclass(frozen=True, slots=True)
class LeadsFound:
    """The leads of one city, in id order, with where and when they were asked for.

    ``data_as_of`` is the state of the map as the server named it (ISO 8601, UTC), or empty.
    """

    city_code: str
    leads: tuple[Lead, ...]
    fetched_on: date
    server: str
    data_as_of: str = ""
    attribution: Text = ATTRIBUTION
