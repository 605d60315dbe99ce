"""Files are made as Streamlit makes them: on a thread that sees no session."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
PACK = (
    "download_workbook",
    "download_csv",
    "download_geopackage",
    "download_map",
    "download_gaps_map",
    "download_gaps_picture",
    "download_status_map",
)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """What every download button drawn so far was given, by its key."""
    buttons: dict[str, dict[str, Any]] = {}
    draw = st.download_button

    def drawn(label: str, **given: Any) -> bool:
        buttons[given["key"]] = given
        return draw(label, **given)

    monkeypatch.setattr(st, "download_button", drawn)
    return buttons


def made(data: Callable[[], bytes | str]) -> bytes:
    """The file, made on a thread of its own."""
    with ThreadPoolExecutor(1) as pool:
        file = pool.submit(data).result()
    return file.encode() if isinstance(file, str) else file


def opened(page: str, language: str = "zh", *, demonstration: bool = False) -> AppTest:
    """The app of Liuzhou, at one of its pages."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["city"] = "450200"
    app.query_params["lang"] = language
    if demonstration:
        app.query_params["demo"] = "1"
    app.run()
    return app.switch_page(f"ui/pages/{page}.py").run()


PAGES = (
    ("overview", (*PACK, "todo_download")),
    ("population", ("population_download",)),
    ("findings", ("findings_download",)),
    ("indicators", ("indicator_download",)),
)


@pytest.mark.parametrize(
    ("page", "keys", "demonstration"),
    [
        *((page, keys, demonstration) for page, keys in PAGES for demonstration in (False, True)),
        ("retrofit", ("retrofit_download",), True),
    ],
)
def test_every_file_a_page_offers_can_be_made_where_no_session_is_seen(
    page: str, keys: tuple[str, ...], offered: dict[str, dict[str, Any]], *, demonstration: bool
) -> None:
    opened(page, demonstration=demonstration)
    assert set(keys) <= set(offered)
    for key in keys:
        assert len(made(offered[key]["data"])) > 100, key


def test_the_template_is_in_the_reader_s_language(offered: dict[str, dict[str, Any]]) -> None:
    app = opened("facilities", "en")
    app.segmented_control[0].set_value(app.segmented_control[0].options[1]).run()
    english = made(offered["template_download"]["data"])
    strings = zipfile.ZipFile(io.BytesIO(english)).read("xl/sharedStrings.xml").decode()
    assert "facility_type" in strings


def test_a_county_s_check_sheet_is_about_that_county(offered: dict[str, dict[str, Any]]) -> None:
    app = opened("overview")
    app.session_state["selected_county"] = "450222"
    app.run()
    sheet = zipfile.ZipFile(io.BytesIO(made(offered["county_download"]["data"])))
    assert "柳城县" in sheet.read("xl/sharedStrings.xml").decode()


def test_files_of_the_demonstration_are_made_from_the_demonstration(
    offered: dict[str, dict[str, Any]],
) -> None:
    opened("overview", demonstration=True)
    assert "演示" in made(offered["download_csv"]["data"]).decode()
