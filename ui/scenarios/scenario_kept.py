"""A scenario 比选方案 as the page handles it, and what a scenario may be called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from analysis.planning.scenarios.own_targets import OwnTarget
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
from geo.layers import INVENTED_PREFIX
from geo.reading.contacts import holds_personal_number
from geo.register.scenario_rows import LONGEST_NAME, plain_name
from geo.text import Text

__all__ = ["LONGEST_NAME", "Kept", "name_problem", "shown_name"]
DEMONSTRATION = INVENTED_PREFIX


@dataclass(frozen=True)
class Kept:
    """One scenario: the plan, what it changes, its name, and which body made it when.

    ``version`` is the register's, 0 in a demonstration's session. ``targets``: values of its table
    of targets set by hand.
    """

    scenario_id: str
    name: str
    body: str
    made_at: datetime
    plan: FacilityPlan
    effect: PlanEffect
    version: int = 0
    targets: tuple[OwnTarget, ...] = ()


def name_problem(name: str, taken: frozenset[str]) -> Text | None:
    """Why a scenario can't be called that; None: it can."""
    plain = name.strip()
    if not plain:
        return Text("请填写方案名称。", "Give the scenario a name.")
    if len(plain) > LONGEST_NAME or not plain.isprintable():
        return Text(
            f"方案名称应为一行、不超过 {LONGEST_NAME} 个字。",
            f"A name is one line of at most {LONGEST_NAME} characters.",
        )
    if holds_personal_number(plain):
        return Text(
            "名称里有电话或证件号码，请改写。",
            "The name holds a telephone or identity number; write it without.",
        )
    if plain_name(plain) in set(map(plain_name, taken)):
        return Text(
            "已有同名的方案，请换一个名称。", "There is a scenario of this name; choose another."
        )
    return None


def shown_name(name: str, *, demonstration: bool) -> str:
    """The name as it is kept: a demonstration's begins 演示."""
    plain = name.strip()
    if demonstration and not plain.startswith(DEMONSTRATION):
        return f"{DEMONSTRATION}{plain}"
    return plain
