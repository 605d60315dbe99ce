"""汇报: a template too large is refused in words, not by the upload box's own sign."""

from __future__ import annotations

import pytest

from tests.ui.papers_steps import page
from ui.papers import papers_templates


def test_a_template_too_large_is_refused_untried(monkeypatch: pytest.MonkeyPatch) -> None:
    app = page()
    monkeypatch.setattr(papers_templates, "MOST_MB", 0)
    app.file_uploader(key="papers_word_file").set_value(("红头.docx", b"PK", "")).run()
    assert not app.exception
    assert any("红头" in e.value and "超过" in e.value for e in app.error)
