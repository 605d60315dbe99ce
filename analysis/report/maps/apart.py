"""Marks that stand too near each other are moved apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.report.maps.placing import Spot


def apart(spots: Sequence[Spot], size_mm: float, most_mm: float) -> tuple[Spot, ...]:
    """The places of marks moved so that they overlap as little as ``most_mm`` allows each to move.

    Pairs nearer than ``size_mm`` push each other away, in turns; those on one spot go around it by
    their order.
    """
    home = np.asarray(spots, dtype=np.float64).reshape(-1, 2)
    if len(home) < 2:
        return tuple((float(x), float(y)) for x, y in home)
    angles = np.arange(len(home)) * 2.399963  # the golden angle: neighbours in order lie apart
    at = home + 0.01 * np.column_stack((np.cos(angles), np.sin(angles)))
    for _ in range(80):
        between = at[:, None, :] - at[None, :, :]
        far = np.hypot(between[..., 0], between[..., 1])
        np.fill_diagonal(far, np.inf)
        short = np.maximum(size_mm - far, 0.0)
        if not short.any():
            break
        push = (between / np.maximum(far, 1e-9)[..., None] * short[..., None] / 2).sum(axis=1)
        at = at + push
        moved = at - home
        length = np.hypot(moved[:, 0], moved[:, 1])
        too_far = length > most_mm
        at[too_far] = home[too_far] + moved[too_far] / length[too_far, None] * most_mm
    still = np.hypot(*(at - home).T) < 0.05
    at[still] = home[still]
    return tuple((float(x), float(y)) for x, y in at)
