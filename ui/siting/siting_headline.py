"""The headline of a plan: projects, money, requirement by requirement, and who gains what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.accessibility.study_words import persons_text
from analysis.planning.scenarios.held import default_held
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
from analysis.planning.siting.solver import Outcome
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Finding, Verdict
from geo.people.demand import GROUP_WORDS, KIND_WORDS, Demand, PeopleKind
from geo.text import Text, join
from geo.travel.model import MODE_WORDS, MODEL_WORDS, TravelModel
from geo.vocabulary import WORDS
from ui.siting.siting_tables import requirement_name, verdict_said
from ui.siting.siting_words import cost_text

_ONE = 0.5
_NAMED = 4
"""More counties than these are counted where they are only to be verified."""
_CITY = Text("全市", "the whole city")
Names = Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Against:
    """How a plan changed by hand stands beside the one solved: persons within the limit, by place.

    ``cost_yuan``: what it costs more (below 0: less); None where a cost is not known.
    """

    lost_persons: float
    gained_persons: float
    cost_yuan: float | None


@dataclass(frozen=True)
class Standing:
    """What is needed to say what a plan does: verdicts of today by requirement and area."""

    findings: Mapping[tuple[str, str], Finding]
    catalogue: Catalogue
    names: Names


def headline(
    plan: FacilityPlan,
    effect: PlanEffect | None,
    standing: Standing,
    against: Against | None = None,
) -> Text:
    """The finding in one sentence; ``against``: the plan was changed by hand, and is marked so."""
    if not plan.projects and against is None:
        return _nothing(plan)
    cost, many = cost_text(plan.cost_yuan), len(plan.projects)
    projects = "1 project" if many == 1 else f"{many} projects"
    said = Text(f"**拟安排 {many} 处，{cost.zh}**", f"**{projects}, {cost.en}**")
    if against is not None:
        said = Text(f"【试调，未求解】{said.zh}", f"[Trial, not solved] {said.en}")
    parts = [said]
    if effect is not None:
        parts += [*_requirements(plan, effect, standing), *_reach(plan, effect)]
    if against is not None:
        parts.append(_against(against))
    found = join(parts, "；", "; ")
    return Text(f"{found.zh}。", f"{found.en}.")


def _nothing(plan: FacilityPlan) -> Text:
    if plan.conflict is not None or plan.status is Outcome.INFEASIBLE:
        return Text(
            "**这样的方案不存在**：原因和怎样放宽见下。",
            "**There is no such plan**: why, and what would have to give, stands below.",
        )
    if plan.status is Outcome.NOTHING_FOUND:
        return Text(
            "**时限内没有找到方案**，也没有证明不存在。请放宽计算时限再试。",
            "**No plan was found in the time**, nor was it proven that there is none. Allow"
            " more time.",
        )
    if plan.under_way:
        return Text(
            "**按现在的设定，不另新设**：要补齐的靠在建、前期、未投用的设施投用，见下；其余待核实。",
            "**As set, nothing new is built**: what lacks is left to facilities under way, see"
            " below; the rest is to be verified.",
        )
    return Text(
        "**按现在的设定，不需要新设**：没有要补齐的，或都还待核实。",
        "**As set, nothing needs to be built**: nothing lacks, or all is still to be verified.",
    )


def _requirements(plan: FacilityPlan, effect: PlanEffect, standing: Standing) -> list[Text]:
    """Requirement by requirement: which counties come to have it, which still have not.

    Of those the plan holds, and of binding ones of the counties it is about: what is left unmet is
    named whether it was asked for or not. Of others (推进性) what is 已建成 with the plan is said.
    """
    question, names = plan.question, standing.names
    binding = default_held(standing.catalogue, question.city_code)
    after = {(c.requirement_id, c.area_code): c.after for c in effect.changed}
    assumed = {
        (c.requirement_id, c.area_code): c.assumption or _AS_ASSUMED
        for c in effect.changed
        if c.assumed or c.assumption is not None
    }
    inside = question.counties or frozenset(names)
    areas = [*sorted(inside), question.city_code]
    said = []
    gained = [c.requirement_id for c in effect.changed if c.after is Verdict.MET]
    asked = {*binding, *question.held}
    for requirement_id in dict.fromkeys((*binding, *question.held, *gained)):
        found: dict[tuple[Verdict, Text | None], list[Text]] = {}
        for area in areas:
            key = (requirement_id, area)
            now = standing.findings.get(key)
            verdict = after.get(key, None if now is None else now.verdict)
            if verdict is None or (key not in after and verdict is Verdict.MET):
                continue
            if requirement_id not in asked and verdict is not Verdict.MET:
                continue
            found.setdefault((verdict, assumed.get(key)), []).append(names.get(area, _CITY))
        parts = []
        for (verdict, assumption), places in sorted(found.items(), key=lambda i: _ORDER[i[0][0]]):
            if verdict is not Verdict.NOT_APPLICABLE:
                parts.append(_places(requirement_id, verdict, places, standing, assumption))
        if parts:
            name = requirement_name(requirement_id, standing.catalogue)
            listed = join(parts, "，")
            said.append(Text(f"{name.zh}：{listed.zh}", f"{name.en}: {listed.en}"))
    return said


_AS_ASSUMED = Text("按假定", "as assumed")
_ORDER = {
    Verdict.MET: 0,
    Verdict.UNMET: 1,
    Verdict.INDETERMINATE: 2,
    Verdict.NOT_APPLICABLE: 3,
}


def _places(
    requirement_id: str,
    verdict: Verdict,
    places: list[Text],
    standing: Standing,
    assumption: Text | None,
) -> Text:
    word, listed = verdict_said(requirement_id, verdict, standing.catalogue), join(places)
    if verdict is Verdict.INDETERMINATE and len(places) > _NAMED:
        listed = Text(f"{len(places)} 处", f"{len(places)} places")
    if verdict is Verdict.MET:
        rests = Text("", "")
        if assumption is not None:
            rests = Text(f"（{assumption.zh}）", f" ({assumption.en})")
        return Text(
            f"建成后{listed.zh}**{word.zh}**{rests.zh}",
            f"then **{word.en.lower()}** {listed.en}{rests.en}",
        )
    still = word.zh if word.zh.startswith("尚") else f"仍{word.zh}"
    return Text(f"{listed.zh}{still}", f"still {word.en.lower()}: {listed.en}")


def reach_words(plan: FacilityPlan) -> Text:
    """Of which facility, by which people, within which limit; the limit is no clause's."""
    question = plan.question
    kind, group = WORDS[question.service], GROUP_WORDS[question.group]
    limit = f"{question.cutoff_min:g}"
    return Text(
        f"{limit} 分钟（研究惯例）内可到达{kind.zh}的{group.zh}",
        f"{group.en.lower()} within {limit} min (research convention) of {kind.en.lower()}",
    )


