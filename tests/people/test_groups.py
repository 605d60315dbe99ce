from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.layers import Provenance
from geo.people.demand import PeopleGroup
from geo.people.groups import group_demand
from geo.text import Text
from tests.people.worlds import everyone

WORLD = everyone(("p", "450921", 300), ("q", "450921", 100), ("r", "450923", 50))
REGISTERED = PeopleGroup.DISABLED_REGISTERED


def test_all_residents_stay_as_they_are() -> None:
    assert group_demand(WORLD, PeopleGroup.ALL) is WORLD


def test_registered_persons_are_spread_as_residents_are() -> None:
    found = group_demand(WORLD, REGISTERED, {"450921": 8, "450923": 5})
    assert found.persons.to_dict() == pytest.approx({"p": 6, "q": 2, "r": 5})


def test_a_county_that_has_not_reported_is_left_out_and_named() -> None:
    found = group_demand(WORLD, REGISTERED, {"450921": 8})
    assert list(found.frame.index) == ["p", "q"]
    assert "博白县没有报送" in found.notes[-1].zh
    assert "Bobai County: no total" in found.notes[-1].en


def test_a_county_that_reported_none_is_there_with_none() -> None:
    found = group_demand(WORLD, REGISTERED, {"450921": 8, "450923": 0})
    assert found.persons["r"] == 0
    assert "没有报送" not in "".join(note.zh for note in found.notes)


def test_nobody_reported_is_nobody_known() -> None:
    found = group_demand(WORLD, REGISTERED, {})
    assert found.frame.empty
    assert "容县、博白县没有报送" in found.notes[-1].zh


def test_reported_persons_of_a_county_without_residents_are_named() -> None:
    world = everyone(("p", "450921", 300), ("r", "450923", 0))
    found = group_demand(world, REGISTERED, {"450921": 8, "450923": 5})
    assert found.persons.to_dict() == {"p": 8}
    assert "博白县" in found.notes[-1].zh


def test_places_of_unknown_county_are_left_out_with_their_number() -> None:
    world = everyone(("p", "450921", 300), ("s", "", 70))
    found = group_demand(world, PeopleGroup.AGED_60_PLUS)
    assert list(found.frame.index) == ["p"]
    assert "1 处" in found.notes[-1].zh
    assert "70" in found.notes[-1].zh


def test_the_national_rate_needs_no_county() -> None:
    world = everyone(("p", "450921", 300), ("s", "", 100))
    found = group_demand(world, PeopleGroup.DISABLED_ESTIMATED)
    assert found.persons["s"] == pytest.approx(6.34)


def test_a_group_is_made_of_all_residents_only() -> None:
    old = group_demand(WORLD, PeopleGroup.AGED_65_PLUS)
    with pytest.raises(ValueError, match="all residents"):
        group_demand(old, PeopleGroup.AGED_60_PLUS)


@pytest.mark.parametrize("registered", [None, {"450921": -1.0}, {"450921": float("nan")}])
def test_registered_persons_must_be_known(registered: dict[str, float] | None) -> None:
    with pytest.raises(ValueError, match="certificate holders"):
        group_demand(WORLD, REGISTERED, registered)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=8), st.integers(1, 10**6))
def test_reported_persons_are_conserved(residents: list[int], reported: int) -> None:
    world = everyone(*((f"v{k}", "450921", n) for k, n in enumerate(residents)))
    found = group_demand(world, REGISTERED, {"450921": reported})
    assert found.total_persons == pytest.approx(reported if sum(residents) else 0)
    assert (found.persons >= 0).all()


def test_counties_that_did_not_report_are_of_unknown_persons() -> None:
    world = everyone(("p", "450921", 300), ("s", "450922", 100))
    assert group_demand(world, REGISTERED, {"450921": 8}).unknown_counties == ("450922",)


@pytest.mark.parametrize(
    "other",
    [
        {"provenance": Provenance("b.tif", "")},
        {"said": Text("另一文件", "Another file")},
        {"notes": (Text("注", "Note"),)},
        {"census_share": 0.5},
    ],
    ids=["provenance", "said", "notes", "census_share"],
)
def test_the_same_people_from_elsewhere_have_another_fingerprint(other: dict[str, object]) -> None:
    """Studies are kept by it, and say which file their people are of."""
    assert replace(WORLD, **other).fingerprint != WORLD.fingerprint  # type: ignore[arg-type]
