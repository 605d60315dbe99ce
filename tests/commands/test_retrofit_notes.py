"""``python -m analysis retrofit``: what it says beside the plan, and plans at the edge."""

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


def test_a_county_missing_from_the_file_is_named_as_not_reported(run: Run) -> None:
    assert "融安县" in run().said


def test_a_county_without_need_left_has_rows_of_zero(run: Run) -> None:
    assert households(run(NEED + "450226,8,8\n"))["450226"] == [0, 0, 0]


def test_a_target_of_zero_is_a_plan_of_zeros(run: Run) -> None:
    ended = run(target="0")
    assert ended.code == 0
    assert {n for years in households(ended).values() for n in years} == {0}


def test_an_impossible_plan_names_who_has_not_reported(run: Run) -> None:
    assert "柳江区" in run(target="131").said


def test_a_budget_that_just_suffices_is_enough(run: Run) -> None:
    assert run(unit_cost="5000", budget="105000").code == 0


def test_priority_without_weights_is_proportional_and_says_so(run: Run) -> None:
    ended = run(rule="priority")
    assert households(ended) == households(run())
    assert "--weights" in ended.said


def test_counties_left_out_of_the_weights_are_named(run: Run, tmp_path: Path) -> None:
    file = weights(tmp_path, "county,weight\n450225,3\n")
    assert "城中区" in run(rule="priority", weights=file).said


def test_the_issues_are_in_english_when_asked(run: Run) -> None:
    assert "Lower it to 130" in run(target="131", lang="en").said
