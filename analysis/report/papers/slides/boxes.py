"""What stands where on a slide, in mm: words, pictures, tables. Every writer draws the same."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.papers.document import Figure, TableBlock
from analysis.report.papers.slides.slide_tables import FittedTable
from analysis.report.sheet_style import INK


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle from the top left corner of the slide, mm."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; ``colour`` empty: as the template has it."""

    text: str
    bold: bool = False
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, with the space before it in points."""

    runs: tuple[Run, ...]
    points: float
    before: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs in a box; ``fill`` #RRGGBB or empty, ``bar`` the colour of a bar at the left."""

    place: Place
    lines: tuple[Line, ...]
    fill: str = ""
    bar: str = ""
    align: str = "left"
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, plain."""

    place: Place
    figure: Figure


@dataclass(frozen=True, slots=True)
class Grid:
    """A part of a table."""

    place: Place
    block: TableBlock
    part: FittedTable


Box = Words | Picture | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """A slide laid out, in reading order.

    ``opening``: the first, on a layout of its own, with ``under`` its lines under the title.
    """

    title: str
    title_place: Place
    title_points: float
    boxes: tuple[Box, ...]
    foot: tuple[Words, ...]
    notes: str
    opening: bool = False
    under: Words | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """The room of a slide: its size, where the title stands, what is left for the body, mm."""

    width: float
    height: float
    title: Place
    body: Place
    own: bool = False
    """True: of an office's template, where nothing stands over the title."""


WIDTH_MM, HEIGHT_MM = 338.7, 190.5
"""A slide of 16 : 9 as office programs make it."""
SIDE_MM = 16.0
FOOT_MM = 11.0
"""The height of the two lines at the foot."""
ROOM = Room(
    WIDTH_MM,
    HEIGHT_MM,
    Place(SIDE_MM, 13.0, WIDTH_MM - 2 * SIDE_MM, 22.0),
    Place(SIDE_MM, 39.0, WIDTH_MM - 2 * SIDE_MM, 136.0),
)
