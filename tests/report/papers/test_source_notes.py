"""What stands under every table and picture, and at the foot of every page, in Word and PDF."""

from __future__ import annotations

from pathlib import Path

from analysis.report.papers.brief import brief_of
from analysis.report.papers.document import Figure, TableBlock
from tests.report.papers.examples import YULIN, city_contents, small_contents
from tests.report.papers.test_formats import opened_word, pdf_text, word


def test_under_every_table_and_picture_stand_source_day_and_run(tmp_path: Path) -> None:
    contents = small_contents()
    blocks = brief_of(contents).blocks
    notes = [b.note.zh for b in blocks if isinstance(b, TableBlock | Figure)]
    assert all(n.endswith(f"截至 2025-12-31；运行编号 {contents.report.run_id}") for n in notes)
    evidence = f"资料来源：{contents.report.evidence.zh}；"
    assert sum(n.startswith(evidence) for n in notes) > len(notes) / 3
    said = [p.text for p in opened_word(word()).paragraphs]
    typeset = pdf_text(contents, tmp_path)
    for note in set(notes):
        assert said.count(note) == typeset.count(f'"{note}"') == notes.count(note)


def test_the_foot_of_every_page_says_city_day_state_and_run(tmp_path: Path) -> None:
    contents = small_contents()
    foot = f"柳州市　截至 2025-12-31　征求意见稿　运行编号 {contents.report.run_id}"
    assert opened_word(word()).sections[0].footer.paragraphs[0].text.startswith(foot)
    assert f'"foot": "{foot}"' in pdf_text(contents, tmp_path)


def test_what_was_reckoned_is_not_said_to_be_on_record() -> None:
    blocks = brief_of(city_contents(YULIN, True, maps=True)).blocks
    notes = {b.table.id: b.note.zh for b in blocks if isinstance(b, TableBlock)}
    assert notes["projects"].startswith("资料来源：测算，数据与参数见附件；")
    assert notes["gaps"].startswith("资料来源：规划条文")
    assert notes["sources"].startswith("截至")
    pictures = {b.drawing.title.zh: b.note.zh for b in blocks if isinstance(b, Figure)}
    reckoned = [title for title, note in pictures.items() if "测算" in note]
    assert 0 < len(reckoned) < len(pictures)
