"""Reads a user's own boundary file: GeoPackage, GeoJSON or a zipped shapefile.

Every problem is collected and raised at once as ``BadInputError``; a missing coordinate system is
asked for, never guessed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

import geopandas as gpd
import pyogrio
import shapely
from pyogrio.errors import DataSourceError

from geo.boundaries import GEOGRAPHIC_CRS, METRIC_CRS, FileLayer, MapApproval, load_boundaries
from geo.counties import load_counties, resolve_county
from geo.issues import BadInputError, DataIssue, Severity
from geo.layers import Provenance
from geo.text import Text, join

CODE_COLUMNS = ("code", "county_code", "adcode", "gb", "xzqdm", "pac", "行政区划代码", "区划代码")
NAME_COLUMNS = ("name", "name_zh", "xzqmc", "county", "名称", "行政区名称", "县名")
SAME_DATUMS = ("World Geodetic System 1984", "China 2000", "WGS 84", "China Geodetic Coordinate")
"""Datums that agree with CGCS2000 to centimetres, as PROJ writes them."""
FAR_KM = 20.0
"""A county whose middle is this far from the built-in one is not that county."""
OVERLAP_M2 = 10_000.0
"""Overlaps up to one hectare are digitising noise."""


def read_boundaries(
    path: Path, county_codes: Collection[str] | None = None, approval: MapApproval | None = None
) -> FileLayer:
    """The counties of the file (index county_code; name_zh, name_en, city_code; EPSG:4490).

    ``county_codes`` are those that must be there, by default all built-in ones; features of other
    places are left out, and the map is then no longer the reviewed one. Raises ``BadInputError``
    with every issue found.
    """
    raw = _read(path)
    issues = _crs_issues(raw)
    wanted = sorted(county_codes or [county.code for county in load_counties()])
    codes, found = _codes(raw)
    issues += found
    raw = raw.assign(county_code=codes)
    kept = raw[raw["county_code"].isin(wanted)]
    if any(codes):
        issues += _county_issues(kept, wanted)
    issues += _shape_issues(kept)
    if issues:
        raise BadInputError(tuple(issues))
    metric = kept.set_index("county_code").geometry.to_crs(METRIC_CRS)
    issues += _place_issues(metric) + _overlap_issues(metric)
    if issues:
        raise BadInputError(tuple(issues))
    return _layer(path, kept.to_crs(GEOGRAPHIC_CRS), len(kept) == len(raw), approval)


def _layer(
    path: Path, kept: gpd.GeoDataFrame, whole: bool, approval: MapApproval | None
) -> FileLayer:
    names = {county.code: county for county in load_counties()}
    frame = gpd.GeoDataFrame(
        {
            "name_zh": [names[code].name_zh for code in kept["county_code"]],
            "name_en": [names[code].name_en for code in kept["county_code"]],
            "city_code": [names[code].city_code for code in kept["county_code"]],
        },
        geometry=list(kept.geometry),
        index=kept["county_code"].rename("county_code"),
        crs=GEOGRAPHIC_CRS,
    ).sort_index()
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    provenance = Provenance(path.name, sha256[:12])
    plain = FileLayer(frame, provenance, sha256, "")
    return FileLayer(frame, provenance, sha256, plain.fingerprint if whole else "", approval)


def _read(path: Path) -> gpd.GeoDataFrame:
    """The one layer of polygons in the file."""
    source = f"zip://{path}" if path.suffix.lower() == ".zip" else str(path)
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(source) if kind]
        if len(layers) != 1:
            raise BadInputError((_layers_issue(layers),))
        frame = gpd.read_file(source, layer=layers[0])
    except (DataSourceError, OSError, UnicodeDecodeError, ValueError) as error:
        if isinstance(error, BadInputError):
            raise
        raise BadInputError((_unreadable(),)) from error
    return frame


def _codes(raw: gpd.GeoDataFrame) -> tuple[list[str], list[DataIssue]]:
    """The county code of every feature ("" where none), from a code or else a name column."""
    for column in (*CODE_COLUMNS, *NAME_COLUMNS):
        for actual in raw.columns:
            if str(actual).lower() == column:
                codes = [_code(str(value)) for value in raw[actual]]
                if any(codes):
                    return codes, []
    return [""] * len(raw), [_no_code_column(raw)]


def _code(value: str) -> str:
    # "156" is China in GB/T 2659; the national platform writes it before the division code.
    plain = value.removeprefix("156") if value.startswith("156") and len(value) == 9 else value
    code = resolve_county(plain)
    return code if isinstance(code, str) else ""


def _crs_issues(raw: gpd.GeoDataFrame) -> list[DataIssue]:
    if raw.crs is None:
        return [
            _error(
                "boundary_crs_missing",
                Text("文件没有写明坐标系", "The file does not state its coordinate system"),
                Text(
                    "坐标系不明时，边界可能偏移数百米", "Borders could be off by hundreds of metres"
                ),
                Text(
                    "请在地理信息软件中为文件定义坐标系（如 CGCS2000，EPSG:4490）后重新导出",
                    "Define it in a GIS (CGCS2000, EPSG:4490, for example) and export again",
                ),
            )
        ]
    datum = raw.crs.datum.name if raw.crs.datum is not None else ""
    if not datum.startswith(SAME_DATUMS):
        return [
            _error(
                "boundary_datum",
                Text(f"坐标基准为“{datum}”", f"The datum is “{datum}”"),
                Text(
                    "与 CGCS2000 相差可达百米，缺少转换参数时不能自动转换",
                    "It differs from CGCS2000 by up to 100 m; the parameters are not public",
                ),
                Text("请由测绘部门转换为 CGCS2000 后再导入", "Have it converted to CGCS2000 first"),
            )
        ]
    return []


def _county_issues(kept: gpd.GeoDataFrame, wanted: list[str]) -> list[DataIssue]:
    names = {c.code: Text(c.name_zh, c.name_en) for c in load_counties()}
    present = list(kept["county_code"])
    issues = []
    if missing := [names[code] for code in wanted if code not in present]:
        issues.append(
            _error(
                "boundary_county_missing",
                Text("缺少以下县（市、区）：{names}", "Missing: {names}").fill(names=join(missing)),
                Text("缺边界的县无法核对设施位置", "Facilities there could not be placed"),
                Text("请补全后重新导入", "Add them and import again"),
            )
        )
    if twice := [names[code] for code in wanted if present.count(code) > 1]:
        issues.append(
            _error(
                "boundary_county_twice",
                Text("以下县出现多次：{names}", "More than once: {names}").fill(names=join(twice)),
                Text("不能确定用哪一个", "It is not clear which one counts"),
                Text(
                    "请把同一县的图斑合并为一个要素", "Merge the parts of a county into one feature"
                ),
            )
        )
    return issues


def _shape_issues(kept: gpd.GeoDataFrame) -> list[DataIssue]:
    issues = []
    for code, shape in zip(kept["county_code"], kept.geometry, strict=True):
        polygon = shape is not None and shape.geom_type in {"Polygon", "MultiPolygon"}
        if polygon and not shape.is_empty and shape.is_valid:
            continue
        reason = shapely.is_valid_reason(shape) if polygon else "no polygon"
        issues.append(
            _error(
                "boundary_geometry",
                Text(f"{code} 的图形无效（{reason}）", f"{code}: invalid geometry ({reason})"),
                Text("面积和归属判断会出错", "Areas and locations would be wrong"),
                Text("请在地理信息软件中“修复几何”后重新导出", "Repair geometries in a GIS"),
            )
        )
    return issues


def _place_issues(metric: gpd.GeoSeries) -> list[DataIssue]:
    """Counties that are not where they should be: swapped axes, or a wrong code."""
    builtin = load_boundaries().frame.geometry.to_crs(METRIC_CRS).centroid
    issues = []
    for code, middle in metric.centroid.items():
        distance_km = middle.distance(builtin[code]) / 1000
        if distance_km <= FAR_KM:
            continue
        issues.append(
            _error(
                "boundary_far_away",
                Text(
                    f"{code} 的位置偏离约 {distance_km:,.0f} 千米",
                    f"{code} lies about {distance_km:,.0f} km from where it should",
                ),
                Text(
                    "经纬度可能写反，或代码与图形不对应", "Axes may be swapped, or the code wrong"
                ),
                Text("请核对坐标顺序和行政区划代码", "Check the axis order and the codes"),
            )
        )
    return issues


def _overlap_issues(metric: gpd.GeoSeries) -> list[DataIssue]:
    shapes, codes = metric.to_numpy(), list(metric.index)
    issues = []
    for i, j in shapely.STRtree(shapes).query(shapes, predicate="intersects").T.tolist():
        overlap_m2 = shapely.area(shapely.intersection(shapes[i], shapes[j])) if i < j else 0.0
        if overlap_m2 > OVERLAP_M2:
            hectares = overlap_m2 / 10_000
            issues.append(
                _error(
                    "boundary_overlap",
                    Text(
                        f"{codes[i]} 与 {codes[j]} 重叠 {hectares:,.0f} 公顷",
                        f"{codes[i]} and {codes[j]} overlap by {hectares:,.0f} ha",
                    ),
                    Text("重叠处的设施归属不明", "A facility there would lie in both"),
                    Text("请改正界线后重新导入", "Correct the border and import again"),
                )
            )
    return issues


def _layers_issue(layers: list[str]) -> DataIssue:
    names = "、".join(layers) or "—"
    return _error(
        "boundary_layers",
        Text(
            f"文件应只含一个面图层，实有：{names}", f"One polygon layer is needed, found: {names}"
        ),
        Text("不能确定用哪个图层", "It is not clear which layer counts"),
        Text("请只导出县级行政区划面图层", "Export the county polygons only"),
    )


def _no_code_column(raw: gpd.GeoDataFrame) -> DataIssue:
    columns = "、".join(str(column) for column in raw.columns if column != "geometry")
    return _error(
        "boundary_no_code",
        Text(
            f"找不到行政区划代码或名称列（现有：{columns}）",
            f"No code or name column in: {columns}",
        ),
        Text("图形不能与县对应", "Shapes can't be matched to counties"),
        Text("请增加 code 列，填 6 位行政区划代码", "Add a column code with the six-digit codes"),
    )


def _unreadable() -> DataIssue:
    return _error(
        "boundary_unreadable",
        Text("文件无法读取", "The file can't be read"),
        Text("不是 GeoPackage、GeoJSON 或 shp 压缩包，或已损坏", "Unknown format, or damaged"),
        Text("请导出为 .gpkg、.geojson 或 shp 压缩包（.zip）", "Export as .gpkg, .geojson or .zip"),
    )


def _error(code: str, what: Text, why: Text, remedy: Text) -> DataIssue:
    return DataIssue(code, Severity.REFUSED, what, why, remedy)
