"""Who lives where: the 2020 census by county, and persons with disabilities, each on its basis.

Census figures are residents 常住人口 at 2020-11-01 0:00. Counts of persons with disabilities come
from sources that count different people; ``Persons`` carries which, and refuses to mix them.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from geo.places import DATA
from geo.text import Text
from geo.vocabulary import WORDS, PersonBasis

CENSUS_VINTAGE = Text("七普，2020-11-01", "2020 census, 2020-11-01")
CENSUS_SOURCE = Text(
    "国务院第七次全国人口普查领导小组办公室编《中国2020年人口普查分县资料》",
    "Tabulation on the 2020 Population Census of China by County",
)
CENSUS_SOURCE_ID = "census-2020"
AGE_GROUPS = ("0", "1_4", *(f"{a}_{a + 4}" for a in range(5, 85, 5)), "85_plus")
"""Five-year age groups, the first split at one year, as the column names have them."""


class MixedBasisError(TypeError):
    """Numbers of persons on different bases were added, subtracted, divided or compared."""

    def __init__(self, left: PersonBasis, right: PersonBasis) -> None:
        super().__init__(
            f"persons {WORDS[left].en!r} and persons {WORDS[right].en!r} count different people; "
            "show them side by side, each with its basis"
        )
        self.message = Text(
            f"“{WORDS[left].zh}”与“{WORDS[right].zh}”口径不同，不能相加、相除或比较；请分别列示。",
            f"“{WORDS[left].en}” and “{WORDS[right].en}” are different bases: "
            "they can't be added, divided or compared. Show them side by side.",
        )


@dataclass(frozen=True, slots=True)
class Persons:
    """A number of persons with disabilities on one basis (an estimate need not be whole)."""

    count: float
    basis: PersonBasis

    def __add__(self, other: Persons) -> Persons:
        return Persons(self.count + self._same(other), self.basis)

    def __radd__(self, other: int) -> Persons:
        # sum() begins with 0
        return self if other == 0 else NotImplemented

    def __sub__(self, other: Persons) -> Persons:
        return Persons(self.count - self._same(other), self.basis)

    def __mul__(self, factor: float) -> Persons:
        return Persons(self.count * factor, self.basis)

    def __truediv__(self, other: Persons) -> float:
        return self.count / self._same(other)

    def __lt__(self, other: Persons) -> bool:
        return self.count < self._same(other)

    def __le__(self, other: Persons) -> bool:
        return self.count <= self._same(other)

    def _same(self, other: Persons) -> float:
        """The other's count. MixedBasisError if its basis is another, TypeError if no Persons."""
        if not isinstance(other, Persons):
            raise TypeError(f"persons on the basis {self.basis!r} need persons, got {other!r}")
        if other.basis is not self.basis:
            raise MixedBasisError(self.basis, other.basis)
        return other.count


@dataclass(frozen=True, slots=True)
class CountedPersons:
    """Persons a city has published, with what was counted."""

    city_code: str
    persons: Persons
    what: Text
    as_of: str
    source: str


@dataclass(frozen=True, slots=True)
class DisabilityRates:
    """Shares of the national sample survey of 2006; national, never of one county.

    ``prevalence_share`` is of all people, every other share of persons with disabilities.
    """

    prevalence_share: float
    category_shares: Mapping[str, float]
    severe_share: float
    aged_60_plus_share: float
    survey: Text
    sources: tuple[str, ...]


@lru_cache(maxsize=1)
def load_census() -> pd.DataFrame:
    """Persons and households 家庭户 (index county_code, as strings, in order).

    Columns total_persons, male_persons, female_persons, urban_persons, rural_persons, households,
    and m_… and f_… for every one of ``AGE_GROUPS``. Shared: not to be changed in place.
    """
    census = pd.read_csv(
        DATA / "population" / "census_2020_counties.csv",
        dtype={"county_code": str},
        index_col="county_code",
    )
    return census.sort_index()


def population_measures(census: pd.DataFrame, areas_km2: pd.Series[float]) -> pd.DataFrame:
    """What the population map shows, one row per county of the census.

    Columns people_persons, density_persons_per_km2 (missing where the area is), and the shares
    (0 to 1) aged_0_14_share, aged_15_59_share, aged_60_plus_share, aged_65_plus_share, urban_share,
    and estimated_disabled_persons (basis ESTIMATED: the national rate of 2006 on the census).
    """
    total = census["total_persons"]
    return pd.DataFrame(
        {
            "people_persons": total,
            "density_persons_per_km2": total / areas_km2.reindex(census.index),
            "aged_0_14_share": aged_persons(census, 0, 14) / total,
            "aged_15_59_share": aged_persons(census, 15, 59) / total,
            "aged_60_plus_share": aged_persons(census, 60, None) / total,
            "aged_65_plus_share": aged_persons(census, 65, None) / total,
            "urban_share": census["urban_persons"] / total,
            "estimated_disabled_persons": total * load_disability_rates().prevalence_share,
        }
    )


def aged_persons(census: pd.DataFrame, first: int, last: int | None) -> pd.Series[int]:
    """Persons from ``first`` to ``last`` years old inclusive (None: no upper limit), per county.

    ValueError if the ages do not fall on the census's groups.
    """
    bounds = {group: _bounds(group) for group in AGE_GROUPS}
    top = 10**6 if last is None else last
    groups = [g for g, (low, high) in bounds.items() if low >= first and high <= top]
    cut = [g for g, (low, high) in bounds.items() if low <= top and high >= first]
    if groups != cut:
        raise ValueError(f"ages {first} to {last} cut through a census group: {cut}")
    columns = [f"{sex}_{group}" for sex in "mf" for group in groups]
    return census[columns].sum(axis=1)


def estimate_disabled(people: float, rates: DisabilityRates | None = None) -> Persons:
    """Persons with disabilities expected among ``people``: people × 6.34 %, basis ESTIMATED."""
    rates = load_disability_rates() if rates is None else rates
    return Persons(people * rates.prevalence_share, PersonBasis.ESTIMATED)


@lru_cache(maxsize=1)
def load_disability_rates() -> DisabilityRates:
    """The survey's shares from ``disability_rates.toml``."""
    with (DATA / "population" / "disability_rates.toml").open("rb") as stream:
        table = tomllib.load(stream)
    categories = {k: float(v) for k, v in table["by_category"].items() if k != "source"}
    parts = ("prevalence", "by_category", "severe", "aged_60_plus")
    return DisabilityRates(
        prevalence_share=table["prevalence"]["share"],
        category_shares=categories,
        severe_share=table["severe"]["share"],
        aged_60_plus_share=table["aged_60_plus"]["share"],
        survey=Text(table["survey_zh"], table["survey_en"]),
        sources=tuple(table[part]["source"] for part in parts),
    )


@lru_cache(maxsize=1)
def load_counted_persons() -> tuple[CountedPersons, ...]:
    """What the cities have published about persons with disabilities, each on its own basis."""
    path = DATA / "population" / "disabled_persons_by_basis.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(
            CountedPersons(
                city_code=row["city_code"],
                persons=Persons(float(row["persons"]), PersonBasis(row["basis"])),
                what=Text(row["what_zh"], row["what_en"]),
                as_of=row["as_of"],
                source=row["source"],
            )
            for row in csv.DictReader(stream)
        )


def _bounds(group: str) -> tuple[int, int]:
    if group.endswith("_plus"):
        return int(group.removesuffix("_plus")), 10**6
    low, _, high = group.partition("_")
    return int(low), int(high or low)
