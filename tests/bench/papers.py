"""The whole pack of a meeting's papers, of each city, and where its time goes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial

from analysis.report.papers.contents import Contents
from analysis.report.papers.materials import Materials, contents_of
from analysis.report.papers.pack import Format, Made, make_pack
from geo.boundaries import load_boundaries
from tests.bench.clock import said, timed
from tests.report.papers.examples import LIUZHOU, YULIN, city_materials


def measure() -> Iterator[str]:
    """One line for a pack, made of new contents each time, and one for its formats."""
    boundaries = load_boundaries()
    for city in (YULIN, LIUZHOU):
        for demonstration in (False, True):
            materials = city_materials(city, demonstration)
            runs, made = timed(partial(_pack, materials), runs=3)
            kind = "demonstration" if demonstration else "published records"
            size = sum(len(file.content) for file in made) / 1e6
            yield f"papers of {city}, {kind}: {said(runs)}, {len(made)} files, {size:,.1f} MB"
        contents = contents_of(city_materials(city, True), boundaries)
        yield f"  processor by format: {'; '.join(_by_format(contents))}"


def _pack(materials: Materials) -> tuple[Made, ...]:
    # Contents anew: what was drawn for one pack is kept with its contents.
    boundaries = load_boundaries()
    return make_pack(contents_of(materials, boundaries), tuple(Format), boundaries)


def _by_format(contents: Contents) -> Iterator[str]:
    for kind in Format:
        began = time.process_time()
        make_pack(contents, (kind,), load_boundaries())
        yield f"{kind} {time.process_time() - began:.2f} s"
