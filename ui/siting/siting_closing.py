"""What closes with a plan, and what that breaks: the same on 选址 and 方案."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.accessibility.study_words import persons_text
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Verdict
from geo.layers import LayerSet
from geo.text import Text
from geo.vocabulary import WORDS
from ui.components.notice import notice
from ui.language import language
from ui.siting.siting_tables import requirement_name, verdict_said

_ONE = 0.5
_CITY = Text("全市", "The whole city")
_NOTHING_BROKEN = Text(
    "撤并后没有要求因此变为尚未达到或待核实，时限内可到达的人也没有减少。",
    "No requirement is lacking for it, and nobody is beyond the limit for it.",
)


def closing_lines(
    plan: FacilityPlan,
    effect: PlanEffect,
    layers: LayerSet,
    names: Mapping[str, Text],
    catalogue: Catalogue,
) -> tuple[Text, ...]:
    """The facilities that close, the requirements and the reach that are worse with the plan."""
    closed = set(plan.closed)
    lines = []
    for facility in layers.facilities:
        if facility.facility_id in closed:
            county = names.get(facility.county_code, _CITY)
            kind = WORDS[facility.facility_type]
            lines.append(
                Text(
                    f"{county.zh} · {facility.name}（{kind.zh}）",
                    f"{county.en}: {facility.name} ({kind.en.lower()})",
                )
            )
    if not lines:
        return ()
    broken = []
    for change in effect.changed:
        if change.before is Verdict.MET:
            county = names.get(change.area_code, _CITY)
            clause = requirement_name(change.requirement_id, catalogue)
            was = verdict_said(change.requirement_id, change.before, catalogue)
            then = verdict_said(change.requirement_id, change.after, catalogue)
            broken.append(
                Text(
                    f"{county.zh}“{clause.zh}”由{was.zh}变为{then.zh}，方案没有补上。",
                    f"{county.en}, {clause.en}: from {was.en.lower()} to {then.en.lower()}; the"
                    " plan does not make up for it.",
                )
            )
    if effect.lost_persons is not None and effect.lost_persons >= _ONE:
        lost, limit = persons_text(effect.lost_persons), f"{plan.question.cutoff_min:g}"
        broken.append(
            Text(
                f"{lost.zh}不再在 {limit} 分钟内可到达。",
                f"{lost.en} are no longer within {limit} minutes.",
            )
        )
    return (*lines, *(broken or [_NOTHING_BROKEN]))


def closing_notice(
    plan: FacilityPlan,
    effect: PlanEffect | None,
    layers: LayerSet,
    names: Mapping[str, Text],
    catalogue: Catalogue,
    key: str,
) -> None:
    """The same as a notice; nothing where nothing closes."""
    if effect is None or not plan.closed:
        return
    lines = closing_lines(plan, effect, layers, names, catalogue)
    if lines:
        notice(
            Text("拟撤并的设施和影响", "What closes, and what that breaks"),
            language=language(),
            key=key,
            lines=lines,
            kind="attention",
        )
