"""Small counts kept out of the public edition, so that no printed total gives them back.

A table of persons by area (rows) and by what becomes of them (columns that exclude each other, such
as reached, beyond, not connected), with totals. Counts from 1 to below the threshold are small.
Besides them further counts are withheld until no small count follows from what is printed.

Method: Cox (1980), *J. Am. Stat. Assoc.* 75, 377-385, cells as edges between their row and column.
A withheld count follows from the printed ones when its edge lies on no cycle of withheld ones
(Gusfield 1988, *SIAM J. Comput.* 17, 552-571) along which all have room to change.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.accessibility.cell_cycles import CellGraph, Edge
from geo.text import Text

SMALL_BELOW = 10
"""Ours; the user's to change. Under it few enough share a place and a disability to be known to
their neighbours; no Chinese rule with a number was found."""
TOTAL = "total"
"""The row and the column of totals."""

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]


class Shown(StrEnum):
    """What the public edition does with a count."""

    PRINTED = "printed"
    SMALL = "small"
    """Printed as “<10”."""
    WITHHELD = "withheld"
    """Not small itself; printed, it would give a small one back."""


WITHHELD_WORDS = Text("不公布", "withheld")
RULE = Text(
    "小于 {below} 人的数（0 除外）不公布，写作“<{below}”；为防止由合计推算出来，另有个别数不公布。",
    "Counts below {below} (other than 0) are not published and read “<{below}”; some others are "
    "withheld so that totals do not give them back.",
)


@dataclass(frozen=True, eq=False)
class Suppressed:
    """A table ready for the public: ``counts`` and ``states`` of one shape, totals included.

    Index: the areas' ids and ``TOTAL``; columns: the parts and, where printed, ``TOTAL``. Shares,
    means and anything else computed of a count that is not printed must not be printed either:
    ``is_printed`` tells.
    """

    counts: pd.DataFrame
    states: pd.DataFrame
    below: int

    def is_printed(self, row: str, column: str) -> bool:
        """Whether the count itself is printed."""
        return bool(self.states.loc[row, column] == Shown.PRINTED)

    def text(self, row: str, column: str) -> Text:
        """What stands in the table: the number, “<10”, or that it is withheld."""
        state = self.states.loc[row, column]
        if state == Shown.SMALL:
            return Text(f"<{self.below}", f"<{self.below}")
        if state == Shown.WITHHELD:
            return WITHHELD_WORDS
        number = f"{int(self.counts[column][row]):,}"
        return Text(number, number)

    @property
    def rule(self) -> Text:
        """The sentence below the table."""
        return RULE.fill(below=self.below)


def suppress(
    parts: pd.DataFrame, *, below: int = SMALL_BELOW, totals_by_row: bool = True
) -> Suppressed:
    """The table with its small counts and as few others as needed withheld.

    ``parts``: persons (finite, not negative), index area ids, columns that exclude each other;
    cumulative columns must be made differences first. The totals of columns are printed, those of
    rows where ``totals_by_row``. Counts are rounded to whole persons, totals of the unrounded.
    Totals of columns are withheld last. Rows may come in any order. ValueError for numbers that are
    no counts, for ids that repeat, or a threshold below 3 (“<2” would say 1).
    """
    if below < 3:
        raise ValueError("a threshold below 3 hides nothing")
    inner = parts.sort_index().to_numpy(dtype=np.float64)
    if not (np.isfinite(inner).all() and (inner >= 0).all()):
        raise ValueError("persons must be known and not negative")
    ids, names = [*map(str, parts.sort_index().index), TOTAL], [*map(str, parts.columns), TOTAL]
    if len(set(ids)) < len(ids) or len(set(names)) < len(names):
        raise ValueError("ids must be unique, and none is “total”")
    values = np.rint(_with_totals(inner))
    unprinted = np.zeros(values.shape, dtype=bool)
    unprinted[:, -1] = not totals_by_row
    small = (values >= 1) & (values < below) & ~unprinted
    hidden = _complemented(values, small, unprinted, below)
    states = np.full(values.shape, Shown.PRINTED, dtype=object)
    states[hidden] = Shown.WITHHELD
    states[small] = Shown.SMALL
    kept = names if totals_by_row else names[:-1]
    return Suppressed(
        counts=pd.DataFrame(values.astype(np.int64), index=ids, columns=names)[kept],
        states=pd.DataFrame(states, index=ids, columns=names)[kept],
        below=below,
    )


def _with_totals(inner: Numbers) -> Numbers:
    rows = np.column_stack([inner, inner.sum(axis=1)])
    return np.vstack([rows, rows.sum(axis=0)])


def _complemented(values: Numbers, small: Flags, unprinted: Flags, below: int) -> Flags:
    """The counts not printed: the small ones and those that would give them back."""
    hidden = small.copy()
    cost = _costs(values)
    # A small count stays from 1 to below the threshold, another withheld one from it upwards: that
    # much a reader of the rule knows. What is 0 can't become anything else.
    large = unprinted | (values >= below)
    can_rise = large | (small & (values < below - 1))
    can_fall = (values > below) | (small & (values > 1)) | (unprinted & (values > 0))
    if values.shape[1] == 2 and unprinted[:, -1].all():
        hidden[:, 0] = _complemented_list(values[:, 0], small[:, 0], (can_rise, can_fall), below)
        return hidden
    while True:
        hidden |= _too_few_withheld(values, hidden, unprinted, below)
        graph = CellGraph(can_rise, can_fall, hidden | unprinted, cost)
        more = _first_addition(graph, small, hidden | unprinted)
        if more is None:
            return hidden
        for edge in more:
            hidden[edge] = ~unprinted[edge]


def _first_addition(graph: CellGraph, small: Flags, unknown: Flags) -> list[Edge] | None:
    """The counts to withhold for the first small one that would be given back; None: none is."""
    safe: set[Edge] = set()
    for row, column in zip(*(place.tolist() for place in np.nonzero(small)), strict=True):
        edge = (row, column)
        if edge in safe:
            continue
        cycle = graph.cheapest_cycle(edge)
        if cycle is None:
            # Nothing in the table has room: all that says anything of anybody goes.
            cycle = [(r, c) for r in range(unknown.shape[0]) for c in range(unknown.shape[1])]
        if not all(unknown[cell] for cell in cycle):
            return cycle
        safe.update(cycle)
    return None


def _complemented_list(
    values: Numbers, small: Flags, room: tuple[Flags, Flags], below: int
) -> Flags:
    """As ``_complemented`` for one column whose last number is its total: thousands of cells.

    One number can change when another can change the other way, or the total with it.
    """
    can_rise, can_fall = room[0][:, 0], room[1][:, 0]
    hidden = small.copy()
    spare = np.flatnonzero(~small[:-1] & (values[:-1] > 0))
    spare = spare[np.argsort(values[spare], kind="stable")]
    for place in (*spare.tolist(), len(values) - 1):
        rises, falls = hidden[:-1] & can_rise[:-1], hidden[:-1] & can_fall[:-1]
        up = falls.sum() - falls > 0
        down = rises.sum() - rises > 0
        if hidden[-1]:
            up, down = up | can_rise[-1], down | can_fall[-1]
        free = (rises & up) | (falls & down)
        enough = hidden[-1] or values[:-1][hidden[:-1]].sum() >= below
        if free[small[:-1]].all() and (enough or not hidden[:-1].any()):
            break
        hidden[place] = True
    return hidden


def _costs(values: Numbers) -> Numbers:
    """What withholding a count costs: small counts first, totals late, columns' last, zeros never.

    A zero protects nothing: that persons can't be fewer than 0 would give its neighbours back.
    """
    everybody = 1 + values.max(initial=0)
    cost = 1 + values
    cost[:, -1] += 1e3 * everybody
    cost[-1, :] += 1e6 * everybody
    cost[values == 0] += 1e9 * everybody
    return cost


def _too_few_withheld(values: Numbers, hidden: Flags, unprinted: Flags, below: int) -> Flags:
    """One more count of every line whose withheld persons together would be a small count.

    The printed total less the printed parts tells their sum.
    """
    by_row = _one_more_by_row(values, hidden, unprinted, below)
    return by_row | _one_more_by_row(values.T, hidden.T, unprinted.T, below).T


def _one_more_by_row(values: Numbers, hidden: Flags, unprinted: Flags, below: int) -> Flags:
    more = np.zeros(hidden.shape, dtype=bool)
    for row in range(len(values)):
        if hidden[row, -1] or unprinted[row].any():
            continue
        withheld, known = hidden[row, :-1], values[row, :-1]
        free = np.flatnonzero(~withheld & (known > 0))
        if withheld.any() and known[withheld].sum() < below and len(free):
            more[row, free[np.argmin(known[free])]] = True
    return more
