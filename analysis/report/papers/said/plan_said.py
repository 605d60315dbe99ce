"""拟建项目 and 目标 in sentences: what a plan proposes, what it changes, what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from analysis.accessibility.study_words import persons_text
from analysis.planning.scenarios.compared_figures import how_good
from analysis.planning.scenarios.options import Measure
from analysis.planning.scenarios.plan import ChangedFinding, FacilityPlan, Unplanned
from analysis.planning.scenarios.project_words import BUILDING_WORDS
from analysis.planning.scenarios.question import ABSENT_WORDS, Absent, PlanQuestion
from analysis.planning.scenarios.stored import INPUT_WORDS, Scenario
from analysis.planning.siting.amounts import money
from analysis.planning.siting.problem import OBJECTIVE_WORDS
from analysis.planning.siting.solver import Outcome
from analysis.report.cell_text import percent
from analysis.report.papers.said.nouns import facility_noun
from analysis.report.papers.said.sentences import ended
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Verdict
from geo.layers import County, LayerSet
from geo.people.demand import GROUP_WORDS
from geo.text import Text, join
from geo.travel.model import MODE_WORDS

_ASSUMED = Text("（假定）", " (assumed)")
_NOTHING = Text("", "")
_AFTER = {
    Verdict.MET: Text("已达到", "met"),
    Verdict.UNMET: Text("尚未达到", "not yet met"),
    Verdict.INDETERMINATE: Text("待核实", "to be verified"),
    Verdict.NOT_APPLICABLE: Text("不适用", "not applicable"),
}


def plan_said(
    scenario: Scenario, counties: Sequence[County], catalogue: Catalogue
) -> tuple[Text, ...]:
    """The sentences of the section, the proposal first."""
    plan = scenario.plan
    names = {c.code: Text(c.short_zh, c.short_en) for c in counties}
    names[plan.question.city_code] = Text("全市", "the city")
    said = [_proposal(scenario)]
    if plan.status in (Outcome.OPTIMAL, Outcome.FEASIBLE):
        said.append(_wanted(scenario))
    if plan.conflict is not None:
        said.append(plan.conflict.said)
    said += _reach(scenario)
    said += _changes(scenario, names, catalogue)
    if plan.question.absent is Absent.ASSUMED_ABSENT:
        said.append(
            Text(
                "本方案含假定：待核实的县按尚无设施测算，标“（假定）”的不是核查结论；"
                "核实后应重新测算。",
                "The plan rests on an assumption: counties to be verified are taken to have no"
                " facility. What is marked (assumed) is no finding; plan again once verified.",
            )
        )
    said += _unplanned(plan, names, catalogue)
    said += [ended(n) for n in plan.notes]
    if scenario.effect is not None:
        said += [ended(n) for n in scenario.effect.notes]
    said.append(
        Text(
            "项目供研究比选，未经立项；投资为估算，依据见项目库备注。",
            "Projects are for discussion, not approved; investments are estimates, their basis"
            " under remarks in the project list.",
        )
    )
    return tuple(dict.fromkeys(said))


def _proposal(scenario: Scenario) -> Text:
    plan = scenario.plan
    years = plan.question.years
    span = Text(f"{years[0]}—{years[-1]} 年", f"{years[0]}–{years[-1]}")
    if plan.status not in (Outcome.OPTIMAL, Outcome.FEASIBLE):
        good = how_good(scenario)
        return Text(
            f"方案“{scenario.name}”（{span.zh}）：{good.zh}，没有拟建项目。",
            f"Scenario “{scenario.name}” ({span.en}): {good.en.lower()}; no project is proposed.",
        )
    if not plan.projects:
        return Text(
            f"方案“{scenario.name}”（{span.zh}）：没有拟建项目。",
            f"Scenario “{scenario.name}” ({span.en}): no project is proposed.",
        )
    counts = Counter(p.option.measure for p in plan.projects)
    kinds = join(
        [
            Text(
                f"{BUILDING_WORDS[m].zh} {counts[m]} 个",
                f"{counts[m]} {BUILDING_WORDS[m].en.lower()}",
            )
            for m in Measure
            if counts[m]
        ]
    )
    known = [p.option.cost_yuan for p in plan.projects if p.option.cost_yuan is not None]
    unknown = len(plan.projects) - len(known)
    if not known:
        cost = Text("总投资待定", "the investment is to be decided")
    else:
        total = money(sum(known), in_wan=True)
        cost = Text(f"总投资估算 {total.zh}", f"estimated at {total.en}")
        if unknown:
            cost = Text(
                f"{cost.zh}（另有 {unknown} 个投资待定，未计入）",
                f"{cost.en} (without {unknown} whose cost is not known)",
            )
    return Text(
        f"方案“{scenario.name}”：{span.zh}拟建项目 {len(plan.projects)} 个（{kinds.zh}），"
        f"{cost.zh}。",
        f"Scenario “{scenario.name}”: {len(plan.projects)} projects in {span.en} ({kinds.en}),"
        f" {cost.en}.",
    )


def _wanted(scenario: Scenario) -> Text:
    """By what the projects were chosen, and whether better is possible."""
    wishes = wishes_said(scenario.plan.question)
    good = how_good(scenario)
    return Text(
        f"选择依据：{wishes.zh}；求解结果：{good.zh}。方案编号 {scenario.plan.run_id}。",
        f"Chosen by: {wishes.en.lower()}; result: {good.en.lower()}. Run of the plan"
        f" {scenario.plan.run_id}.",
    )


def wishes_said(asked: PlanQuestion) -> Text:
    """What is wanted, in order where there are several."""
    wishes = [OBJECTIVE_WORDS[w.objective] for w in asked.wishes]
    if len(wishes) == 1:
        return wishes[0]
    zh = "；".join(["先求" + wishes[0].zh, *("再求" + w.zh for w in wishes[1:])])
    return Text(zh, join(wishes, en=", then ").en)


def _reach(scenario: Scenario) -> list[Text]:
    effect, asked = scenario.effect, scenario.plan.question
    if effect is None or not effect.areas or not scenario.plan.projects:
        return []
    city = effect.areas[-1]
    if not city.persons or city.within_after is None:
        return []
    service, group = facility_noun(asked.service), GROUP_WORDS[asked.group]
    mode = MODE_WORDS[asked.mode]
    what = Text(
        f"{group.zh}{mode.zh} {asked.cutoff_min:g} 分钟内可到达{service.zh}的比重",
        f"the share of {group.en.lower()} within {asked.cutoff_min:g} min ({mode.en.lower()}) of a"
        f" facility ({service.en})",
    )
    after = percent(city.within_after / city.persons)
    if city.within_before is None:
        return [
            Text(
                f"全部投用后，{what.zh}为 {after}（测算）；方案实施前的情况不详。",
                f"Once all is in use, {what.en}: {after} (reckoned); before the plan not known.",
            )
        ]
    before = percent(city.within_before / city.persons)
    more = _NOTHING
    if effect.gained_persons is not None:
        gained = persons_text(effect.gained_persons)
        more = Text(f"，新增 {gained.zh}", f", {gained.en} gained")
        if effect.lost_persons is not None and effect.lost_persons >= 0.5:
            lost = persons_text(effect.lost_persons)
            more = Text(f"{more.zh}，另有 {lost.zh}不再在时限内", f"{more.en}, {lost.en} lost")
    return [
        Text(
            f"全部投用后，{what.zh}由 {before} 变为 {after}{more.zh}（测算，时限为研究惯例）。",
            f"Once all is in use, {what.en} goes from {before} to {after}{more.en} (reckoned;"
            " minutes are a research convention).",
        )
    ]


def _changes(scenario: Scenario, names: Mapping[str, Text], catalogue: Catalogue) -> list[Text]:
    """The findings that change, a sentence a requirement and verdict after."""
    effect = scenario.effect
    if effect is None:
        return []
    groups: dict[tuple[str, Verdict], list[ChangedFinding]] = {}
    for change in sorted(effect.changed, key=lambda c: c.area_code):
        groups.setdefault((change.requirement_id, change.after), []).append(change)
    said = []
    for (requirement, after), changes in sorted(groups.items(), key=lambda kv: kv[0]):
        listed = join([_marked(names, c) for c in changes])
        name, word = catalogue.entries[requirement].name, _AFTER[after]
        said.append(
            Text(
                f"全部投用后，“{name.zh}”变为{word.zh}的有：{listed.zh}。",
                f"Once all is in use, “{name.en}” becomes {word.en} in: {listed.en}.",
            )
        )
    return said


def _marked(names: Mapping[str, Text], change: ChangedFinding) -> Text:
    name = names.get(change.area_code, Text(change.area_code, change.area_code))
    mark = _ASSUMED if change.assumed else _NOTHING
    return Text(f"{name.zh}{mark.zh}", f"{name.en}{mark.en}")


def _unplanned(plan: FacilityPlan, names: Mapping[str, Text], catalogue: Catalogue) -> list[Text]:
    """What the plan does nothing about, by requirement and reason."""
    groups: dict[tuple[str, Text], list[Unplanned]] = {}
    for left in sorted(plan.unplanned, key=lambda u: (u.requirement_id, u.county_code)):
        groups.setdefault((left.requirement_id, left.why), []).append(left)
    said = []
    for (requirement, why), lefts in groups.items():
        listed = join([names[u.county_code] for u in lefts if u.county_code in names])
        name = catalogue.entries[requirement].name
        said.append(
            Text(
                f"未列入方案：{listed.zh}（{name.zh}）。{ended(why).zh}",
                f"Not in the plan: {listed.en} ({name.en}). {ended(why).en}",
            )
        )
    return said


def outdated_said(plan: FacilityPlan, layers: LayerSet, catalogue: Catalogue) -> tuple[Text, ...]:
    """That the plan was made from other records or rules than the findings; none where it wasn't.

    People and travel times are not looked at: ``stored.rerun`` does that.
    """
    now = {"layers": layers.fingerprint, "catalogue": catalogue.version}
    then = dict(plan.inputs)
    changed = [INPUT_WORDS[n] for n in now if n in then and then[n] != now[n]]
    if not changed:
        return ()
    names = join(changed)
    return (
        Text(
            f"方案保存以后{names.zh}有变动，方案没有重新测算。",
            f"Changed since the plan was made: {names.en}; the plan was not made again.",
        ),
    )


def plan_basis(scenario: Scenario) -> tuple[Text, ...]:
    """How the plan was chosen, for the annex."""
    plan, asked = scenario.plan, scenario.plan.question
    budget = Text("未设总预算", "no total budget")
    if asked.budget_yuan is not None:
        amount = money(asked.budget_yuan, in_wan=True)
        budget = Text(f"总预算 {amount.zh}", f"total budget {amount.en}")
    return (
        Text(
            f"拟建项目：从 {len(asked.options)} 个备选项中按上述目标选择（整数规划），{budget.zh}；"
            f"{ABSENT_WORDS[asked.absent].zh}。方案编号 {plan.run_id}。",
            f"Projects: chosen among {len(asked.options)} options by the wishes named (integer"
            f" programme), {budget.en}; {ABSENT_WORDS[asked.absent].en.lower()}. Run of the plan"
            f" {plan.run_id}.",
        ),
    )


def targets_said(scenario: Scenario | None, lines: int) -> tuple[Text, ...]:
    """What the table of targets is, and what it is not."""
    if scenario is None:
        return (
            Text(
                f"{lines} 项指标列出基期值和口径；尚未选定方案，各年路径和目标值待定。",
                f"Base values and definitions of {lines} indicators; no scenario is chosen yet, so"
                " the path by year and the targets are to be decided.",
            ),
            _BASE,
        )
    return (
        Text(
            f"按方案“{scenario.name}”测算 {lines} 项指标的逐年值和目标建议，均未经审定。",
            f"Values by year and proposed targets of {lines} indicators follow from scenario"
            f" “{scenario.name}”; none is approved.",
        ),
        _BASE,
    )


_BASE = Text(
    "基期只计已核实达到的，待核实、待报的另列，核实后相应调整。",
    "The base counts what is verified; what is to be verified or not reported stands apart and the"
    " figures follow.",
)
