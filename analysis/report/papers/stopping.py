"""How far a pack is while its files are made, and the way to end it between two pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from analysis.report.papers.contents import Contents
from analysis.report.papers.document import Block, Brief, Deck, Figure, SlideBlock
from analysis.report.papers.drawings import DrawnOnce
from geo.text import Text

Progress = Callable[[float, Text], bool]
"""Told the share done and what is being made; False ends the work."""


class PackStoppedError(RuntimeError):
    """The reader stopped the work; nothing is handed out."""


class Steps:
    """Tells how far the work is; raises PackStoppedError once the reader wants its end.

    ``weights``: how long each file takes beside the others.
    """

    def __init__(self, weights: Iterable[float], progress: Progress | None) -> None:
        self._weights, self._progress = list(weights), progress
        self._file, self._word = 0, Text("", "")
        self._drawn, self._figures = 0, 0

    def file(self, place: int, word: Text) -> None:
        """The file at this place begins."""
        self._file, self._word, self._drawn, self._figures = place, word, 0, 0
        self._tell(word)

    def figures(self, count: int) -> None:
        """So many pictures are drawn for the file begun."""
        self._figures = count

    def figure(self, title: Text) -> None:
        """A picture of the file begun is drawn next."""
        word = self._word
        self._tell(Text(f"{word.zh}：{title.zh}", f"{word.en}: {title.en}"))
        self._drawn += 1

    def _tell(self, word: Text) -> None:
        if self._progress is None:
            return
        # Setting the pages takes about as long as one picture more.
        within = self._drawn / (self._figures + 1)
        done = sum(self._weights[: self._file]) + within * self._weights[self._file]
        if not self._progress(done / sum(self._weights), word):
            raise PackStoppedError


def watched(contents: Contents, steps: Steps) -> Contents:
    """The contents whose pictures tell when they are drawn."""
    drawings = {
        name: replace(drawing, before=steps.figure)
        if isinstance(drawing, DrawnOnce)
        else DrawnOnce(drawing, steps.figure)
        for name, drawing in contents.drawings.items()
    }
    return replace(contents, drawings=drawings)


def figures_of(paper: Brief | Deck) -> int:
    """How many pictures a paper has."""
    blocks: tuple[Block | SlideBlock, ...]
    if isinstance(paper, Brief):
        blocks = paper.blocks
    else:
        blocks = tuple(block for slide in paper.slides for block in slide.body)
    return sum(isinstance(block, Figure) for block in blocks)
