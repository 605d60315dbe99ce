"""Isochrones: everybody reached is inside, no leap over a river, one limit inside the next."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon

from analysis.accessibility.isochrones import (
    facility_isochrones,
    merged_isochrones,
)
from analysis.accessibility.reach_field import ReachField
from geo.roads.graph import RoadGraph
from geo.roads.network import RoadNetwork
from geo.roads.shortest import nearest_at_nodes, nearest_minutes
from geo.roads.snapping import snap
from tests.roads.networks import ONE_WAY, PLANE, Road, degrees, drawn, driving

RIVER = {
    # Two banks 200 m apart, 20 km long; the bridge is at their eastern end.
    "s0": (0, 0), "s1": (10, 0), "s2": (20, 0),
    "n0": (0, 0.2), "n1": (10, 0.2), "n2": (20, 0.2),
}  # fmt: skip
BRIDGE_FAR_AWAY = (Road("s0 s1 s2"), Road("n0 n1 n2"), Road("s2 n2"))
CROSS = {"w": (-10, 0), "m": (0, 0), "e": (10, 0), "n": (0, 10), "s": (0, -10)}
CROSSING = (Road("w m e"), Road("n m s"))


def at(**km: tuple[float, float]) -> pd.DataFrame:
    lon, lat = degrees(*km.values())
    return pd.DataFrame({"lon": lon, "lat": lat}, index=pd.Index(list(km), dtype=str))


def place(x_km: float, y_km: float) -> shapely.Point:
    (lon,), (lat,) = degrees((x_km, y_km))
    return shapely.Point(lon, lat)


def in_km(area: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(area, lambda xy: np.column_stack(PLANE.to_plane(*xy.T)) / 1000)


def area_around(west: float, south: float, east: float, north: float) -> shapely.Geometry:
    lon, lat = degrees((west, south), (east, north))
    return shapely.box(lon[0], lat[0], lon[1], lat[1])


def field_of(
    network: RoadNetwork, spacing_m: float = 250.0, snap_max_m: float = 2000.0, **more: object
) -> ReachField:
    area = area_around(-12, -12, 22, 12)
    return ReachField.of(driving(network), area, spacing_m, snap_max_m, **more)  # type: ignore[arg-type]


def test_the_far_bank_is_not_reached_where_the_bridge_is_far_away() -> None:
    field = field_of(drawn(RIVER, *BRIDGE_FAR_AWAY))
    (iso,) = merged_isochrones(field, at(f=(2, -0.01)), [10.0])
    for x_km in np.arange(0.3, 11, 0.1):
        assert iso.area.contains(place(x_km, 0.0)), x_km
        assert not iso.area.intersects(place(x_km, 0.2)), x_km


def test_the_outline_passes_between_the_banks() -> None:
    field = field_of(drawn(RIVER, *BRIDGE_FAR_AWAY))
    (iso,) = merged_isochrones(field, at(f=(2, -0.01)), [10.0])
    north_km = in_km(iso.area.intersection(area_around(1, -1, 9, 1))).bounds[3]
    assert north_km == pytest.approx(0.1, abs=0.02)


def test_where_there_is_a_bridge_the_far_bank_is_reached() -> None:
    field = field_of(drawn(RIVER, *BRIDGE_FAR_AWAY, Road("s0 n0")))
    (iso,) = merged_isochrones(field, at(f=(2, -0.01)), [10.0])
    assert iso.area.contains(place(5, 0.2))


def test_a_circle_of_the_same_reach_would_leap_over_the_river() -> None:
    # What ours is held against: a buffer around the facility takes the far bank in.
    circle = Polygon([(lon, lat) for lon, lat in _ring((2, -0.01), 9.0)])
    assert circle.contains(place(5, 0.2))


def test_a_hull_of_the_nodes_reached_would_leap_over_the_river_too() -> None:
    # A loop of road on the near side: the hull of its nodes holds the bank road of the far side.
    places = RIVER | {"k0": (0, 5), "k1": (-2, 5), "k2": (-2, 0)}
    network = drawn(places, *BRIDGE_FAR_AWAY, Road("s0 k2 k1 k0"))
    (iso,) = merged_isochrones(field_of(network), at(f=(0.5, 0)), [10.0])
    hull = shapely.MultiPoint([place(*places[n]) for n in ("s1", "s0", "k2", "k1", "k0")])
    assert hull.convex_hull.contains(place(2, 0.2))
    assert not iso.area.intersects(place(2, 0.2))


def test_a_shorter_limit_lies_inside_a_longer_one() -> None:
    field = field_of(drawn(CROSS, *CROSSING))
    isos = merged_isochrones(field, at(f=(0.5, 0), g=(0, 7)), [15, 5, 2, 9])
    assert [iso.limit_min for iso in isos] == [2, 5, 9, 15]
    for inner, outer in pairwise(isos):
        assert inner.area.difference(outer.area).area < 1e-12
        assert inner.area.area < outer.area.area


def test_every_area_is_valid_and_of_polygons_only() -> None:
    isos = merged_isochrones(field_of(drawn(CROSS, *CROSSING)), at(f=(0.5, 0)), [2, 5, 9])
    for iso in isos:
        assert iso.area.geom_type == "MultiPolygon"
        assert iso.area.is_valid


def test_an_area_reaches_as_far_along_the_road_as_one_drives_in_the_time() -> None:
    # From the west one drives to the facility at a kilometre a minute: 5 km in 5 minutes.
    (iso,) = merged_isochrones(field_of(drawn(CROSS, *CROSSING)), at(f=(0, 0)), [5.0])
    west, south, east, north = in_km(iso.area).bounds
    assert (west, south) == (pytest.approx(-5, abs=0.13), pytest.approx(-5, abs=0.13))
    assert (east, north) == (pytest.approx(5, abs=0.13), pytest.approx(5, abs=0.13))


def test_beside_the_facility_it_is_as_wide_as_one_walks_in_the_time() -> None:
    # At (−1, y) a minute's drive is left of 3: 2 minutes' walk at 6 km/h is 200 m, and the free
    # half of the spacing (25 m).
    field = field_of(drawn(CROSS, *CROSSING), spacing_m=50.0)
    (iso,) = merged_isochrones(field, at(f=(0, 0)), [3.0])
    column = in_km(iso.area).intersection(shapely.box(-1.001, -5, -0.999, 5))
    assert column.bounds[3] == pytest.approx(0.225, abs=0.02)


def test_a_one_way_street_counts_in_the_direction_of_the_facility() -> None:
    network = drawn(CROSS, Road("w m", modes=ONE_WAY), Road("m w", modes=ONE_WAY, length_m=60_000))
    (iso,) = merged_isochrones(field_of(network), at(f=(0, 0)), [5.0])
    assert iso.area.contains(place(-4, 0))
    (iso,) = merged_isochrones(field_of(network), at(f=(-10, 0)), [5.0])
    assert not iso.area.intersects(place(-6, 0))


def test_the_areas_of_facilities_one_by_one_make_up_the_merged_area() -> None:
    field, facilities = field_of(drawn(CROSS, *CROSSING)), at(f=(-8, 0), g=(8, 0))
    (merged,) = merged_isochrones(field, facilities, [4.0])
    apart = facility_isochrones(field, facilities, [4.0])
    assert sorted(apart) == ["f", "g"]
    union = shapely.union_all([one.area for (one,) in apart.values()])
    assert merged.area.symmetric_difference(union).area < 0.01 * merged.area.area


def test_a_facility_far_from_any_road_has_no_area() -> None:
    field = field_of(drawn(CROSS, *CROSSING))
    far = at(f=(-6, 6))
    assert facility_isochrones(field, far, [5.0]) == {}
    (merged,) = merged_isochrones(field, far, [5.0])
    assert merged.area.is_empty


def test_no_facility_makes_no_area() -> None:
    field = field_of(drawn(CROSS, *CROSSING))
    (merged,) = merged_isochrones(field, at(f=(0, 0)).iloc[:0], [5.0])
    assert merged.area.is_empty


def test_where_the_roads_of_the_file_end_the_area_says_so() -> None:
    field = field_of(drawn(CROSS, *CROSSING))
    within, to_the_end = merged_isochrones(field, at(f=(0, 0)), [5.0, 10.0])
    assert not within.at_edge
    assert to_the_end.at_edge
    assert "路网数据的边缘" in to_the_end.notes[0].zh


def test_land_without_roads_is_told() -> None:
    field = field_of(drawn(CROSS, *CROSSING), snap_max_m=1000.0)
    (within,) = merged_isochrones(field, at(f=(0, 0)), [5.0])
    (note,) = within.notes
    assert "1 公里以内没有可用道路" in note.zh
    assert "within 1 km" in note.en


def test_an_empty_area_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        ReachField.of(driving(drawn(CROSS, *CROSSING)), Polygon())
    with pytest.raises(ValueError, match="empty"):
        ReachField.of(driving(drawn({})))


def test_people_without_a_place_are_left_out() -> None:
    people = at(p=(0.2, 0.01), q=(0.2, 0.05))
    people.loc["q"] = np.nan
    field = field_of(drawn(CROSS, *CROSSING), people=people)
    assert field.people is not None
    assert field.people.ids == ("p",)
    (iso,) = merged_isochrones(field, at(f=(0, 0)), [5.0])
    assert (iso.disks, iso.cuts, iso.late_inside) == (0, 0, 0)


def test_a_grid_too_fine_for_the_area_is_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        field_of(drawn(CROSS, *CROSSING), spacing_m=1.0)


def test_without_a_spacing_the_area_decides_it() -> None:
    field = ReachField.of(driving(drawn(CROSS, *CROSSING)))
    assert 100_000 < field.sampled < 400_000


def town(seed: int, side: int = 9) -> tuple[RoadGraph, np.random.Generator]:
    """A grid of streets with gaps, dead ends and one-way streets, blocks of some 600 m."""
    draw = np.random.default_rng(seed)
    places = {
        f"c{x}r{y}": (x * 0.6 + draw.uniform(-0.2, 0.2), y * 0.6 + draw.uniform(-0.2, 0.2))
        for x in range(side)
        for y in range(side)
    }
    roads = []
    for x in range(side):
        for y in range(side):
            for other in ((x + 1, y), (x, y + 1)):
                if max(other) < side and draw.random() < 0.8:
                    modes = ONE_WAY if draw.random() < 0.2 else Road("").modes
                    roads.append(Road(f"c{x}r{y} c{other[0]}r{other[1]}", modes=modes))
    return driving(drawn(places, *roads), island_km=3.0), draw


@given(st.integers(0, 10_000), st.sampled_from([100.0, 200.0]))
@settings(max_examples=12, deadline=None)
def test_everybody_within_the_limit_is_inside_and_nobody_inside_is_late_by_more_than_the_free_walk(
    seed: int, spacing_m: float
) -> None:
    graph, draw = town(seed)
    names = [f"p{k:03}" for k in range(300)]
    lon, lat = PLANE.to_degrees(draw.uniform(-500, 5500, 300), draw.uniform(-500, 5500, 300))
    people = pd.DataFrame({"lon": lon, "lat": lat}, index=pd.Index(names, dtype=str))
    field = ReachField.of(
        graph, area_around(-1, -1, 6, 6), spacing_m, snap_max_m=800.0, people=people
    )
    facilities = at(f=(0.5, 0.5), g=(4, 3))
    minutes = _minutes_of(graph, people, facilities)
    for iso in merged_isochrones(field, facilities, [2.0, 4.0, 8.0]):
        inside = shapely.intersects_xy(iso.area.buffer(1e-9), lon, lat)
        assert inside[minutes <= iso.limit_min].all()
        beyond = inside & ~(minutes <= iso.limit_min)
        late = minutes[beyond] - iso.limit_min
        # Half a spacing on foot at 6 km/h.
        assert (late <= spacing_m / 2 / 100 + 1e-9).all()
        assert iso.late_inside == pytest.approx(len(late), abs=1)
        assert iso.late_most_min <= field.free_min


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_nodes_reached_are_inside_and_later_ones_outside_within_two_spacings(seed: int) -> None:
    graph, _ = town(seed)
    spacing_m = 100.0
    field = ReachField.of(graph, area_around(-1, -1, 6, 6), spacing_m)
    facilities = at(f=(0.5, 0.5), g=(4, 3))
    where = snap(graph, list(facilities.index), facilities["lon"], facilities["lat"], 2000)
    minutes = nearest_at_nodes(graph, where).minutes
    network = graph.network
    used = np.zeros(network.node_count, dtype=bool)
    used[network.link_from[graph.kept]] = used[network.link_to[graph.kept]] = True
    (iso,) = merged_isochrones(field, facilities, [4.0])
    area = in_km(iso.area)
    east, north = PLANE.to_plane(network.node_lon, network.node_lat)
    away = shapely.distance(area, shapely.points(east / 1000, north / 1000)) * 1000
    # Two spacings: a speck of four cells in which nobody lives is not drawn.
    assert away[used & (minutes <= 4.0)].max() <= 2 * spacing_m
    depth = shapely.distance(shapely.boundary(area), shapely.points(east / 1000, north / 1000))
    late = used & (minutes > 4.0) & (away == 0)
    assert (depth[late] * 1000 <= 2 * spacing_m).all()


BETWEEN = {
    "a": (0, 0),
    "b": (3, 0),
    "c": (0, 0.06),
    "d": (3, 0.06),
    "e": (0, -0.06),
    "g": (3, -0.06),
}
THREE_ROADS = (Road("a b"), Road("c d"), Road("e g"))
"""Side by side, 60 m apart and not joined: only the middle one leads to the facility."""


def test_a_person_the_line_would_pass_by_gets_a_disk() -> None:
    # The rows of the grid lie 100 m off the middle road, so no point of it is reached.
    people = at(p=(0.2, 0.01), q=(0.2, 0.05))
    area = area_around(-1.1, -1.1, 4.1, 1.1)
    field = ReachField.of(driving(drawn(BETWEEN, *THREE_ROADS)), area, 200.0, 2000.0, people)
    (iso,) = merged_isochrones(field, at(f=(0, 0)), [0.4])
    assert (iso.disks, iso.cuts, iso.late_inside) == (1, 0, 0)
    assert iso.area.contains(place(0.2, 0.01))
    assert not iso.area.intersects(place(0.2, 0.05))


def test_a_person_beyond_whom_the_line_would_take_in_gets_a_hole() -> None:
    # The other way round: the outer roads lead to facilities, the middle one nowhere.
    people = at(p=(1.5, 0.0), q=(1.5, 0.05))
    area = area_around(-1.1, -1.1, 4.1, 1.1)
    field = ReachField.of(driving(drawn(BETWEEN, *THREE_ROADS)), area, 200.0, 2000.0, people)
    (iso,) = merged_isochrones(field, at(f=(0, 0.06), h=(0, -0.06)), [9.0])
    assert (iso.disks, iso.cuts, iso.late_inside) == (0, 1, 0)
    assert iso.area.contains(place(1.5, 0.05))
    assert not iso.area.intersects(place(1.5, 0.0))


def test_a_hole_is_kept_where_somebody_lives_who_is_not_reached() -> None:
    # Inside a ring of road reached in time lies a lane that leads only out the other way.
    field, people = _ring_with_a_hole(lives_there=True)
    (iso,) = merged_isochrones(field, at(f=(0, -0.6)), [9.0])
    assert sum(len(p.interiors) for p in iso.area.geoms) == 1
    assert not iso.area.intersects(shapely.Point(people["lon"].iloc[0], people["lat"].iloc[0]))


def test_a_small_hole_where_nobody_lives_is_not_drawn() -> None:
    field, _ = _ring_with_a_hole(lives_there=False)
    (iso,) = merged_isochrones(field, at(f=(0, -0.6)), [9.0])
    assert sum(len(p.interiors) for p in iso.area.geoms) == 0


def test_the_order_of_facilities_changes_nothing() -> None:
    field, facilities = field_of(drawn(CROSS, *CROSSING)), at(f=(-8, 0), g=(8, 0), h=(0, 3))
    (one,) = merged_isochrones(field, facilities, [4.0])
    (other,) = merged_isochrones(field, facilities[::-1], [4.0])
    assert one.area.equals(other.area)


def test_a_facility_more_never_takes_area_away_but_for_the_drawing() -> None:
    field = field_of(drawn(CROSS, *CROSSING))
    (one,) = merged_isochrones(field, at(f=(-8, 0)), [4.0])
    (more,) = merged_isochrones(field, at(f=(-8, 0), g=(-3, 0)), [4.0])
    lost = in_km(one.area).difference(in_km(more.area).buffer(field.spacing_m / 1000))
    assert lost.is_empty


def _ring_with_a_hole(*, lives_there: bool) -> tuple[ReachField, pd.DataFrame]:
    places = {"a": (-0.4, -0.6), "b": (0.4, -0.6), "c": (0.4, 0.6), "d": (-0.4, 0.6)}
    # A pair of lanes in the middle, joined to the ring by a very long way round only.
    places |= {"k": (-0.1, 0), "l": (0.1, 0)}
    roads = (Road("a b c d a"), Road("k l"), Road("l c", length_m=90_000, road_class="motorway"))
    people = at(p=(0.0, 0.0)) if lives_there else at(p=(0.0, -0.6))
    field = ReachField.of(
        driving(drawn(places, *roads)), area_around(-2, -2, 2, 2), 300.0, 2000.0, people
    )
    return field, people


def _minutes_of(
    graph: RoadGraph, people: pd.DataFrame, facilities: pd.DataFrame
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """To the nearest facility, by the times the tool counts people with; inf: not connected."""
    who = snap(graph, list(people.index), people["lon"], people["lat"], 800.0)
    where = snap(graph, list(facilities.index), facilities["lon"], facilities["lat"], 800.0)
    found = pd.Series(nearest_minutes(graph, who, where).minutes, index=list(who.ids))
    return found.reindex(people.index).fillna(np.inf).to_numpy()


def _ring(centre_km: tuple[float, float], radius_km: float) -> list[tuple[float, float]]:
    angles = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    lon, lat = PLANE.to_degrees(
        (centre_km[0] + radius_km * np.cos(angles)) * 1000,
        (centre_km[1] + radius_km * np.sin(angles)) * 1000,
    )
    return list(zip(lon, lat, strict=True))


def test_free_is_half_a_spacing() -> None:
    field = field_of(drawn(CROSS, *CROSSING))
    assert replace(field, spacing_m=100.0).free_m == 50.0
