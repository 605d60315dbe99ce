"""What a plan comes to, requirement by requirement: achieved, still open, left over; in words.

A county may have one thing it needs and lack another, so no county is said to have "achieved" as
such. Only binding requirements are 已达到; of the others a thing is 已建成 or not.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.planning.scenarios.held import default_held, plan_findings
from analysis.planning.scenarios.held_words import NOT_HELD
from analysis.planning.scenarios.plan import ChangedFinding, FacilityPlan, PlanEffect, Unplanned
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Finding, Verdict
from analysis.requirements.schema import Entry, Force
from geo.layers import LayerSet
from geo.text import Text, join

Changes = Mapping[tuple[str, str], ChangedFinding]

_BINDING: Mapping[Verdict, Text] = {
    Verdict.MET: Text("已达到", "met"),
    Verdict.UNMET: Text("尚未达到", "unmet"),
    Verdict.INDETERMINATE: Text("仍待核实", "still to be verified"),
}
_OTHER: Mapping[Verdict, Text] = {
    Verdict.MET: Text("已建成", "built"),
    Verdict.UNMET: Text("尚未建成", "not built"),
    Verdict.INDETERMINATE: Text("仍待核实", "still to be verified"),
}
_SAID = Text("{clause}{word}", "{clause}: {word}")
_ON_ASSUMPTION = Text("{clause}{word}（{assumption}）", "{clause}: {word} ({assumption})")
_AREA = Text("{area}：{said}", "{area}: {said}")
_CITY = Text("全市", "The city")
_PRESUMED = Text("按假定", "as assumed")


def verdict_words(entry: Entry, verdict: Verdict) -> Text:
    """已达到 of a binding requirement, 已建成 of another; empty where nothing is asked."""
    words = _BINDING if entry.force is Force.BINDING else _OTHER
    return words.get(verdict, Text("", ""))


def achieved(
    plan: FacilityPlan, effect: PlanEffect, layers: LayerSet, catalogue: Catalogue
) -> tuple[Text, ...]:
    """One line an area, counties in code order and the city last: its requirements after the plan.

    A county stands there when the plan has a project in it or changes a finding of it, with every
    requirement that is held, is binding, or changes; the city with those about all of it. What a
    change assumes stands beside it. ``layers`` and ``catalogue``: those of the plan.
    """
    findings = plan_findings(plan.question, layers, catalogue)
    changes = {(c.requirement_id, c.area_code): c for c in effect.changed}
    city = plan.question.city_code
    touched = {p.option.site.county_code for p in plan.projects} | {a for _, a in changes}
    lines = []
    for county in layers.counties_of(city):
        if county.code in touched:
            name = Text(county.name_zh, county.name_en)
            lines += _line(name, county.code, plan, catalogue, findings, changes)
    return (*lines, *_line(_CITY, city, plan, catalogue, findings, changes))


def left_over(
    plan: FacilityPlan, effect: PlanEffect | None, layers: LayerSet, catalogue: Catalogue
) -> tuple[Unplanned, ...]:
    """What the plan leaves: its own list, and binding requirements it was not asked to meet.

    The latter only where they are unmet now and are still unmet after the plan.
    """
    question = plan.question
    findings = plan_findings(question, layers, catalogue)
    met = {
        (c.requirement_id, c.area_code)
        for c in (() if effect is None else effect.changed)
        if c.after is not Verdict.UNMET
    }
    counties = [
        c.code
        for c in layers.counties_of(question.city_code)
        if not question.counties or c.code in question.counties
    ]
    named = {(u.requirement_id, u.county_code) for u in plan.unplanned}
    more = []
    for requirement_id in default_held(catalogue, question.city_code):
        if requirement_id in question.held:
            continue
        for area in (*counties, question.city_code):
            finding = findings.get((requirement_id, area))
            at = (requirement_id, area)
            if finding is not None and finding.verdict is Verdict.UNMET and at not in met | named:
                more.append(Unplanned(requirement_id, area, finding.verdict, NOT_HELD))
    return (*plan.unplanned, *more)


def _line(
    area: Text,
    code: str,
    plan: FacilityPlan,
    catalogue: Catalogue,
    findings: Mapping[tuple[str, str], Finding],
    changes: Changes,
) -> list[Text]:
    """The line of one area, or none where nothing is asked of it."""
    asked = {*plan.question.held, *default_held(catalogue, plan.question.city_code)}
    said = []
    for entry in catalogue.evaluated(plan.question.city_code):
        finding = findings.get((entry.id, code))
        change = changes.get((entry.id, code))
        if finding is None or (entry.id not in asked and change is None):
            continue
        word = verdict_words(entry, finding.verdict if change is None else change.after)
        if not word.zh:
            continue
        if change is None or not change.assumed:
            said.append(_SAID.fill(clause=entry.name, word=word))
        else:
            on = change.assumption or _PRESUMED
            said.append(_ON_ASSUMPTION.fill(clause=entry.name, word=word, assumption=on))
    return [_AREA.fill(area=area, said=join(said, "；", "; "))] if said else []
