"""A population raster 人口栅格 (WorldPop, GHS-POP …) as the distribution of people in a city."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from geo.boundaries import GEOGRAPHIC_CRS, load_boundaries
from geo.counties import load_cities, load_counties
from geo.issues import DataIssue
from geo.layers import Layer, Provenance
from geo.people import raster_issues
from geo.people.cells import county_cells, county_codes_of
from geo.people.demand import Demand, DemandReading, PeopleGroup, PeopleKind
from geo.people.groups import group_demand
from geo.people.raster_file import Raster, open_raster
from geo.people.raster_sums import Progress, RasterSums, sum_pixels
from geo.population import load_census
from geo.reading.refusals import RefusedError
from geo.text import Text, join

FIT = (0.5, 2.0)
"""Within these times the census a raster is taken as it is; beyond them a warning asks. Ours: wide
enough for ten years of growth and for registered beside resident population."""
DENSITY_FIT = (0.7, 1.4)
"""A raster outside ``FIT`` is taken for a density where that reading comes so near the census."""
_COVERED = 0.995

_SAID = Text(
    "人口栅格 {name}：按像元中心归入各县和 H3 第 8 级网格，本市合计 {persons:,.0f} 人{scaled}",
    "Population raster {name}: pixels by their centres to counties and H3 cells of resolution 8, "
    "{persons:,.0f} persons in the city{scaled}",
)
_SCALED = Text(
    "，已按各县 2020 年普查常住人口折算", ", scaled to the residents of the 2020 census by county"
)
_AS_READ = Text(
    "栅格按每个像元的人数读取，未折算：本市合计 {persons:,.0f} 人，普查常住人口 {census:,.0f} 人。",
    "Read as persons per pixel and not scaled: {persons:,.0f} in the city, {census:,.0f} residents "
    "in the census.",
)
_BY_CENSUS = Text(
    "栅格按每个像元的人数读取，再按各县普查常住人口折算（折算前合计 {persons:,.0f} 人）："
    "县总数以普查为准，县内分布以栅格为准。",
    "Read as persons per pixel, then scaled to each county's residents in the census "
    "({persons:,.0f} before): totals are the census's, the distribution inside is the raster's.",
)
_COARSE = Text(
    "像元约 {pixel:.3g} 平方公里，大于网格（约 {cell:.2g} 平方公里）："
    "每个像元的人全部归到其中心所在的网格。",
    "A pixel is about {pixel:.3g} km², more than a cell's {cell:.2g}: all its persons go to the "
    "cell of its centre.",
)


def raster_demand(  # noqa: PLR0913 -- each is one choice of the user's
    source: Path | bytes,
    city_code: str,
    group: PeopleGroup = PeopleGroup.ALL,
    *,
    name: str = "",
    scale_to_census: bool = False,
    crs: str | None = None,
    registered: Mapping[str, float] | None = None,
    boundaries: Layer | None = None,
    progress: Progress | None = None,
) -> DemandReading:
    """People of one group on a city's H3 cells, from a GeoTIFF of persons per pixel.

    Any coordinate system, rotation and type of number; the first band; pixels without a value, not
    finite or negative count nobody. Read in blocks. ``name``: how the file is called (a path's own
    name if empty). ``scale_to_census``: each county's sum becomes its census total. ``crs``: the
    coordinate system as the user says, where the file has none. ``progress`` gets the share done;
    an exception it raises ends the reading and comes through. Raises as ``built_in_demand``.
    """
    layer = load_boundaries() if boundaries is None else boundaries
    codes = county_codes_of(city_code, layer)
    cells = county_cells(layer, codes)
    shapes = layer.frame.geometry.loc[list(codes)].to_crs(GEOGRAPHIC_CRS)
    called = name or (source.name if isinstance(source, Path) else "GeoTIFF")
    try:
        with open_raster(source, crs) as raster:
            issues = _before(raster, cells, city_code)
            sums = sum_pixels(raster, shapes, cells, progress)
            lon, lat = float(cells["lon"].mean()), float(cells["lat"].mean())
            pixel_km2 = raster.pixel_km2(*(float(v) for v in raster.pixels_of(lon, lat)))
    except RefusedError as refused:
        return DemandReading(None, (refused.issue,))
    if sums.negative:
        issues += (raster_issues.negative_pixels(sums.negative, sums.negative_sum),)
    if sums.persons.empty:
        return DemandReading(None, (*issues, raster_issues.nobody(_city(city_code))))
    census = load_census()["total_persons"].reindex(list(codes)).astype(float)
    issues += _beside_census(sums, census, pixel_km2, scale_to_census)
    everyone = _demand(called, cells, sums, census, pixel_km2, scale_to_census)
    return DemandReading(group_demand(everyone, group, registered), issues)


def _demand(
    name: str,
    cells: pd.DataFrame,
    sums: RasterSums,
    census: pd.Series[float],
    pixel_km2: float,
    scaled: bool,
) -> Demand:
    """All residents, from the sums by cell."""
    read = float(sums.persons["persons"].sum())
    frame = cells.loc[sums.persons.index, ["county_code", "lon", "lat"]].assign(
        persons=sums.persons["persons"]
    )
    if scaled:
        by_county = frame.groupby("county_code")["persons"].sum()
        factor = census.reindex(by_county.index) / by_county
        frame["persons"] *= frame["county_code"].map(factor).astype(float)
    total = float(frame["persons"].sum())
    counted = set(frame["county_code"])
    notes = [(_BY_CENSUS if scaled else _AS_READ).fill(persons=read, census=float(census.sum()))]
    cell_km2 = float(cells["area_km2"].median())
    if pixel_km2 > cell_km2:
        notes.append(_COARSE.fill(pixel=pixel_km2, cell=cell_km2))
    return Demand(
        frame=frame,
        kind=PeopleKind.RASTER,
        group=PeopleGroup.ALL,
        provenance=Provenance(name, ""),
        said=_SAID.fill(name=name, persons=total, scaled=_SCALED if scaled else Text("", "")),
        cells=True,
        notes=tuple(notes),
        unknown_counties=tuple(c for c in map(str, census.index) if c not in counted),
        census_share=total / float(census.sum()),
    )


def _before(raster: Raster, cells: pd.DataFrame, city_code: str) -> tuple[DataIssue, ...]:
    """What is to say before any pixel is read. RefusedError if the raster lies elsewhere."""
    covered = pd.Series(raster.contains(cells["lon"], cells["lat"]), index=cells.index)
    if not covered.any():
        raise RefusedError(raster_issues.elsewhere(raster.extent(), _city(city_code)))
    issues: list[DataIssue] = []
    if raster.crs_unused:
        own = str(raster.source.crs.to_string())
        issues.append(raster_issues.crs_not_used(raster.crs_unused, own))
    count = int(raster.source.count)
    if count > 1:
        named = str(raster.source.descriptions[0] or "")
        issues.append(raster_issues.several_bands(count, named[:60]))
    shares = covered.groupby(cells["county_code"]).mean()
    short = shares[shares < _COVERED]
    if len(short):
        names = _names([str(code) for code in short.index])
        parts = [
            Text(f"{text.zh}（覆盖 {share:.0%}）", f"{text.en} ({share:.0%})")
            for text, share in zip(names, short, strict=True)
        ]
        issues.append(raster_issues.not_covered(join(parts)))
    return tuple(issues)


def _beside_census(
    sums: RasterSums, census: pd.Series[float], pixel_km2: float, scaled: bool
) -> tuple[DataIssue, ...]:
    """How the sums compare with the census: counties without anybody, a total that can't be."""
    issues: list[DataIssue] = []
    by_county = sums.persons.groupby("county_code")["persons"].sum()
    empty = [str(code) for code in census.index if code not in by_county.index]
    if empty:
        issues.append(raster_issues.county_empty(join(_names(empty)), scaled))
    persons, residents = float(by_county.sum()), float(census.reindex(by_county.index).sum())
    # What is compared is of the counties the raster has people in: their names, where not all.
    counted = [str(code) for code in census.index if code not in empty]
    where = join(_names(counted)) if empty else None
    if not _fits(persons, residents):
        density = _fits(persons * pixel_km2, residents, DENSITY_FIT)
        issues.append(
            raster_issues.looks_like_density(persons, residents, pixel_km2, where)
            if density
            else raster_issues.far_from_census(persons, residents, scaled, where)
        )
    return tuple(issues)


def _fits(persons: float, census: float, times: tuple[float, float] = FIT) -> bool:
    return times[0] * census <= persons <= times[1] * census


def _city(city_code: str) -> Text:
    for city in load_cities():
        if city.code == city_code:
            return Text(city.name_zh, city.name_en)
    return Text(city_code, city_code)


def _names(codes: list[str]) -> list[Text]:
    names = {c.code: Text(c.name_zh, c.name_en) for c in load_counties()}
    return [names.get(code, Text(code, code)) for code in codes]
