"""Minutes to points, kept for those asked for lately."""

from __future__ import annotations

import numpy as np

from analysis.planning.scenarios import points
from analysis.planning.scenarios.points import PointTimes
from tests.planning.scenarios.two_counties import POINTS, Table, demand


def test_only_so_many_points_are_kept_the_latest_asked_for(monkeypatch) -> None:
    monkeypatch.setattr(points, "MOST_COLUMNS", 2)
    travel = Table()
    times = PointTimes(demand(), travel)
    once = times.nearest_min({"X": POINTS["X"]})
    for name in ("Y", "X", "Z"):
        times.nearest_min({name: POINTS[name]})
    asked = travel.asked
    assert np.array_equal(times.nearest_min({"X": POINTS["X"]}), once)
    assert travel.asked == asked
    times.nearest_min({"Y": POINTS["Y"]})
    assert travel.asked == asked + 1


def test_more_points_at_once_than_are_kept_are_all_answered(monkeypatch) -> None:
    monkeypatch.setattr(points, "MOST_COLUMNS", 1)
    places = {name: POINTS[name] for name in ("X", "Y", "Z")}
    together = PointTimes(demand(), Table()).nearest_min(places)
    each = PointTimes(demand(), Table())
    alone = [each.nearest_min({name: place}) for name, place in places.items()]
    assert np.array_equal(together, np.minimum.reduce(alone))
