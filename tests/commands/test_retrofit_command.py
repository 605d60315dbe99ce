"""``python -m analysis retrofit``: what it writes, what it refuses, what it says."""

from pathlib import Path

import pytest

from tests.commands.command_line import columns_of, rows_of, run, run_process

NEED = """所在县,需求户数,往年已验收,时点
450203,800,400,2025-12-31
450202,1000,400,2025-12-31
450225,500,300,2025-12-31
"""


@pytest.fixture
def need(tmp_path: Path) -> Path:
    """Need left 600, 400 and 200; the other seven counties are 待报."""
    path = tmp_path / "need.csv"
    path.write_text(NEED, encoding="utf-8")
    return path


def retrofit(
    need: Path, *more: object, target: object = 100, rule: str = "proportional"
) -> tuple[int, str]:
    return run(
        *("retrofit", "--city", "450200", "--need", need, "--target", target, "--years"),
        *("2026-2030", "--rule", rule, "--out", need.with_name("plan.csv"), *more),
    )


def households(need: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows_of(need.with_name("plan.csv")):
        found[row["county_code"]] = found.get(row["county_code"], 0) + int(row["households"])
    return found


def only_the_input_is_there(need: Path, *others: Path) -> bool:
    return sorted(need.parent.iterdir()) == sorted((need, *others))


def test_the_columns_are_those_promised(need: Path) -> None:
    assert retrofit(need)[0] == 0
    plan = need.with_name("plan.csv")
    assert columns_of(plan) == ["county_code", "year", "households", "cost_yuan"]


def test_rows_go_by_county_and_year(need: Path) -> None:
    retrofit(need)
    keys = [(r["county_code"], r["year"]) for r in rows_of(need.with_name("plan.csv"))]
    years = ["2026", "2027", "2028", "2029", "2030"]
    assert keys == [(code, year) for code in ("450202", "450203", "450225") for year in years]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("proportional", {"450202": 50, "450203": 33, "450225": 17}),
        ("equal_coverage", {"450202": 100, "450203": 0, "450225": 0}),
        ("priority", {"450202": 50, "450203": 33, "450225": 17}),
    ],
)
def test_each_rule_gives_its_worked_plan(need: Path, rule: str, expected: dict[str, int]) -> None:
    assert retrofit(need, rule=rule)[0] == 0
    assert households(need) == expected


def test_weights_of_a_file_decide_the_priority_rule(need: Path, tmp_path: Path) -> None:
    weights = tmp_path / "weights.csv"
    weights.write_text("县,权重\n融水县,5\n", encoding="utf-8")
    assert retrofit(need, "--weights", weights, rule="priority")[0] == 0
    assert households(need) == {"450202": 30, "450203": 20, "450225": 50}


def test_weights_another_rule_does_not_use_are_said_to_be_unused(
    need: Path, tmp_path: Path
) -> None:
    weights = tmp_path / "weights.csv"
    weights.write_text("县,权重\n融水县,5\n", encoding="utf-8")
    code, said = retrofit(need, "--weights", weights)
    assert code == 0
    assert "--weights 只用于 --rule priority" in said


def test_cost_is_households_times_unit_cost_to_the_fen(need: Path) -> None:
    retrofit(need, "--unit-cost", "5000.15")
    row = rows_of(need.with_name("plan.csv"))[0]
    assert (row["households"], row["cost_yuan"]) == ("10", "50001.5")


def test_cost_is_empty_without_a_unit_cost(need: Path) -> None:
    retrofit(need)
    assert {r["cost_yuan"] for r in rows_of(need.with_name("plan.csv"))} == {""}


def test_a_floor_reaches_every_county_that_reported(need: Path) -> None:
    retrofit(need, "--floor", 30)
    assert households(need) == {"450202": 40, "450203": 30, "450225": 30}


@pytest.mark.parametrize(("language", "words"), [("zh", "待报"), ("en", "not reported")])
def test_counties_that_have_not_reported_are_named(need: Path, language: str, words: str) -> None:
    code, said = retrofit(need, "--lang", language)
    assert code == 0
    assert words in said
    assert ("三江侗族自治县" if language == "zh" else "Sanjiang") in said


def test_a_single_year_is_a_span(need: Path) -> None:
    code, _ = run(
        *("retrofit", "--city", "柳州市", "--need", need, "--target", 12, "--years", "2026"),
        *("--rule", "proportional", "--out", need.with_name("plan.csv")),
    )
    assert code == 0
    assert households(need) == {"450202": 6, "450203": 4, "450225": 2}


