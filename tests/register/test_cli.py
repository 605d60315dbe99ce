"""``python -m geo``: import, export, backup and restore, as a person types them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.published import load_published
from geo.reading.guessing import guess_mapping
from geo.reading.intake import intake
from geo.reading.mapping import header_signature, mapping_to_json
from geo.reading.workbook import read_workbook
from geo.register.changes import ChangeKind
from geo.register.place import sqlite_url
from geo.register.senders import remember_mapping
from geo.register.start import start_register
from geo.register.store import open_register
from tests.reading.check_sheets import SCHOOL, Filled
from tests.reading.check_sheets import sent as check_sheet
from tests.register.said import BODY, facility, held, put

NOW = datetime(2026, 1, 15, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
LIST = """设施名称,所在县,设施类型,级别,状态,运营方式,开办日期,佐证材料,核实日期
容县测试托养中心,容县,托养,县级,运营,公办,2020-05-01,测试台账,2025-12-20
"""
BAD_ROW = "某县测试托养中心,某县,托养,县级,运营,公办,2020-05-01,测试台账,2025-12-20\n"


def geo(*arguments: object) -> tuple[int, str]:
    """The exit code and what was said on standard error; standard output stays empty."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as leaving:
            code = int(leaving.code or 0)
    assert out.getvalue() == ""
    return code, err.getvalue()


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A county's list."""
    path = tmp_path / "容县设施.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def names(path: Path) -> set[str]:
    register = open_register(sqlite_url(path))
    found = {f.name for f in held(register).values()}
    register.close()
    return found


PUBLISHED = {f.name for f in load_published().facilities}


def test_a_file_is_imported_into_a_register_begun_with_the_published_set(
    sent: Path, register_of_its_own: Path
) -> None:
    code, said = geo("import", sent, "--body", BODY)
    assert (code, "新增 1 条" in said) == (0, True), said
    assert names(register_of_its_own) == {*PUBLISHED, "容县测试托养中心"}


def test_an_import_keeps_its_body_and_its_document(sent: Path, register_of_its_own: Path) -> None:
    geo("import", sent, "--body", BODY)
    register = open_register(sqlite_url(register_of_its_own))
    said = register.changes()[0].change
    assert (said.kind, said.body, said.document.name) == (ChangeKind.IMPORT, BODY, sent.name)
    assert len(said.document.sha256) == 64
    register.close()


def test_the_same_file_twice_changes_nothing(sent: Path, register_of_its_own: Path) -> None:
    geo("import", sent, "--body", BODY)
    code, said = geo("import", sent, "--body", BODY)
    assert (code, "新增 0 条，更改 0 条，不变 1 条" in said) == (0, True), said


def test_a_dry_run_makes_no_register(sent: Path, register_of_its_own: Path) -> None:
    code, said = geo("import", sent, "--dry-run")
    assert (code, "试运行，没有写入：新增 1 条" in said) == (0, True), said
    assert not register_of_its_own.exists()


def test_a_dry_run_changes_no_register(sent: Path, register_of_its_own: Path) -> None:
    open_register(sqlite_url(register_of_its_own)).close()
    code, _ = geo("import", sent, "--dry-run")
    assert code == 0
    assert names(register_of_its_own) == set()


def test_a_bad_row_stops_the_import(sent: Path, register_of_its_own: Path) -> None:
    sent.write_text(LIST + BAD_ROW, encoding="utf-8")
    code, said = geo("import", sent)
    assert code == 2
    assert "没有写入" in said
    assert names(register_of_its_own) == PUBLISHED


def test_bad_rows_may_be_left_out_and_are_still_named(
    sent: Path, register_of_its_own: Path
) -> None:
    sent.write_text(LIST + BAD_ROW, encoding="utf-8")
    code, said = geo("import", sent, "--skip-bad-rows")
    assert (code, "某县" in said, "未读 1 行" in said) == (0, True, True), said
    assert "容县测试托养中心" in names(register_of_its_own)


TWIN = LIST + "容县测试托养中心,容县,综合服务,县级,运营,公办,2020-05-01,测试台账,2025-12-20\n"


