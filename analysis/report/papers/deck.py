"""The slides 幻灯片: the finding as title, one table, map or list each; backup tables behind.

A meeting looks at ten to fourteen slides with the title. What weighs least is left to the brief,
and the last slide says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.report.own_sources import source_line
from analysis.report.papers.brief import brief_title, under_title
from analysis.report.papers.contents import SECTION_WORDS, Contents, Section
from analysis.report.papers.deck_findings import (
    indicator_slide,
    overview_slide,
    pending_slide,
    requirement_slide,
    unmet_slide,
)
from analysis.report.papers.deck_points import (
    access_points,
    colours,
    facility_blocks,
    project_points,
    retrofit_points,
    said_points,
)
from analysis.report.papers.document import (
    MOST_SLIDES,
    Bullets,
    Deck,
    Figure,
    Points,
    Slide,
    SlideBlock,
    TableBlock,
)
from analysis.report.papers.headlines import sources_headline, table_headline, titled
from analysis.report.papers.short_tables import short_named, slide_columns
from analysis.report.papers.wording import records_sentence
from analysis.requirements.schema import Force
from geo.text import Text, join

_LEAST = 10
"""Slides of a deck of all sections, the title among them, as in ``MOST_SLIDES``."""
_FILL = 9
"""Weight of what is shown only where there are fewer than ``_LEAST``."""
_NOTHING = Text("", "")
_RECKONED = Text(
    "资料来源：测算，数据与参数见汇报材料附件",
    "Reckoned; data and parameters: annex of the brief",
)

_MORE_OF_TARGETS = Text(
    "测算依据、历史走势和上级目标见汇报材料“2026—2030 年目标建议”一节。",
    "Basis, trend and goals above: see the part on proposed targets of the brief.",
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A slide and its weight: 0 is always shown, the highest is left out first."""

    slide: Slide
    weight: int


def deck_of(contents: Contents) -> Deck:
    """The slides of the chosen sections that have something to say, the backup tables last."""
    found = [_Candidate(_in(Section.OVERVIEW, overview_slide(contents)), 0)]
    for section, make in (
        (Section.COUNTIES, _counties),
        (Section.UNMET, _unmet),
        (Section.PENDING, _pending),
        (Section.INDICATORS, _indicators),
        (Section.ACCESS, _access),
        (Section.PROJECTS, _projects),
        (Section.RETROFIT, _retrofit),
        (Section.TARGETS, _targets),
        (Section.GAPS, _gaps),
        (Section.SOURCES, _parameters),
    ):
        if contents.wants(section):
            found += [replace(c, slide=_in(section, c.slide)) for c in make(contents)]
    if contents.asked:
        title = Text("提请残工委议定事项", "For the working committee to decide")
        asked = Slide(title, (Bullets(contents.asked, numbered=True),), _NOTHING)
        found.append(_Candidate(replace(asked, section=Text("议定事项", "To decide")), 0))
    room = MOST_SLIDES - 1 - contents.wants(Section.SOURCES)
    kept, left = _chosen(found, room, _LEAST - 1 - contents.wants(Section.SOURCES))
    slides = sorted((c.slide for c in kept), key=lambda s: s.backup)
    if contents.wants(Section.SOURCES):
        slides.append(_sources(contents, [c.slide.title for c in left if c.weight < _FILL]))
    usual = source_line(contents.report.evidence)
    slides = [s if s.source.zh else replace(s, source=usual) for s in slides]
    shown = tuple(titled(s) for s in slides)
    return Deck(contents.report, brief_title(contents), under_title(contents), shown)


def _chosen(
    found: list[_Candidate], room: int, least: int
) -> tuple[list[_Candidate], list[_Candidate]]:
    """Those shown and those left out, each in the order of the talk."""
    order = sorted(range(len(found)), key=lambda i: (found[i].weight, i))
    shown = {i for i in order[:room] if found[i].weight < _FILL}
    for i in order[:room]:
        if found[i].weight >= _FILL and len(shown) < least:
            shown.add(i)
    kept = [c for i, c in enumerate(found) if i in shown]
    return kept, [c for i, c in enumerate(found) if i not in shown]


