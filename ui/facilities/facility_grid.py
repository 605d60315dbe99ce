"""A page of the list as a table to type in: saved as one change, by the rules of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from geo.issues import DataIssue
from geo.reading.facility_cells import COLUMN_WORDS, Cells, cells_of, read_cells
from geo.reading.facility_form import FACILITIES
from geo.records import Facility
from geo.register.changes import ChangeKind, ConflictError, Document, Edit
from geo.register.errors import RegisterError
from geo.register.state import Held
from geo.text import Language, Text
from geo.vocabulary import WORDS
from ui import register_access, state
from ui.access import people
from ui.facilities import facility_grid_conflict, facility_session
from ui.facilities.facility_grid_conflict import GridConflict
from ui.facilities.facility_issues import contact_issues, issues_beside, said_of
from ui.facilities.facility_saving import change_fields, change_problem
from ui.facilities.facility_session import Saved
from ui.language import language, say, word

COLUMNS = (
    *("status", "opened", "closed", "level", "operation"),
    *("capacity", "in_use", "checked_on", "source"),
)
"""The columns of the form that are edited here; the form has all of them."""
_GRID, _TYPED, _CONFLICT = "facility_grid", "facility_grid_typed", "facility_grid_conflict"
_WIDTHS = {"source": 220, "operation": 130, "name": 220, "opened": 120, "closed": 120}
_WIDTH = 110

Typed = dict[str, dict[str, str]]
"""What was typed, by facility and column, where it differs from what was shown."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows as they were first shown, with their versions; ``number`` keys the widget."""

    number: int
    rows: Mapping[str, Held]
    language: Language


def panel(shown: Sequence[Facility]) -> None:
    """The table to type in, what is wrong with it, and one button that saves all of it."""
    conflict: GridConflict | None = st.session_state.get(_CONFLICT)
    if conflict is not None:
        _decide(conflict)
        return
    grid = _grid(shown)
    if not grid.rows:
        st.caption(say("没有符合条件的设施。", "No facility fits."))
        return
    typed = _editor(grid)
    changed = _changed_rows(grid, typed)
    if typed and set(grid.rows) != {f.facility_id for f in shown}:
        st.info(
            say(
                "表格里有没保存的改动，仍显示原来那一页；保存或放弃后再换页、筛选。",
                "The table holds changes not saved, so its page stays; save or discard first.",
            )
        )
    body, document = change_fields(f"facility_grid_{grid.number}")
    with st.container(horizontal=True):
        sent = st.button(
            say(f"保存 {len(typed)} 行的改动", f"Save {len(typed)} changed rows")
            if typed
            else say("保存", "Save"),
            type="primary",
            icon=":material/save:",
            disabled=not typed,
            key="grid_save",
        )
        if st.button(say("放弃", "Discard"), disabled=not typed, key="grid_discard"):
            forget()
            st.rerun()
    read, issues = _read(grid, changed)
    if sent:
        wrong = change_problem(body, document)
        if wrong is not None:
            st.error(word(wrong))
        elif len(read) < len(changed):
            st.error(
                say(
                    "没有保存：下面标“错误”的地方要先改正。",
                    "Not saved: first correct what is marked as an error below.",
                )
            )
        else:
            _save(grid, read, body, document)
    issues_beside(issues, "facility_grid_issues")


def forget() -> None:
    """Lets go what was typed; the next drawing begins anew."""
    for key in (_GRID, _TYPED, _CONFLICT):
        st.session_state.pop(key, None)


def _grid(shown: Sequence[Facility]) -> Grid:
    """The rows being edited: those shown, unless others hold what is not saved yet."""
    grid: Grid | None = st.session_state.get(_GRID)
    typed: Typed = st.session_state.get(_TYPED, {})
    wanted = [f.facility_id for f in shown]
    if grid is not None and (typed or (list(grid.rows) == wanted and _is_current(grid))):
        # Streamlit forgets a widget that was not drawn, and one whose columns changed their words.
        same = _widget(grid) in st.session_state and grid.language == language()
        return grid if same else _renewed(grid.rows)
    held = register_access.current().tables["facilities"]
    return _renewed({key: held[key] for key in wanted if key in held})


def _is_current(grid: Grid) -> bool:
    held = register_access.current().tables["facilities"]
    return all(held.get(key) == row for key, row in grid.rows.items())


def _renewed(rows: Mapping[str, Held]) -> Grid:
    """The rows under a new widget, which has nothing typed into it yet."""
    number = st.session_state.get("facility_grid_number", 0) + 1
    st.session_state["facility_grid_number"] = number
    grid = Grid(number, dict(rows), language())
    st.session_state[_GRID] = grid
    # What a widget that was not drawn for a while held is part of what the new one begins with.
    st.session_state[f"{_GRID}_begun"] = dict(st.session_state.get(_TYPED, {}))
    return grid


