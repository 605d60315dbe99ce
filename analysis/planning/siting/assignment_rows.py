"""The rows of who goes where, one for all people, pairs and capacities.

Σ_j x_ij = 1 (≤ 1 where not all are served), x_ij ≤ y_j, Σ_i a_i x_ij ≤ k_j y_j.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.planning.siting.instance import Instance
from analysis.planning.siting.rows import Rows

Places = npt.NDArray[np.int64]


def add_assignment(rows: Rows, instance: Instance, columns: Places, first: int) -> Places:
    """The columns of the pairs, from ``first`` on, once their rows are added.

    ``columns``: of each site, −1 where it is open already.
    """
    pairs = first + np.arange(len(instance.row))
    least = 1.0 if instance.everyone else -np.inf
    rows.add_many(instance.row, pairs, 1.0, least, 1.0, len(instance.people))
    of_free = np.flatnonzero(columns[instance.site] >= 0)
    each = np.arange(len(of_free))
    rows.add_many(
        np.concatenate((each, each)),
        np.concatenate((pairs[of_free], columns[instance.site[of_free]])),
        np.concatenate((np.ones(len(each)), -np.ones(len(each)))),
        -np.inf,
        0.0,
        len(each),
    )
    for j in np.flatnonzero(np.isfinite(instance.capacity)):
        at = np.flatnonzero(instance.site == j)
        persons, room = instance.persons[instance.row[at]], float(instance.capacity[j])
        if columns[j] < 0:
            rows.add(pairs[at], persons, -np.inf, room)
        else:
            entries = np.concatenate((pairs[at], columns[[j]]))
            rows.add(entries, np.concatenate((persons, [-room])), -np.inf, 0.0)
    return pairs
