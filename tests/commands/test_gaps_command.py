"""``python -m analysis gaps``: what it writes, what it refuses, what it says."""

from datetime import date
from pathlib import Path

import pytest

from analysis.report.gaps import gap_rows
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from geo.counties import load_cities, load_counties
from geo.layers import LayerSet
from geo.published import load_published
from geo.reading.completeness import read_completeness
from geo.reading.facilities import read_facilities
from tests.commands.command_line import columns_of, rows_of, run, run_process

COLUMNS = (
    "county_code,county_name,requirement_id,verdict,measured,threshold,unit,shortfall,evidence,"
    "reason,reason_text,clause"
)
VERDICTS = {"MET", "UNMET", "INDETERMINATE", "NOT_APPLICABLE"}
FACILITIES = """设施名称,所在县,设施类型,级别,状态,运营方式,开办日期,佐证材料,核实日期
演示容县托养中心,容县,托养,县级,运营,公办,2020-05-01,演示台账,2025-12-20
"""
BAD_ROW = "演示某县托养中心,某县,托养,县级,运营,公办,2020-05-01,演示台账,2025-12-20\n"
COMPLETENESS = """所在县,设施类型,截至日期,确认单位,佐证材料
博白县,康复、托养、综合服务,2025-12-31,演示博白县残联,演示函
"""
THREE = "yulin.three-facilities"


def gaps(out: Path, *more: object, city: str = "450900") -> tuple[int, str]:
    return run("gaps", "--city", city, "--as-of", "2025-12-31", "--out", out, *more)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def verdicts(out: Path, requirement: str = THREE) -> dict[str, str]:
    rows = rows_of(out)
    return {r["county_code"]: r["verdict"] for r in rows if r["requirement_id"] == requirement}


def test_the_columns_are_those_promised(tmp_path: Path) -> None:
    assert gaps(tmp_path / "gaps.csv")[0] == 0
    assert columns_of(tmp_path / "gaps.csv") == COLUMNS.split(",")


