"""The comparison as a file: its marks, its runs, three sheets, of one city and one kind of data."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from analysis.planning.scenarios.comparison import TooManyError
from analysis.planning.scenarios.comparison_paper import comparison_paper, comparison_workbook
from analysis.planning.scenarios.stored import Scenario
from analysis.planning.scenarios.working_paper import ASSUMPTION_MARK
from analysis.report.file_names import file_name
from analysis.report.report import INTERNAL_MARK
from geo.layers import MixedDataError
from geo.text import Language
from tests.planning.scenarios.small_plan import EFFECT, LIUZHOU
from tests.planning.scenarios.test_comparison import CATALOGUE, ONE, WHOLE
from tests.planning.scenarios.test_targets import LAYERS

PAPER = comparison_paper((WHOLE, ONE), LAYERS)


def test_the_paper_names_the_runs_of_all_scenarios() -> None:
    assert PAPER.run_id == f"{WHOLE.plan.run_id} {ONE.plan.run_id}"


def test_one_assumption_marks_the_whole_paper_and_every_paper_is_internal() -> None:
    assert set(PAPER.marks) >= {INTERNAL_MARK, ASSUMPTION_MARK}
    assert ASSUMPTION_MARK not in comparison_paper((ONE,), LAYERS).marks


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_workbook_has_the_three_tables_and_the_runs(language: Language) -> None:
    book = load_workbook(io.BytesIO(comparison_workbook(PAPER, CATALOGUE, language)))
    assert len(book.sheetnames) == 3
    said = {str(cell.value) for sheet in book for row in sheet.rows for cell in row}
    assert any(WHOLE.plan.run_id in text and ONE.plan.run_id in text for text in said)
    assert any(("假定" if language == "zh" else "assum") in text for text in said)


def test_the_file_is_named_for_what_it_is() -> None:
    assert "方案比选" in file_name("comparison", PAPER, "xlsx")


def test_scenarios_of_two_cities_or_of_real_and_invented_data_have_no_paper() -> None:
    question = replace(ONE.plan.question, city_code=LIUZHOU)
    with pytest.raises(TooManyError):
        comparison_paper((WHOLE, Scenario("乙", replace(ONE.plan, question=question))), LAYERS)
    other = replace(ONE.plan, demonstration=not WHOLE.plan.demonstration)
    with pytest.raises(MixedDataError):
        comparison_paper((WHOLE, Scenario("乙", other, EFFECT)), LAYERS)
