"""指标表: the plan's indicators beside the values reported."""

from __future__ import annotations

from dataclasses import replace

from analysis.report.cells import cell_of
from analysis.report.gap_table import verdict_value
from analysis.report.needs import NEED_WORDS
from analysis.report.report import Column, ColumnKind, Share, Table, Value, VerdictValue
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment, Finding, Reason, Verdict
from analysis.requirements.schema import Entry, Indicator, Unit
from geo.layers import LayerSet
from geo.records import IndicatorValue
from geo.text import Text

_COLUMNS = (
    Column("category", Text("类别", "Category"), width_chars=16),
    Column("indicator", Text("指标", "Indicator"), width_chars=40),
    Column("base", Text("2020年", "2020"), width_chars=9),
    Column("target", Text("2025年", "2025"), width_chars=16),
    Column("label", Text("属性", "Label"), width_chars=9),
    Column("value", Text("完成值", "Value"), ColumnKind.NUMBER, width_chars=10),
    Column("completion", Text("完成率", "Completion"), ColumnKind.NUMBER, width_chars=18),
    Column("verdict", Text("完成情况", "Result"), ColumnKind.VERDICT, width_chars=14),
    Column("as_of", Text("时点", "As of"), width_chars=11),
    Column("source", Text("数据来源", "Source"), width_chars=28),
)
COMPLETION_NOTE = Text(
    "完成率只列累计类指标；比率类指标列与目标值的差（百分点）。",
    "Completion is given for totals only; rates show their difference from the target in "
    "percentage points.",
)
"""About one column: of no use where it is not shown."""
_NOTES = (
    COMPLETION_NOTE,
    Text(
        "目标值为“＞”的，等于目标值不算达到。",
        "Where the table prints ＞, a value equal to the target does not reach it.",
    ),
    Text("第1项为书面评定，不作计算。", "Row 1 is judged in writing and never computed."),
    Text(
        "“约束性”“预期性”为规划原文所列属性。",
        "The labels are the plan’s own: “约束性” is binding, “预期性” is expected.",
    ),
)


def indicator_table(catalogue: Catalogue, layers: LayerSet, assessment: Assessment) -> Table | None:
    """The table in the order of the plan, or None for a plan without indicators."""
    rows = []
    for entry in catalogue.evaluated(assessment.city_code):
        finding = assessment.get(entry.id, assessment.city_code)
        if isinstance(entry.check, Indicator) and finding is not None:
            rows.append(_row(entry, entry.check, finding, _value_of(layers, finding)))
    if not rows:
        return None
    return Table(
        "indicators", Text("指标表", "Indicators"), _COLUMNS, tuple(rows), _NOTES, frozen_columns=2
    )


def _value_of(layers: LayerSet, finding: Finding) -> IndicatorValue | None:
    """The value the finding rests on, so that number and verdict are of one record."""
    return next((v for v in layers.indicator_values if v.record_id in finding.evidence), None)


def _row(
    entry: Entry, check: Indicator, finding: Finding, value: IndicatorValue | None
) -> tuple[Value, ...]:
    reported = value.value if value is not None else None
    said = Text("待报", "Not reported")
    return (
        check.category.text if check.category is not None else None,
        entry.title.text,
        check.base_value,
        check.target_value,
        entry.label_or_verb,
        reported if reported is not None else _unreported(finding, said),
        _completion(check, finding),
        _result(entry, finding),
        value.as_of.isoformat() if value is not None and value.as_of else None,
        _source(value),
    )


def _result(entry: Entry, finding: Finding) -> VerdictValue:
    """The verdict; an open one says what lacks."""
    value = verdict_value(cell_of(entry, finding))
    need = NEED_WORDS.get(finding.reason)
    if finding.verdict is not Verdict.INDETERMINATE or need is None:
        return value
    return replace(value, sub=Text(f"缺：{need.zh}", f"missing: {need.en}"))


def _unreported(finding: Finding, said: Text) -> Value:
    if finding.reason in (Reason.WRITTEN_JUDGEMENT, Reason.RULED):
        return Text("书面评定", "In writing")
    return said


def _completion(check: Indicator, finding: Finding) -> Value:
    """Totals: value ÷ target. Rates: how far below the target, in percentage points."""
    if finding.measured is None or not finding.threshold:
        return None
    if check.completion_rate:
        return Share(finding.measured / finding.threshold)
    if check.unit is not Unit.PERCENT:
        return None
    points = round((finding.measured - finding.threshold) * 100, 4)
    if check.strict and finding.verdict is Verdict.UNMET and points == 0:
        return Text("差 0 个百分点（须大于）", "0 points short (must exceed)")
    if points < 0:
        return Text(f"差 {-points:g} 个百分点", f"{-points:g} points short")
    if points == 0:
        return Text("持平", "equal")
    return Text(f"高 {points:g} 个百分点", f"{points:g} points above")


def _source(value: IndicatorValue | None) -> Value:
    if value is None:
        return None
    return "，".join(p for p in (value.reported_by, value.source) if p) or None
