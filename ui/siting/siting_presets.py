"""What can be wanted of a plan, as one choice in a planner's words."""

from __future__ import annotations

from enum import StrEnum

from analysis.planning.scenarios.question import Wish
from analysis.planning.siting.problem import Objective
from geo.text import Text


class Preset(StrEnum):
    """What is wanted."""

    COMPLY = "comply"
    COMPLY_THEN_REACH = "comply_then_reach"
    REACH = "reach"
    TOTAL_TIME = "total_time"
    WORST_TIME = "worst_time"
    FEWEST = "fewest"


PRESET_WORDS: dict[Preset, Text] = {
    Preset.COMPLY: Text("先补齐约束性要求，费用最少", "Meet binding requirements at least cost"),
    Preset.COMPLY_THEN_REACH: Text(
        "补齐后余款用于覆盖最多人", "Meet them, then reach most people with the rest"
    ),
    Preset.REACH: Text("覆盖最多人", "Reach most people"),
    Preset.TOTAL_TIME: Text("总出行时间最少", "Least total travel time"),
    Preset.WORST_TIME: Text("最远者最近", "Least time for whoever has farthest to go"),
    Preset.FEWEST: Text("设施最少、人人在时限内", "Fewest facilities, all within the limit"),
}
PRESET_HELP: dict[Preset, Text] = {
    Preset.COMPLY: Text(
        "按勾选的要求，逐县补到有，总费用最少。",
        "Each county gets what the ticked requirements ask, at the least total cost.",
    ),
    Preset.COMPLY_THEN_REACH: Text(
        "先按最少费用补齐；总预算还有余的，再选能让更多人在时限内到达的点。",
        "First the least cost that meets them; what is left of the budget goes where most people"
        " come within the limit.",
    ),
    Preset.REACH: Text(
        "在数量或预算之内，让时限内可到达的人最多。",
        "Within the number or the budget, as many people as possible within the limit.",
    ),
    Preset.TOTAL_TIME: Text(
        "在数量或预算之内，所有人到最近一处的时间之和最少（p-中位）。",
        "Within the number or the budget, the least sum of everybody’s minutes (p-median).",
    ),
    Preset.WORST_TIME: Text(
        "在数量或预算之内，让最远的人路上时间最短（p-中心）。",
        "Within the number or the budget, the shortest time for the farthest (p-center).",
    ),
    Preset.FEWEST: Text(
        "每个人都在时限内，要建的设施最少（集合覆盖）。",
        "Everybody within the limit with the fewest facilities (set covering).",
    ),
}
_WISHES: dict[Preset, tuple[Wish, ...]] = {
    Preset.COMPLY: (Wish(Objective.LEAST_COST),),
    Preset.COMPLY_THEN_REACH: (Wish(Objective.LEAST_COST, core=True), Wish(Objective.MCLP)),
    Preset.REACH: (Wish(Objective.MCLP),),
    Preset.TOTAL_TIME: (Wish(Objective.P_MEDIAN),),
    Preset.WORST_TIME: (Wish(Objective.P_CENTER),),
    Preset.FEWEST: (Wish(Objective.LSCP),),
}
NEEDS_LIMIT = frozenset({Preset.COMPLY_THEN_REACH, Preset.REACH, Preset.TOTAL_TIME})
NEEDS_LIMIT |= {Preset.WORST_TIME}
"""Those that make no sense without a number of projects or a budget."""
USUAL_P = 3


def wishes(preset: Preset) -> tuple[Wish, ...]:
    """What the engine is to want, in order."""
    return _WISHES[preset]
