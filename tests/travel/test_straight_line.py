"""Straight-line times equal pyproj's geodesics, and nothing is cut without a limit."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo.travel.model import ModelKind, TravelMode
from geo.travel.straight_line import StraightLine

GEOD = Geod(ellps="WGS84")
DRIVING, WALKING = TravelMode.DRIVING, TravelMode.WALKING


def points(**places: tuple[float, float]) -> pd.DataFrame:
    frame = pd.DataFrame.from_dict(places, orient="index", columns=["lon", "lat"], dtype=float)
    frame.index.name = "id"
    return frame


def some_points(count: int, seed: int, prefix: str) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    return pd.DataFrame(
        {"lon": 109.3 + draw.random(count) * 1.5, "lat": 21.6 + draw.random(count) * 1.5},
        index=pd.Index([f"{prefix}{k:05}" for k in range(count)], name="id"),
    )


PLACES = st.lists(
    st.tuples(st.floats(-180, 180), st.floats(-89, 89)), min_size=1, max_size=8, unique=True
)


def test_one_degree_along_the_equator_at_60_kmh_takes_the_kilometres_in_minutes() -> None:
    times = StraightLine(DRIVING, 1.0, 60.0).times(points(p=(0, 0)), points(f=(1, 0)))
    # The equator's circumference on WGS-84 is 2π × 6 378.137 km; a km takes a minute.
    assert times.minutes == pytest.approx([2 * np.pi * 6378.137 / 360], rel=1e-12)


def test_minutes_are_distance_times_factor_over_speed() -> None:
    here, there = points(p=(110.0, 22.0)), points(f=(110.1, 22.1))
    _, _, metres = GEOD.inv(110.0, 22.0, 110.1, 22.1)
    times = StraightLine(DRIVING, 1.417, 40.0).times(here, there)
    assert times.minutes.tolist() == [metres * 1.417 / (40 * 1000 / 60)]


@given(PLACES, PLACES)
@settings(max_examples=60, deadline=None)
def test_every_pair_equals_pyproj_anywhere_in_the_world(
    origins: list[tuple[float, float]], destinations: list[tuple[float, float]]
) -> None:
    people = points(**{f"p{k}": place for k, place in enumerate(origins)})
    facilities = points(**{f"f{k}": place for k, place in enumerate(destinations)})
    times = StraightLine(WALKING, 1.3, 5.0).times(people, facilities)
    assert len(times.minutes) == len(origins) * len(destinations)
    for from_id, to_id, minutes in times.frame.itertuples(index=False):
        _, _, metres = GEOD.inv(*people.loc[from_id], *facilities.loc[to_id])
        assert minutes == metres * 1.3 / (5.0 * 1000 / 60)


@given(PLACES, PLACES, st.floats(1, 20_000))
@settings(max_examples=60, deadline=None)
def test_a_limit_leaves_exactly_the_pairs_up_to_it(
    origins: list[tuple[float, float]], destinations: list[tuple[float, float]], limit_min: float
) -> None:
    people = points(**{f"p{k}": place for k, place in enumerate(origins)})
    facilities = points(**{f"f{k}": place for k, place in enumerate(destinations)})
    whole = StraightLine(DRIVING, 1.417, 40.0).times(people, facilities).frame
    within = StraightLine(DRIVING, 1.417, 40.0).times(people, facilities, limit_min).frame
    pd.testing.assert_frame_equal(
        within, whole[whole["minutes"] <= limit_min].reset_index(drop=True)
    )


def test_a_pair_at_the_limit_is_within_it() -> None:
    here, there = points(p=(110.0, 22.0)), points(f=(110.1, 22.1))
    exact = float(StraightLine(DRIVING, 1.417, 40.0).times(here, there).minutes[0])
    assert len(StraightLine(DRIVING, 1.417, 40.0).times(here, there, exact).minutes) == 1
    below = np.nextafter(exact, 0)
    assert len(StraightLine(DRIVING, 1.417, 40.0).times(here, there, below).minutes) == 0


def test_the_order_of_rows_changes_nothing() -> None:
    people, facilities = some_points(50, 1, "p"), some_points(7, 2, "f")
    straight = StraightLine.default(DRIVING)
    one = straight.times(people, facilities, 60).frame
    other = straight.times(people[::-1], facilities.sample(frac=1, random_state=3), 60).frame
    pd.testing.assert_frame_equal(one, other)


def test_the_nearest_is_the_least_of_all_pairs() -> None:
    people, facilities = some_points(400, 4, "p"), some_points(30, 5, "f")
    straight = StraightLine.default(DRIVING)
    pairs = straight.times(people, facilities).frame
    least = pairs.loc[pairs.groupby("from_id")["minutes"].idxmin()].set_index("from_id")
    nearest = straight.nearest(people, facilities)
    assert nearest["to_id"].tolist() == least["to_id"].tolist()
    assert nearest["minutes"].tolist() == least["minutes"].tolist()


def test_of_two_facilities_at_one_place_the_lower_id_is_the_nearest() -> None:
    twins = points(b=(110.0, 22.0), a=(110.0, 22.0))
    nearest = StraightLine.default(WALKING).nearest(points(p=(110.1, 22.0)), twins)
    assert nearest["to_id"].tolist() == ["a"]


def test_without_a_facility_nobody_is_connected() -> None:
    nobody = points(p=(110.0, 22.0)).iloc[:0]
    nearest = StraightLine.default(DRIVING).nearest(points(p=(110.0, 22.0)), nobody)
    assert nearest["to_id"].isna().all()
    assert nearest["minutes"].isna().all()
    times = StraightLine.default(DRIVING).times(points(p=(110.0, 22.0)), nobody)
    assert times.from_ids == ("p",)
    assert len(times.minutes) == 0


def test_nobody_to_ask_gives_no_times() -> None:
    empty = points(p=(110.0, 22.0)).iloc[:0]
    assert len(StraightLine.default(DRIVING).nearest(empty, points(f=(110, 22)))) == 0
    assert StraightLine.default(DRIVING).times(empty, points(f=(110, 22))).to_ids == ("f",)


def test_the_model_says_kind_factor_and_speed_in_both_languages() -> None:
    model = StraightLine(WALKING, 1.3, 4.5).model
    assert model.kind is ModelKind.STRAIGHT_LINE
    for said in (model.said.zh, model.said.en):
        assert "1.3" in said
        assert "4.5" in said
    assert "步行" in model.said.zh


def test_another_factor_or_speed_or_mode_has_another_fingerprint() -> None:
    base = StraightLine(DRIVING, 1.417, 40)
    others = (base.with_detour(1.2), base.scaled(1.2), StraightLine(WALKING, 1.417, 40))
    assert len({base.model.fingerprint, *(o.model.fingerprint for o in others)}) == 4


@given(st.floats(1, 3), st.floats(1, 3))
def test_a_larger_factor_never_shortens_a_trip(one: float, other: float) -> None:
    here, there = points(p=(110.0, 22.0)), points(f=(110.1, 22.1))
    low, high = sorted((one, other))
    at = [float(StraightLine(DRIVING, f, 40).times(here, there).minutes[0]) for f in (low, high)]
    assert at[0] <= at[1]


@pytest.mark.parametrize(("factor", "kmh"), [(0.9, 40), (float("nan"), 40), (1.4, 0), (1.4, -1)])
def test_a_factor_below_one_or_no_speed_is_refused(factor: float, kmh: float) -> None:
    with pytest.raises(ValueError, match=r"factor|speed"):
        StraightLine(DRIVING, factor, kmh)


def test_the_nearest_is_the_least_of_all_times_in_a_town_too() -> None:
    people, facilities = some_points(2_000, 6, "p"), some_points(40, 7, "f")
    travel = StraightLine.default(DRIVING)
    least = travel.times(people, facilities).frame.groupby("from_id")["minutes"].min()
    found = travel.nearest(people, facilities)["minutes"]
    assert found.to_numpy() == pytest.approx(least.reindex(found.index).to_numpy(), rel=1e-12)
