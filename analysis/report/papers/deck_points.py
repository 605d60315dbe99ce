"""Points of slides: the words beside a map, and the lists."""

from __future__ import annotations

from analysis.report.cell_text import grouped_number, percent
from analysis.report.maps.facility_marks import facility_legend
from analysis.report.maps.gaps_map import shown_symbols
from analysis.report.maps.legend_signs import LegendSign
from analysis.report.papers.contents import Contents, Section
from analysis.report.papers.document import (
    BigNumber,
    Drawing,
    Numbers,
    Point,
    Points,
    SlideBlock,
    Strip,
    Swatch,
    Swatches,
    TableBlock,
)
from analysis.report.papers.drawings import legend_of
from analysis.report.report import Column, ColumnKind, Share, Table, Value
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from analysis.requirements.findings import Finding
from analysis.requirements.schema import RetrofitTotal
from geo.text import Text, join

_REASONED = (Symbol.UNMET, Symbol.NOT_BUILT, Symbol.PENDING)
_NOTHING = Text("", "")
WHEN = Point(
    Text("何时要", "Until when"),
    Text("报送时限请会议议定", "the day is for the meeting to set"),
)
"""No record holds a day until which something is asked for."""
_WHOLE = Text("全市", "Whole city")
_ORDER = (
    Symbol.UNMET,
    Symbol.NOT_BUILT,
    Symbol.PENDING,
    Symbol.TRIGGERED,
    Symbol.MET,
    Symbol.BUILT,
    Symbol.PROGRESS,
    Symbol.NOT_TRIGGERED,
    Symbol.NOT_DUE,
)
"""What the meeting has to talk about stands first."""


def requirement_points(contents: Contents, place: int) -> Points:
    """The counties of one requirement by what is said of them, and why."""
    matrix = contents.report.matrix
    requirement = matrix.columns[place].requirement_id
    points = []
    for symbol in _ORDER:
        rows = [r for r in matrix.rows if r.cells[place].symbol is symbol]
        for word in dict.fromkeys(r.cells[place].word for r in rows):
            own = [r for r in rows if r.cells[place].word == word]
            head = Text(f"{word.zh} {len(own)} 个", f"{word.en}: {len(own)}")
            names = {r.area_code: r.name for r in own}
            said = join(list(names.values()))
            if symbol in _REASONED:
                said = _reasons(contents, requirement, names)
            points.append(Point(head, said, symbol))
    return Points(tuple(points))


def number_of_each(contents: Contents, place: int) -> Numbers:
    """How many counties of each verdict: the legend of the map beside it, zeros too."""
    cells = [row.cells[place] for row in contents.report.matrix.rows]
    numbers = []
    for symbol in shown_symbols(cells):
        own = [c.word for c in cells if c.symbol is symbol]
        word = own[0] if len(set(own)) == 1 else SYMBOL_WORDS[symbol]
        numbers.append(BigNumber(len(own), word, symbol))
    return Numbers(tuple(numbers))


def one_reason(contents: Contents, place: int) -> bool:
    """Whether no county has a reason of its own: then the counties are a table."""
    column = contents.report.matrix.columns[place]
    rows = [r for r in contents.report.matrix.rows if r.cells[place].symbol in _REASONED]
    why = {
        _why(contents, f)
        for f in contents.assessment.findings
        for r in rows
        if (f.requirement_id, f.area_code) == (column.requirement_id, r.area_code)
    }
    return len(why) <= 1


def asked_strip(contents: Contents, requirement: str) -> Strip | None:
    """What is missing for a requirement, of whom it is asked, until when; None if nothing is."""
    line = next((x for x in contents.todo.lines if x.requirement_id == requirement), None)
    if line is None:
        return None
    what = Point(Text("缺什么", "Missing"), line.what)
    return Strip((what, Point(Text("向谁要", "Asked of"), line.ask), WHEN))


