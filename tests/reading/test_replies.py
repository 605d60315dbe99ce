"""A check sheet that comes back is read finding by finding, and what is wrong is said by row."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from geo.issues import Severity
from geo.reading.replies import Reply, read_replies
from geo.reading.reply_form import KEYS, REPLIES, key_cells
from geo.reading.result import Reading
from geo.reading.workbook import FORMS, read_workbook
from geo.reviews import Opinion, review_id_of
from geo.text import Language
from tests.reading.check_sheets import BODY, SCHOOL, THREE, Filled, sent, sheet_of
from tests.report.real_plans import AS_OF, RONGXIAN, published
from tests.report.small_world import small_report


def filled() -> Filled:
    return Filled(sent()).sign(BODY)


def read(sheet: Filled) -> Reading[Reply]:
    return read_replies(sheet.saved(), "容县核对确认单.xlsx")


def reply(sheet: Filled, requirement: str = THREE) -> Reply:
    return {r.requirement_id: r for r in read(sheet).records}[requirement]


def codes(sheet: Filled) -> list[str]:
    return [i.code for i in read(sheet).issues if i.severity is Severity.ERROR]


def test_a_sheet_sent_back_untouched_answers_nothing() -> None:
    reading = read_replies(sent(), "a.xlsx")
    assert reading.records
    assert {r.opinion for r in reading.records} == {None}
    assert reading.issues == ()


def test_every_finding_on_the_sheet_comes_back() -> None:
    sheet = filled()
    assert {r.requirement_id for r in read(sheet).records} == set(sheet.rows)


def test_agreement_is_read_with_its_finding_day_run_and_body() -> None:
    _, assessment = published()
    answered = reply(filled().say(THREE, "无异议"))
    assert answered.review_id == review_id_of(RONGXIAN, THREE, AS_OF)
    assert (answered.opinion, answered.body) == (Opinion.AGREED, BODY)
    assert (answered.county_code, answered.as_of) == (RONGXIAN, AS_OF)
    assert (answered.run_id, answered.verdict) == (assessment.run_id, "pending")


def test_an_objection_is_read_with_reason_and_proof() -> None:
    answered = reply(filled().say(THREE, "有异议", "康复中心已投用", "批复、照片"))
    assert (answered.opinion, answered.objection, answered.proof) == (
        Opinion.DISPUTED,
        "康复中心已投用",
        "批复、照片",
    )


def test_the_body_of_the_row_goes_before_the_one_at_the_foot() -> None:
    answered = reply(filled().say(SCHOOL, "无异议", body="容县教育局"), SCHOOL)
    assert answered.body == "容县教育局"


@pytest.mark.parametrize("said", ["无异议。", " 无 异议 ", "同意", "没有异议"])
def test_agreement_is_understood_as_offices_write_it(said: str) -> None:
    assert reply(filled().say(THREE, said)).opinion is Opinion.AGREED


@pytest.mark.parametrize("said", ["基本属实", "无异议/有异议", "√", "见附件"])
def test_an_opinion_that_is_neither_is_an_error_and_no_reply(said: str) -> None:
    sheet = filled().say(THREE, said)
    assert codes(sheet) == ["opinion_unknown"]
    assert THREE not in {r.requirement_id for r in read(sheet).records}


@pytest.mark.parametrize("reason", ["", "无", "  "])
def test_an_objection_without_a_reason_is_an_error(reason: str) -> None:
    assert codes(filled().say(THREE, "有异议", reason)) == ["objection_without_reason"]


def test_agreement_with_a_reason_against_it_is_asked_about() -> None:
    assert codes(filled().say(THREE, "无异议", "应为已达到")) == ["agreed_with_objection"]


def test_a_reason_without_an_opinion_is_asked_about() -> None:
    assert codes(filled().say(THREE, "", "应为已达到")) == ["objection_without_opinion"]


@pytest.mark.parametrize("key", [REPLIES.column(name).header for name in KEYS])
def test_an_edited_key_is_an_error(key: str) -> None:
    sheet = filled().say(THREE, "无异议")
    sheet.put(sheet.rows[THREE], key, "450922")
    assert codes(sheet) == ["reply_key_edited"]


def test_a_row_pasted_from_another_countys_sheet_keeps_that_countys_name() -> None:
    keys = key_cells(THREE, "450923", AS_OF, "r", "pending")
    sheet = filled().say(THREE, "无异议")
    for name, key in zip(KEYS, keys, strict=True):
        sheet.put(sheet.rows[THREE], REPLIES.column(name).header, key)
    assert reply(sheet).county_code == "450923"


def test_deleted_key_columns_are_an_error_in_every_answered_row() -> None:
    sheet = filled().say(THREE, "无异议").say(SCHOOL, "无异议")
    sheet.sheet.delete_cols(sheet.column["核对标识一"], len(KEYS))
    assert codes(sheet) == ["reply_key_gone"] * 2


def test_a_person_as_body_is_an_error_and_not_repeated() -> None:
    reading = read(filled().say(THREE, "无异议", body="韦小明"))
    errors = [i for i in reading.issues if i.severity is Severity.ERROR]
    assert [(i.code, i.value) for i in errors] == [("not_a_body", "")]
    assert "韦小明" not in " ".join(i.sentence("zh") for i in reading.issues)


def test_every_row_is_a_reply_or_named_in_an_error() -> None:
    sheet = filled().say(THREE, "基本属实").say(SCHOOL, "有异议")
    reading = read(sheet)
    assert reading.data_rows == len(reading.records) + len(reading.rejected)
    named = {i.row for i in reading.issues if i.severity is Severity.ERROR}
    assert set(reading.rejected) == named == {sheet.rows[THREE], sheet.rows[SCHOOL]}


def test_a_finding_answered_twice_is_an_error() -> None:
    sheet = filled().all_agree()
    for name in KEYS:
        header = REPLIES.column(name).header
        key = sheet.sheet.cell(sheet.rows[THREE], sheet.column[header]).value
        sheet.put(sheet.rows[SCHOOL], header, key)
    assert codes(sheet) == ["repeated_row"]


def test_rows_put_in_another_order_are_still_told_apart() -> None:
    sheet = filled().say(THREE, "有异议", "已建成")
    first, other = sheet.rows[THREE], sheet.rows[SCHOOL]
    for column in range(1, sheet.sheet.max_column + 1):
        a, b = sheet.sheet.cell(first, column), sheet.sheet.cell(other, column)
        a.value, b.value = b.value, a.value
    assert reply(sheet).opinion is Opinion.DISPUTED
    assert reply(sheet, SCHOOL).opinion is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_is_known_in_a_workbook_in_both_languages(language: Language) -> None:
    words = {"zh": "有异议", "en": "Disputed"}
    sheet = Filled(sent(language), language).say(THREE, words[language], "x")
    readings = read_workbook(sheet.saved(), "back.xlsx")
    said = {r.requirement_id: r.opinion for r in readings["replies"].records}
    assert said[THREE] is Opinion.DISPUTED
    assert "file" not in readings


def test_a_sheet_of_the_demonstration_is_not_taken() -> None:
    report, catalogue, layers, assessment = small_report()
    from analysis.report.request_sheet import county_request_sheet

    data = county_request_sheet(report, catalogue, layers, assessment, "450225")
    reading = read_replies(data, "a.xlsx")
    assert reading.records == ()
    assert {i.code for i in reading.issues if i.severity is Severity.ERROR} == {
        "demonstration_sheet"
    }


def test_the_check_sheet_is_no_form_of_the_template() -> None:
    assert REPLIES not in FORMS


def test_the_deadline_is_printed_on_the_sheet() -> None:
    layers, assessment = published()
    data = sheet_of(layers, assessment, deadline=date(2026, 4, 15))
    said = " ".join(str(c.value) for row in Filled(data).sheet.iter_rows() for c in row if c.value)
    assert "请于 2026 年 4 月 15 日前返回" in said


def test_the_key_columns_are_hidden() -> None:
    sheet = filled()
    hidden = [d for d in sheet.sheet.column_dimensions.values() if d.hidden]
    keys = {sheet.column[REPLIES.column(name).header] for name in KEYS}
    assert {n for d in hidden for n in range(d.min, d.max + 1)} == keys


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_a_sheet_saved_by_another_office_program_still_says_which_finding_is_meant(
    suffix: str, office_executable: Path, tmp_path: Path
) -> None:
    source = tmp_path / "in" / "sheet.xlsx"
    source.parent.mkdir()
    source.write_bytes(filled().say(THREE, "有异议", "已投用").saved())
    command = [office_executable, f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--headless", "--convert-to", suffix, "--outdir", tmp_path, source]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    reading = read_replies(tmp_path / f"sheet.{suffix}", f"sheet.{suffix}")
    answered = {r.requirement_id: r for r in reading.records}[THREE]
    assert (answered.opinion, answered.body) == (Opinion.DISPUTED, BODY)
    assert reading.rejected == ()
