"""How unequally access falls on persons: the Lorenz curve and its Gini coefficient."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from analysis.accessibility.amounts import Floats, by_id, numbers, sums
from geo.text import Text


@dataclass(frozen=True, slots=True)
class Inequality:
    """``gini``: 0 when everybody has the same, towards 1 when one person has all.

    ``lorenz``: (share of persons, share of access) from (0, 0) to (1, 1), those with least first;
    persons of one score are one step.
    """

    gini: float
    lorenz: tuple[tuple[float, float], ...]


class Undefined(StrEnum):
    """Why there is no Gini coefficient."""

    NO_PERSONS = "no_persons"
    NO_ACCESS = "no_access"


UNDEFINED_WORDS: dict[Undefined, Text] = {
    Undefined.NO_PERSONS: Text(
        "没有服务对象，基尼系数无从计算。", "There are no persons, so there is no Gini coefficient."
    ),
    Undefined.NO_ACCESS: Text(
        "所有人的可达性得分都是 0，基尼系数无从计算。",
        "Everybody's access is 0, so there is no Gini coefficient.",
    ),
}


def inequality(access: pd.Series[float], persons: pd.Series[float]) -> Inequality | Undefined:
    """G = 1 − Σ_k (X_k − X_{k−1}) (Y_k + Y_{k−1}), over scores A_1 < A_2 < … of access.

    X_k share of the persons with a score up to A_k, Y_k share of Σ P A that is theirs, X_0 = Y_0 =
    0. ``access`` (more is better: minutes are no such score) and ``persons`` by id, the same ids.
    Equal scores give 0; a factor on all scores, splitting a group in two of the same score, the
    order of rows and groups without persons change nothing. Equals Σ_i Σ_j P_i P_j |A_i − A_j| /
    (2 P² Ā). Raises ValueError for bad numbers or when the ids differ.

    Source: the trapezoids of Brown (1994), Social Science & Medicine 38, 1243-1256; the pairwise
    form of Gini (1912), Variabilità e mutabilità.
    """
    people, scores = by_id(persons, "persons"), by_id(access, "access")
    if not people.index.equals(scores.index):
        raise ValueError("access and persons must have the same ids")
    counted = people > 0
    if not counted.any():
        return Undefined.NO_PERSONS
    # Scores as parts of the largest: no factor on all of them can overflow or underflow a sum.
    most = float(scores[counted].max())
    if most == 0:
        return Undefined.NO_ACCESS
    p = numbers(people[counted])

    # Those of one score are one group: their order among themselves must not count.
    levels, group = np.unique(numbers(scores[counted]) / most, return_inverse=True)
    group_persons = sums(group.astype(np.int32), p, len(levels))
    x = _shares(group_persons)
    y = _shares(group_persons * levels)

    gini = 1 - float(np.sum(np.diff(x) * (y[1:] + y[:-1])))
    # Rounding may leave it a hair below what is possible.
    return Inequality(max(gini, 0.0), tuple(zip(x.tolist(), y.tolist(), strict=True)))


def _shares(amounts: Floats) -> Floats:
    """What has been reached of the whole before the first and after each, from 0 to 1."""
    reached = np.cumsum(np.append(0.0, amounts), dtype=np.float64)
    return reached / float(reached[-1])
