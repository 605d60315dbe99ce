"""The sentences and tables of 可达性: what they say of a study, and that its persons add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis.accessibility import study_words
from analysis.accessibility.question import AddedPoint, Question
from analysis.accessibility.ranges import Ranges, Span, ranges
from analysis.accessibility.study import AccessStudy, study
from analysis.accessibility.what_if import WhatIf, what_if
from geo.demonstration import load_demonstration
from geo.people.builtin import built_in_demand
from geo.people.demand import GROUP_WORDS, PeopleGroup
from geo.people.groups import group_demand
from geo.text import Text
from geo.travel.model import TravelMode
from geo.travel.straight_line import StraightLine
from geo.vocabulary import FacilityType
from ui.accessibility import (
    access_answer,
    access_change,
    access_charts,
    access_map,
    access_tables,
    access_words,
)
from ui.components.data_table import data_table_data
from ui.components.lorenz import lorenz_data
from ui.components.minutes_bars import minutes_bars_data

QUESTION = Question("450900", FacilityType.SPECIAL_SCHOOL, date(2025, 12, 31))
TRAVEL = StraightLine.default(TravelMode.DRIVING)
COUNTY = Text("县（市、区）", "counties")


@pytest.fixture(scope="module")
def found() -> AccessStudy:
    """The demonstration's schools in Yulin."""
    return study(QUESTION, built_in_demand("450900"), load_demonstration(), TRAVEL)


@pytest.fixture(scope="module")
def spans(found: AccessStudy) -> Ranges:
    """Its ranges."""
    return ranges(found, TRAVEL)


@pytest.fixture(scope="module")
def change(found: AccessStudy) -> WhatIf:
    """One school off, a point in 容县."""
    asked = QUESTION.without(found.facilities.counted[0].facility_id)
    asked = asked.with_point(AddedPoint("zz", 110.55, 22.86, None, "450921"))
    return what_if(found, asked, load_demonstration(), TRAVEL)


@pytest.mark.parametrize(
    ("persons", "zh", "en"),
    [
        (0.2, "0 人", "nobody"),
        (42.4, "42 人", "42 persons"),
        (1_234.0, "1,230 人", "1,230 persons"),
        (1_685_384.0, "168.5 万人", "1,685,000 persons"),
    ],
)
def test_modelled_persons_are_never_said_to_the_last_one(persons: float, zh: str, en: str) -> None:
    assert study_words.persons_text(persons) == Text(zh, en)


def test_the_first_sentence_says_model_limit_share_and_the_counties_under_half(
    found: AccessStudy,
) -> None:
    said = access_words.study_lede(found)
    share = study_words.percent(found.areas.city.reached_share)
    for part in ("直线距离", "驾车 30 分钟", "特殊教育学校", share, "不到一半"):
        assert part in said.zh
    for part in ("straight line", "within 30 min", share, "fewer than half"):
        assert part in said.en


def test_nobody_unconnected_is_not_mentioned(found: AccessStudy) -> None:
    assert "未连通" not in access_words.study_lede(found).zh


def test_the_three_groups_add_up_to_everybody(found: AccessStudy) -> None:
    data = data_table_data(access_tables.split_table(found), "zh")
    numbers = [
        int(row["cells"][1]["text"].replace(",", "").replace("—", "0")) for row in data["rows"]
    ]
    total = int(data["total"]["cells"][1]["text"].replace(",", ""))
    assert abs(sum(numbers) - total) <= 1
    assert total == round(found.demand.total_persons)


def test_the_histogram_holds_everybody_in_the_colours_of_the_map(found: AccessStudy) -> None:
    bars = access_charts.histogram(found)
    assert sum(b.persons for b in bars.bars) == pytest.approx(found.demand.total_persons)
    colours = access_map.band_colours(found)
    assert {b.colour for b in bars.bars if b.colour} <= set(colours.values())
    ticks = [b["tick"] for b in minutes_bars_data(bars, "zh")["bars"] if b["tick"]]
    assert ticks == ["15", "30", "45", "60"]


