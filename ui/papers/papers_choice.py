"""What the reader wants in the papers: parts, maps, service, scenario, matters to decide."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analysis.report.papers.access import default_service
from analysis.report.papers.contents import ANNEXES, SECTION_WORDS, Section
from geo.reading.contacts import holds_personal_number
from geo.text import Language, Text
from geo.vocabulary import WORDS, FacilityType
from ui import state
from ui.language import language, say, word, written
from ui.papers.papers_audience import LEFT_OUT, Audience
from ui.papers.papers_kept import keep, kept
from ui.plain_text import unmarked
from ui.scenarios import scenario_keeping
from ui.scenarios.scenario_kept import Kept
from ui.scenarios.scenario_words import has_plan

LONGEST_ASKED = 2_000
MOST_ASKED = 12
"""Matters a committee can decide in one meeting, and what a slide holds."""
PUBLIC = frozenset({Section.OVERVIEW, Section.INDICATORS, Section.ACCESS})
"""What a reader can choose of the public edition."""
IN_PUBLIC = PUBLIC | {Section.SOURCES}
"""What the public edition can have: its sources always go with it."""
_FROZEN = Text("定稿时没有", "not in the frozen assessment")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the papers are to hold, beside the findings."""

    audience: Audience
    maps: bool
    text_notes: bool
    language: Language
    facility_type: FacilityType | None
    scenario: Kept | None
    asked: tuple[Text, ...]

    @property
    def internal(self) -> bool:
        """Whether they are 内部资料; else the public edition."""
        return self.audience is not Audience.PUBLIC


def extras(*, internal: bool) -> tuple[bool, bool]:
    """Whether maps go in, and the notes on the texts."""
    if not internal:
        return False, False
    with st.container(horizontal=True):
        maps = _check(
            "maps", say("附地图（内部工作底图，不得公开）", "With maps (internal)"), default=True
        )
        frozen = state.frozen() is not None
        notes = not frozen and _check(
            "text_notes",
            say("附口径与文本需说明事项", "With the notes on the plan’s texts"),
            default=False,
        )
    return maps, notes


def service() -> FacilityType | None:
    """Whose reach the papers tell of; none: of none."""
    city = state.view().city.code
    # To a frozen assessment later reckonings are added only when the reader asks for them.
    frozen = state.frozen() is not None
    usual = None if frozen else default_service(state.layers(), city)
    kinds: list[FacilityType | None] = [None, *FacilityType]
    key = f"service_{city}_{'frozen' if frozen else 'now'}"
    wanted = kept(key, usual)
    titles: dict[FacilityType | None, Text] = {None: Text("不写入", "None"), **WORDS_OF_TYPES}
    chosen: FacilityType | None = st.selectbox(
        say("可达性：哪类服务", "Access: which service"),
        kinds,
        index=kinds.index(wanted) if wanted in kinds else 0,
        format_func=written(titles),
        # (what is chosen would still be shown in the other language)
        key=f"papers_{key}_{language()}",
        help=say(
            "按“可达性”页所用的人口与出行时间计算；时间上限为研究惯例。",
            "By the people and travel times the page Access goes by; the minutes are research"
            " convention.",
        ),
    )
    keep(key, chosen)
    return chosen


WORDS_OF_TYPES: dict[FacilityType | None, Text] = {t: WORDS[t] for t in FacilityType}


def scenario() -> Kept | None:
    """The stored scenario 比选方案 that goes in; none unless the reader chooses one."""
    held = {k.scenario_id: k for k in usable_scenarios()}
    if not held:
        return None
    key = f"scenario_{state.view().city.code}_{state.view().demonstration}"
    ids = ["", *held]
    wanted = kept(key, "")
    names = {i: k.name for i, k in held.items()}
    nothing = say("不写入", "None")
    chosen = st.selectbox(
        say("拟建项目：哪个方案", "Proposed projects: which scenario"),
        ids,
        index=ids.index(wanted) if wanted in ids else 0,
        format_func=lambda i: names.get(i, nothing),
        key=f"papers_{key}_{language()}",
    )
    keep(key, chosen)
    return held.get(chosen)


