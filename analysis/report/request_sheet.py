"""核对确认单, one county each: what is on record, what each verdict is, what the county says to it.

The second and third sheets are the forms themselves, filled with what is on record, so that the
file can be read back by the same import.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from analysis.report.build import refuse_mixed, refuse_trial
from analysis.report.cell_text import imprint_pairs
from analysis.report.county_sheet import CountySheet, build_county_sheet
from analysis.report.facility_rows import facility_row
from analysis.report.file_names import request_sheet_name
from analysis.report.report import DEMONSTRATION_NOTICE, Column, Report, Value
from analysis.report.request_findings import FINDING_COLUMNS, WIDTHS, write_findings, write_row
from analysis.report.request_forms import completeness_rows, form_sheet
from analysis.report.sheet_style import (
    DEMO_FILL,
    DEMO_INK,
    INK_2,
    LINE,
    SURFACE,
    Book,
    write_heads,
    write_line,
    write_value,
)
from analysis.report.todo import build_todo
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment
from analysis.requirements.schema import CountyShare, FacilityPresence
from geo.layers import County, LayerSet
from geo.reading.completeness import COMPLETENESS
from geo.reading.facility_form import FACILITIES
from geo.reviews import ReviewState
from geo.text import Language, Text
from geo.vocabulary import WORDS, FacilityType

TITLE = Text("核对确认单", "Check sheet")
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_FACILITY_COLUMNS = (
    Column("facility", Text("在册设施", "Facility on record"), width_chars=28),
    Column("kind", Text("类型", "Kind"), width_chars=17),
    Column("level", Text("级别 · 举办", "Level · run by"), width_chars=16),
    Column("state", Text("状态", "State"), width_chars=12),
    Column("opened", Text("投用日期", "Opened"), width_chars=12),
    Column("counted", Text("是否计入", "Counted"), width_chars=12),
    Column("source", Text("佐证材料", "Source"), width_chars=26),
)
_HOW = (
    Text(
        "一、逐项核对评估结论，在“县级意见”栏选择“无异议”或“有异议”；"
        "有异议的，写明理由并列出佐证材料；暂不能答复的留空。请勿增删列。",
        "1. Check each verdict; choose “Agreed” or “Disputed”; if disputed, say why, list proof;"
        " leave empty what you can’t answer yet. Add or delete no columns.",
    ),
    Text(
        "二、在册设施有误或有遗漏的，直接在工作表《设施》中更正、补填；只填本县设施。",
        "2. Correct or add facilities on the sheet “Facilities”; this county’s only.",
    ),
    Text(
        "三、某类设施已全部填报或确实没有的，在工作表《无遗漏确认》中填写截至日期和填报单位；"
        "不能确认的行请删除。",
        "3. Where a list is complete, or there is none, fill in day and body on the sheet "
        "“Completeness”; delete rows you can’t confirm.",
    ),
    Text(
        "四、不要填写个人姓名、身份证号、残疾人证号、银行卡号和联系电话。",
        "4. No personal names, identity, certificate or card numbers, no telephone numbers.",
    ),
)
_SIGN = (
    Text("填报单位", "Body"),
    Text("填报日期", "Date"),
    Text("（盖章）", "(Seal)"),
)


@dataclass(frozen=True)
class _County:
    """All that one county's sheet is made from."""

    report: Report
    county: County
    sheet: CountySheet
    deadline: date | None


def county_request_sheet(
    report: Report,
    catalogue: Catalogue,
    layers: LayerSet,
    assessment: Assessment,
    county_code: str,
    language: Language = "zh",
    deadline: date | None = None,
) -> bytes:
    """The check sheet of one county (xlsx), the same bytes for the same assessment.

    ``deadline`` is the last day to send it back; none: the latest that is on record for it.
    Raises TrialResultError and MixedDataError as ``build_report`` does, ValueError when the report
    is of another assessment, KeyError for a county that is not the city's.
    """
    refuse_trial(assessment)
    refuse_mixed(layers, assessment)
    if report.run_id != assessment.run_id:
        raise ValueError("the report is not of this assessment")
    county = {c.code: c for c in report.counties}[county_code]
    source = _County(
        report,
        county,
        build_county_sheet(catalogue, layers, assessment, county_code),
        deadline or _deadline_on_record(layers, assessment, county_code),
    )
    book = Book(language)
    _check_sheet(book, source)
    name = source.sheet.full_name.get(language)
    own = [f for f in report.facilities if f.county_code == county_code]
    declared = [d for d in layers.completeness if d.county_code == county_code]
    types = declared_types(catalogue, assessment.city_code)
    form_sheet(book, report, FACILITIES, [facility_row(f, name, language) for f in own])
    form_sheet(book, report, COMPLETENESS, completeness_rows(types, declared, name, language))
    return book.finish(report)


