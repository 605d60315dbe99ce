"""县情单 on screen, and the row of buttons above it. Downloads stand beside it on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from analysis.report.county_sheet import CountySheet, EvidenceLine, FacilityLine, FindingBlock
from geo.text import Language, Text
from ui.components.assets import script, style
from ui.components.facility_marks import mark_data
from ui.components.matrix import cell_data
from ui.components.triggers import trigger, triggers

_WORDS = {
    "sheet": Text("县情单", "County sheet"),
    "reason": Text("理由", "Why"),
    "measured": Text("实测", "Measured"),
    "evidence": Text("佐证", "Evidence"),
    "next": Text("下一步", "Next step"),
    "notes": Text("文本说明", "On the text"),
    "missing": Text("还缺", "Missing"),
    "ask": Text("向谁要", "Ask"),
    "comma": Text("，", ", "),
    "facilities": Text("设施清单", "Facilities"),
    "name": Text("名称", "Name"),
    "held": Text("级别 ・ 举办", "Level ・ run by"),
    "status": Text("状态", "Status"),
    "opened": Text("投用日期", "Opened"),
    "counted": Text("计入", "Counted"),
    "noFacilities": Text(
        "还没有登记的设施。没有登记不等于没有。",
        "No facility is recorded yet. Not recorded does not mean there is none.",
    ),
}
_NAVIGATION_WORDS = {
    "navigation": Text("县情单导航", "County sheets"),
    "back": Text("返回总表", "Back to the table"),
    "previous": Text("上一个：", "Previous:"),
    "next": Text("下一个：", "Next:"),
}
_FACILITIES = Text("设施 {n} 条", "Facilities: {n}")
_FIRST = Text("设施 {n} 条，列出前 {shown} 条", "Facilities: {n}, the first {shown} listed")
_MORE = Text("另有 {n} 条没有列出", "{n} more are not listed")
_MOST_FACILITIES = 200
_MOST_EVIDENCE = 40
"""What one click can carry; the check sheet and the workbook have all of it."""

_sheet = st.components.v2.component(
    "planner_county_sheet", css=style("county_sheet"), js=script("county_sheet")
)
_navigation = st.components.v2.component(
    "planner_sheet_navigation", css=style("sheet_navigation"), js=script("sheet_navigation")
)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A county one step away in code order."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class NavigationEvent:
    """What the reader did in this run: back to the table, or to another county."""

    back: bool = False
    open: str | None = None


def county_sheet_data(view: CountySheet, language: Language) -> dict[str, Any]:
    """The sheet as the script reads it."""
    operating = {line.facility_id: line.operating for line in view.facilities}
    return {
        "language": language,
        "words": {name: text.get(language) for name, text in _WORDS.items()},
        "name": view.full_name.get(language),
        "population": [text.get(language) for text in view.population],
        "findings": [_finding(block, language, operating) for block in view.findings],
        "facilities": [_facility(line, language) for line in view.facilities[:_MOST_FACILITIES]],
        "facilitiesHeading": _heading(len(view.facilities)).get(language),
        "lastChecked": view.last_checked.get(language) if view.last_checked else None,
    }


def _heading(facilities: int) -> Text:
    if facilities <= _MOST_FACILITIES:
        return _FACILITIES.fill(n=facilities)
    return _FIRST.fill(n=facilities, shown=_MOST_FACILITIES)


def county_sheet(view: CountySheet, *, language: Language, key: str) -> None:
    """Draws the sheet."""
    _sheet(key=key, data=county_sheet_data(view, language))


def sheet_navigation(
    *,
    previous: Neighbour | None,
    next_: Neighbour | None,
    language: Language,
    key: str,
    on_back: Callable[[], None] | None = None,
    on_open: Callable[[str], None] | None = None,
) -> NavigationEvent:
    """Draws 返回总表 and the buttons to the neighbours; ``on_open`` gets the county's code."""
    result = _navigation(
        key=key,
        data={
            "language": language,
            "words": {name: text.get(language) for name, text in _NAVIGATION_WORDS.items()},
            "previous": _neighbour(previous, language),
            "next": _neighbour(next_, language),
        },
        **triggers(key, back=(lambda _: on_back()) if on_back else None, open=on_open),
    )
    return NavigationEvent(trigger(result, "back") is not None, trigger(result, "open"))


def _neighbour(place: Neighbour | None, language: Language) -> dict[str, str] | None:
    return None if place is None else {"code": place.code, "name": place.name.get(language)}


def _finding(
    block: FindingBlock, language: Language, operating: Mapping[str, bool]
) -> dict[str, Any]:
    def said(text: Text | None) -> str | None:
        return None if text is None else text.get(language)

    return {
        **cell_data(block.cell, language),
        "verdictNote": said(block.verdict_note),
        "title": block.title.get(language),
        "under": block.under.get(language),
        "quote": _quoted(block.quote),
        "measured": said(block.measured),
        "evidence": [
            *(
                _evidence(line, language, dashed=not operating.get(line.record_id, True))
                for line in block.evidence[:_MOST_EVIDENCE]
            ),
            *_unlisted(len(block.evidence) - _MOST_EVIDENCE, language),
        ],
        "next": said(block.next_step),
        "reason": block.reason.get(language),
        "missing": [
            {"what": what.get(language), "ask": ask.get(language)} for what, ask in block.missing
        ],
        "flags": [flag.get(language) for flag in block.flags],
        "notes": [note.get(language) for note in block.notes],
    }


def _quoted(words: str) -> str:
    """The plan's words in its own quotation marks, whichever language the page is in."""
    return f"“{words}”" if words and not words.startswith("“") else words


def _evidence(line: EvidenceLine, language: Language, *, dashed: bool) -> dict[str, Any]:
    return {
        "mark": mark_data(line.facility_type, dashed=dashed),
        "text": line.text.get(language),
        "why": line.why.get(language),
        "source": line.source,
        "counts": line.counts,
    }


def _unlisted(count: int, language: Language) -> list[dict[str, Any]]:
    """A line that says how many lines of evidence are left out; none when none are."""
    if count <= 0:
        return []
    text = _MORE.fill(n=count).get(language)
    return [{"mark": None, "text": text, "why": "", "source": "", "counts": None}]


def _facility(line: FacilityLine, language: Language) -> dict[str, Any]:
    return {
        "mark": mark_data(line.facility_type, dashed=not line.operating),
        "name": line.name,
        "held": line.level_and_operation.get(language),
        "status": line.status.get(language),
        "opened": line.opened.get(language),
        "counted": line.counted.get(language),
        "source": line.source,
    }
