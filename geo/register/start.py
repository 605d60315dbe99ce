"""The first start of a register: the published set goes in, and follows it when it is renewed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import URL

from geo.layers import LayerSet
from geo.places import DATA
from geo.published import load_published
from geo.register.changes import Change, ChangeKind, Document, Edit
from geo.register.store import Register, open_register
from geo.register.tables import TABLES, record_id

PUBLISHED_BODY = "公开资料"
"""Whose word the published set is: no body's but the papers', named in every record's source."""
_PUBLISHED = DATA / "facilities" / "published.csv"


def start_register(url: URL, recorded_at: datetime) -> Register:
    """The register at a URL with the published set in it; never anything of the demonstration.

    A published record that somebody has changed stays as they left it.
    """
    register = open_register(url)
    document = Document(_PUBLISHED.name, hashlib.sha256(_PUBLISHED.read_bytes()).hexdigest())
    if document.sha256 not in register.documents(ChangeKind.PUBLISHED):
        change = Change(ChangeKind.PUBLISHED, PUBLISHED_BODY, recorded_at, document)
        register.commit(change, _published_edits(register, load_published()))
    return register


def _published_edits(register: Register, published: LayerSet) -> list[Edit]:
    """Edits of the published records nobody else has touched."""
    edits = []
    for table in TABLES:
        for record in getattr(published, table, ()):
            key = record_id(record)
            history = register.history(table, key)
            if all(said.change.kind is ChangeKind.PUBLISHED for said, _ in history):
                version = history[-1][1].version if history else 0
                edits.append(Edit(table, key, record, version))
    return edits
