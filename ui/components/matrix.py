"""总表: core requirements × counties. A head chooses the requirement, a name opens the county."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from analysis.report.cells import Cell
from analysis.report.matrix import Column, Matrix, Row
from geo.text import Language, Text
from ui.components.assets import script, style
from ui.components.triggers import trigger, triggers

_WORDS = {
    "hint": Text("点县名或地图看县情单", "Choose a name, here or on the map, to open its sheet"),
    "caption": Text(
        "核心要求与各{county_word}的核查结论，按区划代码排列",
        "Findings of the core requirements by {county_word}, in code order",
    ),
    "heading": Text("核心要求 × {county_word}", "Core requirements × {county_word}"),
    "choose": Text("在地图上显示这项要求", "Show this requirement on the map"),
    "open": Text("打开县情单", "Open the county sheet"),
    "absent": Text("本规划无此要求", "Not in this plan"),
    "colon": Text("：", ": "),
}

_component = st.components.v2.component("planner_matrix", css=style("matrix"), js=script("matrix"))


@dataclass(frozen=True, slots=True)
class MatrixEvent:
    """What the reader did in this run: a county to open, or a requirement for the map."""

    open: str | None = None
    requirement: str | None = None


def matrix_data(
    view: Matrix, language: Language, *, active: str | None = None, selected: str | None = None
) -> dict[str, Any]:
    """The matrix as the script reads it: texts in one language, ids beside them."""
    return {
        "language": language,
        "active": active,
        "selected": selected,
        "columns": [_column(column, language) for column in view.columns],
        "rows": [_row(row, language) for row in view.rows],
        "total": _row(view.total, language),
        "words": {
            name: text.fill(county_word=view.county_word).get(language)
            for name, text in _WORDS.items()
        }
        | {"county": _begun(view.county_word.get(language))},
    }


def matrix(
    view: Matrix,
    *,
    language: Language,
    active: str | None,
    selected: str | None,
    key: str,
    on_open: Callable[[str], None] | None = None,
    on_requirement: Callable[[str], None] | None = None,
) -> MatrixEvent:
    """Draws the matrix; the callbacks get the county code, the requirement id, before the rerun."""
    result = _component(
        key=key,
        data=matrix_data(view, language, active=active, selected=selected),
        **triggers(key, open=on_open, requirement=on_requirement),
    )
    return MatrixEvent(open=trigger(result, "open"), requirement=trigger(result, "requirement"))


def _begun(word: str) -> str:
    return word[:1].upper() + word[1:]


def _column(column: Column, language: Language) -> dict[str, Any]:
    title = column.title.get(language)
    joint = "" if language == "zh" else " "
    return {
        "id": column.requirement_id,
        "title": title,
        "short": joint.join(title.split("\n")),
        "under": column.under.get(language),
        "reference": column.reference,
        "absent": column.absent,
    }


def _row(row: Row, language: Language) -> dict[str, Any]:
    return {
        "code": row.area_code,
        "name": row.name.get(language),
        "full": row.full_name.get(language),
        "cells": [cell_data(cell, language) for cell in row.cells],
    }


def cell_data(cell: Cell, language: Language) -> dict[str, Any]:
    """One cell: the kind of its symbol, its word, its small addition or none."""
    return {
        "symbol": str(cell.symbol),
        "word": cell.word.get(language),
        "sub": cell.sub.get(language) if cell.sub is not None else None,
    }
