"""What a body 单位 may be: one rule, whoever types it."""

from pathlib import Path

import pytest

from geo.reading.bodies import body_problem, federation

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    "text",
    ["两行\n单位", "长" * 61, "韦某某", "玉林市残联 韦主任", "", "a@example.org",
     "容县残联13912345678", "容县残联 0775-5312345"],
)  # fmt: skip
def test_what_is_no_body_is_refused(text: str) -> None:
    assert body_problem(text) is not None


@pytest.mark.parametrize(
    "text", ["玉林市残疾人联合会", "容县残联", "County Federation of Rongxian", "未注明单位"]
)
def test_a_body_is_taken(text: str) -> None:
    assert body_problem(text) is None


def test_the_problem_never_repeats_what_was_typed() -> None:
    for text in ("韦小明", "容县残联13912345678"):
        problem = body_problem(text)
        assert problem is not None
        assert text not in problem.zh + problem.en


def test_the_federation_of_a_county_is_a_body() -> None:
    assert federation("容县", "Rong County").zh == "容县残疾人联合会"
    assert body_problem(federation("容县", "Rong County").zh) is None


def test_no_screen_or_command_has_a_rule_of_its_own() -> None:
    rooms = [ROOT / "ui", ROOT / "geo" / "commands"]
    own = [p for room in rooms for p in room.rglob("*.py") if "is_person" in p.read_text("utf-8")]
    assert own == []
