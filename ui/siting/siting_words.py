"""The sentences of the page: what is lacking, what a plan does, how sure it is, what conflicts."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.accessibility.study_words import persons_text
from analysis.planning.scenarios.plan import Stage
from analysis.planning.siting.conflict import would_do
from analysis.planning.siting.plan import Conflict, Limit
from analysis.planning.siting.problem import OBJECTIVE_WORDS, Objective
from analysis.planning.siting.solver import Outcome
from analysis.requirements.findings import Assessment, Verdict
from geo.layers import County
from geo.text import Text, join

_WAN = 10_000.0
_SMALLEST_GAP = 1e-9
_ONE = 0.5


def wan(yuan: float) -> str:
    """Yuan as 万元, one decimal."""
    return f"{yuan / _WAN:,.1f}"


def cost_text(yuan: float | None) -> Text:
    """An estimated cost; what is not known is said so."""
    if yuan is None:
        return Text("费用未全填", "cost not fully known")
    return Text(f"估算 {wan(yuan)} 万元", f"an estimated {wan(yuan)} × 10,000 yuan")


def lacking(
    assessment: Assessment, held: Iterable[str], counties: Iterable[County]
) -> dict[Verdict, list[Text]]:
    """The counties that lack something held, and those that can't be told, in code order.

    A county with both stands among those that lack; the city of a city-wide requirement counts as
    a place of its own.
    """
    names = {c.code: Text(c.short_zh, c.short_en) for c in counties}
    worst: dict[str, Verdict] = {}
    for requirement_id in held:
        for code in (*names, assessment.city_code):
            finding = assessment.get(requirement_id, code)
            if finding is None or finding.verdict not in (Verdict.UNMET, Verdict.INDETERMINATE):
                continue
            if worst.get(code) is not Verdict.UNMET:
                worst[code] = finding.verdict
        found: dict[Verdict, list[Text]] = {Verdict.UNMET: [], Verdict.INDETERMINATE: []}
    for code in sorted(worst, key=lambda c: (c == assessment.city_code, c)):
        found[worst[code]].append(names.get(code, _CITY))
    return found


def page_lede(found: dict[Verdict, list[Text]], counties: int) -> tuple[Text, Text]:
    """The page's first sentence and the one under it: what is lacking, what is open, what to do."""
    unmet, open_ = found[Verdict.UNMET], found[Verdict.INDETERMINATE]
    if unmet:
        listed = join(unmet)
        first = Text(
            f"必须满足的要求，**还有 {len(unmet)} 处尚未达到**：{listed.zh}。",
            f"Of what must be met, **{len(unmet)} places still lack something**: {listed.en}.",
        )
    elif open_:
        first = Text(
            "必须满足的要求，目前**没有能认定“尚未达到”的**：多数还待核实，未报不等于没有。",
            "Nothing that must be met is **known to be lacking**: most is still to be verified,"
            " and not recorded is not the same as absent.",
        )
    else:
        first = Text(
            f"必须满足的要求，{counties} 个县（市、区）**都已达到**；仍可为让更多人就近选址。",
            f"What must be met **is met in all {counties} counties**; sites can still bring more"
            " people within reach.",
        )
    under = Text(
        "点“求解方案”，得到建在哪里、花多少钱、让多少人受益，并说明离最优有多远。",
        "“Find a plan” says where to build, at what cost, for how many people, and how far from"
        " best it can be.",
    )
    if open_:
        listed = join(open_)
        under = Text(
            f"待核实 {len(open_)} 处（{listed.zh}）先核实，默认不作安排；也可“假定没有”预作方案。"
            + under.zh,
            f"{len(open_)} to be verified ({listed.en}) come later; a plan can also assume that"
            f" they have none. {under.en}",
        )
    return first, under


_CITY = Text("全市性要求", "the city as a whole")


def sure(status: Outcome, gap: float | None) -> Text:
    """How far from best the plan can be, in words."""
    if status is Outcome.OPTIMAL or (gap is not None and gap <= _SMALLEST_GAP):
        return Text("已证明最优", "proven best")
    if status is Outcome.INFEASIBLE:
        return Text("已证明不存在这样的方案", "proven that there is no such plan")
    if status is Outcome.NOTHING_FOUND:
        return Text("时限内没有找到", "nothing found in the time")
    if gap is None:
        return Text("离最优多远还不知道", "how far from best is not known")
    return Text(f"与最优最多差 {100 * gap:.1f} %", f"at most {100 * gap:.1f} % from best")


def ties(tie: bool | None) -> Text:
    """Whether another plan is as good."""
    if tie is None:
        return Text("是否另有同样好的方案，没有查完", "whether another is as good was not settled")
    if tie:
        return Text("另有同样好的方案", "other plans are as good")
    return Text("没有别的方案同样好", "no other plan is as good")


def amount(objective: Objective, value: float | None) -> Text:
    """An objective's value with its unit."""
    if value is None:
        return Text("—", "—")
    match objective:
        case Objective.LEAST_COST:
            return Text(f"{wan(value)} 万元", f"{wan(value)} × 10,000 yuan")
        case Objective.LSCP:
            return Text(f"{value:,.0f} 处", f"{value:,.0f} sites")
        case Objective.MCLP:
            return persons_text(value)
        case Objective.P_MEDIAN:
            return Text(f"{value:,.0f} 人·分钟", f"{value:,.0f} person-minutes")
        case Objective.P_CENTER:
            return Text(f"{value:,.1f} 分钟", f"{value:,.1f} min")


