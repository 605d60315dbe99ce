"""The answers of the page, each worked out once and shared: people, travel, study, what if, range.

A key names everything an answer depends on by its content, so that the same question on the same
data is the same answer, whoever asks, and other data never is.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analysis.accessibility.facilities_asked import FacilitiesAsked
from analysis.accessibility.question import Question
from analysis.accessibility.ranges import Ranges, ranges
from analysis.accessibility.study import AccessStudy, NoFacilityError, study
from analysis.accessibility.what_if import WhatIf, what_if
from geo.layers import LayerSet
from geo.people.builtin import built_in_demand
from geo.people.demand import Demand, PeopleGroup
from geo.people.groups import group_demand
from geo.text import Text
from geo.travel.source import TravelSource


@dataclass(frozen=True)
class Nothing:
    """No facility of the kind asked for can be reached: why, and which were left out."""

    why: Text
    facilities: FacilitiesAsked


@dataclass(frozen=True, eq=False)
class Data:
    """What a question is answered from; ``key`` is its content in short."""

    demand: Demand
    layers: LayerSet
    travel: TravelSource

    @property
    def key(self) -> str:
        """Fingerprints of people, records and travel model."""
        parts = (self.demand.fingerprint, self.layers.fingerprint, self.travel.model.fingerprint)
        return " ".join(parts)


def question_key(question: Question) -> str:
    """The question as text: sets in order, so that the same question is the same text."""
    q = question
    asked = (q.city_code, q.facility_type, q.as_of, q.mode, q.group, q.cutoffs_min, q.limit_min)
    tried = (sorted(q.switched_off), q.added)
    return repr((*asked, repr(q.decay_used), q.majority_share, *tried))


def answer(question: Question, data: Data) -> AccessStudy | Nothing:
    """The study of a question, or why there is none."""
    return _study(f"{question_key(question)} {data.key}", question, data)


def changed(before: AccessStudy, question: Question, data: Data) -> WhatIf | Nothing:
    """What the question's trial changes; Nothing when it leaves no facility."""
    key = f"{before.fingerprint} {question_key(question)} {data.key}"
    return _what_if(key, before, question, data)


def range_of(found: AccessStudy, data: Data) -> Ranges:
    """The range of a study's headlines."""
    return _ranges(f"{found.fingerprint} {data.key}", found, data)


def built_in(
    city_code: str, group: PeopleGroup, registered: tuple[tuple[str, float], ...]
) -> Demand:
    """The built-in distribution of a group; ``registered``: certificate holders by county."""
    if group is PeopleGroup.ALL:
        return _everyone(city_code)
    return _group(city_code, group, registered)


def of_group(
    everyone: Demand, group: PeopleGroup, registered: tuple[tuple[str, float], ...]
) -> Demand:
    """A group of the people of another distribution."""
    if group is PeopleGroup.ALL:
        return everyone
    return _of_group(everyone.fingerprint, everyone, group, registered)


@st.cache_resource(show_spinner=False, max_entries=4)
def _of_group(
    fingerprint: str,  # noqa: ARG001
    _everyone: Demand,
    group: PeopleGroup,
    registered: tuple[tuple[str, float], ...],
) -> Demand:
    return group_demand(_everyone, group, dict(registered))


@st.cache_resource(show_spinner=False, max_entries=4)
def _everyone(city_code: str) -> Demand:
    return built_in_demand(city_code)


@st.cache_resource(show_spinner=False, max_entries=12)
def _group(city_code: str, group: PeopleGroup, registered: tuple[tuple[str, float], ...]) -> Demand:
    return group_demand(_everyone(city_code), group, dict(registered))


@st.cache_resource(show_spinner=False, max_entries=24)
def _study(key: str, _question: Question, _data: Data) -> AccessStudy | Nothing:  # noqa: ARG001
    try:
        return study(_question, _data.demand, _data.layers, _data.travel)
    except NoFacilityError as none:
        return Nothing(none.text, none.facilities)


@st.cache_resource(show_spinner=False, max_entries=48)
def _what_if(
    key: str,  # noqa: ARG001
    _before: AccessStudy,
    _question: Question,
    _data: Data,
) -> WhatIf | Nothing:
    try:
        return what_if(_before, _question, _data.layers, _data.travel)
    except NoFacilityError as none:
        return Nothing(none.text, none.facilities)


@st.cache_resource(show_spinner=False, max_entries=24)
def _ranges(key: str, _found: AccessStudy, _data: Data) -> Ranges:  # noqa: ARG001
    return ranges(_found, _data.travel)