def test_a_bar_has_the_colour_of_the_band_it_lies_in(found: AccessStudy) -> None:
    colours = access_map.band_colours(found)
    bars = access_charts.histogram(found).bars
    by_name = {b.name.zh: b.colour for b in bars}
    assert by_name["10—15 分钟"] == colours[0]
    assert by_name["15—20 分钟"] == colours[1]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_any_number_of_limits_has_as_many_shades_and_one_for_beyond(
    found: AccessStudy, count: int
) -> None:
    cutoffs = (15.0, 30.0, 45.0, 60.0)[:count]
    asked = replace(QUESTION, cutoffs_min=cutoffs, limit_min=cutoffs[-1])
    other = study(asked, found.demand, load_demonstration(), TRAVEL)
    shades = [c for code, c in access_map.band_colours(other).items() if code >= 0]
    assert len(shades) == len(set(shades)) == count + 1


def test_counties_come_in_code_order_with_the_city_last(found: AccessStudy, spans: Ranges) -> None:
    table = access_tables.county_table(found, spans, COUNTY)
    codes = [row.id for row in table.rows]
    assert codes == sorted(codes)
    assert table.total is not None
    assert table.total.cells[0] == Text("全市", "Whole city")


def test_a_county_without_a_facility_is_said_so_and_not_as_unreported(
    found: AccessStudy, spans: Ranges
) -> None:
    data = data_table_data(access_tables.county_table(found, spans, COUNTY), "zh")
    rongxian = next(r for r in data["rows"] if r["id"] == "450921")
    assert rongxian["cells"][-1]["text"] == "无设施"


def test_without_ranges_there_is_no_column_for_them(found: AccessStudy, spans: Ranges) -> None:
    bare = replace(spans, tried=(), areas=(), flips=())
    ids = [c.id for c in access_tables.county_table(found, bare, COUNTY).columns]
    assert "range" not in ids


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(0.5, 0.473, 0.874), "47.3—87.4"),
        (Span(0.0, 0.0, 0.0), "0.0"),
        (Span(None, None, None), "—"),
        (None, "—"),
    ],
)
def test_a_range_is_written_from_the_lowest_to_the_highest(span: Span | None, text: str) -> None:
    assert access_tables.span_text(span) == text


def test_a_trial_says_who_gains_and_who_loses(change: WhatIf) -> None:
    said = access_words.change_lede(change, 1, placed=True)
    assert said.zh.startswith("停用 1 处、增设 1 处：30 分钟内可到达的")
    assert said.en.startswith("Closing 1 and adding one:")
    gained = study_words.persons_text(change.city.gained_persons)
    assert f"增 {gained.zh}" in said.zh


def test_the_table_of_changes_has_every_county_before_and_after(change: WhatIf) -> None:
    data = data_table_data(access_change.change_table(change), "zh")
    assert [r["id"] for r in data["rows"]] == [c.code for c in change.before.counties]
    assert (data["words"]["before"], data["words"]["after"]) == ("现状", "假设")


def test_what_the_tenth_served_worst_needs_is_told_with_its_counties(found: AccessStudy) -> None:
    [line] = access_words.worst_lines(found)
    assert "十分之一" in line.zh
    assert "容县" in line.zh


def test_sets_in_any_order_are_one_question() -> None:
    one = replace(QUESTION, switched_off=frozenset(["a", "b", "c"]))
    other = replace(QUESTION, switched_off=frozenset(["c", "b", "a"]))
    assert access_answer.question_key(one) == access_answer.question_key(other)
    assert access_answer.question_key(one) != access_answer.question_key(QUESTION)


def test_a_share_of_zero_is_written_and_not_a_dash(found: AccessStudy, spans: Ranges) -> None:
    county = found.areas.counties[0]
    none = replace(county, reached_persons=0.0, within_persons=(0.0,) * 4)
    areas = replace(found.areas, counties=(none, *found.areas.counties[1:]))
    data = data_table_data(
        access_tables.county_table(replace(found, areas=areas), spans, COUNTY), "zh"
    )
    assert [c["text"] for c in data["rows"][0]["cells"][2:6]] == ["0.0"] * 4


