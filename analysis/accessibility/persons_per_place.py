"""Persons per place: how many people share one place of a county, wherever they live in it."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from analysis.accessibility.amounts import by_id
from geo.text import Text


class Places(StrEnum):
    """What is known of the places of an area."""

    KNOWN = "known"
    """Every facility of the area tells its capacity, and together they have places."""
    UNKNOWN = "unknown"
    """The capacity of at least one facility is not known: so is the area's."""
    NONE = "none"
    """No place: no facility, or none with places. Nobody shares anything: there is no ratio."""
    PERSONS_UNKNOWN = "persons_unknown"
    """The area's persons are not known, or those of one of its counties: a ratio would be one of
    the persons of some counties to the places of all."""


PLACES_WORDS: dict[Places, Text] = {
    Places.KNOWN: Text("已知", "Known"),
    Places.UNKNOWN: Text("容量待核实", "Capacity to be verified"),
    Places.NONE: Text("无容量", "No places"),
    Places.PERSONS_UNKNOWN: Text("人数待报", "Persons to be reported"),
}


PER_PLACE_RULE = Text(
    "人口与服务能力之比 = 县内人数 ÷ 县内设施服务能力；"
    "县内有一所服务能力不详、或人数待报的，不计算，写“待报”",
    "People per place = persons of the county ÷ capacity in it; where one capacity, or the persons,"
    " are not known it is not computed and reads “to be reported”",
)


def persons_per_place(
    persons: pd.Series[float], capacity: pd.Series[float], area_of: pd.Series[str]
) -> pd.DataFrame:
    """P_a / Σ_{j in a} S_j for each area a: persons per place.

    ``persons`` by area (NaN: unknown); ``capacity`` (places, NaN: unknown) and ``area_of`` by
    facility id, the same ids. Index area (that of ``persons``, sorted); columns persons, facilities
    (count), known_places (sum of what is known), unknown_facilities (count), persons_per_place (NaN
    unless places is KNOWN), at_most (persons ÷ known_places: what the ratio can't exceed when
    capacity still unknown comes to be known; NaN when known_places is 0), places (``Places``).
    Facilities of other areas count nowhere. Raises ValueError for bad numbers or when the ids
    differ.

    Provider-to-population ratio, turned over: Guagliardo (2004), Spatial accessibility of primary
    care, International Journal of Health Geographics 3:3. Blind to distance and to borders crossed.
    """
    people = by_id(persons, "persons", gaps=True)
    places = by_id(capacity, "capacity", gaps=True)
    areas = area_of.sort_index()
    if not areas.index.equals(places.index):
        raise ValueError("capacity and area_of must have the same ids")
    by_area = places.groupby(areas.to_numpy())
    frame = pd.DataFrame(
        {
            "persons": people,
            "facilities": by_area.size().reindex(people.index, fill_value=0),
            "known_places": by_area.sum().reindex(people.index, fill_value=0.0),
            "unknown_facilities": places.isna()
            .groupby(areas.to_numpy())
            .sum()
            .reindex(people.index, fill_value=0),
        }
    ).rename_axis("area")
    has_places = frame["known_places"] > 0
    unknown = frame["unknown_facilities"] > 0
    uncounted = frame["persons"].isna()
    frame["at_most"] = (frame["persons"] / frame["known_places"]).where(has_places)
    frame["persons_per_place"] = frame["at_most"].where(~unknown)
    # As objects: pandas would make plain words of the members.
    frame["places"] = pd.Series(
        [
            _places(not_known, some, nobody_counted)
            for not_known, some, nobody_counted in zip(unknown, has_places, uncounted, strict=True)
        ],
        index=frame.index,
        dtype=object,
    )
    return frame


def _places(unknown: bool, has_places: bool, persons_unknown: bool) -> Places:
    if not unknown and not has_places:
        return Places.NONE
    if persons_unknown:
        return Places.PERSONS_UNKNOWN
    return Places.UNKNOWN if unknown else Places.KNOWN
