"""What holds for any file: no traceback, no row lost, no matter in which order."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from geo.issues import Severity
from geo.reading.facilities import read_facilities
from geo.reading.workbook import read_workbook
from tests.reading.sheets import csv_of, facility, xlsx_of

CELLS = st.one_of(
    st.sampled_from(
        ["", "容县", "450921", "康复", "托养、康复", "运营", "在建", "2016.9", "2021-02-30",
         "110.5", "22.8", "0", "-5", "GCJ-02", "是", "×", "F1", "演示", "玉林", "约50", "4.5",
         "/", "\n", "民办", "1e400"]
    ),
    st.text(max_size=12),
)  # fmt: skip
HEADERS = [
    "facility_id", "name", "county", "city", "facility_type", "status", "opened", "closed",
    "lon", "lat", "datum", "capacity", "level", "checked_on", "functions", "杂项",
]  # fmt: skip


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.geojson", "a.kml", "a", ""]))
def test_any_bytes_end_in_a_reading(content: bytes, filename: str) -> None:
    for reading in (read_facilities(content, filename), *read_workbook(content, filename).values()):
        assert reading.records or reading.issues or reading.data_rows == 0


@given(st.integers(0, 6000), st.binary(min_size=1, max_size=8))
def test_a_workbook_with_damaged_bytes_ends_in_a_reading(place: int, noise: bytes) -> None:
    content = xlsx_of(["名称", "所在县", "主类型"], ["演示", "容县", "康复"])
    damaged = content[: place % len(content)] + noise + content[place % len(content) + len(noise) :]
    reading = read_facilities(damaged, "a.xlsx")
    assert reading.refused == any(i.severity is Severity.REFUSED for i in reading.issues)


@given(st.lists(st.lists(CELLS, min_size=len(HEADERS), max_size=len(HEADERS)), max_size=6))
def test_every_row_is_a_record_or_rejected_with_an_error(rows: list[list[str]]) -> None:
    reading = read_facilities(_csv(rows), "a.csv")
    if reading.refused:
        return
    explained = {i.row for i in reading.issues if i.severity is Severity.ERROR}
    assert len(reading.records) + len(reading.rejected) == reading.data_rows
    assert set(reading.rejected) == explained


@given(st.permutations(range(6)))
def test_the_order_of_rows_does_not_change_the_records(order: list[int]) -> None:
    rows = [facility(name=f"演示{i}", status="运营", opened=str(2010 + i)) for i in range(6)]
    mixed = read_facilities(csv_of([rows[i] for i in order]), "a.csv")
    assert mixed.records == read_facilities(csv_of(rows), "a.csv").records


@given(st.text(max_size=30))
def test_a_name_keeps_every_sign_that_shows_and_breaks_no_reading(name: str) -> None:
    reading = read_facilities(_csv([["", name, "容县", "", "康复", *[""] * 11]]), "a.csv")
    for record in reading.records:
        assert shown_signs(record.name) == shown_signs(name)


def shown_signs(text: str) -> str:
    """The signs that show: no spaces, none of control, direction or no width, no U+FFFD for one."""
    unseen = ("Cc", "Cf", "Cs", "Cn")
    kept = (c for c in text if not c.isspace() and unicodedata.category(c) not in unseen)
    return "".join(kept).replace("\ufffd", "")


def _csv(rows: list[list[str]]) -> bytes:
    import csv
    import io

    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([HEADERS, *rows])
    return stream.getvalue().encode("utf-8", "surrogatepass")
