"""``python -m analysis retrofit``: what it writes, what it says, and how it ends."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from analysis.__main__ import main

NEED = """county_code,eligible_households,done_households
450225,30,0
450202,100,40
450203,50,10
450206,,5
"""


@dataclass(frozen=True)
class Ended:
    code: int
    said: str
    rows: list[str] | None
    """The lines of the file, or None when nothing was written."""


Run = Callable[..., Ended]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on a need file; options replace those of the worked example."""

    def run_it(need: str = NEED, **options: str) -> Ended:
        need_file, out = tmp_path / "need.csv", tmp_path / "plan.csv"
        need_file.write_text(need, encoding="utf-8")
        out.unlink(missing_ok=True)
        asked = {
            "city": "450200",
            "need": str(need_file),
            "target": "62",
            "years": "2026-2028",
            "rule": "proportional",
            "out": str(out),
            **options,
        }
        words = [part for name, value in asked.items() for part in (f"--{name}", value)]
        words = [w.replace("_", "-") if w.startswith("--") else w for w in words]
        try:
            code = main(["retrofit", *words])
        except SystemExit as stop:
            code = int(str(stop.code))
        rows = out.read_bytes().decode("utf-8-sig").splitlines() if out.exists() else None
        return Ended(code, capsys.readouterr().err, rows)

    return run_it


def weights(tmp_path: Path, text: str) -> str:
    path = tmp_path / "weights.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def households(ended: Ended) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for line in (ended.rows or [])[1:]:
        code, _, count, _ = line.split(",")
        found.setdefault(code, []).append(int(count))
    return found


def test_the_worked_example_is_written_by_county_then_year(run: Run) -> None:
    ended = run(unit_cost="5000")
    assert (ended.code, ended.rows) == (
        0,
        [
            "county_code,year,households,cost_yuan",
            "450202,2026,10,50000",
            "450202,2027,10,50000",
            "450202,2028,9,45000",
            "450203,2026,6,30000",
            "450203,2027,6,30000",
            "450203,2028,7,35000",
            "450225,2026,5,25000",
            "450225,2027,5,25000",
            "450225,2028,4,20000",
        ],
    )


@pytest.mark.parametrize(
    ("rule", "floor", "expected"),
    [
        ("proportional", "18", (26, 18, 18)),
        ("equal_coverage", "0", (22, 21, 19)),
        ("priority", "0", (20, 13, 29)),
    ],
)
def test_each_rule_shares_as_the_method_is_written(
    run: Run, tmp_path: Path, rule: str, floor: str, expected: tuple[int, int, int]
) -> None:
    file = weights(tmp_path, "county,weight\n450225,3\n")
    ended = run(rule=rule, floor=floor, weights=file)
    assert tuple(sum(years) for years in households(ended).values()) == expected


def test_the_file_begins_with_a_byte_order_mark(run: Run, tmp_path: Path) -> None:
    run()
    assert (tmp_path / "plan.csv").read_bytes().startswith(b"\xef\xbb\xbfcounty_code,")


def test_cost_is_empty_without_a_unit_cost(run: Run) -> None:
    rows = run().rows or []
    assert rows[1] == "450202,2026,10,"


def test_cost_is_exact_to_the_fen(run: Run) -> None:
    rows = run(unit_cost="3333.33").rows or []
    assert rows[1] == "450202,2026,10,33333.3"


def test_a_county_not_reported_has_no_rows_and_is_named(run: Run) -> None:
    ended = run()
    assert "450206" not in households(ended)
    assert "柳江区" in ended.said


def test_a_county_missing_from_the_file_is_named_as_not_reported(run: Run) -> None:
    assert "融安县" in run().said


def test_a_county_without_need_left_has_rows_of_zero(run: Run) -> None:
    assert households(run(NEED + "450226,8,8\n"))["450226"] == [0, 0, 0]


def test_a_target_of_zero_is_a_plan_of_zeros(run: Run) -> None:
    ended = run(target="0")
    assert ended.code == 0
    assert {n for years in households(ended).values() for n in years} == {0}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"target": "131"}, "剩余需求合计 130 户"),
        ({"floor": "30"}, "降到 20 户以内"),
        ({"unit_cost": "5000", "budget": "99999"}, "每年只够 19 户，3 年共 57 户"),
        ({"unit_cost": "5000", "budget": "0"}, "每年只够 0 户"),
    ],
)
def test_an_impossible_plan_ends_with_3_names_its_limit_and_writes_nothing(
    run: Run, options: dict[str, str], words: str
) -> None:
    ended = run(**options)
    assert (ended.code, ended.rows) == (3, None)
    assert words in ended.said


