"""Capacity against need: the enhanced two-step floating catchment area, E2SFCA."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.accessibility.amounts import at_places, by_id, sums
from analysis.accessibility.decay import Decay
from geo.travel.times import TravelTimes


@dataclass(frozen=True, eq=False)
class FloatingCatchment:
    """Places per person in reach, and what each facility gives.

    ``access``: A_i by demand id (sorted), places per person; 0 where nothing is in reach.
    ``facilities``: index id of every facility of the supply (sorted); columns capacity_places (NaN:
    unknown), weighted_persons (Σ_k P_k W(t_kj)), places_per_person (R_j; NaN where capacity is
    unknown or nobody reaches it). ``unknown_capacity``: left out of every A_i, being not of
    capacity 0. ``reached_by_nobody``: known capacity that no person has any weight in.
    """

    access: pd.Series[float]
    facilities: pd.DataFrame
    unknown_capacity: tuple[str, ...]
    reached_by_nobody: tuple[str, ...]


def e2sfca(
    times: TravelTimes, persons: pd.Series[float], capacity: pd.Series[float], decay: Decay
) -> FloatingCatchment:
    """R_j = S_j / Σ_k P_k W(t_kj), then A_i = Σ_j R_j W(t_ij), in places per person.

    P_k ``persons`` by demand id, S_j ``capacity`` (places) by facility id, NaN where unknown, W the
    ``decay``. Who and what counts is in the two series: a demand id that the times don't know has
    nothing in reach, a facility they don't know is reached by nobody, and pairs with other ids
    count nothing. Raises ValueError for bad persons or capacity, and when times were looked for
    less far than the decay reaches.

    Source: Luo and Qi (2009), An enhanced two-step floating catchment area (E2SFCA) method for
    measuring spatial accessibility to primary care physicians, Health & Place 15, 1100-1107; with
    one step of weight 1 it is the 2SFCA of Luo and Wang (2003), Environment and Planning B 30,
    865-884.
    """
    if times.limit_min is not None and times.limit_min < decay.limit_min:
        raise ValueError(
            f"times were looked for up to {times.limit_min} min, the decay reaches"
            f" {decay.limit_min} min"
        )
    people, places = by_id(persons, "persons"), by_id(capacity, "capacity", gaps=True)
    weight = decay(times.minutes)
    # Ids outside the two series: no persons there, no capacity known there.
    p = np.nan_to_num(at_places(people, times.from_ids))
    s = at_places(places, times.to_ids)

    # Step 1: for each facility j, capacity over the weighted persons of its catchment.
    weighted = sums(times.destination, p[times.origin] * weight, len(times.to_ids))
    ratio = np.divide(s, weighted, out=np.full(len(s), np.nan), where=weighted > 0)

    # Step 2: for each demand i, the weighted ratios of the facilities in reach. Undefined ratios
    # give nobody anything.
    given = np.nan_to_num(ratio)
    reached = sums(times.origin, given[times.destination] * weight, len(times.from_ids))
    access = pd.Series(reached, index=pd.Index(times.from_ids, dtype="str")).reindex(people.index)

    at_facility = pd.DataFrame(
        {"weighted_persons": weighted, "places_per_person": ratio},
        index=pd.Index(times.to_ids, dtype="str"),
    ).reindex(places.index)
    facilities = pd.DataFrame(
        {
            "capacity_places": places,
            "weighted_persons": at_facility["weighted_persons"].fillna(0.0),
            "places_per_person": at_facility["places_per_person"],
        }
    ).rename_axis("id")
    known = places.notna()
    unreached = facilities["places_per_person"].isna() & known
    return FloatingCatchment(
        access.fillna(0.0).rename("access").rename_axis("id"),
        facilities,
        tuple(places.index[~known]),
        tuple(places.index[unreached]),
    )
