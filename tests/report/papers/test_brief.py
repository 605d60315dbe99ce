from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from analysis.report.papers.brief import brief_of
from analysis.report.papers.contents import Contents, Section
from analysis.report.papers.deck import deck_of
from analysis.report.papers.document import (
    Bullets,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    TableBlock,
)
from analysis.report.papers.numerals import annex_number, section_number
from analysis.report.papers.pages import page_runs
from analysis.report.papers.wording import (
    binding_counts,
    pending_sentences,
    pending_table,
    requirement_sentence,
    unmet_findings,
    unmet_sentence,
)
from geo.text import Text
from tests.report.papers.examples import LIUZHOU, YULIN, city_contents, small_contents


def headings(contents: Contents, level: int = 1) -> list[str]:
    blocks = brief_of(contents).blocks
    return [b.text.zh for b in blocks if isinstance(b, Heading) and b.level == level]


def spoken(contents: Contents) -> str:
    said = []
    for block in brief_of(contents).blocks:
        if isinstance(block, Paragraph):
            said.append(block.text.zh)
        elif isinstance(block, Bullets):
            said += [t.zh for t in block.items]
    return "\n".join(said)


def test_the_brief_has_its_sections_in_order_and_numbers_them() -> None:
    assert headings(city_contents(YULIN, True)) == [
        "一、总体情况",
        "二、分县核查结果",
        "三、尚未达到的要求",
        "四、待核实事项",
        "五、设施可达性",
        "六、拟建项目",
        "七、家庭无障碍改造",
        "八、2026—2030年目标建议",
        "附件1\u3000短板清单",
        "附件2\u3000任务分解表",
        "附件3\u3000测算与项目详表",
        "附件4\u3000数据来源与方法",
    ]


def test_a_section_without_content_disappears() -> None:
    real = headings(city_contents(YULIN, False))
    assert not [h for h in real if "拟建项目" in h or "家庭无障碍改造" in h]


def test_a_section_not_chosen_is_left_out_and_the_numbers_close_up() -> None:
    whole = city_contents(YULIN, False)
    some = replace(whole, sections=frozenset({Section.OVERVIEW, Section.PENDING}))
    assert [h[:2] for h in headings(some)] == ["一、", "二、"]


@pytest.mark.parametrize(
    ("number", "zh"), [(1, "一、"), (10, "十、"), (11, "十一、"), (20, "二十、"), (21, "二十一、")]
)
def test_sections_are_numbered_in_chinese_numerals(number: int, zh: str) -> None:
    assert section_number(number, Text("总体情况", "Overview")).zh == f"{zh}总体情况"


def test_a_single_annex_has_no_number() -> None:
    assert "1" not in annex_number(0, Text("来源", "Sources")).zh
    assert "2" in annex_number(2, Text("来源", "Sources")).zh


def test_the_annexes_are_listed_after_the_text_and_follow_in_that_order() -> None:
    contents = city_contents(YULIN, True)
    blocks = brief_of(contents).blocks
    first = next(i for i, b in enumerate(blocks) if isinstance(b, PageBreak))
    listed = [b.text.zh for b in blocks[first - 4 : first] if isinstance(b, Paragraph)]
    assert [w.lstrip("附件：\u3000") for w in listed] == [
        f"{h[2]}.{h[4:]}" for h in headings(contents) if h.startswith("附件")
    ]
    assert listed[0].startswith("附件：1.")


def test_a_single_annex_is_listed_without_a_number() -> None:
    whole = city_contents(YULIN, False)
    some = replace(whole, sections=frozenset({Section.OVERVIEW, Section.GAPS}))
    assert "附件：短板清单" in spoken(some)
    assert headings(some)[-1] == "附件\u3000短板清单"


