"""Reading 无遗漏确认、零报告: which body says that which lists are complete, as of which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from geo.issues import DataIssue, Severity
from geo.reading.bodies import body
from geo.reading.cells import Problem, parse_several
from geo.reading.collect import read_each_once, read_form
from geo.reading.form import Column, Form
from geo.reading.intake import FormTable
from geo.reading.named_places import county_name
from geo.reading.result import Reading
from geo.reading.row import RowReader, stable_id
from geo.reading.shared_columns import as_of_column, county_column, source_column
from geo.records import Completeness, Facility
from geo.text import Text, join
from geo.vocabulary import OPERATING, WORDS, DeclarationKind, FacilityType

NOT_DECLARED = "not_declared"
"""The code of the notice about rows that were printed for a declaration and left as they were."""
_ABSENCE = Text(
    "只有确认无遗漏，才能据此认定某县“没有”。",
    "Only a complete list lets anyone conclude that a county has none.",
)

COMPLETENESS = Form(
    form_id="completeness",
    title=Text("无遗漏确认", "Completeness"),
    purpose=Text(
        "由有关单位确认某县某类设施已全部填报（无遗漏确认），或一个也没有（零报告）。",
        "A body's word that a county's list of a type is complete, or that there is none.",
    ),
    sheet_names=("零报告", "无遗漏确认、零报告", "无遗漏确认(零报告)", "无遗漏确认/零报告"),
    columns=(
        county_column(Text("县(市、区)，一行一个县。", "The county; one per row."), _ABSENCE),
        Column(
            "facility_type",
            "主类型",
            Text("可填几类，用“、”分开。", "The types; several, separated by “;”."),
            required=True,
            synonyms=("类型", "设施类型", "设施类别", "设施主类型", "确认类型", "facility_types"),
            words=FacilityType,
            several=True,
            sample="康复、托养、综合服务",
            why=_ABSENCE,
        ),
        as_of_column(
            Text("名单截至哪一天无遗漏，须不早于评估时点。", "The day up to which it is complete."),
            Text(
                "早于评估时点的确认不能说明评估时点的情况。",
                "A declaration older than the as-of day says nothing about that day.",
            ),
            name="complete_as_of",
            header="截至日期",
            synonyms=("无遗漏截至日期", "确认截至日期", "确认日期"),
            required=True,
        ),
        Column(
            "declared_by",
            "填报单位",
            Text("作出确认的单位，不写个人。", "The body that declares; no person."),
            required=True,
            synonyms=("确认单位", "报告单位", "声明单位", "报送单位", "单位"),
            sample="容县残疾人联合会",
            why=Text("确认须由单位作出。", "A declaration has to be a body's."),
        ),
        source_column(
            Text("确认文件的文号或名称。", "Number or name of the document."),
            header="文号",
            synonyms=("文件", "文件文号"),
            sample="容残联〔2026〕1号",
        ),
        Column(
            "kind",
            "类别",
            Text("无遗漏确认（留空即此）或零报告。", "Complete list (the default) or zero report."),
            synonyms=("确认类别", "报告类别", "性质", "declaration_kind"),
            words=DeclarationKind,
            sample="无遗漏确认",
            why=_ABSENCE,
        ),
    ),
)


def read_completeness(source: Path | bytes, filename: str) -> Reading[Completeness]:
    """The declarations of a file, one per county and type."""
    return read_form(source, filename, COMPLETENESS, completeness_of)


def completeness_of(table: FormTable) -> Reading[Completeness]:
    """The declarations of a table already opened.

    A row with neither a day nor a body declares nothing: so the check sheet lists what could be
    declared. It is left out, with a notice.
    """
    parts = [_filled_in(part) for part in table.sheets]
    reading = read_each_once(
        replace(parts[0], more=tuple(parts[1:])),
        _declarations,
        lambda c: c.declaration_id,
        Text("县、类型、日期和填报单位都相同", "county, type, day and body are the same"),
    )
    if all(issue.code != NOT_DECLARED for issue in reading.issues):
        return reading
    # A table of rows left blank is not one of a header alone.
    said = tuple(issue for issue in reading.issues if issue.code != "no_data_rows")
    return replace(reading, issues=said)


def _filled_in(part: FormTable) -> FormTable:
    """The table without the rows that nobody filled in, and a notice that names them."""
    left = [
        raw.number
        for raw in part.table.rows
        for row in (RowReader(part, raw),)
        if row.text("county") and row.text("facility_type")
        if not row.text("complete_as_of") and not row.text("declared_by")
    ]
    if not left:
        return part
    rows = tuple(raw for raw in part.table.rows if raw.number not in left)
    return replace(
        part, table=replace(part.table, rows=rows), issues=(*part.issues, _not_declared(part, left))
    )


def _not_declared(part: FormTable, rows: list[int]) -> DataIssue:
    return DataIssue(
        NOT_DECLARED,
        Severity.NOTICE,
        Text(
            f"第 {'、'.join(map(str, rows))} 行没有填截至日期和填报单位，按没有确认处理。",
            f"Row(s) {', '.join(map(str, rows))} have neither day nor body: not declared.",
        ),
        _ABSENCE,
        Text(
            "能确认无遗漏的，请补填截至日期和填报单位。",
            "Where the list is complete, fill in the day and the body.",
        ),
        sheet=part.table.sheet,
    )


def cross_check(
    facilities: Iterable[Facility], completeness: Iterable[Completeness]
) -> tuple[DataIssue, ...]:
    """A warning for every zero report that a facility in operation on its day contradicts."""
    by_place: dict[tuple[str, FacilityType], list[Facility]] = {}
    for facility in facilities:
        if facility.status in OPERATING:
            by_place.setdefault((facility.county_code, facility.facility_type), []).append(facility)
    issues = []
    for declaration in sorted(completeness, key=lambda c: c.declaration_id):
        if declaration.kind is not DeclarationKind.ZERO:
            continue
        there = by_place.get((declaration.county_code, declaration.facility_type), [])
        against = sorted((f for f in there if _there_by(f, declaration)), key=_id)
        if against:
            issues.append(_contradiction(declaration, against))
    return tuple(issues)


def _there_by(facility: Facility, declaration: Completeness) -> bool:
    """Whether the facility may have been in use on the declaration's day."""
    day = declaration.complete_as_of
    opened = facility.opened is None or facility.opened.first <= day
    return opened and (facility.closed is None or facility.closed.last > day)


