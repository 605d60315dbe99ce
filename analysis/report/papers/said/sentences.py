"""Words made a sentence."""

from __future__ import annotations

from geo.text import Text


def ended(text: Text) -> Text:
    """The text with a full stop, where it has none."""
    zh = text.zh if text.zh.endswith(("。", "！", "？")) else f"{text.zh}。"
    en = text.en if text.en.endswith((".", "!", "?")) else f"{text.en}."
    return Text(zh, en)


def capital(words: str) -> str:
    """English words as a sentence begins; without blanks around."""
    words = words.strip()
    return words[:1].upper() + words[1:]
