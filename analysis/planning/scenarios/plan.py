"""What a plan says: projects with their years and costs, how far from best, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.planning.scenarios.options import Option
from analysis.planning.scenarios.question import PlanQuestion, Wish
from analysis.planning.siting.plan import Conflict
from analysis.planning.siting.solver import Outcome
from analysis.requirements.findings import Verdict
from geo.text import Text
from geo.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Project:
    """One option taken. ``met``: (requirement id, county code) it is there for, in order.

    ``cost_by_year_yuan`` runs along the years of the question and what falls after them is in
    ``later_yuan``; None where the cost is not known.
    """

    option: Option
    begin_year: int
    in_use_year: int
    cost_by_year_yuan: tuple[float, ...] | None
    later_yuan: float = 0.0
    met: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """One wish and what is proven of it; as ``SitingPlan`` has it."""

    wish: Wish
    status: Outcome
    objective: float | None
    bound: float | None
    gap: float | None
    seconds: float
    other_plans_tie: bool | None


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A requirement of a county that the plan does nothing about, and why."""

    requirement_id: str
    county_code: str
    verdict: Verdict
    why: Text


@dataclass(frozen=True, slots=True)
class UnderWayUse:
    """A facility not in use yet that a requirement of a county counts as if it were.

    ``expected_year``: the year on record in which it opens; None: not on record.
    """

    requirement_id: str
    county_code: str
    facility_id: str
    name: str
    status: Status
    expected_year: int | None


@dataclass(frozen=True, slots=True)
class RetrofitYears:
    """Households of the common budget by year of the question, and what they cost."""

    households: tuple[int, ...]
    cost_yuan: tuple[float, ...]


@dataclass(frozen=True)
class FacilityPlan:
    """The answer to a question, whole: projects in order of county, type and site.

    ``closed``: ids of facilities that close, by the plan or by the reader's decision. ``status`` is
    the worst of its stages', but FEASIBLE where a later stage found nothing in its time and the
    plan is that of the stages before it. Without a plan (INFEASIBLE, NOTHING_FOUND) there are no
    projects and ``conflict`` says why. ``not_placed``: names of facilities and sites without a
    point, which take no part in the reckoning of travel. ``fingerprint``: SHA-256 over the question
    and everything it was answered from, by name in ``inputs`` (name, fingerprint): layers,
    catalogue, people, travel.
    """

    question: PlanQuestion
    status: Outcome
    stages: tuple[Stage, ...]
    projects: tuple[Project, ...]
    closed: tuple[str, ...]
    unplanned: tuple[Unplanned, ...]
    retrofit: RetrofitYears | None
    conflict: Conflict | None
    not_placed: tuple[str, ...]
    notes: tuple[Text, ...]
    inputs: tuple[tuple[str, str], ...]
    fingerprint: str
    demonstration: bool
    under_way: tuple[UnderWayUse, ...] = ()

    @property
    def run_id(self) -> str:
        """The first twelve digits of the fingerprint, as papers print it."""
        return self.fingerprint[:12]

    @property
    def cost_yuan(self) -> float | None:
        """What all projects cost; None where one's cost is not known."""
        costs = [p.option.cost_yuan for p in self.projects]
        return None if any(c is None for c in costs) else float(sum(c for c in costs if c))


@dataclass(frozen=True, slots=True)
class AreaReach:
    """Reach of the service in one county, or in the city (the last); None: not known.

    ``within_before``, ``within_after``: persons within the cutoff, of ``persons``; the mean minutes
    are over those connected. ``persons`` None: the county's persons are not known.
    """

    area_code: str
    name: Text
    persons: float | None
    within_before: float | None
    within_after: float | None
    mean_before_min: float | None
    mean_after_min: float | None


@dataclass(frozen=True, slots=True)
class ChangedFinding:
    """A finding the plan changes, once everything in it is in use."""

    requirement_id: str
    area_code: str
    before: Verdict
    after: Verdict
    assumed: bool
    """True where the change rests on an assumption: absence of what is 待核实, or another."""
    assumption: Text | None = None
    """What is assumed, in words; None: nothing, or as a plan of an earlier program has it."""


@dataclass(frozen=True)
class PlanEffect:
    """What a plan changes: reach by county (code order, city last), findings, evenness.

    ``gained_persons``: within the cutoff after and not before, by cell; ``cost_per_person_yuan`` of
    those, None without a cost or anybody gained. ``spread_before``, ``spread_after``: the least and
    the greatest share within the cutoff of any county, apart (0: all alike); None: not known.
    """

    areas: tuple[AreaReach, ...]
    gained_persons: float | None
    lost_persons: float | None
    cost_per_person_yuan: float | None
    spread_before: float | None
    spread_after: float | None
    gini_minutes_before: float | None
    gini_minutes_after: float | None
    changed: tuple[ChangedFinding, ...]
    notes: tuple[Text, ...]
    after_is_least: bool = False
    """True where places of today's facilities are not known: as many after the plan, or more."""
