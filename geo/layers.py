"""What the rest of the program works on: validated layers with their origin and fingerprint."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from operator import attrgetter
from typing import Any

import geopandas as gpd

from geo.records import (
    CertifiedPersons,
    Completeness,
    Facility,
    IndicatorValue,
    PurchasedService,
    RegisteredPopulation,
    RetrofitFunds,
    RetrofitNeed,
    Ruling,
    SchoolPlacement,
)
from geo.reviews import OPEN_DISPUTE, Review


@dataclass(frozen=True)
class Provenance:
    """Where a layer comes from: the id of its entry in ``data/sources.toml`` or a file's name."""

    source_id: str
    vintage: str


@dataclass(frozen=True)
class County:
    """A county-level unit 县(市、区): its division code, names and census figures (persons)."""

    code: str
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    city_code: str
    population_persons: int


@dataclass(frozen=True)
class City:
    """A prefecture-level city 设区市."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, eq=False)
class Layer:
    """A validated GeoDataFrame (index: ids; CRS set) with its provenance and fingerprint."""

    frame: gpd.GeoDataFrame
    provenance: Provenance

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the ids, the columns and the geometry, hexadecimal."""
        digest = hashlib.sha256()
        digest.update(self.frame.drop(columns="geometry").to_csv().encode())
        for shape in self.frame.geometry:
            digest.update(shape.wkb if shape is not None else b"-")
        return digest.hexdigest()


@dataclass(frozen=True)
class LayerSet:
    """Everything one assessment reads: places, people and records. Ids tie them, never order.

    ``demonstration`` is true when the records are invented; they are never mixed with real ones.
    """

    cities: tuple[City, ...]
    counties: tuple[County, ...]
    facilities: tuple[Facility, ...] = ()
    completeness: tuple[Completeness, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    purchased_services: tuple[PurchasedService, ...] = ()
    retrofit_needs: tuple[RetrofitNeed, ...] = ()
    indicator_values: tuple[IndicatorValue, ...] = ()
    registered_population: tuple[RegisteredPopulation, ...] = ()
    certified_persons: tuple[CertifiedPersons, ...] = ()
    school_placements: tuple[SchoolPlacement, ...] = ()
    retrofit_funds: tuple[RetrofitFunds, ...] = ()
    reviews: tuple[Review, ...] = ()
    demonstration: bool = False

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over all records in id order, hexadecimal: the run id and the cache key."""
        digest = hashlib.sha256()
        for item in fields(self):
            value: Any = getattr(self, item.name)
            if item.name == "reviews":
                # Sheets sent out and answers given change no finding; only an open dispute does.
                value = tuple(r for r in value if r.state in OPEN_DISPUTE)
            rows = sorted(map(_canonical, value)) if isinstance(value, tuple) else [repr(value)]
            digest.update(f"{item.name}\n".encode())
            # A record of old may hold half a character.
            digest.update("\n".join(rows).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def with_added(self, **tables: tuple[Any, ...]) -> LayerSet:
        """This set with records added by table; a record with an id already there replaces it.

        Raises MixedDataError when an invented record (``is_invented``) would come among real ones.
        """
        merged = {}
        for name, added in tables.items():
            for record in added:
                if is_invented(record) and not self.demonstration:
                    raise MixedDataError(str(getattr(record, "name", record)))
            by_id = {_id_of(r): r for r in (*getattr(self, name), *added)}
            merged[name] = tuple(by_id[k] for k in sorted(by_id))
        return replace(self, **merged)  # type: ignore[arg-type]

    def county(self, code: str) -> County:
        """The county with this code. KeyError if there is none."""
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> dict[str, County]:
        return {c.code: c for c in self.counties}

    def counties_of(self, city_code: str) -> tuple[County, ...]:
        """The counties of a city in code order."""
        return tuple(
            sorted((c for c in self.counties if c.city_code == city_code), key=lambda c: c.code)
        )

    def with_records(self, **tables: Any) -> LayerSet:
        """This set with whole tables replaced, by name."""
        return replace(self, **tables)


INVENTED_PREFIX = "演示"


class MixedDataError(ValueError):
    """Invented records may not come among real ones."""


_SAYING = ("name", "project", "declared_by", "body", "reported_by", "source", "document")
"""Where a record says whose it is; not every kind of record has a name."""


def is_invented(record: object) -> bool:
    """Whether a record says of itself that it is invented: its name, body or source begins 演示."""
    said = (str(getattr(record, field, "")) for field in _SAYING)
    return any(text.startswith(INVENTED_PREFIX) for text in said)


def _id_of(record: Any) -> str:
    """The id of a record: its first field."""
    value: str = getattr(record, fields(record)[0].name)
    return value


def _canonical(record: Any) -> str:
    """A record as text that does not depend on the order of its sets."""
    return _encode(_values_of(record.__class__)(record))


@cache
def _values_of(kind: type) -> attrgetter[Any]:
    """Reads all fields of a record of this kind."""
    return attrgetter(*(item.name for item in fields(kind)))


def _plain(value: object) -> object:
    """What JSON lacks, dates and sets, as something it has."""
    return sorted(value) if isinstance(value, frozenset) else repr(value)


# The json module writes a record three times as fast as repr, and a country has 60 000.
_encode = json.JSONEncoder(ensure_ascii=False, default=_plain).encode
