"""A map of how it is, or of a scenario: findings by county or reach, and the projects' marks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import streamlit as st

from analysis.class_breaks import class_breaks
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from analysis.requirements.findings import Verdict
from geo.counties import label_points
from geo.layers import County
from geo.text import Text
from geo.vocabulary import OPERATING
from ui import state
from ui.components.facility_marks import FACILITY_MARKS
from ui.components.map_view import (
    AreaStyle,
    FacilityMark,
    LegendGroup,
    LegendItem,
    LegendMark,
    MapSpec,
    Note,
    map_view,
)
from ui.language import language, say, word, written
from ui.maps import facility_legend, facility_mark
from ui.population.population_view import PURPLES
from ui.scenarios import scenario_words
from ui.scenarios.scenario_asked import WORST, WORST_WORDS, asked_of, held
from ui.scenarios.scenario_kept import Kept
from ui.scenarios.scenario_tables import face
from ui.scenarios.scenario_words import ASSUMPTION
from ui.siting.project_marks import BADGE, project_mark
from ui.siting.siting_tables import requirement_name

FINDINGS, REACH = "findings", "reach"
BY_WORDS = {
    FINDINGS: Text("核查结论", "Findings"),
    REACH: Text("可到达人口占比", "Share within reach"),
}
_FILLS = {
    Symbol.MET: "met",
    Symbol.UNMET: "unmet",
    Symbol.PENDING: "pending",
    Symbol.BUILT: "neutral",
    Symbol.NOT_BUILT: "none",
    Symbol.NONE: "none",
}
_WORST_FIRST = (Verdict.UNMET, Verdict.INDETERMINATE, Verdict.MET, Verdict.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two maps: the scenario whose plan is in use, None for how it is now."""

    title: str
    kept: Kept | None


def side_by_side(left: Side, right: Side, about: tuple[Kept, ...], key: str) -> None:
    """Two maps of the same things; ``about`` are the scenarios whose requirements count."""
    by = st.segmented_control(
        say("地图显示", "On the map"),
        [FINDINGS, REACH],
        format_func=written(BY_WORDS),
        default=FINDINGS,
        required=True,
        key=f"{key}_by",
        label_visibility="collapsed",
    )
    which = _requirement(about, key) if by == FINDINGS else WORST
    columns = st.columns(2, gap="medium")
    for place, side, name in zip(columns, (left, right), ("left", "right"), strict=True):
        with place:
            # st.text: a scenario's name is what somebody typed, not Markdown.
            st.text(side.title)
            map_view(_spec(side, about, str(by), which), f"{key}_{name}", height_px=440)


def _requirement(about: tuple[Kept, ...], key: str) -> str:
    """The requirement the maps show: the reader's choice, or the worst that binds."""
    names = {WORST: WORST_WORDS} | {i: requirement_name(i, state.catalogue()) for i in held(about)}
    return str(
        st.selectbox(
            say("看哪项要求", "Which requirement"),
            list(names),
            format_func=written(names),
            key=f"{key}_requirement",
            width=420,
        )
    )


def _spec(side: Side, about: tuple[Kept, ...], by: str, which: str) -> MapSpec:
    chosen = state.view()
    counties = state.layers().counties_of(chosen.city.code)
    if by == REACH:
        areas, legend = _reach(side, about, counties)
    else:
        areas, legend = _findings(side, which, counties)
    marks = _marks(side, about)
    if marks:
        legend = (*legend, _mark_legend(side, about))
    return MapSpec(
        city_code=chosen.city.code,
        language=language(),
        title=f"{_title(by, which)}{say('：', ': ')}{side.title}",
        areas=areas,
        facilities=marks,
        legend=legend,
        watermark=say("演示", "DEMO") if chosen.demonstration else None,
        note=_unplaced(side.kept),
    )


def _title(by: str, which: str) -> str:
    """What the map shows: reach, or the findings of which requirement."""
    if by == REACH:
        return word(BY_WORDS[REACH])
    return word(WORST_WORDS if which == WORST else requirement_name(which, state.catalogue()))


def verdicts(side: Side, which: str, county_code: str) -> tuple[tuple[str, Verdict, bool], ...]:
    """Requirement, verdict and whether it is assumed, of one county, now or with the plan."""
    found = []
    changed = {}
    if side.kept is not None:
        changed = {(c.requirement_id, c.area_code): c for c in side.kept.effect.changed}
    for requirement_id in asked_of(which):
        finding = state.assessment().get(requirement_id, county_code)
        change = changed.get((requirement_id, county_code))
        if change is not None:
            found.append((requirement_id, change.after, change.assumed))
        elif finding is not None:
            found.append((requirement_id, finding.verdict, False))
    return tuple(found)


