"""What the page says of a plan: what was wanted, how far from best, money, people."""

from __future__ import annotations

from analysis.planning.scenarios.options import MEASURE_WORDS
from analysis.planning.scenarios.plan import AreaReach, FacilityPlan, PlanEffect
from analysis.planning.scenarios.question import Absent, PlanQuestion
from analysis.planning.siting.problem import OBJECTIVE_WORDS
from analysis.planning.siting.solver import Outcome
from geo.text import Text, join
from geo.vocabulary import WORDS
from ui.siting import siting_words

WAN = 10_000
_ONE = 0.5
ASSUMPTION = Text("假定", "assumed")
ASSUMED_LINE = Text(
    "待核实的县按“尚无设施”预作方案，是假定，不是结论；标“假定”的各处都由此而来。"
    "核实后请重新计算。",
    "Counties to be verified are planned as if they had none: an assumption, no finding. Everything"
    " marked “assumed” rests on it. Run the scenario again once they are verified.",
)
_NO_PLAN = (Outcome.INFEASIBLE, Outcome.NOTHING_FOUND)


def wanted(question: PlanQuestion) -> Text:
    """What was wanted, in its order, and of which facilities."""
    words = [OBJECTIVE_WORDS[w.objective] for w in question.wishes]
    wishes = join([Text(w.zh, _small(w.en)) for w in words], "，再", ", then ")
    kind = WORDS[question.service]
    return Text(f"{kind.zh}：{wishes.zh}", f"{kind.en}: {wishes.en}")


def worst_gap(plan: FacilityPlan) -> float | None:
    """How far from best the plan's worst stage can be, as a share; None where nothing bounds it."""
    gaps = [stage.gap for stage in plan.stages]
    return max((g for g in gaps if g is not None), default=None) if None not in gaps else None


def status(plan: FacilityPlan) -> Text:
    """Proven best, or how far from best, or why there is no plan."""
    said = siting_words.sure(plan.status, worst_gap(plan))
    return Text(said.zh, said.en[:1].upper() + said.en[1:])


def _small(words: str) -> str:
    """Words inside a sentence."""
    return words[:1].lower() + words[1:]


def has_plan(plan: FacilityPlan) -> bool:
    """Whether there is a plan at all; it may do nothing."""
    return plan.status not in _NO_PLAN


def is_assumed(plan: FacilityPlan, effect: PlanEffect) -> bool:
    """Whether something of the plan rests on the assumption of absence."""
    return plan.question.absent is Absent.ASSUMED_ABSENT or any(c.assumed for c in effect.changed)


def assumptions(plan: FacilityPlan, effect: PlanEffect) -> list[Text]:
    """What is assumed, each once: absence where findings are 待核实, and what a change rests on."""
    said = [ASSUMED_LINE] if plan.question.absent is Absent.ASSUMED_ABSENT else []
    changes = {c.assumption.zh: c.assumption for c in effect.changed if c.assumption is not None}
    return [*said, *changes.values()] or [ASSUMED_LINE]


def shares(area: AreaReach) -> tuple[float | None, float | None]:
    """The shares within the limit before and after, 0 to 1; None: not known, or nobody there."""
    if not area.persons:
        return None, None
    before, after = area.within_before, area.within_after
    return (
        None if before is None else before / area.persons,
        None if after is None else after / area.persons,
    )


def measures(plan: FacilityPlan) -> Text:
    """How many projects by measure: 新建 2 个、改建 1 个."""
    counts = {m: sum(p.option.measure is m for p in plan.projects) for m in MEASURE_WORDS}
    said = [
        Text(f"{MEASURE_WORDS[m].zh} {n} 个", f"{n} × {MEASURE_WORDS[m].en.lower()}")
        for m, n in counts.items()
        if n
    ]
    return join(said) if said else Text("没有项目", "no project")


def wan(yuan: float | None) -> float | None:
    """Yuan as 万元; None stays None."""
    return None if yuan is None else yuan / WAN


def money(yuan: float | None) -> Text:
    """A sum in words: 1,994.7 万元; 待定 where a cost is not known."""
    if yuan is None:
        return Text("费用待定", "cost to be decided")
    in_wan = f"{yuan / WAN:,.1f}".removesuffix(".0")
    return Text(f"{in_wan} 万元", f"{in_wan} × 10,000 yuan")


def persons(number: float | None) -> Text:
    """A number of people; not known is said."""
    if number is None:
        return Text("不能计算", "not known")
    return Text(f"{number:,.0f} 人", f"{number:,.0f} people")


def plan_lede(name: str, plan: FacilityPlan, effect: PlanEffect) -> Text:
    """The first sentence of a scenario opened; the name escapes the bold marks."""
    shown = name.replace("*", "＊")
    how_good = status(plan)
    if not has_plan(plan):
        return Text(f"**{shown}**：{how_good.zh}。", f"**{shown}**: {how_good.en}.")
    what, cost = measures(plan), money(plan.cost_yuan)
    gained = persons(effect.gained_persons)
    cutoff = f"{plan.question.cutoff_min:g}"
    reach = Text(
        f"{cutoff} 分钟内可到达的人增加 **{gained.zh}**",
        f"**{gained.en}** more within {cutoff} minutes",
    )
    if effect.lost_persons is not None and effect.lost_persons >= _ONE:
        lost = persons(effect.lost_persons)
        reach = Text(
            f"{reach.zh}，另有 **{lost.zh}**因撤并不再可达",
            f"{reach.en}, **{lost.en}** fewer by closures",
        )
    if effect.gained_persons is None:
        reach = Text("可到达人数的变化不能计算", "the change in reach is not known")
    return Text(
        f"**{shown}**：{what.zh}，估算 **{cost.zh}**，{reach.zh}。{how_good.zh}。",
        f"**{shown}**: {what.en}, estimated **{cost.en}**, {reach.en}. {how_good.en}.",
    )
