import sys

import pytest

from geo.issues import Severity
from geo.reading.facilities import read_facilities
from geo.reading.intake import intake
from geo.reading.privacy import holds_number, is_bank_card, is_identity_number
from tests.reading.identity_numbers import bank_card, credit_code, identity_number
from tests.reading.sheets import book_of, codes, csv_of, facility, xlsx_of

NUMBER = identity_number()
WIDE = NUMBER.translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)})


@pytest.mark.parametrize(
    "cell",
    [
        NUMBER,
        identity_number(serial="009"),
        identity_number(serial="009").lower(),
        NUMBER + "43",
        f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
        f"{NUMBER[:6]}-{NUMBER[6:14]}-{NUMBER[14:]}",
        WIDE,
        f"证号{NUMBER}（已核）",
        f"1.{NUMBER}某人",
        "450921670401123",
        "4.5E+17",
        "4.50921E+17",
        "4.50921196704011E+17",
        NUMBER[:15] + "000",
        "4.50921E+19",
    ],
)
def test_an_identity_number_refuses_the_file_however_it_is_written(cell: str) -> None:
    reading = read_facilities(csv_of([facility(note=cell)]), "a.csv")
    assert codes(reading) == ["identity_number"]
    assert reading.refused
    assert reading.records == ()


def test_an_identity_number_stored_as_a_number_refuses_the_workbook() -> None:
    source = xlsx_of(
        ["名称", "所在县", "主类型", "备注"], ["演示", "容县", "康复", int(NUMBER[:17] + "0")]
    )
    assert codes(read_facilities(source, "a.xlsx")) == ["identity_number"]


def test_the_refusal_names_row_and_column_and_never_the_number() -> None:
    text = f"名称,所在县,主类型\n演示,容县,康复,某某\n演示二,容县,康复,{NUMBER}\n"
    (issue,) = read_facilities(text.encode(), "a.csv").issues
    assert (issue.severity, issue.row, issue.column) == (Severity.REFUSED, 3, "D")
    said = issue.sentence("zh") + issue.sentence("en") + issue.value
    assert NUMBER not in said
    assert "某某" not in said


def test_a_number_in_a_column_of_no_form_refuses_the_file() -> None:
    assert codes(read_facilities(csv_of([facility(随便="x" + NUMBER)]), "a.csv")) == [
        "identity_number"
    ]


def test_a_number_on_another_sheet_refuses_the_file() -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(
        io.BytesIO(xlsx_of(["名称", "所在县", "主类型"], ["演示", "容县", "康复"]))
    )
    book.create_sheet("隐藏").append(["x", NUMBER])
    book["隐藏"].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    (issue,) = read_facilities(stream.getvalue(), "a.xlsx").issues
    assert (issue.code, issue.sheet) == ("identity_number", "隐藏")


@pytest.mark.parametrize("body", ["91450900MA5K2E15X", "91450900198503123", "12450900498520123"])
def test_a_unified_social_credit_code_passes(body: str) -> None:
    reading = read_facilities(csv_of([facility(note=credit_code(body))]), "a.csv")
    assert not reading.refused


@pytest.mark.parametrize(
    "cell",
    [
        "13800138000",
        "0775-3218860、13800138000",
        "桂残联〔2022〕12号",
        "2020-450902-84-01-012345",
        "2016-09-01 至 2025-12-31",
        "22.635214567890123",
        "109.450921670401123",
        NUMBER[:17] + ("1" if NUMBER[17] != "1" else "2"),
        "1.2E+05",
        "450921199913011234",
    ],
)
def test_what_only_looks_long_passes(cell: str) -> None:
    assert not read_facilities(csv_of([facility(note=cell)]), "a.csv").refused


@pytest.mark.parametrize("cell", [bank_card(), bank_card("622202210400123"), "6.22202E+18"])
def test_a_bank_card_refuses_the_file(cell: str) -> None:
    assert codes(read_facilities(csv_of([facility(note=cell)]), "a.csv")) == ["bank_card"]


def test_a_card_with_a_wrong_check_digit_is_no_card() -> None:
    card = bank_card()
    assert is_bank_card(card)
    assert not is_bank_card(card[:-1] + str((int(card[-1]) + 1) % 10))


def test_an_identity_number_needs_a_day_that_exists() -> None:
    assert is_identity_number(identity_number(born="19680229"))
    assert not is_identity_number(identity_number(born="19670229"))


