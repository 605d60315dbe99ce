"""Changes are found by the table they touched, whose word they are and the paper they rest on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from geo.records import RegisteredPopulation
from geo.register.change_search import Asked, change_bodies, count_changes, find_changes
from geo.register.changes import Change, ChangeKind, Document, Edit
from geo.register.store import Register
from geo.register.tables import record_id
from tests.report.real_plans import BOBAI, RONGXIAN, THREE, facility

START = datetime(2026, 1, 1, tzinfo=UTC)
LETTER, LIST = Document("容残联〔2026〕1号"), Document("容县设施_50%.xlsx", "ab12" + "0" * 60)


@pytest.fixture
def filled(register: Register) -> Register:
    """Four changes: two of Rongxian on two papers, one of Bobai on none, one that undoes it."""
    said: list[tuple[str, Document, tuple[tuple[str, Any], ...]]] = [
        ("容县残联", LETTER, (("facilities", facility("甲", RONGXIAN, THREE[0])),)),
        (
            "容县残联",
            LIST,
            (
                ("facilities", facility("乙", RONGXIAN, THREE[1])),
                ("registered_population", RegisteredPopulation(RONGXIAN, 860_000, None, "年报")),
            ),
        ),
        (
            "博白县残联",
            Document(),
            (("registered_population", RegisteredPopulation(BOBAI, 1_800_000, None, "年报")),),
        ),
    ]
    for hour, (body, document, records) in enumerate(said):
        change = Change(ChangeKind.IMPORT, body, START + timedelta(hours=hour), document)
        register.commit(change, [Edit(table, record_id(r), r, 0) for table, r in records])
    register.undo(3, "玉林市残联", START + timedelta(hours=9))
    return register


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(), (4, 3, 2, 1)),
        (Asked(table="facilities"), (2, 1)),
        (Asked(table="registered_population"), (4, 3, 2)),
        (Asked(table="reviews"), ()),
        (Asked(body="容县残联"), (2, 1)),
        (Asked(body="容县"), ()),
        (Asked(document="容残联"), (1,)),
        (Asked(document="XLSX"), (2,)),
        (Asked(document="50%"), (2,)),
        (Asked(document="5%x"), ()),
        (Asked(document="_"), (2,)),
        (Asked(document="AB12"), (2,)),
        (Asked(document="b12"), ()),
        (Asked(table="facilities", body="容县残联", document="1号"), (1,)),
        (Asked(table="registered_population", body="玉林市残联"), (4,)),
    ],
)
def test_what_fits_is_found_newest_first(
    filled: Register, asked: Asked, found: tuple[int, ...]
) -> None:
    assert tuple(r.change_id for r in find_changes(filled, asked, 100)) == found
    assert count_changes(filled, asked) == len(found)


def test_nothing_asked_finds_what_the_register_lists(filled: Register) -> None:
    assert find_changes(filled, Asked(), 100) == filled.changes()


def test_it_pages_on_from_a_change(filled: Register) -> None:
    asked = Asked(table="registered_population")
    assert [r.change_id for r in find_changes(filled, asked, 2)] == [4, 3]
    assert [r.change_id for r in find_changes(filled, asked, 2, before=3)] == [2]


def test_the_bodies_to_choose_from_are_those_that_said_something(filled: Register) -> None:
    assert change_bodies(filled) == tuple(sorted(("博白县残联", "容县残联", "玉林市残联")))
