"""What a line of the table of targets says; coverage and household retrofits as such lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from analysis.planning.period import PeriodAccount
from analysis.planning.retrofit import needs_of
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
from analysis.planning.scenarios.project_words import OPEN
from analysis.report.report import Share, Value
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment
from geo.layers import LayerSet
from geo.people.demand import GROUP_WORDS, PeopleGroup
from geo.records import RETROFIT_BASIS
from geo.text import Text
from geo.travel.model import MODE_WORDS
from geo.travel.parameters import CUTOFF_LABEL
from geo.vocabulary import WORDS

TO_VERIFY = Text("待核实", "To be verified")
NOT_REPORTED = Text("待报", "Not reported")
NO_GOAL = Text("未见上级目标", "No goal above it found")
NO_TREND = Text("未见往年同口径数据", "No earlier figure of the same meaning")
AFTER_ALL = Text("全部投用后测算", "Reckoned once all is in use")
COUNTIES = Text("个县（市、区）", "counties")
_SHARE = Text("占比", "share")
_HOUSEHOLDS = Text("户", "households")


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One indicator: its values by year are as a reader sees them."""

    name: Text
    unit: Text
    base: Value
    base_as_of: str
    open: Value
    definition: Text
    basis: Text
    trend: Text
    path: tuple[Value, ...]
    goal: Text
    note: Text | None = None

    @property
    def row(self) -> tuple[Value, ...]:
        """The values in the order of the columns; the target is that of the last year."""
        head = (self.name, self.unit, self.base, self.base_as_of, self.open)
        told = (self.definition, self.basis, self.trend)
        return (*head, *told, *self.path, self.path[-1], self.goal, self.note)


@dataclass(frozen=True)
class TargetWorld:
    """What the lines are made from."""

    assessment: Assessment
    catalogue: Catalogue
    layers: LayerSet
    plan: FacilityPlan
    effect: PlanEffect | None
    earlier: tuple[Assessment, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the city\'s counties in order."""
        return tuple(c.code for c in self.layers.counties_of(self.assessment.city_code))


def coverage_line(world: TargetWorld) -> TargetLine:
    """The share of people within the limit of the plan's service."""
    asked, effect = world.plan.question, world.effect
    city = effect.areas[-1] if effect is not None and effect.areas else None
    before = after = None
    if city is not None and city.persons:
        before = None if city.within_before is None else city.within_before / city.persons
        after = None if city.within_after is None else city.within_after / city.persons
    begun = [p.in_use_year for p in world.plan.projects]
    first, last = min(begun, default=asked.years[-1] + 1), max(begun, default=0)
    path: tuple[Value, ...] = tuple(
        _share(after) if year >= last else _share(before) if year < first else AFTER_ALL
        for year in asked.years
    )
    service, group, mode = WORDS[asked.service], GROUP_WORDS[asked.group], MODE_WORDS[asked.mode]
    return TargetLine(
        name=Text(
            f"{service.zh} {asked.cutoff_min:g} 分钟内常住人口占比（{CUTOFF_LABEL.zh}）"
            if asked.group is PeopleGroup.ALL
            else f"{service.zh} {asked.cutoff_min:g} 分钟内{group.zh}占比（{CUTOFF_LABEL.zh}）",
            f"{service.en}: share of {group.en} within {asked.cutoff_min:g} minutes"
            f" ({CUTOFF_LABEL.en})",
        ),
        unit=_SHARE,
        base=_share(before),
        base_as_of=asked.as_of.isoformat(),
        open=None,
        definition=Text(
            f"{group.zh}中到最近一处{service.zh}设施{mode.zh}不超过 {asked.cutoff_min:g} 分钟的占比"
            f"（{CUTOFF_LABEL.zh}）",
            f"{group.en} within {asked.cutoff_min:g} minutes ({mode.en}) of the nearest "
            f"({CUTOFF_LABEL.en})",
        ),
        basis=Text(
            "人口分布与出行时间测算；逐年值只在没有变化或全部投用后给出",
            "people and travel times; by year only where nothing has changed or all is in use",
        ),
        trend=NO_TREND,
        path=path,
        goal=NO_GOAL,
        note=Text("规划期内不能全部投用", "Not all is in use within the plan")
        if last > asked.years[-1]
        else None,
    )


def _share(value: float | None) -> Value:
    return OPEN if value is None else Share(value)


def retrofit_line(world: TargetWorld) -> TargetLine:
    """Households retrofitted: verified before, and what the plan adds year by year."""
    day = world.assessment.as_of
    records = tuple(r for r in world.layers.retrofit_needs if r.as_of is None or r.as_of <= day)
    account = PeriodAccount(needs_of(records, world.codes), None)
    unreported = len(account.unreported)
    retrofit = world.plan.retrofit
    path: tuple[Value, ...] = (OPEN,) * len(world.plan.question.years)
    if retrofit is not None:
        path = tuple(accumulate(retrofit.households))
    first = world.plan.question.years[0]
    return TargetLine(
        name=Text("家庭无障碍改造户数", "Household retrofits"),
        unit=_HOUSEHOLDS,
        base=NOT_REPORTED if unreported == len(world.codes) else account.verified_households,
        base_as_of=_days(
            tuple(r.as_of for r in records if r.as_of and r.county_code in world.codes)
        ),
        open=unreported,
        definition=Text(
            f"{RETROFIT_BASIS}残疾人家庭；基期为往年已验收，各年为 {first} 年起累计新增",
            f"households in hardship with severe disability; base: verified before; years: added"
            f" since {first}",
        ),
        basis=Text(
            "方案同一预算内安排的户数，逐年累计", "households of the common budget, added up"
        ),
        trend=NO_TREND,
        path=path,
        goal=NO_GOAL,
        note=Text(f"{unreported} 个县待报，不在合计内", f"{unreported} counties have not reported")
        if unreported
        else None,
    )


def _days(days: tuple[date, ...]) -> str:
    if not days:
        return ""
    first, last = min(days).isoformat(), max(days).isoformat()
    return first if first == last else f"{first}—{last}"
