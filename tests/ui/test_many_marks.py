"""The map of findings draws no more facilities than a click can carry; it says what it left out."""

from __future__ import annotations

import pytest

from tests.report.real_plans import BOBAI, RONGXIAN, THREE, facility
from ui import maps

HERE = [facility(f"容{i}", RONGXIAN, THREE[0]) for i in range(3)]
THERE = [facility(f"博{i}", BOBAI, THREE[0]) for i in range(4)]


@pytest.mark.parametrize(
    ("most", "county", "drawn"),
    [
        (7, None, HERE + THERE),
        (6, None, []),
        (6, RONGXIAN, HERE),
        (3, RONGXIAN, HERE),
        (3, BOBAI, []),
    ],
)
def test_of_too_many_only_those_of_the_county_opened_are_drawn(
    most: int, county: str | None, drawn: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maps, "MOST_MARKS", most)
    assert maps._few_enough(HERE + THERE, county) == drawn


def test_the_map_says_how_many_it_left_out() -> None:
    note = maps._undrawn(2_500, 100)
    assert note is not None
    assert "2,400" in note.title
    assert maps._undrawn(5, 5) is None
