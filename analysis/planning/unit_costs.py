"""What a household retrofit cost elsewhere 外地实例: a range to start from, no standard here."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from geo.places import DATA
from geo.text import Text
from geo.vocabulary import Confidence

SOURCE_ID = "retrofit-unit-costs"


@dataclass(frozen=True, slots=True)
class UnitCostExample:
    """The cost of one household somewhere else, in yuan of that year, with its address."""

    example_id: str
    place: Text
    year: int
    yuan_per_household: Fraction
    what: Text
    source: str
    confidence: Confidence


@lru_cache(maxsize=1)
def load_unit_costs() -> tuple[UnitCostExample, ...]:
    """The examples in the order of their ids (``data/planning/retrofit_unit_costs.csv``)."""
    path = DATA / "planning" / "retrofit_unit_costs.csv"
    with path.open(encoding="utf-8", newline="") as file:
        examples = [
            UnitCostExample(
                example_id=row["example_id"],
                place=Text(row["place_zh"], row["place_en"]),
                year=int(row["year"]),
                yuan_per_household=Fraction(row["yuan_per_household"]),
                what=Text(row["what_zh"], row["what_en"]),
                source=row["source"],
                confidence=Confidence(row["confidence"]),
            )
            for row in csv.DictReader(file)
        ]
    return tuple(sorted(examples, key=lambda e: e.example_id))


def unit_cost_range_yuan() -> tuple[Fraction, Fraction]:
    """The lowest and the highest example, in yuan a household."""
    costs = [e.yuan_per_household for e in load_unit_costs()]
    return min(costs), max(costs)


def default_unit_cost_yuan() -> Fraction:
    """The middle of the range, in yuan: what a form may start with, labelled as from elsewhere."""
    low, high = unit_cost_range_yuan()
    return (low + high) / 2


def unit_cost_note() -> Text:
    """Where the range comes from, for beside the field: 外地实例, not a standard of Guangxi."""
    low, high = (f"{int(cost):,}" for cost in unit_cost_range_yuan())
    examples = sorted(load_unit_costs(), key=lambda e: e.yuan_per_household)
    zh = "、".join(f"{e.place.zh}（{e.year}）" for e in examples)
    en = ", ".join(f"{e.place.en} ({e.year})" for e in examples)
    return Text(
        f"外地实例 {low}—{high} 元/户：{zh}。不是广西标准，请按本地实际填写。",
        f"Elsewhere {low}–{high} yuan a household: {en}. No standard of Guangxi: enter your own.",
    )
