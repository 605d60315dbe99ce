"""The reader's language: Chinese first, English at a switch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

from geo.text import Language, Text


def language() -> Language:
    """The language of this session."""
    return "en" if st.session_state.get("language") == "en" else "zh"


def say(zh: str, en: str) -> str:
    """The sentence in the reader's language."""
    return Text(zh, en).get(language())


def word(text: Text) -> str:
    """A text of the program in the reader's language."""
    return text.get(language())


_K = TypeVar("_K")


def written(texts: Mapping[_K, Text]) -> Callable[[_K], str]:
    """How a widget writes its options, settled now: it may ask again when no page runs."""
    now = {key: word(text) for key, text in texts.items()}
    return now.__getitem__
