"""``python -m geo import FILE``: a county's file into the register, whole or not at all."""

from __future__ import annotations

import argparse
import hashlib
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL

from geo.commands.import_columns import remembered_mappings
from geo.commands.registers import add_register
from geo.commands.speaking import BAD_INPUT, DONE, tell, tell_issues
from geo.issues import Severity
from geo.layers import MixedDataError
from geo.reading.bodies import body_problem
from geo.reading.cells import Problem, parse_one
from geo.reading.facilities import read_facilities
from geo.reading.form import FILE
from geo.reading.mapping import SheetMapping
from geo.reading.privacy import holds_number
from geo.reading.reply_form import REPLIES
from geo.reading.result import Reading
from geo.reading.workbook import FORMS, read_workbook
from geo.register.answers import Answer
from geo.register.changes import OFFICE_TIME, ConflictError, Document
from geo.register.check_sheet import plan_check_sheet
from geo.register.errors import NoRegisterError, RegisterError
from geo.register.importing import (
    ImportPlan,
    commit_import,
    facilities_sent_by,
    table_of,
)
from geo.register.place import register_url
from geo.register.replying import REVIEWS
from geo.register.start import start_register
from geo.register.store import Register, open_register
from geo.register.withdrawals import withdrawn_records
from geo.text import Text
from geo.vocabulary import WORDS, Datum

