"""A table of travel times made elsewhere: from_id, to_id, minutes; no row is no connection."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.issues import DataIssue
from geo.reading.form import Column, Form
from geo.text import Text
from geo.travel.imported_issues import (
    blank_minutes,
    differing_pair,
    ids_not_asked,
    ids_of_elsewhere,
    ids_without_times,
    negative_minutes,
    no_times,
    pair_again,
)
from geo.travel.model import ModelKind, TravelModel
from geo.travel.plain_tables import PlainTable, listed, read_plain_table
from geo.travel.times import TravelTimes

Flags = npt.NDArray[np.bool_]

_PAIR = ["origin", "destination"]
_UNITS = ("分钟", "minutes", "min", "分")
_WHO = Text("不知道是谁、到哪里，时间无法使用。", "Without both ends a time says nothing.")
TIMES_FORM = Form(
    form_id="travel_times",
    title=Text("出行时间", "Travel times"),
    purpose=Text(
        "从居住地到设施的出行时间，每行一对；没有列出的一对即不可达。",
        "Minutes from people to facilities, a pair in each row; a pair left out is unreachable.",
    ),
    columns=(
        Column(
            "from_id",
            "起点",
            Text("居住地（格子、村居）的编号。", "The id of where people live."),
            required=True,
            synonyms=("起点编号", "起点id", "出发地", "出发地编号", "from", "origin", "origin_id"),
            why=_WHO,
        ),
        Column(
            "to_id",
            "终点",
            Text("设施的编号。", "The id of the facility."),
            required=True,
            synonyms=(
                "终点编号", "终点id", "目的地", "目的地编号", "设施编号",
                "to", "destination", "destination_id",
            ),
            why=_WHO,
        ),
        Column(
            "minutes",
            "分钟",
            Text("出行时间，单位分钟。", "Travel time in minutes."),
            required=True,
            # A bare 时间 is left out: it may be hours or seconds.
            synonyms=(
                "分钟数", "用时分钟", "时间分钟", "耗时分钟", "出行时间分钟", "行程时间分钟",
                "time_min", "travel_time_min", "duration_min",
            ),
            why=Text("出行时间决定谁在时限之内。", "It decides who is within the limit."),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class ImportedTimes:
    """The times of a table, for any people and facilities it names; a ``TravelSource``."""

    table: TravelTimes

    @property
    def model(self) -> TravelModel:
        """The file the times come from."""
        return self.table.model

    def times(
        self, people: pd.DataFrame, facilities: pd.DataFrame, limit_min: float | None = None
    ) -> TravelTimes:
        """Minutes of the table's pairs between these, up to ``limit_min`` (inclusive)."""
        from_ids, to_ids = sorted(people.index), sorted(facilities.index)
        origin = self._from.get_indexer(pd.Index(from_ids, dtype=object))
        destination = self._to.get_indexer(pd.Index(to_ids, dtype=object))
        new_origin = _places(origin, len(self.table.from_ids))[self.table.origin]
        new_destination = _places(destination, len(self.table.to_ids))[self.table.destination]
        kept = (new_origin >= 0) & (new_destination >= 0)
        if limit_min is not None:
            kept &= self.table.minutes <= limit_min
        return TravelTimes(
            tuple(from_ids),
            tuple(to_ids),
            new_origin[kept],
            new_destination[kept],
            self.table.minutes[kept],
            self.model,
            limit_min,
        )

    def nearest(self, people: pd.DataFrame, facilities: pd.DataFrame) -> pd.DataFrame:
        """Index id of ``people``; columns to_id and minutes, missing where the table has no pair.

        Of two facilities equally near the one with the lower id.
        """
        times = self.times(people, facilities)
        # Stable: pairs come in the order of to_id, so the lower id stays first.
        order = np.lexsort((times.minutes, times.origin))
        heads = order[np.unique(times.origin[order], return_index=True)[1]]
        to_id = np.full(len(times.from_ids), None, dtype=object)
        minutes = np.full(len(times.from_ids), np.nan)
        to_id[times.origin[heads]] = np.array(times.to_ids, dtype=object)[times.destination[heads]]
        minutes[times.origin[heads]] = times.minutes[heads]
        index = pd.Index(times.from_ids, dtype=people.index.dtype, name=people.index.name)
        found = pd.DataFrame(
            {"to_id": pd.array(to_id, dtype="str"), "minutes": minutes}, index=index
        )
        return found.loc[people.index]

    def off_network(self, points: pd.DataFrame) -> tuple[str, ...]:
        """The ids that stand in no row of the table."""
        known = {*self.table.from_ids, *self.table.to_ids}
        return tuple(sorted(name for name in points.index if name not in known))

    def scaled(self, speed_factor: float) -> None:
        """None: the table says nothing of speeds."""
        del speed_factor

    def with_detour(self, factor: float) -> None:
        """None: the table knows no detour factor."""
        del factor

    @property
    def detour_range(self) -> None:
        """None."""
        return None

    @cached_property
    def _from(self) -> pd.Index[str]:
        return pd.Index(self.table.from_ids, dtype=object)

    @cached_property
    def _to(self) -> pd.Index[str]:
        return pd.Index(self.table.to_ids, dtype=object)


