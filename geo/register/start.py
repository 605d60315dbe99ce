"""The first start of a register: the published set goes in, and follows it when it is renewed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import URL

from geo.layers import LayerSet
from geo.places import DATA
from geo.published import load_published
from geo.register.changes import Change, ChangeKind, ConflictError, Document, Edit
from geo.register.gate import ClockError
from geo.register.state import Held, RegisterState
from geo.register.store import Register, open_register
from geo.register.tables import TABLES, record_id

PUBLISHED_BODY = "公开资料"
"""Whose word the published set is: no body's but the papers', named in every record's source."""
_PUBLISHED = DATA / "facilities" / "published.csv"
_TRIES = 3


def start_register(url: URL, recorded_at: datetime) -> Register:
    """The register at a URL with the published set in it; never anything of the demonstration.

    A renewed published set renews its records, and takes out those it no longer has; one that
    somebody has changed stays as they left it. Where the clock is wrong this waits for another
    start: the register can be read, and the first who writes is told.
    """
    register = open_register(url)
    try:
        for _ in range(_TRIES):
            try:
                _follow(register, recorded_at)
            except ConflictError:
                # Another program was first: perhaps there is nothing left to do.
                continue
            except ClockError:
                pass
            break
    except BaseException:
        register.close()
        raise
    return register


def _follow(register: Register, recorded_at: datetime) -> None:
    document = Document(_PUBLISHED.name, hashlib.sha256(_PUBLISHED.read_bytes()).hexdigest())
    if document.sha256 not in register.documents(ChangeKind.PUBLISHED):
        change = Change(ChangeKind.PUBLISHED, PUBLISHED_BODY, recorded_at, document)
        register.commit(change, _published_edits(register, load_published()))


def _published_edits(register: Register, published: LayerSet) -> list[Edit]:
    """Edits of the published records nobody else has touched."""
    others = register.touched_by_others(ChangeKind.PUBLISHED)
    state = register.state()
    edits = []
    for table in TABLES:
        records = {record_id(r): r for r in getattr(published, table, ())}
        for key in sorted({*records, *state.tables[table]}):
            if (table, key) not in others:
                edits.append(Edit(table, key, records.get(key), state.version(table, key)))
    return edits


def published_state() -> RegisterState:
    """What a register that was just begun would hold; nothing is opened or made."""
    published = load_published()
    held = {t: {record_id(r): Held(r, 1) for r in getattr(published, t, ())} for t in TABLES}
    return RegisterState(0, held)
