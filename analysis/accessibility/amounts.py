"""What every measure asks of the persons and scores it is given: known, finite, not negative."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int32]


def by_id(values: pd.Series[float], what: str, *, gaps: bool = False) -> pd.Series[float]:
    """The values in id order, as floats; ``gaps`` lets values be missing (NaN).

    Raises ValueError when an id comes twice, or a value is negative, infinite or, without
    ``gaps``, missing. Order matters for the last digit of a sum: in id order, the order of the
    rows given changes nothing.
    """
    ordered = values.astype("float64").sort_index()
    if not ordered.index.is_unique:
        raise ValueError(f"an id comes twice among the {what}")
    amounts = numbers(ordered)
    fine = np.isfinite(amounts) & (amounts >= 0)
    if gaps:
        fine |= np.isnan(amounts)
    if not fine.all():
        first = ordered.index[np.flatnonzero(~fine)[0]]
        raise ValueError(f"{what} of {first!r}: {ordered.loc[first]}; must be a number, 0 or more")
    return ordered


def at_places(values: pd.Series[float], ids: tuple[str, ...]) -> Floats:
    """The values of the ids, in the order of the ids; NaN for an id that has none."""
    return numbers(values.reindex(pd.Index(ids, dtype="str")))


def numbers(values: pd.Series[float]) -> Floats:
    """The values alone, as 64-bit floats."""
    return np.asarray(values, dtype=np.float64)


def sums(places: Places, amounts: Floats, count: int) -> Floats:
    """What the amounts at each of ``count`` places add up to."""
    # Without any place, bincount answers with integers.
    return np.bincount(places, weights=amounts, minlength=count).astype(np.float64)
