"""What is asked of a plan: what may be decided, what must hold, what is wanted, in which order."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from analysis.planning.scenarios.options import Option
from analysis.planning.siting.problem import Objective
from geo.people.demand import PeopleGroup
from geo.text import Text
from geo.travel.model import TravelMode
from geo.travel.parameters import load_travel_parameters
from geo.vocabulary import FacilityType

PLAN_YEARS = (2026, 2027, 2028, 2029, 2030)
"""The years of the next plan, of 2026-2030; the reader can choose others."""


class Absent(StrEnum):
    """What a plan takes a county to have where a finding is 待核实."""

    NOT_PLANNED = "not_planned"
    ASSUMED_ABSENT = "assumed_absent"


ABSENT_WORDS: dict[Absent, Text] = {
    Absent.NOT_PLANNED: Text(
        "待核实的县先核实，不列入方案", "Counties to be verified are left out until verified"
    ),
    Absent.ASSUMED_ABSENT: Text(
        "假定待核实的县尚无设施，预作方案（假定，不是结论）",
        "Planned as if counties to be verified had none (an assumption, no finding)",
    ),
}


class UnderWay(StrEnum):
    """What a plan makes of facilities that are not in use yet but would count once they are."""

    COUNTED = "counted"
    IGNORED = "ignored"


UNDER_WAY_WORDS: dict[UnderWay, Text] = {
    UnderWay.COUNTED: Text(
        "在建、前期和已竣工未投用的项目按投用后计入，不另建",
        "Projects under way or built and not in use count as in use; nothing is built beside them",
    ),
    UnderWay.IGNORED: Text("不等在建项目，照样安排", "Plan as if nothing were under way"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing wanted. ``core``: what it chose stays and is paid for first; the wishes after it
    spend what is left. Otherwise its value may not get worse in the wishes after it.
    """

    objective: Objective
    core: bool = False


@dataclass(frozen=True, slots=True)
class RetrofitPart:
    """Household retrofits that share the budget 家庭无障碍改造.

    ``first``: so many households are paid for before any facility; otherwise facilities come
    first and what is left of each year goes to households, up to ``households``.
    """

    households: int
    unit_cost_yuan: float
    first: bool = True


@dataclass(frozen=True)
class PlanQuestion:
    """Everything a plan depends on beside the data.

    ``held``: ids of requirements of the catalogue that must hold, county by county; by default the
    binding ones (``held.default_held``), others are the reader's option. ``counties``: whose
    requirements are held and where options may be taken; empty: all of the city. ``service``: the
    facility type whose reach is asked about. ``p``: at most so many options in all; ``budget_yuan``
    in all, ``budget_by_year_yuan`` by year (a year not named has no limit of its own);
    ``carry_over``: what a year leaves of its budget may be spent in later years that have one.
    ``under_way``: what is made of facilities not in use yet, for what must hold;
    ``reach_under_way``: whether they count in times as well, before the plan and after.
    ``closable``: ids of facilities whose building the plan may convert though they serve;
    ``closing``: ids of those that close whatever the plan is, by the reader's decision. ``forced``,
    ``barred``: option ids that must, or must not, be taken. ``county_weights`` multiply the people
    of a county (priority counties, equity); 1 where not named. ``use_capacity``: ``persons`` of
    options limits whom they serve. ``strict``: a county that no option can help makes the plan
    impossible; otherwise it is left unplanned, by name, and the others are planned for.
    """

    city_code: str
    as_of: date
    service: FacilityType
    options: tuple[Option, ...]
    wishes: tuple[Wish, ...]
    held: tuple[str, ...] = ()
    absent: Absent = Absent.NOT_PLANNED
    under_way: UnderWay = UnderWay.COUNTED
    counties: frozenset[str] = frozenset()
    mode: TravelMode = TravelMode.DRIVING
    group: PeopleGroup = PeopleGroup.ALL
    cutoff_min: float = field(default_factory=lambda: load_travel_parameters().cutoffs.limit_min)
    p: int | None = None
    budget_yuan: float | None = None
    budget_by_year_yuan: Mapping[int, float] = field(default_factory=dict)
    carry_over: bool = True
    years: tuple[int, ...] = PLAN_YEARS
    reach_under_way: bool = False
    closable: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    forced: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    county_weights: Mapping[str, float] = field(default_factory=dict)
    use_capacity: bool = False
    strict: bool = False
    retrofit: RetrofitPart | None = None
    time_limit_s: float | None = 60.0

    def __post_init__(self) -> None:
        ids = [o.option_id for o in self.options]
        if len(set(ids)) != len(ids):
            raise ValueError("an option stands twice")
        if not self.wishes:
            raise ValueError("a plan needs something that is wanted")
        if not self.years or tuple(sorted(set(self.years))) != self.years:
            raise ValueError("the years must ascend, each once")
        amounts = [self.budget_yuan, *self.budget_by_year_yuan.values(), self.cutoff_min]
        if any(a is not None and not (math.isfinite(a) and a >= 0) for a in amounts):
            raise ValueError("budgets and minutes are finite and not negative")
        if not set(self.budget_by_year_yuan) <= set(self.years):
            raise ValueError("a budget of a year that is none of the plan's")
        if self.forced & self.barred or not (self.forced | self.barred) <= set(ids):
            raise ValueError("forced and barred options must be among the options, and not both")

    def option(self, option_id: str) -> Option:
        """The option with this id. KeyError if there is none."""
        for option in self.options:
            if option.option_id == option_id:
                return option
        raise KeyError(option_id)
