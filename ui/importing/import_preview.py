"""预览: what the register would get, field by field, and what the findings would become."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from typing import Any

import streamlit as st

from analysis.requirements.trial import TrialChange
from geo.counties import load_counties
from geo.register.differences import EMPTY, FIELD_WORDS, value_in_words
from geo.register.importing import ChangedRecord
from geo.text import Text, join
from geo.vocabulary import WORDS
from ui import state
from ui.components.data_table import data_table
from ui.components.issue_list import issue_list
from ui.components.table_types import Column, Kind, Row, Said, Table
from ui.event_words import TABLE_WORDS
from ui.importing import import_unread
from ui.importing.import_plan import Prepared, effects
from ui.importing.import_state import Draft
from ui.language import language, say
from ui.register.change_rows import change_rows

SHOWN = 100
_MOST_FIELDS = 6
_IN_OTHER_COLUMNS = frozenset({"name", "project", "county_code", "city_code", "location_precision"})
_MOST_NAMES = 30


def panel(of: Draft, ready: Prepared) -> None:
    """Nothing is written yet: the counts, the lists, the consequences."""
    _counts(ready)
    _added(ready)
    _changed(ready)
    _not_mentioned(ready)
    import_unread.panel(of, ready)
    if ready.issues:
        st.markdown(say("**要留意**", "**To be noted**"))
        issue_list(ready.issues, language=language(), key="import_plan_issues")
    for city, changes in effects(of):
        _findings(city, changes)


def said(ready: Prepared) -> Text:
    """The state of the step in a few words."""
    added, changed = len(ready.added), len(ready.changed)
    if not ready.edits:
        return Text("没有新内容", "nothing new")
    return Text(
        f"新增 {added}，更改 {changed}，尚未写入",
        f"{added} added, {changed} changed; not written yet",
    )


def name_of(record: Any) -> Text:
    """What a reader calls a record: its name, or what else tells it from others."""
    for field in ("name", "project"):
        if value := getattr(record, field, ""):
            return Text(value, value)
    parts = []
    if kind := getattr(record, "facility_type", None):
        parts.append(WORDS[kind])
    for field in ("indicator_id", "requirement_id", "fund_source", "year"):
        if value := getattr(record, field, None):
            parts.append(value_in_words(field, value))
    return join(parts, " · ", " · ") if parts else Text("", "")


def _counts(ready: Prepared) -> None:
    added = Counter(e.table for e in ready.added)
    changed = Counter(c.edit.table for c in ready.changed)
    same = ready.plan.unchanged
    rejected = Counter(r.form_id for r in ready.plan.rejected)
    tables = [t for t in TABLE_WORDS if added[t] or changed[t] or same.get(t)]
    data_table(
        Table(
            label=Text("导入预览", "Preview"),
            heading=Text(
                "记入后台账会怎样（现在还没有写入）", "What would be recorded (nothing is yet)"
            ),
            columns=(
                Column("table", Text("表", "Table"), width_px=110),
                Column("added", Text("新增", "Added"), Kind.NUMBER, width_px=56),
                Column("changed", Text("更改", "Changed"), Kind.NUMBER, width_px=56),
                Column("same", Text("不变", "Unchanged"), Kind.NUMBER, width_px=56),
            ),
            rows=tuple(
                Row(t, (TABLE_WORDS[t], added[t], changed[t], same.get(t, 0))) for t in tables
            ),
            note=Text(
                f"另有 {sum(rejected.values())} 行读不出来，没有采用。",
                f"Rows left out because they can’t be read: {sum(rejected.values())}.",
            )
            if rejected
            else None,
            empty=Text("文件里的内容台账都已有，没有要写的。", "The register has it all already."),
        ),
        language=language(),
        key="import_counts_table",
    )


def _added(ready: Prepared) -> None:
    if not ready.added:
        return
    names = _counties()
    _list(
        Text(f"新增 {len(ready.added)} 条", f"{len(ready.added)} added"),
        (
            Column("table", Text("表", "Table"), width_px=120),
            Column("name", Text("名称", "Name"), width_px=220),
            Column("county", Text("所在县", "County"), width_px=110),
            Column("says", Text("主要内容", "What it says")),
        ),
        tuple(
            Row(
                f"{e.table}-{e.record_id}",
                (
                    TABLE_WORDS.get(e.table, e.table),
                    name_of(e.after),
                    names.get(getattr(e.after, "county_code", ""), Text("", "")),
                    _says(e.after),
                ),
            )
            for e in ready.added[:SHOWN]
        ),
        len(ready.added),
        "import_added",
    )


def _changed(ready: Prepared) -> None:
    if not ready.changed:
        return
    names = _counties()
    _list(
        Text(f"更改 {len(ready.changed)} 条", f"{len(ready.changed)} changed"),
        (
            Column("table", Text("表", "Table"), width_px=120),
            Column("name", Text("名称", "Name"), width_px=220),
            Column("county", Text("所在县", "County"), width_px=110),
            Column("fields", Text("改动（原来 → 现在）", "Change (before → after)")),
        ),
        tuple(_changed_row(c, names) for c in ready.changed[:SHOWN]),
        len(ready.changed),
        "import_changed",
    )


def _changed_row(one: ChangedRecord, names: dict[str, Text]) -> Row:
    return Row(
        f"{one.edit.table}-{one.edit.record_id}",
        (
            TABLE_WORDS.get(one.edit.table, one.edit.table),
            name_of(one.before),
            names.get(getattr(one.after, "county_code", ""), Text("", "")),
            join([change.sentence() for change in one.fields], "；", "; "),
        ),
    )


def _list(
    heading: Text, columns: tuple[Column, ...], rows: tuple[Row, ...], all_: int, key: str
) -> None:
    cut = Text(f"此处列出前 {SHOWN} 条。", f"The first {SHOWN} are listed.")
    data_table(
        Table(
            label=heading,
            heading=heading,
            columns=columns,
            rows=rows,
            note=cut if all_ > SHOWN else None,
            max_height_px=420,
            stacks=True,
        ),
        language=language(),
        key=key,
    )


def _says(record: Any) -> Text:
    """The first things a new record says beyond its name and county."""
    said = [
        (FIELD_WORDS.get(f.name, Text(f.name, f.name)), value_in_words(f.name, value))
        for f in fields(record)[1:]
        if f.name not in _IN_OTHER_COLUMNS and (value := getattr(record, f.name)) is not None
    ]
    parts = [Text(f"{a.zh} {b.zh}", f"{a.en} {b.en}") for a, b in said if b != EMPTY]
    return join(parts[:_MOST_FIELDS], "；", "; ") if parts else Text("", "")


def _not_mentioned(ready: Prepared) -> None:
    left = ready.plan.not_mentioned
    if not left:
        return
    held = ready.state.tables.get("facilities", {})
    shown = [held[key].record.name for key in left[:_MOST_NAMES]]
    more = say(f" 等 {len(left)} 处", f" … {len(left)} in all") if len(left) > len(shown) else ""
    st.text(
        say(
            f"该单位以前报过、这次没有提到的 {len(left)} 处设施保持原样：",
            f"{len(left)} facilities this sender reported before are not in the file and stay as"
            " they are: ",
        )
        + say("、", ", ").join(shown)
        + more
    )


def _findings(city: str, changes: tuple[TrialChange, ...]) -> None:
    rows = change_rows(city, changes)
    # Verdicts that change stand first; below them those whose reason alone is another.
    rows.sort(key=_same_verdict)
    changed = sum(not _same_verdict(row) for row in rows)
    rest = len(rows) - changed
    called = next(c for c in state.published().cities if c.code == city)
    day = state.view().as_of
    data_table(
        Table(
            label=Text("结论的变化", "Findings that change"),
            heading=Text(
                f"{called.name_zh}截至 {day}：{changed} 处结论会变"
                + (f"，{rest} 处结论不变、理由会变" if rest else ""),
                f"{called.name_en} as of {day}: {changed} verdicts would change"
                + (f", {rest} keep theirs for another reason" if rest else ""),
            ),
            columns=(
                Column("requirement", Text("规划要求", "Requirement"), width_px=170),
                Column("area", Text("县（市、区）", "County"), width_px=92),
                Column("now", Text("现结论", "Now"), Kind.SYMBOL, width_px=150),
                Column("then", Text("记入后", "Once recorded"), Kind.SYMBOL, width_px=150),
                Column("why", Text("理由", "Reason")),
            ),
            rows=tuple(rows[:SHOWN]),
            empty=Text("不改变任何结论。", "No finding changes."),
            max_height_px=420,
            stacks=True,
        ),
        language=language(),
        key=f"import_findings_{city}",
    )


def _same_verdict(row: Row) -> bool:
    now, then = row.cells[2], row.cells[3]
    return isinstance(now, Said) and isinstance(then, Said) and now.word == then.word


def _counties() -> dict[str, Text]:
    return {c.code: Text(c.short_zh, c.short_en) for c in load_counties()}
