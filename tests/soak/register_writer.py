"""Processes that write into a register, for the long runs: one that imports, one that edits."""

from __future__ import annotations

import multiprocessing
import random
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any

from geo.records import Facility
from geo.register.changes import Change, ChangeKind, ConflictError, Edit
from geo.register.place import register_url
from geo.register.store import open_register
from geo.vocabulary import FacilityType

ROWS = 1_000
"""Facilities in one import."""
SHARED = 40
"""Records that all editors edit."""
_BEGUN = datetime(2026, 3, 1, tzinfo=UTC)


def writers() -> Any:
    """How the processes start: from one that has everything loaded, where there is such a thing."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def facility(key: str, note: str) -> Facility:
    """A facility whose note says who wrote it last."""
    return Facility(key, f"测试中心{key}", FacilityType.CARE, "450900", "450921", note=note)


def keep_importing(url: str, told: Connection) -> None:
    """Imports until it is killed: change n sets the note of every record to n; tells each n."""
    register = open_register(register_url(url, {}))
    while True:
        number = register.last_change() + 1
        edits = [
            Edit("facilities", key, facility(key, str(number)), number - 1)
            for key in (f"f{i:04d}" for i in range(ROWS))
        ]
        moment = _BEGUN + timedelta(minutes=number)
        change = Change(ChangeKind.IMPORT, "测试县残联", moment, note=str(number))
        told.send(register.commit(change, edits))


def edit(url: str, editor: int, wanted: int, told: Connection) -> None:
    """Makes so many edits of shared records and tells how many conflicts it met on the way.

    Every edit adds its mark to what the record's note says: one that is lost is missing there.
    """
    rng = random.Random(editor)
    register = open_register(register_url(url, {}))
    conflicts = 0
    for number in range(wanted):
        key = f"s{rng.randrange(SHARED):03d}"
        mark = f"{editor}.{number}"
        while True:
            held = register.state().tables["facilities"].get(key)
            note = f"{held.record.note} {mark}" if held else mark
            version = held.version if held else 0
            change = Change(ChangeKind.EDIT, f"编辑{editor}", _BEGUN, note=mark)
            try:
                register.commit(change, [Edit("facilities", key, facility(key, note), version)])
            except ConflictError as conflict:
                # What came in between is there to be looked at.
                if not all(event.version > version for event in conflict.events):
                    raise
                conflicts += 1
                continue
            break
    register.close()
    told.send(conflicts)