def usable_scenarios() -> tuple[Kept, ...]:
    """The stored scenarios with a plan for the day and the kind of data of the papers."""
    chosen = state.view()
    return tuple(
        k
        for k in scenario_keeping.all_kept()
        if has_plan(k.plan)
        and k.plan.question.as_of == chosen.as_of
        and k.plan.demonstration == chosen.demonstration
    )


def matters() -> tuple[Text, ...]:
    """What the committee is asked to decide: one a line, as the office wrote it."""
    key = f"asked_{state.view().city.code}_{state.view().demonstration}"
    typed = st.text_area(
        say("提请残工委议定的事项（一行一项，可不填）", "For the committee to decide, one a line"),
        value=kept(key, ""),
        max_chars=LONGEST_ASKED,
        height=92,
        key=f"papers_{key}",
        help=say(
            "写事项，不写个人姓名、电话、证件号。只留在本页面：刷新或关闭后要重填。",
            "Matters only: no names, no numbers. Kept while the page is open: a reload empties it.",
        ),
    )
    keep(key, typed)
    lines = [" ".join(line.split()) for line in typed.splitlines()]
    lines = [line for line in lines if line]
    refused = [line for line in lines if holds_personal_number(line)]
    for line in refused:
        said = Text(
            f"“{line}”里有电话或证件号码，没有写入材料。",
            f"“{line}” holds a telephone or identity number and was left out.",
        )
        st.error(unmarked(word(said)))
    wanted = [line for line in lines if line not in refused]
    if len(wanted) > MOST_ASKED:
        st.warning(
            say(
                f"一次会议最多 {MOST_ASKED} 项，后面的没有写入。",
                f"At most {MOST_ASKED} matters; the rest were left out.",
            )
        )
    return tuple(Text(line, line) for line in wanted[:MOST_ASKED])


def sections(
    audience: Audience, told: frozenset[Section], why_not: dict[Section, Text]
) -> frozenset[Section]:
    """The parts wanted, of those with something to say; the others stand grey with the reason."""
    left, right = st.columns(2, gap="small")
    main = [s for s in Section if s not in ANNEXES]
    wanted = set()
    for column, title, parts in (
        (left, say("正文", "Brief"), main),
        (right, say("附件", "Annexes"), ANNEXES),
    ):
        with column:
            st.caption(title)
            for section in parts:
                if audience is Audience.PUBLIC and section not in IN_PUBLIC:
                    continue
                if section in told:
                    name = word(SECTION_WORDS[section])
                    usual = section not in LEFT_OUT[audience]
                    if _check(f"section_{audience}_{section}", name, default=usual):
                        wanted.add(section)
                else:
                    _grey(section, why_not.get(section, _NOTHING))
    return frozenset(wanted)


_NOTHING = Text("没有内容", "nothing to say")


def reasons(choice: Choice) -> dict[Section, Text]:
    """Why a part that has nothing to say has nothing."""
    frozen = state.frozen() is not None
    found = {Section.INDICATORS: Text("本市规划没有指标表", "the city’s plan has no such table")}
    found[Section.ACCESS] = Text("没有选服务", "no service chosen")
    if choice.scenario is not None:
        found[Section.PROJECTS] = Text("所选方案没有项目", "the scenario has no project")
    elif usable_scenarios():
        found[Section.PROJECTS] = Text("没有选方案", "no scenario chosen")
    else:
        found[Section.PROJECTS] = Text("还没有此时点的比选方案", "no scenario for this day yet")
    found[Section.RETROFIT] = Text("“改造”页还没有计划", "no plan under Retrofit yet")
    if frozen:
        found[Section.RETROFIT] = _FROZEN
    if not choice.internal:
        found[Section.SOURCES] = Text("必附", "always")
    return found


def _grey(section: Section, why: Text) -> None:
    name = SECTION_WORDS[section]
    label = Text(f"{name.zh}（{why.zh}）", f"{name.en} ({why.en})")
    always = section is Section.SOURCES
    st.checkbox(word(label), value=always, disabled=True, key=f"papers_none_{section}")


def _check(name: str, label: str, *, default: bool) -> bool:
    ticked = st.checkbox(label, value=kept(name, default), key=f"papers_{name}")
    keep(name, ticked)
    return ticked
