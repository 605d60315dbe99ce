"""What changes when a facility is switched off or a point is tried out, against a base study."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.accessibility.amounts import numbers
from analysis.accessibility.facilities_asked import facilities_asked
from analysis.accessibility.question import Question
from analysis.accessibility.study import AccessStudy, NoFacilityError, assemble
from geo.layers import LayerSet
from geo.text import Text
from geo.travel.source import TravelSource
from geo.travel.times import TravelTimes


@dataclass(frozen=True, slots=True)
class AreaChange:
    """What changes in one county, or in the city.

    ``gained_persons`` come within the limit, ``lost_persons`` fall out of it; both are counted cell
    by cell. ``mean_change_min``: the mean minutes after less before, None where either is not
    known; who is connected may differ between the two, see ``not_connected_change_persons``.
    """

    area_code: str
    name: Text
    gained_persons: float
    lost_persons: float
    mean_change_min: float | None
    not_connected_change_persons: float

    @property
    def reached_change_persons(self) -> float:
        """Gained less lost."""
        return self.gained_persons - self.lost_persons


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The study before and after, and the change of each area (counties in code order, city last).

    ``moved_persons``: those whose nearest facility is another one.
    """

    before: AccessStudy
    after: AccessStudy
    areas: tuple[AreaChange, ...]
    moved_persons: float

    @property
    def city(self) -> AreaChange:
        """The change of the whole city."""
        return self.areas[-1]


def what_if(
    before: AccessStudy, question: Question, layers: LayerSet, travel: TravelSource
) -> WhatIf:
    """The change when other facilities are switched off or other points tried out.

    ``layers`` and ``travel`` are those of the study before; times are asked for again only where
    they can be others. Raises ValueError when the question differs in more than that,
    NoFacilityError when no facility is left.
    """
    asked = before.question
    if replace(question, switched_off=asked.switched_off, added=asked.added) != asked:
        raise ValueError("only what is switched off or added may differ")
    facilities = facilities_asked(question, layers)
    if not facilities.counted:
        raise NoFacilityError(facilities)
    old, new = before.facilities.frame, facilities.frame
    kept = new.index[[_same_place(old, new, name) for name in new.index]]
    fresh = new.loc[new.index.difference(kept)]
    people = before.demand.frame
    nearest = _nearest(before, new.loc[kept], fresh, travel)
    times = before.times.to_only(list(kept))
    if len(fresh):
        times = joined(times, travel.times(people, fresh, before.times.limit_min))
    after = assemble(question, before.demand, layers, facilities, nearest, times, travel)
    return _compared(before, after)


def _same_place(old: pd.DataFrame, new: pd.DataFrame, name: str) -> bool:
    """Whether a facility was there before, at the same place."""
    columns = ["lon", "lat"]
    return name in old.index and bool((old.loc[name, columns] == new.loc[name, columns]).all())


def _nearest(
    before: AccessStudy, kept: pd.DataFrame, fresh: pd.DataFrame, travel: TravelSource
) -> pd.DataFrame:
    """The nearest facility now: asked again of those who lost theirs, tried against new points."""
    people = before.demand.frame
    found = before.cells[["nearest_id", "minutes"]].rename(columns={"nearest_id": "to_id"})
    found = found.astype({"to_id": object})
    lost = found["minutes"].notna() & ~found["to_id"].isin(kept.index)
    if lost.any():
        again = _missing_said(travel.nearest(people[lost], kept))
        found.loc[lost, ["to_id", "minutes"]] = again[["to_id", "minutes"]]
    if len(fresh):
        tried = _missing_said(travel.nearest(people, fresh)).reindex(found.index)
        now, then = numbers(tried["minutes"]), numbers(found["minutes"])
        lower_id = _ids(tried["to_id"]) < _ids(found["to_id"])
        better = (now < then) | (np.isnan(then) & ~np.isnan(now)) | ((now == then) & lower_id)
        found.loc[better, ["to_id", "minutes"]] = tried.loc[better, ["to_id", "minutes"]]
    return found


def _ids(named: pd.Series[str]) -> npt.NDArray[np.object_]:
    """The ids, empty where there is none."""
    return named.fillna("").to_numpy(dtype=object)


def _missing_said(nearest: pd.DataFrame) -> pd.DataFrame:
    """The frame with to_id as objects, missing where there are no minutes."""
    to_id = nearest["to_id"].astype(object).where(nearest["minutes"].notna(), None)
    return pd.DataFrame({"to_id": to_id, "minutes": nearest["minutes"]})


def joined(times: TravelTimes, more: TravelTimes) -> TravelTimes:
    """The pairs of both, of the same people and limit, to facilities that are not the same."""
    if times.from_ids != more.from_ids or times.limit_min != more.limit_min:
        raise ValueError("times of other people, or to another limit")
    to_ids = tuple(sorted((*times.to_ids, *more.to_ids)))
    place = {name: k for k, name in enumerate(to_ids)}
    parts = [
        np.array([place[name] for name in part.to_ids], dtype=np.int32)[part.destination]
        for part in (times, more)
        if len(part.to_ids)
    ]
    destination = np.concatenate(parts).astype(np.int32)
    origin = np.concatenate([times.origin, more.origin])
    order = np.lexsort((destination, origin))
    minutes = np.concatenate([times.minutes, more.minutes])
    return replace(
        times,
        to_ids=to_ids,
        origin=origin[order],
        destination=destination[order],
        minutes=minutes[order],
    )


def _compared(before: AccessStudy, after: AccessStudy) -> WhatIf:
    limit = before.question.limit_min
    was, now = before.cells["minutes"], after.cells["minutes"]
    persons, codes = before.cells["persons"], before.cells["county_code"]
    gained = persons.where((now <= limit) & ~(was <= limit), 0.0)
    lost = persons.where((was <= limit) & ~(now <= limit), 0.0)
    # A point of no known county makes a row of its own, in one of the two only.
    rows = max(before.areas.all_rows, after.areas.all_rows, key=len)
    areas = []
    for row in rows:
        old, new = _figures(before, row.area_code), _figures(after, row.area_code)
        here = _cells_of(row.area_code, codes, before)
        areas.append(
            AreaChange(
                row.area_code,
                row.name,
                math.fsum(gained[here]),
                math.fsum(lost[here]),
                None if old[0] is None or new[0] is None else new[0] - old[0],
                new[1] - old[1],
            )
        )
    moved = _ids(before.cells["nearest_id"]) != _ids(after.cells["nearest_id"])
    return WhatIf(before, after, tuple(areas), math.fsum(persons[moved]))


def _figures(study: AccessStudy, area_code: str) -> tuple[float | None, float]:
    """Mean minutes and persons not connected of an area; nobody where it has no row."""
    for row in study.areas.all_rows:
        if row.area_code == area_code:
            return row.mean_min, row.not_connected_persons
    return None, 0.0


def _cells_of(area_code: str, codes: pd.Series[str], study: AccessStudy) -> pd.Series[bool]:
    if area_code == study.city.code:
        return codes.notna()
    if not area_code:
        return ~codes.isin([c.code for c in study.counties])
    return codes == area_code
