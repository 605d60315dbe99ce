"""What somebody typed, where Streamlit would read Markdown: labels, captions, answers."""

from __future__ import annotations

_MARKS = frozenset("\\`*_{}[]()#+-.!|<>$:~^&@=")


def unmarked(text: str) -> str:
    """The text with Markdown's marks escaped, so that it is shown as it was typed."""
    return "".join(f"\\{mark}" if mark in _MARKS else mark for mark in " ".join(text.split()))
