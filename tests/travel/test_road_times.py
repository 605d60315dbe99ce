"""Times on roads as the study asks for them: frames in, times and who is not connected out."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from geo.roads.graph import RoadGraph
from geo.roads.speeds import load_speeds
from geo.travel.model import ModelKind, TravelMode
from geo.travel.parameters import load_travel_parameters
from geo.travel.road_times import RoadSource, road_times
from geo.travel.source import TravelSource
from tests.bench.drawn_roads import road_like
from tests.roads.networks import Road, degrees, drawn, driving

LINE = {"a": (0, 0), "b": (10, 0), "c": (20, 0)}
GRAPH = driving(drawn(LINE, Road("a b c")))
SOURCE = RoadSource(GRAPH, 2000.0)


def points(**km: tuple[float, float]) -> pd.DataFrame:
    lon, lat = degrees(*km.values())
    return pd.DataFrame({"lon": lon, "lat": lat}, index=pd.Index(list(km), dtype="str"))


PEOPLE = points(far=(5, 9), p=(2, 0), q=(14, 0.3))
FACILITIES = points(f=(4, 0), g=(16, 0), off=(0, 30))


def test_it_is_a_source_of_travel_times():
    source: TravelSource = SOURCE
    assert source.model.kind is ModelKind.ROADS
    assert source.with_detour(1.2) is None
    assert source.detour_range is None


def test_times_are_those_of_the_roads_and_the_walk_to_them():
    frame = SOURCE.times(PEOPLE, FACILITIES).frame
    found = {(a, b): m for a, b, m in frame.itertuples(index=False, name=None)}
    assert found == {
        ("p", "f"): pytest.approx(2, rel=1e-5),
        ("p", "g"): pytest.approx(14, rel=1e-5),
        # 300 m on foot at 6 km/h.
        ("q", "f"): pytest.approx(13, rel=1e-5),
        ("q", "g"): pytest.approx(5, rel=1e-5),
    }


def test_the_nearest_is_missing_for_who_is_not_connected():
    nearest = SOURCE.nearest(PEOPLE, FACILITIES)
    assert list(nearest.index) == ["far", "p", "q"]
    assert nearest["to_id"].isna().tolist() == [True, False, False]
    assert nearest["to_id"].tolist()[1:] == ["f", "g"]
    assert np.isnan(nearest.at["far", "minutes"])
    assert nearest.at["q", "minutes"] == pytest.approx(5, rel=1e-5)


def test_nearest_and_times_say_the_same():
    times = SOURCE.times(PEOPLE, FACILITIES).frame.groupby("from_id")["minutes"].min()
    nearest = SOURCE.nearest(PEOPLE, FACILITIES)["minutes"].dropna()
    assert nearest.to_dict() == times.to_dict()


def test_who_has_no_road_near_is_named():
    assert SOURCE.off_network(PEOPLE) == ("far",)
    assert SOURCE.off_network(FACILITIES) == ("off",)


def test_rows_in_any_order_give_the_same():
    backwards = PEOPLE.iloc[::-1]
    assert SOURCE.times(backwards, FACILITIES).frame.equals(SOURCE.times(PEOPLE, FACILITIES).frame)
    nearest = SOURCE.nearest(backwards, FACILITIES)
    assert list(nearest.index) == list(backwards.index)
    pd.testing.assert_frame_equal(nearest.sort_index(), SOURCE.nearest(PEOPLE, FACILITIES))


def test_no_facility_is_an_answer():
    none = FACILITIES.iloc[:0]
    assert SOURCE.nearest(PEOPLE, none)["minutes"].isna().all()
    assert len(SOURCE.times(PEOPLE, none).minutes) == 0


def test_speeds_multiplied_divide_all_times():
    one = SOURCE.times(PEOPLE, FACILITIES).minutes
    assert SOURCE.scaled(1.25).times(PEOPLE, FACILITIES).minutes == pytest.approx(one / 1.25)


def test_the_same_ids_elsewhere_are_snapped_again():
    moved = points(f=(6, 0), g=(16, 0), off=(0, 30))
    assert SOURCE.nearest(PEOPLE, FACILITIES).at["p", "minutes"] == pytest.approx(2, rel=1e-5)
    assert SOURCE.nearest(PEOPLE, moved).at["p", "minutes"] == pytest.approx(4, rel=1e-5)


def test_the_model_says_the_roads_their_day_the_speeds_and_the_distance():
    said = RoadSource(
        RoadGraph.of(GRAPH.network, TravelMode.DRIVING, load_speeds()), 2000
    ).model.said
    for part in ("drawn for a test", "2025-12-31", "20—80 km/h", "步行 5 km/h", "2 公里"):
        assert part in said.zh
    for part in ("drawn for a test", "2025-12-31", "20-80 km/h", "5 km/h", "2 km"):
        assert part in said.en


def test_the_fingerprint_tells_speeds_and_distances_apart():
    made = [SOURCE, SOURCE.scaled(1.2), RoadSource(GRAPH, 1000.0)]
    assert len({source.model.fingerprint for source in made}) == 3


def test_the_usual_distance_to_the_road_is_the_one_of_the_parameters():
    assert RoadSource.default(GRAPH).snap_max_m == load_travel_parameters().snap_max_m.driving


@pytest.mark.parametrize("metres", [-1.0, np.nan, np.inf])
def test_a_distance_that_is_none_is_refused(metres):
    with pytest.raises(ValueError, match="0 or more"):
        RoadSource(GRAPH, metres)


def test_everybody_not_on_a_road_is_counted_in_words():
    made = road_times(SOURCE, PEOPLE, FACILITIES, limit_min=10)
    assert made.unsnapped_people == ("far",)
    assert made.unsnapped_facilities == ("off",)
    assert made.times.from_ids == ("far", "p", "q")
    assert len(made.times.minutes) == 2
    assert "起点 1/3 个，设施 1/3 处" in made.said.zh
    assert "1 of 3 origins and 1 of 3 facilities" in made.said.en
    assert made.people_access_m.to_dict() == {
        "p": pytest.approx(0, abs=1e-6),
        "q": pytest.approx(300, rel=1e-4),
    }


def test_nearest_and_times_agree_to_the_last_bit_on_a_larger_network():
    network = road_like(3_000)
    source = RoadSource.default(RoadGraph.of(network, TravelMode.DRIVING, load_speeds()))
    rng = np.random.default_rng(4)
    west, south, east, north = network.bounds

    def anywhere(count: int) -> pd.DataFrame:
        ids = pd.Index([f"{number:04d}" for number in range(count)], dtype="str")
        lon, lat = rng.uniform(west, east, count), rng.uniform(south, north, count)
        return pd.DataFrame({"lon": lon, "lat": lat}, index=ids)

    people, facilities = anywhere(500), anywhere(20)
    nearest = source.nearest(people, facilities)
    times = source.times(people, facilities).frame
    first = times.sort_values(["from_id", "minutes", "to_id"]).groupby("from_id").first()
    assert nearest["minutes"].tolist() == first["minutes"].tolist()
    assert nearest["to_id"].tolist() == first["to_id"].tolist()


def test_points_are_snapped_anew_for_another_distance():
    near = RoadSource(GRAPH, 2000.0)
    assert near.snapped(FACILITIES).unsnapped == ("off",)
    assert replace(near, snap_max_m=40_000.0).snapped(FACILITIES).unsnapped == ()


def test_sessions_that_ask_at_once_share_what_is_remembered():
    """Each thread asks for more sets of points than are kept, so all of them put the oldest out."""
    source = RoadSource(GRAPH, 2000.0)
    sets = [points(**{f"p{k}": (k / 100, 0)}) for k in range(60)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(lambda one: source.snapped(one).ids, sets * 8))
    finally:
        sys.setswitchinterval(interval)
    assert found == [(f"p{k}",) for k in range(60)] * 8