def _reach(plan: FacilityPlan, effect: PlanEffect) -> list[Text]:
    who = reach_words(plan)
    if effect.gained_persons is None:
        return [
            Text(
                f"{who.zh}增加多少不详（现状不详）",
                f"how many more {who.en}: not known, as today’s reach is not",
            )
        ]
    gained = persons_text(effect.gained_persons)
    parts = [Text(f"{who.zh}增加 **{gained.zh}**", f"**{gained.en}** more: {who.en}")]
    if effect.lost_persons is not None and effect.lost_persons >= _ONE:
        lost = persons_text(effect.lost_persons)
        parts.append(Text(f"另有 {lost.zh}因撤并不再可达", f"{lost.en} fewer by closures"))
    return parts


def _against(against: Against) -> Text:
    """The change by hand beside the plan solved."""
    lost, gained = persons_text(against.lost_persons), persons_text(against.gained_persons)
    parts = []
    if against.lost_persons >= _ONE:
        parts.append(Text(f"**减少 {lost.zh}**", f"**{lost.en} fewer**"))
    if against.gained_persons >= _ONE:
        parts.append(Text(f"**增加 {gained.zh}**", f"**{gained.en} more**"))
    people = join(parts) if parts else Text("可到达人数不变", "as many persons within reach")
    money = Text("", "")
    if against.cost_yuan is not None and abs(against.cost_yuan) >= 1:
        apart, more = cost_text(abs(against.cost_yuan)), against.cost_yuan > 0
        money = Text(
            f"，费用{'多' if more else '少'}{apart.zh}",
            f", {'more' if more else 'less'}: {apart.en}",
        )
    return Text(
        f"与求解的方案相比{people.zh}{money.zh}",
        f"beside the plan solved: {people.en}{money.en}",
    )


def basis(demand: Demand, model: TravelModel) -> Text:
    """What the persons and minutes rest on, in one line."""
    people, travel = KIND_WORDS[demand.kind], MODEL_WORDS[model.kind]
    if demand.kind is PeopleKind.BUILT_IN:
        people = Text(
            "人口分布按七普（2020-11-01）分县常住人口推算",
            "People modelled from the residents by county of the census of 2020-11-01",
        )
    mode = Text("", "")
    if model.mode is not None:
        words = MODE_WORDS[model.mode]
        mode = Text(f"（{words.zh}）", f" ({words.en.lower()})")
    return Text(
        f"口径：{people.zh}；出行时间按{travel.zh}{mode.zh}；分钟数为研究惯例，规划没有规定；"
        "费用为估算。",
        f"Basis: {people.en[:1].lower()}{people.en[1:]}; times by {travel.en.lower()}{mode.en};"
        " minutes are research convention, no plan sets any; costs are estimates.",
    )