def stage_line(stage: Stage, mean_min: float | None = None) -> Text:
    """One wish and what is proven of it; of one that found nothing, that it is unfinished.

    ``mean_min``: minutes per person with the plan, said beside a sum of person-minutes.
    """
    if stage.status is Outcome.NOTHING_FOUND:
        wanted = OBJECTIVE_WORDS[stage.wish.objective]
        return Text(
            f"{wanted.zh}：这一步没有算完（时限内没有找到，也没有证明不存在）。",
            f"{wanted.en}: unfinished (nothing found in the time, nor proven impossible).",
        )
    wanted = OBJECTIVE_WORDS[stage.wish.objective]
    if stage.status is Outcome.INFEASIBLE:
        none = sure(stage.status, None)
        return Text(f"{wanted.zh}：{none.zh}。", f"{wanted.en}: {none.en}.")
    value = amount(stage.wish.objective, stage.objective)
    if stage.wish.objective is Objective.P_MEDIAN and mean_min is not None:
        value = Text(
            f"人均 {mean_min:,.1f} 分钟（{value.zh}）",
            f"{mean_min:,.1f} minutes per person ({value.en})",
        )
    proof, tie = sure(stage.status, stage.gap), ties(stage.other_plans_tie)
    bound = Text("", "")
    if stage.status is Outcome.FEASIBLE and stage.bound is not None:
        best = amount(stage.wish.objective, stage.bound)
        bound = Text(f"（最优不会优于 {best.zh}）", f" (no plan is better than {best.en})")
    took = f"{stage.seconds:.1f}" if stage.seconds >= 0.1 else "<0.1"
    return Text(
        f"{wanted.zh}：{value.zh}，{proof.zh}{bound.zh}；{tie.zh}。用时 {took} 秒。",
        f"{wanted.en}: {value.en}, {proof.en}{bound.en}; {tie.en}. {took} s.",
    )


def worse(best: Stage, now: Stage, lost_persons: float = 0.0, *, broken: bool = False) -> Text:
    """How a plan changed by hand stands beside the one that was solved, in one wish.

    ``lost_persons``: who is no longer within the limit; then nothing is said to be as good.
    ``broken``: something asked is no longer kept, as is said below. The solved plan is called best
    only where that is proven.
    """
    objective = best.wish.objective
    wanted = OBJECTIVE_WORDS[objective]
    if best.objective is None or now.objective is None:
        return Text(f"{wanted.zh}：比不出来。", f"{wanted.en}: can’t be compared.")
    apart = now.objective - best.objective
    was, new = amount(objective, best.objective), amount(objective, now.objective)
    both = Text(
        f"{wanted.zh}：{new.zh}（求解的是 {was.zh}）", f"{wanted.en}: {new.en} (was {was.en})"
    )
    by = amount(objective, abs(apart))
    loses = apart < 0 if objective is Objective.MCLP else apart > 0
    if abs(apart) <= _SMALLEST_GAP * max(1.0, abs(best.objective)):
        if lost_persons >= _ONE:
            lost = persons_text(lost_persons)
            return Text(
                f"{both.zh}，数值相同，但时限内可到达的少 {lost.zh}，不算一样好。",
                f"{both.en}: the same, but with {lost.en} fewer within the limit not as good.",
            )
        return Text(f"{both.zh}，一样好。", f"{both.en}: as good.")
    if loses:
        other = _BEST if best.status is Outcome.OPTIMAL else _SOLVED
        return Text(
            f"{both.zh}，比{other.zh}差 {by.zh}。", f"{both.en}: {by.en} worse than {other.en}."
        )
    zh = f"{both.zh}，{'多' if objective is Objective.MCLP else '少'} {by.zh}"
    en = f"{both.en}: {by.en} {'more' if objective is Objective.MCLP else 'less'}"
    if not broken:
        return Text(f"{zh}，比求解得到的好。", f"{en}, better than what was found.")
    return Text(
        f"{zh}，但超出设定或不再满足全部要求，见下。",
        f"{en}, but no longer keeps everything asked, see below.",
    )


_BEST = Text("最优", "the best")
_SOLVED = Text("求解得到的", "what was found")


def conflict_lines(conflict: Conflict, where: Text | None = None) -> tuple[Text, ...]:
    """What conflicts, limit by limit, and what of each would do, each said once.

    ``where``: the counties of those whom no site reaches.
    """
    lines = [_limit_line(limit) for limit in conflict.limits]
    if len(lines) > 1:
        lines.insert(0, _TOGETHER)
    elif not lines:
        lines = [conflict.said]
    if conflict.unreachable:
        people = persons_text(conflict.unreachable_persons)
        places = Text("", "") if where is None else Text(f"（{where.zh}）", f" ({where.en})")
        lines.append(
            Text(
                f"有 {people.zh}{places.zh}任何备选点、现有设施都到不了："
                "请补充备选点，或放宽时间上限。",
                f"{people.en}{places.en} are within reach of no site, new or existing: add sites,"
                " or widen the limit.",
            )
        )
    if not conflict.smallest:
        lines.append(
            Text(
                "时间用完，没有逐项试过：去掉其中一项也可能仍不够。",
                "Time ran out before each was tried: leaving one out may not be enough.",
            )
        )
    return tuple(dict.fromkeys(lines))


_TOGETHER = Text(
    "以下几项不能同时满足，放宽其中一项即可：",
    "These can’t be met together; giving way in one of them would do:",
)


def _limit_line(limit: Limit) -> Text:
    would = would_do(limit, in_wan=True)
    if would is None:
        return limit.said
    return Text(
        f"{limit.said.zh}——其余不变时，{would.zh}即可。",
        f"{limit.said.en} – all else as it is, this would do: {would.en}.",
    )
