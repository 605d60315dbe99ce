"""The built-in distribution of people 内置人口分布: what is known without any file of the user's.

A model, not a count: ``docs/methods/population_surface.md`` has the rule, its source and its error.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geo.counties import load_counties
from geo.layers import Layer, Provenance
from geo.people.cells import city_cells
from geo.people.demand import Demand, PeopleGroup, PeopleKind
from geo.people.groups import group_demand
from geo.people.spreading import spread_county
from geo.people.towns import ToldBy, load_towns
from geo.population import CENSUS_SOURCE_ID, CENSUS_VINTAGE, load_census
from geo.text import Text, join

SCALE_KM = 3.0
"""How fast urban residents thin out; of the two scales tried the better one (5 km: below)."""

SAID = Text(
    "内置人口分布（推算，不是统计数）：2020 年第七次全国人口普查分县常住人口（2020-11-01 零时），"
    "城镇人口按到最近城镇点的距离递减分布，乡村人口在县域内均匀分布；"
    "H3 第 8 级网格，每格约 0.75 平方公里",
    "Built-in distribution (modelled, not counted): residents by county of the 2020 census "
    "(2020-11-01); urban residents thin out with the distance to the nearest town, rural residents "
    "are spread evenly over the county; H3 cells of resolution 8, about 0.75 km² each",
)
ERROR_NOTE = Text(
    "误差：与 WorldPop 2020 汇总到 0.083°（约 9 公里）格网比较（完全落在 17 个县内的 293 格），"
    "相关系数 0.94，约 20% 的人落在错误的格内（若全县均匀分布：0.58 和 33%）。"
    "9 公里以内分布得对不对，这一比较说明不了；精细到村屯的结论请改用人口栅格或村（居）人口表。",
    "Error: against WorldPop 2020 summed to cells of 0.083° (about 9 km; the 293 cells wholly "
    "inside the 17 counties) the correlation is 0.94 and about 20 % of people are in the wrong "
    "cell (spread evenly over each county: 0.58 and 33 %). This says nothing of distances below "
    "9 km: for conclusions on single villages use a population raster or a table of villages.",
)
TOWNS_NOTE = Text(
    "城镇点：GeoNames cities500（CC BY 4.0）。", "Towns: GeoNames cities500 (CC BY 4.0)."
)
_NO_TOWN = Text(
    "{counties}在该表中没有城镇点，以县域内的代表点代替，城镇人口的位置更不可靠。",
    "{counties}: no town in that list; a point inside the county stands in, so where its urban "
    "residents live is less certain still.",
)
_SEAT_AT_EDGE = Text(
    "{counties}的城区与邻区连片，驻地在县域边缘：按本规则，城镇人口会过多地分到县域内其他城镇点周围，"
    "县域内的分布更不可靠。",
    "{counties}: its built-up area runs on into the next district and its seat lies at its edge. "
    "The rule puts too many urban residents around its other towns; inside it the distribution is "
    "less certain still.",
)


def built_in_demand(
    city_code: str,
    group: PeopleGroup = PeopleGroup.ALL,
    *,
    registered: Mapping[str, float] | None = None,
    boundaries: Layer | None = None,
) -> Demand:
    """People of one group on the H3 cells of a city; each county adds up to its census figure.

    ``registered``: certificate holders by county code, needed for DISABLED_REGISTERED only (see
    ``geo.people.certified``). ``boundaries``: the polygons in use, the built-in ones if None.
    Raises KeyError if the city has no counties, ValueError as ``group_demand``.
    """
    cells = city_cells(city_code, boundaries)
    census = load_census()
    towns = load_towns()
    persons = np.zeros(len(cells))
    for code in sorted(set(cells["county_code"])):
        there = (cells["county_code"] == code).to_numpy()
        persons[there] = spread_county(
            cells[there],
            float(census["urban_persons"][code]),
            float(census["rural_persons"][code]),
            [town for town in towns if town.county_code == code],
            SCALE_KM,
        )
    everyone = Demand(
        frame=cells[["county_code", "lon", "lat"]].assign(persons=persons),
        kind=PeopleKind.BUILT_IN,
        group=PeopleGroup.ALL,
        provenance=Provenance(CENSUS_SOURCE_ID, CENSUS_VINTAGE.zh),
        said=SAID,
        cells=True,
        notes=(ERROR_NOTE, TOWNS_NOTE, *_less_certain(cells)),
        census_share=1.0,
    )
    return group_demand(everyone, group, registered)


def _less_certain(cells: pd.DataFrame) -> tuple[Text, ...]:
    """The notes that name the counties where the rule has poor towns to go by."""
    notes = []
    for told_by, note in ((ToldBy.LABEL_POINT, _NO_TOWN), (ToldBy.SEAT, _SEAT_AT_EDGE)):
        codes = {town.county_code for town in load_towns() if town.told_by is told_by}
        here = codes & set(cells["county_code"])
        names = [Text(c.name_zh, c.name_en) for c in load_counties() if c.code in here]
        if names:
            notes.append(note.fill(counties=join(names)))
    return tuple(notes)
