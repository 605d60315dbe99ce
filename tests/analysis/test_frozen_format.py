"""A payload this format's first program wrote: every later program shows it the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.frozen import FrozenAssessment, payload_of, thaw
from analysis.report.cell_text import shown
from analysis.report.workbook import workbook
from geo.register.frozen_rows import _unpacked
from tests.report.real_plans import RONGXIAN

FORMAT_1 = Path(__file__).with_name("frozen_format_1.txt")


@pytest.fixture(scope="module")
def written() -> str:
    return _unpacked("".join(FORMAT_1.read_text(encoding="ascii").split()))


@pytest.fixture(scope="module")
def thawed(written: str) -> FrozenAssessment:
    return thaw(written)


def test_it_is_what_it_is_called(thawed: FrozenAssessment) -> None:
    assert (thawed.name, thawed.state, thawed.run_id) == ("修订版 1", "submitted", "bb64214ee4f5")
    assert (thawed.body, thawed.head.last_change, thawed.revises) == ("玉林市残联", 3, 1)


def test_its_findings_are_those_of_the_day(thawed: FrozenAssessment) -> None:
    assert len(thawed.assessment.findings) == 30
    said = thawed.assessment.get("yulin.three-facilities", RONGXIAN)
    assert said is not None
    assert (said.verdict, said.reason_text.zh) == ("MET", "计入 1 所：YL-托养")


def test_its_list_of_changes_is_that_of_the_day(thawed: FrozenAssessment) -> None:
    table = thawed.report.table("revision_records")
    assert [shown(v, "zh") for v in table.column("fields")] == ["服务能力：（未填） → 20", ""]


def test_its_workbook_can_be_made(thawed: FrozenAssessment) -> None:
    assert workbook(thawed.report, "zh").startswith(b"PK")
    assert workbook(thawed.report, "en").startswith(b"PK")


def test_it_is_written_back_as_it_was(written: str, thawed: FrozenAssessment) -> None:
    assert payload_of(thawed) == written
