"""What every slide carries beside its content: part of the talk, foot, and the opening slide."""

from __future__ import annotations

from analysis.report.papers.document import Deck, Figure, Slide
from analysis.report.papers.slides.boxes import (
    FOOT_MM,
    SIDE_MM,
    Box,
    Line,
    Page,
    Place,
    Room,
    Run,
    Words,
)
from analysis.report.papers.slides.measure import text_mm
from analysis.report.report import DEMONSTRATION_NOTICE, PUBLIC_MARK, Paper, state_words
from analysis.report.sheet_style import DEMO_FILL, DEMO_INK, INK_2, MUTE
from geo.text import Language, Text

_FOR = Text("残疾人工作委员会会议汇报材料", "For the disability working committee")
_RUN = Text("运行编号", "Run")
_SMALL = 10.0
_PRIMARY = "#1F3A56"


def over_title(slide: Slide, language: Language, room: Room) -> list[Box]:
    """The part of the talk over the title; nothing in an office's own template."""
    said = slide.section.get(language)
    if room.own or not said:
        return []
    place = Place(room.title.left, room.title.top - 7.0, room.title.width, 7.0)
    return [Words(place, (Line((Run(said, colour=MUTE),), 12.0),))]


def foot_words(
    paper: Paper, slide: Slide, number: int, language: Language, room: Room
) -> tuple[Words, ...]:
    """City, day, state, run, source and map warning at the left; marks and number at the right."""
    gap = "　" if language == "zh" else "   "
    lines = [gap.join(_about(paper, language))]
    more = [slide.source.get(language)]
    if any(isinstance(b, Figure) for b in slide.body):
        more.append(paper.map_notice.get(language))
    said = gap.join(m for m in more if m)
    return _foot([said, lines[0]] if said else lines, paper, number, language, room)


def _about(paper: Paper, language: Language) -> list[str]:
    city = Text(paper.city.name_zh, paper.city.name_en)
    state = state_words(paper.state, paper.revision)
    run = f"{_RUN.get(language)} {paper.run_id}"
    as_of = Text(f"截至 {paper.as_of.isoformat()}", f"As of {paper.as_of.isoformat()}")
    return [city.get(language), as_of.get(language), state.get(language), run]


def _foot(
    lines: list[str], paper: Paper, number: int, language: Language, room: Room
) -> tuple[Words, ...]:
    left, wide = SIDE_MM * room.width / 338.7, room.width
    top = room.height - FOOT_MM - 2.0
    marks = " · ".join(mark.get(language) for mark in paper.marks)
    share = 0.8
    inner = wide - 2 * left
    about = Place(left, top, inner * share, FOOT_MM)
    right = Place(left + inner * share, top, inner * (1 - share), FOOT_MM)
    runs = tuple(Line((Run(line, colour=MUTE),), _SMALL) for line in lines)
    end = (Run(f"{marks}　", bold=True, colour=INK_2), Run(str(number), colour=MUTE))
    return (
        Words(about, runs, middle=True),
        Words(right, (Line(end, _SMALL),), align="right", middle=True),
    )


def opening_page(deck: Deck, language: Language, room: Room) -> Page:
    """The first slide: for whom, the title, day and state, the mark of demonstration data."""
    paper, wide = deck.paper, room.width - 2 * SIDE_MM
    title = deck.title.get(language)
    points = next(
        (p for p in (40.0, 36.0, 32.0, 28.0) if text_mm(title, p, wide, bold=True) <= 36.0), 24.0
    )
    across = room.height / 190.5
    # On an office's own ground its own colour is read, ours may not be.
    quiet = "" if room.own else MUTE
    under = tuple(Line((Run(u.get(language), colour=quiet),), 18.0) for u in deck.under)
    boxes: list[Box] = []
    if not room.own and PUBLIC_MARK not in paper.marks:
        place = Place(SIDE_MM, 38.0 * across, wide, 10.0)
        said = Line((Run(_FOR.get(language), colour=_PRIMARY),), 18.0)
        boxes.append(Words(place, (said,), align="center"))
    if paper.demonstration:
        warning = Line((Run(DEMONSTRATION_NOTICE.get(language), colour=DEMO_INK),), 14.0)
        place = Place(room.width * 0.14, 142.0 * across, room.width * 0.72, 17.0)
        boxes.append(Words(place, (warning,), DEMO_FILL, "#E69F00", "center", middle=True))
    return Page(
        title,
        Place(SIDE_MM, 54.0 * across, wide, 40.0),
        points,
        tuple(boxes),
        _foot(["　".join(_about(paper, language))], paper, 1, language, room),
        "",
        opening=True,
        under=Words(Place(SIDE_MM, 100.0 * across, wide, 32.0), under, align="center"),
    )
