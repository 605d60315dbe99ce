"""Leads beside the facilities on record: which are likely known already, and a draft of the rest.

A lead never becomes a facility by itself: ``draft_of`` only fills in the editor's form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Transformer

from geo.boundaries import GEOGRAPHIC_CRS, METRIC_CRS
from geo.open_sources.leads import ATTRIBUTION, Lead
from geo.reading.synonyms import plain_word
from geo.records import Facility, Point
from geo.text import Text
from geo.vocabulary import Confidence, FacilityType, Precision

SAME_PLACE_M = 300.0
"""At most this far apart, a lead and a facility may be one: a choice, about the size of a school's
or hospital's grounds, whose gate one map marks and whose middle the other."""

ALREADY = Text("已有类似记录", "A similar record exists")
UNVERIFIED = Text(
    "由 OpenStreetMap 线索填入，未经核实；状态、级别、举办方式须由填报人核实后填写。",
    "Filled in from an OpenStreetMap lead, not verified; status, level and operation are for the "
    "editor to establish.",
)


@dataclass(frozen=True, slots=True)
class Similar:
    """A facility on record that a lead may be: why, and how far apart (None: it has no point)."""

    facility_id: str
    same_name: bool
    distance_m: float | None


def compare(
    leads: Sequence[Lead], facilities: Sequence[Facility]
) -> dict[str, tuple[Similar, ...]]:
    """For every lead, by its id, the facilities it may be; empty when none is like it.

    Like it are those within ``SAME_PLACE_M`` (the distance itself included) and those of the same
    city with the same name but for width, case, spaces and punctuation. Nearest first, then those
    without a point, then by id.
    """
    near = _near(leads, [f for f in facilities if f.point is not None])
    named: dict[tuple[str, str], list[Facility]] = defaultdict(list)
    for facility in facilities:
        named[facility.city_code, plain_word(facility.name)].append(facility)
    return {lead.lead_id: _similar(lead, near[lead.lead_id], named) for lead in leads}


def draft_of(lead: Lead, facility_type: FacilityType | None = None) -> Facility:
    """A facility to prefill the editor's form with; nothing is saved by this.

    ``facility_type`` is what the editor chose, else the lead's guess. ValueError when there is
    neither: a type is never made up. Status, level, operation, opening and checking stay unknown.
    """
    kind = facility_type or lead.guess
    if kind is None:
        raise ValueError(f"{lead.lead_id} suggests no type; the editor has to choose one")
    return Facility(
        facility_id=lead.lead_id,
        name=lead.name,
        facility_type=kind,
        city_code=lead.city_code,
        county_code=lead.county_code,
        point=lead.point,
        location_precision=Precision.POINT,
        source=f"{lead.osm_url}（{lead.fetched_on.isoformat()} 查询；{ATTRIBUTION.zh}）",
        confidence=Confidence.LOW,
        note=UNVERIFIED.zh,
    )


def _similar(
    lead: Lead,
    near: dict[str, float],
    named: dict[tuple[str, str], list[Facility]],
) -> tuple[Similar, ...]:
    name = plain_word(lead.name)
    same_name = {f.facility_id: f for f in named.get((lead.city_code, name), ())} if name else {}
    found = [
        Similar(facility_id, facility_id in same_name, distance_m)
        for facility_id, distance_m in near.items()
    ]
    for facility_id, facility in same_name.items():
        if facility_id not in near:
            found.append(Similar(facility_id, True, _apart_m(lead, facility.point)))
    return tuple(sorted(found, key=_nearest_first))


def _nearest_first(similar: Similar) -> tuple[bool, float, str]:
    return (similar.distance_m is None, similar.distance_m or 0.0, similar.facility_id)


def _near(leads: Sequence[Lead], located: Sequence[Facility]) -> dict[str, dict[str, float]]:
    """By lead, the ids of the facilities within ``SAME_PLACE_M`` and how far they are."""
    near: dict[str, dict[str, float]] = {lead.lead_id: {} for lead in leads}
    if not leads or not located:
        return near
    here = _metric([lead.point for lead in leads])
    there = _metric([facility.point for facility in located if facility.point is not None])
    pairs = shapely.STRtree(there).query(here, predicate="dwithin", distance=SAME_PLACE_M)
    for i, j in pairs.T.tolist():
        distance_m = float(shapely.distance(here[i], there[j]))
        near[leads[i].lead_id][located[j].facility_id] = distance_m
    return near


def _apart_m(lead: Lead, point: Point | None) -> float | None:
    if point is None:
        return None
    here, there = _metric([lead.point, point])
    return float(shapely.distance(here, there))


def _metric(points: Sequence[Point]) -> np.ndarray:
    """Points in metres; a record's point is in WGS-84 whatever datum it was written in."""
    to_metric = Transformer.from_crs(GEOGRAPHIC_CRS, METRIC_CRS, always_xy=True)
    coordinates = to_metric.transform([p.lon for p in points], [p.lat for p in points])
    placed: np.ndarray = shapely.points(*coordinates)
    return placed
