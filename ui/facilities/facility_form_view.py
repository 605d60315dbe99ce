"""The form of one facility: every column of the facility form, read by the rules of an import."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.counties import load_counties
from geo.reading.facilities import MAX_CAPACITY, MAX_FLOOR_AREA_M2, MAX_PERSONS_PER_YEAR
from geo.reading.facility_cells import COLUMN_WORDS, CellsRead, read_cells
from geo.reading.facility_form import FACILITIES
from geo.text import Text
from geo.vocabulary import WORDS, Ternary
from ui import register_access, state
from ui.components.notice import notice
from ui.facilities import facility_conflict, facility_draft, facility_point, facility_saving
from ui.facilities.facility_draft import Draft
from ui.facilities.facility_issues import contact_issues, issues_beside, said_of
from ui.language import language, say, word, written

_SINCE = ("opened", "closed")
_GROUPS: tuple[tuple[Text, tuple[tuple[str, ...], ...]], ...] = (
    (
        Text("基本", "Basics"),
        (("name",), ("facility_type", "county"), ("functions",), ("address", "parent_id")),
    ),
    (
        Text("计入核查", "For the check"),
        (
            ("status", "level"),
            _SINCE,
            ("operation", "professional"),
            ("school_stage", "school_comprehensive"),
            ("meets_national_standard",),
        ),
    ),
    (
        Text("能力", "Capacity"),
        (("capacity", "capacity_unit"), ("in_use", "floor_area_m2")),
    ),
)
_EVIDENCE = (("source", "reported_by"), ("checked_on", "confidence"), ("note",))
_LIMITS = {
    "capacity": MAX_CAPACITY,
    "in_use": MAX_PERSONS_PER_YEAR,
    "floor_area_m2": MAX_FLOOR_AREA_M2,
}
_DATES = ("opened", "closed", "checked_on")
_NOT_CHOSEN = Text("（未填）", "(empty)")
_UNKNOWN_COUNTY = Text("县未知，只知道在本市", "not known, in the city only")


def panel() -> None:
    """The form in work: its fields, the map to pick the place on, save, and what is to be said."""
    draft = facility_draft.current()
    if draft is None:
        return
    _heading(draft)
    cells = facility_draft.typed()
    if facility_draft.conflict() is not None:
        facility_conflict.panel(draft)
        return
    left, right = st.columns([1, 1], gap="large")
    with left:
        slots = [slot for title, lines in _GROUPS for slot in _group(draft, title, lines)]
    with right:
        st.markdown(f"**{say('位置', 'Place')}**")
        facility_point.pick(draft)
        _line(draft, ("lon", "lat"))
        _line(draft, ("datum",))
        facility_point.say_where(cells)
        _group(draft, Text("佐证", "Evidence"), _EVIDENCE)
    read = _read(draft)
    if read.asked is not None:
        # Beside the dates it asks for: the list of issues stands far below them.
        with slots[0].container():
            notice(
                read.asked.what,
                lines=(read.asked.remedy,),
                language=language(),
                key="facility_dates_asked",
                kind="attention",
            )
    facility_saving.controls(draft, read)
    issues = (*said_of(read, whole=facility_draft.tried(draft)), *contact_issues(cells))
    issues_beside((*issues, *facility_saving.alike(draft, read)), "facility_form_issues")


def _heading(draft: Draft) -> None:
    if draft.before is None:
        st.subheader(say("新增设施", "New facility"))
    else:
        st.subheader(say("编辑设施", "Edit a facility"))
        st.text(draft.before.name)
    if draft.origin is not None:
        notice(draft.origin, language=language(), key="facility_origin", kind="attention")


def _read(draft: Draft) -> CellsRead:
    known = register_access.current().tables["facilities"]
    rows = [(facility_draft.typed(), draft.before)]
    return read_cells(rows, state.view().as_of, known, language())[0]


def _group(draft: Draft, title: Text, lines: tuple[tuple[str, ...], ...]) -> list[DeltaGenerator]:
    """Draws a group of fields; the empty places below the dates, for what is asked of them."""
    st.markdown(f"**{word(title)}**")
    slots = []
    for line in lines:
        _line(draft, line)
        if line == _SINCE:
            slots.append(st.empty())
    return slots


def _line(draft: Draft, names: tuple[str, ...]) -> None:
    for name, column in zip(names, st.columns(len(names)), strict=True):
        with column:
            field(draft, name)


def field(draft: Draft, name: str) -> None:
    """The widget of one column, over what was typed; it writes back what it holds."""
    cells = facility_draft.typed()
    column = FACILITIES.column(name)
    label = word(COLUMN_WORDS[name]) + ("*" if column.required else "")
    key = f"facility_{draft.number}_{name}"
    if name == "county":
        cells[name] = _county(label, key, cells[name])
    elif column.words is not None and column.several:
        cells[name] = _several(label, key, cells[name], column.words)
    elif column.words is not None:
        cells[name] = _one(label, key, cells[name], column.words)
    elif name == "note":
        st.session_state.setdefault(key, cells[name])
        cells[name] = st.text_area(label, key=key, max_chars=1_000, help=word(column.meaning))
    else:
        st.session_state.setdefault(key, cells[name])
        cells[name] = st.text_input(label, key=key, max_chars=300, help=_help(name))


def _help(name: str) -> str:
    """What the column asks for, and what is accepted in it."""
    said = word(FACILITIES.column(name).meaning)
    if name in _DATES:
        return said + say(" 写 2016-09-01、2016-09 或 2016。", " 2016-09-01, 2016-09 or 2016.")
    if name in _LIMITS:
        most = f"{_LIMITS[name]:,}"
        return said + say(f" 0 到 {most}。", f" 0 to {most}.")
    return said


def _one(label: str, key: str, cell: str, words: type[StrEnum]) -> str:
    """A word of a closed list; of yes, no and not known, an empty cell is not known."""
    options = [str(member.value) for member in words]
    texts = {str(m.value): WORDS[m] for m in words}  # type: ignore[index]
    if words is Ternary:
        cell = cell or Ternary.UNKNOWN.value
    else:
        options, texts = ["", *options], {"": _NOT_CHOSEN} | texts
    st.session_state.setdefault(key, cell if cell in options else "")
    chosen: str = st.selectbox(label, options, key=key, format_func=written(texts))
    return chosen


def _several(label: str, key: str, cell: str, words: type[StrEnum]) -> str:
    texts = {str(m.value): WORDS[m] for m in words}  # type: ignore[index]
    st.session_state.setdefault(key, [c for c in cell.split(";") if c in texts])
    placeholder = say("可选几项", "one or more")
    chosen = st.multiselect(
        label, list(texts), key=key, format_func=written(texts), placeholder=placeholder
    )
    return ";".join(sorted(chosen))


def _county(label: str, key: str, cell: str) -> str:
    """A county of the facility's city, so that the two always agree."""
    city = facility_draft.typed()["city"]
    texts = {"": _UNKNOWN_COUNTY} | {
        c.code: Text(c.name_zh, c.name_en) for c in load_counties() if c.city_code == city
    }
    st.session_state.setdefault(key, cell if cell in texts else "")
    chosen: str = st.selectbox(label, list(texts), key=key, format_func=written(texts))
    return chosen
