"""Frozen assessments 定稿 as the register keeps them: rows that are written once and never move.

What the payload says is the business of whoever froze it; here it is a text and its SHA-256.
"""

from __future__ import annotations

import hashlib
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select

from geo.register.changes import stamp
from geo.register.errors import RegisterError, RegisterTooNewError
from geo.register.gate import NAME, refuse_personal
from geo.register.schema import frozen
from geo.register.store import Register
from geo.text import Text


@dataclass(frozen=True, slots=True)
class FrozenHead:
    """What a frozen assessment is called and rests on; ``frozen_id`` 0 until it is stored.

    ``last_change`` is the register's latest change at the time; ``revises`` the id of the frozen
    assessment of which this one is a revision 修订版.
    """

    city_code: str
    name: str
    state: str
    as_of: date
    known_on: date | None
    last_change: int
    run_id: str
    body: str
    frozen_at: datetime
    revises: int | None = None
    frozen_id: int = 0


def add_frozen(register: Register, head: FrozenHead, payload: str) -> int:
    """The id of the row, written whole.

    RegisterError when the city has one of that name, PersonalDataError.
    """
    refuse_personal(head.body, (NAME, head.name))
    with register.writing() as connection:
        same = (frozen.c.city_code == head.city_code) & (frozen.c.name == head.name)
        if connection.scalar(select(frozen.c.frozen_id).where(same)) is not None:
            raise name_taken(head.name)
        frozen_id = (connection.scalar(select(func.max(frozen.c.frozen_id))) or 0) + 1
        connection.execute(
            frozen.insert().values(
                frozen_id=frozen_id,
                city_code=head.city_code,
                name=head.name,
                state=head.state,
                as_of=head.as_of.isoformat(),
                known_on=head.known_on and head.known_on.isoformat(),
                last_change=head.last_change,
                run_id=head.run_id,
                body=head.body,
                frozen_at=stamp(head.frozen_at),
                revises=head.revises,
                payload=_packed(payload),
                sha256=_sha256(payload),
            )
        )
    return frozen_id


def frozen_heads(register: Register, city_code: str) -> tuple[FrozenHead, ...]:
    """The frozen assessments of a city in the order they were frozen, without their payloads."""
    columns = [column for column in frozen.c if column.name not in ("payload", "sha256")]
    query = select(*columns).where(frozen.c.city_code == city_code).order_by(frozen.c.frozen_id)
    with register.reading() as connection:
        return tuple(_head(row) for row in connection.execute(query))


def frozen_payload(register: Register, frozen_id: int) -> tuple[FrozenHead, str]:
    """A frozen assessment's head and payload. KeyError when there is none.

    RegisterError when the payload is no longer what was frozen.
    """
    with register.reading() as connection:
        query = select(frozen).where(frozen.c.frozen_id == frozen_id)
        row = connection.execute(query).one_or_none()
    if row is None:
        raise KeyError(frozen_id)
    return payload_of_row(row)


def payload_of_row(row: Row[Any]) -> tuple[FrozenHead, str]:
    """The head and payload a row holds. RegisterError when the payload is not what was frozen."""
    try:
        payload = _unpacked(row.payload)
    except (ValueError, zlib.error) as error:
        raise damaged(row.name) from error
    if _sha256(payload) != row.sha256:
        raise damaged(row.name)
    return _head(row), payload


def frozen_sha256(register: Register, frozen_id: int) -> str:
    """The SHA-256 of a frozen assessment's payload, hexadecimal. KeyError when there is none."""
    with register.reading() as connection:
        query = select(frozen.c.sha256).where(frozen.c.frozen_id == frozen_id)
        found: str | None = connection.scalar(query)
    if found is None:
        raise KeyError(frozen_id)
    return found


def name_taken(name: str) -> RegisterError:
    """A city has a frozen assessment of this name already."""
    return RegisterError(
        Text(
            f"本市已有名为“{name}”的定稿，没有覆盖它。如需更正，请生成修订版。",
            f"The city already has a frozen assessment “{name}”; it was not replaced. To correct"
            " it, make a revision.",
        )
    )


def damaged(name: str) -> RegisterError:
    """What is stored is not what was frozen."""
    return RegisterError(
        Text(
            f"定稿“{name}”已损坏，校验值与定稿时不一致，不能使用。请从备份恢复台账。",
            f"The frozen assessment “{name}” is damaged: its checksum is no longer that of the day"
            " it was frozen, so it can’t be used. Restore the register from a backup.",
        )
    )


def written_later(name: str) -> RegisterTooNewError:
    """What is stored was frozen by a later version of the program."""
    return RegisterTooNewError(
        Text(
            f"定稿“{name}”由更新版本的程序生成，本程序读不了。定稿本身没有损坏，也没有改动。"
            "请先升级本程序。",
            f"The frozen assessment “{name}” was made by a later version of the program, so this"
            " one can’t read it. It is neither damaged nor changed. Update the program first.",
        )
    )


def _packed(payload: str) -> str:
    """The payload compressed, as text: both databases and every backup carry it as it is."""
    return b64encode(zlib.compress(payload.encode("utf-8"), 9)).decode("ascii")


def _unpacked(stored: str) -> str:
    return zlib.decompress(b64decode(stored, validate=True)).decode("utf-8")


def _sha256(payload: str) -> str:
    return hashlib.sha256(payload.encode("utf-8")).hexdigest()


def _head(row: Row[Any]) -> FrozenHead:
    return FrozenHead(
        city_code=row.city_code,
        name=row.name,
        state=row.state,
        as_of=date.fromisoformat(row.as_of),
        known_on=date.fromisoformat(row.known_on) if row.known_on else None,
        last_change=row.last_change,
        run_id=row.run_id,
        body=row.body,
        frozen_at=datetime.fromisoformat(row.frozen_at),
        revises=row.revises,
        frozen_id=row.frozen_id,
    )
