"""Generated spreadsheets, from the file to the register: a valid import or clear issues, each."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from geo.codec import to_json
from geo.counties import label_points, load_counties
from geo.issues import Severity
from geo.reading.facilities import FACILITIES
from geo.reading.privacy import holds_number
from geo.reading.workbook import FORMS, read_workbook
from geo.register.answers import Answer
from geo.register.changes import Change, ChangeKind, Document
from geo.register.importing import ImportPlan, plan_import
from geo.register.place import sqlite_url
from geo.register.state import RegisterState
from geo.register.store import open_register
from tests.reading.identity_numbers import identity_number

FILES = 2_000 if os.environ.get("SOAK") else 100
EVERY_NTH_IS_WRITTEN = 10
MOST_ROUNDS = 20
SENDER = "某市残疾人联合会"
NOW = datetime(2026, 1, 15, tzinfo=UTC)
DAY = date(2025, 12, 31)
JUNK = ("不详", "/", "—", "=1+1", "<b>", "{{7*7}}", "9e99", "nan", "２０１６年", "3°", "True", "")
NOTES = ("注：本表由各县填报。", "填表说明：一行一处", "合计", "制表人：某某")
HOUSES = ("康复中心", "托养中心", "综合服务中心", "特殊教育学校", "日间照料站")


def cells(rng: random.Random) -> list[list[object]]:
    """A facility list as an office draws it: titles, a header in its own words, rows, notes."""
    columns = [c for c in FACILITIES.columns if c.required or rng.random() < 0.7]
    rng.shuffle(columns)
    sheet: list[list[object]] = []
    for _ in range(rng.choice((0, 0, 1, 2))):
        sheet.append([rng.choice(("残疾人服务设施清单", "附件1", "填报单位：某县残联"))])
    sheet.append([rng.choice([c.header, c.name, *c.synonyms]) for c in columns])
    for number in range(rng.randint(0, 15)):
        county = rng.choice(load_counties())
        lon, lat = label_points()[county.code]
        place = (lon, lat) if rng.random() < 0.8 else (lat, lon)
        known: dict[str, object] = {
            "name": f"{county.short_zh}第{number}{rng.choice(HOUSES)}",
            "county": rng.choice((county.name_zh, county.short_zh, county.code)),
            "facility_type": rng.choice(("康复", "托养", "综合服务", "特教学校")),
            "facility_id": f"S-{rng.randrange(10_000)}",
            "city": "玉林市" if county.city_code == "450900" else "柳州市",
            "parent_id": "",
            "lon": place[0],
            "lat": str(place[1]) if rng.random() < 0.3 else place[1],
        }
        row = [known.get(c.name, c.sample) for c in columns]
        for at in range(len(row)):
            if rng.random() < 0.06:
                row[at] = rng.choice(JUNK)
        if rng.random() < 0.01:
            row[rng.randrange(len(row))] = identity_number()
        sheet.append(row)
    if rng.random() < 0.3:
        sheet.append([])
        sheet.append([rng.choice(NOTES)])
    return sheet


def workbook(rng: random.Random) -> bytes:
    """The list in a workbook: merged titles, empty and foreign sheets beside it."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = rng.choice(("设施", "Sheet1", "附件1", "容县"))
    content = cells(rng)
    for y, line in enumerate(content, start=1):
        for x, value in enumerate(line, start=1):
            if value not in ("", None):
                cell = first.cell(y, x)
                cell.value = value  # type: ignore[assignment]
                if isinstance(value, str):
                    cell.data_type = "s"
    if content and len(content[0]) == 1 and rng.random() < 0.7:
        first.merge_cells(start_row=1, start_column=1, end_row=1, end_column=rng.randint(2, 8))
    for _ in range(rng.choice((0, 0, 1, 2))):
        other = book.create_sheet()
        if rng.random() < 0.5:
            form = rng.choice(FORMS)
            other.append([c.header for c in form.columns])
            other.append([rng.choice((c.sample, rng.choice(JUNK))) for c in form.columns])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def planned(content: bytes, state: RegisterState) -> ImportPlan:
    """The plan with every question answered at random but the same way at every run."""
    readings = read_workbook(content, "list.xlsx", DAY)
    document = Document("list.xlsx", hashlib.sha256(content).hexdigest())
    answers: dict[str, Answer] = {}
    for _ in range(MOST_ROUNDS):
        plan = plan_import(readings, state, sender=SENDER, document=document, answers=answers)
        if not plan.open_questions:
            return plan
        for question in plan.open_questions:
            offered = [choice.answer for choice in question.choices]
            # Two rows can't both be one record: what contradicts is asked again.
            again = question.question_id in answers
            safe = next((a for a in (Answer.DIFFERENT, Answer.SKIP) if a in offered), offered[0])
            chosen = random.Random(question.question_id).choice(offered)
            answers[question.question_id] = safe if again else chosen
    raise AssertionError("the questions do not come to an end")


@pytest.mark.parametrize("batch", range(FILES // EVERY_NTH_IS_WRITTEN))
def test_a_file_ends_in_a_valid_import_or_in_clear_issues(batch: int, tmp_path: Path) -> None:
    register = open_register(sqlite_url(tmp_path / "register.sqlite"))
    for number in range(EVERY_NTH_IS_WRITTEN):
        rng = random.Random(batch * EVERY_NTH_IS_WRITTEN + number)
        state = register.state()
        plan = planned(workbook(rng), state)
        for issue in plan.issues:
            assert issue.sentence("zh")
            assert issue.sentence("en")
        if plan.refused:
            assert any(i.severity is Severity.REFUSED for i in plan.issues)
            assert plan.edits() == ()
            continue
        told = {(i.row) for i in plan.issues}
        assert all(r.row in told for r in plan.rejected)
        for edit in plan.edits():
            said = json.dumps(to_json(edit.after), ensure_ascii=False) if edit.after else ""
            assert not holds_number(said)
        if number % 2:
            continue
        made = register.commit(Change(ChangeKind.IMPORT, SENDER, NOW, plan.document), plan.edits())
        assert (made is None) == (not plan.edits())
        after = register.state()
        for edit in plan.edits():
            held = after.tables[edit.table].get(edit.record_id)
            assert (held.record if held else None) == edit.after
        # What was written is layers the checks can read.
        assert after.layers.fingerprint
    register.close()
