"""Scenarios kept 方案存档: a plan with what it rests on as text, and whether it comes out again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analysis.planning.scenarios.effects import plan_effect
from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.own_targets import OwnTarget
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
from analysis.planning.scenarios.question import UnderWay
from analysis.planning.siting.solver import Outcome, Watch
from analysis.requirements.catalogue import Catalogue
from geo import codec
from geo.layers import LayerSet, MixedDataError
from geo.people.demand import Demand
from geo.scenarios import StoredScenario
from geo.text import Text, join
from geo.travel.source import TravelSource

FORMAT = 1
"""The format of the text; one of a later program is refused in words."""
INPUT_WORDS: dict[str, Text] = {
    "layers": Text("台账", "the register"),
    "catalogue": Text("规则", "the rules"),
    "people": Text("人口", "the people"),
    "travel": Text("出行时间", "the travel times"),
}
"""What the inputs of a plan are called, by their names in ``FacilityPlan.inputs``."""


class StoredScenarioError(ValueError):
    """A text that is no scenario this program can read; ``text`` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True)
class Scenario:
    """A plan under its name, with what it changes where that was reckoned.

    ``targets``: the values of its table of targets that were set by hand.
    """

    name: str
    plan: FacilityPlan
    effect: PlanEffect | None = None
    targets: tuple[OwnTarget, ...] = ()


