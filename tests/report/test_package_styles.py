from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import geopandas as gpd
import pyogrio
import pytest

from analysis.report.drawn.tokens import INK, SYMBOL_FILLS, WHITE, Pattern
from analysis.report.geopackage import geopackage
from analysis.report.layer_style import LayerStyle, StyleClass
from analysis.report.map_marks import MARKS
from analysis.report.qml import qml, rgba
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from geo.boundaries import load_boundaries
from geo.text import Language
from geo.vocabulary import WORDS, FacilityType
from tests.report.small_plans import LIUZHOU, YULIN
from tests.report.small_world import HOSTILE, small_report

QGIS_COLUMNS = {
    "id": "INTEGER",
    "f_table_catalog": "TEXT",
    "f_table_schema": "TEXT",
    "f_table_name": "TEXT",
    "f_geometry_column": "TEXT",
    "styleName": "TEXT",
    "styleQML": "TEXT",
    "styleSLD": "TEXT",
    "useAsDefault": "BOOLEAN",
    "description": "TEXT",
    "owner": "TEXT",
    "ui": "TEXT",
    "update_time": "DATETIME",
}
OGC = "{http://www.opengis.net/ogc}"
SE = "{http://www.opengis.net/se}"
PATTERN_LAYERS = {
    Pattern.HATCH: "LinePatternFill",
    Pattern.LINES: "LinePatternFill",
    Pattern.DOTS: "PointPatternFill",
}


def written(folder: Path, city: str, language: Language = "zh", hostile: str = "") -> Path:
    path = folder / f"{city}.gpkg"
    report = small_report(city, hostile=hostile)[0]
    path.write_bytes(geopackage(report, load_boundaries(), language))
    return path


def rows(path: Path) -> list[dict[str, Any]]:
    with sqlite3.connect(path) as file:
        file.row_factory = sqlite3.Row
        found = [dict(row) for row in file.execute("SELECT * FROM layer_styles ORDER BY id")]
    file.close()
    return found


def one_column(path: Path, statement: str) -> list[Any]:
    with sqlite3.connect(path) as file:
        found = [row[0] for row in file.execute(statement)]
    file.close()
    return found


def options(layer: ElementTree.Element) -> dict[str, str]:
    return {o.attrib["name"]: o.attrib["value"] for o in layer.findall("Option/Option")}


def drawn(style: dict[str, Any]) -> dict[str, tuple[str, ElementTree.Element]]:
    """By value of the column: the label and the symbol."""
    root = ElementTree.fromstring(style["styleQML"])
    symbols = {s.attrib["name"]: s for s in root.findall("renderer-v2/symbols/symbol")}
    return {
        c.attrib["value"]: (c.attrib["label"], symbols[c.attrib["symbol"]])
        for c in root.findall("renderer-v2/categories/category")
    }


@pytest.fixture(scope="module", params=[LIUZHOU, YULIN])
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("styles"), request.param)


def test_the_table_has_the_columns_qgis_makes(package: Path) -> None:
    names = one_column(package, "SELECT name FROM pragma_table_info('layer_styles')")
    types = one_column(package, "SELECT type FROM pragma_table_info('layer_styles')")
    assert dict(zip(names, types, strict=True)) == QGIS_COLUMNS


def test_the_table_is_registered_so_that_ogr_opens_it(package: Path) -> None:
    kind = "SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'"
    assert one_column(package, kind) == ["attributes"]
    assert pyogrio.read_info(package, layer="layer_styles")["features"] == len(rows(package))


def test_every_layer_with_shapes_has_one_default_style(package: Path) -> None:
    shapes = [name for name, kind in pyogrio.list_layers(package) if kind is not None]
    defaults = [row["f_table_name"] for row in rows(package) if row["useAsDefault"]]
    assert sorted(defaults) == sorted(shapes)


def test_qgis_finds_a_style_by_table_empty_schema_and_geometry_column(package: Path) -> None:
    for row in rows(package):
        shape = pyogrio.read_info(package, layer=row["f_table_name"])["geometry_name"]
        key = (row["f_table_catalog"], row["f_table_schema"], row["f_geometry_column"])
        assert key == ("", "", shape)


def test_every_requirement_of_the_counties_has_a_style_of_its_own(package: Path) -> None:
    counties = gpd.read_file(package, layer="counties")
    columns = [c for c in counties.columns if c.endswith("_symbol")]
    styles = [row for row in rows(package) if row["f_table_name"] == "counties"]
    found = [
        ElementTree.fromstring(row["styleQML"]).find("renderer-v2").attrib["attr"]  # type: ignore[union-attr]
        for row in styles
    ]
    assert found == columns
    assert len({row["styleName"] for row in styles}) == len(styles)


