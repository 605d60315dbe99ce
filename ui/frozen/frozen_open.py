"""Frozen assessments as the app reads them: thawed once, whoever looks at them."""

from __future__ import annotations

import streamlit as st

from analysis.frozen import FrozenAssessment, list_frozen, load_frozen
from geo.register.frozen_rows import FrozenHead, frozen_sha256
from ui import register_access


def frozen(frozen_id: int) -> FrozenAssessment:
    """The frozen assessment. KeyError when there is none, RegisterError when it is damaged."""
    register = register_access.register()
    return _thawed(register.where, frozen_id, frozen_sha256(register, frozen_id))


def heads(city_code: str) -> tuple[FrozenHead, ...]:
    """The frozen assessments of a city in the order they were frozen."""
    return list_frozen(register_access.register(), city_code)


@st.cache_resource(show_spinner=False, max_entries=4)
def _thawed(where: str, frozen_id: int, sha256: str) -> FrozenAssessment:  # noqa: ARG001
    # The register and the hash are the key: another register may hold another one of this id.
    return load_frozen(register_access.register(), frozen_id)
