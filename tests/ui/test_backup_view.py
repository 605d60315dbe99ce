"""The tab 备份: the whole register in one file for editors, and back into an empty one."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.register.backup import restorable, restore_backup, write_backup
from geo.register.place import sqlite_url
from geo.register.store import open_register
from tests.ui.frozen_app import drawn, frozen_now, later_facility, looking_at, on_record
from tests.ui.frozen_app import the_register as register_of_the_app
from tests.ui.test_downloads import made, offered
from ui.access import people
from ui.access.roles import Person, Role

__all__ = ["offered"]


def tab(frozen_id: int | None = None, **address: str) -> AppTest:
    """The tab 备份 of the page 台账."""
    app = looking_at(frozen_id, **address)
    app.session_state["register_tab"] = "backup"
    return app.switch_page("ui/pages/register.py").run()


def told(app: AppTest) -> str:
    return "\n".join(str(e.value) for e in (*app.markdown, *app.caption, *app.error, *app.success))


@pytest.fixture
def another_backup(tmp_path: Path) -> bytes:
    """A backup of this register with a change in it; the register itself is emptied after."""
    on_record(later_facility())
    frozen_now()
    stream = io.BytesIO()
    with register_of_the_app() as register:
        write_backup(register, stream)
    Path(os.environ["PLANNER_REGISTER"]).unlink()
    for tail in ("-wal", "-shm"):
        Path(os.environ["PLANNER_REGISTER"] + tail).unlink(missing_ok=True)
    return stream.getvalue()


def test_one_click_takes_the_whole_register(
    offered: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    on_record(later_facility())
    frozen_now()
    tab()
    file = made(offered["download_backup"]["data"])
    copy = open_register(sqlite_url(tmp_path / "copy.sqlite"))
    restore_backup(io.BytesIO(file), copy)
    with register_of_the_app() as register:
        assert copy.changes() == register.changes()
        assert copy.state().tables == register.state().tables
        again = io.BytesIO()
        write_backup(register, again)
    copy.close()
    assert again.getvalue() == file


def test_the_file_is_named_with_the_day(offered: dict[str, dict[str, Any]]) -> None:
    tab()
    name = offered["download_backup"]["file_name"]
    assert name.startswith("台账备份_20")
    assert name.endswith("_内部资料.zip")


def test_it_says_what_it_holds_and_that_no_personal_data_is_in_it() -> None:
    on_record(later_facility())
    frozen_now()
    said = told(tab())
    assert "2 次变更" in said
    assert "1 份定稿" in said
    assert " MB" in said
    assert "身份证号" in said


def test_a_viewer_can_t_download_it(
    offered: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "person", lambda: Person(Role.VIEWER, ""))
    app = tab()
    assert not app.exception
    assert "download_backup" not in offered
    assert "由编辑人员下载和保管" in told(app)
    assert not app.get("file_uploader")


def test_a_register_with_content_is_restored_elsewhere() -> None:
    on_record(later_facility())
    app = tab()
    assert "python -m geo restore" in told(app)
    assert not app.get("file_uploader")


def uploaded(monkeypatch: pytest.MonkeyPatch, content: bytes, name: str = "备份.zip") -> None:
    """Has the upload box hold a file."""
    stream = io.BytesIO(content)
    stream.name = name
    monkeypatch.setattr(st, "file_uploader", lambda *_, **__: stream)


def test_an_empty_register_takes_the_whole_history(
    another_backup: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploaded(monkeypatch, another_backup)
    app = tab()
    app.button(key="restore").click().run()
    assert not app.error
    assert "已恢复" in told(app)
    with register_of_the_app() as register:
        assert not restorable(register)
        assert register.last_change() == 2
    monkeypatch.undo()


def test_after_it_the_pages_show_what_was_restored(
    another_backup: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploaded(monkeypatch, another_backup)
    app = tab()
    app.button(key="restore").click().run()
    assert "YL-康复-新" in drawn(app.switch_page("ui/pages/facilities.py").run())


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 cut off"])
def test_another_file_is_refused_and_named(
    content: bytes, another_backup: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert another_backup
    uploaded(monkeypatch, content, "照片.zip")
    app = tab()
    app.button(key="restore").click().run()
    assert ["照片.zip" in e.value for e in app.error] == [True]
    with register_of_the_app() as register:
        assert restorable(register)


def test_somebody_s_change_meanwhile_keeps_the_restore_from_overwriting_it(
    another_backup: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploaded(monkeypatch, another_backup)
    app = tab()
    on_record(later_facility())
    app.button(key="restore").click().run()
    with register_of_the_app() as register:
        assert register.last_change() == 2
    assert "已恢复" not in told(app)


def test_nothing_is_restored_while_a_frozen_one_is_looked_at() -> None:
    frozen = frozen_now()
    app = tab(frozen.frozen_id)
    assert not app.get("file_uploader")
    assert any(b.proto.label == "下载备份（zip）" for b in app.get("download_button"))
