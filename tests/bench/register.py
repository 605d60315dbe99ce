"""The register: 50 000 rows read, checked and written; pandas writes them unchecked beside it."""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pandas as pd

from geo.issues import Severity
from geo.reading.workbook import read_workbook
from geo.register.answers import Answer
from geo.register.changes import Change, ChangeKind, Document
from geo.register.importing import ImportPlan, plan_import
from geo.register.place import register_url
from geo.register.start import start_register
from geo.register.state import RegisterState
from tests.bench.child import measured_in_child
from tests.bench.clock import timed
from tests.bench.long_list import ROWS, write_list

AIM_S, AIM_MB = 15.0, 500
SENDER = "某市残疾人联合会"
NOW = datetime(2026, 1, 15, tzinfo=UTC)
RUNS = 3


def measure() -> Iterator[str]:
    """The import by its steps and its peak memory, then pandas; each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_list(path)
        yield f"list of {ROWS:,} rows: {path.stat().st_size / 1e6:.1f} MB xlsx"
        for number in range(RUNS):
            register = Path(folder) / f"register-{number}.sqlite"
            yield measured_in_child(partial(measure_import, str(path), str(register)))
            other = Path(folder) / f"pandas-{number}.sqlite"
            yield measured_in_child(partial(measure_pandas, str(path), str(other)))


def measure_import(path: str, register_path: str) -> str:
    """One import as the app makes it: read, planned, its questions answered, written; read back."""
    content = Path(path).read_bytes()
    register = start_register(register_url(register_path, os.environ), NOW)
    began, cpu = time.perf_counter(), time.process_time()
    (read,), readings = timed(lambda: read_workbook(content, "list.xlsx", date(2025, 12, 31)), 1)
    (asked,), plan = timed(lambda: planned(readings, register.state(), content), 1)
    change = Change(ChangeKind.IMPORT, SENDER, NOW, plan.document)
    (written,), made = timed(lambda: register.commit(change, plan.edits()), 1)
    took, cpu_s = time.perf_counter() - began, time.process_time() - cpu
    if made is None:
        raise AssertionError("nothing was imported")
    (back,), state = timed(register.state, 1)
    kept = len(state.records("facilities"))
    errors = sum(i.severity is Severity.ERROR for r in readings.values() for i in r.issues)
    register.close()
    return (
        f"import {ROWS:,} rows with validation: {took:.1f} s (processor {cpu_s:.1f}), aim"
        f" {AIM_S:g} s, {AIM_MB} MB; read {read.wall_s:.1f}, plan {asked.wall_s:.1f}, write"
        f" {written.wall_s:.1f}\n"
        f"  {kept:,} facilities on record, {errors:,} errors named by row,"
        f" {len(plan.questions):,} questions; the register read back in {back.wall_s:.1f} s"
    )


def measure_pandas(path: str, database_path: str) -> str:
    """The same rows by pandas: read and written as they are, nothing checked, no history."""
    content = Path(path).read_bytes()

    def put() -> int:
        frame = pd.read_excel(io.BytesIO(content), header=1, engine="calamine")
        with sqlite3.connect(database_path) as connection:
            written = frame.to_sql("facilities", connection, index=False)
        return written or 0

    (run,), rows = timed(put, 1)
    if rows != ROWS:
        raise AssertionError(f"pandas wrote {rows} rows")
    return (
        f"  pandas.read_excel (calamine) and to_sql, nothing checked: {run.wall_s:.1f} s"
        f" (processor {run.cpu_s:.1f})"
    )


def planned(readings: dict[str, object], state: RegisterState, content: bytes) -> ImportPlan:
    """The plan with every question answered: what is alike is another facility."""
    document = Document("list.xlsx", hashlib.sha256(content).hexdigest())
    answers: dict[str, Answer] = {}
    while True:
        plan = plan_import(
            readings,
            state,
            sender=SENDER,
            document=document,
            answers=answers,  # type: ignore[arg-type]
        )
        if not plan.open_questions:
            return plan
        for question in plan.open_questions:
            offered = {choice.answer for choice in question.choices}
            usual = Answer.DIFFERENT if Answer.DIFFERENT in offered else Answer.SKIP
            answers[question.question_id] = usual