def _reasons(contents: Contents, requirement: str, names: dict[str, Text]) -> Text:
    """Why, the counties of one reason together, in code order."""
    groups: dict[Text, list[Text]] = {}
    told = set()
    for finding in contents.assessment.findings:
        if finding.requirement_id == requirement and finding.area_code in names:
            told.add(finding.area_code)
            groups.setdefault(_why(contents, finding), []).append(names[finding.area_code])
    rest = [name for code, name in names.items() if code not in told]
    if rest:
        groups.setdefault(_NOTHING, []).extend(rest)
    lines = []
    for why, counties in groups.items():
        who = join(counties)
        lines.append(Text(f"{who.zh}：{why.zh}", f"{who.en}: {why.en}") if why.zh else who)
    return join(lines, "\n", "\n")


def _why(contents: Contents, finding: Finding) -> Text:
    """What is missing where something is; else the reason."""
    items = [
        i.what
        for i in contents.todo.items
        if (i.area_code, i.requirement_id) == (finding.area_code, finding.requirement_id)
    ]
    if items:
        what = join(items)
        return Text(f"缺{what.zh}", f"missing {what.en}")
    return finding.reason_text


def unmet_points(contents: Contents, found: tuple[Finding, ...], besides: Text | None) -> Points:
    """Each finding not met: where and what, why, by which clause."""
    names = {c.code: Text(c.short_zh, c.short_en) for c in contents.counties}
    city = contents.report.city
    names[city.code] = Text(city.name_zh, city.name_en)
    points = []
    for finding in found:
        entry = contents.catalogue.entries[finding.requirement_id]
        area, why = names[finding.area_code], finding.reason_text
        head = Text(f"{area.zh} · {entry.name.zh}", f"{area.en} · {entry.name.en}")
        clause = Text(f"（规划{entry.section}）", f" (plan, {entry.section})")
        points.append(Point(head, Text(f"{why.zh}{clause.zh}", f"{why.en}{clause.en}")))
    if besides is not None:
        points.append(Point(_NOTHING, besides))
    return Points(tuple(points), numbered=True)


def facility_blocks(contents: Contents) -> tuple[SlideBlock, ...]:
    """The legend of the map of facilities with its counts; what it can't show under it."""
    facilities = contents.report.facilities
    group = facility_legend(facilities)
    columns = (
        Column("sign", Text("图例", "Sign"), width_chars=6),
        Column("type", Text("设施类型", "Type"), width_chars=30),
        Column("count", Text("图上 / 在册", "On map / in all"), ColumnKind.NUMBER, width_chars=12),
    )
    rows = tuple((_NOTHING, item.text, item.count) for item in group.items)
    table = Table("facility_types", group.title, columns, rows)
    block = TableBlock(table, signs=tuple(LegendSign(item) for item in group.items))
    unplaced = sum(f.point is None for f in facilities)
    if not facilities:
        said = Text("未报不等于没有", "not reported is not the same as absent")
        return (block, Strip((Point(Text("说明", "Note"), said),)))
    if not unplaced:
        return (block,)
    what = Text(
        f"坐标 {unplaced} 处，补报后上图",
        f"coordinates of {unplaced}, which are not on the map yet",
    )
    who = Text("填报单位", "the bodies that reported them")
    return (
        block,
        Strip((Point(Text("缺什么", "Missing"), what), Point(Text("向谁要", "Asked of"), who))),
    )


def colours(drawing: Drawing) -> tuple[SlideBlock, ...]:
    """What the colours of a map stand for, with the share or count of each; none without any."""
    for group in legend_of(drawing):
        items = tuple(
            Swatch(item.fill.base, join([t for t in (item.text, item.short or item.count) if t],
                                        "　", "  "))
            for item in group.items
            if item.fill is not None
        )  # fmt: skip
        if items:
            return (Swatches(group.title, items),)
    return ()


