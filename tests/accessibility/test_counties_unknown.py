"""Counties whose persons nobody has reported: unknown in every figure and file, never 0."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import openpyxl
import pytest

from analysis.accessibility.access_files import access_file
from analysis.accessibility.access_paper import AccessPaper
from analysis.accessibility.persons_per_place import Places
from analysis.accessibility.range_table import change_table, ranges_table
from analysis.accessibility.ranges import ranges
from analysis.accessibility.study import study
from analysis.accessibility.table_columns import PENDING
from analysis.accessibility.what_if import what_if
from geo.people.demand import Demand, PeopleGroup
from tests.accessibility.small_city import (
    CITY,
    FIRST,
    LAYERS,
    POINT_P,
    QUESTION,
    SECOND,
    TableSource,
    demand,
)

ASKED = replace(QUESTION, group=PeopleGroup.DISABLED_REGISTERED)


def first_only() -> Demand:
    """The people of the first county; the second has reported nobody."""
    people = demand(PeopleGroup.DISABLED_REGISTERED)
    frame = people.frame[people.frame["county_code"] == FIRST.code]
    return replace(people, frame=frame, unknown_counties=(SECOND.code,))


FOUND = study(ASKED, first_only(), LAYERS, TableSource())


def test_persons_of_some_counties_are_not_divided_by_the_places_of_all() -> None:
    # 400 persons of the first county over the 90 places of both was 4.4.
    assert FOUND.areas.city.persons_per_place is None
    assert FOUND.areas.city.places is Places.PERSONS_UNKNOWN


def test_a_county_that_reported_keeps_its_ratio_and_the_other_has_none() -> None:
    first, second = FOUND.areas.counties
    assert first.persons_per_place == 400 / 30
    assert (second.persons_per_place, second.places) == (None, Places.PERSONS_UNKNOWN)


def test_capacity_is_not_set_against_the_need_of_some_counties_only() -> None:
    assert FOUND.catchment is None
    assert FOUND.cells["access"].isna().all()
    assert FOUND.areas.area(FIRST.code).access_mean is None


def test_why_there_is_no_score_and_no_gini_names_the_county() -> None:
    assert FOUND.inequality is None
    assert FOUND.inequality_missing == FOUND.capacity_missing is not None
    assert "乙县人数待报" in FOUND.capacity_missing.zh


def test_the_study_tells_the_counties_and_the_citys_name_of_whom_its_figures_are() -> None:
    assert FOUND.counties_unknown == (SECOND.code,)
    assert [row.persons_known for row in FOUND.areas.all_rows] == [True, False, True]
    assert FOUND.areas.city.name.zh == "全市（仅甲县已报）"


def files(*, internal: bool, extension: str) -> dict[str, dict[str, str]]:
    """The rows of the county table of a file, by code, as text."""
    paper = AccessPaper(FOUND, internal=internal, ranges=ranges(FOUND, TableSource()))
    content = access_file(paper, extension)
    if extension == "csv":
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        return {row["county_code"]: row for row in rows}
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    lines = [[str(c.value) for c in row] for row in sheet.iter_rows()]
    (head,) = [line for line in lines if line[0] == "区划代码"]
    return {line[0]: dict(zip(head, line, strict=True)) for line in lines}


@pytest.mark.parametrize("internal", [True, False])
def test_the_csv_leaves_a_county_empty_that_did_not_report(internal: bool) -> None:
    row = files(internal=internal, extension="csv")[SECOND.code]
    of_people = [v for k, v in row.items() if k.endswith(("persons", "_min", "_share"))]
    assert row["persons_known"] == "no"
    assert set(of_people) - {row["limit_min"]} == {""}


@pytest.mark.parametrize("internal", [True, False])
def test_the_citys_row_of_the_csv_says_of_which_counties_it_is(internal: bool) -> None:
    row = files(internal=internal, extension="csv")[CITY.code]
    assert (row["county_name"], row["persons_known"]) == ("全市（仅甲县已报）", "partly")
    assert row["persons"] == "400"


@pytest.mark.parametrize("internal", [True, False])
def test_the_sheet_says_to_be_reported_of_a_county_that_did_not(internal: bool) -> None:
    row = files(internal=internal, extension="xlsx")[SECOND.code]
    assert "0" not in {v for k, v in row.items() if "（人）" in k}
    assert row["30 分钟内占比"] == "待报"


def test_the_package_has_no_number_for_a_county_that_did_not_report(tmp_path: Path) -> None:
    path = tmp_path / "access.gpkg"
    path.write_bytes(access_file(AccessPaper(FOUND), "gpkg"))
    counties = gpd.read_file(path, layer="counties").set_index("county_code")
    assert counties.loc[SECOND.code, ["persons", "reached_persons", "mean_min"]].isna().all()


def test_ranges_and_trials_say_to_be_reported_of_it_too() -> None:
    spans = ranges_table(ranges(FOUND, TableSource()), FOUND)
    assert spans.column("reached_share_base")[1] == PENDING
    tried = what_if(FOUND, ASKED.with_point(POINT_P), LAYERS, TableSource())
    assert change_table(tried).column("gained_persons")[1] == PENDING
