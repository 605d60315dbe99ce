"""The form of retrofit money: the unit is read and never guessed; place, source, tasks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.retrofit_funds import read_retrofit_funds
from geo.vocabulary import WORDS, FundKind
from tests.reading.sheets import codes, csv_of

MONEY = {
    "county": "容县",
    "fund_source": "自治区",
    "金额（万元）": "36.5",
    "year": "2026",
    "task_households": "100",
    "document": "桂财社〔2026〕1号",
}


def read(*rows: dict[str, str]):
    return read_retrofit_funds(csv_of([{**MONEY, **row} for row in rows or ({},)]), "a.csv")


def amount(header: str, cell: str):
    return read_retrofit_funds(
        csv_of([{"所在县": "容县", "资金来源": "市", header: cell}]), "a.csv"
    )


def test_a_row_is_read_with_its_city() -> None:
    (record,) = read({"use_limit": "仅用于困难重度残疾人家庭"}).records
    assert (record.city_code, record.county_code, record.fund_source, record.year) == (
        "450900",
        "450921",
        FundKind.REGION,
        2026,
    )
    assert (record.amount_yuan, record.task_households, record.use_limit, record.document) == (
        365_000.0,
        100,
        "仅用于困难重度残疾人家庭",
        "桂财社〔2026〕1号",
    )


@pytest.mark.parametrize(
    ("header", "cell", "yuan"),
    [
        ("金额（万元）", "36.5", 365_000.0),
        ("金额(元)", "365000", 365_000.0),
        ("金额万元", "0.1", 1_000.0),
        ("下达资金（千元）", "12", 12_000.0),
        ("amount_wan_yuan", "1", 10_000.0),
        ("amount_yuan", "1", 1.0),
        ("金额", "36.5万元", 365_000.0),
        ("金额", "1,200元", 1_200.0),
        ("金额（元）", "12万", 120_000.0),
        ("金额（万元）", "12万", 120_000.0),
        ("金额（万元）", "0", 0.0),
    ],
)
def test_the_unit_of_the_header_or_the_cell_decides(header: str, cell: str, yuan: float) -> None:
    assert [r.amount_yuan for r in amount(header, cell).records] == [yuan]


def test_a_sum_without_a_unit_is_asked_about_and_not_taken() -> None:
    reading = amount("金额", "36.5")
    assert (codes(reading), reading.records) == (["unit_missing"], ())


def below(line: str, header: str = "金额", cell: str = "36.5"):
    """The money of a sheet with a line above its header."""
    text = (
        f"家庭无障碍改造资金下达情况\n{line}\n所在县,资金来源,{header},文号\n容县,市,{cell},1号\n"
    )
    return read_retrofit_funds(text.encode(), "a.csv")


@pytest.mark.parametrize(
    "line",
    ["单位：万元", ",,,单位:万元", "（单位：万元）", "金额单位：人民币万元", "单位：户、万元"],
)
def test_a_unit_above_the_header_is_that_of_money_that_states_none(line: str) -> None:
    assert [r.amount_yuan for r in below(line).records] == [365_000.0]


def test_a_unit_above_the_header_is_said() -> None:
    assert "unit_from_above" in codes(below("单位：万元"))


def test_the_header_s_own_unit_goes_before_the_one_above() -> None:
    reading = below("单位：万元", "金额（元）", "5000")
    assert [r.amount_yuan for r in reading.records] == [5_000.0]
    assert "unit_from_above" not in codes(reading)


def test_a_cell_in_another_unit_than_the_one_above_is_asked_about() -> None:
    assert "unit_conflict" in codes(below("单位：万元", cell="5000元"))


@pytest.mark.parametrize("line", ["单位：户", "单位：万元或元", "填报单位：元县残联"])
def test_a_line_above_that_names_no_one_unit_is_not_taken(line: str) -> None:
    assert "unit_missing" in codes(below(line))


@pytest.mark.parametrize(("header", "cell"), [("金额（万元）", "5000元"), ("金额（元）", "5万元")])
def test_a_cell_in_another_unit_than_the_header_is_asked_about(header: str, cell: str) -> None:
    assert codes(amount(header, cell)) == ["unit_conflict"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("", "required_empty"), ("待报", "required_empty"), ("约5", "number_unreadable"),
     ("-1", "number_out_of_range"), ("100001", "number_out_of_range")],
)  # fmt: skip
def test_a_sum_that_is_none_rejects_the_row(cell: str, code: str) -> None:
    reading = amount("金额（万元）", cell)
    assert (codes(reading), reading.rejected) == ([code], (2,))


@given(st.integers(0, 10**11))
def test_every_sum_of_whole_fen_is_read_exactly(fen: int) -> None:
    text = f"{fen // 100}.{fen % 100:02d}"
    (record,) = amount("金额（元）", text).records
    assert round(record.amount_yuan * 100) == fen


@pytest.mark.parametrize("kind", FundKind)
def test_every_source_is_read_by_its_word_and_its_code(kind: FundKind) -> None:
    assert read({"fund_source": WORDS[kind].zh}).records[0].fund_source is kind
    assert read({"fund_source": kind.value}).records[0].fund_source is kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("县配套", FundKind.COUNTY),
        ("市级", FundKind.CITY),
        ("残疾人就业保障金", FundKind.EMPLOYMENT_LEVY),
        ("中央财政补助资金", FundKind.CENTRAL),
    ],
)
def test_a_source_is_read_in_the_words_of_the_counties(word: str, kind: FundKind) -> None:
    assert read({"fund_source": word}).records[0].fund_source is kind


@pytest.mark.parametrize("word", ["中央", "彩票公益金", "财政"])
def test_a_word_that_could_mean_two_sources_is_asked_about(word: str) -> None:
    assert codes(read({"fund_source": word})) == ["unknown_word"]


@pytest.mark.parametrize(
    "cells",
    [{"county": "", "city": "玉林市"}, {"county": "全市", "city": "玉林市"}, {"county": "玉林市"}],
)
def test_money_of_the_whole_city_has_no_county(cells: dict[str, str]) -> None:
    (record,) = read(cells).records
    assert (record.city_code, record.county_code) == ("450900", "")


def test_money_of_no_place_is_rejected() -> None:
    assert codes(read({"county": ""})) == ["place_missing"]


def test_a_county_of_another_city_is_asked_about() -> None:
    assert codes(read({"city": "柳州市"})) == ["county_not_in_city"]


def test_tasks_and_year_not_given_are_none() -> None:
    (record,) = read({"task_households": "", "year": ""}).records
    assert (record.task_households, record.year) == (None, None)


@pytest.mark.parametrize(
    ("cell", "asked"), [("1", False), ("0.99", True), ("1000", False), ("1001", True)]
)
def test_a_sum_a_household_beyond_any_retrofit_is_asked_about(cell: str, asked: bool) -> None:
    reading = read({"金额（万元）": cell})
    assert codes(reading) == (["sum_a_household_unlikely"] if asked else [])
    assert len(reading.records) == 1


def test_two_documents_of_one_source_stand_beside_each_other() -> None:
    assert len(read({}, {"document": "桂财社〔2026〕9号"}).records) == 2
    assert codes(read({}, {})) == ["repeated_row"]
