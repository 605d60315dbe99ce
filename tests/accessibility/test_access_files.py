"""The files of a study: what they hold, what they carry, that they repeat byte by byte."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely
from shapely import MultiPolygon, box

from analysis.accessibility.access_csv import access_csv
from analysis.accessibility.access_files import EXTENSIONS, access_file
from analysis.accessibility.access_package import MERGED, access_geopackage
from analysis.accessibility.access_paper import AccessPaper
from analysis.accessibility.isochrones import Isochrone
from analysis.accessibility.question import Question
from analysis.accessibility.ranges import ranges
from analysis.accessibility.study import study
from analysis.accessibility.tables import study_tables
from analysis.report.file_names import access_name
from analysis.report.report import MAP_NOTICE
from geo.demonstration import load_demonstration
from geo.people.builtin import built_in_demand
from geo.people.demand import Demand
from geo.travel.model import TravelMode
from geo.travel.straight_line import StraightLine
from geo.vocabulary import FacilityType
from tests.accessibility.small_city import (
    FIRST,
    LAYERS,
    QUESTION,
    SECOND,
    A,
    TableSource,
    demand,
)

BASE = study(QUESTION, demand(), LAYERS, TableSource())
PAPER = AccessPaper(BASE, ranges=ranges(BASE, TableSource()))


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(access_csv(PAPER).decode("utf-8-sig"))))


def package(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "access.gpkg"
    path.write_bytes(content)
    return path


def test_the_csv_has_a_row_per_county_then_the_city() -> None:
    assert [r["county_code"] for r in rows()] == [FIRST.code, SECOND.code, "990900"]


def test_reached_beyond_and_not_connected_add_up_in_every_row() -> None:
    for row in rows():
        parts = ("reached_persons", "beyond_persons", "not_connected_persons")
        assert sum(float(row[p]) for p in parts) == pytest.approx(float(row["persons"]))


def test_every_row_says_what_made_the_times_and_what_the_limits_are() -> None:
    for row in rows():
        assert row["travel_model"] == "演示时间表 ÷ 1"
        assert row["limits_are"] == "研究惯例，非规划指标"
        assert row["marks"] == "内部资料；演示"


def test_the_layers_of_the_package_are_those_promised(tmp_path: Path) -> None:
    path = package(tmp_path, access_geopackage(PAPER))
    assert {str(name) for name in pyogrio.list_layers(path)[:, 0]} == {
        "cells",
        "facilities",
        "counties",
        "facilities_left_out",
        "method",
        "metadata",
    }


def test_cells_carry_persons_minutes_band_and_nearest(tmp_path: Path) -> None:
    path = package(tmp_path, access_geopackage(PAPER))
    cells = gpd.read_file(path, layer="cells").set_index("cell_id")
    assert cells.crs.to_epsg() == 4490
    assert cells.loc["a1", "nearest_id"] == "A"
    assert cells.loc["a1", "band_word"] == "15 分钟以内"
    assert pd.isna(cells.loc["b3", "minutes"])
    assert pd.isna(cells.loc["b3", "nearest_id"])


def test_the_metadata_carry_the_map_notice_the_marks_and_the_run(tmp_path: Path) -> None:
    path = package(tmp_path, access_geopackage(PAPER))
    said = pyogrio.read_dataframe(path, layer="metadata")
    values = dict(zip(said["key"], said["value"], strict=True))
    assert values["map_notice"] == MAP_NOTICE.zh
    assert values["run_id"] == BASE.run_id
    assert values["评估时点"] == "2025-12-31"
    assert {"内部资料", "演示"} <= set(said.loc[said["key"] == "mark", "value"])


def test_isochrones_given_are_a_layer_by_facility_and_limit(tmp_path: Path) -> None:
    one = Isochrone(30.0, MultiPolygon([box(110, 22, 110.1, 22.1)]))
    path = package(tmp_path, access_geopackage(PAPER, {MERGED: (one,), "A": (one,)}))
    layer = gpd.read_file(path, layer="isochrones")
    assert layer["limit_min"].tolist() == [30, 30]
    assert layer["facility_id"].fillna("").tolist() == ["", "A"]


def test_the_built_in_people_are_drawn_as_hexagons_around_their_points(tmp_path: Path) -> None:
    asked = Question("450900", FacilityType.SPECIAL_SCHOOL, QUESTION.as_of)
    travel = StraightLine.default(TravelMode.DRIVING)
    found = study(asked, built_in_demand("450900"), load_demonstration(), travel)
    path = package(tmp_path, access_geopackage(AccessPaper(found)))
    cells = gpd.read_file(path, layer="cells").set_index("cell_id")
    assert set(cells.geom_type) == {"Polygon"}
    points = shapely.points(found.cells[["lon", "lat"]].to_numpy())
    assert shapely.contains(cells.geometry.loc[found.cells.index].to_numpy(), points).all()


def test_a_sheet_of_cells_is_left_to_the_package() -> None:
    people = demand()
    as_cells = Demand(
        people.frame, people.kind, people.group, people.provenance, people.said, cells=True
    )
    paper = AccessPaper(study(QUESTION, as_cells, LAYERS, TableSource()))
    assert "access_villages" not in [t.id for t in study_tables(paper)]


def test_the_workbook_has_a_sheet_for_each_table_and_marks_on_each() -> None:
    book = openpyxl.load_workbook(io.BytesIO(access_file(PAPER, "xlsx")))
    assert book.sheetnames == [
        "各县（市、区）可达性",
        "服务能力与分布均衡程度",
        "按用时分段的人数",
        "设施",
        "参数变动的区间",
        "方法与数据",
        "村（居）明细",
    ]
    for sheet in book:
        assert "演示" in str(sheet["A2"].value)


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_paper_gives_the_same_bytes(extension: str, language: str) -> None:
    made = [access_file(PAPER, extension, language) for _ in range(2)]  # type: ignore[arg-type]
    assert made[0] == made[1]


def test_the_name_says_what_where_when_and_that_it_is_invented() -> None:
    assert (
        access_name(PAPER, QUESTION.facility_type, "gpkg")
        == "演示_演示市_可达性_特殊教育学校_20251231_征求意见稿_内部资料.gpkg"
    )


def test_a_hostile_name_is_text_in_the_package(tmp_path: Path) -> None:
    hostile = replace(A, name="演示=HYPERLINK('x');DROP TABLE cells;--")
    found = study(QUESTION, demand(), LAYERS.with_records(facilities=(hostile,)), TableSource())
    path = package(tmp_path, access_geopackage(AccessPaper(found)))
    facilities = gpd.read_file(path, layer="facilities")
    assert facilities["name"].tolist() == [hostile.name]


def test_another_extension_is_none_of_the_files() -> None:
    with pytest.raises(KeyError):
        access_file(PAPER, "pdf")
