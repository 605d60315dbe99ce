"""Which requirements the maps of 方案 can show: one by name, or the worst of all that bind."""

from __future__ import annotations

from analysis.requirements.schema import Force
from geo.text import Text
from ui import state
from ui.scenarios.scenario_kept import Kept

WORST = ""
WORST_WORDS = Text("约束性要求中最差的结论", "The worst finding on what binds")


def held(about: tuple[Kept, ...]) -> tuple[str, ...]:
    """The requirements of counties the scenarios hold or change, each once."""
    ids = [i for k in about for i in k.plan.question.held]
    ids += [c.requirement_id for k in about for c in k.effect.changed]
    counties = [c.code for c in state.layers().counties_of(state.view().city.code)]
    found = state.assessment()
    return tuple(
        i for i in dict.fromkeys(ids) if any(found.get(i, code) is not None for code in counties)
    )


def asked_of(which: str) -> tuple[str, ...]:
    """The requirements a map shows the worst of: one, or all that bind, as the overview counts."""
    if which != WORST:
        return (which,)
    entries = state.catalogue().evaluated(state.view().city.code)
    return tuple(e.id for e in entries if e.force is Force.BINDING)
