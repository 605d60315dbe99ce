"""The maps of 方案 count as the overview does, and name the requirement they show."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from analysis.report.symbols import Symbol
from analysis.report.worst import worst_binding
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Verdict
from analysis.requirements.schema import Force
from geo.demonstration import load_demonstration
from tests.ui.scenario_examples import AS_OF, FUMIAN, THREE, YULIN, effect, kept
from ui.scenarios import scenario_asked, scenario_map
from ui.scenarios.scenario_asked import WORST, asked_of
from ui.scenarios.scenario_map import Side, verdicts

RULES, LAYERS = load_catalogue(), load_demonstration()
FOUND = evaluate(RULES, LAYERS, YULIN, AS_OF)
SYMBOLS = {
    Verdict.MET: Symbol.MET,
    Verdict.UNMET: Symbol.UNMET,
    Verdict.INDETERMINATE: Symbol.PENDING,
}


@pytest.fixture(autouse=True)
def of_yulin(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of 玉林 without an app."""
    view = SimpleNamespace(city=SimpleNamespace(code=YULIN))
    page = SimpleNamespace(
        view=lambda: view,
        catalogue=lambda: RULES,
        layers=lambda: LAYERS,
        assessment=lambda: FOUND,
    )
    for module in (scenario_asked, scenario_map):
        monkeypatch.setattr(module, "state", page)


def test_of_now_every_county_has_the_verdict_the_overview_gives_it() -> None:
    now = Side("现状", None)
    for county in LAYERS.counties_of(YULIN):
        each = verdicts(now, WORST, county.code)
        worst = min((v for _, v, _ in each), key=scenario_map._WORST_FIRST.index)
        assert SYMBOLS[worst] is worst_binding(RULES, FOUND, county.code).symbol


def test_the_worst_is_of_what_binds_alone() -> None:
    assert {RULES.entries[i].force for i in asked_of(WORST)} == {Force.BINDING}


def test_one_requirement_is_shown_alone_with_what_the_plan_makes_of_it() -> None:
    changed = effect().changed[0]
    assert (changed.requirement_id, changed.area_code) == (THREE, FUMIAN)
    side = Side("方案", kept())
    assert verdicts(side, THREE, FUMIAN) == ((THREE, changed.after, changed.assumed),)
    without = Side("方案", replace(kept(), effect=replace(effect(), changed=())))
    finding = FOUND.get(THREE, FUMIAN)
    assert finding is not None
    assert verdicts(without, THREE, FUMIAN) == ((THREE, finding.verdict, False),)
