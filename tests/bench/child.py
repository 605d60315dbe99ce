"""Runs a measure in a process of its own, so that its peak of memory is its own."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


def measured_in_child(measure: Callable[[], str]) -> str:
    """What the measure says, and the most memory its process held, in MB."""
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=spawned) as pool:
        return pool.submit(_with_peak, measure).result()


def _with_peak(measure: Callable[[], str]) -> str:
    said = measure()
    if sys.platform == "win32":
        return f"{said}\n  peak memory: not measured on Windows"
    import resource  # not there on Windows

    # Linux counts in kB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return f"{said}\n  peak memory of the process: {peak_mb:.0f} MB"
