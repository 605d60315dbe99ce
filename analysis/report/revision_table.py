"""修订清单 as tables: which findings changed and why, and which records."""

from __future__ import annotations

from analysis.change_list import (
    TABLE_WORDS,
    FindingChange,
    RecordChange,
    RecordChangeKind,
    Revision,
    Said,
)
from analysis.report.findings_table import UNITS, quantity
from analysis.report.report import Column, ColumnKind, Table, Value
from geo.text import Text, join

KIND_WORDS: dict[RecordChangeKind, Text] = {
    RecordChangeKind.ADDED: Text("新增", "Added"),
    RecordChangeKind.CHANGED: Text("更正", "Changed"),
    RecordChangeKind.WITHDRAWN: Text("撤回", "Withdrawn"),
}
_FINDING_COLUMNS = (
    Column("area", Text("地区", "Area"), width_chars=14),
    Column("requirement", Text("规划要求", "Requirement"), width_chars=22),
    Column("before", Text("原结论", "Before"), ColumnKind.VERDICT, width_chars=14),
    Column("after", Text("现结论", "Now"), ColumnKind.VERDICT, width_chars=14),
    Column("measured_before", Text("原实测", "Measured before"), ColumnKind.NUMBER, width_chars=10),
    Column("measured_after", Text("现实测", "Measured now"), ColumnKind.NUMBER, width_chars=10),
    Column("unit", Text("单位", "Unit"), width_chars=8),
    Column("reason", Text("现结论理由", "Reason now"), width_chars=28),
    Column("why", Text("依据的改动", "Changes it rests on"), width_chars=40),
    Column("area_code", Text("行政区划代码", "Division code"), ColumnKind.CODE, None, 13, False),
    Column("requirement_id", Text("要求编号", "Requirement id"), ColumnKind.CODE, None, 32, False),
)
_RECORD_COLUMNS = (
    Column("kind", Text("改动", "Change"), width_chars=8),
    Column("table", Text("资料", "Record"), width_chars=16),
    Column("area", Text("地区", "Area"), width_chars=14),
    Column("name", Text("名称", "Name"), width_chars=34),
    Column("fields", Text("改动内容", "What changed"), width_chars=60),
    Column("area_code", Text("行政区划代码", "Division code"), ColumnKind.CODE, None, 13, False),
    Column("record_id", Text("编号", "Id"), ColumnKind.CODE, None, 24, False),
)


def revision_tables(revision: Revision) -> tuple[Table, Table]:
    """The findings that changed, then the records; by area and requirement, by table and id."""
    return _findings(revision), _records(revision)


def revision_notes(revision: Revision) -> tuple[Text, ...]:
    """What the list compares: with which paper, and whether the day or the rules differ too."""
    notes = [
        Text(
            f"与“{revision.before_name}”（运行编号 {revision.before_run_id}）相比；"
            f"本次运行编号 {revision.after_run_id}。",
            f"Compared with “{revision.before_name}” (run {revision.before_run_id}); this is run"
            f" {revision.after_run_id}.",
        )
    ]
    if revision.before_as_of != revision.after_as_of:
        notes.append(
            Text(
                f"评估时点由 {revision.before_as_of} 改为 {revision.after_as_of}。",
                f"As of {revision.after_as_of} instead of {revision.before_as_of}.",
            )
        )
    if revision.before_rules != revision.after_rules:
        notes.append(
            Text(
                f"规则库版本由 {revision.before_rules[:12]} 改为 {revision.after_rules[:12]}。",
                f"Rules {revision.after_rules[:12]} instead of {revision.before_rules[:12]}.",
            )
        )
    return tuple(notes)


def _findings(revision: Revision) -> Table:
    changed = {(r.table, r.record_id): r for r in revision.records}
    rows = tuple(_finding_row(f, changed, revision) for f in revision.findings)
    notes = revision_notes(revision)
    if not rows:
        notes = (*notes, Text("各项结论没有变化。", "No finding changed."))
    title = Text("修订清单 结论", "Changed findings")
    return Table("revision_findings", title, _FINDING_COLUMNS, rows, notes, frozen_columns=2)


def _finding_row(
    change: FindingChange, changed: dict[tuple[str, str], RecordChange], revision: Revision
) -> tuple[Value, ...]:
    said = change.after or change.before
    return (
        change.area,
        change.requirement,
        change.before.verdict if change.before else Text("原无此项", "not asked"),
        change.after.verdict if change.after else Text("现无此项", "no longer asked"),
        _measured(change.before),
        _measured(change.after),
        UNITS.get(said.unit) if said else None,
        change.after.reason if change.after else None,
        _why(change, [changed[r] for r in change.rests_on], revision),
        change.area_code,
        change.requirement_id,
    )


def _measured(said: Said | None) -> Value:
    return None if said is None else quantity(said.measured, said.unit)


def _why(change: FindingChange, records: list[RecordChange], revision: Revision) -> Text:
    if records:
        return join([_in_short(r) for r in records], "；\n", ";\n")
    if change.before and change.after and change.before.disputed != change.after.disputed:
        if change.after.disputed:
            return Text("县级提出异议", "the county disputes it")
        return Text("异议已了结", "the dispute is closed")
    if revision.before_rules != revision.after_rules:
        return Text("规则库更新", "the rules were renewed")
    if revision.before_as_of != revision.after_as_of:
        return Text("评估时点改变", "another day")
    return Text("见资料改动", "see the records changed")


def _in_short(record: RecordChange) -> Text:
    kind, table = KIND_WORDS[record.kind], TABLE_WORDS[record.table]
    return Text(
        f"{kind.zh}{table.zh}：{record.name.zh}〔{record.record_id}〕",
        f"{kind.en}: {table.en.lower()} {record.name.en} [{record.record_id}]",
    )


def _fields(record: RecordChange) -> Text | None:
    """The fields before and after; of a record added, what it says."""
    if not record.fields:
        return None
    if record.kind is RecordChangeKind.CHANGED:
        return join([f.sentence() for f in record.fields], "；\n", ";\n")
    said = [
        Text(f"{f.label.zh}：{f.after.zh}", f"{f.label.en}: {f.after.en}") for f in record.fields
    ]
    return join(said, "；", "; ")


def _records(revision: Revision) -> Table:
    rows = tuple(
        (
            KIND_WORDS[r.kind],
            TABLE_WORDS[r.table],
            r.area,
            r.name,
            _fields(r),
            r.area_code,
            r.record_id,
        )
        for r in revision.records
    )
    notes = () if rows else (Text("资料没有改动。", "No record changed."),)
    title = Text("修订清单 资料", "Changed records")
    return Table("revision_records", title, _RECORD_COLUMNS, rows, notes, frozen_columns=1)
