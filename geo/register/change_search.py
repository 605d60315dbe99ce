"""Changes looked for by the table they touched, whose word they are, and the paper they rest on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from geo.register.changes import Recorded
from geo.register.rows import recorded_of
from geo.register.schema import changes, events
from geo.register.store import Register


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; what is empty is not asked.

    ``document`` is part of the paper's name, in either case of letters, or the beginning of the
    SHA-256 of the file.
    """

    table: str = ""
    body: str = ""
    document: str = ""

    def __bool__(self) -> bool:
        return any((self.table, self.body, self.document))


NOTHING_ASKED = Asked()


def find_changes(
    register: Register, asked: Asked, limit: int, before: int | None = None
) -> tuple[Recorded, ...]:
    """The latest changes that fit, newest first; ``before`` pages on from a change id."""
    query = select(changes).where(*_conditions(asked))
    if before is not None:
        query = query.where(changes.c.change_id < before)
    with register.reading() as connection:
        rows = connection.execute(query.order_by(changes.c.change_id.desc()).limit(limit))
        return tuple(recorded_of(row) for row in rows)


def count_changes(register: Register, asked: Asked = NOTHING_ASKED) -> int:
    """How many changes fit."""
    query = select(func.count()).select_from(changes).where(*_conditions(asked))
    with register.reading() as connection:
        return connection.scalar(query) or 0


def change_bodies(register: Register) -> tuple[str, ...]:
    """The bodies whose word some change is, by name."""
    with register.reading() as connection:
        return tuple(sorted(connection.scalars(select(changes.c.body).distinct())))


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.table:
        touched = select(events.c.change_id).where(events.c.table_name == asked.table)
        conditions.append(changes.c.change_id.in_(touched))
    if asked.body:
        conditions.append(changes.c.body == asked.body)
    if asked.document:
        name, sha256 = changes.c.document_name, changes.c.document_sha256
        conditions.append(
            name.icontains(asked.document, autoescape=True)
            | sha256.istartswith(asked.document, autoescape=True)
        )
    return conditions
