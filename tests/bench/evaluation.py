"""Full evaluation of both cities: time, and the peak of memory Python allocates for it."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from datetime import date

from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from geo.published import load_published

AS_OF = date(2025, 12, 31)
RUNS = 5


def measure() -> Iterator[str]:
    """One line per city: the best of five runs in seconds, and the peak in MB."""
    catalogue, layers = load_catalogue(), load_published()
    for city in layers.cities:
        seconds = []
        for _ in range(RUNS):
            began = time.perf_counter()
            assessment = evaluate(catalogue, layers, city.code, AS_OF)
            seconds.append(time.perf_counter() - began)
        tracemalloc.start()
        evaluate(catalogue, layers, city.code, AS_OF)
        peak_mb = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        findings = len(assessment.findings)
        yield (
            f"evaluate {city.name_en}: {min(seconds):.4f} s, {findings} findings, {peak_mb:.1f} MB"
        )