def test_every_value_that_occurs_has_a_category_and_a_rule(package: Path) -> None:
    for row in rows(package):
        frame = gpd.read_file(package, layer=row["f_table_name"])
        root = ElementTree.fromstring(row["styleQML"])
        renderer = root.find("renderer-v2")
        assert renderer is not None
        assert renderer.attrib["type"] == "categorizedSymbol"
        values = set(frame[renderer.attrib["attr"]])
        assert values or row["f_table_name"] == "facilities"
        assert values <= set(drawn(row))
        equal = ElementTree.fromstring(row["styleSLD"]).iter(f"{OGC}PropertyIsEqualTo")
        rules = {(e.findtext(f"{OGC}PropertyName"), e.findtext(f"{OGC}Literal")) for e in equal}
        assert {(renderer.attrib["attr"], value) for value in values} <= rules


def test_counties_have_the_fills_and_patterns_of_the_printed_maps(package: Path) -> None:
    for row in rows(package):
        if row["f_table_name"] != "counties":
            continue
        for value, (_, symbol) in drawn(row).items():
            fill = SYMBOL_FILLS[Symbol(value)]
            base, *over = symbol.findall("layer")
            assert symbol.attrib["type"] == "fill"
            assert options(base)["color"] == rgba(fill.base)
            expected = [] if fill.pattern is Pattern.NONE else [PATTERN_LAYERS[fill.pattern]]
            assert [layer.attrib["class"] for layer in over] == expected
            for layer in over:
                inner = layer.find("symbol/layer")
                assert inner is not None
                said = options(inner)
                assert said.get("line_color", said.get("color")) == rgba(fill.ink)


def test_the_sld_has_the_same_colours(package: Path) -> None:
    for row in rows(package):
        root = ElementTree.fromstring(row["styleSLD"])
        for rule in root.iter(f"{SE}Rule"):
            name = rule.findtext(f"{SE}Name") or ""
            if row["f_table_name"] != "counties":
                continue
            fill = SYMBOL_FILLS[Symbol(name)]
            found = [e.text for e in rule.findall(f"{SE}PolygonSymbolizer//{SE}SvgParameter")]
            assert found[0] == fill.base
            assert (fill.ink in found) == (fill.pattern is not Pattern.NONE)


def test_a_legend_of_counties_has_no_verdict_that_does_not_occur(package: Path) -> None:
    counties = gpd.read_file(package, layer="counties")
    for row in rows(package):
        if row["f_table_name"] == "counties":
            renderer = ElementTree.fromstring(row["styleQML"]).find("renderer-v2")
            assert renderer is not None
            assert set(drawn(row)) == set(counties[renderer.attrib["attr"]])


def test_met_unmet_and_pending_differ_without_colour() -> None:
    classes = tuple(StyleClass(s, s, SYMBOL_FILLS[s]) for s in Symbol)
    every = {"styleQML": qml(LayerStyle("counties", "symbol", "t", "d", classes))}
    over = {
        value: [layer.attrib["class"] for layer in symbol.findall("layer")][1:]
        for value, (_, symbol) in drawn(every).items()
    }
    assert over["met"] == []
    assert over["unmet"] == ["PointPatternFill"]
    assert over["pending"] == ["LinePatternFill"]


def test_a_facility_is_marked_by_its_type_and_dashed_when_it_does_not_run(package: Path) -> None:
    style = next(row for row in rows(package) if row["f_table_name"] == "facilities")
    for value, (label, symbol) in drawn(style).items():
        assert symbol.attrib["type"] == "marker"
        outline, letter = symbol.findall("layer")
        assert options(letter)["chr"] == MARKS[FacilityType(value)][0]
        assert label == WORDS[FacilityType(value)].zh
        assert options(outline)["color"] == rgba(INK)
        said = " ".join(
            o.attrib["value"] for o in outline.iter("Option") if o.get("name") == "expression"
        )
        assert "\"status\" IN ('operating','trial')" in said
        assert f"ELSE '{rgba(WHITE)}'" in said
        assert "THEN 'solid' ELSE 'dash'" in said


def test_counties_are_labelled_with_name_and_verdict(package: Path) -> None:
    counties = gpd.read_file(package, layer="counties")
    for row in rows(package):
        root = ElementTree.fromstring(row["styleQML"])
        text = root.find("labeling/settings/text-style")
        assert (root.attrib["labelsEnabled"] == "1") == (text is not None)
        if row["f_table_name"] == "counties":
            assert text is not None
            names = text.attrib["fieldName"].split('"')[1::2]
            assert names[0] == "county_name"
            assert set(names) <= set(counties.columns)


def test_the_time_of_a_style_is_the_day_of_the_report(package: Path) -> None:
    assert {row["update_time"] for row in rows(package)} == {"2025-12-31T00:00:00Z"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_legend_speaks_the_language_of_the_paper(language: Language, tmp_path: Path) -> None:
    for value, (label, _) in drawn(rows(written(tmp_path, LIUZHOU, language))[0]).items():
        assert label == SYMBOL_WORDS[Symbol(value)].get(language)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_of_a_record_gets_into_a_style(hostile: str, tmp_path: Path) -> None:
    assert rows(written(tmp_path, LIUZHOU, hostile=hostile)) == rows(written(tmp_path, LIUZHOU))
