"""The values of the indicator table, entered by the reader with their day and source."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis.requirements.schema import Entry, Indicator
from geo.reading.privacy import NO_NUMBERS, holds_number
from geo.records import IndicatorValue
from geo.vocabulary import WORDS, Ternary
from ui import state
from ui.frozen.frozen_view import closed
from ui.language import language, say, word
from ui.saving import may_save, save, seen

ENTERED = "entered-"
"""How the ids of values typed here begin; those of a file stay as they came."""
_FIELDS = ("value", "numerator", "denominator", "as_of", "reported_by", "final", "source")


def entry() -> None:
    """A row per indicator that is computed; saved together."""
    if closed("indicators"):
        return
    city = state.view().city.code
    entries = [
        e
        for e in state.catalogue().evaluated(city)
        if isinstance(e.check, Indicator) and e.check.thresholds
    ]
    known = {
        v.indicator_id: v
        for v in sorted(
            state.layers().indicator_values, key=lambda v: (v.as_of or date.min, v.record_id)
        )
    }
    with st.form("indicator_form", border=False):
        edited = st.data_editor(
            pd.DataFrame([_frame_row(e, known.get(e.id)) for e in entries]).set_index("id"),
            key=f"indicator_editor_{language()}",
            hide_index=True,
            placeholder="",
            disabled=["title"],
            column_config=_columns(),
        )
        seen("indicator_form")
        sent = st.form_submit_button(
            say("保存并重新评估", "Save and judge again"), type="primary", disabled=not may_save()
        )
    st.caption(
        say(
            "第 1 项为书面评定，请在“核查 · 认定口径”登记。比率按百分数填写，如 97。"
            "保存后记入台账。",
            "Row 1 is judged in writing: record it under Findings, Rulings. Rates as per cent,"
            " e.g. 97. What is saved goes into the register.",
        )
    )
    if sent:
        values = [
            _value(str(i), row)
            for i, row in zip(edited.index, edited.to_dict("records"), strict=True)
        ]
        if any(holds_number(f"{v.reported_by}|{v.source}") for v in values if v is not None):
            st.error(NO_NUMBERS.get(language()))
            return
        own: tuple[IndicatorValue, ...] = state.own_records().get("indicator_values", ())
        kept = (v for v in own if not v.record_id.startswith(ENTERED))
        entered = (v for v in values if v is not None)
        if save("indicator_values", (*kept, *entered), "indicator_form"):
            st.rerun()


def _frame_row(item: Entry, value: IndicatorValue | None) -> dict[str, Any]:
    row: dict[str, Any] = {"id": item.id, "title": word(item.title.text)}
    for name in _FIELDS:
        row[name] = getattr(value, name) if value is not None else None
    row["final"] = word(WORDS[value.final if value is not None else Ternary.UNKNOWN])
    row["reported_by"] = row["reported_by"] or ""
    row["source"] = row["source"] or ""
    return row


def _columns() -> dict[str, Any]:
    number = st.column_config.NumberColumn
    return {
        "title": st.column_config.TextColumn(say("指标", "Indicator"), width="large"),
        "value": number(say("完成值", "Value")),
        "numerator": number(say("分子", "Numerator")),
        "denominator": number(say("分母", "Denominator")),
        "as_of": st.column_config.DateColumn(say("时点", "As of"), format="YYYY-MM-DD"),
        "reported_by": st.column_config.TextColumn(say("填报单位", "Reported by")),
        "final": st.column_config.SelectboxColumn(
            say("是否定案", "Final"), options=[word(WORDS[t]) for t in Ternary], required=True
        ),
        "source": st.column_config.TextColumn(say("数据来源", "Source")),
    }


def _value(indicator_id: str, row: dict[Any, Any]) -> IndicatorValue | None:
    if pd.isna(row["value"]):
        return None
    finals = {word(WORDS[t]): t for t in Ternary}

    def number(name: str) -> float | None:
        return None if pd.isna(row[name]) else float(row[name])

    return IndicatorValue(
        record_id=f"{ENTERED}{indicator_id}",
        indicator_id=indicator_id,
        value=float(row["value"]),
        as_of=None if pd.isna(row["as_of"]) else row["as_of"],
        reported_by=str(row["reported_by"] or "").strip(),
        final=finals.get(str(row["final"]), Ternary.UNKNOWN),
        numerator=number("numerator"),
        denominator=number("denominator"),
        source=str(row["source"] or "").strip(),
    )
