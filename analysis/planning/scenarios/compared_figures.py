"""What stands beside each other of scenarios: money, people, evenness, time, findings; in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis.planning.scenarios.plan import AreaReach, ChangedFinding
from analysis.planning.scenarios.project_words import wan
from analysis.planning.scenarios.question import ABSENT_WORDS
from analysis.planning.scenarios.stored import Scenario
from analysis.planning.siting.problem import OBJECTIVE_WORDS
from analysis.planning.siting.solver import Outcome
from analysis.report.cell_text import grouped_number, percent
from analysis.report.report import Value
from analysis.requirements.catalogue import Catalogue
from geo.people.demand import GROUP_WORDS
from geo.text import Text, join
from geo.travel.model import MODE_WORDS
from geo.travel.parameters import CUTOFF_LABEL
from geo.vocabulary import WORDS

UNKNOWN = Text("不能计算", "Not known")
NONE = Text("无", "None")
_NO_PLAN = Text("没有方案", "No plan")
_ASSUMED = Text("（假定）", " (assumed)")


@dataclass(frozen=True, slots=True)
class Side:
    """One scenario and the names of its city's counties."""

    scenario: Scenario
    names: dict[str, Text]
    catalogue: Catalogue

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan at all; it may do nothing."""
        return self.scenario.plan.status in (Outcome.OPTIMAL, Outcome.FEASIBLE)


def how_good(scenario: Scenario) -> Text:
    """已证明最优, or how far from best the plan can be, with whether others tie."""
    plan = scenario.plan
    if plan.status is Outcome.INFEASIBLE:
        return Text("已证明不存在这样的方案", "Proven that there is no such plan")
    if plan.status is Outcome.NOTHING_FOUND:
        return Text("时限内没有找到方案", "Nothing found in the time")
    if plan.status is Outcome.OPTIMAL:
        tied = [s.wish.objective for s in plan.stages if s.other_plans_tie]
        if tied and len(plan.stages) == 1:
            return Text("已证明最优，另有同样好的方案", "Proven best; other plans are as good")
        if tied:
            steps = join([OBJECTIVE_WORDS[o] for o in tied])
            return Text(
                f"已证明最优；在“{steps.zh}”这一步另有同样好的方案",
                f"Proven best; in the step “{steps.en}” other plans are as good",
            )
        return Text("已证明最优", "Proven best")
    gaps = [stage.gap for stage in plan.stages]
    known = [gap for gap in gaps if gap is not None]
    if len(known) < len(gaps) or not known:
        return Text("未证明最优，差距不详", "Not proven best; how far is not known")
    return Text(
        f"未证明最优，与最优最多差 {percent(max(known))}",
        f"Not proven best: at most {percent(max(known))} from best",
    )


def if_plan(of: Callable[[Side], Value]) -> Callable[[Side], Value]:
    """The value of a scenario that has a plan; others say that they have none."""
    return lambda side: of(side) if side.has_plan else _NO_PLAN


def wanted(side: Side) -> Value:
    """What was wanted, in its order."""
    wishes = [OBJECTIVE_WORDS[w.objective] for w in side.scenario.plan.question.wishes]
    then = [*wishes[:1], *(Text(w.zh, w.en[:1].lower() + w.en[1:]) for w in wishes[1:])]
    return join(then, "，再", ", then ")


def asked(side: Side) -> Value:
    """Which facilities, people and limit were asked about."""
    asked = side.scenario.plan.question
    return Text(
        f"{WORDS[asked.service].zh}，{GROUP_WORDS[asked.group].zh}，{MODE_WORDS[asked.mode].zh} "
        f"{asked.cutoff_min:g} 分钟（{CUTOFF_LABEL.zh}）",
        f"{WORDS[asked.service].en}, {GROUP_WORDS[asked.group].en.lower()},"
        f" {MODE_WORDS[asked.mode].en.lower()} {asked.cutoff_min:g} min ({CUTOFF_LABEL.en})",
    )


def absent(side: Side) -> Value:
    """What is done about counties to be verified."""
    return ABSENT_WORDS[side.scenario.plan.question.absent]


def comparable(side: Side) -> tuple[object, ...]:
    """What must agree for people and minutes to compare."""
    asked = side.scenario.plan.question
    about = (asked.service, asked.group, asked.mode, asked.cutoff_min, asked.as_of)
    return (*about, asked.reach_under_way)


def count(side: Side) -> Value:
    """How many projects."""
    return len(side.scenario.plan.projects)


def closed(side: Side) -> Value:
    """How many facilities of today close."""
    return len(side.scenario.plan.closed)


def awaits(side: Side) -> bool:
    """Whether times count what is under way."""
    return side.scenario.plan.question.reach_under_way


def under_way_in_times(side: Side) -> Value:
    """The same in words."""
    return Text("计入", "Yes") if awaits(side) else Text("不计入", "No")


def cost(side: Side) -> Value:
    """What they cost in 万元; where a cost is not known, the known sum and how many are not."""
    cost = side.scenario.plan.cost_yuan
    if cost is not None:
        return wan(cost)
    projects = side.scenario.plan.projects
    known = sum(wan(p.option.cost_yuan) for p in projects if p.option.cost_yuan is not None)
    unknown = sum(p.option.cost_yuan is None for p in projects)
    said = grouped_number(known)
    return Text(f"{said}，另有 {unknown} 个待定", f"{said}, and {unknown} not known")


def gained(side: Side) -> Value:
    """Persons within the limit after the plan and not before."""
    effect = side.scenario.effect
    return _whole(None if effect is None else effect.gained_persons)


def lost(side: Side) -> Value:
    """Persons within the limit before the plan and not after."""
    effect = side.scenario.effect
    return _whole(None if effect is None else effect.lost_persons)


def each(side: Side) -> Value:
    """Yuan for each of the persons gained."""
    effect = side.scenario.effect
    return _whole(None if effect is None else effect.cost_per_person_yuan)


def _whole(value: float | None) -> Value:
    return UNKNOWN if value is None else round(value)


def lowest(side: Side) -> Value:
    """The least share of a county within the limit after the plan, and in which county now."""
    areas = _counties(side)
    after = [(s, a) for a in areas if (s := _share(a, a.within_after)) is not None]
    if not after or len(after) < len(areas):
        return UNKNOWN
    share, area = min(after, key=lambda pair: (pair[0], pair[1].area_code))
    name = side.names.get(area.area_code, area.name)
    now = _share(area, area.within_before)
    was = Text(f"现状 {percent(now)}", f"now {percent(now)}") if now is not None else None
    tail = Text(f"（{was.zh}）", f" ({was.en})") if was is not None else Text("", "")
    effect = side.scenario.effect
    least = effect is not None and effect.after_is_least
    more = Text("不少于 ", "at least ") if least else Text("", "")
    return Text(
        f"{name.zh} {more.zh}{percent(share)}{tail.zh}",
        f"{name.en} {more.en}{percent(share)}{tail.en}",
    )


def _counties(side: Side) -> tuple[AreaReach, ...]:
    effect = side.scenario.effect
    return () if effect is None else effect.areas[:-1]


def _share(area: AreaReach, within: float | None) -> float | None:
    return None if within is None or not area.persons else within / area.persons


def spread(side: Side) -> Value:
    """How far the least and the greatest share of a county are apart, before and after."""
    effect = side.scenario.effect
    if effect is None or effect.spread_after is None:
        return UNKNOWN
    before = effect.spread_before
    return _turned(
        None if before is None else f"{before * 100:.1f}", f"{effect.spread_after * 100:.1f}"
    )


def gini(side: Side) -> Value:
    """Gini of the minutes of those connected, before and after; 0: the same for all."""
    effect = side.scenario.effect
    if effect is None or effect.gini_minutes_after is None:
        return UNKNOWN
    before = effect.gini_minutes_before
    return _turned(None if before is None else f"{before:.3f}", f"{effect.gini_minutes_after:.3f}")


def mean(side: Side) -> Value:
    """Mean minutes of those connected in the city, before and after."""
    effect = side.scenario.effect
    if effect is None or not effect.areas or effect.areas[-1].mean_after_min is None:
        return UNKNOWN
    city = effect.areas[-1]
    before = city.mean_before_min
    return _turned(None if before is None else f"{before:.1f}", f"{city.mean_after_min:.1f}")


def _turned(before: str | None, after: str) -> Text:
    said = after if before is None else f"{before} → {after}"
    return Text(said, said)


def households(side: Side) -> Value:
    """Households of the common budget."""
    retrofit = side.scenario.plan.retrofit
    return NONE if retrofit is None else sum(retrofit.households)


def household_money(side: Side) -> Value:
    """What the households cost in 万元."""
    retrofit = side.scenario.plan.retrofit
    return NONE if retrofit is None else wan(sum(retrofit.cost_yuan))


def money_in_all(side: Side) -> Value:
    """Facilities and households together in 万元; not known where a project's cost is not."""
    cost, retrofit = side.scenario.plan.cost_yuan, side.scenario.plan.retrofit
    if cost is None:
        return UNKNOWN
    return wan(cost + (0.0 if retrofit is None else sum(retrofit.cost_yuan)))


