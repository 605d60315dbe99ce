"""Draws charts on a sheet: ink on white, purple for amounts, hatched where nothing is known."""

from __future__ import annotations

from dataclasses import dataclass

import shapely

from analysis.report.charts.bars import Bar, Bars, ChartImprint
from analysis.report.drawn.letters import PT_MM, shortened, width_mm, wrapped
from analysis.report.drawn.sheet import About, Sheet
from analysis.report.drawn.tokens import (
    INK,
    INK_2,
    LINE,
    LINE_SOFT,
    MUTE,
    PENDING_FILL,
    PRIMARY,
    WHITE,
)
from analysis.report.report import DEMONSTRATION_MARK, DEMONSTRATION_NOTICE
from geo.text import Language, Text

_AMOUNT, _WHOLE = "#9F86C3", "#8794A2"
_MARGIN = 3.0


@dataclass(frozen=True, slots=True)
class _Letters:
    """Sizes of letters in points."""

    name: float
    words: float
    axis: float
    foot: float


_IN_A_PAPER, _PLAIN = _Letters(9.0, 8.5, 8.0, 7.5), _Letters(14.0, 13.0, 11.0, 9.0)


def bars_drawn(
    chart: Bars, language: Language, width_mm_: float, height_mm: float, *, plain: bool = False
) -> tuple[Sheet, About]:
    """The sheet with the bars, and what its file says of itself; ``plain``: for a slide."""
    sheet = Sheet(width_mm_, height_mm)
    letters = _PLAIN if plain else _IN_A_PAPER
    title = 0.0 if plain else _head(sheet, chart.title, language)
    top = title + letters.axis * PT_MM + 2.5
    foot = _foot_lines(chart, language, letters.foot, width_mm_ - 2 * _MARGIN)
    step = letters.foot * PT_MM * 1.45
    bottom = height_mm - len(foot) * step - 2.0 - _MARGIN
    every = (*chart.bars, chart.city) if chart.city is not None else chart.bars
    names = max(width_mm(b.name.get(language), letters.name) for b in every)
    said = max(width_mm(b.words.get(language), letters.words) for b in every)
    left, right = _MARGIN + names + 3.0, width_mm_ - _MARGIN - said - 3.0
    row = (bottom - top) / len(every)

    def at(share: float) -> float:
        return left + min(max(share, 0.0), 1.0) * (right - left)

    for share, words in chart.axis:
        sheet.line([(at(share), top), (at(share), bottom)], 0.2, LINE_SOFT)
        sheet.text(at(share), top - 1.2, words.get(language), letters.axis, colour=MUTE,
                   align="center")  # fmt: skip
    for number, bar in enumerate(every):
        middle = top + row * (number + 0.5)
        last = bar is chart.city
        if last:
            sheet.line([(_MARGIN, middle - row / 2), (width_mm_ - _MARGIN, middle - row / 2)], 0.35)
        low = middle + letters.name * PT_MM * 0.36
        sheet.text(_MARGIN, low, bar.name.get(language), letters.name, bold=last)
        high = min(row * 0.56, letters.name * PT_MM * 1.9)
        _bar(sheet, bar, (at(0), right, middle, high), (language, letters.words), whole=last)
    sheet.line([(at(0), top), (at(0), bottom)], 0.3, INK_2)
    for number, line in enumerate(foot):
        y = height_mm - _MARGIN - (len(foot) - 1 - number) * step
        sheet.text(_MARGIN, y, line, letters.foot, colour=MUTE)
    _watermark(sheet, chart.imprint, language)
    return sheet, _about(chart.title, chart.alt, chart.imprint, language)


def _bar(
    sheet: Sheet,
    bar: Bar,
    place: tuple[float, float, float, float],
    asked: tuple[Language, float],
    *,
    whole: bool,
) -> None:
    """A bar, a dumbbell, or a hatched row, with its number."""
    left, right, middle, high = place
    language, size = asked
    low = middle + size * PT_MM * 0.36
    words = bar.words.get(language)
    if bar.share is None:
        box = shapely.box(left, middle - high / 2, right, middle + high / 2)
        sheet.shape(box, PENDING_FILL, edge=LINE, edge_mm=0.2)
        wide = width_mm(words, size) + 3
        sheet.plate(left + 1.5, middle - high * 0.42, wide, high * 0.84, fill=WHITE, radius=0.3)
        sheet.text(left + 3, low, words, size)
        return
    end = left + min(bar.share, 1.0) * (right - left)
    if bar.before is None:
        box = shapely.box(left, middle - high / 2, max(end, left + 0.3), middle + high / 2)
        sheet.shape(box, _WHOLE if whole else _AMOUNT, edge=INK_2, edge_mm=0.15)
        sheet.text(end + 1.2, low, words, size, bold=whole)
        return
    begin = left + min(bar.before, 1.0) * (right - left)
    radius = size * 0.15
    sheet.line([(begin, middle), (end, middle)], 0.9, PRIMARY)
    sheet.shape(shapely.Point(begin, middle).buffer(radius), WHITE, edge=PRIMARY, edge_mm=0.5)
    sheet.shape(shapely.Point(end, middle).buffer(radius), PRIMARY)
    sheet.text(end + radius + 1.0, low, words, size)
    if bar.before_words is not None and begin - left > size * 1.5:
        before = bar.before_words.get(language)
        sheet.text(begin - radius - 1.0, low, before, size, colour=MUTE, align="right")


def _head(sheet: Sheet, title: Text, language: Language) -> float:
    """The title; where it ends."""
    size = 11.0
    words = title.get(language)
    room = sheet.width_mm - 2 * _MARGIN
    while width_mm(words, size) > room and size > 8:
        size -= 0.5
    sheet.text(_MARGIN, _MARGIN + 4.0, shortened(words, size, room), size, bold=True)
    return _MARGIN + 5.5


def _foot_lines(chart: Bars, language: Language, size: float, room: float) -> list[str]:
    """What the signs mean, source, days, run and marks, in lines of that room."""
    said = chart.imprint
    colon = "：" if language == "zh" else ": "
    days = [(Text("截至", "As of"), said.as_of.isoformat())]
    if said.made_on is not None:
        days.append((Text("编制日期", "Made on"), said.made_on.isoformat()))
    elif said.records_on is not None:
        days.append((Text("资料日期", "Records of"), said.records_on.isoformat()))
    days.append((Text("运行编号", "Run id"), said.run_id))
    listed = [f"{word.get(language)} {value}" for word, value in days]
    source = f"{Text('资料来源', 'Source').get(language)}{colon}{said.source.get(language)}"
    lines = [
        f"{chart.key.get(language)}　{source}",
        "　".join([*(m.get(language) for m in said.marks), *listed]),
    ]
    return [line for words in lines for line in wrapped(words, size, room)]


def _watermark(sheet: Sheet, said: ChartImprint, language: Language) -> None:
    if said.demonstration:
        word = DEMONSTRATION_MARK.get(language)
        for share in (0.3, 0.7):
            sheet.text(sheet.width_mm * share, sheet.height_mm * 0.5, word, 26, colour=INK,
                       turned=24, opacity=0.07)  # fmt: skip


def _about(title: Text, alt: Text, said: ChartImprint, language: Language) -> About:
    marks = [m.get(language) for m in said.marks]
    if said.demonstration:
        marks.append(DEMONSTRATION_NOTICE.get(language))
    return About(title.get(language), alt.get(language), "；".join([*marks, said.run_id]),
                 said.made_on)  # fmt: skip
