"""The panel beside a map: legend, note and lists, flowing through columns, never off the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from analysis.report.drawn.letters import PT_MM, width_mm, wrapped
from analysis.report.drawn.marks import MarkStyle, draw_mark, draw_sign
from analysis.report.drawn.sheet import Sheet
from analysis.report.drawn.tokens import INK, INK_2, LINE, MUTE
from analysis.report.maps.layout import COLUMN_GAP_MM, Look, Page
from analysis.report.maps.map_contents import LegendItem, Listing, MapContents
from analysis.report.maps.placing import Rect
from geo.text import Language, Text

_SMALLER = (1.0, 0.94, 0.88, 0.82, 0.76)
"""Letters of a full panel, until all of it fits."""
_STEPS = 12
_MORE = Text("另有 {n} 项未列，见清单", "{n} more not listed: see the list")


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the panel: how high, how to draw it at (x, y, width), and whether a head."""

    height: float
    draw: Callable[[float, float, float], None]
    head: bool = False
    counted: bool = False
    blank: bool = False


def draw_panel(sheet: Sheet, shown: MapContents, page: Page, language: Language) -> None:
    """Legend, note and lists; what finds no room even in smaller letters is counted at the end."""
    gap = COLUMN_GAP_MM * page.look.k
    width = (page.panel.x1 - page.panel.x0 - gap * (page.columns - 1)) / page.columns
    high = page.panel.y1 - page.panel.y0
    for share in _SMALLER:
        fit = replace(page, look=_smaller(page.look, share))
        blocks = _blocks(sheet, shown, fit, language, width)
        columns, left = _evened(blocks, page.columns, high)
        if not left:
            break
    else:
        columns, left = _filled(blocks, page.columns, high, _more_height(fit))
    for number, column in enumerate(columns):
        x, y = page.panel.x0 + number * (width + gap), page.panel.y0
        for row in column:
            row.draw(x, y, width)
            y += row.height
        if left and number == page.columns - 1:
            _say_more(sheet, fit, x, y, sum(row.counted for row in left), language)


def _smaller(look: Look, share: float) -> Look:
    return replace(look, k=look.k * share, letters=look.letters.smaller(share))


def _filled(
    blocks: list[list[_Row]], columns: int, high: float, spare: float = 0.0
) -> tuple[list[list[_Row]], list[_Row]]:
    """The rows in columns of that height, and those without room.

    A block that fits a column is not torn while there is a next one, and a heading never stands
    last; ``spare`` is kept free at the end of the last column.
    """
    made: list[list[_Row]] = [[]]
    y = 0.0
    for number, block in enumerate(blocks):
        whole = sum(row.height for row in block if not row.blank)
        for place, row in enumerate(block):
            last = len(made) == columns
            room = high - (spare if last else 0.0) + 1e-6
            needed = row.height
            if place == 0 and whole <= high and not last:
                needed = whole
            elif row.head and place + 1 < len(block):
                needed += block[place + 1].height
            if y + needed > room and made[-1] and not row.blank:
                if last:
                    return made, [*block[place:], *(r for b in blocks[number + 1 :] for r in b)]
                made.append([])
                y = 0.0
            if made[-1] or not row.blank:
                made[-1].append(row)
                y += row.height
    return made, []


def _evened(
    blocks: list[list[_Row]], columns: int, high: float
) -> tuple[list[list[_Row]], list[_Row]]:
    """The rows in columns as even as they get without tearing more than has to be."""
    tallest = max((sum(r.height for r in b if not r.blank) for b in blocks), default=0.0)
    low = max(sum(row.height for b in blocks for row in b) / columns, min(tallest, high))
    for step in range(_STEPS if columns > 1 else 0):
        made, left = _filled(blocks, columns, low + (high - low) * step / _STEPS)
        if not left:
            return made, []
    return _filled(blocks, columns, high)


def _more_height(page: Page) -> float:
    return page.look.letters.listing * PT_MM * 1.5


def _say_more(sheet: Sheet, page: Page, x: float, y: float, left: int, language: Language) -> None:
    if left:
        size = page.look.letters.listing
        said = _MORE.fill(n=left).get(language)
        sheet.text(x, y + size * PT_MM * 1.1, said, size, colour=MUTE)


