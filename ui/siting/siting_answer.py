"""The question put together, the search begun, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from analysis.planning.scenarios.effects import plan_effect
from analysis.planning.scenarios.held import plan_findings
from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.options import Option
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.siting.solver import Watch
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Finding
from geo.layers import LayerSet
from geo.people.demand import Demand
from geo.text import Text
from geo.travel.source import TravelSource
from ui import state
from ui.accessibility import access_people, access_travel
from ui.siting import solving
from ui.siting.siting_form import Asked
from ui.siting.siting_kept import own_sites, store
from ui.siting.siting_presets import wishes
from ui.siting.solving import Solving

_RUNNING, _FOUND, _FAILED = "solving", "found", "failed"


@dataclass(frozen=True, eq=False)
class Data:
    """What a plan is made from; ``key`` is its content in short."""

    layers: LayerSet
    catalogue: Catalogue
    demand: Demand
    travel: TravelSource

    @property
    def key(self) -> tuple[str, ...]:
        """Fingerprints of records, rules, people and travel model."""
        return (
            self.layers.fingerprint,
            self.catalogue.version,
            self.demand.fingerprint,
            self.travel.model.fingerprint,
        )


@dataclass(frozen=True, eq=False)
class Found:
    """A plan with its effect and what it was made from; ``cancelled``: the reader ended it.

    ``asked``: what the form asked, which the plan's own question may narrow (``siting_pinned``).
    """

    plan: FacilityPlan
    effect: PlanEffect | None
    data: Data
    cancelled: bool
    asked: PlanQuestion

    @cached_property
    def findings(self) -> dict[tuple[str, str], Finding]:
        """The findings of today the plan sets out from, by requirement and area."""
        return plan_findings(self.plan.question, self.data.layers, self.data.catalogue)


def data_of(asked: Asked) -> Data:
    """The records, people and times a question is answered from."""
    city = state.view().city.code
    return Data(
        state.layers(),
        state.catalogue(),
        access_people.demand(asked.group),
        access_travel.travel_of(city, asked.mode),
    )


def question_of(asked: Asked, options: Sequence[Option]) -> PlanQuestion:
    """The question as the planning takes it; options the reader left out are not in it."""
    left_out = own_sites().left_out
    chosen = state.view()
    return PlanQuestion(
        city_code=chosen.city.code,
        as_of=chosen.as_of,
        service=asked.service,
        options=tuple(o for o in options if o.option_id not in left_out),
        wishes=wishes(asked.preset),
        held=asked.held,
        absent=asked.absent,
        under_way=asked.under_way,
        counties=frozenset({asked.county} if asked.county else ()),
        mode=asked.mode,
        group=asked.group,
        cutoff_min=asked.cutoff_min,
        p=asked.p,
        budget_yuan=asked.budget_yuan,
        budget_by_year_yuan=dict(asked.budget_by_year_yuan),
        carry_over=asked.carry_over,
        reach_under_way=asked.reach_under_way,
        closable=frozenset(asked.closing),
        closing=frozenset(asked.closing),
        county_weights=dict.fromkeys(asked.priority, asked.priority_weight),
        use_capacity=asked.use_capacity,
        strict=asked.strict,
        time_limit_s=asked.time_limit_s,
    )


def begin(question: PlanQuestion, data: Data, asked: PlanQuestion | None = None) -> bool:
    """Begins the search; False, nothing begun, while another one runs.

    ``asked``: what the form asked where the question is narrower than that.
    """
    now = running()
    if now is not None and now.running:
        return False
    forget()

    def work(watch: Watch) -> Found:
        made = make_plan(
            question, data.layers, data.catalogue, data.demand, data.travel, watch=watch
        )
        effect = None
        if made.projects or made.conflict is None:
            effect = plan_effect(made, data.layers, data.catalogue, data.demand, data.travel)
        return Found(made, effect, data, cancelled=False, asked=asked or question)

    began = solving.start(work)
    store()[_RUNNING] = began
    began.wait(solving.AT_ONCE_S)
    return True


def running() -> Solving[Found] | None:
    """The search that has not been taken in yet."""
    now: Solving[Found] | None = store().get(_RUNNING)
    return now


def settle() -> None:
    """Takes in the answer of a search that has ended."""
    ended = running()
    if ended is None or ended.running:
        return
    store().pop(_RUNNING)
    store()[_FAILED] = ended.failed
    if ended.answer is not None:
        store()[_FOUND] = replace(ended.answer, cancelled=ended.cancelled)


def abandon() -> None:
    """Waits for the search no longer: what it may still find is let go."""
    now = store().pop(_RUNNING, None)
    if now is not None:
        now.cancel()


def found() -> Found | None:
    """The last plan made for this city."""
    kept: Found | None = store().get(_FOUND)
    return kept


def failed() -> Text | None:
    """Why the last search has no answer."""
    why: Text | None = store().get(_FAILED)
    return why


def forget() -> None:
    """Lets go of the last answer: a new one is being sought."""
    for name in (_FOUND, _FAILED, "dropped", "moved"):
        store().pop(name, None)
