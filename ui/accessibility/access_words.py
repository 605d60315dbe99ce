"""The sentences of the page: what is known, by which model, what to do."""

from __future__ import annotations

from analysis.accessibility.ranges import Ranges
from analysis.accessibility.study import AccessStudy
from analysis.accessibility.study_words import (
    is_part,
    least_said,
    persons_text,
    reach_said,
    where,
)
from analysis.accessibility.what_if import WhatIf
from geo.people.demand import GROUP_WORDS, PeopleGroup
from geo.text import Text, join
from ui.components.tag import Tag

AS_IT_IS = Tag(Text("现状", "as it is"))
TRIED = Tag(Text("假设情形", "trial"), filled=True)
FROM_TO = Tag(Text("现状 → 假设情形", "as it is → trial"), filled=True)
"""What a table or chart is about: every one says so, as one page shows both."""


def world(found: AccessStudy) -> Tag:
    """Whether a study is of what is on record or of what is tried."""
    return TRIED if found.question.switched_off or found.question.added else AS_IT_IS


def bracketed(group: Text) -> Text:
    """A group behind a title, in brackets; one that has brackets of its own stands after a dot."""
    zh = f" · {group.zh}" if "（" in group.zh else f"（{group.zh}）"
    en = group.en.lower()
    return Text(zh, f" · {en}" if "(" in en else f" ({en})")


def who(found: AccessStudy) -> Text:
    """Whose persons the figures are: the group, and that they are a file's where it is a part."""
    group = GROUP_WORDS[found.question.group]
    if not is_part(found):
        return group
    if found.question.group is PeopleGroup.ALL:
        return Text("所给人口", "People of the file given")
    return Text(f"{group.zh} · 所给人口", f"{group.en} · people of the file given")


def study_lede(found: AccessStudy) -> Text:
    """The page's first sentence."""
    said, scope, least = reach_said(found), where(found), least_said(found)
    of = Text(f"（{scope.zh}）", f" ({scope.en})") if scope.zh else scope
    return Text(
        f"现状{of.zh}：{said.by.zh}**{said.headline.zh}**{said.beyond.zh}"
        f"{least.zh}点图上的设施试停用，或在图上试设一所，马上看到变化。",
        f"As it is{of.en}, {said.by.en}**{said.headline.en}**{said.beyond.en}"
        f"{least.en}Click a facility, or place a point on the map, to see what closing or adding"
        " one would change.",
    )


def worst_lines(found: AccessStudy) -> tuple[Text, ...]:
    """The tenth served worst: how long, where; then why there is no curve, if there is none."""
    lines = []
    worst = found.worst
    if worst is not None:
        persons = persons_text(worst.total_persons)
        if worst.threshold_min is None:
            lines.append(
                Text(
                    f"最难到达的十分之一（{persons.zh}）全部未连通。",
                    f"The tenth served worst ({persons.en}) are all not connected.",
                )
            )
        else:
            lines.append(
                Text(
                    f"最难到达的十分之一（{persons.zh}）要 **{worst.threshold_min:.0f} 分钟**以上"
                    f"{_mean(worst.mean_min).zh}，在{_where(found).zh}。",
                    f"The tenth served worst ({persons.en}) need **{worst.threshold_min:.0f}"
                    f" min** or more{_mean(worst.mean_min).en}: {_where(found).en}.",
                )
            )
    return tuple(lines)


def _mean(minutes: float | None) -> Text:
    if minutes is None:
        return Text("", "")
    return Text(f"，平均 {minutes:.0f} 分钟", f", {minutes:.0f} on average")


def _where(found: AccessStudy) -> Text:
    """The counties the tenth lives in, in code order, with their persons."""
    if found.worst is None:
        return Text("", "")
    codes = found.cells["county_code"].reindex(found.worst.persons.index)
    by_county = found.worst.persons.groupby(codes.to_numpy()).sum()
    names = {c.code: Text(c.short_zh, c.short_en) for c in found.counties}
    said = []
    for code, persons in by_county.items():
        if code in names and persons >= 0.5:
            many = persons_text(float(persons))
            said.append(
                Text(f"{names[str(code)].zh} {many.zh}", f"{names[str(code)].en} {many.en}")
            )
    return join(said) if said else Text("各县", "all counties")


def change_lede(change: WhatIf, off: int, *, placed: bool) -> Text:
    """What the trial changes, in one sentence."""
    city, limit = change.city, f"{change.before.question.limit_min:g}"
    what = []
    if off:
        what.append(Text(f"停用 {off} 处", f"closing {off}"))
    if placed:
        what.append(Text("增设 1 处", "adding one"))
    done = join(what, "、", " and ")
    gained, lost = persons_text(city.gained_persons), persons_text(city.lost_persons)
    mean = Text("", "")
    if city.mean_change_min is not None:
        by = _signed(city.mean_change_min)
        mean = Text(f"，平均时间 {by} 分钟", f"; the mean changes by {by} min")
    moved = persons_text(change.moved_persons)
    return Text(
        f"{done.zh}：{limit} 分钟内可到达的**增 {gained.zh}、减 {lost.zh}**{mean.zh}；"
        f"{moved.zh}的最近设施换成别处。",
        f"{_capital(done.en)}: **{gained.en} gained, {lost.en} lost** within {limit} min{mean.en};"
        f" the nearest is another one for {moved.en}.",
    )


def _signed(minutes: float) -> str:
    return f"{minutes:+.1f}".replace("-", "−") if abs(minutes) >= 0.05 else "0"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def flips_lines(spans: Ranges) -> tuple[Text, ...]:
    """The statements that don't hold over the whole range."""
    return tuple(flip.said for flip in spans.flips)
