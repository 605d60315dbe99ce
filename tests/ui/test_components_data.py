"""What the components send to their scripts: pure functions, no browser."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from analysis.report.county_sheet import build_county_sheet
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from geo.published import load_published
from geo.records import DateSpan, Facility
from geo.text import LANGUAGES, Language, Text
from geo.vocabulary import FacilityType, Level, Operation, Status
from tests.ui.apps import gallery_data, gallery_matrix, gallery_sheet, gallery_tables, gallery_words
from ui.components import assets
from ui.components.class_strip import ClassStrip, StripValue, class_strip_data
from ui.components.county_sheet import county_sheet_data
from ui.components.data_table import data_table_data, number_text
from ui.components.facility_marks import FACILITY_MARKS, mark_data
from ui.components.issue_list import SHOWN, issue_table, issue_tables
from ui.components.lorenz import Lorenz, lorenz_data
from ui.components.matrix import matrix_data
from ui.components.minutes_bars import MinutesBar, MinutesBars, minutes_bars_data
from ui.components.table_types import Axis, Bar, Change, Column, Kind, Row, Table
from ui.components.todo import todo_data

ONE = Text("一", "one")


def table_of(kind: Kind, *cells: object, **column: object) -> list[dict[str, object]]:
    """The first column's cells of a table of that kind."""
    rows = tuple(Row(str(i), (cell,)) for i, cell in enumerate(cells))  # type: ignore[arg-type]
    columns = (Column("a", ONE, kind, **column),)  # type: ignore[arg-type]
    data = data_table_data(Table(ONE, columns, rows), "zh")
    return [row["cells"][0] for row in data["rows"]]


def test_an_unreported_number_is_a_word_never_zero() -> None:
    assert number_text(None, "zh") == "待报"
    assert number_text(None, "en") == "Not reported"


def test_zero_is_written_as_a_dash() -> None:
    assert number_text(0, "zh") == "—"


def test_numbers_have_thousands_separators_and_the_columns_decimals() -> None:
    assert number_text(1390612, "zh") == "1,390,612"
    assert number_text(13.25, "zh", decimals=1) == "13.2"
    assert number_text(1500.0, "en", decimals=1) == "1,500.0"


def test_a_number_cell_that_nobody_reported_is_marked_missing() -> None:
    [known, unknown] = table_of(Kind.NUMBER, 3000, None)
    assert known == {"kind": "text", "text": "3,000"}
    assert unknown["text"] == "待报"
    assert unknown["missing"] is True


def test_an_unknown_bar_is_a_word_not_a_bar_of_no_length() -> None:
    [cell] = table_of(Kind.BAR, Bar(None, "#C9B9DE"))
    assert cell["kind"] == "text"


def test_a_bar_axis_runs_from_zero_to_the_largest_value_of_column_and_total() -> None:
    column = Column("a", ONE, Kind.BAR)
    table = Table(ONE, (column,), (Row("1", (Bar(4.0),)),), total=Row("t", (Bar(9.0),)))
    assert data_table_data(table, "zh")["columns"][0]["axis"] == {
        "min": 0.0,
        "max": 9.0,
        "ticks": [],
    }


def test_a_bar_axis_of_no_known_values_has_a_length() -> None:
    table = Table(ONE, (Column("a", ONE, Kind.BAR),), (Row("1", (Bar(None),)),))
    assert data_table_data(table, "zh")["columns"][0]["axis"]["max"] == 1.0


def test_a_coverage_of_zero_is_a_point_written_out() -> None:
    [cell] = table_of(Kind.CHANGE, Change(0.0, 12.5), decimals=1, axis=Axis(0, 80))
    assert cell["before"] == {"value": 0.0, "text": "0.0"}


def test_an_axis_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="axis from 5 to 5"):
        Axis(5, 5)


def test_a_row_with_too_few_cells_is_refused_by_its_id() -> None:
    table = Table(ONE, (Column("a", ONE), Column("b", ONE)), (Row("450202", ("x",)),))
    with pytest.raises(ValueError, match="row 450202: 1 cells for 2 columns"):
        data_table_data(table, "zh")


