"""The settings folded away: requirements, service and people, years, priorities, the search."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.accessibility.question import default_group
from analysis.planning.scenarios.held import default_held, optional_held
from analysis.planning.scenarios.question import PLAN_YEARS
from analysis.requirements.catalogue import Catalogue
from geo.layers import County
from geo.people.demand import GROUP_WORDS, PeopleGroup
from geo.records import Facility
from geo.text import Text
from geo.travel.model import MODE_WORDS, TravelMode
from geo.travel.parameters import CUTOFF_LABEL, load_travel_parameters
from geo.vocabulary import OPERATING, WORDS, FacilityType
from ui import state
from ui.accessibility import access_people
from ui.language import say, word, written
from ui.siting.siting_kept import keep, own_sites, store, widget
from ui.siting.siting_limits import clear_button, limit_input

WAN = 10_000.0
LONGEST_MIN = 600.0
_SERVICES = (
    FacilityType.CARE,
    FacilityType.REHABILITATION,
    FacilityType.COMPREHENSIVE,
    FacilityType.SPECIAL_SCHOOL,
    FacilityType.MENTAL_HEALTH_COMMUNITY,
)


def held() -> tuple[tuple[str, ...], bool]:
    """The requirements as ticks, binding ones on; and whether a county without sites is no plan."""
    catalogue, city = state.catalogue(), state.view().city.code
    usual = default_held(catalogue, city)
    st.markdown(f"**{say('必须满足的要求', 'Requirements to be met')}**")
    st.caption(
        say(
            "约束性要求默认勾选；推进性、许可性和参照要求由您决定，不勾选不影响结论。",
            "Binding ones are ticked. Directional, permissive and reference ones are your choice.",
        )
    )
    ticked = []
    for requirement_id in (*usual, *optional_held(catalogue, city)):
        on = st.checkbox(
            word(requirement_label(catalogue, requirement_id)),
            key=widget(f"held_{requirement_id}", requirement_id in usual),
        )
        if keep(f"held_{requirement_id}", on):
            ticked.append(requirement_id)
    strict = st.checkbox(
        say(
            "有县没有可用的备选点时，算作无解（不勾选：该县列为“没有安排”，其他县照常）",
            "No plan at all when a county has no usable site (else it is left out by name)",
        ),
        key=widget("strict", False),
    )
    return tuple(ticked), keep("strict", strict)


def requirement_label(catalogue: Catalogue, requirement_id: str) -> Text:
    """A requirement with its section and the plan's own verb: 三者有其一（三(六)3 · 确保）."""
    entry = catalogue.entries[requirement_id]
    inside = " · ".join(filter(None, (entry.section, entry.label_or_verb)))
    return Text(f"{entry.name.zh}（{inside}）", f"{entry.name.en} ({inside})")


