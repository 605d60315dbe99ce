"""The population of a city's counties: the measures of the population page and of its workbook."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import pandas as pd

from analysis.report.report import Column, ColumnKind, Share, Table, Value
from geo.boundaries import areas_km2, load_boundaries
from geo.layers import County
from geo.population import CENSUS_SOURCE, load_census, population_measures
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


CITY = "city"
"""The key of the city as a whole in ``city_measures``."""


@lru_cache(maxsize=1)
def census_measures() -> dict[str, dict[Measure, float]]:
    """Every measure of every county of the census, by code. Shared: not to be changed in place."""
    return city_measures(tuple(load_census().index))


def city_measures(codes: tuple[str, ...]) -> dict[str, dict[Measure, float]]:
    """Every measure by county code, and under ``CITY`` for the city as a whole.

    The city's shares are of its residents, not means of its counties' shares.
    """
    chosen = load_census().loc[list(codes)]
    areas = areas_km2(load_boundaries()).loc[list(codes)]
    frame = pd.concat(
        [
            population_measures(chosen, areas),
            population_measures(
                chosen.sum().to_frame(CITY).T, pd.Series({CITY: areas.sum()}, dtype=float)
            ),
        ]
    )
    return {
        str(code): {m: float(row[m]) for m in Measure}
        for code, row in frame.to_dict("index").items()
    }


def population_report_table(counties: tuple[County, ...]) -> Table:
    """The population of the city's counties as a table of a paper, the city's row last."""
    codes = tuple(c.code for c in counties)
    measured = city_measures(codes)

    def values(code: str) -> tuple[Value, ...]:
        return tuple(
            Share(measured[code][m]) if w.mark else round(measured[code][m])
            for m, w in MEASURES.items()
        )

    return Table(
        "population",
        Text("人口", "Population"),
        (
            Column("county_code", Text("区划代码", "Code"), ColumnKind.CODE, width_chars=10),
            Column("county", Text("县（市、区）", "County"), width_chars=24),
            *(
                Column(m, w.short, ColumnKind.NUMBER, w.unit, width_chars=14)
                for m, w in MEASURES.items()
            ),
        ),
        tuple((c.code, Text(c.name_zh, c.name_en), *values(c.code)) for c in counties),
        (
            Text(
                f"{CENSUS_SOURCE.zh}；常住人口，2020-11-01。密度按工作底图面积计算。",
                f"{CENSUS_SOURCE.en}; residents on 2020-11-01. Density uses the working map.",
            ),
            Text(
                "残疾人为抽样推算（常住人口 × 6.34%，2006 年调查），不与其他口径相加、相除。",
                "Persons with disabilities are an estimate (6.34 % of residents, survey of 2006);"
                " never added to or divided by other bases.",
            ),
        ),
        total=("", Text("全市", "Whole city"), *values(CITY)),
        frozen_columns=2,
    )