def test_an_impossible_plan_names_who_has_not_reported(run: Run) -> None:
    assert "柳江区" in run(target="131").said


def test_a_budget_that_just_suffices_is_enough(run: Run) -> None:
    assert run(unit_cost="5000", budget="105000").code == 0


@pytest.mark.parametrize(
    ("need", "words"),
    [
        (NEED + "450226,5,9\n", "多于需求"),
        (NEED + "450226,-5,0\n", "-5 不可能"),
        (NEED + "450226,many,0\n", "many"),
        (NEED + "450202,7,0\n", "重复"),
        (NEED + "450902,70,0\n", "450902"),
        (NEED + "999999,70,0\n", "999999"),
        ("county_code\n450202\n", "需求户数"),
        ("", "need.csv"),
    ],
    ids=["done", "negative", "word", "repeated", "other city", "no county", "column", "empty"],
)
def test_a_bad_need_file_ends_with_2_says_why_and_writes_nothing(
    run: Run, need: str, words: str
) -> None:
    ended = run(need)
    assert (ended.code, ended.rows) == (2, None)
    assert ended.said.strip()
    assert words in ended.said


@pytest.mark.parametrize(
    "options",
    [
        {"city": "450999"},
        {"target": "-1"},
        {"target": "1.5"},
        {"years": "2030-2026"},
        {"years": "26-30"},
        {"rule": "fair"},
        {"floor": "-1"},
        {"unit_cost": "0"},
        {"unit_cost": "nan"},
        {"unit_cost": "1/0"},
        {"unit_cost": "0.001"},
        {"unit_cost": "5000", "budget": "-1"},
        {"budget": "100000"},
        {"need": "no such file.csv"},
        {"weights": "no such file.csv"},
    ],
    ids=str,
)
def test_a_bad_option_ends_with_2_and_writes_nothing(run: Run, options: dict[str, str]) -> None:
    ended = run(**options)
    assert (ended.code, ended.rows) == (2, None)
    assert ended.said.strip()


@pytest.mark.parametrize(
    "text", ["county,weight\n450225,-1\n", "county,weight\n450225,x\n", "county,weight\n450902,2\n"]
)
def test_bad_weights_end_with_2_and_write_nothing(run: Run, tmp_path: Path, text: str) -> None:
    ended = run(rule="priority", weights=weights(tmp_path, text))
    assert (ended.code, ended.rows) == (2, None)


def test_a_bad_run_leaves_the_file_of_an_earlier_one_as_it_was(run: Run, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.csv"
    earlier.write_text("kept", encoding="utf-8")
    run(target="131", out=str(earlier))
    assert earlier.read_text(encoding="utf-8") == "kept"


def test_a_folder_that_is_not_there_is_said_and_ends_with_2(run: Run, tmp_path: Path) -> None:
    ended = run(out=str(tmp_path / "nowhere" / "plan.csv"))
    assert ended.code == 2
    assert "写不了" in ended.said


def test_priority_without_weights_is_proportional_and_says_so(run: Run) -> None:
    ended = run(rule="priority")
    assert households(ended) == households(run())
    assert "--weights" in ended.said


def test_counties_left_out_of_the_weights_are_named(run: Run, tmp_path: Path) -> None:
    file = weights(tmp_path, "county,weight\n450225,3\n")
    assert "城中区" in run(rule="priority", weights=file).said


def test_the_issues_are_in_english_when_asked(run: Run) -> None:
    assert "Lower it to 130" in run(target="131", lang="en").said


def test_the_command_runs_as_a_module(tmp_path: Path) -> None:
    need, out = tmp_path / "need.csv", tmp_path / "plan.csv"
    need.write_text(NEED, encoding="utf-8")
    command = [sys.executable, "-m", "analysis", "retrofit", "--city", "450200", "--need", need]
    command += ["--target", "62", "--years", "2026", "--rule", "proportional", "--out", out]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, out.exists()) == (0, True)
