from __future__ import annotations

import pytest

from analysis.planning.period import PeriodAccount
from analysis.planning.retrofit import CountyNeed
from geo.text import Text
from ui.retrofit import period_view


@pytest.mark.parametrize(("done", "sum_"), [(0, 0), (7, 7), (None, None)])
def test_a_sum_of_nothing_verified_is_zero_and_of_nothing_reported_is_empty(
    done: int | None, sum_: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(period_view, "county_names", lambda: {"450202": Text("城中", "Chengzhong")})
    account = PeriodAccount((CountyNeed("450202", 20, done),), 3000)
    total = period_view.period_table(account).total
    assert total is not None
    assert total.cells[2] == sum_
