"""``python -m analysis access``: what it writes, what it refuses, what it says."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import openpyxl
import pyogrio
import pytest

from tests.commands.command_line import rows_of, run, run_process

YULIN = ["450902", "450903", "450921", "450922", "450923", "450924", "450981", "450900"]
FACILITIES = """设施名称,所在县,设施类型,状态,开办日期,服务能力,服务能力单位,经度,纬度,坐标系
演示容县特殊教育学校,容县,特殊教育学校,运营,2015-09-01,150,学位,110.55,22.86,CGCS2000
演示北流特殊教育学校,北流市,特殊教育学校,运营,2012-09-01,200,学位,110.35,22.70,CGCS2000
演示博白特殊教育学校,博白县,特殊教育学校,运营,2016-09-01,,,,,
"""
VILLAGES = """编号,村居,所在县,人口,经度,纬度,坐标系
v1,演示一村,容县,1000,110.55,22.87,CGCS2000
v2,演示二村,北流市,2000,110.36,22.71,CGCS2000
v3,演示三村,博白县,500,109.97,22.27,CGCS2000
"""
ROADS = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
 <node id="1" lon="110.36" lat="22.71"/>
 <node id="2" lon="110.45" lat="22.80"/>
 <node id="3" lon="110.55" lat="22.87"/>
 <way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/></way>
</osm>
"""


@pytest.fixture
def facilities(tmp_path: Path) -> Path:
    return written(tmp_path / "facilities.csv", FACILITIES)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def access(out: Path, *more: object, kind: str = "special_school") -> tuple[int, str]:
    return run("access", "--city", "450900", "--type", kind, "--out", out, *more)


def test_the_csv_has_the_counties_in_code_order_and_the_city(
    tmp_path: Path, facilities: Path
) -> None:
    code, said = access(tmp_path / "a.csv", "--facilities", facilities)
    assert code == 0, said
    rows = rows_of(tmp_path / "a.csv")
    assert [r["county_code"] for r in rows] == YULIN
    assert sum(int(r["facilities"]) for r in rows[:-1]) == 2


def test_all_residents_are_asked_about_unless_told_otherwise(
    tmp_path: Path, facilities: Path
) -> None:
    access(tmp_path / "a.csv", "--facilities", facilities)
    assert {row["people_group"] for row in rows_of(tmp_path / "a.csv")} == {"all"}


def test_a_group_can_be_asked_about(tmp_path: Path, facilities: Path) -> None:
    out = tmp_path / "a.csv"
    code, said = access(out, "--facilities", facilities, "--group", "aged_5_14")
    assert code == 0, said
    assert {row["people_group"] for row in rows_of(out)} == {"aged_5_14"}


def test_everybody_is_reached_beyond_or_not_connected(tmp_path: Path, facilities: Path) -> None:
    access(tmp_path / "a.csv", "--facilities", facilities)
    for row in rows_of(tmp_path / "a.csv"):
        parts = ("reached_persons", "beyond_persons", "not_connected_persons")
        assert sum(float(row[p]) for p in parts) == pytest.approx(float(row["persons"]))
    assert float(row["persons"]) == pytest.approx(5_796_766)


def test_without_roads_it_says_straight_line_on_screen_and_in_the_file(
    tmp_path: Path, facilities: Path
) -> None:
    _, said = access(tmp_path / "a.csv", "--facilities", facilities)
    assert "没有路网，按直线距离估算" in said
    assert {r["travel_model"] for r in rows_of(tmp_path / "a.csv") if "直线" in r["travel_model"]}


def test_cutoffs_are_columns_and_labelled(tmp_path: Path, facilities: Path) -> None:
    code, _ = access(
        tmp_path / "a.csv", "--facilities", facilities, "--cutoffs", "20,40", "--limit", "40"
    )
    assert code == 0
    row = rows_of(tmp_path / "a.csv")[-1]
    assert row["limits_are"] == "研究惯例，非规划指标"
    assert row["reached_persons"] == row["within_40_persons"]
    assert float(row["within_20_share"]) <= float(row["within_40_share"])


