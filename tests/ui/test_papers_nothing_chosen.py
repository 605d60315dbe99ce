"""汇报 without a part chosen, or refused, offers nothing to make and says what to do."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from geo.layers import MixedDataError
from tests.ui.test_papers_page import page
from ui.papers import papers_view


def nothing_chosen(app: AppTest) -> AppTest:
    """The page once every part is unticked."""
    for box in app.checkbox:
        if (box.key or "").startswith("papers_section_"):
            box.uncheck()
    return app.run()


def test_without_any_part_the_reader_is_told_to_choose_one() -> None:
    app = page()
    assert not any("至少选一部分" in i.value for i in app.info)
    nothing_chosen(app)
    assert any("至少选一部分" in i.value for i in app.info)


def test_without_any_part_no_pack_is_offered() -> None:
    app = page()
    labels = [b.label for b in app.button]
    assert any("制作整套材料" in label for label in labels)
    nothing_chosen(app)
    assert not any("制作整套材料" in b.label for b in app.button)


def test_refused_papers_are_said_to_be_and_nothing_is_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise MixedDataError("演示康复中心")

    # No page lets invented records into the register; this is the last gate.
    monkeypatch.setattr(papers_view, "papers", refuse)
    app = page()
    assert not app.exception
    assert any("不能编入同一份材料" in e.value for e in app.error)
    assert not any("制作整套材料" in b.label for b in app.button)
