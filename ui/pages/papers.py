"""汇报: the papers of a meeting: what goes in, how the pages look, the files."""

from __future__ import annotations

from ui.papers import papers_view


def page() -> None:
    """The page."""
    papers_view.page()


page()
