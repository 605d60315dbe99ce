"""方案: scenarios kept, one opened, several compared."""

from __future__ import annotations

from ui.scenarios import scenarios_view


def page() -> None:
    """The page."""
    scenarios_view.page()


page()
