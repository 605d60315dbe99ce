"""Templates an office gives: what is said of one that can't be used."""

from __future__ import annotations

from geo.text import Text


class TemplateRefusedError(ValueError):
    """The template given can't be used; ``text`` says so and what to do."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)