def test_parts_of_a_section_are_numbered_in_brackets() -> None:
    parts = headings(city_contents(YULIN, True), 2)
    assert parts[:3] == ["（一）总体结果", "（二）各项要求", "（三）设施台账"]
    assert parts[-1] == "（四）数据来源"


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_no_table_repeats_the_heading_above_it(city: str) -> None:
    blocks = brief_of(city_contents(city, True)).blocks
    for above, block in pairwise(blocks):
        if isinstance(above, Heading) and isinstance(block, TableBlock):
            assert block.caption is not above.text.zh.endswith(block.table.title.zh)
    assert any(isinstance(b, TableBlock) and not b.caption for b in blocks)
    assert any(isinstance(b, TableBlock) and b.caption for b in blocks)


@pytest.mark.parametrize("demonstration", [True, False])
def test_the_text_says_definition_trend_and_basis_of_every_target(demonstration: bool) -> None:
    contents = city_contents(YULIN, demonstration)
    text = next(run for run in page_runs(brief_of(contents).blocks) if not run.on_side)
    told = [
        tuple(b.table.columns[i].id for i in b.places)
        for b in text.blocks
        if isinstance(b, TableBlock) and b.table.id == "targets"
    ]
    assert told == [
        ("indicator", "base", "base_as_of", "open", "target", "goal"),
        ("indicator", "definition", "basis", "trend"),
    ]


def test_a_note_on_a_column_that_is_not_shown_is_not_shown() -> None:
    blocks = brief_of(city_contents(LIUZHOU, True)).blocks
    table = next(
        b.table for b in blocks if isinstance(b, TableBlock) and b.table.id == "indicators"
    )
    assert table.notes
    assert not [n for n in table.notes if "完成率" in n.zh]


def test_a_heading_over_a_heading_of_a_wide_table_lies_with_it() -> None:
    for run in page_runs(brief_of(city_contents(YULIN, True)).blocks):
        assert not isinstance(run.blocks[-1], Heading)


def test_one_word_for_all_counties_is_said_of_all() -> None:
    contents = city_contents(YULIN, False)
    assert requirement_sentence(contents, 0).zh.endswith("7 个县（市、区）均待核实。")
    assert "应不少于 6 个" in requirement_sentence(contents, 2).zh


def test_nothing_is_said_of_none_left_over() -> None:
    for city in (YULIN, LIUZHOU):
        said = spoken(city_contents(city, True))
        assert "另 0 个" not in said
        assert "另有 0" not in said


def test_no_brackets_stand_in_brackets_of_the_same_kind() -> None:
    for city in (YULIN, LIUZHOU):
        for demonstration in (True, False):
            said = spoken(city_contents(city, demonstration)).replace("县（市、区）", "县")
            assert not re.findall(r"（[^）]*（", said.replace("县（区）", "县"))


def test_the_counts_add_up_in_the_first_sentence() -> None:
    said = binding_counts(small_contents())
    numbers = [int(n) for n in re.findall(r"\d+", said.zh)]
    assert numbers[0] == sum(numbers[1:])


def test_a_requirement_is_told_with_its_counties_in_code_order() -> None:
    contents = city_contents(YULIN, True)
    assert requirement_sentence(contents, 0).zh == (
        "“三者有其一”〔三(六)3 · 确保〕：7 个县（市、区）中，3 个已达到（玉州区、容县、北流市），"
        "2 个尚未达到（福绵区、陆川县），2 个待核实（博白县、兴业县）。"
    )


def test_what_is_not_met_is_told_with_clause_and_reason() -> None:
    contents = small_contents()
    for finding in unmet_findings(contents):
        said = unmet_sentence(contents, finding)
        entry = contents.catalogue.entries[finding.requirement_id]
        assert entry.section in said.zh
        assert "尚未达到" in said.zh


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
@pytest.mark.parametrize("demonstration", [True, False])
def test_every_open_finding_has_its_line_in_the_brief(city: str, demonstration: bool) -> None:
    contents = city_contents(city, demonstration)
    tables = [b.table for b in brief_of(contents).blocks if isinstance(b, TableBlock)]
    table = next(t for t in tables if t.id == "todo")
    assert table == contents.report.table("todo")
    assert len(table.rows) == contents.todo.total
    assert not [v for v in table.column("ask") if isinstance(v, Text) and "等 " in v.zh]


