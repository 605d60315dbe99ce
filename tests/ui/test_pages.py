"""Every page runs, in both languages, for both cities, on real and on demonstration data."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.examples import half

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "overview",
    "facilities",
    "population",
    "accessibility",
    "siting",
    "scenarios",
    "papers",
    "findings",
    "reviews",
    "retrofit",
    "indicators",
    "register",
    "sources",
)
CITIES = ("450200", "450900")


def opened(city: str | None, language: str = "zh", *, demonstration: bool = False) -> AppTest:
    """The app as a reader with this address opens it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    if city is not None:
        app.query_params["city"] = city
    app.query_params["lang"] = language
    if demonstration:
        app.query_params["demo"] = "1"
    return app.run()


def texts(app: AppTest) -> str:
    """All plain text of the page."""
    parts = [*app.markdown, *app.caption, *app.button, *app.title]
    return "\n".join(str(getattr(p, "value", "") or getattr(p, "label", "")) for p in parts)


@pytest.mark.parametrize(
    ("demonstration", "language", "city"), half([False, True], ["zh", "en"], CITIES)
)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs(name: str, city: str, language: str, *, demonstration: bool) -> None:
    app = opened(city, language, demonstration=demonstration)
    app.switch_page(f"ui/pages/{name}.py").run()
    assert not app.exception
    assert not app.error


def test_the_first_start_asks_which_city_is_yours() -> None:
    app = opened(None)
    assert not app.exception
    labels = [b.label for b in app.button]
    assert any("玉林市" in label for label in labels)
    assert any("柳州市" in label for label in labels)


def test_choosing_a_city_opens_its_overview_and_stays_in_the_address() -> None:
    app = opened(None)
    next(b for b in app.button if "玉林市" in b.label).click().run()
    assert not app.exception
    assert app.session_state["city"] == "450900"
    assert app.query_params["city"] in ("450900", ["450900"])


def test_an_unknown_city_in_the_address_asks_again() -> None:
    app = opened("110000")
    assert not app.exception
    assert app.session_state["city"] is None


def test_the_language_switch_changes_the_page() -> None:
    app = opened("450900")
    next(b for b in app.button if b.label == "English").click().run()
    assert not app.exception
    assert app.session_state["language"] == "en"


@pytest.mark.parametrize("tab", ["results", "trial", "rulings", "notes", "clauses"])
def test_every_tab_of_the_findings_runs(tab: str) -> None:
    app = opened("450200", demonstration=True)
    app.session_state["findings_tab"] = tab
    app.switch_page("ui/pages/findings.py").run()
    assert not app.exception


def test_a_county_in_the_session_opens_its_sheet() -> None:
    app = opened("450200", demonstration=True)
    app.session_state["selected_county"] = "450225"
    app.run()
    assert not app.exception


def test_demonstration_and_real_records_never_meet() -> None:
    app = opened("450200", demonstration=True)
    assert app.session_state["demonstration"] is True
    app.session_state["demonstration"] = False
    app.run()
    assert not app.exception
