"""The signs of a map's legend as pictures of their own: a slide writes its words beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.report.drawn.picture import Picture
from analysis.report.maps.map_contents import LegendItem
from geo.text import Language, Text

if TYPE_CHECKING:
    from analysis.report.drawn.sheet import About, Sheet

SIGN_MM = 6.0
"""Both sides of the square in which a sign of usual size stands."""


@dataclass(frozen=True, slots=True)
class LegendSign(Picture):
    """The sign of one line of a legend."""

    item: LegendItem

    @property
    def title(self) -> Text:
        """What the sign stands for."""
        return self.item.text

    @property
    def alt(self) -> Text:
        """What the sign stands for."""
        return self.item.text

    def sheet(
        self,
        language: Language,
        width_mm: float,
        height_mm: float,
        *,
        plain: bool = False,  # noqa: ARG002 (a sign looks the same on a slide)
    ) -> tuple[Sheet, About]:
        """The sign alone, as large as the sheet."""
        from analysis.report.drawn.sheet import About, Sheet  # noqa: PLC0415 (matplotlib)
        from analysis.report.maps.panel import draw_item_sign  # noqa: PLC0415

        sheet = Sheet(width_mm, height_mm)
        k = min(width_mm, height_mm) / SIGN_MM
        draw_item_sign(sheet, self.item, width_mm / 2, height_mm / 2, k)
        said = self.item.text.get(language)
        return sheet, About(said, said, "", None)
