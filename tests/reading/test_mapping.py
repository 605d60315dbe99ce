"""The mapping of columns to fields: guessed, corrected, remembered, read by."""

import json
from dataclasses import replace

import pytest

from geo.issues import Severity
from geo.reading.form import FILE
from geo.reading.guessing import guess_columns, guess_mapping
from geo.reading.intake import intake
from geo.reading.mapping import (
    SheetMapping,
    Told,
    header_signature,
    mapping_from_json,
    mapping_to_json,
    remembered,
)
from geo.reading.workbook import FORMS, read_workbook
from tests.reading.features import geojson_of
from tests.reading.sheets import book_of, codes, xlsx_of

HEADER: list[object] = ["设施名称", "所在县", "主类型", "位置甲", "位置乙", "甲方", "联系电话"]
ROWS: list[list[object]] = [
    ["演示甲", "容县", "康复", 110.551, 22.851, "说明一", "13800000000"],
    ["演示乙", "陆川县", "托养", 110.262, 22.323, "说明二", "13800000001"],
]


def guess(source: bytes, filename: str = "a.xlsx") -> SheetMapping:
    sheets, refused = intake(source, filename)
    assert not refused
    (mapping,) = guess_mapping(sheets)
    return mapping


def fields(mapping: SheetMapping) -> dict[str, tuple[str | None, Told | None]]:
    return {c.header: (c.field, c.told) for c in mapping.columns}


def test_a_mapping_says_which_field_each_header_is_and_how_it_was_told() -> None:
    mapping = guess(xlsx_of(HEADER, *ROWS))
    assert (mapping.form_id, mapping.header_row, mapping.header_depth) == ("facilities", 1, 1)
    assert fields(mapping)["设施名称"] == ("name", Told.SYNONYM)
    assert fields(mapping)["所在县"] == ("county", Told.EXACT)
    assert fields(mapping)["甲方"] == (None, None)


def test_columns_of_degrees_without_a_known_header_are_suggested_as_coordinates() -> None:
    mapping = guess(xlsx_of(HEADER, *ROWS))
    assert fields(mapping)["位置甲"] == ("lon", Told.CONTENT)
    assert fields(mapping)["位置乙"] == ("lat", Told.CONTENT)


def test_a_suggestion_is_not_read_until_the_user_takes_it() -> None:
    source = xlsx_of([*HEADER, "坐标系"], *([*row, "WGS-84"] for row in ROWS))
    mapping = guess(source)
    (reading,) = read_workbook(source, "a.xlsx", mappings=[mapping]).values()
    assert {r.point for r in reading.records} == {None}
    taken = mapping.with_field("D", "lon").with_field("E", "lat")
    (reading,) = read_workbook(source, "a.xlsx", mappings=[taken]).values()
    assert all(r.point is not None for r in reading.records)


def test_samples_show_the_first_different_values() -> None:
    assert guess(xlsx_of(HEADER, *ROWS, ROWS[0])).column("A").samples == ("演示甲", "演示乙")


def test_a_contact_column_is_marked_dropped_and_shows_no_sample() -> None:
    column = guess(xlsx_of(HEADER, *ROWS)).column("G")
    assert (column.dropped, column.samples, column.field) == (True, (), None)


@pytest.mark.parametrize(
    "values",
    [["13800000000", "13800000001"], ["0775-5312345", "0775-5312346"], ["覃某某", "韦小明"]],
)
def test_a_column_that_looks_like_persons_is_dropped_whatever_its_header(
    values: list[str],
) -> None:
    rows = [[*row[:5], value, None] for row, value in zip(ROWS, values, strict=True)]
    column = guess(xlsx_of(HEADER, *rows)).column("F")
    assert (column.dropped, column.samples) == (True, ())


def test_a_dropped_column_can_not_be_mapped() -> None:
    with pytest.raises(ValueError, match="persons"):
        guess(xlsx_of(HEADER, *ROWS)).with_field("G", "note")


def test_a_contact_column_is_not_read_even_if_a_mapping_says_so() -> None:
    source = xlsx_of(HEADER, *ROWS)
    mapping = guess(source)
    forged = replace(
        mapping,
        columns=tuple(
            replace(c, dropped=False, field="note", told=Told.USER) if c.letter == "G" else c
            for c in mapping.columns
        ),
    )
    (reading,) = read_workbook(source, "a.xlsx", mappings=[forged]).values()
    assert {r.note for r in reading.records} == {""}


def test_a_column_the_user_maps_is_read() -> None:
    source = xlsx_of(HEADER, *ROWS)
    (reading,) = read_workbook(
        source, "a.xlsx", mappings=[guess(source).with_field("F", "note")]
    ).values()
    assert {r.note for r in reading.records} == {
        "说明一",
        "说明二",
    }