def _widget(grid: Grid) -> str:
    return f"facility_grid_{grid.number}"


def _editor(grid: Grid) -> Typed:
    """The table; what it says otherwise than the records."""
    shown = {key: cells_of(row.record) for key, row in grid.rows.items()}
    begun: Typed = st.session_state[f"{_GRID}_begun"]
    names = {key: row.record.name for key, row in grid.rows.items()}
    frame = pd.DataFrame(
        {"name": names}
        | {c: {key: ({**shown[key], **begun.get(key, {})})[c] for key in shown} for c in COLUMNS},
        dtype="str",
    ).reset_index(drop=True)
    frame.index = frame.index + 1
    edited = st.data_editor(
        frame,
        key=_widget(grid),
        num_rows="fixed",
        placeholder="",
        column_config=_config(),
        height=min(620, 38 + 35 * len(frame)),
    )
    typed: Typed = {}
    for key, (_, row) in zip(shown, edited.iterrows(), strict=True):
        said = {c: "" if pd.isna(row[c]) else str(row[c]) for c in COLUMNS}
        differs = {c: v for c, v in said.items() if v.strip() != shown[key][c].strip()}
        if differs:
            typed[key] = differs
    st.session_state[_TYPED] = typed
    return typed


def _config() -> dict[str, Any]:
    config: dict[str, Any] = {
        "_index": st.column_config.NumberColumn(say("行", "Row"), width=56),
        "name": st.column_config.TextColumn(
            word(COLUMN_WORDS["name"]), disabled=True, width=_WIDTHS["name"]
        ),
    }
    for name in COLUMNS:
        words, label = FACILITIES.column(name).words, word(COLUMN_WORDS[name])
        width = _WIDTHS.get(name, _WIDTH)
        if words is None:
            config[name] = st.column_config.TextColumn(label, width=width, max_chars=300)
            continue
        codes: list[Any] = list(words)
        texts: dict[Any, Text] = {"": Text("（未填）", "(empty)")}
        texts |= {str(code.value): WORDS[code] for code in codes}
        config[name] = st.column_config.SelectboxColumn(
            label,
            options=list(texts),
            format_func={k: word(t) for k, t in texts.items()}.__getitem__,
            width=width,
        )
    return config


def _changed_rows(grid: Grid, typed: Typed) -> list[tuple[str, Cells]]:
    return [
        (key, {**cells_of(row.record), **typed[key]})
        for key, row in grid.rows.items()
        if key in typed
    ]


def _read(
    grid: Grid, changed: Sequence[tuple[str, Cells]]
) -> tuple[dict[str, Facility], tuple[DataIssue, ...]]:
    """The facilities of the good rows by id, and what is said of all, by the row of the table."""
    known = register_access.current().tables["facilities"]
    rows = [(cells, grid.rows[key].record) for key, cells in changed]
    if not rows:
        return {}, ()
    numbers = {key: number for number, key in enumerate(grid.rows, start=1)}
    found: dict[str, Facility] = {}
    issues: list[DataIssue] = []
    for (key, cells), read in zip(
        changed, read_cells(rows, state.view().as_of, known, language()), strict=True
    ):
        said = (*said_of(read, whole=True), *contact_issues(cells))
        issues.extend(replace(issue, row=numbers[key]) for issue in said)
        if read.facility is not None and read.good:
            found[key] = read.facility
    return found, tuple(issues)


def _save(grid: Grid, records: Mapping[str, Facility], body: str, document: str) -> None:
    edits = [Edit("facilities", key, r, grid.rows[key].version) for key, r in records.items()]
    try:
        made = register_access.write(ChangeKind.EDIT, edits, body=body, document=Document(document))
    except ConflictError as error:
        before = {key: grid.rows[key] for key in records}
        st.session_state[_CONFLICT] = GridConflict(
            before, dict(records), error.events, body, document
        )
        st.rerun()
    except (people.NotAllowedError, RegisterError) as error:
        st.error(word(error.text))
        return
    forget()
    if made is not None:
        said = Text(
            f"已保存 {len(edits)} 处设施的改动（第 {made} 号变更）。",
            f"{len(edits)} facilities are saved (change no. {made}).",
        )
        facility_session.say_saved(Saved(made, said), None)
    st.rerun()


def _decide(conflict: GridConflict) -> None:
    answer = facility_grid_conflict.panel(conflict)
    if answer is None:
        return
    if not answer.rows:
        forget()
        st.rerun()
    st.session_state.pop(_CONFLICT)
    _save(Grid(0, answer.rows, language()), answer.records, conflict.body, conflict.document)
