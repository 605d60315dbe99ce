"""学位缺口 in the county matrix: a figure with its day, or what is not reported."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.report.gap_table import gap_table
from analysis.report.matrix import build_matrix
from analysis.report.report import Table, Value
from analysis.requirements.evaluate import evaluate
from geo.records import SchoolPlacement
from geo.text import Text
from tests.report.small_plans import AS_OF, LIUZHOU, YULIN, small_catalogue
from tests.report.small_world import small_layers

COUNTY = "450922"


def table_of(*placements: SchoolPlacement, city: str = YULIN) -> Table:
    catalogue = small_catalogue()
    layers = small_layers().with_records(school_placements=placements)
    assessment = evaluate(catalogue, layers, city, AS_OF)
    return gap_table(catalogue, layers, assessment, build_matrix(catalogue, layers, assessment))


def shown(*placements: SchoolPlacement) -> Value:
    table = table_of(*placements)
    at = [row[0] for row in table.rows].index(COUNTY)
    return table.column("school_places_short")[at]


def placed(
    not_placed: int | None, as_of: date | None = AS_OF, special_class: int | None = 30
) -> SchoolPlacement:
    return SchoolPlacement(
        "演示-1", COUNTY, None, 240, None, special_class, None, not_placed, 280, as_of
    )


@pytest.mark.parametrize(
    ("placement", "words"),
    [
        (placed(28), Text("18 个（截至 2025-12-31）", "18 (as of 2025-12-31)")),
        (placed(11), Text("1 个（截至 2025-12-31）", "1 (as of 2025-12-31)")),
        (placed(10), Text("—（截至 2025-12-31）", "— (as of 2025-12-31)")),
        (placed(28, None), Text("18 个（时点未报）", "18 (day not reported)")),
        (placed(None), Text("待报（缺：未安置）", "Not reported (lacks: not placed)")),
        (
            placed(None, special_class=None),
            Text(
                "待报（缺：特教班就读、未安置）",
                "Not reported (lacks: in a special class, not placed)",
            ),
        ),
        (placed(28, date(2026, 1, 1)), Text("待报", "Not reported")),
    ],
)
def test_the_shortage_is_shown_with_its_day_or_says_what_is_not_reported(
    placement: SchoolPlacement, words: Text
) -> None:
    assert shown(placement) == words


def test_a_shortage_changes_no_other_column() -> None:
    before, after = table_of(), table_of(placed(28))
    at = [column.id for column in before.columns].index("school_places_short")
    for old, new in zip(before.all_rows, after.all_rows, strict=True):
        assert old[:at] + old[at + 1 :] == new[:at] + new[at + 1 :]


def test_the_city_has_no_sum_of_shortages() -> None:
    assert table_of(placed(28)).all_rows[-1][[*_ids()].index("school_places_short")] is None


def _ids() -> list[str]:
    return [column.id for column in table_of().columns]


def test_the_note_on_the_shortage_stands_only_where_the_plan_asks() -> None:
    assert any("学位缺口＝" in note.zh for note in table_of().notes)
    assert not any("学位缺口" in note.zh for note in table_of(city=LIUZHOU).notes)
