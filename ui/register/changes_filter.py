"""What the reader looks for among the changes: a table, a body, part of a document's name."""

from __future__ import annotations

import streamlit as st

from geo.register.change_search import Asked, change_bodies
from geo.register.store import Register
from geo.register.tables import TABLES
from geo.text import Text
from ui.event_words import TABLE_WORDS
from ui.language import say, written

_ALL = Text("全部", "All")


def asked(register: Register) -> Asked:
    """Draws the filters; what they ask for."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        table = st.selectbox(
            say("表", "Table"),
            ["", *TABLES],
            format_func=written({"": _ALL, **TABLE_WORDS}),
            key="changes_table_asked",
            width=200,
        )
        bodies = ("", *change_bodies(register))
        body = st.selectbox(
            say("单位", "Body"),
            bodies,
            format_func=written({b: Text(b, b) for b in bodies} | {"": _ALL}),
            key="changes_body_asked",
            width=260,
        )
        document = st.text_input(
            say("依据（文件名或文号的一部分）", "Document (part of its name)"),
            max_chars=100,
            key="changes_document_asked",
            width=300,
        )
    return Asked(table, body, document.strip())
