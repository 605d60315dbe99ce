"""Demand 服务对象分布: how many people live where, on one basis."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import pandas as pd

from geo.issues import DataIssue
from geo.layers import Provenance
from geo.text import Text


class PeopleKind(StrEnum):
    """What the distribution of people inside a county rests on."""

    BUILT_IN = "built_in"
    RASTER = "raster"
    VILLAGES = "villages"


KIND_WORDS: dict[PeopleKind, Text] = {
    PeopleKind.BUILT_IN: Text("内置人口分布（推算）", "Built-in distribution (modelled)"),
    PeopleKind.RASTER: Text("人口栅格", "Population raster"),
    PeopleKind.VILLAGES: Text("村（居）人口表", "Table of villages"),
}


class PeopleGroup(StrEnum):
    """Whose travel is asked about."""

    ALL = "all"
    AGED_0_14 = "aged_0_14"
    AGED_5_14 = "aged_5_14"
    """The census groups nearest to compulsory-school age, for special-education schools."""
    AGED_60_PLUS = "aged_60_plus"
    AGED_65_PLUS = "aged_65_plus"
    DISABLED_ESTIMATED = "disabled_estimated"
    """Persons with disabilities, basis ESTIMATED: the national rate of 2006 on residents."""
    DISABLED_REGISTERED = "disabled_registered"
    """Persons with disabilities, basis REGISTERED: certificate holders as the counties report."""


GROUP_WORDS: dict[PeopleGroup, Text] = {
    PeopleGroup.ALL: Text("全体常住人口", "All residents"),
    PeopleGroup.AGED_0_14: Text("0—14 岁", "Aged 0-14"),
    PeopleGroup.AGED_5_14: Text("5—14 岁（学龄）", "Aged 5-14 (school age)"),
    PeopleGroup.AGED_60_PLUS: Text("60 岁及以上", "Aged 60 and over"),
    PeopleGroup.AGED_65_PLUS: Text("65 岁及以上", "Aged 65 and over"),
    PeopleGroup.DISABLED_ESTIMATED: Text("残疾人（抽样推算）", "Disabled persons (estimated)"),
    PeopleGroup.DISABLED_REGISTERED: Text("持证残疾人", "Disabled persons (registered)"),
}


def part_text(share: float) -> str:
    """A share with as many decimals as tell it from 0: 76.0%, 0.2%, 0.03%."""
    if 0 < share < 0.0001:
        return "<0.01%"
    return f"{share:.2%}" if 0 < share < 0.001 else f"{share:.1%}"


@dataclass(frozen=True, eq=False)
class Demand:
    """How many people of one group live at which point or cell.

    ``frame``: index id (str, sorted, unique; an H3 cell or a village's id); columns county_code
    (str; empty where unknown), lon, lat (degrees, WGS-84), persons (float, finite, >= 0).
    ``cells``: the ids are H3 cells. ``notes``: what a reader must know (the model's error, the rule
    by which a group was spread, counties with nothing known).
    """

    frame: pd.DataFrame
    kind: PeopleKind
    group: PeopleGroup
    provenance: Provenance
    said: Text
    """One sentence: where the distribution comes from, vintage included."""
    cells: bool
    notes: tuple[Text, ...] = ()
    unknown_counties: tuple[str, ...] = ()
    """Codes, in order, of the city's counties whose persons are not known: nobody is in the
    rows, which is not that nobody lives there."""
    census_share: float | None = None
    """The residents this is made of, as a share of the city's in the census of 2020, 0 to 1 and
    above; None where it was not compared."""

    def __post_init__(self) -> None:
        if list(self.frame.columns) != ["county_code", "lon", "lat", "persons"]:
            raise ValueError(f"columns are {list(self.frame.columns)}")
        if not (self.frame.index.is_unique and self.frame.index.is_monotonic_increasing):
            raise ValueError("ids must be sorted and unique")
        if not (self.frame["persons"] >= 0).all():
            raise ValueError("persons must be known and not negative")

    @property
    def persons(self) -> pd.Series[float]:
        """Persons by id."""
        return self.frame["persons"]

    @property
    def total_persons(self) -> float:
        """All persons."""
        return float(self.frame["persons"].sum())

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over ids, places and persons, what they are and what is said of them.

        Hexadecimal. The same people from a file of another name are another demand.
        """
        said = (self.kind, self.group, self.cells, self.unknown_counties, self.census_share)
        told = (self.provenance, self.said, self.notes)
        digest = hashlib.sha256(repr((said, told)).encode())
        digest.update(pd.util.hash_pandas_object(self.frame).to_numpy().tobytes())
        return digest.hexdigest()


@dataclass(frozen=True, eq=False)
class DemandReading:
    """What reading a file of people gives: the demand, or None, and every issue found."""

    demand: Demand | None
    issues: tuple[DataIssue, ...] = ()
