"""What a reader of a study must know beside the numbers: what is left out, and what is assumed."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.accessibility.facilities_asked import (
    ASIDE_WORDS,
    Aside,
    CountedFacility,
    FacilitiesAsked,
)
from analysis.accessibility.question import Question
from analysis.accessibility.study_warnings import census_said
from geo.layers import County, LayerSet
from geo.people.demand import Demand, PeopleKind
from geo.text import Text, join
from geo.travel.model import TravelModel
from geo.travel.parameters import CUTOFF_LABEL
from geo.vocabulary import WORDS

OWN_CITY_ONLY = Text(
    "只计本市设施；边界附近的居民可能到外市设施更近",
    "Facilities of this city only; people near its border may be nearer to another city’s",
)


def study_notes(
    question: Question,
    demand: Demand,
    facilities: FacilitiesAsked,
    layers: LayerSet,
    warnings: Sequence[Text],
    people_off: Sequence[str],
) -> tuple[Text, ...]:
    """The notes in the order a reader needs them. ``people_off``: ids of people off the roads."""
    notes = [cutoffs_said(question), *warnings, *_aside(facilities), *_capacity(facilities)]
    notes += _people_off(demand, people_off)
    notes += _undeclared(question, layers)
    notes += _tried(facilities)
    said = census_said(demand) if demand.kind is not PeopleKind.BUILT_IN else None
    notes += [said] if said is not None else []
    return (*notes, OWN_CITY_ONLY, *demand.notes)


def public_notes(
    question: Question,
    demand: Demand,
    facilities: FacilitiesAsked,
    layers: LayerSet,
    warnings: Sequence[Text],
) -> tuple[Text, ...]:
    """The notes of the public edition: they name no facility and count no persons."""
    notes = [cutoffs_said(question), *warnings, *_tried(facilities)]
    notes += _undeclared(question, layers)
    if facilities.aside:
        left_out = len(facilities.aside)
        notes.append(
            Text(
                f"另有 {left_out} 所同类设施未计入（未运营、待核实或没有坐标点）",
                f"{left_out} more of the kind are left out (not operating, to be verified, or"
                " without a point)",
            )
        )
    return (*notes, OWN_CITY_ONLY, *demand.notes)


def made_of(question: Question, demand: Demand, model: TravelModel) -> tuple[Text, ...]:
    """What stands under every table: the limits, where times and people come from."""
    return (
        cutoffs_said(question),
        Text(f"出行时间：{model.said.zh}", f"Travel times: {model.said.en}"),
        Text(f"人口分布：{demand.said.zh}", f"Where people are: {demand.said.en}"),
    )


def cutoffs_said(question: Question) -> Text:
    """The cutoffs and what they are, in one sentence."""
    minutes = [f"{c:g}" for c in question.cutoffs_min]
    return Text(
        f"时间上限 {'、'.join(minutes)} 分钟：{CUTOFF_LABEL.zh}",
        f"Limits of {', '.join(minutes)} min: {CUTOFF_LABEL.en}",
    )


def _aside(facilities: FacilitiesAsked) -> list[Text]:
    notes = []
    for reason in Aside:
        left_out = facilities.left_out(reason)
        if not left_out:
            continue
        listed = join([Text(f"{f.name}（{f.why.zh}）", f"{f.name} ({f.why.en})") for f in left_out])
        word = ASIDE_WORDS[reason]
        notes.append(
            Text(
                f"未计入 {len(left_out)} 所（{word.zh}）：{listed.zh}",
                f"{len(left_out)} left out ({word.en}): {listed.en}",
            )
        )
    return notes


def _capacity(facilities: FacilitiesAsked) -> list[Text]:
    unknown = [f for f in facilities.unknown_capacity if f.stated is None]
    other = [f for f in facilities.unknown_capacity if f.stated is not None]
    notes = []
    if unknown:
        names = _names(unknown)
        notes.append(
            Text(
                f"服务能力不详 {len(unknown)} 所，不作 0 计，不进入服务能力指标：{names.zh}",
                f"Capacity not known at {len(unknown)}, not taken as 0, left out of the measures of"
                f" capacity: {names.en}",
            )
        )
    if other:
        unit = WORDS[facilities.unit] if facilities.unit else Text("无单位", "no unit")
        listed = join([_stated(f) for f in other])
        notes.append(
            Text(
                f"服务能力按“{unit.zh}”计；单位不同或未写单位的 {len(other)} 所不混算：{listed.zh}",
                f"Capacity is counted in {unit.en}; {len(other)} in another unit or none are not"
                f" mixed in: {listed.en}",
            )
        )
    return notes


def _stated(facility: CountedFacility) -> Text:
    if facility.stated is None:
        raise ValueError(f"{facility.facility_id} states no capacity")
    amount, unit = facility.stated
    word = WORDS[unit] if unit else Text("单位未写", "unit not stated")
    name = facility.shown_name
    return Text(f"{name.zh}（{amount:g} {word.zh}）", f"{name.en} ({amount:g} {word.en})")


def _people_off(demand: Demand, ids: Sequence[str]) -> list[Text]:
    if not len(ids):
        return []
    persons = float(demand.persons.loc[list(ids)].sum())
    return [
        Text(
            f"{len(ids)} 处共约 {persons:,.0f} 人接不上路网或不在时间表中，计入“未连通”",
            f"{len(ids)} places with about {persons:,.0f} persons are off the roads or in no table;"
            " counted as not connected",
        )
    ]


def _undeclared(question: Question, layers: LayerSet) -> list[Text]:
    """The counties whose list nobody has declared complete as of the day."""
    declared = {
        c.county_code
        for c in layers.completeness
        if c.facility_type is question.facility_type and c.complete_as_of >= question.as_of
    }
    counties = layers.counties_of(question.city_code)
    missing = [c for c in counties if c.code not in declared]
    if not missing:
        return []
    kind = WORDS[question.facility_type]
    listed = _county_names(missing, len(counties))
    return [
        Text(
            f"{kind.zh}清单尚无截至评估时点的无遗漏确认：{listed.zh}；"
            "如有漏报设施，实际时间会更短、实际人数会更多",
            f"The list of facilities ({kind.en}) is not declared complete as of the day:"
            f" {listed.en}; where one is missing, times are shorter and more people are reached",
        )
    ]


def _county_names(counties: list[County], of: int) -> Text:
    if len(counties) == of:
        return Text(f"全部 {of} 个县（市、区）", f"all {of} counties")
    return join([Text(c.short_zh, c.short_en) for c in counties])


def _tried(facilities: FacilitiesAsked) -> list[Text]:
    added = [f for f in facilities.counted if f.added]
    if not added:
        return []
    return [
        Text(
            f"含试设点位 {len(added)} 个，不是现有设施",
            f"Includes {len(added)} points tried out, which are no existing facilities",
        )
    ]


def _names(facilities: Sequence[CountedFacility]) -> Text:
    return join([f.shown_name for f in facilities])
