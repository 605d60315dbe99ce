"""Where a text names a county first, it has its full name."""

from __future__ import annotations

import re

from analysis.report.papers.brief import brief_of
from analysis.report.papers.document import Block, Bullets, Paragraph, TableBlock
from analysis.report.papers.full_names import full_names_first
from geo.counties import load_counties
from geo.text import Text
from tests.report.papers.examples import LIUZHOU, city_contents

COUNTIES = tuple(c for c in load_counties() if c.city_code == LIUZHOU)


def said(*blocks: Block) -> list[str]:
    found = []
    for block in full_names_first(blocks, COUNTIES):
        match block:
            case Paragraph(text=text):
                found.append(text.zh)
            case Bullets(items=items):
                found += [item.zh for item in items]
    return found


def paragraph(zh: str, en: str = "") -> Paragraph:
    return Paragraph(Text(zh, en))


def test_the_first_mention_is_full_and_later_ones_are_short() -> None:
    first, second = paragraph("甲（城中区、融水县、三江县）。"), paragraph("融水县：尚未达到。")
    assert said(first, second) == [
        "甲（城中区、融水苗族自治县、三江侗族自治县）。",
        "融水县：尚未达到。",
    ]


def test_points_of_a_list_are_text_too() -> None:
    points = Bullets((Text("融水县：一", ""), Text("融水县：二", "")))
    assert said(points) == ["融水苗族自治县：一", "融水县：二"]


def test_the_name_of_a_facility_or_a_body_stays_as_it_is() -> None:
    assert said(paragraph("融水县残联报来融水县托养中心")) == ["融水县残联报来融水县托养中心"]


def test_the_full_name_within_a_bodys_is_not_the_first_mention() -> None:
    given = paragraph("融水县（见融水苗族自治县残联来文）。")
    assert said(given) == ["融水苗族自治县（见融水苗族自治县残联来文）。"]


def test_counties_joined_by_a_word_stand_by_themselves() -> None:
    assert said(paragraph("融水县和三江县")) == ["融水苗族自治县和三江侗族自治县"]


def test_a_text_that_has_the_full_name_already_is_the_first() -> None:
    texts = said(paragraph("有：融水苗族自治县。"), paragraph("融水县：一"))
    assert texts == ["有：融水苗族自治县。", "融水县：一"]


def test_english_has_the_full_name_first_too() -> None:
    (block,) = full_names_first((paragraph("", "Met: (Chengzhong, Rongshui)."),), COUNTIES)
    assert isinstance(block, Paragraph)
    assert block.text.en == "Met: (Chengzhong, Rongshui Miao Autonomous County)."


def test_the_brief_names_each_county_of_the_text_in_full_once_and_tables_in_short() -> None:
    blocks = brief_of(city_contents(LIUZHOU, True)).blocks
    texts = [b.text.zh for b in blocks if isinstance(b, Paragraph)]
    texts += [i.zh for b in blocks if isinstance(b, Bullets) for i in b.items]
    for county in ("融水苗族自治县", "三江侗族自治县"):
        assert len(re.findall(county, "".join(texts))) == 1
    cells = [v.zh for b in blocks if isinstance(b, TableBlock) for row in b.table.all_rows
             for v in row if isinstance(v, Text)]  # fmt: skip
    assert "融水县" in cells
    assert not any("融水苗族自治县" in cell for cell in cells)
