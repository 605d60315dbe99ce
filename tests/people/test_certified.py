from datetime import date

import pytest

from geo.demonstration import load_demonstration
from geo.people.certified import certified_by_county, persons_by_county
from geo.records import CertifiedPersons
from geo.vocabulary import DisabilityCategory, PersonBasis

END = date(2025, 12, 31)


def record(
    persons: int,
    as_of: date | None = END,
    county: str = "450921",
    category: DisabilityCategory | None = None,
    grade: int | None = None,
    age_band: str = "",
) -> CertifiedPersons:
    name = f"{county} {as_of} {category} {grade} {age_band}"
    return CertifiedPersons(name, county, category, grade, age_band, persons, as_of, "台账")


def counted(*records: CertifiedPersons, as_of: date = END) -> dict[str, float]:
    return persons_by_county(certified_by_county(records, as_of))


def test_the_latest_total_up_to_the_day_counts() -> None:
    records = [
        record(100, date(2023, 12, 31)),
        record(110, date(2024, 12, 31)),
        record(120, date(2026, 1, 1)),
    ]
    assert counted(*records) == {"450921": 110}
    assert counted(*records, as_of=date(2026, 1, 1)) == {"450921": 120}
    assert counted(*reversed(records)) == {"450921": 110}


def test_a_total_without_a_day_counts_only_where_no_dated_one_does() -> None:
    assert counted(record(90, None)) == {"450921": 90}
    assert counted(record(90, None), record(80, date(2020, 1, 1))) == {"450921": 80}
    assert counted(record(90, None), record(80, date(2030, 1, 1))) == {"450921": 90}


@pytest.mark.parametrize(
    "part",
    [
        {"category": DisabilityCategory.VISUAL},
        {"grade": 1},
        {"age_band": "60+"},
    ],
)
def test_a_part_alone_is_no_total(part: dict[str, object]) -> None:
    assert counted(record(50, **part)) == {}  # type: ignore[arg-type]


def test_all_seven_categories_make_a_total() -> None:
    parts = [record(10, category=c) for c in DisabilityCategory]
    assert counted(*parts) == {"450921": 70}
    assert counted(*parts[:-1]) == {}


def test_all_four_grades_make_a_total() -> None:
    parts = [record(10, grade=g) for g in (1, 2, 3, 4)]
    assert counted(*parts) == {"450921": 40}
    assert counted(*parts[1:]) == {}


def test_categories_of_one_grade_make_no_total() -> None:
    assert counted(*(record(10, category=c, grade=1) for c in DisabilityCategory)) == {}


def test_a_total_goes_before_its_parts() -> None:
    parts = [record(10, grade=g) for g in (1, 2, 3, 4)]
    assert counted(record(41), *parts) == {"450921": 41}


def test_parts_of_different_days_are_not_added() -> None:
    parts = [record(10, date(2024, g, 1), grade=g) for g in (1, 2, 3, 4)]
    assert counted(*parts) == {}


def test_zero_reported_is_zero_and_silence_is_no_number() -> None:
    assert counted(record(0)) == {"450921": 0}
    assert counted() == {}


def test_the_demonstration_counts_the_counties_that_reported() -> None:
    found = certified_by_county(load_demonstration().certified_persons, END)
    assert persons_by_county(found)["450921"] == 9_600
    assert {count.persons.basis for count in found.values()} == {PersonBasis.REGISTERED}
