"""One line of text for matplotlib: outlines in a picture, text in a PDF, in one place in both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

from analysis.report.drawn.letters import PT_MM, width_mm
from analysis.report.fonts import font_path

_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}
_MIDDLE, _BOLD = 0.36, 0.038
"""Of the size: the middle of characters over the baseline; the outline that makes text bold."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How a line looks: ``align`` left, center or right; ``turned`` in degrees, about its middle.

    ``bold``: the font has one weight, a thin outline over the text makes the other.
    """

    size_pt: float
    colour: str
    align: str = "left"
    bold: bool = False
    turned: float = 0.0
    opacity: float = 1.0


class TextLine(Artist):
    """A line of text, never read as mathematics; its baseline, or middle if turned, at ``at``.

    matplotlib's own text measures and sets every line anew whenever it is drawn; here the outlines
    of equal lines are made once, for all sizes.
    """

    def __init__(self, at: tuple[float, float], words: str, letters: Letters) -> None:
        super().__init__()
        self.at, self.words, self.letters = at, words, letters

    def draw(self, renderer: Any) -> None:
        """Draws the line."""
        letters = self.letters
        outlines = _outlines(self.words)
        pixels = renderer.points_to_pixels(letters.size_pt)
        wide = width_mm(self.words, pixels) / PT_MM
        middle = pixels * _MIDDLE if letters.turned else 0.0
        share = 0.5 if letters.turned else _SHARES[letters.align]
        place = Affine2D().scale(pixels / text_to_path.FONT_SCALE)
        place.translate(-share * wide, -middle)
        place.rotate_deg(letters.turned).translate(*self.get_transform().transform(self.at))
        ink = to_rgba(letters.colour)
        gc = renderer.new_gc()
        gc.set_clip_rectangle(self.get_clip_box())
        gc.set_alpha(letters.opacity)
        gc.set_foreground(ink)
        gc.set_linewidth(letters.size_pt * _BOLD if letters.bold else 0.0)
        # Not moved to whole pixels, as matplotlib does with figures of level lines such as 一.
        gc.set_snap(False)
        is_picture = isinstance(renderer, RendererAgg)
        if is_picture:
            renderer.draw_path(gc, outlines, place, ink)
        else:
            x, y = place.transform((0.0, 0.0))
            renderer.draw_text(gc, x, y, self.words, _font(letters.size_pt), letters.turned)
            if letters.bold:
                renderer.draw_path(gc, outlines, place)
        gc.restore()


@lru_cache(maxsize=64)
def _font(size_pt: float) -> FontProperties:
    return FontProperties(fname=str(font_path()), size=size_pt)


@lru_cache(maxsize=4096)
def _outlines(words: str) -> Path:
    """The outlines of a line, ``FONT_SCALE`` to the em."""
    vertices, codes = text_to_path.get_text_path(_font(text_to_path.FONT_SCALE), words)
    return Path(np.asarray(vertices, float).reshape(-1, 2), codes)
