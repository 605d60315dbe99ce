"""Words made a sentence."""

from __future__ import annotations

from geo.text import Text


def ended(text: Text) -> Text:
    """The text with a full stop, where it has none."""
    zh = text.zh if text.zh.endswith(("。", "！", "？")) else f"{text.zh}。"
    en = text.en if text.en.endswith((".", "!", "?")) else f"{text.en}."
    return Text(zh, en)