def test_a_field_given_to_another_column_leaves_its_first() -> None:
    mapping = guess(xlsx_of(HEADER, *ROWS)).with_field("F", "name")
    assert (mapping.column("A").field, mapping.column("F").field) == (None, "name")


def test_an_unmapped_column_is_named_as_not_read() -> None:
    source = xlsx_of(HEADER, *ROWS)
    mapping = guess(source)
    (reading,) = read_workbook(
        source, "a.xlsx", mappings=[mapping.with_field("B", None).with_field("F", "county")]
    ).values()
    assert "unknown_columns" in codes(reading)


def test_a_required_field_nobody_mapped_refuses_the_file_and_names_it() -> None:
    source = xlsx_of(HEADER, *ROWS)
    reading = read_workbook(source, "a.xlsx", mappings=[guess(source).with_field("A", None)])[FILE]
    assert (codes(reading), reading.refused) == (["missing_columns"], True)
    assert "“名称”" in reading.issues[0].what.zh


def test_a_sheet_the_user_sets_aside_is_not_read_and_named() -> None:
    source = book_of({"一": [HEADER, ROWS[0]], "二": [HEADER, ROWS[1]]})
    sheets, _ = intake(source, "a.xlsx")
    first, second = guess_mapping(sheets)
    readings = read_workbook(source, "a.xlsx", mappings=[first, replace(second, form_id="")])
    assert [r.name for r in readings["facilities"].records] == ["演示甲"]
    assert [(i.code, i.sheet) for i in readings[FILE].issues] == [("sheet_set_aside", "二")]


def test_a_sheet_that_lacks_a_column_is_given_the_form_it_comes_nearest_to() -> None:
    mapping = guess(xlsx_of(["某名", "所在县", "主类型"], *(row[:3] for row in ROWS)))
    assert mapping.form_id == "facilities"
    assert mapping.with_field("A", "name").chosen() == {
        "A": "name",
        "B": "county",
        "C": "facility_type",
    }


def test_a_sheet_like_no_form_has_no_form_and_the_user_can_choose_one() -> None:
    source = xlsx_of(["标题"], ["甲", "乙", "丙"], *(row[:3] for row in ROWS))
    sheets, _ = intake(source, "a.xlsx")
    (mapping,) = guess_mapping(sheets)
    assert (mapping.form_id, mapping.header_row) == ("", 2)
    chosen = guess_columns(sheets[0], FORMS[0], 2, 1)
    assert fields(chosen)["乙"] == ("county", Told.CONTENT)
    assert fields(chosen)["丙"] == ("facility_type", Told.CONTENT)
    for letter, field in {"A": "name", "B": "county", "C": "facility_type"}.items():
        chosen = chosen.with_field(letter, field)
    (reading,) = read_workbook(source, "a.xlsx", mappings=[chosen]).values()
    assert {r.name for r in reading.records} == {"演示甲", "演示乙"}


def test_a_column_without_a_header_can_be_mapped() -> None:
    source = xlsx_of(["名称", "所在县", "主类型", None], ["演示", "容县", "康复", "补充"])
    mapping = guess(source)
    assert mapping.column("D").samples == ("补充",)
    (reading,) = read_workbook(
        source, "a.xlsx", mappings=[mapping.with_field("D", "note")]
    ).values()
    assert (reading.records[0].note, codes(reading)) == ("补充", [])


def test_a_header_over_two_rows_is_mapped_by_both() -> None:
    rows: list[list[object]] = [
        ["名称", "所在县", "主类型", "投用", None],
        [None, None, None, "日期", "说明"],
        ["演示甲", "容县", "康复", "2016", "无"],
    ]
    source = book_of({"S": rows}, ["A1:A2", "B1:B2", "C1:C2", "D1:E1"])
    mapping = guess(source)
    assert (mapping.header_depth, mapping.column("D").header) == (2, "投用/日期")
    (reading,) = read_workbook(source, "a.xlsx", mappings=[mapping]).values()
    assert str(reading.records[0].opened) == "2016"


def test_a_mapping_of_a_geographic_file_reads_its_points() -> None:
    source = geojson_of()
    mapping = guess(source, "a.geojson")
    (reading,) = read_workbook(source, "a.geojson", mappings=[mapping]).values()
    assert reading.records[0].point is not None


def test_a_mapping_whose_header_row_is_gone_is_said_not_to_fit() -> None:
    source = xlsx_of(HEADER, *ROWS)
    mapping = replace(guess(source), header_row=99)
    reading = read_workbook(source, "a.xlsx", mappings=[mapping])[FILE]
    assert [(i.code, i.severity) for i in reading.issues] == [
        ("mapping_does_not_fit", Severity.WARNING)
    ]
    assert reading.refused


