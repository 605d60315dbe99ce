"""Killed at any moment of an import, a register loses nothing and holds no half of one."""

from __future__ import annotations

import json
import os
import random
import time
from multiprocessing.connection import Connection

from sqlalchemy import URL, select

from geo.register.schema import changes, events
from geo.register.store import open_register
from tests.soak.register_writer import ROWS, keep_importing, writers

KILLS = 50
SEED = int(os.environ.get("SOAK_SEED", "20251231"))
LONGEST_S = 0.6
"""Several imports' time: a kill falls into reading, writing and committing alike."""


def test_50_kills_lose_nothing_and_leave_no_half(register_url: URL) -> None:
    open_register(register_url).close()
    url = register_url.render_as_string(hide_password=False)
    rng = random.Random(SEED)
    context = writers()
    last = unconfirmed = in_the_middle = 0
    for _ in range(KILLS):
        told, tells = context.Pipe(duplex=False)
        child = context.Process(target=keep_importing, args=(url, tells))
        child.start()
        tells.close()
        # The first import is through: from here on a kill falls anywhere into the next ones.
        confirmed = told.recv()
        assert confirmed > last
        time.sleep(rng.uniform(0, LONGEST_S))
        child.kill()
        confirmed = _rest(told, confirmed)
        child.join()
        found = checked(register_url, since=last)
        assert found >= confirmed, "a change that was confirmed is gone"
        unconfirmed += found - confirmed
        in_the_middle += found == confirmed
        last = found
    assert last > KILLS
    checked(register_url, since=0)
    print(f"{last} imports of {ROWS}; {in_the_middle} kills before a commit, {unconfirmed} after")


def _rest(told: Connection, confirmed: int) -> int:
    """The last change the child told of before it was killed."""
    try:
        while True:
            confirmed = told.recv()
    except (EOFError, OSError):
        told.close()
        return confirmed


def checked(url: URL, since: int) -> int:
    """The last change, when each after ``since`` has all its events and the state is the last's."""
    register = open_register(url)
    said: dict[int, int] = {}
    found: dict[int, int] = {}
    with register.reading() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
        for row in connection.execute(select(changes).where(changes.c.change_id > since)):
            said[row.change_id] = row.records
        for row in connection.execute(select(events).where(events.c.change_id > since)):
            found[row.change_id] = found.get(row.change_id, 0) + 1
            assert json.loads(row.after)["note"] == str(row.change_id) == str(row.version)
    last = max(said)
    state = register.state()
    register.close()
    assert said == found == dict.fromkeys(range(since + 1, last + 1), ROWS)
    assert state.last_change >= last
    assert {r.note for r in state.records("facilities")} == {str(state.last_change)}
    return last
