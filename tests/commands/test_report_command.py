"""``python -m analysis report``: what it makes, of what it refuses to make anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from analysis.__main__ import main
from analysis.frozen import freeze, store_frozen
from analysis.planning.scenarios.stored import stored_scenario
from analysis.report.report import ReportState
from geo.commands.speaking import BAD_INPUT, DONE
from geo.register.place import sqlite_url
from geo.register.scenario_rows import kept_anew
from geo.register.start import start_register
from geo.register.store import open_register
from tests.analysis.frozen_world import BODY, NOW, basis, frozen
from tests.register.said import change
from tests.ui.scenario_examples import effect, plan

Report = Callable[..., int]
MADE = datetime(2026, 4, 1, 1, 30, tzinfo=UTC)


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Runs the command for Yulin into ``out``; its tables only, unless formats are asked for."""

    def run(*more: object, as_of: str | None = "2025-12-31", formats: str = "xlsx") -> int:
        given = ["report", "--city", "450900", "--formats", formats, "--out", str(tmp_path / "out")]
        given += ["--as-of", as_of] if as_of else []
        return main([*given, *map(str, more)])

    return run


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register with a scenario and a frozen assessment of Yulin."""
    path = tmp_path / "kept.sqlite"
    start_register(sqlite_url(path), NOW).close()
    kept = open_register(sqlite_url(path))
    real = replace(plan(demonstration=False))
    edit = kept_anew(stored_scenario("方案一", real, effect()), MADE)
    kept.commit(change(MADE, body="玉林市残联"), [edit])
    store_frozen(kept, freeze(basis(frozen().layers), ReportState.APPROVED, BODY, NOW))
    kept.close()
    return path


def sheets(tmp_path: Path) -> list[str]:
    (path,) = (tmp_path / "out").glob("*.xlsx")
    return openpyxl.load_workbook(path, read_only=True).sheetnames


def made(tmp_path: Path) -> list[str]:
    return sorted(p.name for p in (tmp_path / "out").glob("*"))


def test_it_writes_the_files_asked_for_and_prints_their_names(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report("--without-access") == DONE
    assert made(tmp_path) == ["玉林市_附表_20251231_征求意见稿_内部资料.xlsx"]
    assert capsys.readouterr().out.split() == made(tmp_path)


def test_approved_papers_are_refused_without_a_frozen_assessment(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report("--state", "approved") == BAD_INPUT
    assert "--frozen" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_approved_papers_come_of_the_frozen_assessment(
    report: Report, tmp_path: Path, register: Path
) -> None:
    code = report("--frozen", "审定稿", "--register", register, "--without-access", as_of=None)
    assert code == DONE
    assert made(tmp_path) == ["玉林市_附表_20251231_审定稿_内部资料.xlsx"]


@pytest.mark.parametrize(
    "more", [("--frozen", "没有这份"), ("--frozen", "1", "--state", "draft"), ("--scenario", "无")]
)
def test_what_the_register_does_not_have_is_refused(
    report: Report, tmp_path: Path, register: Path, more: tuple[str, ...]
) -> None:
    assert report(*more, "--register", register, "--without-access") == BAD_INPUT
    assert not (tmp_path / "out").exists()


def test_a_frozen_assessment_of_another_day_is_refused(report: Report, register: Path) -> None:
    assert report("--frozen", "1", "--register", register, as_of="2024-12-31") == BAD_INPUT


def test_a_scenario_of_the_register_brings_its_projects_and_targets(
    report: Report, tmp_path: Path, register: Path
) -> None:
    assert report("--scenario", "方案一", "--register", register, "--without-access") == DONE
    assert {"项目库", "分年度计划"} <= set(sheets(tmp_path))
    assert any("目标表" in s for s in sheets(tmp_path))


def test_no_scenario_goes_with_demonstration_data(report: Report) -> None:
    assert report("--demonstration", "--scenario", "方案一") == BAD_INPUT


def test_without_maps_no_file_of_maps_is_made(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report("--without-maps", "--without-access", formats="xlsx,gpkg,html") == DONE
    assert len(made(tmp_path)) == 1
    assert "不含地图" in capsys.readouterr().err


def test_a_bad_template_is_refused_and_nothing_is_written(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"no template")
    given = ("--word-template", bad, "--without-maps", "--without-access")
    assert report(*given, formats="docx") == BAD_INPUT
    assert "模板" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_service_is_the_one_asked_for(report: Report, tmp_path: Path) -> None:
    assert report("--demonstration", "--service", "special_school") == DONE
    (path,) = (tmp_path / "out").glob("演示*.xlsx")
    book = openpyxl.load_workbook(path, read_only=True)
    values = {str(c) for row in book["参数与版本"].iter_rows(values_only=True) for c in row}
    assert "特殊教育学校" in values
