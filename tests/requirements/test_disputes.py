"""A disputed finding says so wherever it is shown, until the review is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis.report.cells import cell_of
from analysis.report.county_sheet import build_county_sheet
from analysis.report.gaps import gap_rows
from analysis.report.matrix import build_matrix
from analysis.report.worst import worst_binding
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Assessment
from geo.layers import LayerSet
from geo.published import load_published
from geo.reviews import Review, ReviewState

YULIN, RONG = "450900", "450921"
THREE, SHARE = "yulin.three-facilities", "yulin.mental-health-share"
DAY = date(2025, 12, 31)
OPEN = (ReviewState.DISPUTED, ReviewState.UNDER_REVIEW)


def records(state: ReviewState, requirement: str = THREE) -> LayerSet:
    review = Review("v", RONG, requirement, DAY, state)
    return replace(load_published(), reviews=(review,))


def assessed(state: ReviewState, requirement: str = THREE) -> Assessment:
    return evaluate(load_catalogue(), records(state, requirement), YULIN, DAY)


@pytest.mark.parametrize("state", ReviewState)
def test_a_finding_is_disputed_while_its_review_is_open(state: ReviewState) -> None:
    finding = assessed(state).get(THREE, RONG)
    assert finding is not None
    assert (finding.dispute is not None) == (state in OPEN)


def test_a_dispute_does_not_change_the_verdict() -> None:
    before, after = assessed(ReviewState.CONFIRMED), assessed(ReviewState.DISPUTED)
    assert [f.verdict for f in before.findings] == [f.verdict for f in after.findings]


def test_only_the_county_that_disputes_is_marked() -> None:
    marked = [f for f in assessed(ReviewState.DISPUTED).findings if f.dispute is not None]
    assert [(f.requirement_id, f.area_code) for f in marked] == [(THREE, RONG)]


def test_a_dispute_about_a_share_marks_the_countys_part_and_not_the_city() -> None:
    whole = assessed(ReviewState.DISPUTED, SHARE).get(SHARE, YULIN)
    assert whole is not None
    assert whole.dispute is None
    assert [p.county_code for p in whole.parts if p.dispute is not None] == [RONG]


@pytest.mark.parametrize("requirement", [THREE, SHARE])
def test_the_matrix_says_disputed_in_the_countys_cell_alone(requirement: str) -> None:
    layers = records(ReviewState.DISPUTED, requirement)
    matrix = build_matrix(load_catalogue(), layers, evaluate(load_catalogue(), layers, YULIN, DAY))
    said = [
        (cell.requirement_id, cell.area_code)
        for row in (*matrix.rows, matrix.total)
        for cell in row.cells
        if cell.sub is not None and "有异议" in cell.sub.zh
    ]
    assert said == [(requirement, RONG)]


def test_the_map_of_all_requirements_says_it_of_the_county() -> None:
    cell = worst_binding(load_catalogue(), assessed(ReviewState.DISPUTED), RONG)
    assert cell.sub is not None
    assert "有异议" in cell.sub.zh


def test_the_countys_sheet_says_it_beside_what_is_missing() -> None:
    layers = records(ReviewState.DISPUTED)
    assessment = evaluate(load_catalogue(), layers, YULIN, DAY)
    sheet = build_county_sheet(load_catalogue(), layers, assessment, RONG)
    note = next(b.verdict_note for b in sheet.findings if b.cell.requirement_id == THREE)
    assert note is not None
    assert "有异议" in note.zh
    assert "缺：" in note.zh


def test_the_flat_file_says_it_in_the_reason() -> None:
    layers = records(ReviewState.DISPUTED)
    assessment = evaluate(load_catalogue(), layers, YULIN, DAY)
    rows = gap_rows(load_catalogue(), layers, assessment, "zh")
    said = [(r["requirement_id"], r["county_code"]) for r in rows if "有异议" in r["reason_text"]]
    assert said == [(THREE, RONG)]


def test_a_dispute_is_another_run() -> None:
    assert assessed(ReviewState.DISPUTED).run_id != assessed(ReviewState.CONFIRMED).run_id


def test_a_cell_keeps_what_it_said_before() -> None:
    finding = assessed(ReviewState.CONFIRMED).get(THREE, RONG)
    entry = load_catalogue().entries[THREE]
    assert finding is not None
    plain = cell_of(entry, finding)
    marked = cell_of(entry, replace(finding, dispute=ReviewState.DISPUTED))
    assert (marked.symbol, marked.word) == (plain.symbol, plain.word)
