"""What one reader is looking at: city, day, state, language, and the records of this session.

Records a reader uploads or enters live as long as the page is open, apart for real and for
demonstration data; the shared caches hold only what everyone reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from analysis.report.report import ReportState
from analysis.requirements.catalogue import Catalogue, load_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Assessment
from geo.demonstration import load_demonstration
from geo.layers import City, LayerSet
from geo.published import load_published
from geo.records import Ruling

PERIOD_END = date(2025, 12, 31)
"""The end of both plans' period: the day the end-of-period assessment is about."""

_DEFAULTS: dict[str, Any] = {
    "city": None,
    "as_of": PERIOD_END,
    "assessment_state": ReportState.DRAFT,
    "language": "zh",
    "demonstration": False,
    "selected_county": None,
    "map_requirement": None,
}


@dataclass(frozen=True, slots=True)
class View:
    """What the reader has chosen. ``requirement`` empty: the map shows all.

    ``internal``: the papers are 内部资料; there is no public edition yet.
    """

    city: City
    as_of: date
    state: ReportState
    demonstration: bool
    county: str | None
    requirement: str | None
    internal: bool = True


def begin() -> None:
    """Fills what is missing in the session, from the address where it says so."""
    for key, value in _DEFAULTS.items():
        st.session_state.setdefault(key, value)
    if st.session_state.get("address_read"):
        return
    st.session_state["address_read"] = True
    asked = st.query_params
    if asked.get("city") in {c.code for c in published().cities}:
        st.session_state["city"] = asked["city"]
    if asked.get("lang") in ("zh", "en"):
        st.session_state["language"] = asked["lang"]
    if asked.get("demo") == "1":
        st.session_state["demonstration"] = True


def write_address() -> None:
    """Puts the choice into the address, so that a link or a reload comes back here."""
    wanted = {"city": st.session_state["city"] or "", "lang": st.session_state["language"]}
    if st.session_state["demonstration"]:
        wanted["demo"] = "1"
    wanted = {k: v for k, v in wanted.items() if v}
    if dict(st.query_params) != wanted:
        st.query_params.from_dict(wanted)


def view() -> View:
    """The reader's choice; only after a city has been chosen."""
    code = st.session_state["city"]
    city = next(c for c in published().cities if c.code == code)
    return View(
        city=city,
        as_of=st.session_state["as_of"],
        state=st.session_state["assessment_state"],
        demonstration=st.session_state["demonstration"],
        county=st.session_state["selected_county"],
        requirement=st.session_state["map_requirement"],
    )


def choose_city(code: str) -> None:
    """Another city: what was selected in the last one is let go."""
    st.session_state["city"] = code
    st.session_state["selected_county"] = None
    st.session_state["map_requirement"] = None


def choose_known_city(code: str) -> None:
    """The city a browser remembers; what is no city of ours is ignored: it comes from outside."""
    if code in {c.code for c in published().cities}:
        choose_city(code)


def choose_county(code: str | None) -> None:
    """Opens a county's sheet, or closes it."""
    st.session_state["selected_county"] = code


def choose_requirement(requirement_id: str | None) -> None:
    """What the map is coloured by; none: all."""
    st.session_state["map_requirement"] = requirement_id


def set_demonstration(on: bool) -> None:
    """Goes between the real records and the invented ones; never both."""
    st.session_state["demonstration"] = on
    st.session_state["selected_county"] = None


def _own_key() -> str:
    return "records_demonstration" if st.session_state["demonstration"] else "records_real"


def own_records() -> dict[str, tuple[Any, ...]]:
    """The records of this session by table of ``LayerSet``."""
    records: dict[str, tuple[Any, ...]] = st.session_state.setdefault(_own_key(), {})
    return records


def keep_records(table: str, records: tuple[Any, ...]) -> None:
    """Replaces this session's records of one table. Raises MixedDataError, keeping the old."""
    changed = {**own_records(), table: records}
    base = demonstration() if st.session_state["demonstration"] else published()
    base.with_added(**changed)
    st.session_state[_own_key()] = changed


def layers() -> LayerSet:
    """The shared records with this session's own on top.

    The same object until the session's records change, so that they are put together, and their
    fingerprint taken, once and not in every rerun.
    """
    base = demonstration() if st.session_state["demonstration"] else published()
    own = own_records()
    if not own:
        return base
    if st.session_state.get("layered_records") is not own:
        st.session_state["layered_records"] = own
        st.session_state["layered"] = base.with_added(**own)
    layered: LayerSet = st.session_state["layered"]
    return layered


def assessment(trial: tuple[Ruling, ...] = ()) -> Assessment:
    """The assessment of the chosen city and day."""
    chosen, records = view(), layers()
    if not own_records() and not trial:
        return _assessment(records, chosen.city.code, chosen.as_of)
    asked = records.fingerprint, chosen.city.code, chosen.as_of, trial
    kept: dict[Any, Assessment] = st.session_state.setdefault("own_assessments", {})
    if asked not in kept:
        if len(kept) >= _KEPT:
            kept.clear()
        kept[asked] = evaluate(catalogue(), records, chosen.city.code, chosen.as_of, trial=trial)
    return kept[asked]


_KEPT = 4
"""Assessments a session remembers: as recorded and as tried, and those before the last change."""


@st.cache_resource(show_spinner=False)
def catalogue() -> Catalogue:
    """The requirements of all plans."""
    return load_catalogue()


@st.cache_resource(show_spinner=False)
def published() -> LayerSet:
    """The published records."""
    return load_published()


@st.cache_resource(show_spinner=False)
def demonstration() -> LayerSet:
    """The invented records."""
    return load_demonstration()


@st.cache_resource(
    show_spinner=False, max_entries=32, hash_funcs={LayerSet: lambda s: s.fingerprint}
)
def _assessment(records: LayerSet, city_code: str, as_of: date) -> Assessment:
    """Shared by all readers, so of shared records only."""
    return evaluate(catalogue(), records, city_code, as_of)
