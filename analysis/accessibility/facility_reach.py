"""Who goes where: for each facility, the people nearest to it and those it lies within reach of."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.accessibility.amounts import numbers
from analysis.accessibility.study import AccessStudy


def facility_reach(study: AccessStudy) -> pd.DataFrame:
    """Index facility id (sorted); columns nearest_persons, nearest_reached_persons, within_persons.

    ``nearest_persons``: those to whom it is the nearest, at any time; ``nearest_reached_persons``:
    of these, the ones within the limit. ``within_persons``: all within the limit, whatever else is
    near: people within the limit of several are counted at each, so it doesn't add up.
    """
    cells, times, limit = study.cells, study.times, study.question.limit_min
    ids = pd.Index(study.facilities.ids, dtype="str", name="facility_id")
    reached = cells[cells["minutes"] <= limit]
    within = times.minutes <= limit
    persons = numbers(cells["persons"].reindex(pd.Index(times.from_ids, dtype="str")))
    sums = np.bincount(
        times.destination[within],
        weights=persons[times.origin[within]],
        minlength=len(times.to_ids),
    )
    return pd.DataFrame(
        {
            "nearest_persons": _by_nearest(cells).reindex(ids, fill_value=0.0),
            "nearest_reached_persons": _by_nearest(reached).reindex(ids, fill_value=0.0),
            "within_persons": pd.Series(sums, index=list(times.to_ids)).reindex(
                ids, fill_value=0.0
            ),
        },
        index=ids,
    )


def _by_nearest(cells: pd.DataFrame) -> pd.Series[float]:
    return cells.groupby("nearest_id", sort=True)["persons"].sum()
