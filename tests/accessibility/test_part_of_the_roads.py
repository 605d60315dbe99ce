"""Roads of a part of the city, and facilities off them: said beside the figures, in every file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pandas as pd
import pyogrio
import pytest

from analysis.accessibility.access_files import access_file
from analysis.accessibility.access_paper import AccessPaper
from analysis.accessibility.facility_table import facility_table
from analysis.accessibility.range_table import ranges_table
from analysis.accessibility.ranges import ranges
from analysis.accessibility.study import study
from geo.text import Text
from geo.travel.model import TravelModel
from tests.accessibility.small_city import CITY, LAYERS, QUESTION, SECOND, TableSource, demand

PART = Text("道路只覆盖约 20%", "the roads cover about 20 %")


@dataclass
class PartOfTheRoads(TableSource):
    """The small city's minutes; the roads are of a part and facility A is off them."""

    @property
    def model(self) -> TravelModel:
        return replace(super().model, notes=(PART,))

    def off_network(self, points: pd.DataFrame) -> tuple[str, ...]:
        return tuple(i for i in points.index if i in ("b3", "A"))


FOUND = study(QUESTION, demand(), LAYERS, PartOfTheRoads())
PAPER = AccessPaper(FOUND, ranges=ranges(FOUND, PartOfTheRoads()))


def test_facilities_nobody_reaches_are_told_by_name() -> None:
    assert [f.name for f in FOUND.facilities_off_network] == ["演示A学校"]
    assert any("1 所设施接不上路网" in w.zh and "演示A学校" in w.zh for w in FOUND.warnings)


def test_what_the_roads_cover_is_a_warning_of_the_study() -> None:
    assert PART in FOUND.warnings
    assert PART in FOUND.notes


@pytest.mark.parametrize("internal", [True, False])
def test_every_row_of_the_csv_carries_the_warnings(internal: bool) -> None:
    content = access_file(replace(PAPER, internal=internal), "csv").decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(content)):
        assert "道路只覆盖约 20%" in row["marks"]
        assert ("演示A学校" in row["marks"]) is internal


@pytest.mark.parametrize("internal", [True, False])
def test_the_sheet_of_counties_carries_the_warnings(internal: bool) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(access_file(replace(PAPER, internal=internal), "xlsx"))
    )
    said = "\n".join(str(c.value) for row in book.worksheets[0] for c in row)
    assert "道路只覆盖约 20%" in said
    assert "1 所设施接不上路网" in said


def test_the_package_carries_the_warnings(tmp_path: Path) -> None:
    path = tmp_path / "access.gpkg"
    path.write_bytes(access_file(PAPER, "gpkg"))
    said = pyogrio.read_dataframe(path, layer="method")["content"].str.cat()
    assert "道路只覆盖约 20%" in said
    facilities = pyogrio.read_dataframe(path, layer="facilities")
    assert facilities["off_network"].tolist() == ["yes", "no"]


def test_the_table_of_facilities_says_that_nobody_gets_there() -> None:
    said = facility_table(FOUND).column("counted")[0]
    assert isinstance(said, Text)
    assert "无人可达" in said.zh


def test_a_statement_that_cannot_be_told_is_no_finding_and_says_why() -> None:
    # Second county: 50 % within 30 minutes, 17 % not connected.
    asked = replace(QUESTION, majority_share=0.6)
    found = study(asked, demand(), LAYERS, TableSource())
    spans = ranges(found, TableSource())
    assert SECOND.code in [one.area_code for one in spans.undecided]
    assert CITY.code not in [one.area_code for one in spans.undecided]
    assert any("未连通 16.7%，不能判断" in n.zh for n in ranges_table(spans, found).notes)


def test_a_table_that_holds_a_part_of_the_people_says_so_beside_the_figures() -> None:
    few = replace(demand(), census_share=0.002)
    found = study(QUESTION, few, LAYERS, TableSource())
    assert found.census_share == 0.002
    assert any("普查常住人口的 0.2%" in w.zh for w in found.warnings)
