import shutil
from dataclasses import fields

import pytest

from geo.boundaries import counties_at
from geo.counties import label_points, load_cities, load_counties
from geo.demonstration import DEMONSTRATION_DIR, load_demonstration, read_demonstration
from geo.issues import BadInputError, Severity
from geo.layers import INVENTED_PREFIX, MixedDataError
from geo.published import load_published
from geo.reading.certified_persons import read_certified_persons
from geo.reading.completeness import cross_check, read_completeness
from geo.reading.facilities import read_facilities
from geo.reading.indicators import read_indicators
from geo.reading.purchased_services import read_purchased_services
from geo.reading.registered_population import read_registered_population
from geo.reading.retrofit import read_retrofit
from geo.reading.retrofit_funds import read_retrofit_funds
from geo.reading.rulings import read_rulings
from geo.reading.school_placements import read_school_placements
from geo.vocabulary import Precision

LAYERS = load_demonstration()
PLACED = [f for f in LAYERS.facilities if f.point is not None]
READERS = {
    "facilities": read_facilities,
    "completeness": read_completeness,
    "rulings": read_rulings,
    "purchased_services": read_purchased_services,
    "retrofit": read_retrofit,
    "indicators": read_indicators,
    "registered_population": read_registered_population,
    "certified_persons": read_certified_persons,
    "school_placements": read_school_placements,
    "retrofit_funds": read_retrofit_funds,
}
SAYING = {
    "facilities": ("facility_id", "name", "reported_by", "source"),
    "completeness": ("declared_by", "source"),
    "rulings": ("body", "document"),
    "purchased_services": ("project", "buyer", "provider", "source"),
    "retrofit_needs": ("source",),
    "indicator_values": ("reported_by", "source"),
    "registered_population": ("source",),
    "certified_persons": ("source",),
    "school_placements": ("source",),
    "retrofit_funds": ("document",),
}
FAR_FROM_BORDER_M = 1_000.0
KEPT_BY_THE_REGISTER = {"reviews", "unread_rows", "leads"}
"""What no county fills in: the demonstration never enters the register."""


def test_the_set_says_that_it_is_invented() -> None:
    assert LAYERS.demonstration


def test_the_places_are_the_real_ones() -> None:
    assert (LAYERS.cities, LAYERS.counties) == (load_cities(), load_counties())


@pytest.mark.parametrize(("table", "field"), [(t, f) for t, names in SAYING.items() for f in names])
def test_every_name_body_and_document_begins_with_the_mark(table: str, field: str) -> None:
    said = [getattr(record, field) for record in getattr(LAYERS, table)]
    assert said
    assert [text for text in said if not text.startswith(INVENTED_PREFIX)] == []


def test_every_table_of_the_layers_is_filled() -> None:
    empty = {f.name for f in fields(LAYERS) if not getattr(LAYERS, f.name)}
    assert empty <= KEPT_BY_THE_REGISTER


@pytest.mark.parametrize("name", READERS)
def test_a_table_reads_without_an_error_or_a_warning(name: str) -> None:
    path = DEMONSTRATION_DIR / f"{name}.csv"
    found = READERS[name](path, path.name).at_least(Severity.WARNING)
    assert [issue.sentence("en") for issue in found] == []


def test_no_declaration_contradicts_a_facility() -> None:
    assert cross_check(LAYERS.facilities, LAYERS.completeness) == ()


def test_every_point_lies_well_inside_its_county() -> None:
    places = counties_at([f.point.lon for f in PLACED], [f.point.lat for f in PLACED])
    wrong = [
        f.name
        for f, at in zip(PLACED, places, strict=True)
        if at.code != f.county_code or at.border_m < FAR_FROM_BORDER_M
    ]
    assert wrong == []


def test_no_point_lies_under_the_middle_of_a_countys_label() -> None:
    labels = label_points()
    under = [
        f.name
        for f in PLACED
        if abs(f.point.lon - labels[f.county_code][0]) < 0.02
        and abs(f.point.lat - labels[f.county_code][1]) < 0.02
    ]
    assert under == []


@pytest.mark.parametrize("precision", Precision)
def test_each_precision_of_a_place_occurs_in_each_city(precision: Precision) -> None:
    cities = {f.city_code for f in LAYERS.facilities if f.location_precision is precision}
    assert cities == {city.code for city in LAYERS.cities}


def test_every_county_has_a_facility() -> None:
    assert {f.county_code for f in LAYERS.facilities} - {""} == {c.code for c in LAYERS.counties}


@pytest.mark.parametrize(
    "table",
    [
        "facilities",
        "completeness",
        "rulings",
        "purchased_services",
        "retrofit_needs",
        "indicator_values",
        "registered_population",
    ],
)
def test_the_real_set_takes_no_invented_record(table: str) -> None:
    with pytest.raises(MixedDataError):
        load_published().with_added(**{table: getattr(LAYERS, table)[:1]})


def test_the_set_is_read_once() -> None:
    assert load_demonstration() is LAYERS


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("facilities", "演示城中区残疾人托养中心", "城中区残疾人托养中心"),
        ("purchased_services", "演示鱼峰区精神障碍社区康复服务", "鱼峰区精神障碍社区康复服务"),
    ],
)
def test_a_name_without_the_mark_is_refused(tmp_path, table: str, old: str, new: str) -> None:
    folder = shutil.copytree(DEMONSTRATION_DIR, tmp_path / "demonstration")
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInputError):
        read_demonstration(folder)


def test_a_row_that_cannot_be_used_is_refused(tmp_path) -> None:
    folder = shutil.copytree(DEMONSTRATION_DIR, tmp_path / "demonstration")
    path = folder / "completeness.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("城中区,康复", "无此县,康复", 1), encoding="utf-8")
    with pytest.raises(BadInputError):
        read_demonstration(folder)
