from pathlib import Path

from geo.reading.forms_page import forms_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "forms.md"


def test_the_page_of_forms_says_what_the_forms_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == forms_page(), "run python -m geo.reading.forms_page"
