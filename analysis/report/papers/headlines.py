"""Titles of slides that stand over a table: what it shows found, not what it is about."""

from __future__ import annotations

from analysis.report.papers.contents import Contents
from analysis.report.report import Report, Table
from analysis.requirements.findings import Verdict
from analysis.requirements.schema import Force
from geo.text import Text, join


def table_headline(contents: Contents, table: Table) -> Text:
    """The finding of a table; its own title where it has none that fits a line."""
    match table.id:
        case "gaps":
            return _gaps(contents)
        case "projects":
            count = len(table.rows)
            return Text(
                f"拟建项目 {count} 个：投资、年份和责任单位",
                f"{count} proposed projects: cost, years and who is in charge",
            )
        case "yearly":
            return Text("拟建项目分年度的开工、投用和资金", "Projects and money year by year")
    return table.title


def sources_headline(report: Report) -> Text:
    """On how many sources the numbers rest, and in which run."""
    count = len(report.vintages)
    return Text(
        f"全部数字出自 {count} 项数据来源，运行编号 {report.run_id}",
        f"All numbers come from {count} sources of data, run {report.run_id}",
    )


def _gaps(contents: Contents) -> Text:
    """In how many counties a binding requirement on the county is not met, or open."""
    report, entries = contents.report, contents.catalogue.entries
    own = {c.code for c in contents.counties}
    unmet, open_ = (
        {
            f.area_code
            for f in contents.assessment.findings
            if f.verdict is verdict
            and f.area_code in own
            and entries[f.requirement_id].force is Force.BINDING
        }
        for verdict in (Verdict.UNMET, Verdict.INDETERMINATE)
    )
    parts = [
        Text(f"{len(some)} 个有要求{words.zh}", f"{len(some)} have a requirement {words.en}")
        for some, words in (
            (unmet, Text("尚未达到", "not yet met")),
            (open_, Text("待核实", "to be verified")),
        )
        if some
    ]
    listed = join(parts, "，", ", ")
    if not parts:
        listed = Text("没有尚未达到或待核实的刚性要求", "none has a binding requirement left open")
    word = report.matrix.county_word
    return Text(f"{len(own)} 个{word.zh}中，{listed.zh}", f"Of {len(own)} counties, {listed.en}")
