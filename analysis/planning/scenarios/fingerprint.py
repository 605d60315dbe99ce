"""The question of a plan as one text, and the fingerprint of everything a plan rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from analysis.planning.scenarios.question import PlanQuestion
from analysis.requirements.catalogue import Catalogue
from geo.layers import LayerSet
from geo.people.demand import Demand
from geo.travel.source import TravelSource

Inputs = tuple[tuple[str, str], ...]
_CAME_LATER: dict[str, object] = {"reach_under_way": False, "closing": frozenset()}
"""Choices a program before had not: a question that leaves them alone is the one it was."""


def plan_inputs(
    layers: LayerSet, catalogue: Catalogue, demand: Demand, travel: TravelSource
) -> Inputs:
    """Name and fingerprint of everything a question is answered from, by name."""
    return (
        ("catalogue", catalogue.version),
        ("layers", layers.fingerprint),
        ("people", demand.fingerprint),
        ("travel", travel.model.fingerprint),
    )


def plan_fingerprint(question: PlanQuestion, inputs: Inputs) -> str:
    """SHA-256 over the question and its inputs, hexadecimal; the order of options is none of it."""
    text = json.dumps([_plain(question), inputs], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """A value as JSON that does not depend on the order of sets or options."""
    if is_dataclass(value):
        named = {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
        if isinstance(value, PlanQuestion):
            named["options"] = sorted(named["options"], key=lambda o: json.dumps(o, sort_keys=True))
            named["held"] = sorted(set(value.held))
            for name, usual in _CAME_LATER.items():
                if getattr(value, name) == usual:
                    del named[name]
        return named
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(item) for item in value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