@pytest.mark.parametrize("city", ["450200", "450900"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_rows_are_those_of_the_screens(tmp_path: Path, city: str, language: str) -> None:
    out = tmp_path / "gaps.csv"
    assert gaps(out, "--lang", language, city=city)[0] == 0
    catalogue, layers = load_catalogue(), load_published()
    assessment = evaluate(catalogue, layers, city, date(2025, 12, 31))
    assert rows_of(out) == gap_rows(catalogue, layers, assessment, language)  # type: ignore[arg-type]


@pytest.mark.parametrize("city", ["450200", "450900"])
def test_rows_are_sorted_by_code_then_requirement(tmp_path: Path, city: str) -> None:
    out = tmp_path / "gaps.csv"
    gaps(out, city=city)
    keys = [(r["county_code"], r["requirement_id"]) for r in rows_of(out)]
    assert keys == sorted(set(keys))


def test_a_requirement_on_the_city_carries_the_citys_code(tmp_path: Path) -> None:
    out = tmp_path / "gaps.csv"
    gaps(out, city="450200")
    codes = {
        r["county_code"]
        for r in rows_of(out)
        if r["requirement_id"] == "liuzhou.household-retrofit"
    }
    assert codes == {"450200"}


def test_a_requirement_on_counties_has_a_row_for_each(tmp_path: Path) -> None:
    gaps(tmp_path / "gaps.csv")
    assert len(verdicts(tmp_path / "gaps.csv")) == 7


def test_every_verdict_is_one_of_the_four(tmp_path: Path) -> None:
    gaps(tmp_path / "gaps.csv")
    assert {r["verdict"] for r in rows_of(tmp_path / "gaps.csv")} <= VERDICTS


def test_shares_lie_between_0_and_1(tmp_path: Path) -> None:
    gaps(tmp_path / "gaps.csv")
    shares = [r["threshold"] for r in rows_of(tmp_path / "gaps.csv") if r["unit"] == "share"]
    assert shares
    assert all(0 <= float(share) <= 1 for share in shares)


def test_what_is_not_known_is_empty(tmp_path: Path) -> None:
    gaps(tmp_path / "gaps.csv")
    unknown = [r for r in rows_of(tmp_path / "gaps.csv") if r["verdict"] == "INDETERMINATE"]
    assert unknown
    assert {r["shortfall"] for r in unknown} == {""}


def test_one_requirement_may_be_asked_for(tmp_path: Path) -> None:
    gaps(tmp_path / "gaps.csv", "--requirement", THREE)
    assert {r["requirement_id"] for r in rows_of(tmp_path / "gaps.csv")} == {THREE}


def test_a_city_may_go_by_its_name(tmp_path: Path) -> None:
    assert gaps(tmp_path / "gaps.csv", city="玉林市")[0] == 0


def test_english_rows_have_english_words(tmp_path: Path) -> None:
    gaps(tmp_path / "gaps.csv", "--lang", "en")
    for row in rows_of(tmp_path / "gaps.csv"):
        assert row["county_name"].isascii()
        assert not any("一" <= letter <= "鿿" for letter in row["reason_text"]), row["reason_text"]


def test_the_facilities_of_a_file_count(tmp_path: Path) -> None:
    facilities = written(tmp_path / "facilities.csv", FACILITIES)
    assert gaps(tmp_path / "gaps.csv", "--facilities", facilities)[0] == 0
    found = verdicts(tmp_path / "gaps.csv")
    assert found.pop("450921") == "MET"
    assert set(found.values()) == {"INDETERMINATE"}


def test_with_a_file_of_facilities_no_published_one_counts(tmp_path: Path) -> None:
    # as if nothing but these two files were known: the rows of a world of their records alone
    facilities = written(tmp_path / "facilities.csv", FACILITIES)
    complete = written(tmp_path / "completeness.csv", COMPLETENESS)
    out = tmp_path / "gaps.csv"
    gaps(out, "--facilities", facilities, "--completeness", complete)
    alone = LayerSet(
        cities=load_cities(),
        counties=load_counties(),
        facilities=read_facilities(facilities, facilities.name).records,
        completeness=read_completeness(complete, complete.name).records,
    )
    catalogue = load_catalogue()
    assessment = evaluate(catalogue, alone, "450900", date(2025, 12, 31))
    assert rows_of(out) == gap_rows(catalogue, alone, assessment, "zh")


def test_a_declared_complete_list_makes_absence_unmet(tmp_path: Path) -> None:
    facilities = written(tmp_path / "facilities.csv", FACILITIES)
    complete = written(tmp_path / "completeness.csv", COMPLETENESS)
    code, said = gaps(tmp_path / "gaps.csv", "--facilities", facilities, "--completeness", complete)
    assert code == 0, said
    found = verdicts(tmp_path / "gaps.csv")
    assert (found["450921"], found["450923"], found["450922"]) == ("MET", "UNMET", "INDETERMINATE")


@pytest.mark.parametrize(("language", "words"), [("zh", "错误 "), ("en", "Error ")])
def test_a_bad_row_exits_2_says_why_and_writes_nothing(
    tmp_path: Path, language: str, words: str
) -> None:
    facilities = written(tmp_path / "facilities.csv", FACILITIES + BAD_ROW)
    code, said = gaps(tmp_path / "gaps.csv", "--facilities", facilities, "--lang", language)
    assert code == 2
    assert words in said
    assert list(tmp_path.iterdir()) == [facilities]


def test_bad_rows_may_be_skipped_but_are_still_named(tmp_path: Path) -> None:
    facilities = written(tmp_path / "facilities.csv", FACILITIES + BAD_ROW)
    code, said = gaps(tmp_path / "gaps.csv", "--facilities", facilities, "--skip-bad-rows")
    assert code == 0
    assert "某县" in said
    assert verdicts(tmp_path / "gaps.csv")["450921"] == "MET"


def test_a_skipped_row_keeps_its_countys_absence_from_being_said(tmp_path: Path) -> None:
    bad = "演示博白康复中心,博白县,康复,县级,运营,公办,某天,演示台账,2025-12-20\n"
    facilities = written(tmp_path / "facilities.csv", FACILITIES + bad)
    complete = written(tmp_path / "completeness.csv", COMPLETENESS)
    more = ("--facilities", facilities, "--completeness", complete, "--skip-bad-rows")
    code, said = gaps(tmp_path / "gaps.csv", *more, "--lang", "en")
    assert code == 0
    assert "is held back: row(s) 3" in said
    assert verdicts(tmp_path / "gaps.csv")["450923"] == "INDETERMINATE"


@pytest.mark.parametrize("text", ["", "没有,表头\n1,2\n", "身份证号\n11010519491231002X\n"])
def test_a_refused_file_can_not_be_skipped(tmp_path: Path, text: str) -> None:
    facilities = written(tmp_path / "facilities.csv", text)
    code, said = gaps(tmp_path / "gaps.csv", "--facilities", facilities, "--skip-bad-rows")
    assert code == 2
    assert "facilities.csv" in said
    assert "11010519491231002X" not in said
    assert list(tmp_path.iterdir()) == [facilities]


@pytest.mark.parametrize(
    "more",
    [
        ("--requirement", "yulin.nothing"),
        ("--requirement", "liuzhou.household-retrofit"),
        ("--city", "450100"),
        ("--city", "atlantis"),
        ("--as-of", "2025-13-01"),
        ("--as-of", "yesterday"),
        ("--lang", "de"),
        ("--facilities", "missing.csv"),
        ("--completeness", "missing.csv"),
        ("--rulings", "missing.csv"),
    ],
    ids=" ".join,
)
def test_a_bad_argument_exits_2_and_writes_nothing(tmp_path: Path, more: tuple[str, ...]) -> None:
    code, said = gaps(tmp_path / "gaps.csv", *more)
    assert code == 2
    assert said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "没有可核查的要求"), ("en", "no evaluated requirement")]
)
def test_an_unknown_requirement_is_named_beside_those_known(
    tmp_path: Path, language: str, words: str
) -> None:
    _, said = gaps(tmp_path / "gaps.csv", "--requirement", "yulin.nothing", "--lang", language)
    assert words in said
    assert THREE in said


def test_a_folder_that_is_not_there_exits_2(tmp_path: Path) -> None:
    code, said = gaps(tmp_path / "none" / "gaps.csv", "--lang", "en")
    assert code == 2
    assert "can't be written" in said


@pytest.mark.parametrize(("day", "code"), [("2025-12-31", 0), ("soon", 2)])
def test_a_process_ends_with_the_exit_code(tmp_path: Path, day: str, code: int) -> None:
    out = tmp_path / "gaps.csv"
    assert run_process("gaps", "--city", "450900", "--as-of", day, "--out", out)[0] == code
    assert out.exists() == (code == 0)
