"""``.streamlit/config.toml`` and the files that go with the project."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from geo.reading.table import MAX_BYTES
from tests.colours import contrast, luminance
from ui.style import MOST_MB

ROOT = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_the_app_listens_on_this_machine_alone() -> None:
    assert CONFIG["server"]["address"] == "127.0.0.1"


def test_the_app_reports_to_nobody_and_asks_for_no_address() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["showEmailPrompt"] is False


def test_the_protection_against_foreign_pages_stays_on() -> None:
    assert CONFIG["server"]["enableXsrfProtection"] is True
    assert CONFIG["server"]["enableCORS"] is True


def test_a_visitor_sees_no_traceback() -> None:
    assert CONFIG["client"]["showErrorDetails"] == "none"


def test_roads_of_two_hundred_megabytes_may_be_uploaded_and_lists_of_fifty() -> None:
    assert CONFIG["server"]["maxUploadSize"] == 200
    assert MAX_BYTES == MOST_MB * 1024 * 1024 == 50 * 1024 * 1024


@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("ink", ["textColor", "linkColor", "primaryColor"])
def test_text_stands_out_from_its_ground(ink: str, ground: str) -> None:
    assert contrast(CONFIG["theme"][ink], CONFIG["theme"][ground]) >= 4.5


def test_the_fonts_are_installed_ones_not_fetched() -> None:
    for key in ("font", "headingFont"):
        assert "http" not in CONFIG["theme"][key]
        assert CONFIG["theme"][key].endswith("sans-serif")


def test_chart_colours_go_from_light_to_dark() -> None:
    shades = [luminance(colour) for colour in CONFIG["theme"]["chartSequentialColors"]]
    assert len(shades) == 10
    assert shades == sorted(shades, reverse=True)


def test_the_licence_is_the_one_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "Apache-2.0"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_decision_records_are_numbered_without_a_hole_and_say_all_four_things() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert [int(r.name[:4]) for r in records] == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text(encoding="utf-8")
        for heading in ("## Context", "## Decision", "## Consequences"):
            assert heading in text, f"{record.name}: {heading}"
        assert "Status: " in text