def test_an_open_question_stops_the_import(sent: Path, register_of_its_own: Path) -> None:
    sent.write_text(TWIN, encoding="utf-8")
    code, said = geo("import", sent)
    assert (code, "待答复" in said) == (2, True), said
    assert names(register_of_its_own) == PUBLISHED


def test_doubtful_rows_may_be_left_out(sent: Path, register_of_its_own: Path) -> None:
    sent.write_text(TWIN, encoding="utf-8")
    code, said = geo("import", sent, "--skip-questions")
    assert code == 0, said
    register = open_register(sqlite_url(register_of_its_own))
    assert len([f for f in held(register).values() if f.name == "容县测试托养中心"]) == 1
    register.close()


def test_demonstration_data_is_refused(sent: Path, register_of_its_own: Path) -> None:
    sent.write_text(LIST.replace("容县测试", "演示"), encoding="utf-8")
    code, said = geo("import", sent)
    assert (code, "演示数据" in said) == (2, True), said
    assert names(register_of_its_own) == PUBLISHED


def test_a_person_is_no_body(sent: Path, register_of_its_own: Path) -> None:
    code, said = geo("import", sent, "--body", "王小明")
    assert (code, "王小明" in said) == (2, False)
    assert not register_of_its_own.exists()


@pytest.mark.parametrize("datum", ["GCJ-02", "高德", "WGS-84"])
def test_a_datum_may_be_named_for_points_that_name_none(
    sent: Path, register_of_its_own: Path, datum: str
) -> None:
    rows = LIST.splitlines()
    text = f"{rows[0]},经度,纬度\n{rows[1]},110.55,22.86\n"
    sent.write_text(text, encoding="utf-8")
    code, said = geo("import", sent, "--datum", datum)
    assert code == 0, said
    register = open_register(sqlite_url(register_of_its_own))
    (record,) = [f for f in held(register).values() if f.name not in PUBLISHED]
    assert record.point is not None
    register.close()


def test_an_unknown_datum_is_refused(sent: Path) -> None:
    assert geo("import", sent, "--datum", "Mars")[0] == 2


def test_a_table_that_the_file_lacks_is_said(sent: Path, register_of_its_own: Path) -> None:
    code, said = geo("import", sent, "--table", "rulings")
    assert (code, "rulings" in said) == (2, True)
    assert not register_of_its_own.exists()


