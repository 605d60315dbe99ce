"""A sheet of paper in millimetres, y downwards, that becomes a PNG or a PDF.

matplotlib draws it, without pyplot and without its global state; it is imported when a sheet is
made. Text is never read as mathematics, and the same drawing gives the same bytes.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Literal, cast

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from shapely.geometry.base import BaseGeometry

from analysis.report.drawn.letters import PT_MM
from analysis.report.drawn.paths import dots, path_of, stripes
from analysis.report.drawn.text_line import Letters, TextLine
from analysis.report.drawn.tokens import INK, Fill, Pattern
from analysis.report.fonts import printable

Align = Literal["left", "center", "right"]
Dash = tuple[float, ...]
_LOCK = threading.RLock()
"""matplotlib is not safe to use from two threads, and files are made on threads of their own."""
_SETTINGS: dict[str, Any] = {
    "pdf.fonttype": 3,
    "pdf.compression": 6,
    "text.usetex": False,
    "text.hinting": "none",
    "path.simplify": False,
    "axes.unicode_minus": False,
    "savefig.bbox": None,
    "savefig.transparent": False,
    "agg.path.chunksize": 0,
}
_HATCH_WIDTH_MM = 0.22


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself: title, the sentence for who can't see it, marks, day made.

    ``made_on`` None: no day is said, so that the file is the same on any day.
    """

    title: str
    alt: str
    marks: str
    made_on: date | None


class Sheet:
    """One page of ``width_mm`` × ``height_mm``; what is drawn later lies on top."""

    def __init__(self, width_mm: float, height_mm: float) -> None:
        self.width_mm, self.height_mm = width_mm, height_mm
        self._figure = Figure(figsize=(width_mm / 25.4, height_mm / 25.4), facecolor="white")
        paper = Affine2D().scale(1 / 25.4, -1 / 25.4).translate(0, height_mm / 25.4)
        self._to_page = paper + self._figure.dpi_scale_trans
        self._clip: TransformedBbox | None = None
        self._order = 0

    def text(  # noqa: PLR0913 (a line of text has as many properties)
        self,
        x: float,
        y: float,
        words: str,
        size_pt: float,
        *,
        colour: str = INK,
        align: Align = "left",
        bold: bool = False,
        turned: float = 0.0,
        opacity: float = 1.0,
    ) -> None:
        """One line of text, its baseline at y; of turned text the middle at (x, y)."""
        said = printable(words)
        if said.strip():
            letters = Letters(size_pt, colour, align, bold, turned, opacity)
            self._add(TextLine((x, y), said, letters))

    def line(
        self,
        points: Sequence[tuple[float, float]],
        width_mm: float = 0.25,
        colour: str = INK,
        dashes: Dash = (),
    ) -> None:
        """A line through the points; ``dashes`` on and off in multiples of the width."""
        item = Line2D(
            [p[0] for p in points],
            [p[1] for p in points],
            linewidth=width_mm / PT_MM,
            color=colour,
            solid_capstyle="butt",
            dash_capstyle="butt",
            linestyle=(0, dashes) if dashes else "solid",
        )
        self._add(item)

    def shape(
        self,
        geometry: BaseGeometry,
        fill: Fill | str | None = None,
        *,
        edge: str | None = None,
        edge_mm: float = 0.25,
        dashes: Dash = (),
        opacity: float = 1.0,
    ) -> None:
        """A polygon with its fill, pattern and outline."""
        if geometry.is_empty:
            return
        style = Fill(fill) if isinstance(fill, str) else fill
        path = path_of(geometry)
        if style is not None:
            base = PathPatch(path, facecolor=style.base, edgecolor="none", alpha=opacity)
            self._add(base)
            self._pattern(geometry, style)
        if edge is not None:
            outline = PathPatch(
                path,
                facecolor="none",
                edgecolor=edge,
                linewidth=edge_mm / PT_MM,
                linestyle=(0, dashes) if dashes else "solid",
                joinstyle="round",
            )
            self._add(outline)

    def plate(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "#FFFFFF",
        edge: str | None = None,
        opacity: float = 1.0,
        radius: float = 0.7,
    ) -> None:
        """A rectangle with round corners; (x, y) is its upper left corner."""
        item = FancyBboxPatch(
            (x + radius, y + radius),
            width - 2 * radius,
            height - 2 * radius,
            boxstyle=f"round,pad={radius},rounding_size={radius}",
            mutation_aspect=1,
            facecolor=mpl.colors.to_rgba(fill, opacity),
            edgecolor=edge or "none",
            linewidth=0.2 / PT_MM,
        )
        self._add(item)

    @contextmanager
    def within(self, x0: float, y0: float, x1: float, y1: float) -> Iterator[None]:
        """What is drawn inside is cut off at the rectangle."""
        box = Bbox.from_extents(x0, y0, x1, y1)
        before, self._clip = self._clip, TransformedBbox(box, self._to_page)
        try:
            yield
        finally:
            self._clip = before

    def png(self, about: About, dpi: int = 200) -> bytes:
        """The picture's bytes: the same for the same drawing."""
        said = PngInfo()
        for name, words in (
            ("Title", about.title),
            ("Description", about.alt),
            ("Comment", about.marks),
        ):
            said.add_text(name, words)
        with _LOCK, mpl.rc_context(cast(Any, _SETTINGS)):
            self._figure.set_dpi(dpi)
            # matplotlib says of some of its functions only what they do.
            canvas: Any = FigureCanvasAgg(self._figure)
            canvas.draw()
            shown = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba())
        out = io.BytesIO()
        # The paper is white: nothing shines through, and who shows it need not look for it.
        shown.convert("RGB").save(out, "png", pnginfo=said, dpi=(dpi, dpi), compress_level=3)
        return out.getvalue()

    def pdf(self, about: About) -> bytes:
        """One page as a PDF, its text as text: the same for the same drawing."""
        day = about.made_on
        made = None if day is None else datetime.combine(day, time(), tzinfo=UTC)
        said = {
            "Title": about.title,
            "Subject": about.alt,
            "Keywords": about.marks,
            "CreationDate": made,
            "ModDate": made,
            "Creator": None,
            "Producer": None,
        }
        out = io.BytesIO()
        with _LOCK, mpl.rc_context(cast(Any, _SETTINGS)):
            self._figure.savefig(out, format="pdf", dpi=72, metadata=said)
        return out.getvalue()

    def _pattern(self, geometry: BaseGeometry, fill: Fill) -> None:
        match fill.pattern:
            case Pattern.HATCH:
                self._strokes(stripes(geometry, slanted=True), fill.ink)
            case Pattern.LINES:
                self._strokes(stripes(geometry, slanted=False), fill.ink)
            case Pattern.DOTS:
                self._add(PathPatch(dots(geometry), facecolor=fill.ink, edgecolor="none"))
            case Pattern.NONE:
                pass

    def _strokes(self, path: Path, ink: str) -> None:
        width = _HATCH_WIDTH_MM / PT_MM
        self._add(PathPatch(path, facecolor="none", edgecolor=ink, linewidth=width))

    def _add(self, item: Any) -> None:
        self._order += 1
        item.set_zorder(self._order)
        item.set_transform(self._to_page)
        self._figure.add_artist(item)
        if self._clip is not None:
            # A box, not a path: text is cut off at boxes only.
            item.set_clip_box(self._clip)
            item.set_clip_on(True)
