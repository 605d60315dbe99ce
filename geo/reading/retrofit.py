"""Reading 家庭无障碍改造: per county how many households need a retrofit and how many are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo.issues import Severity
from geo.reading.collect import ReadRow, read_form, read_rows, reading_of
from geo.reading.form import Column, Form
from geo.reading.intake import FormTable
from geo.reading.named_places import county_name
from geo.reading.result import Reading
from geo.reading.row import RowReader, stable_id
from geo.reading.shared_columns import as_of_column, county_column, source_column
from geo.records import RETROFIT_BASIS, RetrofitNeed
from geo.text import Text

MAX_HOUSEHOLDS = 1_000_000
"""No county has so many households: more is a slip."""

_NEED = Text("需求和已完成户数决定分配结果。", "Need and progress decide the allocation.")

RETROFIT = Form(
    form_id="retrofit",
    title=Text("家庭无障碍改造", "Household retrofits"),
    purpose=Text(
        "各县需求户数（含已改造）和已验收户数；按乡镇填的，各行时点须相同。",
        "Households in need (those done included) and verified, per county; rows by township "
        "share one day.",
    ),
    sheet_names=("改造", "家庭无障碍改造需求", "困难重度残疾人家庭无障碍改造", "retrofits", "need"),
    columns=(
        county_column(why=_NEED),
        Column(
            "township",
            "乡镇",
            Text("按乡镇(街道)填报时填；只按县填报则留空。", "Only where rows are by township."),
            synonyms=("乡镇(街道)", "乡镇街道", "所在乡镇", "街道"),
            sample="容州镇",
        ),
        Column(
            "eligible_households",
            "需求户数",
            Text(
                "困难重度残疾人家庭总户数，含已改造的；未报留空，不填 0。",
                "All households in need, those done included; empty if not reported, not 0.",
            ),
            required=True,
            synonyms=(
                "需求总户数",
                "应改造户数",
                "符合条件户数",
                "总需求户数",
                "需改造户数",
                "eligible",
            ),
            sample="1200",
            why=_NEED,
        ),
        Column(
            "done_households",
            "往年已验收",
            Text("本周期以来已验收的户数。", "Households verified since the period began."),
            synonyms=(
                "已验收户数",
                "已完成户数",
                "往年已验收户数",
                "已改造户数",
                "累计完成户数",
                "done",
            ),
            sample="450",
            why=_NEED,
        ),
        as_of_column(
            Text("户数截至哪一天。", "The day the figures stand for."),
            Text("不同时点的户数不能相加。", "Figures of different days can't be added."),
        ),
        Column(
            "basis",
            "口径",
            Text("统计的是哪些家庭，留空即困难重度。", "The group counted; 困难重度 if empty."),
            synonyms=("统计口径", "对象口径", "人群口径"),
            sample=RETROFIT_BASIS,
            why=Text("口径不同的户数不可比。", "Figures of different groups can't be compared."),
        ),
        source_column(Text("依据的文件或台账。", "The document it rests on.")),
        Column(
            "period_start",
            "起算日期",
            Text("已验收户数从哪一天算起。", "The day verified households are counted from."),
            synonyms=("周期起始日期", "起始日期", "统计起始日期"),
            sample="2021-01-01",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Row:
    need: RetrofitNeed
    township: str


def read_retrofit(source: Path | bytes, filename: str) -> Reading[RetrofitNeed]:
    """One record per county of a file; township rows of one day and group are added up."""
    return read_form(source, filename, RETROFIT, retrofit_of)


def retrofit_of(table: FormTable) -> Reading[RetrofitNeed]:
    """One record per county of a table already opened."""
    rows = read_rows(table, _need)
    by_county: dict[str, list[ReadRow[_Row]]] = {}
    for read in rows:
        for record in read.records:
            by_county.setdefault(record.need.county_code, []).append(read)
    needs = [need for group in by_county.values() for need in _one_per_county(group)]
    reading = reading_of(table, rows, lambda r: r.need.record_id)
    return Reading(
        records=tuple(sorted(needs, key=lambda n: n.county_code)),
        issues=reading.issues,
        rejected=reading.rejected,
        data_rows=reading.data_rows,
    )


def _need(row: RowReader) -> tuple[_Row, ...]:
    county_code = row.required_county()
    eligible = row.whole("eligible_households", MAX_HOUSEHOLDS)
    done = row.whole("done_households", MAX_HOUSEHOLDS)
    as_of = row.day("as_of", last=True)
    period_start = row.day("period_start", last=False)
    if eligible is not None and done is not None and done > eligible:
        row.add(
            "done_exceeds_eligible",
            Severity.ERROR,
            Text(
                f"已验收 {done} 户，多于需求 {eligible} 户。",
                f"{done} households are done, more than the {eligible} in need.",
            ),
            Text(
                "需求户数应含已改造的；请核对两个数后改正。",
                "Need includes those done; check both figures and correct them.",
            ),
            "done_households",
        )
    if as_of and period_start and as_of < period_start:
        row.add(
            "day_before_period",
            Severity.ERROR,
            Text("时点早于起算日期。", "The day is before the period begins."),
            Text("请核对两个日期后改正。", "Check both dates and correct them."),
            "as_of",
        )
    basis = _basis(row)
    if row.failed:
        return ()
    need = RetrofitNeed(
        record_id=stable_id("H", county_code, basis, as_of, period_start),
        county_code=county_code,
        eligible_households=eligible,
        done_households=done,
        as_of=as_of,
        source=row.text("source"),
        basis=basis,
        period_start=period_start,
    )
    return (_Row(need, row.text("township")),)


def _basis(row: RowReader) -> str:
    text = row.text("basis")
    if not text or RETROFIT_BASIS in text:
        return RETROFIT_BASIS
    row.add(
        "other_basis",
        Severity.WARNING,
        Text(
            f"口径是“{text[:40]}”，不是“{RETROFIT_BASIS}”。",
            f"The group is “{text[:40]}”, not “{RETROFIT_BASIS}” (poor and severe).",
        ),
        Text(
            f"如能按“{RETROFIT_BASIS}”统计，请改报；否则不与规划目标比较。",
            f"Report “{RETROFIT_BASIS}” if possible; else it is not compared with the target.",
        ),
        "basis",
    )
    return text


def _one_per_county(group: Sequence[ReadRow[_Row]]) -> list[RetrofitNeed]:
    """The one record of a county's rows; rows that don't go together get an error and make none."""
    first = group[0]
    if len(group) == 1:
        return [first.records[0].need]
    towns = [read.records[0].township for read in group]
    if not all(towns):
        keep = [read for read in group if not read.records[0].township]
        for read in group:
            if read is not keep[0]:
                _repeated(read.row, keep[0].row.number)
        return [keep[0].records[0].need]
    seen: dict[str, int] = {}
    alone = []
    for read, town in zip(group, towns, strict=True):
        earlier = seen.setdefault(town, read.row.number)
        if earlier == read.row.number:
            alone.append(read)
        else:
            _repeated(read.row, earlier)
    needs = [read.records[0].need for read in alone]
    if len({(n.as_of, n.basis, n.period_start) for n in needs}) > 1:
        for read in alone:
            _not_one_day(read.row, county_name(needs[0].county_code))
        return []
    return [_sum(alone, needs)]


def _sum(rows: Sequence[ReadRow[_Row]], needs: Sequence[RetrofitNeed]) -> RetrofitNeed:
    """The townships added up; a figure one township has not reported stays not reported."""
    totals: dict[str, int | None] = {}
    for name in ("eligible_households", "done_households"):
        values = [getattr(need, name) for need in needs]
        reported = [v for v in values if v is not None]
        totals[name] = sum(reported) if len(reported) == len(values) else None
        for read, value in zip(rows, values, strict=True):
            if value is None and reported:
                _not_reported(read.row, name)
    sources = "；".join(dict.fromkeys(need.source for need in needs if need.source))
    return replace(
        needs[0],
        eligible_households=totals["eligible_households"],
        done_households=totals["done_households"],
        source=sources,
    )


def _repeated(row: RowReader, earlier: int) -> None:
    row.add(
        "county_repeated",
        Severity.ERROR,
        Text(f"该县已在第 {earlier} 行填报。", f"Row {earlier} reports this county already."),
        Text(
            "全县合计与分乡镇只报一种，每个乡镇只报一行。",
            "Report the county's total or its townships, not both; one row each.",
        ),
        "county",
        Text("重复的户数会算两次，这一行没有采用。", "It would be counted twice."),
    )


def _not_one_day(row: RowReader, county: Text) -> None:
    row.add(
        "townships_differ",
        Severity.ERROR,
        Text(
            f"{county.zh}各乡镇的时点、口径或起算日期不一致，没有相加。",
            f"The townships of {county.en} differ in day, group or period; not added up.",
        ),
        Text(
            "请统一时点和口径后重报，或直接报全县合计。",
            "Report all of them for one day and group, or the county's total.",
        ),
        "as_of",
    )


def _not_reported(row: RowReader, name: str) -> None:
    row.add(
        "township_not_reported",
        Severity.WARNING,
        Text("该乡镇未报，全县合计按待报处理。", "Not reported, so the county's total is unknown."),
        Text("请补报；确为零的填 0。", "Report it; write 0 if there are none."),
        name,
    )