def test_nobody_can_be_placed_in_the_published_set_so_nothing_is_written(tmp_path: Path) -> None:
    code, said = access(tmp_path / "a.csv")
    assert code == 2
    assert "无可定位设施" in said
    assert not (tmp_path / "a.csv").exists()


def test_people_of_a_table_of_villages(tmp_path: Path, facilities: Path) -> None:
    villages = written(tmp_path / "villages.csv", VILLAGES)
    code, said = access(tmp_path / "a.xlsx", "--facilities", facilities, "--population", villages)
    assert code == 0, said
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert "村（居）明细" in book.sheetnames
    assert "参数变动的区间" in book.sheetnames


def test_times_of_a_table_of_ones_own(tmp_path: Path, facilities: Path) -> None:
    villages = written(tmp_path / "villages.csv", VILLAGES)
    access(tmp_path / "a.gpkg", "--facilities", facilities, "--population", villages)
    cells = gpd.read_file(tmp_path / "a.gpkg", layer="cells")
    nearest = str(cells["nearest_id"][0])
    times = written(
        tmp_path / "times.csv", f"from_id,to_id,minutes\n{cells['cell_id'][0]},{nearest},12\n"
    )
    code, said = access(
        tmp_path / "b.csv",
        *("--facilities", facilities, "--population", villages, "--travel-times", times),
    )
    assert code == 0, said
    city = rows_of(tmp_path / "b.csv")[-1]
    assert float(city["mean_min"]) == 12
    assert "导入的出行时间表" in city["travel_model"]
    assert "没有路网" not in said


def test_roads_of_a_file_carry_the_times_and_draw_isochrones(
    tmp_path: Path, facilities: Path
) -> None:
    roads = written(tmp_path / "roads.osm", ROADS)
    villages = written(tmp_path / "villages.csv", VILLAGES)
    given = ("--facilities", facilities, "--population", villages, "--roads", roads)
    code, said = access(tmp_path / "a.csv", *given)
    assert code == 0, said
    assert "没有路网" not in said
    county = {r["county_code"]: r for r in rows_of(tmp_path / "a.csv")}
    assert "路网" in county["450921"]["travel_model"]
    # The third village is 50 km from the only road.
    assert float(county["450923"]["not_connected_persons"]) == 500
    assert float(county["450900"]["not_connected_persons"]) == 500
    assert access(tmp_path / "a.gpkg", *given)[0] == 0
    areas = gpd.read_file(tmp_path / "a.gpkg", layer="isochrones")
    assert areas["limit_min"].tolist() == [15, 30, 45, 60]
    assert areas.geometry.is_valid.all()


def test_roads_nobody_is_near_are_refused(tmp_path: Path, facilities: Path) -> None:
    here = 'lon="110.36" lat="22.71"', 'lon="110.45" lat="22.80"', 'lon="110.55" lat="22.87"'
    elsewhere = ROADS
    for k, place in enumerate(here):
        assert place in elsewhere
        elsewhere = elsewhere.replace(place, f'lon="24.9{k}" lat="60.1{k}"')
    roads = written(tmp_path / "roads.osm", elsewhere)
    code, said = access(tmp_path / "a.csv", "--facilities", facilities, "--roads", roads)
    assert code == 2
    assert said
    assert not (tmp_path / "a.csv").exists()


def test_times_of_other_people_are_refused(tmp_path: Path, facilities: Path) -> None:
    times = written(tmp_path / "times.csv", "from_id,to_id,minutes\nx,y,12\n")
    code, said = access(tmp_path / "a.csv", "--facilities", facilities, "--travel-times", times)
    assert code == 2
    assert said
    assert not (tmp_path / "a.csv").exists()


def test_the_public_edition_is_no_internal_paper(tmp_path: Path, facilities: Path) -> None:
    code, _ = access(tmp_path / "a.csv", "--facilities", facilities, "--public")
    assert code == 0
    row = rows_of(tmp_path / "a.csv")[-1]
    assert row["marks"] == "演示"
    assert "not_connected_persons" in row


