"""What facilities cost elsewhere 外地实例: a figure to start from, with its basis; or none."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from analysis.planning.scenarios.options import Measure
from geo.places import DATA
from geo.text import Text, join
from geo.vocabulary import WORDS, CapacityUnit, Confidence, FacilityType

SOURCE_ID = "facility-costs"
_WAN = 10_000.0


@dataclass(frozen=True, slots=True)
class CostExample:
    """A facility somewhere else; amounts are those of its year. None: not stated.

    ``floor_at_least``: the floor area is given as “over …”, so the cost per m² is at most the
    quotient.
    """

    example_id: str
    name: Text
    place: Text
    facility_type: FacilityType
    measure: Measure
    year: int | None
    investment_yuan: float | None
    floor_m2: float | None
    floor_at_least: bool
    land_m2: float | None
    capacity: float | None
    capacity_unit: CapacityUnit | None
    what: Text
    source: str
    confidence: Confidence

    @property
    def yuan_per_unit(self) -> float | None:
        """Investment ÷ capacity: yuan a bed, a school place …; None where either is not known."""
        return _ratio(self.investment_yuan, self.capacity)

    @property
    def yuan_per_m2(self) -> float | None:
        """Investment ÷ floor area, in yuan a m²; None where either is not known."""
        return _ratio(self.investment_yuan, self.floor_m2)

    @property
    def said(self) -> Text:
        """北海市残疾人托养服务中心（广西北海，年份不详）."""
        zh = str(self.year) if self.year else "年份不详"
        en = str(self.year) if self.year else "year not known"
        return Text(
            f"{self.name.zh}（{self.place.zh}，{zh}）", f"{self.name.en} ({self.place.en}, {en})"
        )


@lru_cache(maxsize=1)
def load_cost_examples() -> tuple[CostExample, ...]:
    """The examples in the order of their ids (``data/planning/facility_costs.csv``)."""
    path = DATA / "planning" / "facility_costs.csv"
    with path.open(encoding="utf-8", newline="") as file:
        examples = [_example(row) for row in csv.DictReader(file)]
    return tuple(sorted(examples, key=lambda e: e.example_id))


def usual_cost_yuan(
    facility_type: FacilityType,
    measure: Measure,
    *,
    capacity: float | None = None,
    capacity_unit: CapacityUnit | None = None,
    floor_area_m2: float | None = None,
) -> tuple[float, Text] | None:
    """What so large a facility would cost at the rates of examples from elsewhere, and the basis.

    cost = capacity × the middle of the examples' yuan a unit, where the unit is theirs (None: taken
    to be); else floor area × the middle of their yuan a m². None where there is no example of the
    type and the measure, or no size: a figure is never made up. The basis is labelled 外地实例.
    """
    alike = [
        e for e in load_cost_examples() if e.facility_type is facility_type and e.measure is measure
    ]
    per_unit = [
        (e.yuan_per_unit, e)
        for e in alike
        if e.yuan_per_unit is not None
        and e.capacity_unit is not CapacityUnit.PERSONS_PER_YEAR
        and capacity_unit in (None, e.capacity_unit)
    ]
    if capacity is not None and per_unit:
        unit = per_unit[0][1].capacity_unit
        assert unit is not None  # noqa: S101 -- an example with a cost a unit has a unit
        return _cost(capacity, [p for p in per_unit if p[1].capacity_unit is unit], WORDS[unit])
    per_m2 = [(e.yuan_per_m2, e) for e in alike if e.yuan_per_m2 is not None]
    if floor_area_m2 is not None and per_m2:
        return _cost(floor_area_m2, per_m2, Text("平方米", "m²"))
    return None


def _cost(size: float, rates: list[tuple[float, CostExample]], unit: Text) -> tuple[float, Text]:
    low, high = min(r for r, _ in rates), max(r for r, _ in rates)
    rate = (low + high) / 2
    examples = [e for _, e in rates]
    said = join([e.said for e in examples])
    least = any(e.floor_at_least for e in examples) and unit.en == "m²"
    span = Text("", "")
    if low != high:
        zh, en = f"{low / _WAN:,.2f}—{high / _WAN:,.2f}", f"{low:,.0f}–{high:,.0f}"
        span = Text(f"（区间 {zh} 万元，取中）", f" (the middle of {en})")
    if least:
        span = Text(f"{span.zh}（面积为“以上”，单价偏高）", f"{span.en} (at most)")
    return rate * size, Text(
        f"外地实例：{said.zh}；每{unit.zh} {rate / _WAN:,.2f} 万元{span.zh} × {size:,.10g}。"
        "不是广西标准，请按本地概算修改",
        f"elsewhere: {said.en}; {rate:,.0f} yuan per {_one(unit.en)}{span.en} × {size:,.10g}."
        " No standard of Guangxi: change it to your own estimate",
    )


def _one(unit: str) -> str:
    """The unit as one of it is named: bed, school place."""
    return unit.removesuffix("s")


def _ratio(above: float | None, below: float | None) -> float | None:
    return None if above is None or not below else above / below


def _example(row: dict[str, str]) -> CostExample:
    wan = _number(row["investment_wan_yuan"])
    unit = row["capacity_unit"]
    return CostExample(
        example_id=row["example_id"],
        name=Text(row["name_zh"], row["name_en"]),
        place=Text(row["place_zh"], row["place_en"]),
        facility_type=FacilityType(row["facility_type"]),
        measure=Measure(row["measure"]),
        year=int(row["year"]) if row["year"] else None,
        investment_yuan=None if wan is None else round(wan * _WAN, 2),
        floor_m2=_number(row["floor_m2"]),
        floor_at_least=row["floor_at_least"] == "yes",
        land_m2=_number(row["land_m2"]),
        capacity=_number(row["capacity"]),
        capacity_unit=CapacityUnit(unit) if unit else None,
        what=Text(row["what_zh"], row["what_en"]),
        source=row["source"],
        confidence=Confidence(row["confidence"]),
    )


def _number(text: str) -> float | None:
    return float(text) if text else None
