"""What one reader is looking at: city, day, state, language, and the records of this session.

Real records are the register's, the same for everyone. What is tried on demonstration data lives
in the session, as long as the page is open; the shared caches hold only what everyone reads.
Who looks at a frozen assessment 定稿 gets its records, rules and findings and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from analysis.frozen import FrozenAssessment
from analysis.report.report import ReportState
from analysis.requirements.catalogue import Catalogue, load_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Assessment
from geo.demonstration import load_demonstration
from geo.issues import DataIssue
from geo.layers import City, LayerSet
from geo.published import load_published
from geo.records import Ruling
from geo.register.changes import ChangeKind, Edit
from geo.register.tables import TABLES, record_id
from ui import register_access
from ui.access import people
from ui.frozen import frozen_choice, frozen_open

PERIOD_END = date(2025, 12, 31)
"""The end of both plans' period: the day the end-of-period assessment is about."""


@dataclass(frozen=True, slots=True)
class View:
    """What the reader has chosen. ``requirement`` empty: the map shows all.

    ``internal``: what is downloaded is 内部资料; the public edition is made under 汇报.
    ``known_on``: only what was on record when that day ended; none: all that is on record now.
    ``revision``: the number of a frozen assessment that is a revision.
    """

    city: City
    as_of: date
    state: ReportState
    demonstration: bool
    county: str | None
    requirement: str | None
    internal: bool = True
    known_on: date | None = None
    revision: int | None = None


def open_frozen(frozen_id: int) -> None:
    """Has every page show a frozen assessment.

    KeyError when there is none, RegisterError when it is damaged; nothing has changed then.
    """
    shown = frozen_open.frozen(frozen_id)
    if st.session_state["city"] != shown.city_code:
        choose_city(shown.city_code)
    st.session_state["demonstration"] = False
    frozen_choice.choose(frozen_id)


def frozen() -> FrozenAssessment | None:
    """The frozen assessment every page shows; None for the current register."""
    chosen = frozen_choice.chosen_id()
    return None if chosen is None else frozen_open.frozen(chosen)


def can_edit_now() -> bool:
    """Whether what the reader enters would be kept: an editor's, or anyone's demonstration.

    Never while a frozen assessment or the register of a past day is looked at.
    ``people.can_edit`` is the role alone.
    """
    if register_access.stands_still() is not None:
        return False
    return bool(st.session_state["demonstration"]) or people.can_edit()


def view() -> View:
    """The reader's choice, or what the frozen assessment says; only after a city was chosen."""
    if (shown := frozen()) is not None:
        return View(
            city=next(c for c in shown.layers.cities if c.code == shown.city_code),
            as_of=shown.as_of,
            state=shown.state,
            demonstration=False,
            county=st.session_state["selected_county"],
            requirement=st.session_state["map_requirement"],
            known_on=shown.known_on,
            revision=shown.report.revision,
        )
    code = st.session_state["city"]
    city = next(c for c in published().cities if c.code == code)
    return View(
        city=city,
        as_of=st.session_state["as_of"],
        state=st.session_state["assessment_state"],
        demonstration=st.session_state["demonstration"],
        county=st.session_state["selected_county"],
        requirement=st.session_state["map_requirement"],
        known_on=None if st.session_state["demonstration"] else st.session_state["known_on"],
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
    frozen_choice.leave()


def own_records() -> dict[str, tuple[Any, ...]]:
    """What has been put in beside the shipped records, by table of ``LayerSet``.

    Of real data the register's tables, of demonstration data this session's own.
    """
    if st.session_state["demonstration"]:
        records: dict[str, tuple[Any, ...]] = st.session_state.setdefault(_INVENTED, {})
        return records
    held = register_access.current()
    return {table: held.records(table) for table in TABLES}


def keep_records(table: str, records: tuple[Any, ...], seen: int | None = None) -> None:
    """Replaces what has been put into one table: what is no longer among the records goes.

    ``seen`` is the last change of the register when the reader was shown what they changed.
    Raises MixedDataError, ConflictError and NotAllowedError, keeping the old.
    """
    if (why := register_access.stands_still()) is not None:
        raise people.NotAllowedError(why)
    if st.session_state["demonstration"]:
        changed = {**own_records(), table: records}
        demonstration().with_added(**changed)
        st.session_state[_INVENTED] = changed
        return
    held = register_access.current()
    published().with_added(**{table: records})
    wanted = {record_id(r): r for r in records}
    edits = [
        Edit(table, key, wanted.get(key), held.version(table, key))
        for key in sorted({*wanted, *held.tables[table]})
        if key not in held.tables[table] or held.tables[table][key].record != wanted.get(key)
    ]
    if seen is not None:
        register_access.refuse_changed_since(seen, edits)
    register_access.write(ChangeKind.EDIT, edits)


_INVENTED = "records_demonstration"


def last_change() -> int:
    """The register's last change, to be given back with what the reader then enters."""
    return 0 if st.session_state["demonstration"] else register_access.register().last_change()


def layers() -> LayerSet:
    """The records the page is about: frozen, the register's, or invented with this session's own.

    The same object until a record changes, so that they are put together, and their fingerprint
    taken, once and not in every rerun.
    """
    if (shown := frozen()) is not None:
        return shown.layers
    if not st.session_state["demonstration"]:
        return register_access.current(view().known_on).layers
    own = own_records()
    if not own:
        return demonstration()
    if st.session_state.get("layered_records") is not own:
        st.session_state["layered_records"] = own
        st.session_state["layered"] = demonstration().with_added(**own)
    layered: LayerSet = st.session_state["layered"]
    return layered


def assessment(trial: tuple[Ruling, ...] = ()) -> Assessment:
    """The assessment of the chosen city and day; of a frozen one nothing is tried or found anew."""
    if (shown := frozen()) is not None:
        return shown.assessment
    chosen, records = view(), layers()
    own = chosen.demonstration and own_records()
    if not own and not trial:
        return _assessment(records, chosen.city.code, chosen.as_of, chosen.known_on)
    asked = records.fingerprint, chosen.city.code, chosen.as_of, chosen.known_on, trial
    kept: dict[Any, Assessment] = st.session_state.setdefault("own_assessments", {})
    if asked not in kept:
        if len(kept) >= _KEPT:
            kept.clear()
        kept[asked] = evaluate(
            catalogue(), records, chosen.city.code, chosen.as_of, chosen.known_on, trial
        )
    return kept[asked]


_KEPT = 4
"""Assessments a session remembers: as recorded and as tried, and those before the last change."""


def data_issues() -> tuple[DataIssue, ...]:
    """What is wrong with the records the page is about, beside what the findings say."""
    if (shown := frozen()) is not None:
        return shown.data_issues
    if st.session_state["demonstration"]:
        return ()
    return register_access.current(view().known_on).issues


def catalogue() -> Catalogue:
    """The requirements of all plans, or those of the frozen assessment."""
    shown = frozen()
    return _catalogue() if shown is None else shown.catalogue


@st.cache_resource(show_spinner=False)
def _catalogue() -> Catalogue:
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
def _assessment(
    records: LayerSet, city_code: str, as_of: date, known_on: date | None
) -> Assessment:
    """Shared by all readers, so of shared records only."""
    return evaluate(_catalogue(), records, city_code, as_of, known_on)