def changes(side: Side) -> tuple[ChangedFinding, ...]:
    """The findings the plan changes."""
    effect = side.scenario.effect
    return () if effect is None else effect.changed


def _mark(change: ChangedFinding) -> Text:
    """What the change assumes, in brackets; empty where nothing."""
    if not change.assumed:
        return Text("", "")
    said = change.assumption
    return _ASSUMED if said is None else Text(f"（{said.zh}）", f" ({said.en})")


def changed(side: Side) -> Value:
    """The areas under each requirement whose finding changes; assumed ones are marked."""
    if side.scenario.effect is None:
        return UNKNOWN
    by_requirement: dict[str, list[Text]] = {}
    for change in sorted(changes(side), key=lambda c: c.area_code):
        name = side.names.get(change.area_code, Text("全市", "the city"))
        mark = _mark(change)
        said = Text(f"{name.zh}{mark.zh}", f"{name.en}{mark.en}")
        by_requirement.setdefault(change.requirement_id, []).append(said)
    if not by_requirement:
        return NONE
    parts = [
        (side.catalogue.entries[key].name, join(by_requirement[key]))
        for key in side.catalogue.entries
        if key in by_requirement
    ]
    return join([Text(f"{n.zh}：{t.zh}", f"{n.en}: {t.en}") for n, t in parts], "；\n", ";\n")
