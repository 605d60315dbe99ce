"""What a study of access says in sentences: on screen, in briefs and on slides."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.accessibility.study import AccessStudy
from analysis.accessibility.study_warnings import FEW_SHARE
from geo.people.demand import GROUP_WORDS, KIND_WORDS, PeopleGroup, part_text
from geo.text import Text, join
from geo.travel.model import MODE_WORDS, MODEL_WORDS
from geo.vocabulary import WORDS

_TEN_THOUSAND = 10_000
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class ReachSaid:
    """The first sentence of a study in three parts: by what, the headline, who is beyond."""

    by: Text
    headline: Text
    beyond: Text

    @property
    def whole(self) -> Text:
        """The parts as one sentence."""
        by, headline, beyond = self.by, self.headline, self.beyond
        return Text(by.zh + headline.zh + beyond.zh, by.en + headline.en + beyond.en)


def persons_text(persons: float) -> Text:
    """A number of persons in a sentence: modelled, so never to the last person."""
    if persons < 0.5:
        return Text("0 人", "nobody")
    if persons >= _TEN_THOUSAND:
        return Text(f"{persons / _TEN_THOUSAND:,.1f} 万人", f"{round(persons, -3):,.0f} persons")
    shown = max(1, round(persons, -1 if persons >= 100 else 0))
    return Text(f"{shown:,.0f} 人", f"{shown:,.0f} persons")


def percent(share: float | None) -> str:
    """A share as a percentage."""
    return "—" if share is None else f"{100 * share:.1f}%"


def is_part(found: AccessStudy) -> bool:
    """Whether the people are a part of the city's only."""
    share = found.demand.census_share
    return share is not None and share < FEW_SHARE


def where(found: AccessStudy) -> Text:
    """Which counties the figures of the city are of, where some are not known; else empty."""
    return found.areas.city.name if found.counties_unknown else Text("", "")


def reach_said(found: AccessStudy) -> ReachSaid:
    """How many reach a facility within the limit, and how many do not."""
    city, question = found.areas.city, found.question
    kind, mode = WORDS[question.facility_type], _mode(found)
    model, group = MODEL_WORDS[found.model.kind], GROUP_WORDS[question.group]
    people = Text("", "") if question.group is PeopleGroup.ALL else group
    reached, beyond = persons_text(city.reached_persons), persons_text(city.beyond_persons)
    lost = Text("", "")
    if city.not_connected_persons >= 0.5:
        none = persons_text(city.not_connected_persons)
        lost = Text(f"，{none.zh}未连通", f", {none.en} are not connected")
    given, limit = _given(found), f"{question.limit_min:g}"
    return ReachSaid(
        Text(
            f"{given.zh}按{model.zh}推算，{people.zh}",
            f"{given.en}by the model “{model.en.lower()}”, ",
        ),
        Text(
            f"{mode.zh}{limit} 分钟内可到达{kind.zh}的有 {reached.zh}"
            f"（{percent(city.reached_share)}）",
            f"{group.en.lower()}: {reached.en} ({percent(city.reached_share)}) reach a facility"
            f" ({kind.en.lower()}) within {limit} min{mode.en}",
        ),
        Text(f"，{beyond.zh}超过 {limit} 分钟{lost.zh}。", f"; {beyond.en} need longer{lost.en}. "),
    )


def _mode(found: AccessStudy) -> Text:
    """How people travel, before the minutes; an imported table does not say."""
    if found.model.mode is None:
        return Text("", "")
    mode = MODE_WORDS[found.model.mode]
    return Text(f"{mode.zh} ", f" {mode.en.lower()}")


def _given(found: AccessStudy) -> Text:
    """Of which people, where they are a part of the city's: how many, and of how many."""
    share = found.demand.census_share
    if share is None or not is_part(found):
        return Text("", "")
    kind, many = KIND_WORDS[found.demand.kind], persons_text(found.demand.total_persons)
    part = part_text(share)
    return Text(
        f"按所给{kind.zh}（合计 {many.zh}，其常住人口占普查的 {part}），",
        f"of the file given ({kind.en.lower()}; {many.en} in all; {part} of the census), ",
    )


def least_said(found: AccessStudy) -> Text:
    """The counties in which fewer than half are within the limit, and those that can't be told."""
    names = {c.code: Text(c.short_zh, c.short_en) for c in found.counties}
    rows = [a for a in found.areas.counties if a.persons_known and a.persons > 0]
    under = [names[a.area_code] for a in rows if a.mostly_reached(_HALF) is False]
    open_ = [names[a.area_code] for a in rows if a.mostly_reached(_HALF) is None]
    said = []
    if under and len(under) == len(found.areas.counties):
        said.append(Text("各县都不到一半。", "In every county it is fewer than half. "))
    elif under:
        listed = join(under)
        said.append(Text(f"{listed.zh}不到一半。", f"In {listed.en} it is fewer than half. "))
    if open_:
        listed = join(open_)
        said.append(
            Text(
                f"{listed.zh}未连通的人多，是否过半不能判断。",
                f"In {listed.en} many are not connected: whether it is half can’t be told. ",
            )
        )
    return Text("".join(t.zh for t in said), "".join(t.en for t in said))