def test_the_name_of_a_total_row_is_no_button() -> None:
    table = Table(
        ONE, (Column("a", ONE, Kind.BUTTON),), (Row("1", ("x",)),), total=Row("t", (ONE,))
    )
    data = data_table_data(table, "zh")
    assert data["rows"][0]["cells"][0]["kind"] == "button"
    assert data["total"]["cells"][0]["kind"] == "text"


def test_every_facility_type_has_a_mark_and_an_outline_to_draw_it() -> None:
    symbols = (assets.FOLDER / "symbols.js").read_text(encoding="utf-8")
    outlines = set(re.findall(r"^  (\w+): \"M", symbols, re.MULTILINE))
    assert set(FACILITY_MARKS) == set(FacilityType)
    assert {shape for _, shape in FACILITY_MARKS.values()} <= outlines


def test_no_two_facility_types_share_character_and_shape() -> None:
    assert len(set(FACILITY_MARKS.values())) == len(FACILITY_MARKS)


def test_a_record_without_a_type_has_no_mark() -> None:
    assert mark_data(None) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_says_every_cell_in_the_readers_language(language: Language) -> None:
    data = matrix_data(gallery_matrix.matrix(), language, active="three", selected=None)
    words = {cell["word"] for row in data["rows"] for cell in row["cells"]}
    expected = {"zh": "尚未达到", "en": "Not yet met"}
    assert expected[language] in words
    assert all(data["words"].values())


def test_the_matrix_keeps_county_codes_beside_their_names() -> None:
    data = matrix_data(gallery_matrix.matrix(), "zh", active=None, selected=None)
    assert [row["code"] for row in data["rows"]] == [code for code, _, _ in gallery_words.COUNTIES]
    assert data["total"]["code"] == "450200"


def test_evidence_of_a_facility_not_operating_is_dashed_and_other_evidence_is_not() -> None:
    first, second, *_ = county_sheet_data(gallery_sheet.sheet(), "zh")["findings"]
    assert first["evidence"][0]["mark"]["dashed"] is True
    assert second["evidence"][0]["mark"]["dashed"] is False


def test_a_quotation_stands_in_quotation_marks_once() -> None:
    first, second, *_ = county_sheet_data(gallery_sheet.sheet(), "en")["findings"]
    assert first["quote"].startswith("“推动")
    assert second["quote"].startswith("“……")


def test_the_todo_head_counts_items_and_bodies() -> None:
    assert todo_data(gallery_data.todo(), "zh")["summary"] == "共需补报 8 项，涉及 7 个单位"


def test_a_value_on_a_break_lies_in_the_class_above_and_the_largest_in_the_last() -> None:
    strip = gallery_tables.strip()
    assert [strip.class_of(v) for v in (13, 13.9, 14, 18.9, 19, 21)] == [0, 0, 1, 2, 3, 3]


def test_the_classes_of_a_strip_count_every_known_value_once() -> None:
    data = class_strip_data(gallery_tables.strip(), "zh")
    assert [c["count"] for c in data["classes"]] == ["1 个", "3 个", "2 个", "1 个"]
    assert data["unknown"] == "待报 1 个"


def test_breaks_that_do_not_rise_are_refused() -> None:
    with pytest.raises(ValueError, match="do not rise"):
        ClassStrip(ONE, (1, 1), ("#FFFFFF",), (StripValue(ONE, 1),), ONE)


def test_the_count_on_a_dark_class_is_white_and_on_a_light_one_ink() -> None:
    inks = [c["ink"] for c in class_strip_data(gallery_tables.strip(), "zh")["classes"]]
    assert inks == ["#17212B", "#17212B", "#17212B", "#FFFFFF"]


def test_issues_stand_gravest_first() -> None:
    severities = [row.cells[0].zh for row in issue_table(gallery_data.issues()).rows]  # type: ignore[union-attr]
    assert severities == ["拒收", "错误", "提醒"]


def test_an_issue_of_the_whole_file_says_so() -> None:
    refused = issue_table(gallery_data.issues()).rows[0]
    assert refused.cells[1] == Text("整个文件", "the whole file")


