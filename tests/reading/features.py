"""Small files of geographic features for the tests."""

from __future__ import annotations

import io
import json
import tempfile
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import shapely

ROW = {"名称": "演示康复中心", "所在县": "容县", "主类型": "康复"}
PLACE = shapely.Point(110.55, 22.85)


def geojson_of(
    properties: Sequence[Mapping[str, object]] = (ROW,),
    geometry: shapely.Geometry | None = PLACE,
    crs: str = "",
) -> bytes:
    shape = json.loads(shapely.to_geojson(geometry)) if geometry is not None else None
    data: dict[str, object] = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": dict(p), "geometry": shape} for p in properties
        ],
    }
    if crs:
        data["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(data, ensure_ascii=False).encode()


def frame(
    crs: object = 4326, geometry: shapely.Geometry = PLACE, **cells: object
) -> gpd.GeoDataFrame:
    values = {key: [value] for key, value in {**ROW, **cells}.items()}
    return gpd.GeoDataFrame(values, geometry=[PLACE], crs=4326).to_crs(crs)


def geopackage_of(**layers: gpd.GeoDataFrame) -> bytes:
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = Path(folder) / "a.gpkg"
        for name, data in layers.items():
            data.to_file(path, layer=name)
        return path.read_bytes()


def shapefile_of(
    data: gpd.GeoDataFrame,
    encoding: str = "utf-8",
    without: Sequence[str] = (),
    stem: str = "设施",
) -> bytes:
    stream = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data.to_file(Path(folder) / "a.shp", encoding=encoding)
        with zipfile.ZipFile(stream, "w") as archive:
            for part in sorted(Path(folder).iterdir()):
                if part.suffix not in without:
                    archive.writestr(f"{stem}{part.suffix}", part.read_bytes())
    return stream.getvalue()


def kml_of(*placemarks: str, head: str = "") -> bytes:
    body = "".join(placemarks)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<kml xmlns="http://www.opengis.net/kml/2.2">'
        f"<Document><Folder><name>演示文件夹</name>{body}</Folder></Document></kml>"
    ).encode()


def placemark(shape: str = "<Point><coordinates>110.55,22.85,0</coordinates></Point>") -> str:
    data = "".join(
        f'<Data name="{key}"><value>{value}</value></Data>'
        for key, value in ROW.items()
        if key != "名称"
    )
    return (
        f"<Placemark><name>{ROW['名称']}</name><ExtendedData>{data}</ExtendedData>"
        f"{shape}</Placemark>"
    )


def zip_of(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()
