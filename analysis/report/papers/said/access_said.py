"""设施可达性 in sentences: who reaches what, what that rests on, what keeps it from being known."""

from __future__ import annotations

from analysis.accessibility.study import AccessStudy
from analysis.accessibility.study_notes import made_of
from analysis.accessibility.study_words import is_part, least_said, reach_said, where
from analysis.report.papers.access import Access, PeopleOnly
from analysis.report.papers.said.nouns import facility_noun
from analysis.report.papers.said.sentences import capital, ended
from geo.layers import LayerSet
from geo.people.demand import GROUP_WORDS
from geo.text import Text
from geo.travel.model import MODEL_WORDS, ModelKind


def access_said(access: Access, layers: LayerSet) -> tuple[Text, ...]:
    """The sentences of the section, the finding first, at the end what it can't tell."""
    if isinstance(access, PeopleOnly):
        return _nothing_reckoned(access)
    scope = where(access)
    head = reach_said(access).whole
    if scope.zh and not is_part(access):
        head = Text(f"（{scope.zh}）{head.zh}", f"({scope.en}) {head.en}")
    said = [Text(head.zh, capital(head.en))]
    least = least_said(access)
    if least.zh:
        limit = f"{access.question.limit_min:g}"
        said.append(
            Text(
                f"{limit} 分钟内可到达的人口：{least.zh}",
                f"Within {limit} min: {_small(least.en.strip())}",
            )
        )
    said += [ended(note) for note in access.warnings]
    limits, open_lists = _limits(access), _open_lists(access, layers)
    said.append(Text(f"{open_lists.zh}{limits.zh}", f"{open_lists.en}{limits.en}"))
    return tuple(said)


def _open_lists(access: AccessStudy, layers: LayerSet) -> Text:
    """Where facilities may be that are not on record; empty when every county's list is whole."""
    asked = access.question
    declared = {
        d.county_code
        for d in layers.completeness
        if d.facility_type == asked.facility_type and d.complete_as_of >= asked.as_of
    }
    counties = layers.counties_of(asked.city_code)
    left = [c for c in counties if c.code not in declared]
    if not left:
        return Text("", "")
    kind = facility_noun(asked.facility_type)
    names = Text("、".join(c.short_zh for c in left), ", ".join(c.short_en for c in left))
    if len(left) == len(counties):
        names = Text("全部县（市、区）", "all counties")
    return Text(
        f"只按台账登记的设施测算；{names.zh}的{kind.zh}清单未作无遗漏确认，可能另有设施，"
        "实际可能更近。",
        f"Reckoned from facilities on record alone; no list of {kind.en} was declared complete in"
        f" {names.en}, where there may be more and the way may be shorter. ",
    )


def _limits(access: AccessStudy) -> Text:
    """What the minutes are, and that they are reckoned."""
    modelled = MODEL_WORDS[access.model.kind]
    without = Text("", "")
    if access.model.kind is ModelKind.STRAIGHT_LINE:
        without = Text("，没有使用路网", ", without roads")
    return Text(
        f"时间上限为研究惯例，规划未作规定；出行时间按{modelled.zh}测算{without.zh}，不是实测。",
        f"The limits in minutes are a research convention; the plan states none. Travel times are"
        f" reckoned ({modelled.en.lower()}){without.en}, not measured.",
    )


def access_basis(access: Access) -> tuple[Text, ...]:
    """How the times were reckoned and where people are, for the annex."""
    if isinstance(access, PeopleOnly):
        return (ended(access.demand.said),)
    asked, demand, model = access.question, access.demand, access.model
    kind, group = facility_noun(asked.facility_type), GROUP_WORDS[asked.group]
    head = Text(
        f"可达性：从每个居住点到最近一处在评估时点运营、有坐标点的{kind.zh}的时间；服务对象："
        f"{group.zh}；占比含上限，未连通的人计入分母。可达性测算编号 {access.run_id}。",
        f"Access: from each place where people live to the nearest facility ({kind.en})"
        f" operating on the day, with a point; people: {group.en.lower()}; limits are inclusive,"
        f" and who is not connected is in the denominator. Run of the study {access.run_id}.",
    )
    return (head, *(ended(t) for t in made_of(asked, demand, model)))


def _nothing_reckoned(access: PeopleOnly) -> tuple[Text, ...]:
    kind = facility_noun(access.question.facility_type)
    return (
        Text(
            f"{kind.zh}服务覆盖情况待核实：没有可定位且在运营的设施，未计算出行时间。",
            f"Reach of {kind.en}: to be verified. No operating facility has a point, so no travel"
            " time was reckoned.",
        ),
        access.why,
        Text(
            "请各县级残联会同设施主管单位，在设施台账中补报坐标、运营状态和投用日期；"
            "补报后即可测算。",
            "The federations of the counties, with the bodies in charge, are asked to report"
            " coordinates, status and opening day of the facilities; reach is reckoned then.",
        ),
    )


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
