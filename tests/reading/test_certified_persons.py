"""The form of certificate holders: categories, grades, ages, and totals against their parts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.certified_persons import age_band_of, read_certified_persons
from geo.vocabulary import DisabilityCategory
from tests.reading.sheets import codes, csv_of

HOLDERS = {"county": "容县", "persons": "120", "as_of": "2025-12-31", "source": "台账"}


def read(*rows: dict[str, str]):
    return read_certified_persons(csv_of([{**HOLDERS, **row} for row in rows]), "a.csv")


def test_chinese_headers_are_read() -> None:
    text = (
        "所在县,残疾类别,残疾等级,年龄段,持证人数,截至日期\n容县,肢体残疾,二级,60岁及以上,35,2025"
    )
    (record,) = read_certified_persons(text.encode(), "a.csv").records
    assert (record.county_code, record.category, record.grade, record.age_band) == (
        "450921",
        DisabilityCategory.PHYSICAL,
        2,
        "60+",
    )
    assert (record.persons, record.as_of) == (35, date(2025, 12, 31))


def test_a_row_without_category_grade_and_age_counts_all() -> None:
    (record,) = read({}).records
    assert (record.category, record.grade, record.age_band) == (None, None, "")


@pytest.mark.parametrize("word", ["合计", "全部", "不分"])
def test_a_total_may_be_called_so(word: str) -> None:
    (record,) = read({"category": word, "grade": word, "age_band": word}).records
    assert (record.category, record.grade, record.age_band) == (None, None, "")


@pytest.mark.parametrize(
    ("cell", "grade"),
    [("一级", 1), ("1", 1), ("2级", 2), ("Ⅲ级", 3), ("四", 4), ("4", 4)],
)
def test_a_grade_is_read_in_the_ways_it_is_written(cell: str, grade: int) -> None:
    assert read({"grade": cell}).records[0].grade == grade


@pytest.mark.parametrize("cell", ["0", "5", "五级", "一、二级", "重度"])
def test_what_is_no_single_grade_rejects_the_row(cell: str) -> None:
    reading = read({"grade": cell})
    assert (codes(reading), reading.rejected) == (["grade_unknown"], (2,))


@pytest.mark.parametrize(
    ("cell", "band"),
    [
        ("7-17岁", "7-17"),
        ("７－１７", "7-17"),
        ("7岁至17岁", "7-17"),
        ("60岁及以上", "60+"),
        ("60+", "60+"),
        ("6岁以下", "0-6"),
        ("未满7岁", "0-6"),
        ("", ""),
    ],
)
def test_an_age_band_is_read_in_full_years(cell: str, band: str) -> None:
    assert age_band_of(cell) == band


@pytest.mark.parametrize("cell", ["儿童", "17-7", "未满0岁", "200岁以上", "7"])
def test_what_is_no_age_band_rejects_the_row(cell: str) -> None:
    assert codes(read({"age_band": cell})) == ["age_band_unreadable"]


@given(st.integers(0, 120), st.integers(0, 120))
def test_an_age_band_reads_back_as_itself(one: int, other: int) -> None:
    band = f"{min(one, other)}-{max(one, other)}"
    assert age_band_of(band) == band


@pytest.mark.parametrize("cell", ["", "待报", "-1", "1.5"])
def test_a_row_without_a_number_of_persons_is_rejected_and_never_zero(cell: str) -> None:
    assert read({"persons": cell}).rejected == (2,)


def test_none_of_a_kind_is_a_zero_that_is_kept() -> None:
    assert read({"category": "言语", "persons": "0"}).records[0].persons == 0


def test_the_same_numbers_sent_again_have_the_same_id() -> None:
    assert read({"persons": "5"}).records[0].record_id == read({}).records[0].record_id


def test_the_same_group_twice_is_explained() -> None:
    reading = read({}, {"persons": "121"})
    assert (codes(reading), reading.rejected) == (["repeated_row"], (3,))


def by_category(*numbers: int) -> list[dict[str, str]]:
    return [
        {"category": c.value, "persons": str(n)}
        for c, n in zip(DisabilityCategory, numbers, strict=False)
    ]


def test_categories_that_add_up_to_the_total_are_fine() -> None:
    assert codes(read({}, *by_category(20, 20, 20, 20, 20, 10, 10))) == []


@pytest.mark.parametrize("last", [9, 11])
def test_seven_categories_that_do_not_add_up_are_a_warning_on_the_total(last: int) -> None:
    reading = read({}, *by_category(20, 20, 20, 20, 20, 10, last))
    assert [(i.code, i.row) for i in reading.issues] == [("total_not_the_sum", 2)]
    assert len(reading.records) == 8


def test_some_categories_may_be_fewer_than_the_total_but_not_more() -> None:
    assert codes(read({}, *by_category(60, 60))) == []
    assert codes(read({}, *by_category(60, 61))) == ["total_not_the_sum"]


def test_grades_are_compared_within_their_category() -> None:
    grades = [{"category": "visual", "grade": str(g), "persons": "10"} for g in (1, 2, 3, 4)]
    assert codes(read({"category": "visual", "persons": "40"}, *grades)) == []
    assert codes(read({"category": "visual", "persons": "41"}, *grades)) == ["total_not_the_sum"]


def test_numbers_of_different_days_are_not_compared() -> None:
    assert codes(read({}, *[{**r, "as_of": "2024-12-31"} for r in by_category(100, 100)])) == []
