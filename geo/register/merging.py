"""What a row of a list makes of a record the register holds.

An import never empties a field: a cell that is empty, 无 or 不详 says nothing, and what is known
stays. To empty a field is an edit of its own, made in the editor. Two things go together: a
number and its unit, and a facility's county and where in it the facility stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any, TypeVar

from geo.records import Facility, Point
from geo.vocabulary import Precision, Ternary

R = TypeVar("R")

_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "Facility": ("capacity", "capacity_unit"),
    "RegisteredPopulation": ("persons", "as_of", "source"),
    "CertifiedPersons": ("persons", "source"),
    "IndicatorValue": ("value", "numerator", "denominator", "source"),
    "RetrofitFunds": ("amount_yuan", "document"),
}
"""A figure, first, and what says how it is meant: a new figure never stands with the old words."""
ROUNDED_DEGREES = 1.5e-6
"""Half a unit of the sixth place and what turning a datum forth and back adds: about 0.15 m."""
_FINER = (Precision.CITY, Precision.COUNTY, Precision.POINT)


def says_nothing(value: object) -> bool:
    """Whether a field is empty: not known, which is neither zero nor no."""
    return value is None or value == "" or value is Ternary.UNKNOWN or value == frozenset()


def merged(before: R, row: R) -> R:
    """The record with what the row says, under the record's id."""
    if row == before:
        return before
    kind: Any = type(before)
    names = _names(kind)
    values = {}
    for name in names[1:]:
        said = getattr(row, name)
        values[name] = getattr(before, name) if says_nothing(said) else said
    figure, *words = _TOGETHER.get(kind.__name__, ("",))
    if (
        figure
        and not says_nothing(said := getattr(row, figure))
        and said != getattr(before, figure)
    ):
        values |= {name: getattr(row, name) for name in words}
    if isinstance(before, Facility) and isinstance(row, Facility):
        values |= _place(before, row)
    return replace(before, **values)  # type: ignore[type-var]


def contradicting(one: Any, other: Any) -> tuple[str, ...]:
    """The fields of which two rows of one list say different things; the id is none of them."""
    return tuple(
        name
        for name in _names(one.__class__)[1:]
        if not says_nothing(a := getattr(one, name))
        and not says_nothing(b := getattr(other, name))
        and a != b
    )


def _place(before: Facility, row: Facility) -> dict[str, Any]:
    """Where the facility is: the row's county; the old point and address only within the county."""
    if row.county_code and before.county_code and row.county_code != before.county_code:
        return {
            "point": row.point,
            "address": row.address,
            "location_precision": row.location_precision,
        }
    if row.point is not None:
        # What the tool wrote into a sheet it wrote to six places: that is the same point.
        same = before.point is not None and _same_place(before.point, row.point)
        return {"point": before.point} if same else {}
    # Without a point the row says no more of the place than which county or city it is.
    finer = max(before.location_precision, row.location_precision, key=_FINER.index)
    return {"location_precision": finer}


def _same_place(one: Point, other: Point) -> bool:
    """Whether two points of one datum differ by rounding alone (``ROUNDED_DEGREES``)."""
    apart = max(abs(one.lon - other.lon), abs(one.lat - other.lat))
    return one.datum is other.datum and apart <= ROUNDED_DEGREES


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
