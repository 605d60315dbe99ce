import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.counties import (
    Ambiguous,
    label_points,
    load_cities,
    load_counties,
    resolve_city,
    resolve_county,
)
from geo.layers import City, County

NAMES = [name for c in load_counties() for name in (c.name_zh, c.short_zh, c.name_en, c.short_en)]


def test_yulin_has_seven_counties_and_liuzhou_ten() -> None:
    cities = [county.city_code for county in load_counties()]
    assert (cities.count("450900"), cities.count("450200")) == (7, 10)


def test_counties_come_in_code_order() -> None:
    codes = [county.code for county in load_counties()]
    assert codes == sorted(codes)


def test_every_county_belongs_to_a_loaded_city() -> None:
    assert {c.city_code for c in load_counties()} == {c.code for c in load_cities()}


def test_every_name_is_unlike_every_other_counties_names() -> None:
    for kind in ("name_zh", "name_en", "short_zh", "short_en"):
        assert len({getattr(county, kind) for county in load_counties()}) == 17


def test_a_county_carries_its_residents_of_the_2020_census() -> None:
    people = {county.code: county.population_persons for county in load_counties()}
    assert people["450923"] == 1_390_612


def test_every_county_has_a_label_point() -> None:
    assert set(label_points()) == {county.code for county in load_counties()}


@pytest.mark.parametrize("county", load_counties(), ids=lambda c: c.code)
def test_code_and_all_its_names_mean_the_county(county: County) -> None:
    written = (county.code, county.name_zh, county.short_zh, county.name_en, county.short_en)
    assert [resolve_county(text) for text in written] == [county.code] * 5


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("４５０９２１", "450921"),
        ("450921000000", "450921"),
        ("450921100", "450921"),
        ("450921.0", "450921"),
        (" 容 县 ", "450921"),
        ("广西玉林市容县", "450921"),
        ("广西壮族自治区柳州市融水苗族自治县", "450225"),
        ("玉林市，容县", "450921"),
        ("玉州", "450902"),
        ("融水", "450225"),
        ("融水自治县", "450225"),
        ("三江", "450226"),
        ("柳江县", "450206"),
        ("Rong County", "450921"),
        ("Rongxian County", "450921"),
        ("Rong’an County", "450224"),
        ("rongan, Liuzhou, Guangxi", "450224"),
        ("Beiliu City", "450981"),
    ],
)
def test_a_form_in_use_means_its_county(text: str, code: str) -> None:
    assert resolve_county(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "容",
        "融",
        "县",
        "Rong",
        "柳东新区",
        "玉东新区",
        "桂林市",
        "全州县",
        "450999",
        "45092",
        "玉林市",
        "450900",
        "广西",
        "容县残联",
        "容城",
        "450921A",
        "1564509211",
    ],
)
def test_what_names_no_county_resolves_to_none(text: str) -> None:
    assert resolve_county(text) is None


def test_a_county_under_the_wrong_city_resolves_to_none() -> None:
    assert resolve_county("柳州市容县") is None


def test_two_counties_in_one_cell_are_ambiguous() -> None:
    assert resolve_county("福绵区、玉州区") == Ambiguous(("450902", "450903"))


def test_a_known_county_beside_an_unknown_place_resolves_to_none() -> None:
    assert resolve_county("融安县、火星") is None


def test_a_name_two_counties_share_is_ambiguous_until_the_city_is_said() -> None:
    cities = (City("310000", "甲市", "Jia"), City("320000", "乙市", "Yi"))
    counties = (
        County("310101", "鼓楼区", "Gulou District", "鼓楼区", "Gulou", "310000", 1),
        County("320101", "鼓楼区", "Gulou District", "鼓楼区", "Gulou", "320000", 1),
    )
    assert resolve_county("鼓楼区", counties, cities) == Ambiguous(("310101", "320101"))
    assert resolve_county("乙市鼓楼区", counties, cities) == "320101"


@given(st.text(max_size=30))
def test_any_text_resolves_without_error(text: str) -> None:
    found = resolve_county(text)
    known = {county.code for county in load_counties()}
    assert found is None or isinstance(found, Ambiguous) or found in known


@given(st.sampled_from(NAMES), st.sampled_from([" ", "\t", "\u3000"]))
def test_spaces_around_a_name_change_nothing(name: str, space: str) -> None:
    assert resolve_county(space + name + space) == resolve_county(name)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("玉林", "450900"),
        ("玉林市", "450900"),
        ("广西玉林市", "450900"),
        ("450200", "450200"),
        ("Liuzhou", "450200"),
        ("Liuzhou City", "450200"),
        ("450200000000", "450200"),
    ],
)
def test_a_city_is_known_by_its_code_and_names(text: str, code: str) -> None:
    assert resolve_city(text) == code


@pytest.mark.parametrize("text", ["", "桂林市", "容县", "450921", "玉林、柳州", "市"])
def test_what_names_no_city_resolves_to_none(text: str) -> None:
    assert resolve_city(text) is None
