"""The register as it would be once edits are written: for a preview, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterable

from geo.register.changes import Edit
from geo.register.state import Held, RegisterState


def foreseen(state: RegisterState, edits: Iterable[Edit]) -> RegisterState:
    """The state with the edits made; ``last_change`` stays, for no change has been recorded."""
    tables = {name: dict(held) for name, held in state.tables.items()}
    for edit in edits:
        table = tables.setdefault(edit.table, {})
        if edit.after is None:
            table.pop(edit.record_id, None)
        else:
            table[edit.record_id] = Held(edit.after, edit.version + 1)
    return RegisterState(state.last_change, tables)
