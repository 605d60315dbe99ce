"""What the tests of 汇报 do on the page."""

from __future__ import annotations

import io
from typing import Any

import docx
from streamlit.testing.v1 import AppTest

from analysis.report.papers.contents import Section
from tests.ui.scenario_examples import YULIN
from tests.ui.test_pages import opened
from ui.papers.papers_audience import Audience


def page(language: str = "zh", *, demonstration: bool = True, **session: Any) -> AppTest:
    """The page as a reader of Yulin opens it; without maps, which take longest to draw."""
    app = opened(YULIN, language, demonstration=demonstration)
    choice = {"maps": False, **session.pop("choice", {})}
    app.session_state["papers_kept"] = choice
    for name, value in session.items():
        app.session_state[name] = value
    return app.switch_page("ui/pages/papers.py").run()


def box(app: AppTest, key: str) -> Any:
    """The checkbox of a part, or why it can't be had."""
    return next(c for c in app.checkbox if c.key == key)


def part(section: Section, audience: Audience = Audience.MEETING) -> str:
    """The key of a part's checkbox."""
    return f"papers_section_{audience}_{section}"


def for_whom(app: AppTest, audience: Audience) -> AppTest:
    """The page once the papers are for these readers."""
    control = next(c for c in app.segmented_control if c.key == "papers_audience")
    return control.set_value(audience).run()


def word_text(content: bytes) -> str:
    """All paragraphs of a Word file."""
    return "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