def all_request_sheets(
    report: Report,
    catalogue: Catalogue,
    layers: LayerSet,
    assessment: Assessment,
    language: Language = "zh",
    deadline: date | None = None,
    county_codes: Collection[str] | None = None,
) -> bytes:
    """A zip of the check sheets of these counties, in code order; by default those to be asked.

    To be asked are the counties with open findings. Raises as ``county_request_sheet``.
    """
    if county_codes is None:
        county_codes = build_todo(catalogue, layers, assessment).county_codes
    stream = io.BytesIO()
    counties = {c.code: c for c in report.counties}
    with zipfile.ZipFile(stream, "w") as packed:
        for code in sorted(county_codes):
            data = county_request_sheet(
                report, catalogue, layers, assessment, code, language, deadline
            )
            name = request_sheet_name(
                counties[code],
                report.as_of,
                demonstration=report.demonstration,
                language=language,
            )
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, data)
    return stream.getvalue()


def declared_types(catalogue: Catalogue, city_code: str) -> tuple[FacilityType, ...]:
    """The facility types whose lists the city's checks need declared complete, in their order."""
    types: dict[FacilityType, None] = {}
    for entry in catalogue.evaluated(city_code):
        if isinstance(entry.check, FacilityPresence | CountyShare):
            types.update(dict.fromkeys(entry.check.accepts_types))
    return tuple(t for t in FacilityType if t in types)


def _deadline_on_record(layers: LayerSet, assessment: Assessment, code: str) -> date | None:
    """The latest deadline the county has for findings of this day that it has not answered."""
    days = (
        r.deadline
        for r in layers.reviews
        if r.county_code == code
        and r.as_of == assessment.as_of
        and r.state is ReviewState.AWAITING
        and r.deadline is not None
    )
    return max(days, default=None)


def _return_by(deadline: date | None) -> Text:
    if deadline is None:
        return Text(
            "请在通知规定的期限内核对、盖章，并返回本电子表和盖章扫描件。",
            "Please check it and return this file, and a scan with the seal, by the day notified.",
        )
    day = f"{deadline.year} 年 {deadline.month} 月 {deadline.day} 日"
    return Text(
        f"请于 {day}前返回：核对、盖章后，将本电子表和盖章扫描件一并报回。",
        f"Please return it by {deadline.isoformat()}: this file, and a scan with the seal.",
    )


def _check_sheet(book: Book, source: _County) -> None:
    language, report = book.language, source.report
    name = source.sheet.full_name.get(language)
    title = f"{name}{TITLE.zh}" if language == "zh" else f"{name}: {TITLE.en.lower()}"
    sheet = book.sheet(TITLE.get(language), report, title)
    widths = WIDTHS
    write_line(book, sheet, 0, title, widths, bold=True, font_size=16)
    colon = "：" if language == "zh" else ": "
    marks = [m.get(language) for m in report.marks]
    pairs = [f"{label}{colon}{value}" for label, value in imprint_pairs(report, language)]
    write_line(book, sheet, 1, "    ".join((*marks, *pairs)), widths, font_color=INK_2)
    people = "    ".join(t.get(language) for t in source.sheet.population)
    write_line(book, sheet, 2, people, widths, font_color=INK_2)
    line = 3
    if report.demonstration:
        notice = DEMONSTRATION_NOTICE.get(language)
        write_line(book, sheet, 3, notice, widths, bg_color=DEMO_FILL, font_color=DEMO_INK)
        line = 4
    write_line(book, sheet, line, _return_by(source.deadline).get(language), widths, bold=True)
    line += 1
    for rule in _HOW:
        write_line(book, sheet, line, rule.get(language), widths)
        line += 1
    line = write_findings(book, sheet, line, source.sheet, report)
    line = _facilities(book, sheet, line + 1, source)
    line = _sign(book, sheet, line + 1)
    sheet.print_area(0, 0, line, len(FINDING_COLUMNS) - 1)


def _facilities(book: Book, sheet: Any, line: int, source: _County) -> int:
    widths = WIDTHS
    language = book.language
    heading = Text("在册设施", "Facilities on record").get(language)
    write_line(book, sheet, line, heading, widths, bold=True, font_size=12)
    if not source.sheet.facilities:
        nothing = Text("没有在册设施；没有登记不等于没有。", "None on record; that is not none.")
        write_line(book, sheet, line + 1, nothing.get(language), widths)
        return line + 2
    line += 1
    own = widths[: len(_FACILITY_COLUMNS)]
    heads = tuple(_at_width(c, w) for c, w in zip(_FACILITY_COLUMNS, own, strict=True))
    write_heads(book, sheet, line, heads, own)
    for facility in source.sheet.facilities:
        line += 1
        values: tuple[Value, ...] = (
            facility.name,
            WORDS[facility.facility_type],
            facility.level_and_operation,
            facility.status,
            facility.opened,
            facility.counted,
            facility.source or None,
        )
        write_row(book, sheet, line, values, own)
    return line + 1


def _at_width(column: Column, width_chars: float) -> Column:
    return Column(column.id, column.title, column.kind, column.unit, width_chars)


def _sign(book: Book, sheet: Any, line: int) -> int:
    """Who answers, when, with which seal; the last line used."""
    for place, label in enumerate(_SIGN):
        write_value(book, sheet, (line + place, 0), label, bg_color=SURFACE, bold=True)
        sheet.merge_range(
            line + place, 1, line + place, 3, "", book.style(border=1, border_color=LINE)
        )
        sheet.set_row(line + place, 60 if place == len(_SIGN) - 1 else 24)
    return line + len(_SIGN) - 1
