"""The parts of the map page around the map: head, choice, legend, words for the scripts, tables.

Every text goes through ``escape``; what is written here by hand is markup only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.report.cell_text import heading, imprint_pairs, shown, verdict_words
from analysis.report.cells import Cell
from analysis.report.escape import escape, escape_text
from analysis.report.map_marks import mark_svg, swatch_svg
from analysis.report.report import (
    DEMONSTRATION_NOTICE,
    Column,
    ColumnKind,
    Report,
    Share,
    Table,
    Value,
    VerdictValue,
)
from analysis.report.symbols import SYMBOL_SIGNS, SYMBOL_WORDS, Symbol
from geo.counties import label_points
from geo.records import Facility
from geo.text import Language, Text
from geo.vocabulary import WORDS

_FINDING_COLUMNS = (
    "area",
    "requirement",
    "verdict",
    "reason",
    "evidence",
    "missing",
    "ask",
    "section",
    "verb",
    "quote",
)


@dataclass(frozen=True, slots=True)
class View:
    """One way to colour the map: a requirement, or the worst binding one; its cell by county."""

    view_id: str
    title: Text
    cells: Mapping[str, Cell]


def views_of(report: Report) -> tuple[View, ...]:
    """The views in the order of the choice: all, then each requirement the plan has."""
    overall = {cell.area_code: cell for cell in report.overall}
    views = [View("all", Text("全部刚性要求", "All binding"), overall)]
    for place, column in enumerate(report.matrix.columns):
        if not column.absent:
            cells = {row.area_code: row.cells[place] for row in report.matrix.rows}
            views.append(View(column.requirement_id, column.title, cells))
    return tuple(views)


def cell_words(cell: Cell, language: Language) -> str:
    """Sign, word and small addition of a cell."""
    return verdict_words(VerdictValue(cell.symbol, cell.word, cell.sub), language, sign=True)


def head_sections(report: Report, language: Language) -> str:
    """Title, marks and what every export carries."""
    marks = "".join(f'<li class="mark">{escape_text(m, language)}</li>' for m in report.marks)
    pairs = "".join(
        f"<li>{escape(label)} {escape(value)}</li>"
        for label, value in imprint_pairs(report, language)
    )
    demo = (
        f'<p class="demo">{escape_text(DEMONSTRATION_NOTICE, language)}</p>'
        if report.demonstration
        else ""
    )
    title = escape_text(report.title, language)
    return f'<header><h1>{title}</h1><ul class="imprint">{marks}{pairs}</ul>{demo}</header>'


def requirement_choice(views: tuple[View, ...], language: Language) -> str:
    """Which requirement colours the map."""
    inputs = "".join(
        f'<label><input type="radio" name="view" value="{escape(view.view_id)}"'
        f"{' checked' if place == 0 else ''}>{escape_text(view.title, language)}</label>"
        for place, view in enumerate(views)
    )
    legend_words = escape_text(Text("地图显示", "Map shows"), language)
    return f'<fieldset class="choose"><legend>{legend_words}</legend>{inputs}</fieldset>'


def legend(views: tuple[View, ...], drawn: tuple[Facility, ...], language: Language) -> str:
    """Fill, sign, word and count of every verdict; the marks of the facilities drawn."""
    used = {cell.symbol for view in views for cell in view.cells.values()}
    used |= {Symbol.MET, Symbol.UNMET, Symbol.PENDING}
    items = "".join(
        f'<li data-symbol="{symbol.value}">{swatch_svg(symbol)}<span>{SYMBOL_SIGNS[symbol]} '
        f'{escape_text(SYMBOL_WORDS[symbol], language)}</span> <span class="count"></span></li>'
        for symbol in Symbol
        if symbol in used
    )
    kinds = sorted({f.facility_type for f in drawn})
    marks = "".join(
        f"<li>{mark_svg(k, operating=True, size=20)}<span>{escape_text(WORDS[k], language)}</span>"
        "</li>"
        for k in kinds
    )
    if kinds:
        dashed = escape_text(Text("虚线为未运营", "dashed: not operating"), language)
        marks += f"<li>{mark_svg(kinds[0], operating=False, size=20)}<span>{dashed}</span></li>"
    return f'<ul class="legend">{items}{marks}</ul>'


def county_items(report: Report, views: tuple[View, ...], language: Language) -> str:
    """For the scripts: each county's label point, its words per view, and its popup."""
    reasons = _reasons(report, language)
    points = label_points()
    items = []
    for row in report.matrix.rows:
        lon, lat = points[row.area_code]
        words = "".join(
            f'<span data-view="{escape(v.view_id)}" '
            f'data-symbol="{v.cells[row.area_code].symbol.value}">'
            f"{escape(cell_words(v.cells[row.area_code], language))}</span>"
            for v in views
        )
        lines = "".join(
            f"<dt>{escape_text(v.title, language)}<br>"
            f"{escape(cell_words(v.cells[row.area_code], language))}</dt>"
            f"<dd>{escape_lines(reasons.get((v.view_id, row.area_code), ''))}</dd>"
            for v in views[1:]
        )
        items.append(
            f'<li data-code="{escape(row.area_code)}" '
            f'data-name="{escape_text(row.name, language)}" '
            f'data-lon="{lon}" data-lat="{lat}">{words}<div class="popup" hidden>'
            f"<h2>{escape_text(row.full_name, language)}</h2><dl>{lines}</dl></div></li>"
        )
    return f'<ul id="counties" hidden>{"".join(items)}</ul>'


