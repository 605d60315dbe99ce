"""Sheets put together at random from what offices write: no traceback, no row lost unsaid."""

from hypothesis import given
from hypothesis import strategies as st

from geo.issues import DataIssue
from geo.reading.facilities import facilities_of
from geo.reading.facility_form import FACILITIES
from geo.reading.guessing import guess_mapping
from geo.reading.intake import FormTable, choose_sheet, form_table
from geo.reading.mapping import mapping_from_json, mapping_to_json, remembered
from geo.reading.open_with import open_with
from geo.reading.table import Merge, RawRow, RawSheet
from geo.reading.workbook import READ, form_of

WORDS = st.sampled_from(
    [
        "", "", "名称", "所在县", "主类型", "地理坐标", "经度", "纬度", "坐标系",
        "基本情况", "序号", "联系人", "容县", "演示甲", "演示乙", "康复", "托养", "1",
        "2", "50", "110.55", "22.85", "合计", "小计：3", "注：演示", "填表说明：", "1.演示说明一句",
        "填表人：", "（平方米）", "甲", "乙", "2016-09", "是", "投用", "日期", "WGS-84",
        "\n", "　", "*", "—", "※", "（）",
    ]
)  # fmt: skip
ROWS = st.lists(st.lists(WORDS, min_size=1, max_size=7), min_size=1, max_size=12)
MERGES = st.lists(
    st.builds(
        lambda top, left, down, right: Merge(top, left, top + down, left + right),
        st.integers(1, 12), st.integers(0, 6), st.integers(0, 3), st.integers(0, 3),
    ),
    max_size=4,
)  # fmt: skip
HEADER = ["序号", "名称", "所在县", "主类型", "服务能力"]


def sheet_of(rows: list[list[str]], merges: list[Merge], name: str = "S") -> RawSheet:
    kept = tuple(
        RawRow(number, tuple(cells))
        for number, cells in enumerate(rows, start=1)
        if any(cell.strip() for cell in cells)
    )
    return RawSheet(name, kept, tuple(merges))


@given(ROWS, MERGES, st.sampled_from(["", "容县", "Sheet1"]))
def test_any_sheet_is_read_or_explained(
    rows: list[list[str]], merges: list[Merge], name: str
) -> None:
    sheet = sheet_of(rows, merges, name)
    if not sheet.rows:
        return
    opened = choose_sheet((sheet,), FACILITIES)
    if isinstance(opened, FormTable):
        reading = facilities_of(opened)
        assert len(reading.records) + len(reading.rejected) == reading.data_rows
    else:
        assert all(isinstance(issue, DataIssue) for issue in opened)


@given(ROWS, MERGES)
def test_every_row_below_the_header_is_data_or_named_as_left_out(
    rows: list[list[str]], merges: list[Merge]
) -> None:
    sheet = sheet_of([HEADER, *rows], merges=[m for m in merges if m.top > 1])
    found = form_of(sheet)
    assert found is not None
    form, table = found
    opened = form_table(table, form)
    said = sum(
        int(issue.what.zh.split("（共 ")[1].split(" 行")[0])
        for issue in opened.issues
        if issue.code.endswith("_left_out")
    )
    printed = [[c.strip() for c in row.cells if c.strip()] for row in table.header_rows]
    again = sum([c.strip() for c in row.cells if c.strip()] in printed for row in table.rows)
    assert len(opened.table.rows) + said + again == len(table.rows)


@given(ROWS, MERGES)
def test_any_sheet_has_a_mapping_that_opens_or_explains_it(
    rows: list[list[str]], merges: list[Merge]
) -> None:
    sheet = sheet_of(rows, merges)
    for guess in guess_mapping((sheet,)):
        assert remembered(guess, mapping_from_json(mapping_to_json(guess))) == guess
        tables, issues = open_with((sheet,), (guess,), READ)
        assert len(tables) + len(issues) == 1
