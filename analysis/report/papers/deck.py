"""The slides 演示稿: the finding as title, one table, map or list each; backup tables behind."""

from __future__ import annotations

from analysis.report.papers.brief import brief_title, under_title
from analysis.report.papers.contents import SECTION_WORDS, Contents, Section
from analysis.report.papers.counts import counts_table
from analysis.report.papers.document import (
    Block,
    Bullets,
    Deck,
    Figure,
    Paragraph,
    ParagraphStyle,
    Slide,
    TableBlock,
)
from analysis.report.papers.headlines import sources_headline, table_headline
from analysis.report.papers.short_tables import slide_columns
from analysis.report.papers.wording import (
    binding_counts,
    indicator_sentence,
    indicator_title,
    open_counts,
    open_title,
    pending_sentences,
    pending_table,
    records_sentence,
    requirement_sentence,
    unmet_findings,
    unmet_indicators,
    unmet_sentence,
    unmet_title,
)
from analysis.report.report import DEMONSTRATION_NOTICE, Column, Table
from geo.text import Text, join

_LINES = 6
"""As many points as a slide holds; the rest is in the brief, which is said."""

_TOLD = (
    (Section.ACCESS, "coverage", "access_counties"),
    (Section.PROJECTS, "layout", "projects"),
    (Section.RETROFIT, "retrofit", "retrofit"),
    (Section.TARGETS, "", "targets"),
)
"""Sections worked out elsewhere: picture and table by their ids."""
_BEHIND = frozenset({"access_counties", "retrofit"})
"""Tables that stand behind the talk where a picture says the same."""


def deck_of(contents: Contents) -> Deck:
    """The slides of the chosen sections that have something to say, the backup tables last."""
    slides = [_overview(contents)]
    if contents.wants(Section.COUNTIES):
        slides += [
            _requirement(contents, place)
            for place, column in enumerate(contents.report.matrix.columns)
            if not column.absent
        ]
    for section, make in (
        (Section.UNMET, _unmet),
        (Section.PENDING, _pending),
        (Section.INDICATORS, _indicators),
    ):
        if contents.wants(section) and (slide := make(contents)) is not None:
            slides.append(slide)
    for section, drawing, table in _TOLD:
        if contents.wants(section):
            slides += _told(contents, section, drawing, table)
    if contents.asked:
        slides.append(
            Slide(
                Text("提请残工委议定事项", "For the working committee to decide"),
                (Bullets(contents.asked, numbered=True),),
                Text("", ""),
            )
        )
    slides += _backup(contents)
    ordered = sorted(slides, key=lambda s: s.backup)
    return Deck(contents.report, brief_title(contents), under_title(contents), tuple(ordered))


def _overview(contents: Contents) -> Slide:
    body: list[Block] = []
    if contents.report.demonstration:
        body.append(Paragraph(DEMONSTRATION_NOTICE, ParagraphStyle.WARNING))
    counts = counts_table(contents.catalogue, contents.assessment, contents.report.matrix)
    body.append(TableBlock(counts))
    return Slide(binding_counts(contents), tuple(body), records_sentence(contents))


def _requirement(contents: Contents, place: int) -> Slide:
    """One core requirement: its sentence, its map or, without maps, its counties in a table."""
    column = contents.report.matrix.columns[place]
    drawing = contents.drawings.get(f"verdicts:{column.requirement_id}")
    entry = contents.catalogue.entries[column.requirement_id]
    body: Block = (
        Figure(drawing) if drawing is not None else TableBlock(_county_table(contents, place))
    )
    notes = [
        requirement_sentence(contents, place),
        Text(f"规划原文：“{entry.quote}”", f"The plan’s words: “{entry.quote}”"),
    ]
    if entry.interpretation is not None:
        notes.append(entry.interpretation.text)
    title = requirement_sentence(contents, place, names=False)
    notes_said = join(notes, "\n", "\n")
    if column.reference:
        return Slide(_spare(title), (body,), notes_said, backup=True)
    return Slide(title, (body,), notes_said)