def access_points(contents: Contents) -> Points | None:
    """Of every county, the people within the limit; what the minutes are. None without a study."""
    if not contents.report.has("access_counties"):
        return None
    table = contents.report.table("access_counties")
    head = next(c.title for c in table.columns if c.id == "reached_persons")
    short = {c.code: Text(c.short_zh, c.short_en) for c in contents.counties}
    columns = ("area_code", "reached_persons", "persons", "reached_share")
    lines = []
    for code, some, whole, share in zip(*map(table.column, columns), strict=True):
        who, part = short.get(str(code), _WHOLE), _text(share)
        if not isinstance(share, Share):
            # 待报, or nobody there.
            lines.append(Text(f"{who.zh}　{part.zh}", f"{who.en}: {part.en}"))
            continue
        count, of = _text(some).zh, _text(whole).zh
        lines.append(
            Text(f"{who.zh}　{part.zh}　{count} / {of} 人", f"{who.en}: {part.en} ({count} / {of})")
        )
    said = contents.said.get(Section.ACCESS, ())[1:][-1:]
    title = Text(f"{head.zh}可到达的人", f"Persons: {head.en.lower()}")
    points = [Point(title, join(lines, "\n", "\n"))] if lines else []
    drawn = contents.drawings.get("coverage")
    marks = () if drawn is None else _marks(drawn)
    return Points((*points, *(Point(_NOTHING, text) for text in (*marks, *said))))


def _marks(drawing: Drawing) -> tuple[Text, ...]:
    """What the marks of a map of access stand for, and how many count."""
    items = (item for group in legend_of(drawing) for item in group.items)
    return tuple(
        Text(
            f"图上标记：{item.text.zh}，计入 {item.count.zh} 处",
            f"Marks: {item.text.en.lower()}, {item.count.en} count",
        )
        for item in items
        if item.mark is not None and item.count is not None
    )


def retrofit_points(contents: Contents, said: tuple[Text, ...]) -> Points:
    """What the plan asks of retrofits, what is found of it, and the other sentences."""
    points = []
    for finding in contents.assessment.findings:
        entry = contents.catalogue.entries[finding.requirement_id]
        if not isinstance(entry.check, RetrofitTotal):
            continue
        section = Text(f"规划{entry.section}", f"Plan, {entry.section}")
        points.append(Point(section, Text(f"“{entry.quote}”", f"“{entry.quote}”")))
        points.append(Point(Text("核查结果", "Finding"), finding.reason_text))
    return Points((*points, *(Point(_NOTHING, text) for text in said)))


def project_points(contents: Contents) -> Points:
    """The projects: name, county, kind, cost and years."""
    table = contents.report.table("projects")
    points = []
    for row in table.all_rows:
        values = dict(zip((c.id for c in table.columns), row, strict=True))
        name, number = _text(values["name"]), values["number"]
        if number is None:
            continue
        head = Text(f"{_text(number).zh}. {name.zh}", f"{_text(number).en}. {name.en}")
        parts = [_text(values[i]) for i in ("county", "building") if values[i] is not None]
        parts.append(_cost(values["cost"]))
        parts += [_text(values[i]) for i in ("years",) if values[i] is not None]
        points.append(Point(head, join(parts, "，", ", ")))
    return Points(tuple(points))


def _cost(value: Value) -> Text:
    if isinstance(value, int | float):
        amount = grouped_number(value)
        return Text(f"{amount} 万元", f"{amount} × 10,000 yuan")
    return _text(value) if value is not None else Text("投资待定", "cost to be decided")


def said_points(said: tuple[Text, ...]) -> Points | None:
    """Sentences as points; None without any."""
    if not said:
        return None
    return Points(tuple(Point(_NOTHING, text) for text in said))


def _text(value: Value) -> Text:
    match value:
        case Text():
            return value
        case Share(value=share):
            return Text(percent(share), percent(share))
        case int() | float():
            return Text(grouped_number(value), grouped_number(value))
        case _:
            return Text(str(value or ""), str(value or ""))
