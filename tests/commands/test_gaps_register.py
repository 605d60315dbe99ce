"""``python -m analysis gaps`` reads the register: the one named, else the one that is there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from geo.records import Completeness, DateSpan, Facility
from geo.register.changes import Change, ChangeKind
from geo.register.place import FILE_NAME, VARIABLE, sqlite_url
from geo.register.start import start_register
from geo.register.tables import UnreadRecord
from geo.vocabulary import FacilityType, Level, Operation, Status
from tests.commands.command_line import rows_of, run
from tests.register.said import edits_of

THREE = "yulin.three-facilities"
CARE = Facility(
    "RX-1",
    "容县测试托养中心",
    FacilityType.CARE,
    "450900",
    "450921",
    level=Level.COUNTY,
    status=Status.OPERATING,
    opened=DateSpan.of(2020, 5, 1),
    operation=Operation.PUBLIC,
    source="测试台账",
    checked_on=date(2025, 12, 20),
)
COMPLETE = tuple(
    Completeness(f"c{n}", "450923", kind, date(2025, 12, 31), "博白县残联", "函")
    for n, kind in enumerate(
        [FacilityType.REHABILITATION, FacilityType.CARE, FacilityType.COMPREHENSIVE]
    )
)


def begin(path: Path, day: int = 1, **tables: Any) -> Path:
    """A register with the published set and these records, recorded on a day of March 2026."""
    moment = datetime(2026, 3, day, 4, tzinfo=UTC)
    register = start_register(sqlite_url(path), moment)
    for table, records in tables.items():
        change = Change(ChangeKind.IMPORT, "测试县残联", moment)
        register.commit(change, edits_of(table, records, register.state()))
    register.close()
    return path


def gaps(out: Path, *more: object) -> tuple[int, str]:
    return run("gaps", "--city", "450900", "--as-of", "2025-12-31", "--out", out, *more)


def verdicts(out: Path) -> dict[str, str]:
    return {r["county_code"]: r["verdict"] for r in rows_of(out) if r["requirement_id"] == THREE}


def test_the_register_in_the_data_folder_is_read_by_default(
    tmp_path: Path, data_folder: Path
) -> None:
    begin(data_folder / FILE_NAME, facilities=(CARE,))
    assert gaps(tmp_path / "gaps.csv")[0] == 0
    assert verdicts(tmp_path / "gaps.csv")["450921"] == "MET"


def test_the_environment_may_name_the_register(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = begin(tmp_path / "mine.sqlite", facilities=(CARE,))
    monkeypatch.setenv(VARIABLE, str(path))
    assert gaps(tmp_path / "gaps.csv")[0] == 0
    assert verdicts(tmp_path / "gaps.csv")["450921"] == "MET"


def test_the_register_named_goes_before_that_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(begin(tmp_path / "mine.sqlite", facilities=(CARE,))))
    other = begin(tmp_path / "other.sqlite")
    assert gaps(tmp_path / "gaps.csv", "--register", other)[0] == 0
    assert verdicts(tmp_path / "gaps.csv")["450921"] == "INDETERMINATE"


def test_where_nobody_has_begun_a_register_none_is_made(tmp_path: Path, data_folder: Path) -> None:
    assert gaps(tmp_path / "gaps.csv")[0] == 0
    assert set(verdicts(tmp_path / "gaps.csv").values()) == {"INDETERMINATE"}
    assert not data_folder.exists()


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "这里没有台账"), ("en", "There is no register")]
)
def test_a_register_named_that_is_not_there_is_an_error(
    tmp_path: Path, language: str, words: str
) -> None:
    missing = tmp_path / "none.sqlite"
    code, said = gaps(tmp_path / "gaps.csv", "--register", missing, "--lang", language)
    assert (code, words in said) == (2, True), said
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_register_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("设施名称\n" * 200, encoding="utf-8")
    code, said = gaps(tmp_path / "gaps.csv", "--register", tmp_path / "list.csv")
    assert (code, "不是台账文件" in said) == (2, True), said


def test_the_past_may_be_asked_for(tmp_path: Path) -> None:
    path = begin(tmp_path / "mine.sqlite", day=1)
    begin(path, day=5, facilities=(CARE,))
    more = ("--register", path, "--known-on")
    gaps(tmp_path / "before.csv", *more, "2026-03-04")
    gaps(tmp_path / "after.csv", *more, "2026-03-05")
    assert verdicts(tmp_path / "before.csv")["450921"] == "INDETERMINATE"
    assert verdicts(tmp_path / "after.csv")["450921"] == "MET"


def test_without_a_register_there_is_no_past(tmp_path: Path) -> None:
    code, said = gaps(tmp_path / "gaps.csv", "--known-on", "2026-03-04")
    assert (code, "没有台账" in said) == (2, True), said


def test_a_file_takes_the_place_of_the_registers_table(tmp_path: Path) -> None:
    path = begin(tmp_path / "mine.sqlite", facilities=(CARE,), completeness=COMPLETE)
    listed = tmp_path / "facilities.csv"
    listed.write_text(
        "设施名称,所在县,设施类型,级别,状态,运营方式,开办日期,佐证材料,核实日期\n"
        "博白县测试托养中心,博白县,托养,县级,运营,公办,2020-05-01,测试台账,2025-12-20\n",
        encoding="utf-8",
    )
    gaps(tmp_path / "register.csv", "--register", path)
    gaps(tmp_path / "file.csv", "--register", path, "--facilities", listed)
    register, file = verdicts(tmp_path / "register.csv"), verdicts(tmp_path / "file.csv")
    assert (register["450921"], register["450923"]) == ("MET", "UNMET")
    assert (file["450921"], file["450923"]) == ("INDETERMINATE", "MET")


def test_a_declaration_of_the_registers_list_says_nothing_of_a_file(tmp_path: Path) -> None:
    path = begin(tmp_path / "mine.sqlite", completeness=COMPLETE)
    listed = tmp_path / "facilities.csv"
    listed.write_text(
        "设施名称,所在县,设施类型,级别,状态,运营方式,开办日期,佐证材料,核实日期\n"
        "容县测试托养中心,容县,托养,县级,运营,公办,2020-05-01,测试台账,2025-12-20\n",
        encoding="utf-8",
    )
    gaps(tmp_path / "register.csv", "--register", path)
    gaps(tmp_path / "file.csv", "--register", path, "--facilities", listed)
    assert verdicts(tmp_path / "register.csv")["450923"] == "UNMET"
    assert verdicts(tmp_path / "file.csv")["450923"] == "INDETERMINATE"


def test_an_unread_row_of_the_register_keeps_absence_from_being_said(tmp_path: Path) -> None:
    unread = (UnreadRecord("u", "450923", "博白县残联", "设施.xlsx", 7),)
    path = begin(tmp_path / "mine.sqlite", completeness=COMPLETE, unread_rows=unread)
    code, said = gaps(tmp_path / "gaps.csv", "--register", path, "--lang", "en")
    assert (code, "is held back: row(s) 7" in said) == (0, True), said
    assert verdicts(tmp_path / "gaps.csv")["450923"] == "INDETERMINATE"
