"""The header of a sheet over one, two or three rows, as offices draw it.

A group heading (地理坐标) spans the headers below it (经度, 纬度); a header without a group spans
the rows (名称). Spans are told by merged cells, or in a plain text file by the empty cells after a
group heading. Every block of rows that could be a header is offered; the form says which is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.reading.table import Merge, RawRow, RawSheet

HEADER_WITHIN = 30
"""The header is looked for in the first rows that hold anything; titles and notes stand above."""
MAX_DEPTH = 3
Path = tuple[str, ...]
"""The header of a column from its group heading down to its own words; empty without any."""


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """Rows that could be a header: ``start`` is the place of the first among the sheet's rows."""

    start: int
    depth: int
    paths: tuple[Path, ...]
    grouped: bool
    """Whether its first row holds two or more headings and none that reads like a title line."""


def header_blocks(sheet: RawSheet) -> Iterator[HeaderBlock]:
    """Every block of one to three rows near the top that could be a header, from the top down."""
    rows = sheet.rows[: HEADER_WITHIN + MAX_DEPTH]
    for start in range(min(len(rows), HEADER_WITHIN)):
        yield HeaderBlock(start, 1, tuple(_path([cell]) for cell in rows[start].cells), False)
        for depth in range(2, MAX_DEPTH + 1):
            block = rows[start : start + depth]
            if len(block) < depth or block[-1].number != block[0].number + depth - 1:
                break
            grid = _spread(block, sheet.merges)
            if not _continues(block, grid, sheet.merges):
                break
            top = {cell.strip() for cell in block[0].cells if cell.strip()}
            grouped = len(top) > 1 and not any(mark in cell for cell in top for mark in ":：")
            columns = zip(*grid, strict=True)
            yield HeaderBlock(start, depth, tuple(_path(c) for c in columns), grouped)


def block_at(sheet: RawSheet, header_row: int, depth: int) -> tuple[int, tuple[Path, ...]]:
    """The place among the sheet's rows of a header the user names, and the header of each column.

    ValueError when the sheet has no such rows.
    """
    for place, row in enumerate(sheet.rows):
        if row.number == header_row and 1 <= depth <= MAX_DEPTH:
            block = sheet.rows[place : place + depth]
            if len(block) == depth:
                columns = zip(*_spread(block, sheet.merges), strict=True)
                return place, tuple(_path(cells) for cells in columns)
    raise ValueError(f"no header of {depth} rows at row {header_row}")


def written(path: Path) -> str:
    """The header as one would name it: 地理坐标/经度."""
    return "/".join(path)


def _path(cells: Sequence[str]) -> Path:
    found: list[str] = []
    for cell in cells:
        text = " ".join(cell.split())
        if text and text not in found[-1:]:
            found.append(text)
    return tuple(found)


def _spread(block: Sequence[RawRow], merges: Sequence[Merge]) -> list[list[str]]:
    """The cells of the block with merged cells and group headings written into every cell."""
    width = max(len(row.cells) for row in block)
    grid = [[*row.cells, *[""] * (width - len(row.cells))] for row in block]
    first, last = block[0].number, block[-1].number
    covered = set()
    for merge in merges:
        if first <= merge.top <= last and merge.left < width:
            text = grid[merge.top - first][merge.left]
            for y in range(merge.top - first, min(merge.bottom, last) - first + 1):
                for x in range(merge.left, min(merge.right, width - 1) + 1):
                    grid[y][x] = text
                    covered.add((y, x))
    for y in range(len(grid) - 1):
        for x in range(1, width):
            if (y, x) in covered or grid[y][x].strip() or not grid[y + 1][x].strip():
                continue
            # An empty cell under a heading ends its group: that heading spans rows, not columns.
            if grid[y + 1][x - 1].strip() and (y, x - 1) not in covered:
                grid[y][x] = grid[y][x - 1]
    return grid


def _continues(
    block: Sequence[RawRow], grid: Sequence[Sequence[str]], merges: Sequence[Merge]
) -> bool:
    """Whether the last row of the block may be headers below the headings of the row before.

    It may if some of its cells stand below a heading that spans several columns. Data below such a
    heading pass too; they name no fields, so the block without them is preferred.
    """
    above, last = grid[-2], block[-1].cells
    spanned = {(m.left, m.right) for m in merges if m.top == block[-2].number and m.right > m.left}
    under_a_group = 0
    for x, cell in enumerate(last):
        if not cell.strip() or not above[x].strip():
            continue
        beside = (x > 0 and above[x - 1] == above[x] and _filled(last, x - 1)) or (
            x + 1 < len(above) and above[x + 1] == above[x] and _filled(last, x + 1)
        )
        if beside or any(left <= x <= right for left, right in spanned):
            under_a_group += 1
    return under_a_group > 0


def _filled(cells: Sequence[str], x: int) -> bool:
    return x < len(cells) and bool(cells[x].strip())
