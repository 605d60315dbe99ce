"""What the papers say, put together once for a choice and shared by whoever chooses the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256

import streamlit as st

from analysis.accessibility.question import Question, default_group
from analysis.planning.scenarios.stored import Scenario, to_json
from analysis.report.papers.access import Access, PeopleOnly
from analysis.report.papers.brief import brief_of
from analysis.report.papers.contents import Contents, Section
from analysis.report.papers.deck import deck_of
from analysis.report.papers.document import Brief, Deck
from analysis.report.papers.materials import Materials, contents_of, frozen_materials
from analysis.report.papers.public import PublicPapers, public_papers
from analysis.report.report import Report, ReportState
from geo.boundaries import load_boundaries
from geo.layers import LayerSet
from geo.sources import load_sources
from ui import register_access, state
from ui.accessibility import access_answer, access_people, access_travel
from ui.accessibility.access_answer import Nothing, question_key
from ui.papers.papers_choice import Choice
from ui.retrofit import retrofit_state


@dataclass(frozen=True, eq=False)
class Papers:
    """The papers of one choice. ``key`` names everything they depend on by its content."""

    key: str
    contents: Contents
    access: Access | None
    layers: LayerSet
    internal: bool

    def of(self, sections: frozenset[Section]) -> ChosenPapers:
        """The papers with these parts."""
        chosen = replace(self.contents, sections=sections)
        edition: Contents | PublicPapers = chosen
        if not self.internal:
            edition = public_papers(chosen, self.access, self.layers)
        return ChosenPapers(_short(f"{self.key} {sorted(sections)}"), edition)


@dataclass(frozen=True, eq=False)
class ChosenPapers:
    """The papers as they go out, with the parts chosen."""

    key: str
    edition: Contents | PublicPapers

    @property
    def report(self) -> Report:
        """The report of all formats."""
        return self.edition.report

    @property
    def brief(self) -> Brief:
        """The brief 汇报材料."""
        if isinstance(self.edition, PublicPapers):
            return self.edition.brief
        return brief_of(self.edition)

    @property
    def deck(self) -> Deck:
        """The slides 幻灯片."""
        if isinstance(self.edition, PublicPapers):
            return self.edition.deck
        return deck_of(self.edition)


def paper_state() -> ReportState:
    """The state of the papers: 审定稿 only of a frozen assessment, else 送审稿 in its place."""
    chosen = state.view().state
    if state.frozen() is None and chosen is ReportState.APPROVED:
        return ReportState.SUBMITTED
    return chosen


def papers(choice: Choice) -> Papers:
    """Everything the papers of a choice say, all parts in it."""
    access, access_key = _access(choice)
    one, plan = choice.scenario, retrofit_state.report_plan() if _retrofit_known() else None
    materials = replace(
        _materials(),
        include_text_notes=choice.text_notes,
        access=access,
        scenario=None if one is None else Scenario(one.name, one.plan, one.effect, one.targets),
        retrofit=plan,
        retrofit_table=None if plan is None else retrofit_state.report_table(),
        asked=choice.asked,
    )
    frozen, today = state.frozen(), _today()
    parts = (
        state.view().city.code,
        materials.layers.fingerprint,
        materials.assessment.run_id,
        str(materials.state),
        materials.register_change,
        None if frozen is None else (frozen.frozen_id, frozen.run_id, frozen.frozen_at.isoformat()),
        choice.text_notes,
        choice.maps,
        access_key,
        # The plan's own fingerprint is of what was asked, not of what was found or typed.
        None if one is None else (one.name, _short(to_json(one.plan, one.effect, one.targets))),
        repr(plan),
        repr(materials.retrofit_table),
        choice.asked,
        today,
    )
    key = _short(repr(parts))
    contents = _contents(key, materials, today, maps=choice.maps)
    edition = "internal" if choice.internal else "public"
    return Papers(f"{key} {edition}", contents, access, materials.layers, choice.internal)


def _materials() -> Materials:
    frozen = state.frozen()
    if frozen is not None:
        return frozen_materials(frozen)
    chosen = state.view()
    change = None
    if not chosen.demonstration:
        change = register_access.current(chosen.known_on).last_change
    return Materials(
        state.catalogue(),
        state.layers(),
        state.assessment(),
        load_sources(),
        paper_state(),
        data_issues=state.data_issues(),
        register_change=change,
    )


def _retrofit_known() -> bool:
    """Whether a retrofit plan of this session is about the records of the papers."""
    return state.frozen() is None


def _access(choice: Choice) -> tuple[Access | None, str]:
    """The study of the service chosen, or the people alone; and what it depends on in short."""
    kind = choice.facility_type
    if kind is None:
        return None, ""
    chosen = state.view()
    question = Question(chosen.city.code, kind, chosen.as_of, group=default_group(kind))
    data = access_answer.Data(
        access_people.demand(question.group),
        state.layers(),
        access_travel.travel_of(question.city_code, question.mode),
    )
    found = access_answer.answer(question, data)
    key = f"{question_key(question)} {data.key}"
    if isinstance(found, Nothing):
        return PeopleOnly(question, data.demand, found.why), key
    return found, key


@st.cache_resource(show_spinner=False, max_entries=6)
def _contents(
    key: str,  # noqa: ARG001
    _materials: Materials,
    _made_on: date,
    *,
    maps: bool,
) -> Contents:
    return contents_of(_materials, load_boundaries(), made_on=_made_on, maps=maps)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _short(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
