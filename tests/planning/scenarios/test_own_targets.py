"""Targets set by hand stand beside what the plan gives, and are kept with the scenario."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from analysis.planning.scenarios.own_targets import (
    OwnTarget,
    editable,
    target_lines,
    value_of,
    with_own,
)
from analysis.planning.scenarios.stored import scenario_of, stored_scenario, to_json
from analysis.report.report import Column, Share, Table, Value
from geo.text import Text
from tests.planning.scenarios.small_plan import EFFECT, plan
from tests.planning.scenarios.test_targets import CATALOGUE
from tests.planning.scenarios.test_targets import table as computed

LINES = ("three", "coverage")


def table() -> Table:
    columns = ("indicator", "base", "y2026", "y2027", "y2028", "target", "goal", "note")
    rows: tuple[tuple[Value, ...], ...] = (
        ("甲", 1, 2, 3, 5, 5, None, None),
        ("乙", 1, 1, 1, 2, 2, None, Text("另有 1 个县待核实", "1 more")),
    )
    return Table("t", Text("表", "Table"), tuple(Column(i, Text(i, i)) for i in columns), rows)


def row(*own: OwnTarget, at: int = 0) -> dict[str, Value]:
    made = with_own(table(), LINES, own)
    return dict(zip((c.id for c in made.columns), made.rows[at], strict=True))


def zh(value: Value) -> str:
    assert isinstance(value, Text)
    return value.zh


def test_a_target_set_by_hand_stands_beside_what_the_plan_gives() -> None:
    found = row(OwnTarget("three", "target", "6"), OwnTarget("three", "goal", "7 个县"))
    assert (found["target"], zh(found["goal"])) == (6, "7 个县")
    assert zh(found["note"]) == "目标为自定，方案测算 5"


def test_the_last_year_is_the_target() -> None:
    assert row(OwnTarget("three", "target", "6"))["y2028"] == 6
    assert "y2028" not in editable(table())


def test_a_value_of_a_year_set_by_hand_is_marked() -> None:
    found = row(OwnTarget("three", "y2027", "4"), OwnTarget("three", "y2026", "3"))
    assert (found["y2026"], found["y2027"], found["y2028"]) == (3, 4, 5)
    assert zh(found["note"]) == "2026、2027 年的值为自定"


def test_what_the_remark_said_before_stays() -> None:
    note = zh(row(OwnTarget("coverage", "target", "9"), at=1)["note"])
    assert note.startswith("另有 1 个县待核实；目标为自定")


def test_what_nobody_set_stays_as_the_plan_gives_it() -> None:
    assert with_own(table(), LINES, [OwnTarget("three", "target", "7")]).rows[1] == table().rows[1]


def test_a_base_value_can_not_be_set_and_a_line_that_is_gone_is_left_out() -> None:
    own = [OwnTarget("three", "base", "9"), OwnTarget("gone", "target", "9")]
    assert with_own(table(), LINES, own) == table()


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,200", 1200),
        ("4.5", 4.5),
        ("80%", Share(0.8)),
        ("待定", Text("待定", "待定")),
        ("nan", Text("nan", "nan")),
    ],
)
def test_what_is_typed_is_a_number_a_share_or_words(typed: str, value: Value) -> None:
    assert value_of(typed) == value


def test_each_row_of_the_table_of_targets_has_its_line() -> None:
    lines = target_lines(CATALOGUE, "450900")
    made = computed()
    assert len(lines) == len(made.rows) == len(set(lines))
    assert zh(made.rows[lines.index("coverage")][0]).endswith(
        "分钟内常住人口占比（研究惯例，非规划指标）"
    )


def test_targets_are_kept_with_the_scenario_and_come_back() -> None:
    own = (OwnTarget("three", "target", "6"), OwnTarget("three", "y2027", "4"))
    payload = to_json(plan(), EFFECT, own)
    assert json.loads(payload)["targets"] == [["three", "target", "6"], ["three", "y2027", "4"]]
    real = plan(demonstration=False)
    assert scenario_of(stored_scenario("方案一", real, EFFECT, targets=own)).targets == own


def test_a_scenario_kept_before_there_were_targets_has_none() -> None:
    whole = json.loads(to_json(plan(demonstration=False), EFFECT))
    del whole["targets"]
    kept = stored_scenario("方案一", plan(demonstration=False), EFFECT)
    assert scenario_of(replace(kept, payload=json.dumps(whole))).targets == ()
