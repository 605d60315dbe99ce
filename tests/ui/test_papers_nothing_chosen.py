"""汇报 with no part chosen offers nothing to make, and says what to do."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.ui.papers_steps import page


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
