"""规划布局图: what there is and what a plan proposes, by the year it comes into use."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from analysis.planning.scenarios.options import MEASURE_WORDS
from analysis.planning.scenarios.plan import FacilityPlan, Project
from analysis.planning.scenarios.question import ABSENT_WORDS, Absent
from analysis.report.cell_text import grouped_number
from analysis.report.drawn.marks import MarkStyle
from analysis.report.drawn.tokens import PLAIN_FILL
from analysis.report.maps.facility_marks import marks_of, placed, types_shown
from analysis.report.maps.map_contents import (
    CountyFace,
    LegendGroup,
    LegendItem,
    Listing,
    MapKind,
    Mark,
)
from analysis.report.maps.print_map import PrintMap, city_shapes, map_imprint, map_title
from analysis.report.report import Report
from geo.layers import Layer, MixedDataError
from geo.text import Text
from geo.vocabulary import WORDS, FacilityType


def plan_map(
    report: Report, boundaries: Layer, made_on: date | None, plan: FacilityPlan
) -> PrintMap:
    """The map of a plan; its projects are numbered 拟1, 拟2 … in the plan's order.

    MixedDataError when plan and report are not both (or neither) invented, ValueError when the
    plan is of another city. KeyError when a county has no polygon.
    """
    if plan.demonstration != report.demonstration:
        raise MixedDataError("the plan and the report are not both (or neither) invented")
    if plan.question.city_code != report.city.code:
        raise ValueError("the plan is of another city than the report")
    years = plan.question.years
    source = Text(
        f"设施记录（截至 {report.as_of}）；方案测算", "facility records; the plan’s reckoning"
    )
    return PrintMap(
        kind=MapKind.PLAN,
        title=map_title(report, MapKind.PLAN),
        under=Text(
            f"{years[0]}—{years[-1]} 年，拟建项目 {len(plan.projects)} 个，"
            f"其中有点位 {sum(_has_point(p) for p in plan.projects)} 个。"
            "供研究比选，不代表已批准。",
            f"{years[0]}–{years[-1]}: {len(plan.projects)} projects proposed, "
            f"{sum(_has_point(p) for p in plan.projects)} with a point. "
            "For discussion, not approved.",
        ),
        city=report.city,
        shapes=city_shapes(report, boundaries),
        faces=tuple(
            CountyFace(r.area_code, r.name, PLAIN_FILL, words=_county_words(plan, r.area_code))
            for r in report.matrix.rows
        ),
        areas=(),
        marks=(*_existing(report, plan), *_proposed(plan)),
        legend=_legend(report, plan),
        listings=_listings(report, plan),
        note=_note(report, plan),
        imprint=map_imprint(report, boundaries, made_on, (source,), plan.run_id),
        alt=_alt(report, plan),
    )


def tag_of(number: int) -> Text:
    """拟3: the third project of the plan."""
    return Text(f"拟{number}", f"P{number}")


def _has_point(project: Project) -> bool:
    return project.option.site.lon is not None


def _existing(report: Report, plan: FacilityPlan) -> tuple[Mark, ...]:
    closed = set(plan.closed)
    return tuple(
        replace(m, style=MarkStyle.CLOSING) if m.mark_id in closed else m
        for m in marks_of(placed(report))
    )


def _proposed(plan: FacilityPlan) -> tuple[Mark, ...]:
    marks = []
    for number, project in enumerate(plan.projects, start=1):
        site = project.option.site
        if site.lon is None or site.lat is None:
            continue
        kind = project.option.facility_type
        marks.append(
            Mark(project.option.option_id, site.lon, site.lat, kind, MarkStyle.PROPOSED,
                 tag_of(number))
        )  # fmt: skip
    return tuple(marks)


def _county_words(plan: FacilityPlan, code: str) -> Text | None:
    here = sum(p.option.site.county_code == code for p in plan.projects)
    return Text(f"拟建 {here} 个", f"{here} proposed") if here else None


def _legend(report: Report, plan: FacilityPlan) -> tuple[LegendGroup, ...]:
    drawn = placed(report)
    kinds = Counter(p.option.facility_type for p in plan.projects)
    types: tuple[FacilityType, ...] = types_shown(drawn)
    proposed = [t for t in FacilityType if kinds[t]] or [plan.question.service]
    groups = [
        LegendGroup(
            Text("拟建项目（个）", "Proposed projects"),
            tuple(
                LegendItem(WORDS[t], _number(kinds[t]), mark=(t, MarkStyle.PROPOSED))
                for t in proposed
            ),
        )
    ]
    existing = Counter(f.facility_type for f in drawn)
    items = [LegendItem(WORDS[t], _number(existing[t]), mark=(t, MarkStyle.RUNNING)) for t in types]
    items.append(
        LegendItem(
            Text("虚线：未在运营", "Dashed: not in operation"),
            _number(sum(m.style is MarkStyle.NOT_RUNNING for m in _existing(report, plan))),
            mark=(FacilityType.CARE, MarkStyle.NOT_RUNNING),
        )
    )
    if plan.closed:
        closing = Text("斜杠：拟撤并", "Struck: to be closed")
        items.append(
            LegendItem(closing, _number(len(plan.closed)),
                       mark=(FacilityType.CARE, MarkStyle.CLOSING))
        )  # fmt: skip
    groups.append(
        LegendGroup(Text("现有设施（图上，处）", "Existing facilities (drawn)"), tuple(items))
    )
    return tuple(groups)


def _number(count: int) -> Text:
    return Text(str(count), str(count))


def _listings(report: Report, plan: FacilityPlan) -> tuple[Listing, ...]:
    """The projects by the year they come into use."""
    names = {r.area_code: r.name for r in report.matrix.rows}
    by_year: dict[int, list[Text]] = {}
    for number, project in enumerate(plan.projects, start=1):
        line = _project_line(number, project, names)
        by_year.setdefault(project.in_use_year, []).append(line)
    return tuple(
        Listing(
            Text(f"{year} 年投用（{len(lines)} 个）", f"In use {year} ({len(lines)})"),
            tuple(lines),
        )
        for year, lines in sorted(by_year.items())
    )


def _project_line(number: int, project: Project, names: dict[str, Text]) -> Text:
    option = project.option
    tag, kind = tag_of(number), WORDS[option.facility_type]
    county = names.get(option.site.county_code, Text("", ""))
    measure = MEASURE_WORDS[option.measure]
    cost = Text("造价待定", "cost not known")
    if option.cost_yuan is not None:
        wan = grouped_number(option.cost_yuan / 10_000) or "0"
        cost = Text(f"估算 {wan} 万元", f"est. {wan} × 10,000 yuan")
    where = Text("", "") if _has_point(project) else Text("，未定点", ", no point yet")
    return Text(
        f"{tag.zh} {county.zh} {kind.zh}，{measure.zh}，{option.site.name}，"
        f"{project.begin_year} 年动工，{cost.zh}{where.zh}",
        f"{tag.en} {county.en}: {kind.en}, {measure.en.lower()}, {option.site.name}, "
        f"begun {project.begin_year}, {cost.en}{where.en}",
    )


def _note(report: Report, plan: FacilityPlan) -> Text | None:
    parts = []
    if not plan.projects:
        said = plan.conflict.said if plan.conflict is not None else Text("", "")
        parts.append(
            Text(f"方案没有拟建项目。{said.zh}", f"The plan proposes no project. {said.en}")
        )
    if plan.question.absent is Absent.ASSUMED_ABSENT:
        words = ABSENT_WORDS[Absent.ASSUMED_ABSENT]
        parts.append(Text(f"{words.zh}。", f"{words.en}. "))
    elif plan.unplanned:
        n = len({u.county_code for u in plan.unplanned})
        parts.append(
            Text(f"{n} 个{report.matrix.county_word.zh}有待核实事项，未列入方案。",
                 f"{n} counties have matters to be verified and are left out.")
        )  # fmt: skip
    if not parts:
        return None
    return Text("".join(p.zh for p in parts), " ".join(p.en.strip() for p in parts))


def _alt(report: Report, plan: FacilityPlan) -> Text:
    title = map_title(report, MapKind.PLAN)
    counts = Counter(p.option.site.county_code for p in plan.projects)
    rows = [r for r in report.matrix.rows if counts[r.area_code]]
    zh = "、".join(f"{r.name.zh} {counts[r.area_code]} 个" for r in rows)
    en = ", ".join(f"{r.name.en} {counts[r.area_code]}" for r in rows)
    existing = len(placed(report))
    return Text(
        f"{title.zh}：现有设施图上 {existing} 处；拟建项目 {len(plan.projects)} 个"
        f"{f'（{zh}）' if zh else ''}。",
        f"{title.en}: {existing} existing facilities drawn; {len(plan.projects)} projects proposed"
        f"{f' ({en})' if en else ''}.",
    )
