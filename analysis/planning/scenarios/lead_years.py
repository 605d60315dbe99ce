"""How many years works take where nothing is said of a site: an assumption, by measure."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from geo.places import DATA
from geo.text import Text
from geo.vocabulary import Measure

SOURCE_ID = "lead-years"


@dataclass(frozen=True, slots=True)
class LeadYears:
    """Years from the beginning of works to use, and what the number rests on."""

    measure: Measure
    years: int
    basis: Text


@lru_cache(maxsize=1)
def load_lead_years() -> dict[Measure, LeadYears]:
    """What is taken of each measure (``data/planning/lead_years.csv``)."""
    path = DATA / "planning" / "lead_years.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            LeadYears(
                Measure(row["measure"]),
                int(row["lead_years"]),
                Text(row["basis_zh"], row["basis_en"]),
            )
            for row in csv.DictReader(file)
        ]
    return {row.measure: row for row in rows}


def usual_lead_years(measure: Measure) -> int:
    """The years assumed for a measure."""
    return load_lead_years()[measure].years


def lead_years_words() -> Text:
    """新建 2 年、改建 1 年、扩建 1 年（假定，可改）."""
    names = {
        Measure.NEW: Text("新建", "new buildings"),
        Measure.CONVERSION: Text("改建", "conversions"),
        Measure.EXPANSION: Text("扩建", "expansions"),
    }
    found = load_lead_years()
    zh = "、".join(f"{names[m].zh} {found[m].years} 年" for m in names)
    en = ", ".join(f"{names[m].en} {found[m].years}" for m in names)
    return Text(
        f"建设周期{zh}（本工具假定，可改）", f"years of works: {en} (this tool's assumption)"
    )
