"""A table of data: typed columns and cells in, one accessible table out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from geo.text import Language, Text
from ui.components.assets import script, style
from ui.components.facility_marks import mark_data
from ui.components.table_types import (
    Axis,
    Bar,
    Cell,
    Change,
    Column,
    Kind,
    Mark,
    Row,
    Said,
    Table,
)
from ui.components.tag import tag_data
from ui.components.triggers import trigger, triggers

UNREPORTED = Text("待报", "Not reported")
NOTHING = "—"
_EMPTY = Text("没有可列的内容。", "Nothing to list.")
_BEFORE = Text("之前", "Before")
_AFTER = Text("之后", "After")
_MORE = Text("表格较宽，向左滑动可看右边各列 →", "Swipe left for the columns on the right →")

_component = st.components.v2.component(
    "planner_data_table", css=style("data_table"), js=script("data_table")
)


def data_table(
    view: Table,
    *,
    language: Language,
    key: str,
    selected: str | None = None,
    on_open: Callable[[str], None] | None = None,
) -> str | None:
    """Draws the table; the id of the row whose button was pressed in this run, or none."""
    result = _component(
        key=key,
        data=data_table_data(view, language, selected=selected),
        **triggers(key, open=on_open),
    )
    return trigger(result, "open")


def data_table_data(
    view: Table, language: Language, *, selected: str | None = None
) -> dict[str, Any]:
    """The table as the script reads it: numbers already written, missing ones as words."""

    def said(text: Text | None) -> str | None:
        return None if text is None else text.get(language)

    return {
        "language": language,
        "label": view.label.get(language),
        "heading": said(view.heading),
        "hint": said(view.hint),
        "tag": tag_data(view.tag, language),
        "note": said(view.note),
        "empty": (view.empty or _EMPTY).get(language),
        "selected": selected,
        "sticky": view.max_height_px is not None,
        "maxHeight": view.max_height_px,
        "stacks": view.stacks,
        "legend": any(column.kind is Kind.CHANGE for column in view.columns),
        "words": {
            "before": (view.before or _BEFORE).get(language),
            "after": (view.after or _AFTER).get(language),
            "more": _MORE.get(language),
        },
        "groups": [{"id": g.id, "title": g.title.get(language)} for g in view.groups],
        "columns": [_column(c, view, language) for c in view.columns],
        "rows": [_row(row, view.columns, language) for row in view.rows],
        "total": _total(view.total, view, language) if view.total else None,
    }


def number_text(
    value: float | None, language: Language, *, decimals: int = 0, zeros: bool = False
) -> str:
    """A number as tables write it: thousands separated, "—" for zero, 待报 where unknown."""
    if value is None:
        return UNREPORTED.get(language)
    return NOTHING if value == 0 and not zeros else f"{value:,.{decimals}f}"


def _column(column: Column, view: Table, language: Language) -> dict[str, Any]:
    title = column.title.get(language)
    joint = "" if language == "zh" else " "
    return {
        "id": column.id,
        "title": title,
        "label": joint.join(title.split("\n")),
        "kind": str(column.kind),
        "align": column.alignment,
        "width": column.width_px,
        "group": column.group,
        "strong": column.strong,
        "axis": _axis(column, view),
    }


def _axis(column: Column, view: Table) -> dict[str, Any] | None:
    if column.kind not in {Kind.BAR, Kind.CHANGE}:
        return None
    axis = column.axis or Axis(0.0, _largest(column, view))
    return {
        "min": axis.minimum,
        "max": axis.maximum,
        "ticks": [{"value": t, "label": f"{t:,g}"} for t in axis.ticks],
    }


def _largest(column: Column, view: Table) -> float:
    """The largest value of a column, total row included; 1 where there is none."""
    at = view.columns.index(column)
    rows = (*view.rows, *((view.total,) if view.total else ()))
    values = [v for row in rows if at < len(row.cells) for v in _values(row.cells[at])]
    return max([*values, 0.0]) or 1.0


def _values(cell: Cell) -> list[float]:
    match cell:
        case bool() | str():
            return []
        case int() | float():
            return [float(cell)]
        case Bar(value=value):
            return [] if value is None else [value]
        case Change(before=before, after=after):
            return [v for v in (before, after) if v is not None]
        case _:
            return []


def _row(row: Row, columns: Sequence[Column], language: Language) -> dict[str, Any]:
    if len(row.cells) != len(columns):
        raise ValueError(f"row {row.id}: {len(row.cells)} cells for {len(columns)} columns")
    return {
        "id": row.id,
        "hatched": row.hatched,
        "merged": {where: text.get(language) for where, text in row.merged.items()},
        "cells": [
            _cell(cell, column, language) for cell, column in zip(row.cells, columns, strict=True)
        ],
    }


def _total(row: Row, view: Table, language: Language) -> dict[str, Any]:
    """The total row: it opens nothing, so its name is no button."""
    data = _row(row, view.columns, language)
    for cell in data["cells"]:
        if cell["kind"] == "button":
            cell["kind"] = "text"
        cell.pop("opens", None)
    return data


def _cell(cell: Cell, column: Column, language: Language) -> dict[str, Any]:
    match cell:
        case None:
            return {"kind": "text", "text": UNREPORTED.get(language), "missing": True}
        case Text() | str():
            text = cell if isinstance(cell, str) else cell.get(language)
            return {"kind": "button" if column.kind is Kind.BUTTON else "text", "text": text}
        case int() | float() if column.kind is Kind.BAR:
            return _bar(Bar(float(cell)), column, language)
        case int() | float():
            written = number_text(cell, language, decimals=column.decimals, zeros=column.zeros)
            return {"kind": "text", "text": written}
        case Bar():
            return _bar(cell, column, language)
        case Change():
            return _change(cell, column)
        case Said():
            return {
                "kind": "symbol",
                "symbol": str(cell.symbol),
                "text": cell.word.get(language),
                "sub": cell.sub.get(language) if cell.sub else None,
            }
        case Mark():
            mark = mark_data(cell.facility_type, dashed=cell.dashed)
            opens = column.kind is Kind.BUTTON
            return {"kind": "mark", "mark": mark, "text": cell.text, "opens": opens}


def _bar(bar: Bar, column: Column, language: Language) -> dict[str, Any]:
    written = number_text(bar.value, language, decimals=column.decimals, zeros=column.zeros)
    if bar.value is None:
        return {"kind": "text", "text": written, "missing": True}
    return {"kind": "bar", "value": bar.value, "text": written, "colour": bar.colour}


def _change(change: Change, column: Column) -> dict[str, Any]:
    """Two points of a share; zero is written out, as it is a point on the axis."""

    def point(value: float | None) -> dict[str, Any] | None:
        return (
            None
            if value is None
            else {
                "value": value,
                "text": f"{value:,.{column.decimals}f}",
            }
        )

    if change.before is None and change.after is None:
        return {"kind": "text", "text": NOTHING, "missing": True}
    return {"kind": "change", "before": point(change.before), "after": point(change.after)}
