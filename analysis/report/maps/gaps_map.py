"""短板图: each county's verdict on one requirement, or its worst binding one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from analysis.report.cell_text import verdict_words
from analysis.report.cells import Cell
from analysis.report.counts import counted_words
from analysis.report.drawn.tokens import SYMBOL_FILLS
from analysis.report.map_sections import View, views_of
from analysis.report.maps.map_contents import CountyFace, LegendGroup, LegendItem, Listing, MapKind
from analysis.report.maps.print_map import PrintMap, city_shapes, map_imprint, map_title
from analysis.report.matrix import Column
from analysis.report.own_sources import evidence_of
from analysis.report.report import Report, Value, VerdictValue
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from geo.layers import Layer
from geo.text import Text, join

ALL = "all"
_FAMILIES: tuple[tuple[Symbol, ...], ...] = (
    (Symbol.MET, Symbol.UNMET, Symbol.PENDING),
    (Symbol.BUILT, Symbol.NOT_BUILT, Symbol.PENDING),
    (Symbol.TRIGGERED, Symbol.NOT_TRIGGERED, Symbol.PENDING),
)
"""The symbols that answer one requirement together: all stand in the legend, zeros too."""
_LISTED = (Symbol.UNMET, Symbol.NOT_BUILT, Symbol.PENDING, Symbol.TRIGGERED)


def gaps_map(
    report: Report, boundaries: Layer, made_on: date | None, requirement_id: str = ALL
) -> PrintMap:
    """The map of one requirement's verdicts; ``ALL``: of the worst binding one of each county.

    KeyError for a requirement the plan doesn't have, or when a county has no polygon.
    """
    view = next((v for v in views_of(report) if v.view_id == requirement_id), None)
    if view is None:
        raise KeyError(requirement_id)
    rows = report.matrix.rows
    faces = tuple(_face(r.area_code, r.name, view.cells[r.area_code]) for r in rows)
    column = next((c for c in report.matrix.columns if c.requirement_id == requirement_id), None)
    rests_on = report.evidence if column is None else evidence_of(report, column)
    source = Text(f"{rests_on.zh}（截至 {report.as_of}）", f"{rests_on.en} (as of {report.as_of})")
    under = _under(report, view)
    listing = _reasons(report, view)
    return PrintMap(
        kind=MapKind.GAPS,
        title=_title(report, view),
        under=under,
        city=report.city,
        shapes=city_shapes(report, boundaries),
        faces=faces,
        areas=(),
        marks=(),
        legend=(_legend(report, view),),
        listings=(listing,) if listing is not None else (),
        note=_note(report, view),
        imprint=map_imprint(report, boundaries, made_on, (source,)),
        alt=_alt(report, view, under),
    )


def _face(code: str, name: Text, cell: Cell) -> CountyFace:
    return CountyFace(code, name, SYMBOL_FILLS[cell.symbol], cell.symbol, cell.word, cell.sub)


def _words(cell: Cell) -> Text:
    value = VerdictValue(cell.symbol, cell.word, cell.sub)
    return Text(verdict_words(value, "zh"), verdict_words(value, "en"))


def _title(report: Report, view: View) -> Text:
    """The map's title; of one requirement with its name, so that no two maps have one title."""
    title = map_title(report, MapKind.GAPS)
    if view.view_id == ALL:
        return title
    about = _column(report, view).title
    return Text(f"{title.zh}：{about.zh}", f"{title.en}: {about.en}")


def _column(report: Report, view: View) -> Column:
    return next(c for c in report.matrix.columns if c.requirement_id == view.view_id)


def _rule(report: Report) -> Text:
    """Why a county has the colour it has where several requirements stand behind it."""
    word = report.matrix.county_word.zh
    return Text(
        f"各{word}取有明确目标的各项要求中最不利的一项：先尚未达到，次待核实，再已达到。"
        "以全市计的要求不计入。",
        "Each county has the least favourable verdict of its binding requirements: not yet met "
        "before to be verified before met. Requirements on the whole city do not count.",
    )


def _under(report: Report, view: View) -> Text:
    if view.view_id == ALL:
        word = report.matrix.county_word.zh
        return Text(
            f"截至 {report.as_of}；各{word}取有明确目标的各项要求中最不利的一项结论，不排名。",
            f"As of {report.as_of}; of each county's binding requirements the least favourable "
            "verdict. No ranking.",
        )
    column = _column(report, view)
    under = f"（{column.under.zh}）" if column.under.zh else ""
    under_en = f" ({column.under.en})" if column.under.en else ""
    return Text(
        f"截至 {report.as_of}；要求：{column.title.zh}{under}。不排名。",
        f"As of {report.as_of}; requirement: {column.title.en}{under_en}. No ranking.",
    )


