"""The demonstration set: invented records of both cities, rich enough to show every state.

Every facility, project and body begins 演示, so that no row of it can pass for a real one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from geo.counties import load_cities, load_counties
from geo.issues import BadInputError, DataIssue, Severity
from geo.layers import INVENTED_PREFIX, LayerSet, is_invented
from geo.places import DATA
from geo.reading.certified_persons import read_certified_persons
from geo.reading.completeness import read_completeness
from geo.reading.facilities import read_facilities
from geo.reading.indicators import read_indicators
from geo.reading.purchased_services import read_purchased_services
from geo.reading.registered_population import read_registered_population
from geo.reading.result import Reading
from geo.reading.retrofit import read_retrofit
from geo.reading.retrofit_funds import read_retrofit_funds
from geo.reading.rulings import read_rulings
from geo.reading.school_placements import read_school_placements
from geo.text import Text

R = TypeVar("R")
DEMONSTRATION_DIR = DATA / "demonstration"


@lru_cache(maxsize=1)
def load_demonstration() -> LayerSet:
    """Both cities with the shipped invented records; ``demonstration`` is true."""
    return read_demonstration(DEMONSTRATION_DIR)


def read_demonstration(folder: Path) -> LayerSet:
    """Both cities with the invented records of a folder's ten tables.

    Raises ``BadInputError`` when a row can't be used or does not say that it is invented.
    """
    return LayerSet(
        cities=load_cities(),
        counties=load_counties(),
        facilities=_invented(folder / "facilities.csv", read_facilities),
        completeness=_invented(folder / "completeness.csv", read_completeness),
        rulings=_invented(folder / "rulings.csv", read_rulings),
        purchased_services=_invented(folder / "purchased_services.csv", read_purchased_services),
        retrofit_needs=_invented(folder / "retrofit.csv", read_retrofit),
        indicator_values=_invented(folder / "indicators.csv", read_indicators),
        registered_population=_invented(
            folder / "registered_population.csv", read_registered_population
        ),
        certified_persons=_invented(folder / "certified_persons.csv", read_certified_persons),
        school_placements=_invented(folder / "school_placements.csv", read_school_placements),
        retrofit_funds=_invented(folder / "retrofit_funds.csv", read_retrofit_funds),
        demonstration=True,
    )


def _invented(path: Path, read: Callable[[Path, str], Reading[R]]) -> tuple[R, ...]:
    """The records of one table, all of them usable and all of them marked."""
    reading = read(path, path.name)
    if reading.refused or reading.at_least(Severity.ERROR):
        raise BadInputError(reading.issues)
    unmarked = tuple(r for r in reading.records if not _is_marked(r))
    if unmarked:
        raise BadInputError(tuple(_unmarked(path, record) for record in unmarked))
    return reading.records


def _is_marked(record: object) -> bool:
    """Whether a record is invented and its name, where it has one, shows it by itself."""
    names = (getattr(record, field, INVENTED_PREFIX) for field in ("name", "project"))
    return is_invented(record) and all(str(name).startswith(INVENTED_PREFIX) for name in names)


def _unmarked(path: Path, record: object) -> DataIssue:
    return DataIssue(
        "not_marked_invented",
        Severity.ERROR,
        Text(
            f"{path.name} 中有一条记录没有以“{INVENTED_PREFIX}”开头。",
            f"{path.name} holds a record that does not begin {INVENTED_PREFIX}.",
        ),
        Text("演示数据不得被误认为真实数据。", "Invented data must never pass for real."),
        Text(
            f"请在名称、单位或来源前加上“{INVENTED_PREFIX}”。",
            f"Begin its name, body or source with {INVENTED_PREFIX}.",
        ),
        value=str(record)[:60],
    )
