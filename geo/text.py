"""One sentence in both languages of the tool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.safe_text import safe_text

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence, a label or a title in Chinese and in English; both always exist.

    Whatever a record brought into it, no sign is in it that ``safe_text`` drops.
    """

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not (self.zh.isprintable() and self.en.isprintable()):
            object.__setattr__(self, "zh", safe_text(self.zh))
            object.__setattr__(self, "en", safe_text(self.en))

    def get(self, language: Language) -> str:
        """The text in the reader's language."""
        return self.zh if language == "zh" else self.en

    def fill(self, **values: object) -> Text:
        """The text with its ``{name}`` places filled; a value may itself be a ``Text``."""
        return Text(
            zh=self.zh.format(**{k: v.zh if isinstance(v, Text) else v for k, v in values.items()}),
            en=self.en.format(**{k: v.en if isinstance(v, Text) else v for k, v in values.items()}),
        )


def join(parts: list[Text] | tuple[Text, ...], zh: str = "、", en: str = ", ") -> Text:
    """The parts as one list in a sentence."""
    if len(parts) == 1:
        return parts[0]
    return Text(zh=zh.join([p.zh for p in parts]), en=en.join([p.en for p in parts]))
