"""Titles of slides that stand over a table: what it shows found, not what it is about."""

from __future__ import annotations

from dataclasses import replace

from analysis.report.papers.contents import Contents
from analysis.report.papers.document import Slide
from analysis.report.report import Report, Table, VerdictValue
from analysis.report.symbols import Symbol
from geo.text import Text, join


def table_headline(contents: Contents, table: Table) -> Text:
    """The finding of a table; its own title where it has none that fits a line."""
    match table.id:
        case "gaps":
            return _gaps(contents, table)
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


def _gaps(contents: Contents, table: Table) -> Text:
    """In how many rows a requirement shows as not met, in how many something is to be verified."""
    unmet = sum(
        any(isinstance(v, VerdictValue) and v.symbol is Symbol.UNMET for v in row)
        for row in table.rows
    )
    open_ = sum(v is not None for v in table.column("to_verify")[: len(table.rows)])
    parts = [
        Text(f"{count} 个{words.zh}", f"{count} {words.en}")
        for count, words in (
            (unmet, Text("有要求尚未达到", "have a requirement not yet met")),
            (open_, Text("有待核实事项", "have something to be verified")),
        )
        if count
    ]
    listed = join(parts, "，", ", ")
    if not parts:
        listed = Text("没有尚未达到的要求和待核实事项", "none has anything not met or open")
    word, all_ = contents.report.matrix.county_word, len(table.rows)
    return Text(f"{all_} 个{word.zh}中，{listed.zh}", f"Of {all_} counties, {listed.en}")


def titled(slide: Slide) -> Slide:
    """The slide, its title without a full stop at the end, also where it is a sentence."""
    title = slide.title
    return replace(slide, title=Text(title.zh.removesuffix("。"), title.en.removesuffix(".")))
