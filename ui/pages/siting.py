"""选址: which county gets which facility, new or by converting a building, provably best."""

from __future__ import annotations

from ui.siting import siting_view

siting_view.page()