def _id(facility: Facility) -> str:
    return facility.facility_id


def _declarations(row: RowReader) -> tuple[Completeness, ...]:
    county_code = row.required_county()
    types = _types(row)
    if not row.text("complete_as_of"):
        row.missing("complete_as_of")
    day = row.day("complete_as_of", last=False)
    declared_by = body(row, "declared_by")
    kind = row.one("kind", DeclarationKind) or DeclarationKind.COMPLETE
    source = row.text("source")
    if day is None and not row.failed:
        row.missing("complete_as_of")
    if row.failed or day is None:
        return ()
    return tuple(
        Completeness(
            declaration_id=stable_id("C", county_code, kind.value, t.value, day, declared_by),
            county_code=county_code,
            facility_type=t,
            complete_as_of=day,
            declared_by=declared_by,
            source=source,
            kind=kind,
        )
        for t in types
    )


def _types(row: RowReader) -> tuple[FacilityType, ...]:
    if not row.text("facility_type"):
        row.missing("facility_type")
        return ()
    found = parse_several(FacilityType, row.text("facility_type"))
    if isinstance(found, Problem):
        row.problem("facility_type", found)
        return ()
    if not found:
        row.missing("facility_type")
    return found


def _contradiction(declaration: Completeness, against: list[Facility]) -> DataIssue:
    county = county_name(declaration.county_code)
    kind = WORDS[declaration.facility_type]
    names = join(
        [Text(f"{f.name}（{f.facility_id}）", f"{f.name} ({f.facility_id})") for f in against]
    )
    day = declaration.complete_as_of.isoformat()
    return DataIssue(
        "zero_report_contradicted",
        Severity.WARNING,
        Text(
            f"{county.zh}“{kind.zh}”的零报告（截至 {day}，{declaration.declared_by}）"
            f"与台账不符：台账上有 {names.zh}。",
            f"The zero report of {county.en} for “{kind.en}” (as of {day}, "
            f"{declaration.declared_by}) is contradicted by {names.en}.",
        ),
        Text("两者只能有一个是对的。", "Only one of the two can be right."),
        Text(
            "请填报单位核实：设施确实在用的，把零报告改为无遗漏确认；已停用的，改设施状态和停用日期。",
            "Ask the body to verify: if the facility is in use, declare a complete list instead; "
            "if it is not, correct its status and closing date.",
        ),
    )
