"""Pages that show the components run in Streamlit's own test harness, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

GALLERY = Path(__file__).resolve().parent / "apps" / "components_gallery.py"
COMPONENTS = {
    "banner",
    "class_strip",
    "county_sheet",
    "data_table",
    "document_language",
    "lede",
    "lorenz",
    "matrix",
    "minutes_bars",
    "notice",
    "page_head",
    "sheet_navigation",
    "todo",
}


def components(app: AppTest) -> dict[str, int]:
    """How often each component of ours stands on the page."""
    counts: dict[str, int] = {}
    for element in app.get("bidi_component"):
        name = element.proto.component_name.removeprefix("planner_")
        counts[name] = counts.get(name, 0) + 1
    return counts


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_with_every_component_runs(language: str) -> None:
    app = AppTest.from_file(GALLERY, default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    assert set(components(app)) == COMPONENTS


def test_components_are_registered_again_for_a_second_session() -> None:
    for _ in range(2):
        app = AppTest.from_file(GALLERY, default_timeout=60).run()
        assert components(app)["data_table"] == 3
        assert components(app)["notice"] == 2