def test_a_list_cut_for_length_says_how_many_there_are_in_all() -> None:
    issues = gallery_data.issues() * SHOWN
    table = issue_table(issues)
    assert len(table.rows) == SHOWN
    assert table.note is not None
    assert f"共 {len(issues)} 处" in table.note.zh


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_sent_to_the_scripts_is_plain_json(language: Language) -> None:
    for data in (
        matrix_data(gallery_matrix.matrix(hostile=True), language),
        todo_data(gallery_data.todo(), language),
        county_sheet_data(gallery_sheet.sheet(hostile=True), language),
        data_table_data(gallery_tables.retrofit_table(hostile=True), language),
        class_strip_data(gallery_tables.strip(), language),
    ):
        assert json.loads(json.dumps(data)) == data


SCRIPTS = sorted(p.stem for p in assets.FOLDER.glob("*.js") if p.name not in assets.SHARED_SCRIPTS)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_put_together_exports_one_thing_and_imports_nothing(name: str) -> None:
    text = assets.script(name)
    assert re.findall(r"^export .*", text, re.MULTILINE)[0].startswith("export default")
    assert len(re.findall(r"^export ", text, re.MULTILINE)) == 1
    assert not re.search(r"^import ", text, re.MULTILINE)


def test_the_folder_that_is_served_holds_scripts_and_styles_only() -> None:
    assert {path.suffix for path in assets.FOLDER.rglob("*")} == {".js", ".css"}


@pytest.mark.parametrize("path", sorted(assets.FOLDER.glob("*.js")), ids=lambda p: Path(p).name)
def test_no_script_writes_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)


def test_a_sheet_of_thousands_sends_what_a_click_can_carry_and_says_so() -> None:
    many = tuple(
        Facility(
            f"N-{i:04d}",
            f"中心{i}",
            FacilityType.CARE,
            "450900",
            "450921",
            level=Level.COUNTY,
            status=Status.OPERATING,
            operation=Operation.PUBLIC,
            opened=DateSpan.of(2019),
        )
        for i in range(250)
    )
    layers = replace(load_published(), facilities=many)
    assessment = evaluate(load_catalogue(), layers, "450900", date(2025, 12, 31))
    sheet = build_county_sheet(load_catalogue(), layers, assessment, "450921")
    data = county_sheet_data(sheet, "zh")
    evidence = max((block["evidence"] for block in data["findings"]), key=len)
    assert data["facilitiesHeading"] == "设施 250 条，列出前 200 条"
    assert len(data["facilities"]) == 200
    assert evidence[-1]["text"] == "另有 210 条没有列出"


def test_the_highest_bar_is_full_and_shares_are_of_all_persons() -> None:
    bars = (MinutesBar(ONE, 300.0, "#E9E3F1"), MinutesBar(ONE, 100.0, None, apart=ONE))
    data = minutes_bars_data(MinutesBars(ONE, bars, ONE), "zh")
    assert [b["height"] for b in data["bars"]] == [1.0, pytest.approx(1 / 3)]
    assert [b["share"] for b in data["bars"]] == ["75.0", "25.0"]
    assert data["bars"][1]["says"] == "一：100 人（25.0%）"


def test_a_histogram_without_people_has_no_heights() -> None:
    data = minutes_bars_data(MinutesBars(ONE, (MinutesBar(ONE, 0.0, None),), ONE), "en")
    assert data["bars"][0]["height"] == 0


def test_a_lorenz_curve_holds_shares_only() -> None:
    with pytest.raises(ValueError, match="shares are from 0 to 1"):
        Lorenz(ONE, ((0.0, 0.0), (1.2, 1.0)), ONE, ONE, ONE, ONE)
    assert lorenz_data(gallery_data.curve(), "zh")["points"][-1] == (1.0, 1.0)


def test_many_issues_have_a_table_of_each_severity_and_few_have_one() -> None:
    some = gallery_data.issues()
    assert len(issue_tables(some[:3])) == 1
    many = tuple(some) * 8
    tables = issue_tables(many)
    assert len(tables) == len({issue.severity for issue in many}) > 1
    assert sum(len(table.rows) for table in tables) == len(many)
    for table in tables:
        assert len({row.cells[0] for row in table.rows}) == 1