def test_what_is_open_is_said_with_who_supplies_it() -> None:
    for city in (YULIN, LIUZHOU):
        for said in pending_sentences(city_contents(city, False)):
            assert "缺" in said.zh
            assert said.zh.endswith("提供。")


def test_a_slide_names_the_bodies_or_says_where_they_are() -> None:
    for demonstration in (True, False):
        table = pending_table(city_contents(LIUZHOU, demonstration))
        asked = [v.zh for v in table.column("ask") if isinstance(v, Text)]
        assert not [a for a in asked if "等 " in a or len(a) > 42]
    assert "7 家单位，名单见附表" in asked


def test_no_paper_says_bu_da_biao() -> None:
    for city in (YULIN, LIUZHOU):
        for demonstration in (True, False):
            assert "不达标" not in spoken(city_contents(city, demonstration))


def test_on_real_data_the_reach_is_to_be_verified_and_who_reports_is_said() -> None:
    said = spoken(city_contents(YULIN, False))
    assert "服务覆盖情况待核实" in said
    assert "补报坐标" in said


def test_an_assumption_is_marked_where_its_result_is() -> None:
    said = spoken(city_contents(YULIN, True))
    assert "博白县（假定）" in said
    assert "本方案含假定" in said


def test_a_brief_of_one_city_names_no_county_of_the_other() -> None:
    said = spoken(city_contents(YULIN, True)) + spoken(city_contents(YULIN, False))
    assert not [n for n in ("柳江", "柳北", "鹿寨", "融水", "三江") if n in said]


def test_wide_tables_lie_on_their_side_with_their_heading() -> None:
    blocks = brief_of(city_contents(YULIN, True)).blocks
    for run in page_runs(blocks):
        wide = [b for b in run.blocks if isinstance(b, TableBlock)]
        assert all(b.wide is run.on_side for b in wide)


def test_page_runs_lose_no_block_but_the_breaks() -> None:
    blocks = brief_of(small_contents()).blocks
    kept = [b for run in page_runs(blocks) for b in run.blocks]
    assert kept == [b for b in blocks if type(b).__name__ != "PageBreak"]


def test_backup_slides_stand_last_and_say_so() -> None:
    slides = deck_of(city_contents(YULIN, True)).slides
    backup = [s.backup for s in slides]
    assert backup == sorted(backup)
    assert all(s.title.zh.startswith("备用：") is s.backup for s in slides)


def test_a_slide_holds_one_table_picture_or_list() -> None:
    for slide in deck_of(city_contents(YULIN, True)).slides:
        main = [b for b in slide.body if isinstance(b, TableBlock | Figure | Bullets)]
        assert len(main) <= 1


def test_the_base_of_the_targets_is_given_without_a_plan_and_the_path_is_open() -> None:
    table = city_contents(YULIN, False).report.table("targets")
    assert {v.zh for v in table.column("target") if isinstance(v, Text)} == {"待定"}
    assert all(v is not None for v in table.column("base"))


def test_targets_without_a_plan_stand_once_and_with_one_in_full_in_the_annex() -> None:
    def ids(city: str, demonstration: bool) -> list[str]:
        blocks = brief_of(city_contents(city, demonstration)).blocks
        return [b.table.id for b in blocks if isinstance(b, TableBlock) and b.wide]

    assert "targets" not in ids(YULIN, False)
    assert "targets" in ids(YULIN, True)


@pytest.mark.parametrize("demonstration", [True, False])
def test_the_reference_of_2030_is_told_of_liuzhou_and_not_among_yulins_findings(
    demonstration: bool,
) -> None:
    told = {city: spoken(city_contents(city, demonstration)) for city in (YULIN, LIUZHOU)}
    assert "参照：特教学校2030年" in told[LIUZHOU]
    assert "参照：特教学校2030年" not in told[YULIN]
    notes = {
        city: [n.zh for n in city_contents(city, demonstration).report.table("todo").notes]
        for city in (YULIN, LIUZHOU)
    }
    assert "参照目标未到期的不列入。" in notes[LIUZHOU]
    assert not any("参照" in note for note in notes[YULIN])
