"""What maps and charts share: a drawing on a sheet of any size becomes a picture."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from geo.text import Language

if TYPE_CHECKING:
    from analysis.report.drawn.sheet import About, Sheet


class Picture(ABC):
    """A map or chart that can be drawn: an ``analysis.report.papers.document.Drawing``."""

    __slots__ = ()

    @abstractmethod
    def sheet(
        self, language: Language, width_mm: float, height_mm: float, *, plain: bool = False
    ) -> tuple[Sheet, About]:
        """It drawn on a sheet of that size, and what its file says of itself."""

    def png(
        self,
        language: Language,
        width_mm: float,
        height_mm: float,
        dpi: int = 200,
        *,
        plain: bool = False,
    ) -> bytes:
        """The picture of that size; the same bytes for the same content."""
        sheet, about = self.sheet(language, width_mm, height_mm, plain=plain)
        return sheet.png(about, dpi)
