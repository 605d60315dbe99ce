from datetime import date

import pytest

from geo.reading.cells import (
    Problem,
    parse_date,
    parse_number,
    parse_one,
    parse_several,
    parse_ternary,
)
from geo.reading.synonyms import member_of
from geo.records import DateSpan
from geo.vocabulary import (
    WORDS,
    Datum,
    FacilityType,
    Function,
    Level,
    Operation,
    SchoolStage,
    Status,
    Ternary,
)

DAY = DateSpan.of(2016, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2016-09-01",
        "2016/9/1",
        "2016.9.1",
        "2016年9月1日",
        "２０１６年９月１日",
        "20160901",
        "42614",
        "2016-09-01 00:00:00",
        "2016 - 9 - 1",
        "2016年9月1号",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    "text", ["2016.9", "2016-09", "2016年9月", "2016/9", "201609", "2016年9月底"]
)
def test_a_month_is_the_span_of_its_days(text: str) -> None:
    assert parse_date(text) == DateSpan(date(2016, 9, 1), date(2016, 9, 30))


@pytest.mark.parametrize("text", ["2016", "2016年"])
def test_a_year_is_the_span_of_its_days(text: str) -> None:
    assert parse_date(text) == DateSpan(date(2016, 1, 1), date(2016, 12, 31))


@pytest.mark.parametrize("text", ["", " ", "/", "—", "不详", "无", "待定"])
def test_a_cell_that_says_nothing_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text", ["去年", "2021-02-30", "2016-13", "9/1/2016", "3016-01-01", "16.9.1"]
)
def test_a_date_that_is_no_date_is_a_problem(text: str) -> None:
    assert isinstance(parse_date(text), Problem)


def test_a_month_that_lost_its_zero_is_asked_about() -> None:
    problem = parse_date("2016.1")
    assert isinstance(problem, Problem)
    assert "2016-10" in problem.remedy.zh


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50", 50),
        ("1,200", 1200),
        ("１，２００", 1200),
        ("50张", 50),
        ("1200㎡", 1200),
        ("1200 平方米", 1200),
        ("1.2万人次", 12000),
        ("-3", -3),
        ("12.5", 12.5),
        ("1'200", 1200),
        ("0", 0),
    ],
)
def test_a_number_is_read_with_its_marks_and_units(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["约50", "五十", "50-60", "12a", "1,2", "nan", "inf"])
def test_a_number_that_is_no_number_is_a_problem(text: str) -> None:
    assert isinstance(parse_number(text), Problem)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("是", Ternary.YES),
        ("有", Ternary.YES),
        ("√", Ternary.YES),
        ("Yes", Ternary.YES),
        ("TRUE", Ternary.YES),
        ("否", Ternary.NO),
        ("无", Ternary.NO),
        ("×", Ternary.NO),
        ("no", Ternary.NO),
        ("不详", Ternary.UNKNOWN),
        ("unknown", Ternary.UNKNOWN),
        ("", Ternary.UNKNOWN),
    ],
)
def test_yes_no_and_not_known_in_the_words_offices_use(text: str, answer: Ternary) -> None:
    assert parse_ternary(text) is answer


@pytest.mark.parametrize("member", list(WORDS), ids=lambda m: f"{type(m).__name__}.{m}")
def test_every_code_is_read_from_its_code_and_its_words(member: object) -> None:
    vocabulary = type(member)
    words = WORDS[member]  # type: ignore[index]
    assert [member_of(vocabulary, w) for w in (str(member), words.zh)] == [member] * 2  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("vocabulary", "word", "member"),
    [
        (Operation, "公建民营", Operation.PUBLIC_PRIVATE_RUN),
        (Datum, "wgs84", Datum.WGS84),
        (Datum, "高德", Datum.GCJ02),
        (FacilityType, "特教班/园", FacilityType.SPECIAL_CLASS),
        (Status, "已投入使用", Status.OPERATING),
        (Level, "县（区）级", Level.COUNTY),
        (Level, "乡镇", Level.TOWNSHIP),
        (Level, "镇", Level.TOWNSHIP),
        (Level, "乡", Level.TOWNSHIP),
        (SchoolStage, "九年一贯制", SchoolStage.COMPULSORY),
    ],
)
def test_a_synonym_is_read_as_its_code(vocabulary: type, word: str, member: object) -> None:
    assert parse_one(vocabulary, word) == member


@pytest.mark.parametrize(
    ("vocabulary", "word"), [(Operation, "民办"), (Level, "区级"), (Status, "建成")]
)
def test_a_word_with_two_meanings_is_left_to_its_sender(vocabulary: type, word: str) -> None:
    assert isinstance(parse_one(vocabulary, word), Problem)


@pytest.mark.parametrize("mark", ["、", ",", "，", ";", "；", "/", "|", "\n"])
def test_several_words_are_read_with_every_separator(mark: str) -> None:
    assert parse_several(Function, f"康复{mark}日间照料") == (
        Function.REHABILITATION,
        Function.DAY_CARE,
    )


def test_an_unknown_word_is_answered_with_the_accepted_ones() -> None:
    problem = parse_one(Status, "开着")
    assert isinstance(problem, Problem)
    assert "试运营" in problem.remedy.zh
    assert "trial" in problem.remedy.en
