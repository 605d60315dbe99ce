"""How a project of a plan is named and described in papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analysis.planning.scenarios.options import Measure, Option, Site, SiteOrigin
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect, Project
from analysis.planning.scenarios.plan_words import BUILT_PROFESSIONAL
from analysis.planning.scenarios.question import Absent
from analysis.planning.scenarios.site_words import site_words
from analysis.requirements.findings import Verdict
from geo.layers import INVENTED_PREFIX, County
from geo.people.towns import load_towns
from geo.records import Point
from geo.register.likeness import distance_m
from geo.text import Text, join
from geo.vocabulary import WORDS, Datum, FacilityType

_BY_POINT = {SiteOrigin.CELL, SiteOrigin.SEAT, SiteOrigin.DRAWN}
OPEN = Text("待定", "To be decided")
"""Stands wherever something is not known: never 0, never an empty cell that looks like none."""
BUILDING_WORDS: Mapping[Measure, Text] = {
    Measure.NEW: Text("新建", "New building"),
    Measure.CONVERSION: Text("改建", "Conversion"),
    Measure.EXPANSION: Text("扩建", "Expansion"),
}
"""建设性质, as project lists write it."""
_FULL_NAMES: Mapping[FacilityType, Text] = {
    FacilityType.REHABILITATION: Text("残疾人康复设施", "rehabilitation facility"),
    FacilityType.CARE: Text("残疾人托养设施", "care facility"),
    FacilityType.COMPREHENSIVE: Text("残疾人综合服务设施", "comprehensive-service facility"),
}
ASSUMED = Text("假定现无设施，待核实", "assumes that there is none; to be verified")
MAY_BE_ASSUMED = Text("含假定，见方案说明", "rests in part on assumptions, see the plan")


def facility_words(facility_type: FacilityType) -> Text:
    """What a facility of the type is called in the name of a project."""
    return _FULL_NAMES.get(facility_type, WORDS[facility_type])


def project_name(project: Project, counties: Mapping[str, County], demonstration: bool) -> Text:
    """容县残疾人托养设施新建项目（原城北小学校舍）; invented ones begin 演示."""
    option = project.option
    county = counties[option.site.county_code]
    what, how = facility_words(option.facility_type), BUILDING_WORDS[option.measure]
    where = site_words(option.site, beside_county=True)
    named = Text(
        f"{county.name_zh}{what.zh}{how.zh}项目（{where.zh}）",
        f"{county.name_en}: {what.en}, {how.en.lower()} ({where.en})",
    )
    if not demonstration:
        return named
    return Text(f"{INVENTED_PREFIX} {named.zh}", f"{INVENTED_PREFIX} {named.en}")


def scale_words(option: Option) -> Text:
    """What is built and how large: capacity, floor area, what is there now; 待定 where unknown."""
    parts = [WORDS[f] for f in sorted(option.functions)] or [WORDS[option.facility_type]]
    functions = join(parts)
    if option.capacity is None or option.capacity_unit is None:
        size = Text("服务能力待定", "capacity to be decided")
    else:
        unit = WORDS[option.capacity_unit]
        after = option.measure is Measure.EXPANSION
        size = Text(
            f"{'扩建后' if after else ''}{unit.zh} {option.capacity:,.10g}",
            f"{option.capacity:,.10g} {unit.en}{' after the expansion' if after else ''}",
        )
    if option.floor_area_m2 is None:
        area = Text("建筑面积待定", "floor area to be decided")
    else:
        area = Text(
            f"建筑面积 {option.floor_area_m2:,.10g} 平方米", f"{option.floor_area_m2:,.10g} m²"
        )
    said = [functions, size, area]
    if option.site.existing_use:
        use = option.site.existing_use
        said.append(Text(f"现状：{use}", f"now: {use}"))
    return join(said, "；", "; ")


def place_words(site: Site) -> Text | None:
    """Where a site without an address stands: its point and the nearest town of the county known.

    None for sites that are told by name, or have no point.
    """
    if site.origin not in _BY_POINT or site.lon is None or site.lat is None:
        return None
    at = f"{site.lon:.6f}, {site.lat:.6f}"
    here = Point(site.lon, site.lat, Datum.WGS84)
    near = [
        (distance_m(here, Point(t.lon, t.lat, Datum.WGS84)), t.place_id, t.name)
        for t in load_towns()
        if t.county_code == site.county_code
    ]
    if not near:
        return Text(f"位置 {at}（WGS-84）", f"at {at} (WGS-84)")
    metres, _, name = min(near)
    return Text(
        f"位置 {at}（WGS-84），距{name}约 {metres / 1000:.1f} 千米（直线）",
        f"at {at} (WGS-84), about {metres / 1000:.1f} km from {name} (straight line)",
    )


def years_words(project: Project) -> str:
    """建设起止年: 2026, or 2026—2027; from the year works begin to that of use, as on screen."""
    first, last = project.begin_year, project.in_use_year
    return str(first) if first == last else f"{first}—{last}"


def in_wan(amounts_yuan: Sequence[float]) -> tuple[float, ...]:
    """Sums in 万元 with two decimals that add up to their total in 万元 with two decimals."""
    found, before, total = [], 0, 0.0
    for amount in amounts_yuan:
        total += amount
        now = round(total / 100)
        found.append((now - before) / 100)
        before = now
    return tuple(found)


def wan(amount_yuan: float) -> float:
    """A sum in 万元 with two decimals."""
    return round(amount_yuan / 100) / 100


def assumed_places(effect: PlanEffect | None) -> frozenset[tuple[str, str]]:
    """(requirement id, area code) of findings that the plan changes on an assumption only."""
    changed = () if effect is None else effect.changed
    return frozenset(
        (c.requirement_id, c.area_code)
        for c in changed
        if c.assumed and c.before is Verdict.INDETERMINATE
    )


def assumptions_at(effect: PlanEffect | None, county_code: str) -> tuple[Text, ...]:
    """That a county's findings change only if what is built there is professional: once, or not."""
    changed = () if effect is None else effect.changed
    rests = any(
        c.area_code == county_code and c.assumption and BUILT_PROFESSIONAL.zh in c.assumption.zh
        for c in changed
    )
    return (BUILT_PROFESSIONAL,) if rests else ()


def assumption_of(
    plan: FacilityPlan, project: Project, assumed: Iterable[tuple[str, str]] | None
) -> Text | None:
    """What to say of the assumption a project rests on; None where it rests on none.

    ``assumed`` as ``assumed_places`` gives it; None: the effect is not known, and where the plan
    assumes anything a project that meets a requirement may rest on it.
    """
    if plan.question.absent is Absent.NOT_PLANNED or not project.met:
        return None
    if assumed is None:
        return MAY_BE_ASSUMED
    places = set(assumed)
    city = plan.question.city_code
    found = any((r, c) in places or (r, city) in places for r, c in project.met)
    return ASSUMED if found else None
