"""A picture that several formats of a pack show is drawn once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from analysis.report.papers.document import Drawing
from analysis.report.papers.drawings import DrawnOnce
from analysis.report.papers.pack import Format, make_pack
from geo.boundaries import load_boundaries
from geo.text import Language
from tests.report.papers.examples import Dot, small_contents

Size = tuple[Language, float, float, int, bool]


@dataclass(frozen=True)
class Counted(Dot):
    """A dot that notes each size it is drawn in."""

    sizes: list[Size] = field(default_factory=list)

    def png(
        self,
        language: Language,
        width_mm: float,
        height_mm: float,
        dpi: int = 200,
        *,
        plain: bool = False,
    ) -> bytes:
        self.sizes.append((language, width_mm, height_mm, dpi, plain))
        return super().png(language, width_mm, height_mm, dpi, plain=plain)


def sizes_of_a_full_pack(language: Language) -> dict[str, list[Size]]:
    contents = small_contents()
    counted = {name: Counted() for name in contents.drawings}
    once: dict[str, Drawing] = {name: DrawnOnce(drawing) for name, drawing in counted.items()}
    make_pack(replace(contents, drawings=once), list(Format), load_boundaries(), language)
    return {name: drawing.sizes for name, drawing in counted.items()}


def test_a_full_pack_draws_no_picture_twice_in_one_size() -> None:
    for sizes in sizes_of_a_full_pack("zh").values():
        assert sizes
        assert max(Counter(sizes).values()) == 1


def test_word_and_pdf_show_a_figure_of_the_brief_in_one_size() -> None:
    for sizes in sizes_of_a_full_pack("en").values():
        assert len([size for size in sizes if not size[-1]]) <= 1
    assert any(not size[-1] for sizes in sizes_of_a_full_pack("zh").values() for size in sizes)
