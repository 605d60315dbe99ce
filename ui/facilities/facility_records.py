"""The facilities of one city, put in order and counted once, however often a page is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geo.layers import LayerSet
from geo.records import Facility
from geo.vocabulary import FacilityType


@dataclass(frozen=True, eq=False)
class CityFacilities:
    """A city's facilities in county, type and id order, and what the page says of them all."""

    layers: LayerSet
    facilities: tuple[Facility, ...]
    types: tuple[FacilityType, ...]
    with_point: int
    county_only: int
    city_only: int


# The layers are shared and never changed in place; they are kept in the value, so that no other
# set can come to have their id while it is the key.
@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs={LayerSet: id})
def of_city(layers: LayerSet, city_code: str) -> CityFacilities:
    """The facilities of a city; the same object until a record changes."""
    facilities = tuple(
        sorted(
            (f for f in layers.facilities if f.city_code == city_code),
            key=lambda f: (f.county_code or "~", f.facility_type, f.facility_id),
        )
    )
    return CityFacilities(
        layers=layers,
        facilities=facilities,
        types=tuple(
            sorted({f.facility_type for f in facilities}, key=list(FacilityType).index),
        ),
        with_point=sum(f.point is not None for f in facilities),
        county_only=sum(f.point is None and bool(f.county_code) for f in facilities),
        city_only=sum(not f.county_code for f in facilities),
    )
