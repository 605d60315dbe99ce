import numpy as np
import pytest

from geo.people.builtin import built_in_demand
from geo.people.demand import GROUP_WORDS, PeopleGroup, PeopleKind
from geo.population import aged_persons, estimate_disabled, load_census

CITIES = ["450200", "450900"]
BOBAI = "450923"


@pytest.mark.parametrize("city", CITIES)
def test_counties_add_up_to_the_census(city: str) -> None:
    found = built_in_demand(city).frame.groupby("county_code")["persons"].sum()
    census = load_census()["total_persons"].reindex(found.index)
    assert np.abs(found - census).max() < 1e-6


@pytest.mark.parametrize(("city", "persons"), [("450200", 4_157_934), ("450900", 5_796_766)])
def test_a_city_has_the_residents_of_the_bulletin(city: str, persons: int) -> None:
    assert built_in_demand(city).total_persons == pytest.approx(persons, abs=1e-5)


def test_people_are_denser_at_the_town_than_at_the_border() -> None:
    frame = built_in_demand("450900").frame
    bobai = frame[frame["county_code"] == BOBAI]
    to_town = np.hypot(bobai["lon"] - 109.97163, bobai["lat"] - 22.2757)
    assert bobai["persons"][to_town.idxmin()] > 20 * bobai["persons"][to_town.idxmax()]


def test_the_rural_density_is_the_least_a_cell_has() -> None:
    # 791 333 rural residents of 博白县 on its 3 836 km²: some 200 a km², on cells of 0.74 to 0.77.
    frame = built_in_demand("450900").frame
    least = frame["persons"][frame["county_code"] == BOBAI].min()
    assert 791_333 / 5_015 * 0.97 < least < 791_333 / 5_015 * 1.05


@pytest.mark.parametrize("city", CITIES)
def test_the_demand_says_what_it_is_and_how_wrong(city: str) -> None:
    demand = built_in_demand(city)
    assert (demand.kind, demand.group, demand.cells) == (
        PeopleKind.BUILT_IN,
        PeopleGroup.ALL,
        True,
    )
    assert "2020-11-01" in demand.said.zh
    assert "2020-11-01" in demand.said.en
    for figure in ("0.94", "20%", "0.58", "33%", "293"):
        assert figure in demand.notes[0].zh
        assert figure in demand.notes[0].en.replace(" %", "%")


def test_fumian_is_named_for_its_missing_town_in_its_own_city_only() -> None:
    yulin, liuzhou = (
        "".join(n.zh for n in built_in_demand(city).notes) for city in ("450900", "450200")
    )
    assert "福绵区在该表中没有城镇点" in yulin
    assert "没有城镇点" not in liuzhou


def test_yufeng_is_named_for_its_seat_at_the_edge_in_its_own_city_only() -> None:
    yulin, liuzhou = (
        "".join(n.zh for n in built_in_demand(city).notes) for city in ("450900", "450200")
    )
    assert "鱼峰区的城区与邻区连片" in liuzhou
    assert "连片" not in yulin


@pytest.mark.parametrize(
    ("group", "first", "last"),
    [
        (PeopleGroup.AGED_0_14, 0, 14),
        (PeopleGroup.AGED_5_14, 5, 14),
        (PeopleGroup.AGED_60_PLUS, 60, None),
        (PeopleGroup.AGED_65_PLUS, 65, None),
    ],
)
def test_an_age_group_adds_up_to_the_census_by_county(
    group: PeopleGroup, first: int, last: int | None
) -> None:
    found = built_in_demand("450200", group).frame.groupby("county_code")["persons"].sum()
    census = aged_persons(load_census(), first, last).reindex(found.index)
    assert np.abs(found - census).max() < 1e-6


def test_the_estimate_is_the_national_rate_on_residents() -> None:
    demand = built_in_demand("450900", PeopleGroup.DISABLED_ESTIMATED)
    expected = estimate_disabled(5_796_766)
    assert demand.group is PeopleGroup.DISABLED_ESTIMATED
    assert demand.total_persons == pytest.approx(expected.count)


def test_registered_persons_are_those_reported() -> None:
    demand = built_in_demand(
        "450900", PeopleGroup.DISABLED_REGISTERED, registered={BOBAI: 31_000, "450921": 9_600}
    )
    sums = demand.frame.groupby("county_code")["persons"].sum()
    assert sums.to_dict() == pytest.approx({BOBAI: 31_000, "450921": 9_600})
    assert demand.group is PeopleGroup.DISABLED_REGISTERED


def test_another_group_has_another_fingerprint_and_the_same_cells() -> None:
    everyone, old = built_in_demand("450900"), built_in_demand("450900", PeopleGroup.AGED_65_PLUS)
    assert everyone.fingerprint != old.fingerprint
    assert list(everyone.frame.index) == list(old.frame.index)
    assert everyone.fingerprint == built_in_demand("450900").fingerprint


def test_every_group_has_words() -> None:
    assert set(GROUP_WORDS) == set(PeopleGroup)
