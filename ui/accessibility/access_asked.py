"""The controls of the page: which facilities, which people, how, within how many minutes."""

from __future__ import annotations

import math
import re
from collections import Counter

import streamlit as st

from analysis.accessibility.question import Question, default_group
from geo.people.demand import GROUP_WORDS, PeopleGroup
from geo.text import Text
from geo.travel.model import MODE_WORDS, TravelMode
from geo.travel.parameters import CUTOFF_LABEL, load_travel_parameters
from geo.vocabulary import WORDS, FacilityType
from ui import state
from ui.accessibility import access_people
from ui.language import language, say, word, written
from ui.plain_text import unmarked

MOST_CUTOFFS = 4
"""As many as there are shades that can be told apart, with one more for what lies beyond."""
LONGEST_MIN = 600.0
_CUTOFFS, _GROUP = "access_cutoffs", "access_group"
_GROUP_ABOUT = "access_group_about"


def question() -> Question:
    """What the reader asks, by the controls, which are drawn here."""
    chosen = state.view()
    cutoffs = _cutoffs()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        facility_type = _facility_type()
        mode = st.segmented_control(
            say("出行方式", "Travel"),
            list(TravelMode),
            format_func=written(MODE_WORDS),
            default=TravelMode.DRIVING,
            required=True,
            key="access_mode",
        )
        limit = _limit(cutoffs)
        group = _group(facility_type)
    return Question(
        chosen.city.code,
        facility_type,
        chosen.as_of,
        TravelMode(mode),
        group,
        cutoffs,
        limit,
    )


def _cutoffs() -> tuple[float, ...]:
    kept: tuple[float, ...] | None = st.session_state.get(_CUTOFFS)
    return kept or load_travel_parameters().cutoffs.minutes


def _facility_type() -> FacilityType:
    """All kinds, those with a point on record first."""
    layers, city = state.layers(), state.view().city.code
    here = [f for f in layers.facilities if f.city_code == city]
    known = Counter(f.facility_type for f in here)
    placed = Counter(f.facility_type for f in here if f.point is not None)
    order = list(FacilityType)
    kinds = sorted(order, key=lambda t: (not placed[t], not known[t], order.index(t)))
    most = max(kinds, key=lambda t: (placed[t], known[t], -order.index(t)))
    titles = {t: _kind_title(t, known[t], placed[t]) for t in kinds}
    chosen: FacilityType = st.selectbox(
        say("设施类型", "Facilities"),
        kinds,
        index=kinds.index(most),
        format_func=written(titles),
        key=f"access_type_{city}",
        width=350 if language() == "zh" else 430,
    )
    return chosen


def _kind_title(kind: FacilityType, known: int, placed: int) -> Text:
    name = WORDS[kind]
    if not known:
        return Text(f"{name.zh}（无记录）", f"{name.en} (none on record)")
    return Text(
        f"{name.zh}（{known} 处，有坐标 {placed}）", f"{name.en} ({placed} of {known} on map)"
    )


def _limit(cutoffs: tuple[float, ...]) -> float:
    """Which of the limits the headline is about."""
    usual = load_travel_parameters().cutoffs.limit_min
    chosen = st.segmented_control(
        say(f"时间上限（分钟，{CUTOFF_LABEL.zh}）", f"Limit in minutes ({CUTOFF_LABEL.en})"),
        cutoffs,
        format_func=lambda minutes: f"{minutes:g}",
        default=usual if usual in cutoffs else cutoffs[0],
        required=True,
        # Other limits are other buttons; the choice among the old ones is let go.
        key="access_limit_" + "_".join(f"{c:g}" for c in cutoffs),
    )
    return float(chosen)


def _group(facility_type: FacilityType) -> PeopleGroup:
    """Whose access it is; each kind of facility begins with the people it is for."""
    groups, usual = access_people.groups(), default_group(facility_type)
    known = st.session_state.get(_GROUP) in groups
    if not known or st.session_state.get(_GROUP_ABOUT) != facility_type:
        st.session_state[_GROUP_ABOUT] = facility_type
        st.session_state[_GROUP] = usual if usual in groups else PeopleGroup.ALL
    group: PeopleGroup = st.selectbox(
        say("人群", "People"),
        groups,
        format_func=written({g: GROUP_WORDS[g] for g in groups}),
        key=_GROUP,
        width=190,
    )
    return group


def cutoffs_input() -> None:
    """The limits as one line of numbers; what can't be used leaves the old ones and says why."""
    cutoffs = _cutoffs()
    written_now = "、".join(f"{c:g}" for c in cutoffs)
    if language() == "en":
        written_now = written_now.replace("、", ", ")
    typed = st.text_input(
        say("时间上限各档（分钟）", "Limits (minutes)"),
        value=written_now,
        key="access_cutoffs_typed",
        help=say(
            f"最多 {MOST_CUTOFFS} 档，从小到大。{CUTOFF_LABEL.zh}。",
            f"Up to {MOST_CUTOFFS}, ascending. {CUTOFF_LABEL.en.capitalize()}.",
        ),
    )
    wanted = parse_cutoffs(typed)
    if isinstance(wanted, Text):
        st.warning(unmarked(word(wanted)))
    elif wanted != cutoffs:
        st.session_state[_CUTOFFS] = wanted
        st.rerun()


def parse_cutoffs(typed: str) -> tuple[float, ...] | Text:
    """The limits in a line of numbers, ascending; or what is wrong with it."""
    parts = [part for part in re.split(r"[\s,，、;；/]+", typed.strip()) if part]
    found: set[float] = set()
    for part in parts:
        minutes = _minutes(part)
        if minutes is None:
            return _refused(Text(f"“{part}”不是一个分钟数", f"“{part}” is no number of minutes"))
        if not 0 < minutes <= LONGEST_MIN:
            return _refused(
                Text(
                    f"“{part}”不在 0 到 {LONGEST_MIN:g} 之间（不含 0）",
                    f"“{part}” is not above 0 and up to {LONGEST_MIN:g}",
                )
            )
        found.add(minutes)
    if not found:
        return _refused(Text("没有写分钟数", "There is no number"))
    if len(found) > MOST_CUTOFFS:
        return _refused(Text(f"写了 {len(found)} 档，太多", f"{len(found)} limits are too many"))
    return tuple(sorted(found))


def _minutes(part: str) -> float | None:
    """The number written; None where it is none, or not finite."""
    try:
        minutes = float(part)
    except ValueError:
        return None
    return minutes if math.isfinite(minutes) else None


def _refused(fault: Text) -> Text:
    return Text(
        f"{fault.zh}。请写 1 到 {MOST_CUTOFFS} 个不超过 {LONGEST_MIN:g} 的分钟数，"
        "例如 15、30、45、60。先按原来的计算。",
        f"{fault.en}. Write 1 to {MOST_CUTOFFS} numbers of minutes up to {LONGEST_MIN:g}, such as"
        " 15, 30, 45, 60. The ones before are kept.",
    )
