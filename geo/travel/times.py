"""Travel times: who needs how long to get where. A missing pair is unreachable, never zero."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.travel.model import TravelModel

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class TravelTimes:
    """Minutes from people to facilities, as a long table in columns.

    ``from_ids`` and ``to_ids`` name everybody asked about, reached or not, each id once, sorted.
    Pair k leads from ``from_ids[origin[k]]`` to ``to_ids[destination[k]]`` in ``minutes[k]``;
    pairs are sorted by origin, then destination, and unique. ``limit_min``: pairs beyond it were
    not looked for; None: every pair that is not there is not connected.
    """

    from_ids: tuple[str, ...]
    to_ids: tuple[str, ...]
    origin: Places
    destination: Places
    minutes: Floats
    model: TravelModel
    limit_min: float | None = None

    def __post_init__(self) -> None:
        if not len(self.origin) == len(self.destination) == len(self.minutes):
            raise ValueError("origin, destination and minutes must be of one length")
        for ids in (self.from_ids, self.to_ids):
            if any(a >= b for a, b in pairwise(ids)):
                raise ValueError("ids must be sorted and unique")
        if len(self.minutes) and not (np.isfinite(self.minutes).all() and self.minutes.min() >= 0):
            raise ValueError("minutes must be finite and not negative; leave unreachable pairs out")
        order = self.origin.astype(np.int64) * max(len(self.to_ids), 1) + self.destination
        if (np.diff(order) <= 0).any():
            raise ValueError("pairs must be sorted by origin, then destination, and unique")

    @classmethod
    def of_pairs(
        cls,
        frame: pd.DataFrame,
        model: TravelModel,
        *,
        from_ids: Collection[str] = (),
        to_ids: Collection[str] = (),
        limit_min: float | None = None,
    ) -> TravelTimes:
        """The times in a long table (columns from_id, to_id, minutes), in any order of rows.

        ``from_ids``, ``to_ids``: everybody asked about, also those in no pair. Raises ValueError
        when a pair comes twice.
        """
        origins = tuple(sorted({*from_ids, *frame["from_id"]}))
        destinations = tuple(sorted({*to_ids, *frame["to_id"]}))
        at_origin = {name: place for place, name in enumerate(origins)}
        at_destination = {name: place for place, name in enumerate(destinations)}
        origin = np.array([at_origin[name] for name in frame["from_id"]], dtype=np.int32)
        destination = np.array([at_destination[n] for n in frame["to_id"]], dtype=np.int32)
        order = np.lexsort((destination, origin))
        return cls(
            origins,
            destinations,
            origin[order],
            destination[order],
            frame["minutes"].to_numpy(dtype=np.float64)[order],
            model,
            limit_min,
        )

    @classmethod
    def of_matrix(
        cls,
        from_ids: Sequence[str],
        to_ids: Sequence[str],
        minutes: Floats,
        model: TravelModel,
        limit_min: float | None = None,
    ) -> TravelTimes:
        """The times in a matrix (from × to, in the order of the ids); inf or NaN: no pair."""
        rows = np.argsort(np.array(from_ids, dtype=object), kind="stable")
        columns = np.argsort(np.array(to_ids, dtype=object), kind="stable")
        ordered = minutes[np.ix_(rows, columns)]
        kept = np.isfinite(ordered)
        if limit_min is not None:
            kept &= ordered <= limit_min
        origin, destination = np.nonzero(kept)
        return cls(
            tuple(from_ids[i] for i in rows),
            tuple(to_ids[i] for i in columns),
            origin.astype(np.int32),
            destination.astype(np.int32),
            ordered[kept],
            model,
            limit_min,
        )

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The long table: columns from_id, to_id, minutes, sorted by both ids."""
        origins, destinations = np.array(self.from_ids), np.array(self.to_ids)
        return pd.DataFrame(
            {
                "from_id": origins[self.origin] if len(origins) else [],
                "to_id": destinations[self.destination] if len(destinations) else [],
                "minutes": self.minutes,
            }
        )

    def to_only(self, to_ids: Collection[str]) -> TravelTimes:
        """The times to some of the facilities: what is left when the others are switched off."""
        wanted = set(to_ids)
        kept_ids = tuple(name for name in self.to_ids if name in wanted)
        place = np.full(len(self.to_ids), -1, dtype=np.int32)
        place[[i for i, name in enumerate(self.to_ids) if name in wanted]] = np.arange(
            len(kept_ids), dtype=np.int32
        )
        kept = place[self.destination] >= 0
        return replace(
            self,
            to_ids=kept_ids,
            origin=self.origin[kept],
            destination=place[self.destination[kept]],
            minutes=self.minutes[kept],
        )
