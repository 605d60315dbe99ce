"""A file with personal data: refused, not kept, and its households counted per county at most."""

from __future__ import annotations

import gc
import logging
import os
import pickle
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.Common_pb2 import FileURLs as FileURLsProto
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec
from streamlit.testing.v1 import AppTest

from geo.records import RetrofitNeed
from geo.register.backup import write_backup
from geo.register.place import register_url
from geo.register.start import start_register
from tests.reading.identity_numbers import identity_number
from tests.reading.sheets import csv_of
from tests.ui.import_steps import NOW, import_page, labels, press, register_state, told, upload
from ui.importing import import_state

RONG, BOBAI = "450921", "450923"


def household_list(marker: str) -> bytes:
    rows = [
        {"户主": marker, "身份证号": identity_number(serial=f"{i:03d}"), "所在县": county}
        for i, county in enumerate(["容县", "容县", "博白县"], 1)
    ]
    return csv_of(rows)


def needs() -> dict[str, RetrofitNeed]:
    return {n.county_code: n for n in register_state().records("retrofit_needs")}


def test_a_household_list_is_refused_and_says_what_to_do() -> None:
    app = upload(import_page(), household_list("覃某"), "名单.csv")
    assert not app.exception
    assert "没有采用" in labels(app)[1]
    assert not [b for b in app.button if b.key == "import_commit"]


def test_one_click_counts_the_households_and_another_uses_them() -> None:
    app = upload(import_page(), household_list("覃某"), "名单.csv")
    press(app, "import_count")
    next(b for b in app.button if b.label == "用这些数，继续").click().run()
    assert not app.exception
    press(app, "import_commit")
    assert {county: n.eligible_households for county, n in needs().items()} == {RONG: 2, BOBAI: 1}
    assert [n.done_households for n in needs().values()] == [None, None]


def test_the_refused_files_name_and_hash_are_on_no_record() -> None:
    app = upload(import_page(), household_list("覃某"), "覃某家.csv")
    press(app, "import_count")
    next(b for b in app.button if b.label == "用这些数，继续").click().run()
    press(app, "import_commit")
    register = start_register(register_url(None, os.environ), NOW)
    document = register.changes(1)[0].change.document
    register.close()
    assert document.sha256 == ""
    assert "覃某" not in document.name


def test_another_file_can_follow_a_refused_one() -> None:
    app = upload(import_page(), household_list("覃某"), "名单.csv")
    press(app, "import_drop_refused")
    assert app.file_uploader
    assert "import_draft" not in app.session_state


def _state(app: AppTest) -> bytes:
    """Everything the session keeps, as bytes."""
    kept: dict[str, Any] = {}
    for key in app.session_state:
        value = app.session_state[key]
        try:
            kept[key] = pickle.dumps(value)
        except Exception:
            kept[key] = repr(value).encode()
    return pickle.dumps(kept)


def _strings(marker: str) -> list[str]:
    """Which kinds of object still hold a text or bytes with the marker."""
    gc.collect()
    sign = marker.encode()
    held = []
    for item in gc.get_objects():
        for inner in gc.get_referents(item):
            text = type(inner) is str and marker in inner and inner != marker
            if text or (type(inner) is bytes and sign in inner):
                held.append(type(item).__name__)
    return held


@pytest.mark.parametrize("used", [False, True], ids=["refused", "counts used"])
def test_nothing_of_a_household_list_stays_anywhere(
    used: bool,
    tmp_path: Path,
    register_of_its_own: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    marker = "".join(reversed("寅丑子某覃"))
    app = import_page()
    with caplog.at_level(logging.DEBUG):
        upload(app, household_list(marker), "名单.csv")
        # What the test itself put into the box is the test's, not the app's.
        app.run()
        if used:
            press(app, "import_count")
            next(b for b in app.button if b.label == "用这些数，继续").click().run()
            press(app, "import_commit")
    assert not app.exception
    assert marker not in _state(app).decode("utf-8", "ignore")
    assert marker not in told(app)
    assert marker not in caplog.text
    assert _strings(marker) == []
    register = start_register(register_url(None, os.environ), NOW)
    backup = tmp_path / "copy.backup"
    write_backup(register, backup)
    register.close()
    with sqlite3.connect(register_of_its_own) as file:
        dump = "\n".join(file.iterdump())
    assert marker not in dump
    assert marker.encode() not in backup.read_bytes()


def test_the_uploaded_bytes_are_let_go_by_streamlit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = MemoryUploadedFileManager("/upload")
    record = UploadedFileRec("f", "名单.csv", "text/csv", b"x")
    manager.add_file("s", record)
    context = SimpleNamespace(uploaded_file_mgr=manager, session_id="s")
    monkeypatch.setattr(import_state, "get_script_run_ctx", lambda: context)
    monkeypatch.setattr(import_state.st, "session_state", {})
    import_state.take(UploadedFile(record, FileURLsProto()))
    assert manager.get_files("s", ["f"]) == []
