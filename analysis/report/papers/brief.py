"""The brief 汇报材料: an official text from the report, section by section."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from analysis.report.papers.contents import ANNEXES, SECTION_WORDS, Contents, Section
from analysis.report.papers.document import (
    Block,
    Brief,
    Bullets,
    Heading,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    TableBlock,
)
from analysis.report.papers.full_names import full_names_first
from analysis.report.papers.numerals import (
    annex_list,
    annex_number,
    day_words,
    part_number,
    section_number,
)
from analysis.report.papers.sections import SECTIONS
from analysis.report.papers.source_notes import noted
from analysis.report.report import (
    DEMONSTRATION_NOTICE,
    ReportState,
    state_words,
)
from geo.text import Text


def brief_of(contents: Contents) -> Brief:
    """The brief: the chosen sections that have something to say, then the annexes."""
    blocks: list[Block] = []
    if contents.report.demonstration:
        blocks.append(Paragraph(DEMONSTRATION_NOTICE, ParagraphStyle.WARNING))
    number = 0
    for section in Section:
        if section in ANNEXES or not contents.wants(section):
            continue
        part = SECTIONS[section](contents)
        if part:
            number += 1
            title = SECTION_WORDS[section]
            blocks += [
                Heading(1, section_number(number, title)),
                *_numbered(_merged(part, title), number),
            ]
    if contents.asked:
        asked = Text("提请残工委议定事项", "For the working committee to decide")
        blocks += [Heading(1, section_number(number + 1, asked)), Bullets(contents.asked, True)]
    annexes = [(s, SECTIONS[s](contents)) for s in ANNEXES if contents.wants(s)]
    annexes = [(section, part) for section, part in annexes if part]
    blocks += [Paragraph(line) for line in annex_list([SECTION_WORDS[s] for s, _ in annexes])]
    for place, (section, part) in enumerate(annexes, start=1):
        title = annex_number(place if len(annexes) > 1 else 0, SECTION_WORDS[section])
        merged = _numbered(_merged(part, SECTION_WORDS[section]), 0)
        blocks += [PageBreak(), Heading(1, title), *merged]
    named = full_names_first(blocks, contents.counties)
    told = noted(contents.report, named, contents.drawings)
    return Brief(contents.report, brief_title(contents), under_title(contents), told)


def _merged(part: list[Block], title: Text) -> list[Block]:
    """The blocks, a table without its caption where the heading right above it says the same."""
    merged: list[Block] = []
    above: Text | None = title
    for block in part:
        if isinstance(block, TableBlock) and above is not None and block.table.title == above:
            merged.append(replace(block, caption=False))
        else:
            merged.append(block)
        above = block.text if isinstance(block, Heading) else None
    return merged


def _numbered(part: list[Block], section: int) -> list[Block]:
    """The blocks, headings of the second level numbered."""
    numbers = count(1)
    return [
        replace(b, text=part_number(section, next(numbers), b.text))
        if isinstance(b, Heading)
        else b
        for b in part
    ]


def brief_title(contents: Contents) -> Text:
    """What the brief is called."""
    city = contents.report.city
    return Text(
        f"{city.name_zh}残疾人服务设施规划实施情况汇报",
        f"{city.name_en}: progress on the plan for disability services",
    )


def under_title(contents: Contents) -> tuple[Text, ...]:
    """The lines under the title: day, state, marks."""
    report = contents.report
    state = state_words(ReportState(report.state), report.revision)
    day = day_words(report.as_of)
    lines = [
        Text(
            f"（截至{day.zh}，{state.zh}）",
            f"(as of {day.en}, {state.en.lower()})",
        )
    ]
    if report.known_on is not None:
        known = day_words(report.known_on)
        lines.append(Text(f"台账截至{known.zh}", f"register as it was on {known.en}"))
    return tuple(lines)


def told_sections(contents: Contents) -> frozenset[Section]:
    """The sections that have something to say, whether or not they were chosen."""
    return frozenset(s for s in Section if SECTIONS[s](contents))
