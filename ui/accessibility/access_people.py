"""Where the people are: the built-in distribution, or a raster or table of this session's own."""

from __future__ import annotations

import streamlit as st

from geo.people.certified import certified_by_county, persons_by_county
from geo.people.demand import KIND_WORDS, Demand, PeopleGroup, PeopleKind
from geo.people.groups import group_demand
from ui import state
from ui.accessibility import access_answer
from ui.language import say, word

_OWN = "access_own_people"


def groups() -> list[PeopleGroup]:
    """The groups that can be asked about: certificate holders only where a county reports them."""
    return [g for g in PeopleGroup if g is not PeopleGroup.DISABLED_REGISTERED or _registered()]


def demand(group: PeopleGroup) -> Demand:
    """The people of a group in the chosen city, by the distribution chosen."""
    city = state.view().city.code
    own = _own()
    if own is None:
        return access_answer.built_in(city, group, _registered())
    return group_demand(own, group, dict(_registered()))


def _own() -> Demand | None:
    """All residents by the file of this session, for the city it was read for."""
    kept: dict[str, Demand] = st.session_state.get(_OWN, {})
    return kept.get(state.view().city.code)


def _registered() -> tuple[tuple[str, float], ...]:
    """Certificate holders by county, as they stand on the day."""
    chosen = state.view()
    counties = {c.code for c in state.layers().counties_of(chosen.city.code)}
    counts = certified_by_county(state.layers().certified_persons, chosen.as_of)
    persons = persons_by_county(counts)
    return tuple(sorted((code, n) for code, n in persons.items() if code in counties))


def source_choice() -> None:
    """Says what the distribution rests on."""
    shown = demand(PeopleGroup.ALL)
    st.markdown(f"**{say('人口分布', 'Where people live')}** · {word(KIND_WORDS[shown.kind])}")
    st.caption(word(shown.said))
    for note in shown.notes:
        st.caption(word(note))
    if shown.kind is not PeopleKind.BUILT_IN and st.button(
        say("改回内置人口分布", "Back to the built-in distribution"), key="access_people_back"
    ):
        st.session_state.pop(_OWN, None)
        st.rerun()