def test_the_same_input_gives_the_same_bytes(need: Path) -> None:
    plan = need.with_name("plan.csv")
    retrofit(need, rule="equal_coverage")
    first = plan.read_bytes()
    retrofit(need, rule="equal_coverage")
    assert plan.read_bytes() == first


@pytest.mark.parametrize(
    ("target", "more", "zh", "en"),
    [
        (1201, (), "1,200", "need left"),
        (100, ("--floor", 40), "保底合计 120", "floors add up to 120"),
        (
            800,
            ("--unit-cost", 6500, "--budget", 1_000_000),
            "每年只够 153 户，5 年共 765 户",
            "153 households a year, 765",
        ),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_impossible_plan_exits_3_names_the_limit_and_writes_nothing(
    need: Path, target: int, more: tuple[object, ...], zh: str, en: str, language: str
) -> None:
    code, said = retrofit(need, *more, "--lang", language, target=target)
    assert code == 3
    assert (zh if language == "zh" else en) in said
    assert only_the_input_is_there(need)


def test_an_impossible_plan_leaves_the_file_of_an_earlier_one(need: Path) -> None:
    plan = need.with_name("plan.csv")
    plan.write_text("earlier", encoding="utf-8")
    assert retrofit(need, target=1201)[0] == 3
    assert plan.read_text(encoding="utf-8") == "earlier"


@pytest.mark.parametrize(
    "more",
    [
        ("--target", "-1"),
        ("--target", "many"),
        ("--target", "3.5"),
        ("--years", "2030-2026"),
        ("--years", "soon"),
        ("--rule", "fairest"),
        ("--floor", "-1"),
        ("--unit-cost", "0"),
        ("--unit-cost", "1/0"),
        ("--unit-cost", "nan"),
        ("--unit-cost", "1e999999999"),
        ("--unit-cost", "5000.001"),
        ("--unit-cost", "5000", "--budget", "-1"),
        ("--budget", "100000"),
        ("--city", "450100"),
        ("--need", "missing.csv"),
        ("--weights", "missing.csv"),
    ],
    ids=" ".join,
)
def test_a_bad_argument_exits_2_and_writes_nothing(need: Path, more: tuple[str, ...]) -> None:
    code, said = retrofit(need, *more)
    assert code == 2
    assert said
    assert only_the_input_is_there(need)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("county,eligible_households,done_households\n450202,10,20\n", "多于需求", "more than"),
        ("county,done_households\n450202,10\n", "缺少必填的列", "lacks required columns"),
        ("county,eligible_households\n某县,10\n", "不是两市所辖", "no county of the two"),
        ("county,eligible_households\n450902,10\n", "不属于所选城市", "not of the city"),
        ("county,eligible_households\n450202,1.5\n", "不是整数", "no whole number"),
        ("", "空", "empty"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_bad_need_file_exits_2_says_why_and_writes_nothing(
    need: Path, text: str, zh: str, en: str, language: str
) -> None:
    need.write_text(text, encoding="utf-8")
    code, said = retrofit(need, "--lang", language)
    assert code == 2
    assert (zh if language == "zh" else en) in said
    assert only_the_input_is_there(need)


def test_a_bad_weights_file_exits_2_and_writes_nothing(need: Path, tmp_path: Path) -> None:
    weights = tmp_path / "weights.csv"
    weights.write_text("县,权重\n融水县,-5\n", encoding="utf-8")
    code, said = retrofit(need, "--weights", weights, rule="priority")
    assert code == 2
    assert "weights.csv" in said
    assert only_the_input_is_there(need, weights)


def test_a_folder_that_is_not_there_exits_2(need: Path) -> None:
    code, said = retrofit(need, "--out", need.parent / "none" / "plan.csv")
    assert code == 2
    assert "写不了文件" in said


@pytest.mark.parametrize(
    ("target", "code", "written"), [("100", 0, True), ("many", 2, False), ("1201", 3, False)]
)
def test_a_process_ends_with_the_exit_code(
    need: Path, target: str, code: int, written: bool
) -> None:
    plan = need.with_name("plan.csv")
    ended, _ = run_process(
        *("retrofit", "--city", "450200", "--need", need, "--target", target, "--years"),
        *("2026-2030", "--rule", "proportional", "--out", plan),
    )
    assert (ended, plan.exists()) == (code, written)
