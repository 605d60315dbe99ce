"""``<html lang>`` of the page: Streamlit writes "en", whatever the page's language."""

from __future__ import annotations

import streamlit as st

from geo.text import Language
from ui.components.assets import script

HTML_LANG: dict[Language, str] = {"zh": "zh-CN", "en": "en"}
KEY = "document_language"

_component = st.components.v2.component("planner_document_language", js=script("document_language"))


def document_language(language: Language) -> None:
    """Sets the language of the document; takes no room (``ui.style``). Once per page."""
    _component(key=KEY, data={"lang": HTML_LANG[language]})