@pytest.mark.parametrize("command", ["export --out x.xlsx", "backup x.zip"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_register_nothing_is_made(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    register_of_its_own: Path,
    command: str,
    language: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = geo(*command.split(), "--lang", language)
    words = {"zh": "这里没有台账", "en": "There is no register"}
    assert (code, words[language] in said) == (2, True), said
    assert list(tmp_path.iterdir()) == []


def test_backup_and_restore_give_the_same_register(
    sent: Path, tmp_path: Path, register_of_its_own: Path
) -> None:
    geo("import", sent, "--body", BODY)
    code, said = geo("backup", tmp_path / "backup.zip")
    assert (code, "2 次改动" in said) == (0, True), said
    code, said = geo("restore", tmp_path / "backup.zip", "--register", tmp_path / "new.sqlite")
    assert (code, "与备份时一致" in said) == (0, True), said
    assert names(tmp_path / "new.sqlite") == names(register_of_its_own)


def test_a_register_in_use_is_not_restored_over(
    sent: Path, tmp_path: Path, register_of_its_own: Path
) -> None:
    geo("import", sent)
    geo("backup", tmp_path / "backup.zip")
    code, said = geo("restore", tmp_path / "backup.zip")
    assert (code, "只能恢复到空的台账" in said) == (2, True), said


def test_a_file_that_is_no_backup_is_said(sent: Path, tmp_path: Path) -> None:
    code, said = geo("restore", sent, "--register", tmp_path / "new.sqlite")
    assert (code, "不是台账备份" in said) == (2, True), said


def test_an_export_asks_for_a_workbook(tmp_path: Path) -> None:
    assert geo("export", "--out", tmp_path / "x.docx")[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_an_export_is_imported_again_without_a_difference(
    sent: Path, tmp_path: Path, register_of_its_own: Path
) -> None:
    geo("import", sent, "--body", BODY)
    assert geo("export", "--out", tmp_path / "all.xlsx")[0] == 0
    code, said = geo("import", tmp_path / "all.xlsx", "--body", BODY)
    assert (code, "新增 0 条，更改 0 条，不变 8 条" in said) == (0, True), said


def test_the_past_may_be_exported(tmp_path: Path, register_of_its_own: Path) -> None:
    register = open_register(sqlite_url(register_of_its_own))
    put(register, facility("甲", "a"), at=1)
    put(register, facility("乙", "b"), at=5)
    register.close()
    geo("export", "--out", tmp_path / "all.xlsx", "--known-on", "2026-03-02")
    reading = read_workbook(tmp_path / "all.xlsx", "all.xlsx")["facilities"]
    assert [f.name for f in reading.records] == ["甲"]


def test_a_process_ends_with_the_exit_code(sent: Path, register_of_its_own: Path) -> None:
    command = [sys.executable, "-X", "utf8", "-m", "geo", "import", str(sent), "--table", "rulings"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_a_check_sheet_from_another_county_confirms_nothing(
    tmp_path: Path, register_of_its_own: Path
) -> None:
    path = tmp_path / "容县核对确认单.xlsx"
    path.write_bytes(Filled(check_sheet()).sign("容县残疾人联合会").say(SCHOOL, "无异议").saved())
    code, said = geo("import", path, "--body", "陆川县残疾人联合会")
    assert (code, "不是填报单位所在县的" in said) == (2, True), said
    assert reviews(register_of_its_own) == ()
    code, said = geo("import", path, "--body", "容县残疾人联合会")
    assert code == 0, said
    assert len(reviews(register_of_its_own)) == 1


def reviews(path: Path) -> tuple[object, ...]:
    register = open_register(sqlite_url(path))
    found = register.state().records("reviews")
    register.close()
    return found


def test_a_corrected_list_of_another_sender_clears_unread_rows_when_it_is_said(
    tmp_path: Path, register_of_its_own: Path
) -> None:
    path = tmp_path / "容县设施.csv"
    path.write_text(
        LIST + BAD_ROW.replace("某县", "容县").replace("2020-05-01", "2020-13-45"), "utf-8"
    )
    assert geo("import", path, "--skip-bad-rows")[0] == 0
    path.write_text(LIST, encoding="utf-8")
    code, said = geo("import", path, "--body", "容县残联")
    assert (code, "未注明单位报的《容县设施.csv》第 3 行" in said) == (0, True), said
    assert unread(register_of_its_own) == 1
    code, said = geo("import", path, "--body", "容县残联", "--settles-unread")
    assert (code, unread(register_of_its_own)) == (0, 0), said
    register = open_register(sqlite_url(register_of_its_own))
    assert "未注明单位报的《容县设施.csv》第 3 行" in register.changes()[0].change.note
    register.close()


def unread(path: Path) -> int:
    register = open_register(sqlite_url(path))
    found = len(register.state().records("unread_rows"))
    register.close()
    return found


def test_columns_are_read_as_the_app_remembers_them_of_the_body(
    tmp_path: Path, register_of_its_own: Path
) -> None:
    path = tmp_path / "容县.csv"
    path.write_text(LIST.replace("设施名称", "甲栏"), encoding="utf-8")
    (guess,) = guess_mapping(intake(path, path.name)[0])
    letter = next(c.letter for c in guess.columns if c.header == "甲栏")
    told = guess.with_field(letter, "name")
    register = start_register(sqlite_url(register_of_its_own), NOW)
    as_json = json.dumps(mapping_to_json(told))
    remember_mapping(register, BODY, guess.form_id, header_signature(guess), as_json, NOW)
    register.close()
    assert geo("import", path, "--body", "北流市残疾人联合会")[0] != 0
    code, said = geo("import", path, "--body", BODY)
    assert (code, "上次在程序里核对过" in said) == (0, True), said
    assert "容县测试托养中心" in names(register_of_its_own)
