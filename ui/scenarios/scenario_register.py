"""Scenarios in the register: read for a city and a day, written, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

import streamlit as st

from analysis.planning.scenarios.plan import PlanEffect
from analysis.planning.scenarios.stored import (
    Scenario,
    StoredScenarioError,
    scenario_of,
    stored_scenario,
)
from geo.register.changes import ChangeKind, Edit
from geo.register.scenario_rows import TABLE, withdrawn
from geo.scenarios import StoredScenario
from geo.text import Text
from ui import register_access
from ui.scenarios.scenario_kept import Kept

_NO_EFFECT = PlanEffect((), None, None, None, None, None, None, None, (), ())


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A scenario that can't be shown; ``said``: its name and what is wrong with it."""

    scenario_id: str
    name: str
    version: int
    said: Text


def read(city_code: str, known_on: date | None) -> tuple[Kept, ...]:
    """The city's scenarios the register has, or had when a day ended, the first made first."""
    return tuple(kept for kept in _all(city_code, known_on) if isinstance(kept, Kept))


def unreadable(city_code: str, known_on: date | None) -> tuple[Unreadable, ...]:
    """The scenarios that can't be shown, and what is wrong with each."""
    return tuple(each for each in _all(city_code, known_on) if isinstance(each, Unreadable))


def write(kept: Kept, seen: int, body: str) -> None:
    """Writes one scenario, new or in place of itself. Raises as ``register_access.write``."""
    record = stored_scenario(kept.name, kept.plan, kept.effect, targets=kept.targets)
    record = replace(record, scenario_id=kept.scenario_id)
    _write([Edit(TABLE, kept.scenario_id, record, kept.version)], seen, body)


def withdraw(kept: Kept | Unreadable, seen: int) -> None:
    """Takes one scenario out, read or not. Raises as ``register_access.write``."""
    _write([withdrawn(kept.scenario_id, kept.version)], seen, "")


def _write(edits: list[Edit], seen: int, body: str) -> None:
    register_access.refuse_changed_since(seen, edits)
    register_access.write(ChangeKind.EDIT, edits, body=body)


def _all(city_code: str, known_on: date | None) -> list[Kept | Unreadable]:
    state = register_access.current(known_on)
    found: list[tuple[datetime, Kept | Unreadable]] = []
    for key, held in state.tables.get(TABLE, {}).items():
        record: StoredScenario = held.record
        if record.city_code != city_code:
            continue
        first, _, at, body = _said(register_access.register().where, key, held.version)
        try:
            scenario = _read(record)
        except StoredScenarioError as error:
            name = Text(f"“{record.name}”：", f"“{record.name}”: ")
            said = Text(name.zh + error.text.zh, name.en + error.text.en)
            found.append((first, Unreadable(key, record.name, held.version, said)))
            continue
        effect = scenario.effect or _NO_EFFECT
        kept = Kept(
            key, record.name, body, at, scenario.plan, effect, held.version, scenario.targets
        )
        found.append((first, kept))
    found.sort(key=lambda each: each[0])
    return [each for _, each in found]


@st.cache_resource(show_spinner=False, max_entries=64)
def _read(record: StoredScenario) -> Scenario:
    """Read once: a plan holds hundreds of options."""
    return scenario_of(record)


@st.cache_resource(show_spinner=False, max_entries=256)
def _said(where: str, key: str, version: int) -> tuple[datetime, str, datetime, str]:  # noqa: ARG001
    """When and by which body it was first kept, and last changed up to this version."""
    # The register and the version are the key too: another register has other scenarios.
    history = register_access.register().history(TABLE, key)
    first = history[0][0].change
    last = next(said.change for said, event in history if event.version == version)
    return first.recorded_at, first.body, last.recorded_at, last.body