def read_times(
    source: Path | bytes, filename: str
) -> tuple[ImportedTimes | None, tuple[DataIssue, ...]]:
    """The times of a csv or a workbook, and every issue; None when the file is refused.

    Rows with an error are left out, each named. An empty minutes cell is a pair not connected.
    """
    opened = read_plain_table(source, filename, TIMES_FORM)
    if not isinstance(opened, PlainTable):
        return None, opened
    from_ids, issues_from = opened.ids("from_id")
    to_ids, issues_to = opened.ids("to_id")
    minutes, issues_minutes = opened.numbers("minutes", _UNITS)
    issues = [*opened.issues, *issues_from, *issues_to, *issues_minutes]
    good = (from_ids != "") & (to_ids != "")
    blank = good & (opened.cells["minutes"] == "")
    issues += listed(np.flatnonzero(blank), lambda place: blank_minutes(opened, place))
    issues += listed(np.flatnonzero(minutes < 0), lambda place: negative_minutes(opened, place))
    good &= minutes >= 0
    # Places among the sorted ids: a column of text is slow to walk through a million times.
    from_place, from_known = pd.factorize(from_ids, sort=True)
    to_place, to_known = pd.factorize(to_ids, sort=True)
    frame = pd.DataFrame({"origin": from_place, "destination": to_place, "minutes": minutes})
    kept, repeats = _each_once(opened, frame, good)
    issues += repeats
    if not kept.any():
        issues.append(no_times())
        return None, tuple(issues)
    named = (from_ids != "") & (to_ids != "")
    table = _table(filename, frame[kept], (from_known, to_known), frame[named])
    return ImportedTimes(table), tuple(issues)


def unknown_ids(
    times: ImportedTimes, people: Collection[str], facilities: Collection[str]
) -> tuple[DataIssue, ...]:
    """What does not fit between a table of times and the people and facilities asked about.

    Refused when no id of one side is in the table at all; else who stands in the table and is
    nobody asked about (warning), and who is asked about and stands in no row (notice).
    """
    sides = (
        ("from_id", set(times.table.from_ids), set(people), Text("居住地", "people")),
        ("to_id", set(times.table.to_ids), set(facilities), Text("设施", "facilities")),
    )
    issues: list[DataIssue] = []
    for column, there, asked, who in sides:
        if asked and not there & asked:
            issues.append(ids_of_elsewhere(column, sorted(there), sorted(asked), who))
            continue
        if strangers := sorted(there - asked):
            issues.append(ids_not_asked(column, strangers, who))
        if absent := sorted(asked - there):
            issues.append(ids_without_times(column, absent, who))
    return tuple(issues)


def _each_once(
    table: PlainTable, frame: pd.DataFrame, good: Flags
) -> tuple[Flags, list[DataIssue]]:
    """The rows that count: a pair repeated with the same minutes once, one that differs never."""
    rows = frame[good]
    repeated = rows.duplicated(_PAIR, keep=False)
    if not repeated.any():
        return good, []
    among = rows[repeated]
    spread = among.groupby(_PAIR)["minutes"].transform("nunique")
    differing = among.index[spread > 1].to_numpy()
    again = among.index[(spread == 1) & among.duplicated(_PAIR)].to_numpy()
    kept = good.copy()
    kept[differing] = False
    kept[again] = False
    return kept, [
        *listed(differing, lambda place: differing_pair(table, place)),
        *listed(again, lambda place: pair_again(table, place)),
    ]


def _table(
    filename: str,
    pairs: pd.DataFrame,
    ids: tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]],
    named: pd.DataFrame,
) -> TravelTimes:
    """The pairs as times; ``ids``: what origin and destination are places in, sorted."""
    ordered = pairs.sort_values(_PAIR)
    ends, places = [], []
    for column, known in zip(_PAIR, ids, strict=True):
        # Ids of rows without usable minutes are asked about too; an empty id is nobody's.
        used = np.unique(named[column])
        ends.append(tuple(known[used]))
        places.append(np.searchsorted(used, ordered[column]).astype(np.int32))
    minutes = ordered["minutes"].to_numpy(np.float64)
    digest = hashlib.sha256("\x1f".join(("imported", *ends[0], "", *ends[1])).encode())
    for array in (*places, minutes):
        digest.update(array.tobytes())
    said = Text(
        f"导入的出行时间表“{filename}”，{len(pairs):,} 对；没有列出的一对即不可达",
        f"imported table of times “{filename}”, {len(pairs):,} pairs; a pair left out is"
        " unreachable",
    )
    model = TravelModel(ModelKind.IMPORTED, None, said, digest.hexdigest())
    return TravelTimes(ends[0], ends[1], places[0], places[1], minutes, model)


def _places(old: npt.NDArray[np.intp], count: int) -> npt.NDArray[np.int32]:
    """For each old place its new one, -1 where it is not asked about."""
    new = np.full(count, -1, dtype=np.int32)
    known = old >= 0
    new[old[known]] = np.flatnonzero(known).astype(np.int32)
    return new
