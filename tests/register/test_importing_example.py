"""The import a planner can read: import_example.toml, through the real reader and register."""

from __future__ import annotations

import hashlib
import io
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from geo.reading.workbook import read_workbook
from geo.records import Completeness, Facility
from geo.register.answers import Answer
from geo.register.changes import Document
from geo.register.importing import ImportPlan, commit_import, plan_import
from geo.register.place import register_url
from geo.register.start import start_register
from geo.register.store import Register
from geo.vocabulary import WORDS
from tests.register.lists import RONG

STEPS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("import_example.toml").read_text(encoding="utf-8")
)["step"]
SHEETS = {"facilities": "设施", "completeness": "无遗漏确认"}
START = datetime(2026, 3, 1, tzinfo=UTC)


def workbook(step: dict[str, Any]) -> bytes:
    """The step's tables as the workbook a county would send."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for form_id, title in SHEETS.items():
        if form_id in step:
            page = book.create_sheet(title)
            for line in step[form_id].strip().splitlines():
                page.append([cell.strip() or None for cell in line.split("|")])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def added(record: Any) -> str:
    if isinstance(record, Completeness):
        county = {RONG: "容县"}[record.county_code]
        return f"{county} {WORDS[record.facility_type].zh} {WORDS[record.kind].zh}"
    assert isinstance(record, Facility)
    parent = f"（上级设施 {record.parent_id}）" if record.parent_id else ""
    return f"{record.facility_id} {record.name}{parent}"


def shown(plan: ImportPlan) -> dict[str, Any]:
    """What a planner would see of a plan."""
    return {
        "asks": [q.why.zh for q in plan.questions if not q.remembered],
        "added": [added(edit.after) for edit in plan.added],
        "changed": [
            f"{getattr(c.before, 'name', '')}：{f.sentence().zh}"
            for c in plan.changed
            for f in c.fields
        ],
        "unchanged": sum(plan.unchanged.values()),
        "not_mentioned": list(plan.not_mentioned),
        "says": [i.what.zh for i in plan.issues if i.row is None],
        "rejected": [r.row for r in plan.rejected],
    }


def taken(register: Register, step: dict[str, Any], day: int) -> dict[str, Any]:
    """What the planner saw of a step, which is then in the register."""
    content = workbook(step)
    name = f"{step['sender']}.xlsx"
    document = Document(name, hashlib.sha256(content).hexdigest())

    def plan(answers: dict[str, Answer]) -> ImportPlan:
        return plan_import(
            read_workbook(content, name),
            register.state(),
            sender=step["sender"],
            document=document,
            answers=answers,
            settles=tuple(register.state().tables["unread_rows"]) if step.get("settles") else (),
        )

    open_ones = plan({}).open_questions
    answers = [Answer(a) for a in step.get("answers", [])]
    made = plan({q.question_id: a for q, a in zip(open_ones, answers, strict=True)})
    commit_import(register, made, step["sender"], START + timedelta(days=day))
    return shown(made)


@dataclass(frozen=True)
class Whole:
    """The example from its first step to its last: what was seen, and what is on record then."""

    seen: tuple[dict[str, Any], ...]
    declarations: int


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """All steps in one register: each builds on the one before."""
    path = tmp_path_factory.mktemp("example") / "register.sqlite"
    register = start_register(register_url(str(path), {}), START)
    seen = tuple(taken(register, step, day) for day, step in enumerate(STEPS, start=1))
    declarations = len(register.state().layers.completeness)
    register.close()
    return Whole(seen, declarations)


@pytest.mark.parametrize("number", range(len(STEPS)), ids=[s["title"] for s in STEPS])
def test_each_step_asks_adds_and_changes_what_it_says(whole: Whole, number: int) -> None:
    step, seen = STEPS[number], whole.seen[number]
    assert seen == {key: step.get(key, [] if key != "unchanged" else 0) for key in seen}


def test_at_the_end_the_register_counts_both_declarations(whole: Whole) -> None:
    assert whole.declarations == 2