def _blocks(
    sheet: Sheet, shown: MapContents, page: Page, language: Language, width: float
) -> list[list[_Row]]:
    """What belongs together: each group of the legend, the note, each list."""
    legend = []
    for group in shown.legend:
        rows = [_heading(sheet, page, group.title.get(language), width)]
        rows += [_item(sheet, page, item, language, width) for item in group.items]
        legend.append([*rows, _space(page, 2.0)])
    note = []
    if shown.note is not None:
        said = shown.note.get(language)
        note.append([_note(sheet, page, said, width), _space(page, 2.5)])
    if page.look.compact:
        return [*legend, *note]
    lists = [
        [*_listing(sheet, page, listing, language, width), _space(page, 2.0)]
        for listing in shown.listings
    ]
    return [*note, *legend, *lists]


def _space(page: Page, mm: float) -> _Row:
    return _Row(mm * page.look.k, _nothing, blank=True)


def _nothing(_x: float, _y: float, _width: float) -> None:
    """Draws nothing."""


def _heading(sheet: Sheet, page: Page, words: str, width: float) -> _Row:
    size = page.look.letters.head
    high = size * PT_MM
    lines = wrapped(words, size, width)
    more = high * 1.35 * (len(lines) - 1)

    def draw(x: float, y: float, wide: float) -> None:
        for number, line in enumerate(lines):
            sheet.text(x, y + high * (1.05 + 1.35 * number), line, size, bold=True)
        low = y + more + high * 1.55
        sheet.line([(x, low), (x + wide, low)], 0.25, INK)

    return _Row(high * 2.0 + more, draw, head=True)


def _item(sheet: Sheet, page: Page, item: LegendItem, language: Language, width: float) -> _Row:
    k = page.look.k
    bare = item.fill is None and item.mark is None
    size = page.look.letters.note if bare else page.look.letters.item
    told = item.short if page.look.compact and item.short is not None else item.count
    count = told.get(language) if told is not None else ""
    swatch = 10.0 * k if item.fill is not None else 7.5 * k
    if bare:
        swatch = 0.0
    room = width - swatch - (width_mm(count, size) + 1.5 if count else 0.0)
    lines = wrapped(item.text.get(language), size, room)
    step = size * PT_MM * 1.35
    least = 5.6 * k if item.mark is not None else 5.2 * k
    height = max(least, step * len(lines) + 1.2 * k)

    def draw(x: float, y: float, wide: float) -> None:
        middle = y + height / 2
        draw_item_sign(sheet, item, x + (4.0 if item.fill is not None else 2.9) * k, middle, k)
        top = middle - step * len(lines) / 2
        for number, line in enumerate(lines):
            sheet.text(x + swatch, top + step * (number + 0.74), line, size)
        sheet.text(x + wide, top + step * 0.74, count, size, align="right")

    return _Row(height, draw)


def draw_item_sign(sheet: Sheet, item: LegendItem, x: float, y: float, k: float) -> None:
    """The swatch or mark of a line with its centre at (x, y); nothing where it has none."""
    if item.fill is not None:
        box = Rect(x - 4.0 * k, y - 2.0 * k, x + 4.0 * k, y + 2.0 * k)
        sheet.shape(box.polygon, item.fill, edge=MUTE, edge_mm=0.2)
        if item.symbol is not None:
            draw_sign(sheet, x, y, 2.9 * k, item.symbol)
    elif item.mark is not None:
        kind, style = item.mark
        size_mm = (3.5 if style is MarkStyle.PROPOSED else 4.2) * k
        draw_mark(sheet, x, y, size_mm, kind, style)


def _note(sheet: Sheet, page: Page, words: str, width: float) -> _Row:
    size, pad = page.look.letters.note, 2.0 * page.look.k
    lines = wrapped(words, size, width - 2 * pad)
    step = size * PT_MM * 1.5
    height = step * len(lines) + 2 * pad

    def draw(x: float, y: float, width: float) -> None:
        sheet.plate(x, y, width, height, fill="#F4F6F8", edge=LINE)
        for number, line in enumerate(lines):
            sheet.text(x + pad, y + pad + step * (number + 0.72), line, size)

    return _Row(height, draw)


def _listing(
    sheet: Sheet, page: Page, listing: Listing, language: Language, width: float
) -> list[_Row]:
    size = page.look.letters.listing
    step = size * PT_MM * 1.42
    rows = [_heading(sheet, page, listing.title.get(language), width)]
    for said in listing.lines:
        lines = wrapped(said.get(language), size, width)

        def draw(x: float, y: float, _width: float, lines: list[str] = lines) -> None:
            for number, line in enumerate(lines):
                sheet.text(x, y + step * (number + 0.74), line, size, colour=INK_2)

        rows.append(_Row(step * len(lines) + 0.6 * page.look.k, draw, counted=True))
    return rows
