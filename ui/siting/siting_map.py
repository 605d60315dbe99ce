"""The map of a plan: reach as it is or with the plan, what stands, what is proposed, own points."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import streamlit as st

from analysis.accessibility.facilities_asked import Aside, FacilitiesAsked
from analysis.accessibility.study import AccessStudy
from analysis.planning.scenarios.options import Site
from analysis.planning.scenarios.plan import FacilityPlan, Project
from analysis.planning.scenarios.project_words import assumption_of
from analysis.planning.scenarios.question import Absent, PlanQuestion
from geo.text import Text, join
from geo.vocabulary import WORDS
from ui import state
from ui.accessibility import access_map
from ui.accessibility.access_answer import Nothing
from ui.components.facility_marks import FACILITY_MARKS
from ui.components.map_view import (
    FacilityMark,
    LegendGroup,
    LegendItem,
    LegendMark,
    MapSpec,
    Note,
    map_view,
)
from ui.language import language, say, word
from ui.maps import facility_mark
from ui.siting import siting_points, siting_spots
from ui.siting.project_marks import BADGE, PROJECT, project_mark
from ui.siting.siting_answer import Data
from ui.siting.siting_names import site_name
from ui.siting.siting_spots import SPOT, Spot

SITE = "site:"


@dataclass(frozen=True)
class Shown:
    """What the map is to show. ``plan``: None as it is, else with these projects.

    ``dropped``: option ids of projects the reader took out, drawn crossed out. ``spots``: places
    that could be chosen and are not; None: not to be shown.
    """

    question: PlanQuestion
    data: Data
    reach: AccessStudy | Nothing
    plan: FacilityPlan | None
    dropped: tuple[Project, ...]
    drawn: tuple[Site, ...]
    cells: bool
    labels: bool
    spots: tuple[Spot, ...] | None = None
    assumed: frozenset[tuple[str, str]] | None = None
    """As ``assumed_places`` of the plan's effect; None: not known."""


def taken_sites(plan: FacilityPlan | None, dropped: Iterable[Project]) -> frozenset[str]:
    """Ids of the sites that have a mark of their own: of the plan, and those taken out of it."""
    projects = (*(() if plan is None else plan.projects), *dropped)
    return frozenset(p.option.site.site_id for p in projects)


def draw(shown: Shown, on_click: Callable[[], None]) -> None:
    """The map; it is kept between reruns and draws only what differs."""
    chosen = state.view()
    marks = _marks(shown)
    access = _access(shown)
    note = _note(shown)
    spec = MapSpec(
        city_code=chosen.city.code,
        language=language(),
        title=_title(shown),
        areas=access_map.areas(access),
        facilities=marks,
        selected=chosen.county,
        legend=_legend(shown, access, marks),
        watermark=say("演示", "DEMO") if chosen.demonstration else None,
        note=note,
        show_labels=shown.labels,
        pick=bool(st.session_state.get(siting_points.PICK_KEY)),
        cells=access_map.cells(access),
        show_cells=shown.cells,
    )
    map_view(spec, siting_points.MAP_KEY, height_px=600, on_click=on_click)


def _access(shown: Shown) -> access_map.Shown:
    """What the page of access shows of the same people and times."""
    study = shown.reach if isinstance(shown.reach, AccessStudy) else None
    facilities: FacilitiesAsked = shown.reach.facilities
    return access_map.Shown(
        study=study,
        demand=shown.data.demand,
        facilities=facilities,
        facility_type=shown.question.service,
        outlines=(),
        outlines_said="",
        cells=shown.cells,
        marks=True,
        labels=shown.labels,
        note=None,
    )


def _title(shown: Shown) -> str:
    city, kind = state.view().city, WORDS[shown.question.service]
    if shown.plan is None:
        return say(
            f"{city.name_zh}现状：到最近一处{kind.zh}的时间",
            f"{city.name_en} as it is: minutes to the nearest of {kind.en.lower()}",
        )
    assumes = shown.plan.question.absent is Absent.ASSUMED_ABSENT
    mark = Text("（含假定）", " (rests on assumptions)") if assumes else Text("", "")
    return say(
        f"{city.name_zh}方案{mark.zh}：到最近一处{kind.zh}的时间与拟设点",
        f"{city.name_en} with the plan{mark.en}: minutes to the nearest of {kind.en.lower()}, and"
        " sites",
    )


def _marks(shown: Shown) -> tuple[FacilityMark, ...]:
    marks = []
    counted = {f.facility_id for f in shown.reach.facilities.counted}
    gone = () if shown.plan is None else shown.plan.closed
    for facility in shown.data.layers.facilities:
        if facility.facility_id in {*counted, *gone} and facility.point is not None:
            mark = facility_mark(facility)
            if facility.facility_id in gone:
                line = say("方案撤并", "closed by the plan")
                mark = FacilityMark(
                    mark.id,
                    mark.lon,
                    mark.lat,
                    mark.character,
                    mark.shape,
                    dashed=False,
                    name=mark.name,
                    lines=(*mark.lines, line),
                    off=True,
                )
            marks.append(mark)
    if shown.plan is not None:
        for project in shown.plan.projects:
            assumption = assumption_of(shown.plan, project, shown.assumed)
            marks += _project_mark(project, assumption, off=False)
        for project in shown.dropped:
            marks += _project_mark(project, None, off=True)
    taken = taken_sites(shown.plan, shown.dropped)
    marks += [_site_mark(s) for s in shown.drawn if s.site_id not in taken]
    return (*siting_spots.marks(shown.spots or (), _county_names()), *marks)