def test_no_layers_are_written_for_the_public(tmp_path: Path, facilities: Path) -> None:
    code, said = access(tmp_path / "a.gpkg", "--facilities", facilities, "--public")
    assert code == 2
    assert "请改用 csv 或 xlsx" in said
    assert not (tmp_path / "a.gpkg").exists()


def test_the_package_has_layers_and_the_map_notice(tmp_path: Path, facilities: Path) -> None:
    code, _ = access(tmp_path / "a.gpkg", "--facilities", facilities, "--lang", "en")
    assert code == 0
    layers = {str(n) for n in pyogrio.list_layers(tmp_path / "a.gpkg")[:, 0]}
    assert {"cells", "facilities", "counties", "metadata"} <= layers
    assert "isochrones" not in layers
    said = pyogrio.read_dataframe(tmp_path / "a.gpkg", layer="metadata")
    assert "map_notice" in set(said["key"])


@pytest.mark.parametrize(
    ("more", "saying"),
    [
        (("--cutoffs", "30,x"), "时间上限“x”"),
        (("--limit", "25"), "--limit 25"),
        (("--weights", "30:2"), "权重有误"),
        (("--roads", "nowhere.osm.pbf"), "找不到文件"),
        (("--population", "nowhere.tif"), "找不到文件"),
        (("--travel-times", "nowhere.csv"), "找不到文件"),
        (("--roads", "a.osm", "--travel-times", "b.csv"), "只能给一个"),
        (("--group", "disabled_registered"), "没有报送持证残疾人总数"),
    ],
)
def test_bad_input_is_said_and_nothing_is_written(
    tmp_path: Path, facilities: Path, more: tuple[str, ...], saying: str
) -> None:
    code, said = access(tmp_path / "a.csv", "--facilities", facilities, *more)
    assert code == 2
    assert saying in said
    assert not (tmp_path / "a.csv").exists()


def test_an_unknown_city_and_suffix_are_said(tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    assert run("access", "--city", "巴黎", "--type", "care", "--out", out)[0] == 2
    code, said = access(tmp_path / "a.pdf")
    assert code == 2
    assert ".gpkg" in said


def test_invented_and_real_facilities_are_never_mixed(tmp_path: Path) -> None:
    mixed = written(
        tmp_path / "facilities.csv",
        FACILITIES.replace("演示容县", "容县", 1),
    )
    code, said = access(tmp_path / "a.csv", "--facilities", mixed)
    assert code == 2
    assert "混在一起" in said


def test_a_person_runs_it_from_the_shell(tmp_path: Path, facilities: Path) -> None:
    code, said = run_process(
        *("access", "--city", "玉林", "--type", "special_school", "--facilities", facilities),
        *("--mode", "walking", "--out", tmp_path / "a.csv"),
    )
    assert code == 0, said
    assert rows_of(tmp_path / "a.csv")[-1]["county_name"] == "全市（玉林市）"


def test_facilities_asked_about_are_not_told_as_nobody_asked_about(
    tmp_path: Path, facilities: Path
) -> None:
    villages = written(tmp_path / "villages.csv", VILLAGES)
    given = ("--facilities", facilities, "--population", villages)
    access(tmp_path / "a.gpkg", *given)
    cells = gpd.read_file(tmp_path / "a.gpkg", layer="cells")
    ids = gpd.read_file(tmp_path / "a.gpkg", layer="facilities")["facility_id"]
    pairs = [f"{cell},{facility},12" for cell in cells["cell_id"] for facility in ids]
    whole = "\n".join(["from_id,to_id,minutes", *pairs])
    times = written(tmp_path / "times.csv", whole + "\n")
    code, said = access(tmp_path / "b.csv", *given, "--travel-times", times)
    assert code == 0, said
    assert "不在本次的设施之内" not in said
    stranger = f"{cells['cell_id'][0]},elsewhere,12"
    times = written(tmp_path / "times.csv", f"{whole}\n{stranger}\n")
    assert "不在本次的设施之内" in access(tmp_path / "b.csv", *given, "--travel-times", times)[1]
