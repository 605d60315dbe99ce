"""Files of 汇报 are made when asked for: each on its own, or all with their progress."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest

from analysis.report.papers.contents import Section
from analysis.report.papers.pack import Format, Made
from analysis.report.papers.stopping import PackStoppedError, Progress
from geo.text import Text
from tests.ui import frozen_app
from tests.ui.papers_steps import box, page, part
from tests.ui.test_downloads import made, offered
from ui.papers import making

__all__ = ["offered"]


def test_every_file_offered_is_made_where_no_session_is_seen(
    offered: dict[str, dict[str, Any]],
) -> None:
    page(choice={"maps": True})
    for each in Format:
        given = offered[f"papers_file_{each}" + ("_A4" if each is Format.MAPS else "")]
        assert given["file_name"].startswith("演示_玉林市_")
        ending = "zip" if each is Format.MAPS else str(each)
        assert given["file_name"].endswith(f".{ending}")
    assert made(offered["papers_file_pdf"]["data"]).startswith(b"%PDF")


def test_maps_on_their_own_have_the_name_of_the_frozen_assessment(
    offered: dict[str, dict[str, Any]],
) -> None:
    frozen = frozen_app.frozen_now(name="会前稿")
    app = frozen_app.looking_at(frozen.frozen_id)
    app.switch_page("ui/pages/papers.py").run()
    given = offered["papers_file_maps_A4"]
    archive = zipfile.ZipFile(io.BytesIO(made(given["data"])))
    assert [n for n in (given["file_name"], *archive.namelist()) if "会前稿" not in n] == []


def test_the_pack_is_made_when_the_button_is_pressed(offered: dict[str, dict[str, Any]]) -> None:
    app = page()
    assert "papers_zip" not in offered
    app.button(key="papers_make").click().run()
    held = app.session_state["papers_making"][1]
    assert held.wait(60)
    app.run()
    assert not app.exception
    archive = zipfile.ZipFile(io.BytesIO(offered["papers_zip"]["data"]))
    assert len(archive.namelist()) == 4
    assert offered["papers_zip"]["file_name"].startswith("演示_玉林市_汇报材料包_20251231")


def test_other_choices_let_go_of_the_pack_made() -> None:
    app = page()
    app.button(key="papers_make").click().run()
    assert app.session_state["papers_making"][1].wait(60)
    box(app, part(Section.TASKS)).uncheck().run()
    assert "papers_making" not in app.session_state


@pytest.fixture
def gate() -> Iterator[Event]:
    """What a slow file waits for."""
    event = Event()
    yield event
    event.set()


def test_a_pack_that_is_cancelled_hands_nothing_out(gate: Event) -> None:
    def slow(progress: Progress) -> tuple[tuple[Made, ...], bytes]:
        gate.wait(20)
        if not progress(0.5, Text("幻灯片", "Slides")):
            raise PackStoppedError
        return (), b"never"

    held = making.start(slow)
    assert held.running
    held.cancel()
    assert not held.running
    gate.set()
    assert held.wait(20)
    assert held.cancelled
    assert held.pack is None
    assert held.failed is None


def test_a_pack_that_fails_says_so_and_not_what_a_row_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    row = "".join(["1390", "7751234"])

    def broken(_: Progress) -> tuple[tuple[Made, ...], bytes]:
        raise ValueError(row)

    held = making.start(broken)
    assert held.wait(20)
    assert held.failed is not None
    assert "papers failed: ValueError" in caplog.text
    assert row not in caplog.text


def test_progress_is_told_between_nothing_and_all() -> None:
    seen = []
    begun = Event()

    def watched(progress: Progress) -> tuple[tuple[Made, ...], bytes]:
        begun.wait(20)
        progress(0.25, Text("幻灯片", "Slides"))
        seen.append(held.share)
        progress(7.0, Text("完成", "Done"))
        return (), b"x"

    held = making.start(watched)
    begun.set()
    assert held.wait(20)
    assert seen == [0.25]
    assert held.share == 1.0
    assert held.pack is not None