def _county_table(contents: Contents, place: int) -> Table:
    """One requirement in every county, in code order."""
    gaps = contents.report.matrix
    column = gaps.columns[place]
    columns = (
        Column("county", gaps.county_word, width_chars=16),
        Column("verdict", Text("评估结论", "Verdict"), width_chars=20),
        Column("sub", Text("说明", "Note"), width_chars=20),
    )
    rows = tuple((r.full_name, r.cells[place].word, r.cells[place].sub) for r in gaps.rows)
    return Table(f"counties_{place}", column.title, columns, rows)


def _unmet(contents: Contents) -> Slide:
    found = unmet_findings(contents)
    title, besides = unmet_title(contents), unmet_indicators(contents)
    if not found:
        open_ = Text("待核实的不在此列。", "What is to be verified is not among them.")
        return Slide(title, (Paragraph(besides or open_),), Text("", ""))
    said = tuple(unmet_sentence(contents, f) for f in found)
    if besides is not None:
        said = (*said, besides)
    return Slide(title, (Bullets(_shortened(said), numbered=True),), join(said, "\n", "\n"))


def _pending(contents: Contents) -> Slide | None:
    said = pending_sentences(contents)
    if not said:
        return None
    block = TableBlock(pending_table(contents))
    notes = join((open_counts(contents), *said), "\n", "\n")
    return Slide(open_title(contents), (block,), notes)


def _indicators(contents: Contents) -> Slide | None:
    said = indicator_sentence(contents)
    if said is None:
        return None
    columns = ("indicator", "base", "target", "label", "value", "verdict")
    table = contents.report.table("indicators")
    return Slide(indicator_title(contents), (TableBlock(table, columns),), said)


def _told(contents: Contents, section: Section, drawing: str, table: str) -> list[Slide]:
    """A section worked out elsewhere: its first sentence over its picture, then over its table."""
    said = contents.said.get(section, ())
    title = said[0] if said else SECTION_WORDS[section]
    notes = join(said, "\n", "\n") if said else Text("", "")
    slides = []
    if drawing in contents.drawings:
        slides.append(Slide(title, (Figure(contents.drawings[drawing]),), notes))
    if contents.report.has(table):
        found = contents.report.table(table)
        block = TableBlock(found, slide_columns(found))
        behind = bool(slides) and table in _BEHIND
        own = table_headline(contents, found)
        head = title if not slides else _spare(own) if behind else own
        slides.append(Slide(head, (block,), notes, backup=behind))
    if not slides and said:
        points = said[1:] or said
        slides.append(Slide(title, (Bullets(_shortened(points)),), notes))
    return slides


def _backup(contents: Contents) -> list[Slide]:
    """The tables the others rest on, for questions."""
    if not contents.wants(Section.SOURCES):
        return []
    report = contents.report
    gaps = report.table("gaps")
    basis = (
        Text(f"运行编号 {report.run_id}", f"Run {report.run_id}"),
        Text(
            f"要求目录版本 {report.catalogue_version[:12]}",
            f"Catalogue {report.catalogue_version[:12]}",
        ),
        *(
            Text(f"{v.name.zh}：{v.vintage.zh}", f"{v.name.en}: {v.vintage.en}")
            for v in report.vintages[: _LINES - 3]
        ),
        Text(
            f"全部 {len(report.vintages)} 项数据来源见汇报材料附件。",
            f"All {len(report.vintages)} sources of data: see the annex of the brief.",
        ),
    )
    return [
        Slide(
            _spare(table_headline(contents, gaps)),
            (TableBlock(gaps, slide_columns(gaps)),),
            Text("", ""),
            True,
        ),
        Slide(_spare(sources_headline(report)), (Bullets(basis),), Text("", ""), backup=True),
    ]


def _spare(title: Text) -> Text:
    """The title of a slide that is shown when somebody asks."""
    return Text(f"备用：{title.zh}", f"Backup: {title.en}")


def _shortened(said: tuple[Text, ...]) -> tuple[Text, ...]:
    if len(said) <= _LINES:
        return said
    left = len(said) - _LINES + 1
    more = Text(f"另有 {left} 项，见汇报材料。", f"{left} more: see the brief.")
    return (*said[: _LINES - 1], more)