def shown_symbols(cells: Iterable[Cell]) -> tuple[Symbol, ...]:
    """The symbols of a legend: those there are, and the zeros of their family."""
    used = {cell.symbol for cell in cells}
    family = next((f for f in _FAMILIES if used & set(f) - {Symbol.PENDING}), None)
    if family is None:
        family = _FAMILIES[0] if used <= {Symbol.PENDING, Symbol.NONE} else ()
    return tuple(s for s in Symbol if s in used | set(family))


def _legend(report: Report, view: View) -> LegendGroup:
    """Fill, sign, word and count; where all counties use one word for it, that word (已设有)."""
    counts = Counter(cell.symbol for cell in view.cells.values())
    items = []
    for symbol in shown_symbols(view.cells.values()):
        words = {c.word for c in view.cells.values() if c.symbol is symbol}
        word = next(iter(words)) if len(words) == 1 else SYMBOL_WORDS[symbol]
        number = Text(f"{counts[symbol]} 个", str(counts[symbol]))
        items.append(LegendItem(word, number, fill=SYMBOL_FILLS[symbol], symbol=symbol))
    if view.view_id == ALL:
        items.append(LegendItem(_rule(report)))
    return LegendGroup(Text("结论（个数）", "Verdict (number of counties)"), tuple(items))


def _reasons(report: Report, view: View) -> Listing | None:
    """Per county what is missing and who supplies it; those of one wording stand together."""
    if view.view_id == ALL:
        return _by_county(report, view)
    names = {r.area_code: r.name for r in report.matrix.rows}
    table = report.table("findings")
    ids = ("requirement_id", "area_code", "reason", "missing", "ask")
    groups: dict[tuple[Text, Text], list[Text]] = {}
    for requirement, area, reason, missing, ask in zip(
        *(table.column(c) for c in ids), strict=True
    ):
        code = str(area)
        if requirement != view.view_id or code not in names:
            continue
        if view.cells[code].symbol not in _LISTED:
            continue
        why, who = _text(missing if missing is not None else reason), _text(ask)
        who = Text("", "") if missing is None else who
        groups.setdefault((why, who if _shared(who, names.values()) else Text("", "")), []).append(
            names[code]
        )
    lines = []
    for (why, who), counties in groups.items():
        asked = Text(f"（向{who.zh}核）", f" (ask {who.en})") if who.zh else Text("", "")
        lines.append(
            Text(
                f"{'、'.join(c.zh for c in counties)}：{why.zh}{asked.zh}",
                f"{', '.join(c.en for c in counties)}: {why.en}{asked.en}",
            )
        )
    return (
        Listing(Text("说明与待补资料", "Why, and what is missing"), tuple(lines)) if lines else None
    )


def _by_county(report: Report, view: View) -> Listing:
    """Which requirement each county's verdict is about, in code order."""
    titles = {c.requirement_id: c.title for c in report.matrix.columns}
    lines = []
    for row in report.matrix.rows:
        cell = view.cells[row.area_code]
        about = titles.get(cell.requirement_id)
        words = _words(cell)
        zh = f"，{about.zh}" if about is not None else ""
        en = f", {about.en}" if about is not None else ""
        lines.append(Text(f"{row.name.zh}：{words.zh}{zh}", f"{row.name.en}: {words.en}{en}"))
    return Listing(Text("取自哪一项要求", "Which requirement"), tuple(lines))


def _shared(who: Text, names: Iterable[Text]) -> bool:
    """Whether the body named is not one of each county's own."""
    return bool(who.zh) and not any(n.zh in who.zh for n in names)


def _text(value: Value) -> Text:
    if isinstance(value, Text):
        return value
    return Text(str(value or ""), str(value or ""))


def _note(report: Report, view: View) -> Text | None:
    cells = list(view.cells.values())
    open_ones = sum(c.symbol is Symbol.PENDING for c in cells)
    if not open_ones:
        return None
    if open_ones == len(cells):
        return Text(
            f"{len(cells)} 个{report.matrix.county_word.zh}都还不能下结论：资料没有报来，"
            "未报不等于未建。",
            f"No verdict yet in any of the {len(cells)} counties: what is not reported may "
            "still exist.",
        )
    return Text(
        f"待核实 {open_ones} 个：资料没有报齐，未报不等于未建。",
        f"{open_ones} to be verified: what is not reported may still exist.",
    )


def _alt(report: Report, view: View, under: Text) -> Text:
    title = _title(report, view)
    rows = report.matrix.rows
    said = counted_words([view.cells[r.area_code] for r in rows], names=[r.name for r in rows])
    listed = join(list(said), "，", "; ")
    return Text(f"{title.zh}。{under.zh}{listed.zh}。", f"{title.en}. {under.en} {listed.en}.")