def _project_mark(project: Project, assumption: Text | None, *, off: bool) -> list[FacilityMark]:
    """The mark of a project, with what a click and a drag do; none where it has no point."""
    hint = say("点一下去掉，可拖到别处试算", "Click to drop it; drag it to try another place")
    if off:
        hint = say("已去掉；再点一下放回", "Dropped; click to put it back")
    more = (*(() if assumption is None else (word(assumption),)), hint)
    movable = not off and not project.option.site.facility_id
    mark = project_mark(project, _county_names(), more, off=off, movable=movable)
    return [] if mark is None else [mark]


def _county_names() -> dict[str, Text]:
    """Short names of the city's counties by code."""
    counties = state.layers().counties_of(state.view().city.code)
    return {c.code: Text(c.short_zh, c.short_en) for c in counties}


def _site_mark(site: Site) -> FacilityMark:
    return FacilityMark(
        id=f"{SITE}{site.site_id}",
        lon=site.lon or 0.0,
        lat=site.lat or 0.0,
        character="备",
        shape="round",
        dashed=True,
        name=word(site_name(site, _county_names())),
        lines=(say("自选备选点，可拖动", "Own candidate; can be dragged"),),
        movable=True,
    )


def _standing_words(question: PlanQuestion, kind: Text) -> Text:
    """What the marks of facilities on record are, with those under way where times count them."""
    if question.reach_under_way:
        return Text(f"现有和在建{kind.zh}", f"Existing and under way: {kind.en.lower()}")
    return Text(f"现有{kind.zh}", f"Existing: {kind.en.lower()}")


def _legend(
    shown: Shown, access: access_map.Shown, marks: tuple[FacilityMark, ...]
) -> tuple[LegendGroup, ...]:
    groups = [access_map.band_legend(access)] if shown.cells else []
    character, shape = FACILITY_MARKS[shown.question.service]
    kind = WORDS[shown.question.service]
    standing = sum(1 for m in marks if not m.id.startswith((PROJECT, SITE, SPOT)))
    unknown = word(existing_unknown(shown.reach.facilities, standing))
    items = [
        LegendItem(
            word(_standing_words(shown.question, kind)) + unknown,
            mark=LegendMark(character, shape),  # type: ignore[arg-type]
            count=standing or None,
        )
    ]
    if shown.plan is not None:
        items.append(
            LegendItem(
                say("方案拟设（虚线，带“拟”）", "Proposed (dashed, with 拟)"),
                mark=LegendMark(character, shape, dashed=True, badge=BADGE),  # type: ignore[arg-type]
                count=sum(1 for m in marks if m.id.startswith(PROJECT) and not m.off),
            )
        )
    if any(m.id.startswith(SITE) for m in marks):
        items.append(
            LegendItem(
                say("自选备选点", "Own candidates"),
                mark=LegendMark("备", "round", dashed=True),
                count=sum(1 for m in marks if m.id.startswith(SITE)),
            )
        )
    if shown.spots:
        items.append(siting_spots.legend(len(shown.spots)))
    groups.append(LegendGroup(say("设施", "Facilities"), tuple(items)))
    return tuple(groups)


def existing_unknown(facilities: FacilitiesAsked, drawn: int) -> Text:
    """What the legend adds of facilities that are not drawn: none drawn is not that there is none.

    Empty where every facility on record is drawn.
    """
    count = {
        reason: sum(a.reason is reason for a in facilities.aside)
        for reason in (Aside.NO_POINT, Aside.STANDING_UNKNOWN)
    }
    parts = []
    if count[Aside.NO_POINT]:
        n = count[Aside.NO_POINT]
        parts.append(Text(f"缺坐标 {n} 处", f"{n} without a point"))
    if count[Aside.STANDING_UNKNOWN]:
        n = count[Aside.STANDING_UNKNOWN]
        parts.append(Text(f"是否运营待核实 {n} 处", f"{n} to be verified"))
    if not parts and drawn:
        return Text("", "")
    if not parts:
        parts = [Text("台账没有记录", "none on record")]
    listed = join(parts)
    if drawn:
        return Text(f"（另有{listed.zh}）", f" (and {listed.en})")
    return Text(f"：不详（{listed.zh}）", f": not known ({listed.en})")


def _note(shown: Shown) -> Note | None:
    if isinstance(shown.reach, AccessStudy):
        return None
    return Note(
        say("图上只是人口分布", "The map shows people only"),
        say(
            f"台账里没有在运营又有坐标的{WORDS[shown.question.service].zh}。",
            f"No facility on record ({WORDS[shown.question.service].en.lower()}) is operating and"
            " has a point.",
        ),
    )
