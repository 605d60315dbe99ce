"""Time to the nearest facility."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.travel.times import TravelTimes


@dataclass(frozen=True, eq=False)
class Nearest:
    """The nearest facility of each demand id and the minutes to it.

    ``frame``: index id (str, sorted, unique); columns to_id (str, missing where nothing is
    reached), minutes (float, NaN where nothing is reached). ``limit_min`` is that of the times:
    with one, missing means beyond it *or* not connected; without, not connected.
    """

    frame: pd.DataFrame
    limit_min: float | None = None

    @property
    def minutes(self) -> pd.Series[float]:
        """Minutes to the nearest facility by id; NaN where nothing is reached."""
        return self.frame["minutes"]

    @property
    def to_id(self) -> pd.Series[str]:
        """The nearest facility by id; missing where nothing is reached."""
        return self.frame["to_id"]


def nearest(times: TravelTimes, ids: Collection[str] = ()) -> Nearest:
    """t_i = min over j of t_ij, in minutes, and the smallest facility id j that attains it.

    ``ids``: demand ids to be answered also when the times don't know them (nothing reached).
    Complexity: linear in the pairs. "Cost to closest" of Levinson and King (2020), Transport Access
    Manual, University of Sydney.
    """
    # Pairs are sorted by origin: each origin's are one run.
    starts = np.flatnonzero(np.diff(times.origin, prepend=-1))
    least = np.minimum.reduceat(times.minutes, starts) if len(starts) else times.minutes
    runs = np.diff(np.append(starts, len(times.minutes)))
    # Within a run pairs are sorted by facility: the first that attains the least has the
    # smallest id.
    attained = np.flatnonzero(times.minutes == np.repeat(least, runs))
    origins, first = np.unique(times.origin[attained], return_index=True)
    found = pd.DataFrame(
        {
            "to_id": pd.Series(
                [times.to_ids[j] for j in times.destination[attained[first]]], dtype="str"
            ),
            "minutes": least,
        }
    ).set_index(pd.Index([times.from_ids[i] for i in origins], dtype="str", name="id"))
    everybody = pd.Index(sorted({*times.from_ids, *ids}), dtype="str", name="id")
    return Nearest(found.reindex(everybody), times.limit_min)
