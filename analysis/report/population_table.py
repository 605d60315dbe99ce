"""The population of a city's counties: the measures of the population page and of its workbook."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from geo.population import population_measures
from geo.text import Text


class Measure(StrEnum):
    """What the population map may show; the value is the column of ``population_measures``."""

    PEOPLE = "people_persons"
    DENSITY = "density_persons_per_km2"
    AGED_0_14 = "aged_0_14_share"
    AGED_60_PLUS = "aged_60_plus_share"
    URBAN = "urban_share"
    DISABLED = "estimated_disabled_persons"


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """How a measure is told. ``scale`` turns the value into what the reader sees (share → %)."""

    title: Text
    short: Text
    unit: Text
    decimals: int = 0
    scale: float = 1.0
    mark: str = ""


MEASURES: dict[Measure, MeasureWords] = {
    Measure.PEOPLE: MeasureWords(
        Text("常住人口", "Residents"), Text("常住人口", "Residents"), Text("人", "persons")
    ),
    Measure.DENSITY: MeasureWords(
        Text("人口密度（常住人口 ÷ 底图面积）", "Population density (residents ÷ map area)"),
        Text("人口密度", "Density"),
        Text("人/km²", "persons/km²"),
    ),
    Measure.AGED_0_14: MeasureWords(
        Text("0—14岁人口占常住人口比重", "Residents aged 0–14"),
        Text("0—14岁", "Aged 0–14"),
        Text("%", "%"),
        1,
        100,
        "%",
    ),
    Measure.AGED_60_PLUS: MeasureWords(
        Text("60岁及以上人口占常住人口比重", "Residents aged 60 and over"),
        Text("60岁及以上", "Aged 60+"),
        Text("%", "%"),
        1,
        100,
        "%",
    ),
    Measure.URBAN: MeasureWords(
        Text("城镇人口占常住人口比重（城镇化率）", "Urban residents"),
        Text("城镇化率", "Urban"),
        Text("%", "%"),
        1,
        100,
        "%",
    ),
    Measure.DISABLED: MeasureWords(
        Text("残疾人（抽样推算：常住人口 × 6.34%）", "Persons with disabilities (est., 6.34 %)"),
        Text("残疾人（估算）", "Disabled (est.)"),
        Text("人", "persons"),
    ),
}


def city_measures(
    census: pd.DataFrame, areas_km2: pd.Series, codes: tuple[str, ...]
) -> tuple[pd.DataFrame, pd.Series]:
    """The measures of the counties (index: code) and of the city as a whole.

    The city's shares are of its residents, not means of its counties' shares.
    """
    chosen = census.loc[list(codes)]
    counties = population_measures(chosen, areas_km2)
    whole = population_measures(
        chosen.sum().to_frame("city").T, pd.Series({"city": areas_km2.loc[list(codes)].sum()})
    )
    return counties, whole.loc["city"]