def _reasons(report: Report, language: Language) -> dict[tuple[str, str], str]:
    """Reason and what lacks, by requirement and area, as the findings table says them."""
    table = report.table("findings")
    said = {}
    columns = ("requirement_id", "area_code", "reason", "missing", "ask")
    for requirement, area, reason, missing, ask in zip(
        *(table.column(c) for c in columns), strict=True
    ):
        parts = [shown(reason, language)]
        if missing is not None:
            label, who = ("还缺", "向谁要") if language == "zh" else ("Missing", "Ask")
            parts += [f"{label}：{shown(missing, language)}", f"{who}：{shown(ask, language)}"]
        said[str(requirement), str(area)] = "\n".join(parts)
    return said


def facility_items(drawn: tuple[Facility, ...], language: Language) -> str:
    """For the scripts: each drawn facility's popup."""
    items = "".join(
        f'<li data-id="{escape(f.facility_id)}"><div class="popup" hidden>'
        f"<h2>{escape(f.name)}</h2><dl>{_facility_lines(f, language)}</dl></div></li>"
        for f in drawn
    )
    return f'<ul id="facilities" hidden>{items}</ul>'


def _facility_lines(facility: Facility, language: Language) -> str:
    return "".join(
        f"<dt>{escape_text(label, language)}</dt><dd>{escape(value)}</dd>"
        for label, value in facility_words(facility, language)
        if value
    )


def facility_words(facility: Facility, language: Language) -> list[tuple[Text, str]]:
    """A facility's main facts as label and value; empty where not known."""

    def word(code: object) -> str:
        return WORDS[code].get(language) if code is not None else ""  # type: ignore[index]

    return [
        (Text("主类型", "Type"), word(facility.facility_type)),
        (Text("级别", "Level"), word(facility.level)),
        (Text("状态", "Status"), word(facility.status)),
        (Text("投用日期", "Opened"), str(facility.opened or "")),
        (Text("举办方式", "Run by"), word(facility.operation)),
        (Text("位置精度", "Location"), word(facility.location_precision)),
        (Text("佐证材料", "Source"), facility.source),
    ]


def body_sections(report: Report, drawn: tuple[Facility, ...], language: Language) -> str:
    """The tables beside the map: counties, findings, facilities not drawn; then the vintages."""
    gaps, findings = report.table("gaps"), report.table("findings")
    parts = [
        _table_section(gaps, gaps.columns, language, opens="county_code"),
        _table_section(
            findings, tuple(c for c in findings.columns if c.id in _FINDING_COLUMNS), language
        ),
        _absent_section(report, drawn, language),
    ]
    vintages = "".join(
        f"<li>{escape_text(v.name, language)} {escape_text(v.vintage, language)}</li>"
        for v in report.vintages
    )
    title = escape_text(Text("数据时点", "Data vintages"), language)
    return "".join(parts) + f"<section><h2>{title}</h2><ul>{vintages}</ul></section>"


def _absent_section(report: Report, drawn: tuple[Facility, ...], language: Language) -> str:
    there = {f.facility_id for f in drawn}
    absent = [f for f in report.facilities if f.facility_id not in there]
    title = Text("未上图的设施（没有坐标）", "Facilities not drawn (no coordinates)")
    if not absent:
        return ""
    labels = [label for label, _ in facility_words(absent[0], language)]
    heads = [Text("名称", "Name"), *labels]
    rows = ([f.name, *(value for _, value in facility_words(f, language))] for f in absent)
    return _section(
        title.get(language),
        "".join(f'<th scope="col">{escape_text(h, language)}</th>' for h in heads),
        "".join(f"<tr>{''.join(f'<td>{escape(v)}</td>' for v in row)}</tr>" for row in rows),
        (),
        language,
    )


def _table_section(
    table: Table, columns: tuple[Column, ...], language: Language, opens: str = ""
) -> str:
    """A report's table; ``opens``: the column whose code the second cell opens on the map."""
    heads = "".join(f'<th scope="col">{escape(heading(c, language))}</th>' for c in columns)
    places = [table.columns.index(c) for c in columns]
    code = next((i for i, c in enumerate(table.columns) if c.id == opens), None)
    rows = []
    for row in table.all_rows:
        total = table.total is not None and row is table.total
        cells = []
        for column, place in zip(columns, places, strict=True):
            link = "" if total or code is None or place != code + 1 else str(row[code])
            cells.append(_cell(column, row[place], language, link))
        rows.append(f"<tr{' class=total' if total else ''}>{''.join(cells)}</tr>")
    return _section(table.title.get(language), heads, "".join(rows), table.notes, language)


def _cell(column: Column, value: Value, language: Language, link: str) -> str:
    words = escape_lines(shown(value, language))
    if link:
        return f'<td><button type="button" data-open="{escape(link)}">{words}</button></td>'
    if isinstance(value, VerdictValue):
        return f'<td data-symbol="{value.symbol.value}">{words}</td>'
    number = column.kind is ColumnKind.NUMBER and isinstance(value, int | float | Share)
    return f"<td{' class=number' if number else ''}>{words}</td>"


def escape_lines(text: str) -> str:
    """The text escaped line by line."""
    return "<br>".join(escape(line) for line in text.split("\n"))


def _section(title: str, heads: str, rows: str, notes: Iterable[Text], language: Language) -> str:
    said = "".join(f"<p>{escape_text(n, language)}</p>" for n in notes)
    name = escape(title)
    return (
        f'<section><h2>{name}</h2><div class="scroll" tabindex="0" role="region" '
        f'aria-label="{name}"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        f"</div>{said}</section>"
    )
