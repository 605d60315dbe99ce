"""Records as rows of the forms they came in: what reading a form does, backwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from geo.counties import load_cities
from geo.reading.form import Form
from geo.reading.named_places import county_name, which_county
from geo.reading.workbook import FORMS
from geo.records import DateSpan
from geo.register.importing import table_of
from geo.register.state import RegisterState
from geo.vocabulary import WORDS, Datum, Ternary

Row = dict[str, str]
"""The cells of a row by the name of their column."""

_FIELDS = {
    "county": "county_code",
    "city": "city_code",
    "school_stage": "school_stages",
    "from": "start",
    "to": "end",
    "persons_served": "served_persons",
    "indicator": "indicator_id",
}
"""Columns whose field of the record has another name."""
_NOT_STORED = frozenset({"township"})
"""Columns that are read and added up: the record of the whole county has none."""
_WHOLE = "全部"
"""What the form of rulings says of a ruling for every county."""


def form_rows(state: RegisterState) -> dict[str, list[Row]]:
    """The rows of every form by its id, in the order of the records' ids.

    What no form carries (reviews, unread rows, estimated needs) is left out.
    """
    out: dict[str, list[Row]] = {}
    for form in FORMS:
        records = state.records(table_of(form.form_id))
        stated = (r for r in records if not getattr(r, "estimated", False))
        out[form.form_id] = [_row(form, record) for record in stated]
    return out


def _row(form: Form, record: Any) -> Row:
    special = _SPECIAL.get(form.form_id, {})
    row = {}
    for column in form.columns:
        made = special.get(column.name)
        if made is not None:
            row[column.name] = made(record)
        elif column.name not in _NOT_STORED:
            row[column.name] = _cell(column.name, record)
    return row


def _cell(column: str, record: Any) -> str:
    value = getattr(record, _FIELDS.get(column, column))
    if column == "county":
        return _county(value)
    if column == "city":
        return next((c.name_zh for c in load_cities() if c.code == value), value)
    return _text(value)


def _county(code: str) -> str:
    """The county's name, or its code where the name alone is not enough."""
    if not code:
        return ""
    name = county_name(code).zh
    return name if which_county(name) == code else code


def _text(value: Any) -> str:
    if value is None or value is Ternary.UNKNOWN:
        return ""
    if isinstance(value, StrEnum):
        return WORDS[value].zh  # type: ignore[index]
    if isinstance(value, frozenset):
        return "、".join(sorted(_text(v) for v in value))
    if isinstance(value, DateSpan | date):
        return str(value)
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _of_point(part: str) -> Callable[[Any], str]:
    def cell(record: Any) -> str:
        if record.point is None:
            return ""
        # Points are kept in WGS-84 whatever they were written in.
        return WORDS[Datum.WGS84].zh if part == "datum" else repr(getattr(record.point, part))

    return cell


_SPECIAL: Mapping[str, Mapping[str, Callable[[Any], str]]] = {
    "facilities": {part: _of_point(part) for part in ("lon", "lat", "datum")},
    "rulings": {"county": lambda r: _county(r.county_code) or _WHOLE},
    "retrofit_funds": {
        # The header says 万元; a sum is kept to the fen, so six decimals say it exactly.
        "amount_wan_yuan": lambda r: _text(round(r.amount_yuan / 10_000, 6)),
    },
}