def _in(section: Section, slide: Slide) -> Slide:
    """The slide with the part of the talk over its title."""
    words = SECTION_WORDS[section]
    if slide.backup:
        words = Text(f"备用 · {words.zh}", f"Backup · {words.en}")
    return replace(slide, section=words)


def _counties(contents: Contents) -> list[_Candidate]:
    found = []
    if "facilities" in contents.drawings:
        found.append(_Candidate(_facilities(contents), 4))
    for place, column in enumerate(contents.report.matrix.columns):
        if column.absent:
            continue
        binding = contents.catalogue.entries[column.requirement_id].force is Force.BINDING
        slide = requirement_slide(contents, place)
        weight = 6 if column.reference else 1 if binding else 4
        found.append(_Candidate(_spare(slide) if column.reference else slide, weight))
    return found


def _facilities(contents: Contents) -> Slide:
    """Where the facilities are that are on record."""
    facilities = contents.report.facilities
    placed = sum(f.point is not None for f in facilities)
    title = Text(
        f"台账现有设施 {len(facilities)} 处，其中有坐标、已上图的 {placed} 处",
        f"{len(facilities)} facilities on record, {placed} of them with a point on the map",
    )
    if not facilities:
        title = Text("台账尚无设施记录", "No facility is on record yet")
    body = (Figure(contents.drawings["facilities"]), *facility_blocks(contents))
    return Slide(title, body, records_sentence(contents))


def _unmet(contents: Contents) -> list[_Candidate]:
    slide = unmet_slide(contents)
    return [] if slide is None else [_Candidate(slide, 0)]


def _pending(contents: Contents) -> list[_Candidate]:
    slide = pending_slide(contents)
    return [] if slide is None else [_Candidate(slide, 0)]


def _indicators(contents: Contents) -> list[_Candidate]:
    slide = indicator_slide(contents)
    return [] if slide is None else [_Candidate(slide, 2)]


def _access(contents: Contents) -> list[_Candidate]:
    said = contents.said.get(Section.ACCESS, ())
    points = access_points(contents)
    slides = _told(contents, Section.ACCESS, "coverage", points or said_points(said[1:]))
    found = [_Candidate(s, 2) for s in slides]
    if contents.report.has("access_counties"):
        table = _table_slide(contents, "access_counties", Section.ACCESS)
        found.append(_Candidate(_spare(table) if found else table, 5))
    return found


def _projects(contents: Contents) -> list[_Candidate]:
    if not contents.report.has("projects"):
        said = contents.said.get(Section.PROJECTS, ())
        return [_Candidate(_list(said), 0)] if said else []
    table = _table_slide(contents, "projects", Section.PROJECTS)
    slides = _told(contents, Section.PROJECTS, "layout", project_points(contents))
    if not slides or not isinstance(slides[0].body[0], Figure):
        first = replace(table, title=contents.said[Section.PROJECTS][0])
        return [_Candidate(first, 0), _yearly(contents)]
    return [_Candidate(slides[0], 0), _Candidate(_spare(table), 3), _yearly(contents)]


def _yearly(contents: Contents) -> _Candidate:
    return _Candidate(_spare(_table_slide(contents, "yearly", Section.PROJECTS)), 5)


def _retrofit(contents: Contents) -> list[_Candidate]:
    said = contents.said.get(Section.RETROFIT, ())
    points = said_points(said[1:])
    if "retrofit" not in contents.drawings and said:
        slide = Slide(said[0], (retrofit_points(contents, said[1:]),), _notes(said))
        found = [_Candidate(slide, 2)]
    else:
        slides = _told(contents, Section.RETROFIT, "retrofit", points)
        found = [_Candidate(s, 2) for s in slides]
    if contents.report.has("retrofit"):
        table = _table_slide(contents, "retrofit", Section.RETROFIT)
        found.append(_Candidate(_spare(table), 5))
    return found


