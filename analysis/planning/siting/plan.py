"""What siting answers: what to open, who goes where, how far from best it can be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from analysis.planning.siting.problem import AtMost, Objective, Requirement, Resource
from analysis.planning.siting.solver import Outcome
from geo.text import Text


class LimitKind(StrEnum):
    """What can stand in the way of a plan."""

    EVERYONE = "everyone"
    P = "p"
    BUDGET = "budget"
    CAPACITY = "capacity"
    REQUIREMENT = "requirement"
    AT_MOST = "at_most"
    RESOURCE = "resource"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of a conflict, in words.

    ``least``: the least value (minutes, sites, yuan, what a resource is in) that works while the
    others stay; None where no value does, or where none was found in the time.
    """

    kind: LimitKind
    said: Text
    least: float | None = None
    requirement: Requirement | None = None
    at_most: AtMost | None = None
    resource: Resource | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Limits that can't hold together; without any one of them the others can.

    ``smallest`` is False when time ran out, or the solver failed, before every limit was tried.
    ``unreachable``: demand ids that no site reaches, and their persons.
    """

    limits: tuple[Limit, ...]
    smallest: bool
    unreachable: tuple[str, ...]
    unreachable_persons: float
    said: Text


@dataclass(frozen=True, eq=False)
class SitingPlan:
    """A plan and what is proven of it.

    ``objective``: yuan, sites, (weighted) persons, (weighted) persons × minutes, or minutes;
    ``bound``: no plan is better than this; ``gap`` = |objective − bound| / max(1, |objective|).
    ``chosen``: the new sites, sorted. ``assignment``: index demand_id (every one), columns
    site_id and minutes, missing where nobody within reach serves it. ``other_plans_tie``: whether
    a plan that leaves out one of the chosen is as good; None: not looked at, or not in the time.
    ``kept_open``: the sites that are not counted and stay open; the others of them are closed.
    """

    wanted: Objective
    status: Outcome
    objective: float | None
    bound: float | None
    seconds: float
    chosen: tuple[str, ...]
    assignment: pd.DataFrame
    other_plans_tie: bool | None = None
    conflict: Conflict | None = None
    kept_open: tuple[str, ...] = ()

    @property
    def gap(self) -> float | None:
        """How far from best the plan can be, as a share; None without a plan or a bound."""
        if self.objective is None or self.bound is None:
            return None
        return abs(self.objective - self.bound) / max(1.0, abs(self.objective))
