"""Reading 指标完成值: what a body reports for the rows of a plan's indicator table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from geo.issues import Severity
from geo.reading.cells import Problem, parse_number
from geo.reading.collect import read_each_once, read_form
from geo.reading.form import Column, Form
from geo.reading.intake import FormTable
from geo.reading.result import Reading
from geo.reading.row import RowReader, stable_id
from geo.reading.shared_columns import as_of_column, source_column
from geo.reading.synonyms import plain_word
from geo.records import IndicatorValue
from geo.text import Text
from geo.vocabulary import Ternary

NUMBERED = "liuzhou.indicator-{}"
"""A bare number means this row: only Liuzhou's plan has an indicator table."""
ROWS = 11

_VALUE = Text("完成值用来与目标值比较。", "The value is compared with the target.")

INDICATORS = Form(
    form_id="indicators",
    title=Text("指标完成值", "Indicator values"),
    purpose=Text(
        "规划指标表各行的完成值，单位与指标表一致。",
        "The values of the plan's indicator table, in the table's units.",
    ),
    sheet_names=("指标", "指标表", "indicator"),
    columns=(
        Column(
            "indicator",
            "指标",
            Text("指标表的序号、名称或编号。", "Number, name or id of the row of the table."),
            required=True,
            synonyms=("指标名称", "指标编号", "指标序号", "indicator_id"),
            sample="11",
            why=_VALUE,
        ),
        Column(
            "value",
            "完成值",
            Text(
                "单位与指标表一致：百分比填百分数，万户、万人填以万计的数。",
                "In the table's unit: percent as percent, 万 as ten thousands.",
            ),
            required=True,
            synonyms=("完成情况值", "实际完成值", "数值", "实际值"),
            sample="0.31",
            why=_VALUE,
        ),
        Column("numerator", "分子", Text("比率的分子。", "Numerator of a rate."), sample="310"),
        Column("denominator", "分母", Text("比率的分母。", "Denominator of a rate."), sample="320"),
        as_of_column(
            Text(
                "数值截至哪一天；只写年的按年末。", "The day it stands for; a year means its end."
            ),
            Text("时点不到不能作出结论。", "Before its day no verdict is given."),
        ),
        Column(
            "reported_by",
            "填报单位",
            Text("提供数据的单位。", "The body that reports."),
            synonyms=("数据提供单位", "报送单位"),
            sample="柳州市残疾人联合会",
        ),
        Column(
            "final",
            "是否终值",
            Text("是最终数还是快报、预计数。", "Whether it is final or provisional."),
            synonyms=("是否定案", "终值", "是否最终", "最终数", "是否为终值"),
            words=Ternary,
            sample="是",
            why=Text("快报数不作最终结论。", "A provisional value gives no final verdict."),
        ),
        source_column(
            Text("依据的文件、报表。", "The document it rests on."),
            header="数据来源",
            sample="2025 年残疾人事业统计年报",
        ),
    ),
)

_NUMBER = re.compile(r"(?:指标|第|no\.?|#)?\s*(\d{1,2})(?:\s*(?:项|行|号))?", re.IGNORECASE)
_ID = re.compile(r"[a-z0-9]+\.[a-z0-9-]+")
_TABLE_UNIT = re.compile(r"(?:万(?:户|人次|人)?|%|％|‰|岁|年)$")
_PLAIN_UNIT = re.compile(r"(?<!万)(?:户|人次|人)$")
_LARGEST = 1e9


def read_indicators(
    source: Path | bytes, filename: str, names: Mapping[str, str] | None = None
) -> Reading[IndicatorValue]:
    """The indicator values of a file; ``names`` gives the id for each name of an indicator."""
    return read_form(source, filename, INDICATORS, lambda table: indicators_of(table, names))


def indicators_of(
    table: FormTable, names: Mapping[str, str] | None = None
) -> Reading[IndicatorValue]:
    """The indicator values of a table already opened."""
    known = {plain_word(name): found for name, found in (names or {}).items()}
    return read_each_once(
        table,
        lambda row: _value(row, known),
        lambda v: v.record_id,
        Text("指标、时点和填报单位都相同", "indicator, day and body are the same"),
    )


def _value(row: RowReader, known: Mapping[str, str]) -> tuple[IndicatorValue, ...]:
    indicator_id = _indicator(row, known)
    value = _in_table_unit(row)
    as_of = row.day("as_of", last=True)
    numerator = row.number_in("numerator", _LARGEST, Severity.WARNING)
    denominator = row.number_in("denominator", _LARGEST, Severity.WARNING)
    final = row.ternary("final")
    if row.failed:
        return ()
    return (
        IndicatorValue(
            record_id=stable_id("V", indicator_id, as_of, row.text("reported_by")),
            indicator_id=indicator_id,
            value=value,
            as_of=as_of,
            reported_by=row.text("reported_by"),
            final=final,
            numerator=numerator,
            denominator=denominator,
            source=row.text("source"),
        ),
    )


def _indicator(row: RowReader, known: Mapping[str, str]) -> str:
    text = row.required_text("indicator")
    if not text:
        return ""
    if plain_word(text) in known:
        return known[plain_word(text)]
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    match = _NUMBER.fullmatch(plain)
    if match and 1 <= int(match[1]) <= ROWS:
        return NUMBERED.format(int(match[1]))
    if _ID.fullmatch(plain):
        return plain
    row.add(
        "indicator_unknown",
        Severity.ERROR,
        Text(f"指标表里没有“{text[:40]}”。", f"The table has no indicator “{text[:40]}”."),
        Text(
            f"请写指标表的序号（1 至 {ROWS}）或与表上一致的名称。",
            f"Write the row's number (1 to {ROWS}) or its name as printed.",
        ),
        "indicator",
    )
    return ""


def _in_table_unit(row: RowReader) -> float | None:
    """The value in the unit of the table; a plain 户 or 人 is asked about."""
    text = unicodedata.normalize("NFKC", row.text("value")).strip()
    bare = _TABLE_UNIT.sub("", text)
    if _PLAIN_UNIT.search(bare):
        row.add(
            "unit_unclear",
            Severity.ERROR,
            Text(
                f"“{text[:40]}”的单位与指标表不一致。",
                f"The unit of “{text[:40]}” is not the table's.",
            ),
            Text(
                "请按指标表的单位只写数字，例如 3100 户填 0.31（万户）。",
                "Write the number in the table's unit only, such as 0.31 (万户) for 3 100.",
            ),
            "value",
        )
        return None
    found = parse_number(bare)
    if isinstance(found, Problem):
        row.problem("value", found)
        return None
    if found is not None and not 0 <= found <= _LARGEST:
        row.number_in("value", _LARGEST)
        return None
    return found
