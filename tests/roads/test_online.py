"""Roads asked of a server piece by piece: what came is kept, and only the rest is asked again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import osmium
import pytest
import shapely

from geo.layers import Layer, Provenance
from geo.open_sources.unavailable import MapUnavailableError, Purpose, Reason
from geo.roads.online import (
    BUFFER_M,
    PIECE_DEGREES,
    Extract,
    city_area,
    fetch_roads,
    kept_pieces,
    pieces_of,
)
from geo.text import Text
from tests.open_sources.overpass_server import Overpass, node, overpass_server, way

LON, LAT = 110.0, 22.0
SIDE = 0.15
"""The town's side in degrees: with the buffer, two pieces by two."""


@pytest.fixture
def server() -> Iterator[Overpass]:
    """A server that knows a road across the town, a ferry, a footpath in a square and a river."""
    known = Overpass(
        elements=[
            *(node(i, LON + i * 0.03, LAT + 0.07) for i in range(6)),
            node(10, LON + 0.03, LAT + 0.1, barrier="bollard"),
            node(11, LON + 0.03, LAT + 0.13),
            way(100, 0, 1, 2, 3, 4, 5, highway="primary"),
            way(101, 1, 10, 11, highway="service"),
            way(102, 11, 5, route="ferry"),
            way(103, 2, 3, waterway="river"),
            way(104, 1, 2, 10, highway="pedestrian", area="yes"),
        ]
    )
    with overpass_server(known):
        yield known


@pytest.fixture
def town() -> Layer:
    """A city of one square county."""
    frame = gpd.GeoDataFrame(
        {"name_zh": ["某县"], "name_en": ["Somewhere"], "city_code": ["990100"]},
        geometry=[shapely.box(LON, LAT, LON + SIDE, LAT + SIDE)],
        index=["990101"],
        crs="EPSG:4490",
    )
    return Layer(frame, Provenance("test", "2026"))


def fetch(server: Overpass, town: Layer, folder: Path, **options: object) -> Extract:
    return fetch_roads(
        "990100",
        folder,
        overpass_url=server.url,
        boundaries=town,
        sleep=lambda _: None,
        **options,  # type: ignore[arg-type]
    )


def ways_in(extract: Extract) -> dict[int, list[int]]:
    return {
        o.id: [n.ref for n in o.nodes] for o in osmium.FileProcessor(extract.path) if o.is_way()
    }


def test_the_area_is_the_city_widened_by_the_buffer(town: Layer) -> None:
    metric = gpd.GeoSeries([city_area("990100", town)], crs="EPSG:4490").to_crs("EPSG:4508")
    inner = town.frame.geometry.to_crs("EPSG:4508")
    beyond_m = shapely.distance(inner.iloc[0], metric.iloc[0].exterior)
    assert BUFFER_M - 600 < beyond_m <= BUFFER_M


def test_an_unknown_city_has_no_area(town: Layer) -> None:
    with pytest.raises(KeyError):
        city_area("990200", town)


def test_the_pieces_cover_the_area(town: Layer) -> None:
    area = city_area("990100", town)
    assert shapely.union_all(pieces_of(area)).buffer(1e-5).covers(area)


def test_no_piece_is_larger_than_asked(town: Layer) -> None:
    for piece in pieces_of(city_area("990100", town)):
        west, south, east, north = piece.bounds
        assert east - west <= PIECE_DEGREES + 2e-6
        assert north - south <= PIECE_DEGREES + 2e-6


def test_roads_and_ferries_come_each_once_and_whole(
    server: Overpass, town: Layer, tmp_path: Path
) -> None:
    extract = fetch(server, town, tmp_path)
    assert ways_in(extract) == {100: [0, 1, 2, 3, 4, 5], 101: [1, 10, 11], 102: [11, 5]}


def test_what_stands_on_a_node_comes_with_it(server: Overpass, town: Layer, tmp_path: Path) -> None:
    extract = fetch(server, town, tmp_path)
    tags = {
        o.id: dict(o.tags) for o in osmium.FileProcessor(extract.path) if o.is_node() and o.tags
    }
    assert tags == {10: {"barrier": "bollard"}}


def test_the_extract_says_the_date_of_the_map(
    server: Overpass, town: Layer, tmp_path: Path
) -> None:
    assert fetch(server, town, tmp_path).data_as_of == "2026-01-02T03:04:05Z"


def test_progress_is_told_piece_by_piece_up_to_the_whole(
    server: Overpass, town: Layer, tmp_path: Path
) -> None:
    told: list[float] = []
    fetch(server, town, tmp_path, progress=lambda share, _: told.append(share))
    count = len(pieces_of(city_area("990100", town)))
    assert told == [number / count for number in range(count)] + [1.0]


class CancelledError(Exception):
    """Somebody cancelled."""


def test_a_cancelled_download_goes_on_where_it_stopped(
    server: Overpass, town: Layer, tmp_path: Path
) -> None:
    count = len(pieces_of(city_area("990100", town)))

    def stop(share: float, _: Text) -> None:
        if share >= 3 / count:
            raise CancelledError

    with pytest.raises(CancelledError):
        fetch(server, town, tmp_path, progress=stop)
    assert kept_pieces("990100", tmp_path) == 3
    server.queries.clear()
    extract = fetch(server, town, tmp_path)
    assert len(server.queries) == 2 * (count - 3)
    assert set(ways_in(extract)) == {100, 101, 102}


def test_a_server_that_fails_loses_only_the_piece_it_failed_on(
    server: Overpass, town: Layer, tmp_path: Path
) -> None:
    def fail(share: float, _: Text) -> None:
        server.mute = share > 0.5

    with pytest.raises(MapUnavailableError) as caught:
        fetch(server, town, tmp_path, progress=fail)
    assert caught.value.reason is Reason.CONNECTION_LOST
    assert caught.value.purpose is Purpose.ROADS
    assert kept_pieces("990100", tmp_path) > 0


def test_an_answer_with_a_remark_of_failure_is_not_kept(
    server: Overpass, town: Layer, tmp_path: Path
) -> None:
    server.remark = 'runtime error: Query timed out in "query" at line 1 after 180 seconds.'
    with pytest.raises(MapUnavailableError) as caught:
        fetch(server, town, tmp_path)
    assert caught.value.reason is Reason.SERVER_TIMEOUT
    assert kept_pieces("990100", tmp_path) == 0


def test_a_finished_download_leaves_no_pieces(
    server: Overpass, town: Layer, tmp_path: Path
) -> None:
    fetch(server, town, tmp_path)
    assert kept_pieces("990100", tmp_path) == 0


def test_the_words_of_a_failure_speak_of_roads() -> None:
    error = MapUnavailableError(Reason.NO_CONNECTION, "s").about(Purpose.ROADS)
    assert "查不到公开地图道路" in error.sentence("zh")
    assert "直线距离" in error.sentence("zh")
