"""A ruling names its requirement by id, or by the title it goes by on screen."""

from __future__ import annotations

import pytest

from geo.reading.workbook import read_workbook

KNOWN = {"三者有其一": "yulin.three-facilities", "One of three": "yulin.three-facilities"}
HEAD = "规划要求,适用县,问题,认定意见,认定单位,文号,日期"
ROW = "{},全部,民办公助,计入,玉林市残疾人工作委员会,玉残工委〔2026〕2号,2026-01-15"


def requirement(written: str) -> str | None:
    content = f"{HEAD}\n{ROW.format(written)}\n".encode()
    reading = read_workbook(content, "口径.csv", requirement_ids=KNOWN)["rulings"]
    return reading.records[0].requirement_id if reading.records else None


@pytest.mark.parametrize(
    "written", ["三者有其一", " 三者 有其一 ", "one of three", "yulin.three-facilities"]
)
def test_a_title_or_an_id_names_the_requirement(written: str) -> None:
    assert requirement(written) == "yulin.three-facilities"


def test_another_title_makes_no_ruling() -> None:
    assert requirement("四者有其一") is None