def _targets(contents: Contents) -> list[_Candidate]:
    if not contents.report.has("targets"):
        return []
    return [_Candidate(_table_slide(contents, "targets", Section.TARGETS), 1)]


def _gaps(contents: Contents) -> list[_Candidate]:
    return [_Candidate(_spare(_table_slide(contents, "gaps", Section.GAPS)), 1)]


def _parameters(contents: Contents) -> list[_Candidate]:
    """What the numbers were worked out with, where the talk has room for it."""
    if not contents.report.has("parameters"):
        return []
    slide = _table_slide(contents, "parameters", Section.SOURCES)
    return [_Candidate(_spare(replace(slide, source=_RECKONED)), _FILL)]


def _told(contents: Contents, section: Section, drawing: str, points: Points | None) -> list[Slide]:
    """A section worked out elsewhere: its first sentence over its picture, words beside it."""
    said = contents.said.get(section, ())
    if drawing not in contents.drawings:
        return [_list(said)] if said else []
    title = said[0] if said else contents.drawings[drawing].title
    beside: tuple[SlideBlock, ...] = () if points is None else (points,)
    if drawing == "coverage":
        beside = (*colours(contents.drawings[drawing]), *beside)
    body = (Figure(contents.drawings[drawing]), *beside)
    return [Slide(title, body, _notes(said), source=_RECKONED)]


def _list(said: tuple[Text, ...]) -> Slide:
    """The sentences: the first as title, the others as points."""
    points = said_points(said[1:] or said)
    return Slide(said[0], () if points is None else (points,), _notes(said), source=_RECKONED)


def _table_slide(contents: Contents, table_id: str, section: Section) -> Slide:
    table = contents.report.table(table_id)
    said = contents.said.get(section, ()) if section is not Section.SOURCES else ()
    named = short_named(table, contents.counties)
    title = table_headline(contents, table)
    if table_id == "targets":
        title = said[0] if said else title
        named = replace(named, notes=(_MORE_OF_TARGETS,))
    block = TableBlock(named, slide_columns(table))
    return Slide(title, (block,), _notes(said))


def _notes(said: tuple[Text, ...]) -> Text:
    return join(said, "\n", "\n") if said else _NOTHING


def _sources(contents: Contents, left: list[Text]) -> Slide:
    """What the numbers rest on, and what is left to the brief."""
    report = contents.report
    version = report.catalogue_version[:12]
    basis = [
        Text(
            f"运行编号 {report.run_id}，要求目录版本 {version}",
            f"Run {report.run_id}, catalogue {version}",
        ),
        *(
            Text(f"{v.name.zh}：{v.vintage.zh}", f"{v.name.en}: {v.vintage.en}")
            for v in report.vintages[:4]
        ),
        Text(
            f"全部 {len(report.vintages)} 项数据来源见汇报材料附件。",
            f"All {len(report.vintages)} sources of data: see the annex of the brief.",
        ),
    ]
    if left:
        listed = join([_plain(t) for t in left], "；", "; ")
        said = Text(
            f"限于篇幅没有列入幻灯片，见汇报材料：{listed.zh}。",
            f"Not among the slides for want of room, told in the brief: {listed.en}.",
        )
        basis.append(said)
    title = sources_headline(report)
    slide = Slide(title, (Bullets(tuple(basis)),), _notes(contents.said.get(Section.SOURCES, ())))
    return _in(Section.SOURCES, _spare(slide))


def _plain(title: Text) -> Text:
    """A title inside a sentence."""
    zh, en = title.zh.removeprefix("备用："), title.en.removeprefix("Backup: ")
    return Text(zh.rstrip("。"), en.rstrip("."))


def _spare(slide: Slide) -> Slide:
    """A slide that is shown when somebody asks."""
    title = Text(f"备用：{slide.title.zh}", f"Backup: {slide.title.en}")
    return replace(slide, title=title, backup=True)
