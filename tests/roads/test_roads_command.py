"""``python -m geo roads``: a file becomes the stored roads of a city, or nothing is stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.roads.shelf import Shelf
from tests.open_sources.overpass_server import Overpass, node, overpass_server, way

ROADS = """<?xml version='1.0' encoding='UTF-8'?>
<osm version="0.6">
<node id="1" lat="22.60" lon="110.10"/><node id="2" lat="22.60" lon="110.20"/>
<node id="3" lat="22.70" lon="110.20"/>
<way id="10"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>
<way id="11"><nd ref="2"/><nd ref="3"/><tag k="highway" v="secondary"/></way>
</osm>
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two roads in Yulin that meet."""
    path = tmp_path / "玉林.osm"
    path.write_text(ROADS, encoding="utf-8")
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Shelf:
    """An empty shelf."""
    return Shelf(tmp_path / "kept")


def build(kept: Shelf, *arguments: str) -> int:
    return main(["roads", "--city", "450900", "--folder", str(kept.folder), *arguments])


def test_the_roads_of_a_file_are_stored(file: Path, kept: Shelf) -> None:
    assert build(kept, "--file", str(file)) == 0
    assert kept.network("450900").link_count == 2


def test_the_stored_roads_say_which_file_they_are_of(file: Path, kept: Shelf) -> None:
    build(kept, "--file", str(file), "--name", "市交通局路网.osm")
    assert kept.network("450900").source == "市交通局路网.osm"


def test_the_folder_is_that_of_the_environment(file: Path, tmp_path: Path) -> None:
    assert main(["roads", "--city", "450900", "--file", str(file)]) == 0
    assert Shelf(tmp_path / "roads").has("450900")


def test_a_file_that_is_not_there_stores_nothing(
    kept: Shelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(kept, "--file", str(tmp_path / "none.osm")) == 2
    assert not kept.has("450900")
    assert "没有" in capsys.readouterr().err


def test_a_file_of_no_roads_leaves_the_stored_ones(file: Path, kept: Shelf, tmp_path: Path) -> None:
    build(kept, "--file", str(file))
    empty = tmp_path / "empty.osm"
    empty.write_text("<osm version='0.6'/>", encoding="utf-8")
    assert build(kept, "--file", str(empty)) == 2
    assert kept.network("450900").link_count == 2


def test_an_unknown_city_is_named(
    file: Path, kept: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["roads", "--city", "某市", "--folder", str(kept.folder), "--file", str(file)])
    assert code == 2
    assert "某市" in capsys.readouterr().err


def test_a_program_hears_progress_and_the_end(
    file: Path, kept: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    build(kept, "--file", str(file), "--json-lines")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["share"] for line in lines[:-1]][-1] == 1.0
    assert lines[-1]["stored"] is True
    assert [issue["severity"] for issue in lines[-1]["issues"]] == ["warning"]


def test_roads_come_from_the_open_map_too(kept: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.roads.online.PIECE_DEGREES", 5.0)  # the whole city in one piece
    elements = [node(i, 110.1 + i * 0.01, 22.6) for i in range(3)]
    known = Overpass(elements=[*elements, way(9, 0, 1, 2, highway="primary")])
    with overpass_server(known):
        assert build(kept, "--online", "--server", known.url) == 0
    network = kept.network("450900")
    assert network.link_count == 1
    assert network.vintage.startswith("2026-01-02")


def test_a_server_that_is_not_there_is_said_in_words(
    kept: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(kept, "--online", "--server", "http://127.0.0.1:9/api", "--lang", "en") == 2
    assert "There is no connection to the open map." in capsys.readouterr().err
