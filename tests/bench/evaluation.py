"""The evaluation: both cities, and an invented country, with pandas counting beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from statistics import median

import pandas as pd

from analysis.requirements.catalogue import Catalogue, load_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.schema import FacilityPresence
from geo.layers import LayerSet
from geo.published import load_published
from geo.vocabulary import OPERATING
from tests.bench.child import measured_in_child
from tests.bench.clock import said, timed
from tests.bench.country import CITY, country

AS_OF = date(2025, 12, 31)
AIM_S = 2.0
COUNTED = "yulin.three-facilities"


def measure() -> Iterator[str]:
    """One line per city and two for the country: seconds, findings, memory."""
    catalogue, layers = load_catalogue(), load_published()
    for city in layers.cities:
        runs, assessment = timed(lambda c=city.code: evaluate(catalogue, layers, c, AS_OF))
        yield f"evaluate {city.name_en}: {said(runs)}, {len(assessment.findings)} findings"
    yield measured_in_child(measure_country)


def measure_country() -> str:
    """The country's evaluation with its fingerprint, and the count alone done by pandas."""
    catalogue, layers = load_catalogue(), country()
    # Records that have just changed: nothing of the last run is remembered.
    runs, assessment = timed(lambda: evaluate(catalogue, layers.with_records(), CITY.code, AS_OF))
    counts = {
        f.area_code: sum(1 for c in f.considered if c.counts)
        for f in assessment.findings
        if f.requirement_id == COUNTED
    }
    peer_runs, peer = timed(lambda: counted_by_pandas(catalogue, layers))
    if {code: n for code, n in counts.items() if n} != peer:
        raise AssertionError("pandas counts otherwise")
    ratio = median(r.wall_s for r in runs) / median(r.wall_s for r in peer_runs)
    return (
        f"evaluate {len(layers.counties):,} counties, {len(layers.facilities):,} facilities: "
        f"{said(runs)}, aim {AIM_S:g} s, {len(assessment.findings):,} findings\n"
        f"  pandas, only the count of {COUNTED}, same counts: {said(peer_runs)}"
        f" = 1/{ratio:.0f} of the time"
    )


def counted_by_pandas(catalogue: Catalogue, layers: LayerSet) -> dict[str, int]:
    """Facilities by county that count for the three-facilities clause, counties with none left out.

    Only what can be told with certainty: of an accepted type or function, level and operation,
    opened by the day or seen operating by then; the country has no closing dates.
    """
    check = catalogue.entries[COUNTED].check
    if not isinstance(check, FacilityPresence):
        raise TypeError(COUNTED)
    frame = pd.DataFrame.from_records(
        (
            (
                f.county_code, f.facility_type, f.level, f.operation, f.status, f.checked_on,
                f.opened is not None, f.opened.last if f.opened else None,
                bool(f.functions & set(check.accepts_functions)),
            )
            for f in layers.facilities
        ),
        columns=["county", "type", "level", "operation", "status", "checked", "dated", "opened",
                 "function"],
    )  # fmt: skip
    accepted = frame["type"].isin(check.accepts_types) | frame["function"]
    level = frame["level"].isin(check.levels)
    operation = frame["operation"].isin(check.operations)
    operating = frame["status"].isin(OPERATING)
    opened = pd.to_datetime(frame["opened"]) <= pd.Timestamp(AS_OF)
    seen = ~frame["dated"] & (pd.to_datetime(frame["checked"]) <= pd.Timestamp(AS_OF))
    counted = frame[accepted & level & operation & operating & (opened | seen)]
    by_county: dict[str, int] = counted.groupby("county").size().to_dict()
    return by_county
