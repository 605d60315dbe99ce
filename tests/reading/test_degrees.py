import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.cells import Problem
from geo.reading.degrees import Angle, Axis, parse_angle, parse_pair

SECONDS = 110 + 33 / 60 + 28 / 3600


@pytest.mark.parametrize(
    "text",
    [
        "110°33′28″", "110度33分28秒", "110°33'28\"", "110º33’28”", "110° 33′ 28″", "110°33′28",
        "110-33-28", "110－33－28", "110.33.28", "110:33:28", "110 33 28", "１１０°３３′２８″",
        "110°33′28″E", "E110°33′28″", "东经110°33′28″", "经度：110度33分28秒", "110°33''28''",
    ],
)  # fmt: skip
def test_degrees_minutes_and_seconds_are_read_however_written(text: str) -> None:
    angle = parse_angle(text.replace("33''", "33'"))
    assert isinstance(angle, Angle)
    assert angle.degrees == pytest.approx(SECONDS)


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("E110°33.47′", 110 + 33.47 / 60),
        ("110°33′", 110.55),
        ("东经110.55", 110.55),
        ("110.55°", 110.55),
        ("１１０．５５", 110.55),
        ("西经110.55", -110.55),
        ("S22.86", -22.86),
        ("110558000", 110_558_000),
    ],
)
def test_other_ways_to_write_a_coordinate(text: str, degrees: float) -> None:
    angle = parse_angle(text)
    assert isinstance(angle, Angle)
    assert angle.degrees == pytest.approx(degrees)


@pytest.mark.parametrize(
    "text", ["110°60′", "110°33′60″", "110°33.5′28″", "110°33″", "约110", "北纬22E", "110-33"]
)
def test_what_is_no_coordinate_is_a_problem(text: str) -> None:
    found = parse_angle(text)
    assert isinstance(found, Problem)
    assert found.code == "coordinate_unreadable"


@pytest.mark.parametrize("text", ["", "/", "—", "不详"])
def test_a_cell_that_says_nothing_is_none(text: str) -> None:
    assert parse_angle(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "110.55,22.86", "110.55，22.86", "110.55、22.86", "110.55 22.86", "(110.55, 22.86)",
        "110.55/22.86", "110.55E22.86N", "E110.55 N22.86", "经度110.55纬度22.86",
        "东经110°33′ 北纬22°51′36″", "东经110°33′北纬22°51′36″", "110°33′ 22°51′36″",
        "东经110度33分，北纬22度51分36秒", "110-33-00,22-51-36", "经度：110.55；纬度：22.86",
    ],
)  # fmt: skip
def test_a_cell_with_both_values_gives_both(text: str) -> None:
    pair = parse_pair(text)
    assert pair is not None
    assert [angle.degrees for angle in pair] == [pytest.approx(110.55), pytest.approx(22.86)]


def test_a_pair_says_which_value_is_which_where_it_is_named() -> None:
    pair = parse_pair("N22°51′ E110°33′")
    assert pair is not None
    assert [angle.axis for angle in pair] == [Axis.LAT, Axis.LON]


@pytest.mark.parametrize(
    "text", ["110.55", "110 33 28", "110 33", "110°33′28″", "110.5522.86", "东经110东经22", ""]
)
def test_one_value_is_no_pair(text: str) -> None:
    assert parse_pair(text) is None


@given(st.integers(0, 179), st.integers(0, 59), st.integers(0, 59))
def test_every_degree_minute_and_second_comes_back(d: int, m: int, s: int) -> None:
    assert parse_angle(f"{d}°{m}′{s}″") == Angle(d + m / 60 + s / 3600)


@given(st.text("0123456789.,°′″'\"度分秒东西经南北纬EWNS -:/()", max_size=30))
def test_no_text_makes_the_parser_fail(text: str) -> None:
    parse_pair(text)
    parse_angle(text)