def service() -> tuple[FacilityType, PeopleGroup, TravelMode, float]:
    """Which facilities, for whom, how they travel, within how many minutes."""
    kinds = [*_SERVICES, *(t for t in FacilityType if t not in _SERVICES)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        service = keep(
            "service",
            FacilityType(
                st.selectbox(
                    say("看哪类设施的可达性", "Reach of which facilities"),
                    kinds,
                    format_func=written({k: WORDS[k] for k in kinds}),
                    key=widget("service", kinds[0]),
                    width=210,
                )
            ),
        )
        groups, usual = access_people.groups(), default_group(service)
        name = f"group_{service}"
        group = keep(
            name,
            PeopleGroup(
                st.selectbox(
                    say("人群", "People"),
                    groups,
                    format_func=written({g: GROUP_WORDS[g] for g in groups}),
                    key=widget(name, usual if usual in groups else PeopleGroup.ALL),
                    width=190,
                )
            ),
        )
        mode = keep(
            "mode",
            TravelMode(
                st.selectbox(
                    say("出行方式", "Travel"),
                    list(TravelMode),
                    format_func=written(MODE_WORDS),
                    key=widget("mode", TravelMode.DRIVING),
                    width=120,
                )
                or TravelMode.DRIVING
            ),
        )
        cutoff = keep(
            "cutoff",
            float(
                st.number_input(
                    say("时间上限（分钟）", "Limit (minutes)"),
                    min_value=1.0,
                    max_value=LONGEST_MIN,
                    step=5.0,
                    format="%.0f",
                    key=widget("cutoff", float(load_travel_parameters().cutoffs.limit_min)),
                    width=150,
                )
            ),
        )
    st.caption(
        say(
            f"分钟数是{CUTOFF_LABEL.zh}，规划没有规定。",
            f"Minutes: {CUTOFF_LABEL.en}; the plans set none.",
        )
    )
    return service, group, mode, cutoff


def by_year() -> tuple[tuple[tuple[int, float], ...], bool]:
    """Budgets of single years in one row, empty: no limit; whether what is left is carried over."""
    st.markdown(f"**{say('分年预算（万元，可不填）', 'Budget by year (10,000 yuan, optional)')}**")
    found = []
    for year, column in zip(PLAN_YEARS, st.columns(len(PLAN_YEARS), gap="small"), strict=True):
        with column:
            typed = limit_input(f"budget_{year}", str(year), None, most=1_000_000.0, step=100.0)
        if typed is not None:
            found.append((year, float(typed) * WAN))
    names = [f"budget_{year}" for year in PLAN_YEARS]
    clear_button(names, say("各年都不限", "No limit in any year"), "years")
    carry_over = st.checkbox(
        say("当年没有用完的，结转到以后年度", "What a year leaves is carried over to later years"),
        key=widget("carry_over", True),
    )
    st.caption(
        say(
            "建设周期是假定，可在“备选点”表里改：费用按周期平均分摊到各年。",
            "Years to build are assumed and can be changed in the table of candidates; the cost"
            " falls evenly on them.",
        )
    )
    return tuple(found), keep("carry_over", carry_over)


def priority(counties: Sequence[County]) -> tuple[tuple[str, ...], float]:
    """Counties that come first, and how often their people count."""
    names = {c.code: Text(c.short_zh, c.short_en) for c in counties}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.multiselect(
            say("优先的县（市、区）", "Priority counties"),
            list(names),
            format_func=written(names),
            placeholder=say("没有", "none"),
            key=widget("priority", []),
            width=330,
        )
        weight = st.number_input(
            say("其人口按几倍计", "Their people count"),
            min_value=1.0,
            max_value=10.0,
            step=0.5,
            key=widget("weight", 2.0),
            width=150,
            disabled=not chosen,
        )
    return tuple(sorted(keep("priority", chosen))), keep("weight", float(weight))


def closing() -> tuple[str, ...]:
    """Ids of existing facilities of the city that close by the reader's decision."""
    city = state.view().city.code
    counties = {c.code: c for c in state.layers().counties_of(city)}
    here = {
        f.facility_id: _standing_name(f, counties[f.county_code])
        for f in sorted(state.layers().facilities, key=lambda f: (f.county_code, f.facility_id))
        if f.county_code in counties and f.facility_type in _SERVICES and f.status in OPERATING
    }
    if not here:
        return ()
    # One withdrawn from the records meanwhile is none to choose.
    store()["closing"] = [i for i in store().get("closing", []) if i in here]
    chosen = st.multiselect(
        say("要撤并的现有设施", "Existing facilities to close"),
        list(here),
        format_func=written(here),
        placeholder=say("都不撤并", "none"),
        key=widget("closing", []),
        help=say(
            "现有设施默认都保留。选中的按关闭处理：去那里的人改到最近的其他设施，因此缺的要求由方案补上，"
            "补不上的在结果里列明；其房屋可作改建备选点。撤并哪处由您定：没有运营费用资料，求解不替您决定。",
            "What exists stays. What you choose closes: who went there goes to the nearest other"
            " facility, what the county then lacks the plan provides, or says that it can’t; the"
            " building may be converted. Which to close is your decision: no running costs are on"
            " record by which a search could tell.",
        ),
    )
    return tuple(sorted(keep("closing", chosen)))


def _standing_name(facility: Facility, county: County) -> Text:
    """A facility with its type and its county, which a Chinese name hides from English readers."""
    kind = WORDS[facility.facility_type]
    return Text(
        f"{facility.name}（{county.short_zh} · {kind.zh}）",
        f"{facility.name} ({county.short_en}, {kind.en.lower()})",
    )


def search() -> tuple[bool, float]:
    """Whether capacities limit, and how long the search may take (seconds)."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        limit_s = st.number_input(
            say("计算时限（秒）", "Time limit (seconds)"),
            min_value=1.0,
            max_value=3_600.0,
            step=10.0,
            format="%.0f",
            key=widget("time_limit", 60.0),
            width=150,
        )
        use_capacity = st.checkbox(
            say(
                "服务能力有上限（按备选点的“可服务人数”）",
                "Capacity limits whom a site serves (its persons served)",
            ),
            key=widget("use_capacity", False),
        )
    if use_capacity and not _some_capacity():
        st.warning(
            say(
                "备选点都没有填“可服务人数”：勾选后没有任何限制作用。请在下面“备选点”表里填写。",
                "No candidate has its “persons served”: the switch limits nothing. Enter them in"
                " the table of candidates below.",
            )
        )
    return keep("use_capacity", use_capacity), keep("time_limit", float(limit_s))


def _some_capacity() -> bool:
    """Whether the reader has said of any candidate how many persons it serves; nobody else does."""
    return any(typed.get("persons") is not None for typed in own_sites().edits.values())