@pytest.mark.parametrize(
    "header", ["户主", "姓名", "身份证号", "残疾证号", "公民身份号码", "银行卡号"]
)
def test_a_household_list_is_refused_by_its_header(header: str) -> None:
    text = f"序号,{header},所在县,乡镇\n1,某某,容县,某镇\n"
    reading = read_facilities(text.encode(), "a.csv")
    assert codes(reading) == ["household_list"]
    assert "某某" not in reading.issues[0].sentence("zh")


def two_lines(heading: str, below: str, *more: list[object]) -> bytes:
    lines: list[list[object]] = [
        ["名称", "所在县", "主类型", heading, None],
        [None, None, None, below, "电话"],
        ["演示甲", "容县", "康复", "某某", "0775-5312345"],
    ]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:E1"]
    return book_of({"S": [*lines, *more]}, merged)


def test_the_name_below_a_principal_in_a_list_of_facilities_is_dropped_and_named() -> None:
    reading = read_facilities(two_lines("负责人", "姓名"), "a.xlsx")
    assert [r.name for r in reading.records] == ["演示甲"]
    (issue,) = [i for i in reading.issues if i.code == "contact_columns"]
    assert "负责人/姓名" in issue.what.zh
    assert "某某" not in repr(reading)


@pytest.mark.parametrize(
    ("heading", "below"),
    [("负责人", "身份证号"), ("户主", "姓名"), ("残疾人", "姓名"), ("监护人", "姓名")],
)
def test_other_words_of_a_list_of_households_refuse_it_below_any_heading(
    heading: str, below: str
) -> None:
    assert codes(read_facilities(two_lines(heading, below), "a.xlsx")) == ["household_list"]


def test_a_second_list_below_the_facilities_still_refuses_the_file() -> None:
    more: list[object] = ["姓名", "住址", None, None, None]
    source = two_lines("负责人", "姓名", more, ["某某", "某村", None, None, None])
    assert codes(read_facilities(source, "a.xlsx")) == ["household_list"]


def test_a_list_of_persons_with_a_contact_heading_is_no_list_of_facilities() -> None:
    lines = [["所在县", "住址", "联系人", None], [None, None, "姓名", "电话"]]
    source = book_of({"S": [*lines, ["容县", "某村", "某某", "无"]]}, ["A1:A2", "B1:B2", "C1:D1"])
    assert codes(read_facilities(source, "a.xlsx")) == ["household_list"]


def test_what_stands_beside_the_word_in_a_household_lists_header_is_not_repeated() -> None:
    reading = read_facilities("姓名（某某）,所在县\n甲,容县\n".encode(), "a.csv")
    (issue,) = reading.issues
    assert issue.code == "household_list"
    assert "姓名" in issue.what.zh
    assert "某某" not in issue.sentence("zh") + issue.sentence("en")


def test_a_refused_file_is_in_no_cache() -> None:
    caches = {
        (name, made.__name__): made
        for name, module in sys.modules.items()
        if name.startswith(("geo.", "analysis."))
        for made in vars(module).values()
        if hasattr(type(made), "cache_info")
    }
    before = {name: made.cache_info().currsize for name, made in caches.items()}
    text = f"名称,所在县,主类型\n某一名称,某一县,{NUMBER}\n"
    assert read_facilities(text.encode(), "a.csv").refused
    assert {name: made.cache_info().currsize for name, made in caches.items()} == before


def test_contact_columns_are_dropped_and_named() -> None:
    reading = read_facilities(csv_of([facility(负责人="某某", 联系电话="13800138000")]), "a.csv")
    (issue,) = reading.issues
    assert (issue.code, issue.severity) == ("contact_columns", Severity.NOTICE)
    assert "“负责人”、“联系电话”" in issue.what.zh
    assert "某某" not in repr(reading)
    assert "13800138000" not in repr(reading)


@pytest.mark.parametrize("text", [NUMBER, f"证号{WIDE}", NUMBER + "43", bank_card()])
def test_a_number_is_found_in_typed_text(text: str) -> None:
    assert holds_number(text)


@pytest.mark.parametrize(
    "text", ["", "玉残工委〔2026〕2号", credit_code("11450900MB1234567"), "2025-12-31"]
)
def test_typed_text_without_a_number_passes(text: str) -> None:
    assert not holds_number(text)


def test_an_identity_number_is_found_through_signs_that_show_nothing() -> None:
    number = identity_number()
    source = f"名称,备注\n演示中心,{number[:6]}\u200b{number[6:]}\n".encode()
    sheets, issues = intake(source, "a.csv")
    assert not sheets
    assert issues