def _findings(
    side: Side, which: str, counties: tuple[County, ...]
) -> tuple[tuple[AreaStyle, ...], tuple[LegendGroup, ...]]:
    """The finding of every county on one requirement, or its worst that binds."""
    areas, counts = [], dict.fromkeys((Symbol.MET, Symbol.UNMET, Symbol.PENDING), 0)
    for county in counties:
        every = sorted(
            verdicts(side, which, county.code), key=lambda v: (_WORST_FIRST.index(v[1]), v[2])
        )
        if every:
            requirement_id, verdict, _ = every[0]
            assumed = any(each[2] for each in every if each[1] is verdict)
            said = face(requirement_id, verdict, state.catalogue(), assumed=assumed)
            symbol, words = said.symbol, word(said.word)
            if assumed:
                words += f"{say('·', ', ')}{word(ASSUMPTION)}"
        else:
            symbol, words = Symbol.NONE, word(SYMBOL_WORDS[Symbol.NONE])
        counts[symbol] = counts.get(symbol, 0) + 1
        areas.append(_area(county, _FILLS[symbol], symbol, words))
    items = tuple(
        LegendItem(word(SYMBOL_WORDS[s]), fill=_FILLS[s], symbol=s, count=n)
        for s, n in counts.items()
    )
    return tuple(areas), (LegendGroup(_title(FINDINGS, which), items),)


def _reach(
    side: Side, about: tuple[Kept, ...], counties: tuple[County, ...]
) -> tuple[tuple[AreaStyle, ...], tuple[LegendGroup, ...]]:
    """The share within the limit, in classes that are the same on both maps."""
    every = [
        share * 100
        for k in about
        for a in k.effect.areas[:-1]
        for share in scenario_words.shares(a)
        if share is not None
    ]
    breaks = class_breaks(every, 4).breaks if every else ()
    shades = {0: (2,), 1: (0, 3), 2: (0, 1, 3), 3: (0, 1, 2, 3)}[len(breaks)]
    source = side.kept or about[0]
    at = 0 if side.kept is None else 1
    shares = {a.area_code: scenario_words.shares(a)[at] for a in source.effect.areas}
    areas = []
    for county in counties:
        share = shares.get(county.code)
        if share is None:
            areas.append(_area(county, "unknown", None, say("不能计算", "not known")))
        else:
            fill = PURPLES[shades[sum(share * 100 >= b for b in breaks)]]
            areas.append(_area(county, fill, None, f"{share:.1%}"))
    items = [
        LegendItem(label, fill=PURPLES[shades[i]])
        for i, label in enumerate(_labels(breaks))
        if every
    ]
    if any(shares.get(c.code) is None for c in counties):
        items.append(LegendItem(say("不能计算", "Not known"), fill="unknown"))
    cutoff = f"{source.plan.question.cutoff_min:g}"
    title = say(f"{cutoff} 分钟内可到达（%）", f"Within {cutoff} min (%)")
    return tuple(areas), (LegendGroup(title, tuple(items)),)


def _labels(breaks: tuple[float, ...]) -> list[str]:
    if not breaks:
        return [say("全部", "all")]
    first, last = f"{breaks[0]:g}", f"{breaks[-1]:g}"
    middle = [f"{a:g}—{b:g}" for a, b in pairwise(breaks)]
    return [
        say(f"{first} 以下", f"below {first}"),
        *middle,
        say(f"{last} 以上", f"{last} and over"),
    ]


def _area(county: County, fill: str, symbol: Symbol | None, said: str) -> AreaStyle:
    name = county.short_zh if language() == "zh" else county.short_en
    full = county.name_zh if language() == "zh" else county.name_en
    lon, lat = label_points()[county.code]
    title = f"{full}{say('：', ': ')}{said}"
    return AreaStyle(county.code, fill, symbol, name, said, title, lon, lat)


def _marks(side: Side, about: tuple[Kept, ...]) -> tuple[FacilityMark, ...]:
    """The facilities of the services that operate, and the side's projects with their badge."""
    city = state.view().city.code
    services = {k.plan.question.service for k in about}
    there = tuple(
        facility_mark(f)
        for f in state.layers().facilities
        if f.city_code == city
        and f.point is not None
        and f.facility_type in services
        and f.status in OPERATING
    )
    projects = side.kept.plan.projects if side.kept is not None else ()
    counties = state.layers().counties_of(city)
    names = {c.code: Text(c.short_zh, c.short_en) for c in counties}
    return (*there, *(mark for p in projects if (mark := project_mark(p, names)) is not None))


def _mark_legend(side: Side, about: tuple[Kept, ...]) -> LegendGroup:
    """The marks of the services, and of what the side's plan proposes."""
    services = tuple(dict.fromkeys(k.plan.question.service for k in about))
    group = facility_legend(services, dashed=False)
    if side.kept is None:
        return group
    drawn = [p.option for p in side.kept.plan.projects if p.option.site.lon is not None]
    if not drawn:
        return group
    character, shape = FACILITY_MARKS[drawn[0].facility_type]
    proposed = LegendItem(
        say("方案拟设（虚线，带“拟”）", "Proposed (dashed, with 拟)"),
        mark=LegendMark(character, shape, dashed=True, badge=BADGE),  # type: ignore[arg-type]
        count=len(drawn),
    )
    return LegendGroup(group.title, (*group.items, proposed))


def _unplaced(kept: Kept | None) -> Note | None:
    """How many projects have no point."""
    if kept is None:
        return None
    without = [p for p in kept.plan.projects if p.option.site.lon is None]
    if not without:
        return None
    return Note(
        say(f"{len(without)} 个项目没有坐标", f"{len(without)} projects have no point"),
        say("未画在图上，见项目库。", "Not drawn; see the project list."),
    )