def test_a_mapping_goes_to_json_and_back_without_its_samples() -> None:
    mapping = guess(xlsx_of(HEADER, *ROWS)).with_field("F", "note")
    data = json.loads(json.dumps(mapping_to_json(mapping)))
    assert "演示甲" not in json.dumps(data, ensure_ascii=False)
    bare = replace(
        mapping,
        columns=tuple(
            replace(c, samples=(), header="" if c.dropped else c.header) for c in mapping.columns
        ),
    )
    assert mapping_from_json(data) == bare


@pytest.mark.parametrize("data", [{}, {"sheet": "a"}, {"columns": 3}])
def test_json_that_is_no_mapping_is_an_error(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="mapping"):
        mapping_from_json(data)


def test_what_was_corrected_once_is_remembered_for_the_same_headers() -> None:
    corrected = guess(xlsx_of(HEADER, *ROWS)).with_field("F", "note").with_field("B", None)
    again = remembered(
        guess(xlsx_of(HEADER, ROWS[1])), mapping_from_json(mapping_to_json(corrected))
    )
    assert (again.column("F").field, again.column("F").told) == ("note", Told.REMEMBERED)
    assert again.column("B").field is None
    assert again.column("A").told is Told.SYNONYM


def test_nothing_is_remembered_for_other_headers() -> None:
    corrected = guess(xlsx_of(HEADER, *ROWS)).with_field("F", "note")
    other = guess(xlsx_of([*HEADER[:5], "丙方", "联系电话"], *ROWS))
    assert header_signature(other) != header_signature(corrected)
    assert remembered(other, corrected) == other


def test_width_and_spaces_of_headers_do_not_change_the_signature() -> None:
    spaced: list[object] = [
        "设 施 名 称",
        "所在县 ",
        "主类型",
        "位置甲",
        "位置乙",
        "甲方",
        "联系电话",
    ]
    assert header_signature(guess(xlsx_of(HEADER, *ROWS))) == header_signature(
        guess(xlsx_of(spaced, *ROWS))
    )


def test_reading_with_the_guess_gives_what_reading_without_gives() -> None:
    source = book_of({"容县": [["名称", "主类型"], ["演示甲", "康复"]], "陆川": [HEADER, ROWS[1]]})
    sheets, _ = intake(source, "a.xlsx")
    guessed = read_workbook(source, "a.xlsx", mappings=guess_mapping(sheets))
    assert guessed["facilities"].records == read_workbook(source, "a.xlsx")["facilities"].records


PERSONAL = [
    "联系人：张三13912345678",
    "联系人（张三）",
    "值班张三13912345678",
    "值班１３９１２３４５６７８",
    "张三 0775-5312345",
    "zhangsan@example.org",
]


@pytest.mark.parametrize("header", PERSONAL)
def test_a_name_or_number_in_a_header_is_neither_remembered_nor_shown(header: str) -> None:
    source = xlsx_of([*HEADER[:5], header, "备注"], *([*row[:5], "无", "无"] for row in ROWS))
    mapping = guess(source)
    (reading,) = read_workbook(source, "a.xlsx", mappings=[mapping]).values()
    kept = json.dumps(mapping_to_json(mapping), ensure_ascii=False)
    said = " ".join(i.sentence("zh") + i.sentence("en") for i in reading.issues)
    for text in (kept, said, *(c.header for c in mapping.columns)):
        assert not any(part in text for part in ("张三", "139", "１３９", "5312345", "@"))
    assert mapping.column("F").dropped
    assert "contact_columns" in codes(reading)


def test_a_remembered_mapping_without_headers_of_persons_still_fits_its_file() -> None:
    header = [*HEADER[:6], "联系人：张三13912345678"]
    corrected = guess(xlsx_of(header, *ROWS)).with_field("F", "note")
    again = remembered(
        guess(xlsx_of(header, ROWS[1])), mapping_from_json(mapping_to_json(corrected))
    )
    assert again.column("F").field == "note"


def test_the_signature_does_not_rest_on_a_person_s_name_or_number() -> None:
    one, other = (
        header_signature(guess(xlsx_of([*HEADER[:6], f"联系人：{who}"], *ROWS)))
        for who in ("张三13912345678", "李四13800000000")
    )
    assert one == other


def test_a_header_forged_into_a_mapping_is_not_remembered_with_its_number() -> None:
    mapping = guess(xlsx_of(HEADER, *ROWS))
    columns = (replace(mapping.columns[0], header="名称13912345678"), *mapping.columns[1:])
    assert "139" not in json.dumps(mapping_to_json(replace(mapping, columns=columns)))


def test_a_contact_column_is_named_by_the_word_that_says_so() -> None:
    rows = [[*HEADER[:3], "联系人（张三）", "联系电话"], [*ROWS[0][:3], "无", "无"]]
    (reading,) = read_workbook(xlsx_of(*rows), "a.xlsx").values()
    (issue,) = [i for i in reading.issues if i.code == "contact_columns"]
    assert "“联系人”、“联系电话”" in issue.what.zh
