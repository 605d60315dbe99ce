"""Leads beside the records: what is likely known already, and what a draft leaves open."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from pyproj import Transformer

from geo.boundaries import GEOGRAPHIC_CRS, METRIC_CRS
from geo.codec import from_json, to_json
from geo.open_sources.leads import Lead
from geo.open_sources.likeness import SAME_PLACE_M, Similar, compare, draft_of
from geo.records import Facility, Point
from geo.vocabulary import Confidence, Datum, FacilityType, Precision, Ternary

TO_METRIC = Transformer.from_crs(GEOGRAPHIC_CRS, METRIC_CRS, always_xy=True)
HERE = Point(109.4, 25.2, Datum.WGS84)
LEAD = Lead(
    lead_id="osm-way-5",
    city_code="450200",
    county_code="450224",
    name="演示特殊教育学校",
    guess=FacilityType.SPECIAL_SCHOOL,
    tags=(("amenity", "school"),),
    point=HERE,
    osm_url="https://www.openstreetmap.org/way/5",
    fetched_on=date(2026, 3, 1),
)


def east_of(point: Point, metres: float) -> Point:
    """The point so many metres of the grid further east."""
    x, y = TO_METRIC.transform(point.lon, point.lat)
    lon, lat = TO_METRIC.transform(x + metres, y, direction="INVERSE")
    return Point(lon, lat, Datum.WGS84)


def facility(name: str = "演示别的设施", **fields: object) -> Facility:
    return replace(
        Facility("f-1", name, FacilityType.SPECIAL_SCHOOL, "450200"),
        **fields,  # type: ignore[arg-type]
    )


def likes(*facilities: Facility) -> tuple[Similar, ...]:
    return compare([LEAD], facilities)[LEAD.lead_id]


def test_a_facility_within_the_distance_is_like_it_whatever_its_name() -> None:
    (similar,) = likes(facility(point=east_of(HERE, 299.9)))
    assert similar.facility_id == "f-1"
    assert not similar.same_name
    assert similar.distance_m == pytest.approx(299.9, abs=0.01)


def test_a_facility_beyond_the_distance_is_not() -> None:
    assert likes(facility(point=east_of(HERE, SAME_PLACE_M + 0.1))) == ()


def test_the_distance_is_on_the_ground_not_in_the_datum_a_point_was_written_in() -> None:
    at = replace(east_of(HERE, 10), datum=Datum.GCJ02)
    (similar,) = likes(facility(point=at))
    assert similar.distance_m == pytest.approx(10, abs=0.01)


def test_the_same_name_is_like_it_without_any_point() -> None:
    assert likes(facility("演示　特殊教育学校（）")) == (Similar("f-1", True, None),)


def test_the_same_name_is_like_it_however_far_and_the_distance_is_told() -> None:
    (similar,) = likes(facility(LEAD.name, point=east_of(HERE, 5000)))
    assert similar.same_name
    assert similar.distance_m == pytest.approx(5000, abs=0.1)


def test_the_same_name_in_another_city_is_another_facility() -> None:
    assert likes(facility(LEAD.name, city_code="450900")) == ()


def test_a_lead_without_a_name_is_like_no_facility_without_one() -> None:
    nameless = replace(LEAD, name="")
    assert compare([nameless], [facility("")])[LEAD.lead_id] == ()


def test_the_nearest_comes_first_then_those_without_a_point() -> None:
    found = likes(
        facility(LEAD.name, facility_id="c"),
        facility(facility_id="b", point=east_of(HERE, 200)),
        facility(facility_id="a", point=east_of(HERE, 100)),
    )
    assert [similar.facility_id for similar in found] == ["a", "b", "c"]


def test_every_lead_has_an_answer_even_without_records() -> None:
    assert compare([LEAD], []) == {LEAD.lead_id: ()}
    assert compare([], [facility(point=HERE)]) == {}


def test_a_draft_leaves_open_what_no_map_can_know() -> None:
    draft = draft_of(LEAD)
    assert (draft.status, draft.level, draft.operation) == (None, None, None)
    assert (draft.opened, draft.closed, draft.checked_on) == (None, None, None)
    assert draft.professional is draft.meets_national_standard is Ternary.UNKNOWN
    assert draft.functions == frozenset()
    assert draft.school_stages is None


def test_a_draft_says_where_it_is_from_and_how_little_it_is_worth() -> None:
    draft = draft_of(LEAD)
    assert draft.confidence is Confidence.LOW
    for part in (LEAD.osm_url, "2026-03-01", "OpenStreetMap", "ODbL"):
        assert part in draft.source
    assert "未经核实" in draft.note


def test_a_draft_has_the_leads_name_place_and_id() -> None:
    draft = draft_of(LEAD)
    assert (draft.facility_id, draft.name) == ("osm-way-5", "演示特殊教育学校")
    assert (draft.city_code, draft.county_code, draft.point) == ("450200", "450224", HERE)
    assert draft.location_precision is Precision.POINT


def test_a_lead_survives_being_written_as_json() -> None:
    assert from_json(Lead, json.loads(json.dumps(to_json(LEAD)))) == LEAD


def test_the_editors_type_goes_before_the_guess() -> None:
    assert draft_of(LEAD, FacilityType.SPECIAL_CLASS).facility_type is FacilityType.SPECIAL_CLASS


def test_a_draft_needs_a_type_from_someone() -> None:
    with pytest.raises(ValueError, match="has to choose"):
        draft_of(replace(LEAD, guess=None))
