"""Long csv files of even lines are read as the ordinary reader reads them."""

import pytest

from geo.travel import even_csv, plain_tables
from geo.travel.imported import TIMES_FORM
from geo.travel.plain_tables import PlainTable, read_plain_table


def lines(middle: str = "", end: str = "\n") -> bytes:
    rows = [f"甲{i % 7}, s{i % 11} ,{i % 90}.5" for i in range(120)]
    rows[60:60] = [middle] if middle else []
    return end.join(["from_id,to_id,minutes", *rows, ""]).encode()


@pytest.fixture(autouse=True)
def _short_files_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(even_csv, "_LONG", 0)
    monkeypatch.setattr(even_csv, "_AT_ONCE", 500)


def both(content: bytes, monkeypatch: pytest.MonkeyPatch) -> list[PlainTable]:
    quick = read_plain_table(content, "times.csv", TIMES_FORM)
    monkeypatch.setattr(even_csv, "sample", lambda _content: None)
    slow = read_plain_table(content, "times.csv", TIMES_FORM)
    assert isinstance(quick, PlainTable)
    assert isinstance(slow, PlainTable)
    return [quick, slow]


@pytest.mark.parametrize(
    "content",
    [
        lines(),
        lines(end="\r\n"),
        lines("甲3,s2,--"),
        lines("甲3,s2,"),
        lines(",s2,4"),
        lines(" ,,"),
        lines("甲3,s2"),
        lines('甲3,"s2",4'),
        lines().decode().encode("gb18030"),
    ],
)
def test_the_cells_are_the_same(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    quick, slow = both(content, monkeypatch)
    assert quick.rows.tolist() == slow.rows.tolist()
    assert quick.issues == slow.issues
    for name, cells in slow.cells.items():
        assert quick.cells[name].tolist() == cells.tolist()


def test_even_lines_are_told_from_others() -> None:
    assert even_csv.sample(lines()) is not None
    assert even_csv.sample(lines("甲3,s2")) is None
    assert even_csv.sample(lines('甲3,"s2",4')) is None


def test_an_identity_number_far_down_refuses_the_file() -> None:
    content = lines() + b"11010519491231002X,s1,5\n"
    refused = read_plain_table(content, "times.csv", TIMES_FORM)
    assert not isinstance(refused, PlainTable)
    assert refused[0].code == "identity_number"
    assert plain_tables.MAX_ROWS > 120
