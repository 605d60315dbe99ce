"""Draws charts on a sheet: ink on white, purple for amounts, hatched where nothing is known."""

from __future__ import annotations

import shapely

from analysis.report.charts.county_bars import Bar, BarChart, ChartImprint
from analysis.report.charts.curves import CurveChart
from analysis.report.drawn.letters import PT_MM, shortened, width_mm
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


def bars_drawn(
    chart: BarChart, language: Language, width_mm_: float, height_mm: float
) -> tuple[Sheet, About]:
    """The sheet with the bars, and what its file says of itself."""
    sheet = Sheet(width_mm_, height_mm)
    size, small = 8.5, 7.5
    top = _head(sheet, chart.title, language) + 5.0
    bottom = height_mm - _foot_height(2)
    every = (*chart.bars, chart.city) if chart.city is not None else chart.bars
    names = max(width_mm(b.name.get(language), size) for b in every)
    left, right = _MARGIN + names + 3.0, width_mm_ - _MARGIN - 14.0
    row = (bottom - top) / len(every)

    def at(share: float) -> float:
        return left + min(max(share, 0.0), 1.0) * (right - left)

    for share, words in chart.axis:
        sheet.line([(at(share), top), (at(share), bottom)], 0.2, LINE_SOFT)
        sheet.text(at(share), top - 1.2, words.get(language), small, colour=MUTE, align="center")
    for number, bar in enumerate(every):
        middle = top + row * (number + 0.5)
        last = bar is chart.city
        if last:
            sheet.line([(_MARGIN, middle - row / 2), (width_mm_ - _MARGIN, middle - row / 2)], 0.35)
        low = middle + size * PT_MM * 0.36
        sheet.text(_MARGIN, low, bar.name.get(language), size, bold=last)
        _bar(sheet, bar, (at(0), right, middle, min(row * 0.56, 6.0)), language, whole=last)
    sheet.line([(at(0), top), (at(0), bottom)], 0.3, INK_2)
    _foot(sheet, chart.key, chart.imprint, language)
    return sheet, _about(chart.title, chart.alt, chart.imprint, language)


def _bar(
    sheet: Sheet,
    bar: Bar,
    place: tuple[float, float, float, float],
    language: Language,
    *,
    whole: bool,
) -> None:
    """A bar, a dumbbell, or a hatched row, with its number."""
    left, right, middle, high = place
    size = 8.0
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
    radius = 1.25
    sheet.line([(begin, middle), (end, middle)], 0.9, PRIMARY)
    sheet.shape(shapely.Point(begin, middle).buffer(radius), WHITE, edge=PRIMARY, edge_mm=0.5)
    sheet.shape(shapely.Point(end, middle).buffer(radius), PRIMARY)
    sheet.text(end + radius + 1.0, low, words, size)
    if bar.before_words is not None and begin - left > 12:
        before = bar.before_words.get(language)
        sheet.text(begin - radius - 1.0, low, before, size, colour=MUTE, align="right")


def curve_drawn(
    chart: CurveChart, language: Language, width_mm_: float, height_mm: float
) -> tuple[Sheet, About]:
    """The sheet with the curve, and what its file says of itself."""
    sheet = Sheet(width_mm_, height_mm)
    small = 7.5
    top = _head(sheet, chart.title, language) + 6.0
    bottom = height_mm - _foot_height(2) - 9.0
    left, right = _MARGIN + 11.0, width_mm_ - _MARGIN - 5.0

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * (right - left), bottom - y * (bottom - top)

    for share, words in chart.y_axis:
        y = at(0, share)[1]
        sheet.line([(left, y), (right, y)], 0.2, LINE_SOFT)
        low = y + small * PT_MM * 0.36
        sheet.text(left - 1.2, low, words.get(language), small, colour=MUTE, align="right")
    for share, words in chart.x_axis:
        x = at(share, 0)[0]
        sheet.line([(x, bottom), (x, bottom + 1.0)], 0.25, INK_2)
        sheet.text(x, bottom + 4.0, words.get(language), small, colour=MUTE, align="center")
    sheet.text(_MARGIN, top - 2.2, chart.y_title.get(language), small, colour=INK_2)
    sheet.text(right, bottom + 8.0, chart.x_title.get(language), small, colour=INK_2, align="right")
    sheet.line([(left, top), (left, bottom), (right, bottom)], 0.3, INK_2)
    if chart.even:
        sheet.line([at(0, 0), at(1, 1)], 0.25, MUTE, (6, 4))
    places = [at(x, y) for x, y in chart.points]
    filled = shapely.Polygon([*places, at(chart.points[-1][0], 0), at(chart.points[0][0], 0)])
    sheet.shape(filled.buffer(0), "#E9E3F1")
    sheet.line(places, 0.6, "#6B4E9B")
    for x, y, words in chart.marked:
        px, py = at(x, y)
        sheet.shape(shapely.Point(px, py).buffer(0.9), WHITE, edge="#6B4E9B", edge_mm=0.4)
        # A rising curve leaves room above it on the left.
        first = px < left + 14
        said, shift = words.get(language), 1.8 if first else -1.4
        sheet.text(px + shift, py - 1.8, said, 8, align="left" if first else "right")
    _foot(sheet, chart.key, chart.imprint, language)
    return sheet, _about(chart.title, chart.alt, chart.imprint, language)


def _head(sheet: Sheet, title: Text, language: Language) -> float:
    """The title; where it ends."""
    size = 11.0
    words = title.get(language)
    room = sheet.width_mm - 2 * _MARGIN
    while width_mm(words, size) > room and size > 8:
        size -= 0.5
    sheet.text(_MARGIN, _MARGIN + 4.0, shortened(words, size, room), size, bold=True)
    return _MARGIN + 5.5


def _foot_height(lines: int) -> float:
    return 2.0 + lines * 3.7 + _MARGIN


def _foot(sheet: Sheet, key: Text, said: ChartImprint, language: Language) -> None:
    size = 7.0
    zh = language == "zh"
    made = ""
    if said.made_on is not None:
        made = f"制图日期 {said.made_on}　" if zh else f"Made on {said.made_on}  "
    days = (
        f"截至 {said.as_of}　{made}运行编号 {said.run_id}"
        if zh
        else f"As of {said.as_of}  {made}Run {said.run_id}"
    )
    marks = "　".join(m.get(language) for m in said.marks)
    source = f"{'资料来源：' if zh else 'Source: '}{said.source.get(language)}"
    lines = [f"{key.get(language)}　{source}", f"{marks}　{days}"]
    room = sheet.width_mm - 2 * _MARGIN
    for number, line in enumerate(lines):
        y = sheet.height_mm - _MARGIN - (len(lines) - 1 - number) * 3.7
        sheet.text(_MARGIN, y, shortened(line, size, room), size, colour=MUTE)
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
