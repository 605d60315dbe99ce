"""``python -m analysis report``: what it makes, of what it refuses to make anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from analysis.__main__ import main
from analysis.commands import report_materials
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
from tests.report.papers.examples import access
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
    said = capsys.readouterr().err
    assert "不含地图" in said
    assert "图层（GeoPackage）、离线地图（网页）" in said


def test_maps_for_print_stand_in_a_folder_on_the_paper_asked_for(
    report: Report, tmp_path: Path
) -> None:
    assert report("--without-access", "--map-paper", "A3", "--lang", "en", formats="maps") == DONE
    names = sorted(p.name for p in (tmp_path / "out" / "maps").iterdir())
    assert [n.rsplit("_", 1)[1] for n in names] == ["A3.pdf", "A3.png"] * 2
    assert {n.split("_")[1] for n in names} == {"facilities-map", "gaps-map"}


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "公开版不含地图，没有生成：图层（GeoPackage）。没有别的"), ("en", "nothing else")],
)
def test_a_public_edition_of_map_files_alone_writes_nothing_and_says_so(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    assert report("--public", "--lang", language, formats="gpkg") == BAD_INPUT
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_public_draft_is_told_to_be_one(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report("--public", "--text-notes", "--without-access") == DONE
    said = capsys.readouterr().err
    assert "征求意见稿，尚未审定" in said
    assert "公开版不写口径与文本说明" in said
    assert made(tmp_path) == ["玉林市_附表_20251231_征求意见稿_公开版.xlsx"]


def test_the_public_edition_of_approved_papers_is_no_draft(
    report: Report, tmp_path: Path, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--frozen", "1", "--register", register, "--without-access", "--public")
    assert report(*given, as_of=None) == DONE
    assert "尚未审定" not in capsys.readouterr().err
    assert made(tmp_path) == ["玉林市_附表_20251231_审定稿_公开版.xlsx"]


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        (("--city", "999999"), "没有城市", "No data for city"),
        (("--as-of", "2025-13-01"), "不是日期", "is no date"),
        (("--made-on", "yesterday"), "不是日期", "is no date"),
        (("--formats", "docx,odt"), "没有这种格式：odt", "not known: odt"),
        (("--formats", ","), "是空的", "is empty"),
        (("--word-template", "/nowhere/a.docx"), "读不了文件", "can't be read"),
        (("--demonstration", "--register", "r.sqlite"), "不与台账混用", "never mixed"),
        (("--demonstration", "--known-on", "2025-01-01"), "不与台账混用", "never mixed"),
        (("--demonstration", "--frozen", "1"), "不能定稿", "never frozen"),
    ],
)
def test_what_is_wrong_is_said_in_the_language_asked_for(
    report: Report,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    given: tuple[str, ...],
    zh: str,
    en: str,
) -> None:
    for language, words in (("zh", zh), ("en", en)):
        assert report(*given, "--lang", language) == BAD_INPUT
        told = capsys.readouterr()
        assert words in told.err
        assert told.out == ""
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("language", "said"), [("zh", "不能写入"), ("en", "written to")])
def test_a_folder_that_cannot_be_written_to_is_said_before_anything_is_made(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    (tmp_path / "out").write_text("a file")
    assert report("--lang", language) == BAD_INPUT
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(("language", "said"), [("zh", "不能编入同一份"), ("en", "never stand")])
def test_invented_and_real_data_together_make_no_papers(
    report: Report,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    said: str,
) -> None:
    # A study of invented facilities beside the findings on real records.
    monkeypatch.setattr(report_materials, "_access", lambda *_: access("450900", True))
    assert report("--lang", language) == BAD_INPUT
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_name_of_a_frozen_assessment_is_in_the_names_of_its_files(
    report: Report, tmp_path: Path, register: Path
) -> None:
    kept = open_register(sqlite_url(register))
    named = freeze(basis(frozen().layers), ReportState.SUBMITTED, BODY, NOW, name="会前稿")
    store_frozen(kept, named)
    kept.close()
    given = ("--frozen", "会前稿", "--register", register, "--without-access")
    assert report(*given, as_of=None) == DONE
    assert made(tmp_path) == ["玉林市_附表_20251231_送审稿_内部资料_会前稿.xlsx"]


def test_submitted_papers_say_so_in_their_name_and_on_their_pages(
    report: Report, tmp_path: Path
) -> None:
    assert report("--state", "submitted", "--without-access") == DONE
    (name,) = made(tmp_path)
    assert name == "玉林市_附表_20251231_送审稿_内部资料.xlsx"
    book = openpyxl.load_workbook(tmp_path / "out" / name)
    said = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row]
    assert any("送审稿" in text for text in said)
    assert not any("征求意见稿" in text for text in said)


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