@pytest.mark.parametrize("group", list(PeopleGroup))
def test_a_group_with_brackets_is_not_bracketed_again(group: PeopleGroup) -> None:
    said = access_words.bracketed(GROUP_WORDS[group])
    assert "））" not in f"{said.zh}）"[:-1]
    assert said.zh.count("（") == said.en.count("(") == max(1, GROUP_WORDS[group].zh.count("（"))


def test_every_block_says_whether_it_is_of_what_is_or_of_what_is_tried(
    found: AccessStudy, spans: Ranges, change: WhatIf
) -> None:
    for shown, said in ((found, "现状"), (change.after, "假设情形")):
        for table in (
            access_tables.county_table(shown, spans, COUNTY),
            access_tables.split_table(shown),
        ):
            assert data_table_data(table, "zh")["tag"]["word"] == said
        assert minutes_bars_data(access_charts.histogram(shown), "zh")["tag"]["word"] == said
        curve = access_charts.curve(shown)
        assert curve is not None
        assert lorenz_data(curve, "zh")["tag"]["word"] == said
    assert access_words.study_lede(found).zh.startswith("现状：")


@pytest.fixture(scope="module")
def partly(found: AccessStudy) -> AccessStudy:
    """Certificate holders, of whom two counties have told the number."""
    people = group_demand(
        found.demand, PeopleGroup.DISABLED_REGISTERED, {"450921": 9_000.0, "450922": 8_000.0}
    )
    asked = replace(QUESTION, group=PeopleGroup.DISABLED_REGISTERED)
    return study(asked, people, load_demonstration(), TRAVEL)


def test_counties_that_have_not_reported_are_so_in_every_cell(partly: AccessStudy) -> None:
    spans = ranges(partly, TRAVEL)
    data = data_table_data(access_tables.county_table(partly, spans, COUNTY), "zh")
    yuzhou = next(r for r in data["rows"] if r["id"] == "450902")
    columns = [c["id"] for c in data["columns"]]
    told = {c for c, cell in zip(columns, yuzhou["cells"], strict=True) if cell["text"] != "待报"}
    assert told == {"county", "facilities"}
    assert yuzhou["hatched"]
    assert "仅容县、陆川县已报" in data["total"]["cells"][0]["text"]


def test_the_first_sentence_says_which_counties_have_reported(partly: AccessStudy) -> None:
    assert "仅容县、陆川县已报" in access_words.study_lede(partly).zh
    assert "各县都" not in access_words.study_lede(partly).zh


def test_a_county_that_is_not_connected_is_not_said_to_be_under_half(found: AccessStudy) -> None:
    lost = [
        replace(a, reached_persons=0.0, beyond_persons=0.0, not_connected_persons=a.persons)
        for a in found.areas.counties
    ]
    said = access_words.study_lede(replace(found, areas=replace(found.areas, counties=tuple(lost))))
    assert "不到一半" not in said.zh
    assert "不能判断" in said.zh


def test_a_file_of_a_few_people_is_not_called_all_residents(
    found: AccessStudy, spans: Ranges
) -> None:
    few = replace(found, demand=replace(found.demand, census_share=0.002))
    assert "占普查的 0.2%" in access_words.study_lede(few).zh
    table = data_table_data(access_tables.county_table(few, spans, COUNTY), "zh")
    assert "所给人口" in table["columns"][1]["title"]
    assert "全体常住人口" not in access_charts.histogram(few).title.zh


def test_facilities_off_the_roads_are_counted_apart(found: AccessStudy, spans: Ranges) -> None:
    off = found.facilities.counted[:1]
    table = access_tables.county_table(replace(found, facilities_off_network=off), spans, COUNTY)
    data = data_table_data(table, "zh")
    place = [c["id"] for c in data["columns"]].index("facilities")
    row = next(r for r in data["rows"] if r["id"] == off[0].county_code)
    assert row["cells"][place]["text"] == "0 / 1"
    assert data["total"]["cells"][place]["text"] == "4 / 5"
