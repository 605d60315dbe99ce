"""全部条款: every entry of the city's catalogue, in the order of the text."""

from __future__ import annotations

from analysis.requirements.schema import Kind
from geo.text import Text
from ui import state
from ui.components.table_types import Column, Row, Table

_KIND_WORDS: dict[Kind, Text] = {
    Kind.ITEM: Text("任务", "task"),
    Kind.CLAUSE: Text("条款", "clause"),
    Kind.INDICATOR: Text("指标", "indicator"),
    Kind.ORGANISATION: Text("组织实施", "carrying out"),
    Kind.BASELINE: Text("基期情况", "baseline"),
    Kind.REFERENCE: Text("参照", "reference"),
}


def clauses_table() -> Table:
    """Every entry of the city's catalogue, in the order of the text, references last."""
    rows = []
    entries = state.catalogue().of_city(state.view().city.code)
    for entry in sorted(entries, key=lambda e: e.kind is Kind.REFERENCE):
        if entry.check is not None:
            how = Text("已逐项核查", "evaluated")
        elif entry.data_needed is not None:
            how = Text(f"需要：{entry.data_needed.zh}", f"needs: {entry.data_needed.en}")
        elif entry.qualitative:
            how = Text("定性，附佐证说明", "qualitative, told with evidence")
        else:
            how = Text("背景", "context")
        rows.append(
            Row(
                entry.id,
                (
                    Text("参照", "reference") if entry.kind is Kind.REFERENCE else entry.section,
                    entry.clause_id,
                    _KIND_WORDS[entry.kind],
                    entry.title.text,
                    entry.quote,
                    entry.label_or_verb,
                    "、".join(entry.lead_agencies),
                    how,
                ),
            )
        )
    return Table(
        label=Text("全部条款", "All clauses"),
        columns=(
            Column("section", Text("位置", "Section"), width_px=78),
            Column("clause", Text("编号", "Id"), width_px=66),
            Column("kind", Text("种类", "Kind"), width_px=84),
            Column("title", Text("内容", "Title"), width_px=220),
            Column("quote", Text("规划原文要点", "Words of the plan")),
            Column("verb", Text("力度", "Verb"), width_px=72),
            Column("lead", Text("牵头单位", "Lead"), width_px=120),
            Column("how", Text("怎样核查", "How checked"), width_px=220),
        ),
        rows=tuple(rows),
        max_height_px=640,
        stacks=True,
    )
