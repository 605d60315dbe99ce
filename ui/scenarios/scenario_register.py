"""Scenarios in the register: read for a city and a day, written, withdrawn."""

from __future__ import annotations

from datetime import date

import streamlit as st

from ui.scenarios.scenario_kept import Kept


def read(city_code: str, known_on: date | None) -> tuple[Kept, ...]:
    """The city's scenarios as the register has them, or had them when a day ended."""
    held: dict[str, Kept] = st.session_state.get(f"scenarios_real_{city_code}", {})
    return tuple(held.values())


def write(kept: Kept, seen: int, body: str) -> None:
    """Writes one scenario. Raises as ``register_access.write``."""
    city = kept.plan.question.city_code
    st.session_state.setdefault(f"scenarios_real_{city}", {})[kept.scenario_id] = kept


def withdraw(kept: Kept, seen: int) -> None:
    """Takes one scenario out. Raises as ``register_access.write``."""
    city = kept.plan.question.city_code
    st.session_state.setdefault(f"scenarios_real_{city}", {}).pop(kept.scenario_id, None)
