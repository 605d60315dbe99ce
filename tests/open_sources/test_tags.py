"""Which tags make a lead, what they suggest, and what of them is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.open_sources.tags import guess_of, is_lead, kept_tags, name_of
from geo.vocabulary import FacilityType as F
from tests.reading.identity_numbers import identity_number


@pytest.mark.parametrize(
    "tags",
    [
        {"name": "演示特殊教育学校", "amenity": "school"},
        {"name": "演示特教幼儿园", "amenity": "kindergarten"},
        {"name": "演示儿童福利院", "amenity": "social_facility"},
        {"name": "演示残疾人托养中心"},
        {"alt_name": "演示康复中心", "name": "演示诊所", "amenity": "clinic"},
        {"name:zh": "演示聋校", "name": "Demonstration School"},
        {"amenity": "social_facility", "social_facility:for": "senior;disabled"},
        {"amenity": "social_facility", "social_facility:for": "mental_health"},
        {"healthcare": "rehabilitation"},
        {"amenity": "hospital", "healthcare:speciality": "neurology;rehabilitation"},
        {"amenity": "school", "school:special_needs": "only"},
        {"amenity": "school", "school:special_needs": "separated"},
        {"amenity": "school", "school": "special_education_needs"},
        {"amenity": "school", "school:for": "autism;deaf"},
    ],
)
def test_a_name_or_a_tag_makes_a_lead(tags: dict[str, str]) -> None:
    assert is_lead(tags)


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"name": "演示第一小学", "amenity": "school"},
        {"name": "演示敬老院", "amenity": "social_facility", "social_facility:for": "senior"},
        {"amenity": "school", "school:special_needs": "no"},
        {"amenity": "school", "school:special_needs": "limited"},
        {"amenity": "school", "school": "primary"},
        {"amenity": "hospital", "healthcare": "hospital"},
        {"name": "演示县残疾人联合会", "amenity": "social_facility"},
        {"name": "演示县残联"},
    ],
)
def test_an_ordinary_place_makes_none(tags: dict[str, str]) -> None:
    assert not is_lead(tags)


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("演示县特殊教育学校", F.SPECIAL_SCHOOL),
        ("演示培智学校", F.SPECIAL_SCHOOL),
        ("演示盲聋哑学校", F.SPECIAL_SCHOOL),
        ("演示康复幼儿园", F.SPECIAL_CLASS),
        ("演示小学特教班", F.SPECIAL_CLASS),
        ("演示残疾人托养中心", F.CARE),
        ("演示残疾人康复中心", F.REHABILITATION),
        ("演示康复医院", F.REHABILITATION_HOSPITAL),
        ("演示残疾人之家", F.DISABLED_HOME),
        ("演示残疾人综合服务中心", F.COMPREHENSIVE),
        ("演示精神障碍社区康复站", F.MENTAL_HEALTH_COMMUNITY),
        ("演示社区康复站", F.COMMUNITY_REHABILITATION),
        ("演示残疾人辅助性就业基地", F.SUPPORTED_EMPLOYMENT),
        ("演示辅助器具服务中心", F.ASSISTIVE_DEVICE),
        ("演示儿童福利院", F.CHILD_WELFARE),
    ],
)
def test_a_name_suggests_its_type(name: str, guess: F) -> None:
    assert guess_of({"name": name}) is guess


@pytest.mark.parametrize(
    "name",
    [
        "演示医院康复科",
        "演示儿童康复中心",
        "演示孤独症康复中心",
        "演示社会福利院",
        "演示特教资源中心",
    ],
)
def test_a_name_that_could_mean_several_types_suggests_none(name: str) -> None:
    assert guess_of({"name": name}) is None


@pytest.mark.parametrize(
    ("tags", "guess"),
    [
        ({"school:special_needs": "only"}, F.SPECIAL_SCHOOL),
        ({"school": "special_education_needs"}, F.SPECIAL_SCHOOL),
        ({"school:special_needs": "separated"}, F.SPECIAL_CLASS),
        ({"school:special_needs": "mixed"}, None),
        ({"healthcare": "rehabilitation"}, F.REHABILITATION),
        ({"healthcare": "rehabilitation", "amenity": "hospital"}, F.REHABILITATION_HOSPITAL),
        ({"healthcare:speciality": "rehabilitation", "amenity": "hospital"}, None),
        (
            {"social_facility": "workshop", "social_facility:for": "disabled"},
            F.SUPPORTED_EMPLOYMENT,
        ),
        ({"social_facility": "group_home", "social_facility:for": "disabled"}, F.CARE),
        ({"social_facility": "group_home", "social_facility:for": "senior;disabled"}, None),
        (
            {"social_facility": "day_care", "social_facility:for": "mental_health"},
            F.MENTAL_HEALTH_COMMUNITY,
        ),
        ({"social_facility": "group_home", "social_facility:for": "mental_health"}, None),
        ({"social_facility:for": "disabled"}, None),
    ],
)
def test_without_a_telling_name_the_tags_suggest_the_type_or_none(
    tags: dict[str, str], guess: F | None
) -> None:
    assert guess_of(tags) is guess


def test_the_name_outweighs_the_tags() -> None:
    assert (
        guess_of({"name": "演示特殊教育学校", "healthcare": "rehabilitation"}) is F.SPECIAL_SCHOOL
    )


@pytest.mark.parametrize(
    "key",
    [
        "phone",
        "fax",
        "email",
        "mobile",
        "contact:phone",
        "contact:wechat",
        "contact:website",
        "note",
        "description",
        "operator:wikidata",
        "anything",
    ],
)
def test_a_key_not_on_the_list_is_dropped(key: str) -> None:
    assert kept_tags({key: "演示"}) == ()


@pytest.mark.parametrize("operator", ["张三", "欧阳修", "李四夫妇", "Zhang San"])
def test_an_operator_that_may_be_a_person_is_dropped(operator: str) -> None:
    assert kept_tags({"operator": operator}) == ()


@pytest.mark.parametrize("operator", ["演示县残联", "演示县民政局", "演示公益基金会", "演示医院"])
def test_an_operator_that_is_an_organisation_is_kept(operator: str) -> None:
    assert kept_tags({"operator": operator}) == (("operator", operator),)


@pytest.mark.parametrize(
    "value",
    [
        "演示康复中心13800000000",
        "演示 +86 138-0000-0000",
        "a@example.cn",
        f"演示{identity_number()}",
    ],
)
def test_a_value_with_a_number_or_address_of_a_person_is_dropped(value: str) -> None:
    assert kept_tags({"name": value}) == ()
    assert name_of({"name": value}) == ""


def test_a_website_is_kept_when_it_is_an_address_of_the_web() -> None:
    assert kept_tags({"website": "https://example.org"}) == (("website", "https://example.org"),)
    assert kept_tags({"website": "javascript:alert(1)"}) == ()


def test_the_chinese_name_comes_first() -> None:
    assert name_of({"name": "Demonstration School", "name:zh": "演示聋校"}) == "演示聋校"


@given(st.dictionaries(st.sampled_from(["name", "amenity", "capacity"]), st.text(max_size=400)))
def test_what_is_kept_is_one_short_line_without_control_characters(tags: dict[str, str]) -> None:
    for _, value in kept_tags(tags):
        assert 0 < len(value) <= 255
        assert value.isprintable()


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=40), max_size=5))
def test_any_tags_are_judged_without_a_fault(tags: dict[str, str]) -> None:
    assert is_lead(tags) in (True, False)
    assert guess_of(tags) in (None, *F)