_NOT_SAID = "未注明单位"
"""The body of an import nobody named one for."""
_TRIES = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", type=Path, metavar="FILE")
    tables = [*(table_of(form.form_id) for form in FORMS), REVIEWS]
    parser.add_argument("--table", choices=tables, help="take this table of the file alone")
    parser.add_argument(
        "--datum", type=_datum, help="the datum of points that name none, e.g. GCJ-02"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change, write none")
    parser.add_argument("--body", default=_NOT_SAID, help="the organisation that sends it 单位")
    parser.add_argument("--skip-questions", action="store_true", help="leave doubtful rows out")
    parser.add_argument("--skip-bad-rows", action="store_true", help="leave unreadable rows out")
    parser.add_argument(
        "--settles-unread",
        action="store_true",
        help="the list holds, corrected, the rows of its counties that were not read before",
    )
    add_register(parser)


def run(args: argparse.Namespace, now: datetime) -> int:
    """Imports the file; nothing is written when a row is bad or a question open."""
    # Before anything is read or said: every later line begins with the name of the file.
    if holds_number(args.file.name):
        tell(_NUMBER_IN_NAME, args.lang)
        return BAD_INPUT
    if holds_number(args.body):
        tell(_NUMBER_IN_BODY, args.lang)
        return BAD_INPUT
    if (wrong := body_problem(args.body)) is not None:
        tell(_BODY.fill(why=wrong), args.lang)
        return BAD_INPUT
    try:
        readings = _readings(args, remembered_mappings(args))
        if readings is None:
            return BAD_INPUT
        document = Document(args.file.name, hashlib.sha256(args.file.read_bytes()).hexdigest())
        register = _register(args, now)
        try:
            return _import(args, register, readings, document, now)
        finally:
            register.close()
    except RegisterError as error:
        tell(error.text, args.lang)
    except MixedDataError as error:
        tell(_invented(str(error)), args.lang)
    return BAD_INPUT


def _register(args: argparse.Namespace, now: datetime) -> Register:
    """The register to import into; a dry run makes none but one in memory."""
    url = register_url(args.register, os.environ)
    if not args.dry_run:
        return start_register(url, now)
    try:
        return open_register(url, make=False)
    except NoRegisterError:
        return start_register(URL.create("sqlite", database=":memory:"), now)


def _readings(
    args: argparse.Namespace, mappings: tuple[SheetMapping, ...] | None
) -> dict[str, Reading[Any]] | None:
    """The readings that go into a table; None when the file can't be used."""
    name = args.file.name
    if mappings is not None:
        readings = read_workbook(args.file, name, datum=args.datum, mappings=mappings)
        tell(_REMEMBERED.fill(body=args.body), args.lang)
    elif args.table == "facilities":
        readings = {"facilities": read_facilities(args.file, name, datum=args.datum)}
    else:
        readings = read_workbook(args.file, name)
        if args.datum is not None and "facilities" in readings:
            alone = read_facilities(args.file, name, datum=args.datum)
            readings["facilities"] = alone
    whole = readings.get(FILE)
    if any(r.refused for r in readings.values()):
        for reading in readings.values():
            tell_issues(name, reading.issues, args.lang)
        return None
    if whole is not None:
        tell_issues(name, whole.issues, args.lang)
    known = {form.form_id: table_of(form.form_id) for form in FORMS}
    known[REPLIES.form_id] = REVIEWS
    taken = {
        form_id: reading
        for form_id, reading in readings.items()
        if form_id in known and args.table in (None, known[form_id])
    }
    if not taken:
        tell(_nothing(args.table), args.lang)
        return None
    return taken


def _import(
    args: argparse.Namespace,
    register: Register,
    readings: Mapping[str, Reading[Any]],
    document: Document,
    now: datetime,
) -> int:
    for _ in range(_TRIES):
        plan = _plan(args, register, readings, document, now)
        errors = [i for i in plan.issues if i.severity in (Severity.REFUSED, Severity.ERROR)]
        stops = plan.refused or (errors and not args.skip_bad_rows)
        if stops or plan.open_questions or args.dry_run:
            break
        try:
            commit_import(register, plan, args.body, now)
        except ConflictError:
            # Somebody wrote meanwhile: look again at what the file changes.
            continue
        break
    else:
        tell(_BUSY, args.lang)
        return BAD_INPUT
    tell_issues(args.file.name, plan.issues, args.lang)
    for question in plan.open_questions:
        tell(Text(f"待答复：{question.why.zh}", f"Open: {question.why.en}"), args.lang)
    if stops or plan.open_questions:
        tell(_stopped(len(errors), len(plan.open_questions)), args.lang)
        return BAD_INPUT
    tell(_summary(plan, register.where, dry=args.dry_run), args.lang)
    return DONE


def _plan(
    args: argparse.Namespace,
    register: Register,
    readings: Mapping[str, Reading[Any]],
    document: Document,
    now: datetime,
) -> ImportPlan:
    state = register.state()
    sent_before = facilities_sent_by(register, args.body)
    withdrawn = withdrawn_records(register, "facilities")

    settles = tuple(state.tables.get("unread_rows", {})) if args.settles_unread else ()

    def planned(answers: Mapping[str, Answer]) -> ImportPlan:
        return plan_check_sheet(
            readings,
            state,
            sender=args.body,
            document=document,
            answered_on=now.astimezone(OFFICE_TIME).date(),
            answers=answers,
            sent_before=sent_before,
            withdrawn=withdrawn,
            settles=settles,
        )

    plan = planned({})
    answers: dict[str, Answer] = {}
    while args.skip_questions and plan.open_questions:
        skipped = {q.question_id: Answer.SKIP for q in plan.open_questions}
        if skipped.keys() <= answers.keys():
            break
        answers |= skipped
        plan = planned(answers)
    return plan


def _datum(text: str) -> Datum:
    found = parse_one(Datum, text)
    if found is None or isinstance(found, Problem):
        words = ", ".join(WORDS[d].en for d in Datum)
        raise argparse.ArgumentTypeError(f"“{text}” is none of: {words}")
    return found


_REMEMBERED = Text(
    "按“{body}”上次在程序里核对过的列对应读取。",
    "Columns are read as “{body}” last had them checked in the app.",
)
_BODY = Text("--body 有误：{why}。", "--body takes an organisation: {why}.")
_NUMBER_IN_NAME = Text(
    "文件名里有身份证号、残疾人证号或银行卡号，没有读取文件。本工具不接收个人信息。"
    "请给文件改名（去掉号码）后再导入。",
    "The file’s name holds an identity, certificate or bank-card number; the file was not read. The"
    " tool takes no personal data. Rename the file without the number and import it again.",
)
_NUMBER_IN_BODY = Text(
    "--body 里有身份证号、残疾人证号或银行卡号，没有读取文件。本工具不接收个人信息。"
    "请只写单位全称。",
    "--body holds an identity, certificate or bank-card number; the file was not read. The tool"
    " takes no personal data. Give the organisation’s name alone.",
)
_BUSY = Text(
    "台账一直有人在改，没有写入。请稍后再试。",
    "Others kept changing the register; nothing was written. Try again later.",
)


def _invented(name: str) -> Text:
    return Text(
        f"文件中有演示数据（{name}），不能进入台账。没有写入。",
        f"The file holds demonstration data ({name}), which never enters the register. Nothing was"
        " written.",
    )


def _nothing(table: str | None) -> Text:
    if table is None:
        return Text(
            "文件中没有可以导入的表。没有写入。",
            "The file has no table to import. Nothing was written.",
        )
    return Text(
        f"文件中没有表 {table}。没有写入。", f"The file has no table {table}. Nothing was written."
    )


def _stopped(errors: int, questions: int) -> Text:
    zh, en = [], []
    if errors:
        zh.append(f"{errors} 处错误（改正后再导入，或用 --skip-bad-rows 跳过这些行）")
        en.append(f"{errors} errors (correct them, or leave the rows out with --skip-bad-rows)")
    if questions:
        zh.append(f"{questions} 个问题待答复（在程序里答复，或用 --skip-questions 跳过这些行）")
        en.append(
            f"{questions} open questions (answer them in the app, or leave the rows out with"
            " --skip-questions)"
        )
    return Text(f"没有写入：{'；'.join(zh)}。", f"Nothing was written: {'; '.join(en)}.")


def _summary(plan: ImportPlan, where: str, *, dry: bool) -> Text:
    added, changed = len(plan.added), len(plan.changed)
    same, out = sum(plan.unchanged.values()), len(plan.rejected)
    zh = f"新增 {added} 条，更改 {changed} 条，不变 {same} 条，未读 {out} 行。"
    en = f"{added} added, {changed} changed, {same} unchanged, {out} rows not read."
    if dry:
        return Text(f"试运行，没有写入：{zh}", f"Dry run, nothing written: {en}")
    return Text(f"已导入 {where}：{zh}", f"Imported into {where}: {en}")
