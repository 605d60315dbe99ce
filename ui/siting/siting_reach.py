"""Who is how far from the nearest facility, as it is and with the plan: what the map shows."""

from __future__ import annotations

from analysis.accessibility.question import AddedPoint, Question
from analysis.accessibility.study import AccessStudy
from analysis.planning.scenarios.facility_of import converted, serves
from analysis.planning.scenarios.plan import FacilityPlan
from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.scenarios.today_asked import with_awaited
from geo.travel.parameters import load_travel_parameters
from ui.accessibility import access_answer
from ui.accessibility.access_answer import Nothing
from ui.siting.siting_answer import Data

_MOST = 4


def before(question: PlanQuestion, data: Data) -> AccessStudy | Nothing:
    """The reach as it is."""
    return access_answer.answer(_asked(question), _data(question, data))


def after(plan: FacilityPlan, data: Data) -> AccessStudy | Nothing:
    """The reach with every project that has a point and serves what is asked about."""
    question = plan.question
    gone = {*plan.closed, *(converted(p.option) for p in plan.projects)} - {""}
    added = []
    for project in plan.projects:
        site = project.option.site
        if site.lon is None or site.lat is None or not serves(project.option, question.service):
            continue
        added.append(
            AddedPoint(
                f"zz-{project.option.option_id}",
                site.lon,
                site.lat,
                project.option.capacity,
                site.county_code,
            )
        )
    added.sort(key=lambda p: p.facility_id)
    return access_answer.answer(
        _asked(question, frozenset(gone), tuple(added)), _data(question, data)
    )


def _asked(
    question: PlanQuestion,
    gone: frozenset[str] = frozenset(),
    added: tuple[AddedPoint, ...] = (),
) -> Question:
    return Question(
        question.city_code,
        question.service,
        question.as_of,
        question.mode,
        question.group,
        cutoffs(question.cutoff_min),
        question.cutoff_min,
        switched_off=gone,
        added=added,
    )


def cutoffs(limit_min: float) -> tuple[float, ...]:
    """The usual limits with the one asked about in place of the nearest, where it is none of them.

    They stay as many as there are shades that can be told apart.
    """
    usual = load_travel_parameters().cutoffs.minutes
    if limit_min in usual:
        return usual
    nearest = min(usual, key=lambda minutes: abs(minutes - limit_min))
    return tuple(sorted({limit_min, *usual} - {nearest}))[:_MOST]


def _data(question: PlanQuestion, data: Data) -> access_answer.Data:
    """With what is under way where the question has it count in times."""
    return access_answer.Data(data.demand, with_awaited(question, data.layers), data.travel)
