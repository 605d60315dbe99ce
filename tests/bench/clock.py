"""How long something takes: on the clock, and of the processor, which others' work leaves alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

RUNS = 5
Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Run:
    """One run, in seconds."""

    wall_s: float
    cpu_s: float


def timed(do: Callable[[], Given], runs: int = RUNS) -> tuple[list[Run], Given]:
    """Every run, and what the last one gave."""
    taken = []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        given = do()
        taken.append(Run(time.perf_counter() - wall, time.process_time() - cpu))
    return taken, given


def said(runs: list[Run]) -> str:
    """The median and the range, and the median of the processor's time."""
    walls = [run.wall_s for run in runs]
    return (
        f"{median(walls):.4f} s ({min(walls):.4f}-{max(walls):.4f}; "
        f"processor {median(run.cpu_s for run in runs):.4f})"
    )


def yardstick() -> str:
    """What a fixed piece of work takes here and now: half a second on a quick, idle machine."""
    runs, _ = timed(_ten_million_additions)
    return f"yardstick, ten million additions: {said(runs)}"


def _ten_million_additions() -> int:
    total = 0
    for number in range(10_000_000):
        total += number
    return total
