"""列对应: which column of each sheet is read as what, how that was told, and the reader's word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from geo.reading.columns import missing_fields
from geo.reading.form import Form
from geo.reading.guessing import guess_columns
from geo.reading.intake import intake
from geo.reading.mapping import ColumnMapping, SheetMapping, Told
from geo.reading.sheet_county import county_in_name
from geo.reading.workbook import READ
from geo.text import Text, join
from ui.importing import import_state
from ui.importing.import_state import Draft
from ui.language import language, say, word
from ui.plain_text import unmarked

_FORMS: dict[str, Form] = {form.form_id: form for form in READ}
_NOT_READ = ""
_TOLD: dict[Told, Text] = {
    Told.EXACT: Text("识别", "recognised"),
    Told.SYNONYM: Text("同义", "another word for it"),
    Told.CONTENT: Text("按内容猜", "by its content"),
    Told.REMEMBERED: Text("上次记住的", "as last time"),
    Told.USER: Text("您改的", "your choice"),
}
_ABREAST = 3


def panel(of: Draft, mappings: Sequence[SheetMapping]) -> None:
    """One table of columns per sheet; what is still lacking or only suggested stands above it."""
    for place, mapping in enumerate(mappings):
        if len(mappings) > 1:
            # st.text: a sheet's name is what somebody typed, not Markdown.
            st.text(say("工作表：", "Sheet: ") + mapping.sheet)
        _form_and_header(of, place, mapping)
        form = _FORMS.get(mapping.form_id)
        if form is None:
            continue
        _lacking(mapping, form)
        _suggestions(of, place, mapping, form)
        _columns(of, place, mapping, form)


def settled(mappings: Sequence[SheetMapping]) -> bool:
    """Whether something is read, every sheet read has what it needs, and no suggestion waits."""
    read = [m for m in mappings if m.form_id in _FORMS]
    return bool(read) and not any(
        missing(m, _FORMS[m.form_id]) or suggested(m) for m in read if m.columns
    )


def said(mappings: Sequence[SheetMapping]) -> Text:
    """The state of the step in a few words."""
    read = [m for m in mappings if m.form_id in _FORMS]
    if not read:
        return Text("请选定表样", "choose a form")
    if any(missing(m, _FORMS[m.form_id]) for m in read):
        return Text("缺少必填的列", "required columns lacking")
    if any(suggested(m) for m in read):
        return Text("有按内容猜的列，请确认", "columns told by content: confirm")
    columns = sum(len(m.chosen()) for m in read)
    titles = join([_FORMS[i].title for i in dict.fromkeys(m.form_id for m in read)])
    return Text(f"{titles.zh}，读取 {columns} 列", f"{titles.en}, {columns} columns read")


def missing(mapping: SheetMapping, form: Form) -> tuple[str, ...]:
    """The required fields no column is read as; a sheet named for a county needs no county."""
    present = set(mapping.chosen().values())
    if county_in_name(mapping.sheet):
        present.add("county")
    return missing_fields(present, form)


def suggested(mapping: SheetMapping) -> tuple[ColumnMapping, ...]:
    """The columns that only look like a field: not read until the reader says so."""
    return tuple(c for c in mapping.columns if c.told is Told.CONTENT and c.field is not None)


def _keep(of: Draft, place: int, mapping: SheetMapping) -> None:
    import_state.change(chosen={**of.chosen, place: mapping})
    st.rerun()


def _key(of: Draft, place: int, name: str) -> str:
    return f"import_map_{of.sha256[:12]}_{place}_{name}_{language()}"


def _form_and_header(of: Draft, place: int, mapping: SheetMapping) -> None:
    left, middle, right = st.columns([2, 1, 1])
    options = [_NOT_READ, *_FORMS]
    titles = {_NOT_READ: say("不读取这张表", "Do not read this sheet")}
    titles |= {form_id: word(form.title) for form_id, form in _FORMS.items()}
    form_id = left.selectbox(
        say("表样", "Form"),
        options,
        index=options.index(mapping.form_id) if mapping.form_id in options else 0,
        format_func=titles.__getitem__,
        key=_key(of, place, "form"),
    )
    row = middle.number_input(
        say("表头从第几行开始", "Header begins in row"),
        min_value=0,
        max_value=60,
        value=mapping.header_row,
        key=_key(of, place, "row"),
    )
    depth = right.number_input(
        say("表头占几行", "Header rows"),
        min_value=1,
        max_value=3,
        value=max(1, mapping.header_depth),
        key=_key(of, place, "depth"),
    )
    if (form_id, row, depth) == (mapping.form_id, mapping.header_row, max(1, mapping.header_depth)):
        return
    sheets, _ = intake(of.content, of.name)
    sheet = next(s for s in sheets if s.name == mapping.sheet)
    try:
        found = guess_columns(sheet, _FORMS.get(form_id), int(row), int(depth))
    except ValueError:
        st.error(say("这几行里没有内容，不能作表头。", "These rows hold nothing to be a header."))
        return
    columns = tuple(
        replace(c, told=Told.USER) if c.told is Told.EXACT and c.field else c for c in found.columns
    )
    _keep(of, place, replace(found, columns=columns))


def _lacking(mapping: SheetMapping, form: Form) -> None:
    lacking = [form.column(name) for name in missing(mapping, form)]
    if lacking:
        names = join([Text(c.header, c.name) for c in lacking])
        st.warning(
            say(
                f"缺少必填的列：{names.zh}。请在下面为它选一列；表里没有的，请报送单位补上。",
                f"Required columns are lacking: {names.en}. Choose a column for each below, or ask"
                " the sender to add it.",
            )
        )


def _suggestions(of: Draft, place: int, mapping: SheetMapping, form: Form) -> None:
    waiting = suggested(mapping)
    if not waiting:
        return
    names = join(
        [
            Text(
                f"{c.letter} 列像是“{form.column(c.field or '').header}”",
                f"{c.letter} looks like “{c.field}”",
            )
            for c in waiting
        ],
        "，",
        ", ",
    )
    st.warning(
        say(
            f"{names.zh}。这是按内容猜的，要您确认才读取。",
            f"{names.en}. That is told by the content: it is read once you say so.",
        )
    )
    with st.container(horizontal=True):
        take = st.button(
            say("采用", "Read them so"), type="primary", key=_key(of, place, "suggestions_take")
        )
        leave = st.button(say("不读取这些列", "Leave them out"), key=_key(of, place, "leave"))
    if take or leave:
        for column in waiting:
            mapping = mapping.with_field(column.letter, column.field if take else None)
        _keep(of, place, mapping)


def _columns(of: Draft, place: int, mapping: SheetMapping, form: Form) -> None:
    """A box per column, some side by side; columns about persons are named below them."""
    readable = [column for column in mapping.columns if not column.dropped]
    for start in range(0, len(readable), _ABREAST):
        cells = st.columns(_ABREAST)
        for cell, column in zip(cells, readable[start : start + _ABREAST], strict=False):
            with cell:
                _column(of, place, mapping, form, column)
    dropped = [_named(column) for column in mapping.columns if column.dropped]
    if dropped:
        said = say("联系人信息，已略去，不看也不留：", "About persons, left out and not kept: ")
        st.caption(said + say("、", ", ").join(dropped))


def _column(
    of: Draft, place: int, mapping: SheetMapping, form: Form, column: ColumnMapping
) -> None:
    options = [_NOT_READ, *(c.name for c in form.columns)]
    titles = {_NOT_READ: say("不读取", "not read")}
    titles |= {c.name: c.header if language() == "zh" else c.name for c in form.columns}
    read_as = column.field if column.told is not Told.CONTENT else None
    chosen = st.selectbox(
        _named(column) + say(" 读作", " read as"),
        options,
        index=options.index(read_as or _NOT_READ),
        format_func=titles.__getitem__,
        # Another column may have lost the field: then the box is drawn anew.
        key=_key(of, place, f"{column.letter}_{read_as or ''}"),
    )
    told = [f"**{word(_TOLD[column.told])}**"] if column.told is not None else []
    st.caption("　".join([*told, unmarked(" · ".join(column.samples))]) or "—")
    if chosen != (read_as or _NOT_READ):
        _keep(of, place, mapping.with_field(column.letter, chosen or None))


def _named(column: ColumnMapping) -> str:
    """The column by its letter and its header, as Markdown shows it."""
    header = unmarked(column.header) or say("无表头", "no header")
    return say(f"{column.letter} 列“{header}”", f"{column.letter} “{header}”")