def to_json(
    plan: FacilityPlan, effect: PlanEffect | None, targets: Sequence[OwnTarget] = ()
) -> str:
    """The plan, its effect and targets as one line of JSON; the same gives the same text."""
    question = plan.question
    stored = codec.to_json(plan)
    # What a field's default is today comes from data files and may be another tomorrow.
    stored["question"] |= {
        "cutoff_min": question.cutoff_min,
        "years": list(question.years),
        "time_limit_s": question.time_limit_s,
        "mode": question.mode.value,
        "group": question.group.value,
        "under_way": question.under_way.value,
        "carry_over": question.carry_over,
    }
    whole = {
        "format": FORMAT,
        "demonstration": plan.demonstration,
        "plan": stored,
        "effect": None if effect is None else codec.to_json(effect),
        "targets": sorted([t.line, t.column, t.typed] for t in targets),
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> tuple[FacilityPlan, PlanEffect | None]:
    """The plan and its effect. StoredScenarioError for what this program can't read."""
    plan, effect, _ = _read(text)
    return plan, effect


def _read(text: str) -> tuple[FacilityPlan, PlanEffect | None, tuple[OwnTarget, ...]]:
    try:
        whole = json.loads(text)
        number = int(whole["format"])
        if number > FORMAT:
            raise StoredScenarioError(_LATER)
        plan = codec.from_json(FacilityPlan, _as_it_was_asked(whole["plan"]))
        effect = whole["effect"]
        found = None if effect is None else codec.from_json(PlanEffect, effect)
        own = tuple(OwnTarget(*map(str, each)) for each in whole.get("targets", ()))
    except StoredScenarioError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoredScenarioError(_DAMAGED) from error
    return plan, found, own


def _as_it_was_asked(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan with what a program that had no such choice did: nothing waited for, nothing kept
    from year to year."""
    before = {"under_way": UnderWay.IGNORED.value, "carry_over": False}
    return plan | {"question": before | plan["question"]}


def stored_scenario(
    name: str,
    plan: FacilityPlan,
    effect: PlanEffect | None,
    note: str = "",
    targets: Sequence[OwnTarget] = (),
) -> StoredScenario:
    """The record of a scenario, not kept yet: its id is empty until the register gives one.

    MixedDataError for a plan on invented data: no register takes it.
    """
    if plan.demonstration:
        raise MixedDataError(name)
    city = plan.question.city_code
    return StoredScenario("", city, name.strip(), to_json(plan, effect, targets), note)


def scenario_of(kept: StoredScenario) -> Scenario:
    """The scenario a record holds. StoredScenarioError for what this program can't read."""
    return Scenario(kept.name, *_read(kept.payload))


@dataclass(frozen=True)
class Rerun:
    """A scenario as it was kept, and the same question answered from the data of today.

    ``changed``: names of the inputs (``INPUT_WORDS``) that are others now, in their order there.
    ``same``: the plans agree in projects, years, money, facilities closed, status and objectives.
    """

    was: Scenario
    now: Scenario
    changed: tuple[str, ...]
    same: bool

    @property
    def said(self) -> Text:
        """One sentence: what changed, and whether the result is the same."""
        if not self.changed and self.same:
            return Text(
                "资料未变，重新计算结果相同。", "Nothing has changed: the result is the same."
            )
        if not self.changed:
            return _NOT_REPRODUCED if self._unproven else _DIFFERS
        names = join([INPUT_WORDS.get(n, Text(n, n)) for n in self.changed])
        if self.same:
            return Text(
                f"{names.zh}有变动，重新计算结果相同。",
                f"Changed since: {names.en}; the result is the same.",
            )
        return Text(
            f"{names.zh}有变动，重新计算结果不同，请对照新旧两份结果。",
            f"Changed since: {names.en}; the result is another: compare the two.",
        )

    @property
    def _unproven(self) -> bool:
        """Whether either was cut short, so that another run may well end elsewhere."""
        ends = (self.was.plan.status, self.now.plan.status)
        return any(e in (Outcome.FEASIBLE, Outcome.NOTHING_FOUND) for e in ends)


def rerun(
    was: Scenario,
    layers: LayerSet,
    catalogue: Catalogue,
    demand: Demand,
    travel: TravelSource,
    watch: Watch | None = None,
) -> Rerun:
    """The scenario's question answered anew, beside what was kept. Raises as ``make_plan``."""
    plan = make_plan(was.plan.question, layers, catalogue, demand, travel, watch)
    effect = plan_effect(plan, layers, catalogue, demand, travel)
    return compared(was, Scenario(was.name, plan, effect))


def compared(was: Scenario, now: Scenario) -> Rerun:
    """Which inputs of two plans differ, and whether their results do."""
    before, after = dict(was.plan.inputs), dict(now.plan.inputs)
    names = [*INPUT_WORDS, *sorted({*before, *after} - set(INPUT_WORDS))]
    changed = tuple(n for n in names if before.get(n) != after.get(n))
    return Rerun(was, now, changed, _result(was.plan) == _result(now.plan))


def _result(plan: FacilityPlan) -> tuple[object, ...]:
    """What a plan says, without how long it took or what the data were."""
    return (
        plan.status,
        tuple((p.option, p.begin_year, p.cost_by_year_yuan) for p in plan.projects),
        plan.closed,
        plan.retrofit,
        tuple((s.wish, s.status, _rounded(s.objective)) for s in plan.stages),
    )


def _rounded(value: float | None) -> float | None:
    """A value to nine digits: sums in another order differ in the last of sixteen."""
    return None if value is None else float(f"{value:.9g}")


_LATER = Text(
    "这份方案由更新版本的程序保存，本程序读不了。方案没有损坏，请先升级本程序。",
    "A later version of the program kept this scenario; it is not damaged. Update the program.",
)
_DAMAGED = Text(
    "这份方案的内容读不出来，可能已损坏。请从备份恢复，或重新计算。",
    "This scenario can’t be read; it may be damaged. Restore a backup, or plan again.",
)
_NOT_REPRODUCED = Text(
    "资料未变，结果不同：计算在时限内没有证明最优，每次可能得到不同的较好方案。",
    "Nothing has changed and the result is another: the best was not proven in the time, so a run"
    " may end with another good plan.",
)
_DIFFERS = Text(
    "资料未变，结果不同：多个方案同样好，或程序版本不同。",
    "Nothing has changed and the result is another: plans tie, or the program is another version.",
)
