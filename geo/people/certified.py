"""Certificate holders 持证残疾人 by county, from the records: which number stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.population import Persons
from geo.records import CertifiedPersons
from geo.vocabulary import DisabilityCategory, PersonBasis

_GRADES = frozenset({1, 2, 3, 4})
_CATEGORIES = frozenset(DisabilityCategory)


@dataclass(frozen=True, slots=True)
class CertifiedCount:
    """A county's certificate holders as last reported; ``as_of`` None where no day was given."""

    county_code: str
    persons: Persons
    as_of: date | None
    source: str


def certified_by_county(
    records: Iterable[CertifiedPersons], as_of: date
) -> dict[str, CertifiedCount]:
    """The total of each county that has reported one, the latest up to ``as_of``.

    A total is the row of all categories, grades and ages, or, of a day without one, the sum over
    all seven categories or all four grades; parts that may not be complete are never added up. A
    total without a day counts when no dated one does. A county that is not in the result has not
    reported; that is not zero.
    """
    by_day: dict[tuple[str, date], list[CertifiedPersons]] = {}
    for record in records:
        day = record.as_of or date.min
        if day <= as_of:
            by_day.setdefault((record.county_code, day), []).append(record)
    found: dict[str, CertifiedCount] = {}
    for (code, day), rows in sorted(by_day.items()):
        total = _total(sorted(rows, key=lambda r: r.record_id))
        if total is not None:
            count, source = total
            persons = Persons(float(count), PersonBasis.REGISTERED)
            found[code] = CertifiedCount(code, persons, None if day == date.min else day, source)
    return found


def persons_by_county(counts: Mapping[str, CertifiedCount]) -> dict[str, float]:
    """The numbers alone, as ``built_in_demand`` and ``group_demand`` take them."""
    return {code: count.persons.count for code, count in counts.items()}


def _total(rows: Sequence[CertifiedPersons]) -> tuple[int, str] | None:
    """The persons all rows of a county and day speak of, and their source; None if not told."""
    of_all_ages = [r for r in rows if not r.age_band]
    for record in of_all_ages:
        if record.category is None and record.grade is None:
            return record.persons, record.source
    categories = {r.category: r for r in of_all_ages if r.grade is None}
    grades = {r.grade: r for r in of_all_ages if r.category is None}
    if categories.keys() == _CATEGORIES:
        return sum(r.persons for r in categories.values()), rows[0].source
    if grades.keys() == _GRADES:
        return sum(r.persons for r in grades.values()), rows[0].source
    return None
